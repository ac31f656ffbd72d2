/** The writer: steps, undo over restarts, gestures, versions, other folders, and other processes. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { applyPatches, type DocumentPatch, type SessionDocument } from '../../audio-engine/session/index.ts';
import {
  LocalClient,
  openStudio,
  recentSessions,
  type StudioEvent,
} from '../../audio-engine/studio/index.ts';
import { importSong } from '../session/song.ts';
import { codeOf, testFolder, testStudio } from './folder.ts';

const fader = (faderDb: number, stripId = 'vox') => ({ id: 'strip.set', payload: { stripId, faderDb } });

describe('steps', () => {
  it('count when their line is written, and every listener gets the patches', () => {
    const { studio, folder } = testStudio();
    const events: StudioEvent[] = [];
    let replica: SessionDocument = studio.document;
    studio.subscribe((event) => {
      events.push(event);
      if (event.type === 'patches') replica = applyPatches(replica, event.patches as DocumentPatch[]);
    });
    expect(studio.run(importSong)).toEqual({ revision: 1, name: 'Import 3 files' });
    expect(studio.run(fader(-3), { clientTag: 'tag' }).revision).toBe(2);
    const lines = readFileSync(join(folder, 'journal.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => [line.rev, line.name])).toEqual([
      [1, 'Import 3 files'],
      [2, 'Lead vox fader to −3.0 dB'],
    ]);
    expect(Object.keys(lines[1])).toEqual([
      'rev',
      'time',
      'command',
      'name',
      'gesture',
      'forward',
      'inverse',
      'crc32',
    ]);
    expect(replica).toEqual(studio.document);
    expect(events.at(-1)).toMatchObject({
      type: 'patches',
      fromRevision: 1,
      revision: 2,
      clientTag: 'tag',
      undoName: 'Lead vox fader to −3.0 dB',
      redoName: null,
    });
  });

  it('of a batch are one: one line, one undo; a refused one leaves no line', () => {
    const { studio, folder } = testStudio();
    studio.run(importSong);
    const before = studio.document;
    const journal = () => readFileSync(join(folder, 'journal.jsonl'), 'utf8');
    const batch = (...commands: { id: string; payload: unknown }[]) => ({
      id: 'batch',
      payload: { commands },
    });
    expect(studio.run(batch(fader(-3), fader(-6, 'kick')), { name: 'Quieter' }).revision).toBe(2);
    expect(journal().trim().split('\n')).toHaveLength(2);
    expect(studio.undo()).toEqual({ revision: 3, name: 'Quieter' });
    expect(studio.document).toEqual(before);
    expect(studio.redo().name).toBe('Quieter');
    expect([studio.document.strips.vox!.faderDb, studio.document.strips.kick!.faderDb]).toEqual([-3, -6]);
    const written = journal();
    expect(codeOf(() => studio.run(batch(fader(-1), fader(-1, 'none'))))).toBe('unknown-strip');
    expect(journal()).toBe(written);
    expect([studio.revision, studio.document.strips.vox!.faderDb]).toEqual([4, -3]);
  });

  it('are told when they are on the disk', async () => {
    const { studio } = testStudio();
    const told = new Promise<StudioEvent>((resolve) =>
      studio.subscribe((event) => event.type === 'onDisk' && resolve(event)),
    );
    studio.run(importSong);
    expect(await told).toMatchObject({ type: 'onDisk', revision: 1 });
    expect(studio.state().onDiskAtMs).not.toBeNull();
  });

  it('refused ones change nothing and write nothing', () => {
    const { studio, folder } = testStudio();
    expect(codeOf(() => studio.run(fader(-3)))).toBe('unknown-strip');
    expect(studio.revision).toBe(0);
    expect(existsSync(join(folder, 'journal.jsonl'))).toBe(false);
  });

  it('a listener that throws keeps nobody from going on', () => {
    const { studio } = testStudio();
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
    const heard = vi.fn();
    const end = studio.subscribe(() => {
      throw new Error('bad listener');
    });
    studio.subscribe(heard);
    studio.run(importSong);
    expect(heard).toHaveBeenCalled();
    expect(warn).toHaveBeenCalled();
    end();
    warn.mockRestore();
  });
});

describe('undo', () => {
  it('goes back and forth by name, also after a restart and a compaction', () => {
    const { studio, reopen } = testStudio();
    studio.run(importSong);
    for (let i = 1; i <= 100; i++) studio.run(fader(-i / 2));
    studio.undo();
    expect(studio.document.strips.vox!.faderDb).toBe(-49.5);
    studio.close();

    const again = reopen();
    expect(again.state()).toMatchObject({
      undoName: 'Lead vox fader to −49.5 dB',
      redoName: 'Lead vox fader to −50.0 dB',
    });
    again.redo();
    expect(again.document.strips.vox!.faderDb).toBe(-50);
    for (let i = 0; i < 101; i++) again.undo();
    expect(again.document.tracks).toEqual({});
    expect(codeOf(() => again.undo())).toBe('nothing-to-undo');
    const back = again.historyJump(2).revision;
    expect(again.document.strips.vox!.faderDb).toBe(-0.5);
    again.close();

    const third = reopen();
    expect(third.revision).toBe(back);
    const history = third.history();
    expect(history).toHaveLength(101);
    expect(history.map((entry) => entry.applied)).toEqual([true, true, ...Array(99).fill(false)]);
    third.historyJump(history.at(-1)!.revision);
    expect(third.document.strips.vox!.faderDb).toBe(-50);
    expect(codeOf(() => third.historyJump(5000))).toBe('unknown-step');
  });

  it('a command that changes nothing has its line and is no step to undo', () => {
    const { studio, reopen } = testStudio();
    studio.run(importSong);
    studio.run(fader(-1));
    studio.undo();
    expect(studio.run(fader(0)).revision).toBe(4);
    expect(studio.state()).toMatchObject({
      undoName: 'Import 3 files',
      redoName: 'Lead vox fader to −1.0 dB',
    });
    studio.close();
    const again = reopen();
    expect(again.state()).toMatchObject({
      revision: 4,
      undoName: 'Import 3 files',
      redoName: 'Lead vox fader to −1.0 dB',
    });
    again.redo();
    expect(again.document.strips.vox!.faderDb).toBe(-1);
  });

  it('a new step ends what could be redone', () => {
    const { studio } = testStudio();
    studio.run(importSong);
    studio.run(fader(-1));
    studio.undo();
    studio.run(fader(-2));
    expect(codeOf(() => studio.redo())).toBe('nothing-to-redo');
    expect(studio.history().map((entry) => entry.name)).toEqual([
      'Import 3 files',
      'Lead vox fader to −2.0 dB',
    ]);
  });
});

describe('gestures', () => {
  const preview = (value: number) => [{ op: 'replace' as const, path: ['strips', 'vox', 'faderDb'], value }];

  it('preview outside the document, at most 120 times a second, and end as one named step', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    try {
      const { studio } = testStudio();
      studio.run(importSong);
      const seen: number[] = [];
      const ends: boolean[] = [];
      studio.subscribe((event) => {
        if (event.type !== 'overlay') return;
        if (event.ended) ends.push(true);
        else seen.push(event.patches[0]!.value as number);
      });
      studio.beginGesture('g1', 'Ride the vocal');
      for (let ms = 0; ms < 1000; ms++) {
        studio.preview('g1', preview(-ms / 100));
        vi.advanceTimersByTime(1);
      }
      expect(seen.length).toBeLessThanOrEqual(121);
      expect(seen.length).toBeGreaterThan(90);
      expect(studio.document.strips.vox!.faderDb).toBe(0);
      expect(studio.overlay()).toEqual(preview(-9.99));
      vi.advanceTimersByTime(20);
      expect(seen.at(-1)).toBe(-9.99);
      expect(studio.commitGesture('g1', fader(-9.99))).toEqual({ revision: 2, name: 'Ride the vocal' });
      expect(ends).toEqual([true]);
      expect(studio.overlay()).toEqual([]);
      expect(studio.history()).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  it('cancelled ones leave no trace', () => {
    const { studio } = testStudio();
    studio.run(importSong);
    studio.beginGesture('g1', 'Ride');
    studio.preview('g1', preview(-20));
    studio.cancelGesture('g1');
    expect(studio.overlay()).toEqual([]);
    expect(studio.revision).toBe(1);
    expect(codeOf(() => studio.commitGesture('g1', fader(-1)))).toBe('unknown-gesture');
  });

  it('refuse what a command would refuse, and end when their command does', () => {
    const { studio } = testStudio();
    studio.run(importSong);
    studio.beginGesture('g1', 'Ride');
    expect(codeOf(() => studio.preview('g1', preview(30)))).toBe('invalid-overlay');
    expect(codeOf(() => studio.commitGesture('g1', fader(30)))).toBe('invalid-command');
    expect(codeOf(() => studio.cancelGesture('g1'))).toBe('unknown-gesture');
  });
});

describe('versions', () => {
  it('are saved, listed, compared, and restored as one step that can be undone', () => {
    const { studio, reopen } = testStudio();
    studio.run(importSong);
    studio.run(fader(-3));
    const { id } = studio.saveVersion('Before the party');
    studio.run(fader(-12));
    studio.run({ id: 'track.remove', payload: { trackIds: ['bass'] } });
    studio.close();

    const again = reopen();
    expect(again.versions()).toMatchObject([{ id, name: 'Before the party' }]);
    expect(again.readVersion(id).strips.vox!.faderDb).toBe(-3);
    again.restoreVersion(id);
    expect(again.document).toEqual(again.readVersion(id));
    expect(again.state().undoName).toBe('Restore version “Before the party”');
    again.undo();
    expect(again.document.tracks).not.toHaveProperty('bass');
    expect(again.document.strips.vox!.faderDb).toBe(-12);
    expect(codeOf(() => again.restoreVersion('../../session'))).toBe('unknown-version');
  });
});

describe('folders', () => {
  it('a never-saved session lives in the data folder and moves when it is saved', async () => {
    const root = testFolder();
    const dataFolder = join(root, 'data');
    const studio = openStudio({ sampleRate: 44100 }, { dataFolder, serve: false });
    const before = studio.folder;
    expect(studio.state().folder).toBeNull();
    writeFileSync(join(before, 'audio', 'm1.wav'), 'sound');
    studio.run(
      importSong.id === 'session.import' ? { id: 'session.rename', payload: { name: 'Idea' } } : importSong,
    );
    const target = join(root, 'Songs', 'First');
    const reset = vi.fn();
    studio.subscribe((event) => event.type === 'reset' && reset());
    await studio.saveAs(target);
    expect(reset).toHaveBeenCalledTimes(1);
    expect(existsSync(before)).toBe(false);
    expect(readFileSync(join(target, 'audio', 'm1.wav'), 'utf8')).toBe('sound');
    expect(studio.state().folder).toBe(target);
    expect(studio.document.session.name).toBe('First');
    studio.undo();
    studio.undo();
    expect(studio.document.session.name).toBe('Untitled');
    studio.close();
    expect(existsSync(join(target, 'session.lock'))).toBe(false);
    expect(recentSessions(studio.disk, dataFolder)).toMatchObject([{ name: 'First', path: target }]);
  });

  it('a never-saved session stays in the recent list, and one nothing was done in leaves nothing', () => {
    const dataFolder = join(testFolder(), 'data');
    const idea = openStudio({ sampleRate: 44100 }, { dataFolder, serve: false });
    idea.run({ id: 'tempo.set', payload: { bpm: 90 } });
    idea.close();
    const untouched = openStudio({ sampleRate: 44100 }, { dataFolder, serve: false });
    untouched.close();
    expect(existsSync(untouched.folder)).toBe(false);
    expect(recentSessions(idea.disk, dataFolder)).toMatchObject([{ name: 'Untitled', path: idea.folder }]);
    const again = openStudio(idea.folder, { dataFolder, serve: false });
    expect(again.document.tempo.bpm).toBe(90);
    expect(again.state().folder).toBeNull();
    again.close();
  });

  it('a saved session is copied with its audio and history, and goes on in the copy', async () => {
    const { studio, folder, dataFolder, reopen } = testStudio();
    writeFileSync(join(folder, 'audio', 'm1.wav'), 'sound');
    studio.run(importSong);
    studio.run(fader(-3));
    const target = join(folder, '..', 'Other');
    await studio.saveAs(target);
    studio.run(fader(-6));
    expect(readFileSync(join(target, 'audio', 'm1.wav'), 'utf8')).toBe('sound');
    studio.undo();
    studio.undo();
    studio.undo();
    expect(studio.document.strips.vox!.faderDb).toBe(0);
    const old = reopen();
    expect(old.document.strips.vox!.faderDb).toBe(-3);
    expect(old.document.session.name).toBe('Song');
    old.close();
    studio.close();
    expect(recentSessions(studio.disk, dataFolder).map((session) => session.name)).toEqual(['Song', 'Other']);
  });

  it('saving over something, or into itself, is refused', async () => {
    const { studio, folder } = testStudio();
    const full = join(folder, '..', 'Full');
    openStudio(
      { sampleRate: 48000, folder: full },
      { dataFolder: join(folder, '..', 'data'), serve: false },
    ).close();
    await expect(studio.saveAs(full)).rejects.toMatchObject({ failure: { code: 'folder-not-empty' } });
    await expect(studio.saveAs(join(folder, 'inner'))).rejects.toMatchObject({
      failure: { code: 'folder-not-empty' },
    });
    studio.run(importSong);
    expect(studio.revision).toBe(1);
  });

  it('keeps the view outside the journal', () => {
    const { studio, reopen } = testStudio();
    studio.setView({ zoom: 3, open: ['eq'] });
    studio.close();
    const again = reopen();
    expect(again.view()).toEqual({ zoom: 3, open: ['eq'] });
    expect(again.revision).toBe(0);
  });
});

describe('other processes', () => {
  it('run commands through the one that has the session open', async () => {
    const { studio, folder } = testStudio({ serve: true });
    const lock = JSON.parse(readFileSync(join(folder, 'session.lock'), 'utf8'));
    const client = await LocalClient.connect(lock.socket);
    expect(await client.request({ type: 'run', command: importSong, name: null })).toMatchObject({
      revision: 1,
      name: 'Import 3 files',
    });
    const many = Array.from({ length: 200 }, (_, i) =>
      client.request({ type: 'run', command: fader(-i / 10), name: 'Ride' }),
    );
    expect((await Promise.all(many)).map((answer) => answer.revision)).toEqual(
      Array.from({ length: 200 }, (_, i) => i + 2),
    );
    await expect(client.request({ type: 'run', command: fader(99), name: null })).rejects.toMatchObject({
      failure: { code: 'invalid-command' },
    });
    expect((await client.request({ type: 'undo' })).revision).toBe(202);
    const state = await client.request({ type: 'state' });
    expect(state.document).toEqual(studio.document);
    studio.close();
    await expect(client.request({ type: 'state' })).rejects.toMatchObject({
      failure: { code: 'session-unreachable' },
    });
  });

  it('are answered, not obeyed, when they send nonsense', async () => {
    const { studio, folder } = testStudio({ serve: true });
    const { connect } = await import('node:net');
    const lock = JSON.parse(readFileSync(join(folder, 'session.lock'), 'utf8'));
    const client = await LocalClient.connect(lock.socket);
    client.close();
    const socket = connect(lock.socket);
    const answer = new Promise<string>((resolve) => socket.on('data', (bytes) => resolve(bytes.toString())));
    socket.write('{"id":1,"type":"format the disk"}\n');
    expect(JSON.parse(await answer)).toMatchObject({ ok: false, failure: { code: 'invalid-message' } });
    socket.destroy();
    expect(studio.revision).toBe(0);
  });
});
