/** Folders written by the first format: steps are applied as they were written, then the whole is brought forward. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../audio-engine/session/index.ts';
import { openStudio } from '../../audio-engine/studio/index.ts';
import { encodeLine, type JournalLine } from '../../audio-engine/studio/journal-line.ts';
import { clip, media } from '../session/song.ts';
import { bytesOf, codeOf, testFolder } from './folder.ts';

/** Documents as the first format had them: no buses, sends or automation; strips, tracks and inserts with fewer fields. */
const oldTrack = (id: string, name: string) => ({ id, name, color: 'clay', channels: 2, order: 'V' });
const oldStrip = (id: string) => ({
  id,
  inputTrimDb: 0,
  polarityInverted: false,
  pan: 0,
  panLaw: '0',
  faderDb: 0,
  mute: false,
  solo: false,
  soloSafe: false,
});
const oldEffect = {
  id: 'e',
  kind: 'compressor',
  order: 'V',
  bypassed: false,
  parameters: {},
  presetName: null,
};
const oldDocument = () => ({
  schemaVersion: 1,
  session: { id: 's', name: 'Old', sampleRate: 48000, createdAt: '2026-01-01T00:00:00Z' },
  tempo: { bpm: 120, numerator: 4, denominator: 4 },
  loop: { startSample: 0, endSample: 0, enabled: false },
  media: { m1: media('m1') },
  tracks: { kick: oldTrack('kick', 'Kick'), gone: oldTrack('gone', 'Gone') },
  clips: { kick: { c1: clip('c1', 'm1') }, gone: {} },
  buses: {},
  strips: { master: oldStrip('master'), kick: oldStrip('kick'), gone: oldStrip('gone') },
  effects: { master: {}, kick: {}, gone: {} },
  markers: {},
  release: { title: '', artist: '', targetName: null },
});

type Patches = JournalLine['forward'];

function line(rev: number, id: string, name: string, forward: Patches, inverse: Patches): string {
  return encodeLine({
    rev,
    time: '2026-01-01T00:00:01Z',
    command: { id, payload: {} },
    name,
    gesture: null,
    forward,
    inverse,
  });
}

/** A track that came, an insert that came, a track that went: undoing the last would bring an old strip back. */
function oldJournal(): string {
  const add = (path: string[], value: unknown) => ({ op: 'add' as const, path, value });
  const remove = (path: string[]) => ({ op: 'remove' as const, path });
  const parts = (id: string) => [
    ['tracks', id],
    ['strips', id],
    ['clips', id],
    ['effects', id],
  ];
  const values = (id: string) => [oldTrack(id, id), oldStrip(id), {}, {}];
  const come = (id: string) => parts(id).map((path, i) => add(path, values(id)[i]));
  const go = (id: string) => parts(id).map(remove);
  const insert = ['effects', 'kick', 'e'];
  return [
    line(1, 'track.add', 'Add track vox', come('vox'), go('vox')),
    line(2, 'effect.insert', 'Insert Compressor on Kick', [add(insert, oldEffect)], [remove(insert)]),
    line(3, 'track.remove', 'Remove track gone', go('gone'), come('gone')),
  ].join('');
}

function oldFolder(journal = oldJournal()) {
  const root = testFolder();
  const folder = join(root, 'Old');
  mkdirSync(join(folder, 'audio'), { recursive: true });
  writeFileSync(join(folder, 'audio', 'm1.wav'), 'sound');
  const snapshot = {
    format: 'threshold-session',
    revision: 0,
    undoFloor: 0,
    savedAt: '2026-01-01T00:00:00Z',
    document: oldDocument(),
  };
  writeFileSync(join(folder, 'session.json'), JSON.stringify(snapshot));
  writeFileSync(join(folder, 'journal.jsonl'), journal);
  const open = (more = {}) => openStudio(folder, { dataFolder: join(root, 'data'), serve: false, ...more });
  return { folder, open };
}

describe('a session of the first format', () => {
  it('opens with its steps applied and every new field there', () => {
    const studio = oldFolder().open();
    const { document } = studio;
    expect(document.schemaVersion).toBe(SCHEMA_VERSION);
    expect(Object.keys(document.tracks).sort()).toEqual(['kick', 'vox']);
    expect(document.strips.vox).toMatchObject({ output: 'master', width: 1, panMode: 'balance', vcaIds: [] });
    expect(document.strips.master!.output).toBeNull();
    expect(document.effects.kick!.e).toMatchObject({ sideChain: null, impulse: null });
    expect(document.tracks.vox).toMatchObject({ folderId: null, delaySamples: 0, frozen: null });
    expect(studio.state().notices.join(' ')).not.toBe('');
    studio.close();
  });

  it('cannot be taken back to before it, by undo, by redo or by the history, now or later', () => {
    const old = oldFolder();
    const first = old.open();
    expect(first.state().undoName).toBeNull();
    expect(codeOf(() => first.undo())).toBe('nothing-to-undo');
    first.historyJump(0);
    expect(first.document.tracks).not.toHaveProperty('gone');
    first.run({ id: 'strip.set', payload: { stripId: 'vox', faderDb: -6 } });
    const after = first.document;
    first.close();
    const again = old.open();
    expect(again.document).toEqual(after);
    expect(again.history().map(({ name }) => name)).toEqual(['vox fader to −6.0 dB']);
    again.undo();
    expect(again.document.strips.vox!.faderDb).toBe(0);
    expect(codeOf(() => again.undo())).toBe('nothing-to-undo');
    again.redo();
    expect(again.document).toEqual(after);
    again.close();
  });

  it('whose last step was taken back already does not bring it forward by redo', () => {
    const undo = encodeLine({
      rev: 4,
      time: '2026-01-01T00:00:02Z',
      command: { id: 'studio.undo', payload: { revision: 3 } },
      name: 'Remove track gone',
      gesture: null,
      forward: [
        { op: 'add', path: ['tracks', 'gone'], value: oldTrack('gone', 'Gone') },
        { op: 'add', path: ['strips', 'gone'], value: oldStrip('gone') },
        { op: 'add', path: ['clips', 'gone'], value: {} },
        { op: 'add', path: ['effects', 'gone'], value: {} },
      ],
      inverse: [],
    });
    const studio = oldFolder(oldJournal() + undo).open();
    expect(studio.document.strips.gone).toMatchObject({ output: 'master', vcaIds: [] });
    expect(codeOf(() => studio.redo())).toBe('nothing-to-redo');
    studio.close();
  });

  it('is not touched by a look at it', () => {
    const old = oldFolder();
    const before = bytesOf(old.folder);
    const studio = old.open({ readOnly: true });
    expect(studio.document.schemaVersion).toBe(SCHEMA_VERSION);
    studio.close();
    expect(bytesOf(old.folder)).toEqual(before);
  });

  it('is written in the new format when it was opened, so that an older program refuses it', () => {
    const old = oldFolder();
    old.open().close();
    const { document, undoFloor } = JSON.parse(readFileSync(join(old.folder, 'session.json'), 'utf8'));
    expect(document.schemaVersion).toBe(SCHEMA_VERSION);
    expect(undoFloor).toBe(3);
  });
});
