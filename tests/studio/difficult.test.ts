/**
 * Difficult sessions: torn, corrupt, newer, read-only, locked, on a full or failing disk, with files missing. Each
 * opens with a notice or is refused by name, and nothing that was there is harmed.
 */
import { fork } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  Disk,
  type DiskOperation,
  openStudio,
  type StudioDiskFaults,
  type StudioEvent,
} from '../../audio-engine/studio/index.ts';
import { importSong } from '../session/song.ts';
import { bytesOf, codeOf, type TestStudio, testFolder, testStudio } from './folder.ts';

const fader = (faderDb: number) => ({ id: 'strip.set', payload: { stripId: 'vox', faderDb } });
const failWith = (code: string) => {
  throw Object.assign(new Error(code), { code });
};

/** A closed session of `steps` fader moves after an import. */
const withoutChecksum = (text: string) => text.replace(/,\s*"crc32": ?\d+/, '');

function closed(steps = 3): TestStudio & { journal: string; snapshot: string } {
  const test = testStudio();
  test.studio.run(importSong);
  for (let i = 1; i <= steps; i++) test.studio.run(fader(-i));
  test.studio.close();
  for (const id of ['m1', 'm2', 'm3']) writeFileSync(join(test.folder, 'audio', `${id}.wav`), 'sound');
  return {
    ...test,
    journal: join(test.folder, 'journal.jsonl'),
    snapshot: join(test.folder, 'session.json'),
  };
}

function refusedUnharmed(test: TestStudio, code: string): void {
  const before = bytesOf(test.folder);
  expect(codeOf(() => test.reopen())).toBe(code);
  expect(bytesOf(test.folder)).toEqual(before);
}

describe('a torn journal', () => {
  it('at any byte of its last line loses that line only, and says so', () => {
    const test = closed();
    const whole = readFileSync(test.journal);
    const lastStart = whole.lastIndexOf(10, whole.length - 2) + 1;
    for (const end of [lastStart + 1, lastStart + 40, whole.length - 10, whole.length - 1]) {
      writeFileSync(test.journal, whole.subarray(0, end));
      const studio = test.reopen();
      expect(studio.revision).toBe(3);
      expect(studio.document.strips.vox!.faderDb).toBe(-2);
      expect(studio.notices[0]).toContain('unfinished step was dropped');
      studio.run(fader(-20));
      studio.close();
      const again = test.reopen();
      expect(again.notices).toEqual([]);
      expect(again.document.strips.vox!.faderDb).toBe(-20);
      again.close();
    }
  });

  it('with a tail of zeros or rubbish opens, and the dropped bytes are kept aside', () => {
    const test = closed();
    appendFileSync(test.journal, Buffer.alloc(4096));
    appendFileSync(test.journal, '\nrubbish\n');
    const studio = test.reopen();
    expect(studio.revision).toBe(4);
    expect(readFileSync(join(test.folder, 'history', 'dropped-after-0000000004.txt'), 'utf8')).toContain(
      'rubbish',
    );
  });
});

describe('a corrupt session', () => {
  it('with damage in the middle of the journal is refused, and can be opened as it was before', () => {
    const test = closed();
    const bytes = readFileSync(test.journal);
    const secondLine = bytes.indexOf(10) + 1;
    bytes[secondLine + 30] = bytes[secondLine + 30]! ^ 1;
    writeFileSync(test.journal, bytes);
    refusedUnharmed(test, 'journal-damaged');
    const studio = test.reopen({ salvage: true });
    expect(studio.revision).toBe(1);
    expect(studio.notices[0]).toContain('line 2');
    studio.run(fader(-30));
    studio.close();
    expect(test.reopen().document.strips.vox!.faderDb).toBe(-30);
    expect(readFileSync(join(test.folder, 'history', 'dropped-after-0000000001.txt')).length).toBe(
      bytes.length - secondLine,
    );
  });

  it('with a line missing from the middle of the journal is refused', () => {
    const test = closed();
    const lines = readFileSync(test.journal, 'utf8').split('\n');
    lines.splice(1, 1);
    writeFileSync(test.journal, lines.join('\n'));
    refusedUnharmed(test, 'journal-damaged');
  });

  it.each([
    ['half a snapshot', (text: string) => text.slice(0, text.length / 2), 'snapshot-damaged'],
    ['an empty snapshot', () => '', 'snapshot-damaged'],
    ['another program’s file', () => '{"project": true}', 'not-a-session'],
    ['a list', () => '[]', 'not-a-session'],
    [
      'a value out of range',
      (text: string) => withoutChecksum(text).replace('"faderDb": 0', '"faderDb": 99'),
      'document-damaged',
    ],
    ['another value', (text: string) => text.replace('"faderDb": 0', '"faderDb": -1'), 'snapshot-damaged'],
    ['another checksum', (text: string) => text.replace(/"crc32": \d+/, '"crc32": 1'), 'snapshot-damaged'],
    [
      'a newer format',
      (text: string) => text.replace('"schemaVersion": 3', '"schemaVersion": 9000'),
      'newer-schema',
    ],
  ])('with %s is refused', (_what, spoil, code) => {
    const test = closed();
    const text = readFileSync(test.snapshot, 'utf8');
    const spoiled = spoil(text);
    expect(spoiled).not.toBe(text);
    writeFileSync(test.snapshot, spoiled);
    refusedUnharmed(test, code);
  });

  it('without a checksum, as older programs wrote it, or spaced otherwise, is opened', () => {
    for (const write of [withoutChecksum, (text: string) => JSON.stringify(JSON.parse(text))]) {
      const test = closed();
      writeFileSync(test.snapshot, write(readFileSync(test.snapshot, 'utf8')));
      const studio = test.reopen();
      expect(studio.document.session.id).toBe(test.studio.document.session.id);
      studio.close();
    }
  });

  it('without a snapshot, or no folder at all, is refused', () => {
    const test = closed();
    rmSync(test.snapshot);
    refusedUnharmed(test, 'not-a-session');
    expect(codeOf(() => openStudio(join(test.folder, 'nowhere'), { dataFolder: test.dataFolder }))).toBe(
      'session-missing',
    );
  });

  it('whose old history is damaged opens, and undo reaches back to the damage', () => {
    const test = closed(100);
    const name = '0000000001-0000000101.jsonl';
    const file = join(test.folder, 'history', name);
    const lines = readFileSync(file, 'utf8').split('\n');
    lines[50] = 'rubbish';
    writeFileSync(file, lines.join('\n'));
    const studio = test.reopen();
    expect(studio.revision).toBe(101);
    expect(studio.notices.join()).toContain('Undo reaches back');
  });

  it('whose audio is missing opens and names the files', () => {
    const test = closed();
    rmSync(join(test.folder, 'audio', 'm2.wav'));
    const studio = test.reopen();
    expect(studio.notices).toEqual([expect.stringContaining('audio/m2.wav')]);
  });
});

describe('a locked session', () => {
  it('is refused to a second opener, who may look', () => {
    const test = testStudio();
    test.studio.run(importSong);
    const before = bytesOf(test.folder);
    expect(codeOf(() => test.reopen())).toBe('session-locked');
    const looking = test.reopen({ readOnly: true });
    expect(looking.revision).toBe(1);
    expect(codeOf(() => looking.run(fader(-1)))).toBe('session-read-only');
    expect(codeOf(() => looking.undo())).toBe('session-read-only');
    looking.close();
    expect(bytesOf(test.folder)).toEqual(before);
    test.studio.run(fader(-1));
  });

  const write = (folder: string, lock: object) =>
    writeFileSync(
      join(folder, 'session.lock'),
      JSON.stringify({
        host: hostname(),
        time: '2026-01-01T00:00:00.000Z',
        socket: '/nowhere',
        began: null,
        ...lock,
      }),
    );

  it('whose program has died is taken over, and says so', async () => {
    const test = closed();
    const child = fork('-e', [], { execArgv: ['-e', ''], stdio: 'ignore' });
    await new Promise((resolve) => child.once('exit', resolve));
    write(test.folder, { pid: child.pid });
    const studio = test.reopen();
    expect(studio.notices[0]).toContain('ended without closing');
    studio.run(fader(-9));
  });

  it('whose pid was given away again is taken over where the system tells', () => {
    if (process.platform !== 'linux') return;
    const test = closed();
    write(test.folder, { pid: process.pid, began: '1' });
    expect(test.reopen().readOnly).toBeNull();
  });

  it('from another computer stays locked', () => {
    const test = closed();
    write(test.folder, { pid: 1, host: 'the-other-mac' });
    refusedUnharmed(test, 'session-locked');
  });

  it('with an unreadable lock is taken over', () => {
    const test = closed();
    writeFileSync(join(test.folder, 'session.lock'), '{');
    expect(test.reopen().readOnly).toBeNull();
  });
});

describe('a disk', () => {
  /** Faults that can be switched on and off. */
  function faulty() {
    const faults: { now: StudioDiskFaults } = { now: {} };
    const disk = new Disk({
      before: (operation, path, bytes) => faults.now.before?.(operation, path, bytes),
      tornWrite: (path, bytes) => faults.now.tornWrite?.(path, bytes),
    });
    return { disk, faults };
  }
  const on = (operations: DiskOperation[], code: string): StudioDiskFaults => ({
    before: (operation) => {
      if (operations.includes(operation)) failWith(code);
    },
  });

  it('that is full refuses the step by name; all before it stays and the next one works', () => {
    const { disk, faults } = faulty();
    const test = testStudio({ disk });
    test.studio.run(importSong);
    const before = bytesOf(test.folder);
    faults.now = on(['write'], 'ENOSPC');
    expect(codeOf(() => test.studio.run(fader(-1)))).toBe('disk-full');
    expect(test.studio.revision).toBe(1);
    expect(test.studio.document.strips.vox!.faderDb).toBe(0);
    expect(bytesOf(test.folder)).toEqual(before);
    faults.now = {};
    expect(test.studio.run(fader(-2)).revision).toBe(2);
  });

  it('that tears a write is brought back to the last whole line', () => {
    const { disk, faults } = faulty();
    const test = testStudio({ disk });
    test.studio.run(importSong);
    const before = bytesOf(test.folder);
    faults.now = { tornWrite: (_path, bytes) => Math.floor(bytes / 2) };
    expect(codeOf(() => test.studio.run(fader(-1)))).toBe('disk-failing');
    expect(bytesOf(test.folder)).toEqual(before);
    faults.now = {};
    test.studio.run(fader(-2));
    test.studio.close();
    expect(test.reopen().document.strips.vox!.faderDb).toBe(-2);
  });

  it('that cannot even be brought back refuses further steps, and the session opens without the torn one', () => {
    const { disk, faults } = faulty();
    const test = testStudio({ disk });
    test.studio.run(importSong);
    faults.now = { tornWrite: (_path, bytes) => Math.floor(bytes / 2), ...on(['truncate'], 'EIO') };
    expect(codeOf(() => test.studio.run(fader(-1)))).toBe('disk-failing');
    faults.now = {};
    expect(codeOf(() => test.studio.run(fader(-2)))).toBe('journal-stuck');
    test.studio.close();
    const again = test.reopen();
    expect(again.revision).toBe(1);
    expect(again.notices[0]).toContain('unfinished step was dropped');
  });

  it('that fails an fsync is told, and the document is written anew instead of trusting the next one', async () => {
    const { disk, faults } = faulty();
    const test = testStudio({ disk });
    let failures = 1;
    faults.now = {
      before: (operation, path) => {
        if (operation === 'sync' && path.endsWith('journal.jsonl') && failures-- > 0) failWith('EIO');
      },
    };
    const events: StudioEvent[] = [];
    const onDisk = new Promise<void>((resolve) =>
      test.studio.subscribe((event) => {
        events.push(event);
        if (event.type === 'onDisk') resolve();
      }),
    );
    test.studio.run(importSong);
    await onDisk;
    expect(events.map((event) => event.type)).toEqual(['patches', 'failure', 'onDisk']);
    expect(events[1]).toMatchObject({ failure: { code: 'disk-failing' } });
    const snapshot = JSON.parse(readFileSync(join(test.folder, 'session.json'), 'utf8'));
    expect(snapshot.revision).toBe(1);
    test.studio.run(fader(-3));
    test.studio.close();
    const again = test.reopen();
    expect(again.document.strips.vox!.faderDb).toBe(-3);
    again.undo();
    again.undo();
    expect(again.document.tracks).toEqual({});
  });

  it.each([
    ['EROFS', 'its folder cannot be written.'],
    ['ENOSPC', 'its disk is full.'],
  ])('that cannot take a lock (%s) opens the session to look, unharmed', (code, reason) => {
    const test = closed();
    const before = bytesOf(test.folder);
    const writes: DiskOperation[] = ['open', 'write', 'link', 'rename', 'truncate', 'makeFolder', 'remove'];
    const studio = test.reopen({ disk: new Disk(on(writes, code)) });
    expect(studio.readOnly).toBe(reason);
    expect(studio.document.strips.vox!.faderDb).toBe(-3);
    expect(codeOf(() => studio.run(fader(-1)))).toBe('session-read-only');
    studio.setView({ zoom: 2 });
    studio.close();
    expect(bytesOf(test.folder)).toEqual(before);
  });

  it.each(['ENOSPC', 'EROFS', 'EIO'])(
    'that fails (%s) while a session is made leaves nothing behind',
    (code) => {
      const root = testFolder();
      mkdirSync(join(root, 'there'));
      const target = { sampleRate: 48000, folder: join(root, 'New') };
      const disk = new Disk(on(['write'], code));
      expect(codeOf(() => openStudio(target, { dataFolder: join(root, 'data'), disk }))).toMatch(/^disk-/);
      expect(Object.keys(bytesOf(root))).toEqual([]);
    },
  );

  it.each(['write', 'sync', 'rename'] as const)(
    'that fills up during a compaction (%s) harms nothing',
    (operation) => {
      const { disk, faults } = faulty();
      const test = testStudio({ disk });
      test.studio.run(importSong);
      for (let i = 1; i <= 80; i++) test.studio.run(fader(-i / 2));
      test.studio.flush();
      faults.now = on([operation], 'ENOSPC');
      expect(codeOf(() => test.studio.close())).toBe('disk-full');
      faults.now = {};
      const again = test.reopen();
      expect(again.revision).toBe(81);
      expect(again.document.strips.vox!.faderDb).toBe(-40);
      expect(again.notices.filter((notice) => !notice.includes('audio'))).toEqual([]);
    },
  );

  it('that ends a program between snapshot and moving the journal loses and doubles nothing', () => {
    const { disk, faults } = faulty();
    const test = testStudio({ disk });
    test.studio.run(importSong);
    for (let i = 1; i <= 80; i++) test.studio.run(fader(-i / 2));
    faults.now = {
      before: (operation, path) => {
        if (operation === 'rename' && path.includes('history')) failWith('EIO');
      },
    };
    expect(codeOf(() => test.studio.close())).toBe('disk-failing');
    faults.now = {};
    expect(JSON.parse(readFileSync(join(test.folder, 'session.json'), 'utf8')).revision).toBe(81);
    const again = test.reopen();
    expect(again.revision).toBe(81);
    expect(again.history()).toHaveLength(81);
    again.undo();
    expect(again.document.strips.vox!.faderDb).toBe(-39.5);
    again.close();
    const third = test.reopen();
    expect(third.history().filter((entry) => entry.applied)).toHaveLength(80);
  });

  it('that fills up while saving under another name leaves both places as they were', async () => {
    const { disk, faults } = faulty();
    const test = testStudio({ disk });
    test.studio.run(importSong);
    writeFileSync(join(test.folder, 'audio', 'm1.wav'), 'sound');
    const target = join(test.folder, '..', 'Copy');
    faults.now = {
      before: (operation, path) => {
        if (operation === 'rename' && path.endsWith('Copy')) failWith('ENOSPC');
      },
    };
    const before = bytesOf(join(test.folder, '..'));
    await expect(test.studio.saveAs(target)).rejects.toMatchObject({ failure: { code: 'disk-full' } });
    expect(bytesOf(join(test.folder, '..'))).toEqual(before);
    faults.now = {};
    expect(test.studio.run(fader(-1)).revision).toBe(2);
  });

  it('whose journal was cut by a power loss before the snapshot’s revision still opens', () => {
    const test = closed();
    truncateSync(test.journal, 0);
    const studio = test.reopen();
    expect(studio.revision).toBe(0);
  });
});
