/** The command line's way into the document: `do`, `commands`, usage and exit codes. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../../audio-engine/session/index.ts';
import { openStudio } from '../../audio-engine/studio/index.ts';
import { importSong } from '../session/song.ts';
import { testFolder } from '../studio/folder.ts';
import { cli } from './fake-io.ts';

const fader = (faderDb: number) => ({ id: 'strip.set', payload: { stripId: 'vox', faderDb } });

/** A session `Song` in a folder of its own. */
function place(): string {
  const root = testFolder();
  openStudio(
    { sampleRate: 48000, folder: join(root, 'Song') },
    { dataFolder: join(root, 'data'), serve: false },
  ).close();
  return root;
}
const look = (root: string) => {
  const studio = openStudio(join(root, 'Song'), {
    dataFolder: join(root, 'data'),
    readOnly: true,
    serve: false,
  });
  const { document, revision } = studio;
  const history = studio.history();
  studio.close();
  return { document, revision, history };
};

describe('do', () => {
  it('runs an array from a file, one line of revision each', async () => {
    const root = place();
    writeFileSync(join(root, 'c.json'), JSON.stringify([importSong, { ...fader(-3), name: 'Quieter' }]));
    expect(await cli(root, ['do', 'Song', 'c.json'])).toMatchObject({ code: 0, out: ['1', '2'], errors: [] });
    const { document, history } = look(root);
    expect(document.strips.vox!.faderDb).toBe(-3);
    expect(history.map((entry) => entry.name)).toEqual(['Import 3 files', 'Quieter']);
  });

  it('runs one command a line from -, also with --json', async () => {
    const root = place();
    const lines = [importSong, fader(-1), fader(-2)].map((command) => JSON.stringify(command)).join('\n');
    const { code, json } = await cli(root, ['do', 'Song', '-', '--json'], lines);
    expect(code).toBe(0);
    expect(json).toEqual([
      { rev: 1, name: 'Import 3 files' },
      { rev: 2, name: 'Lead vox fader to −1.0 dB' },
      { rev: 3, name: 'Lead vox fader to −2.0 dB' },
    ]);
  });

  it('takes a batch as one step', async () => {
    const root = place();
    const batch = { id: 'batch', payload: { commands: [importSong, fader(-3)] }, name: 'A mix' };
    writeFileSync(join(root, 'c.json'), JSON.stringify([batch]));
    expect(await cli(root, ['do', 'Song', 'c.json'])).toMatchObject({ code: 0, out: ['1'], errors: [] });
    const { document, history } = look(root);
    expect(document.strips.vox!.faderDb).toBe(-3);
    expect(history.map((entry) => entry.name)).toEqual(['A mix']);
  });

  it('stops at the first command that is refused, and says which and why', async () => {
    const root = place();
    writeFileSync(join(root, 'c.json'), JSON.stringify([importSong, fader(-3), fader(99), fader(-5)]));
    const { code, out, errors } = await cli(root, ['do', 'Song', 'c.json']);
    expect(code).toBe(1);
    expect(out).toEqual(['1', '2']);
    expect(errors[0]).toContain('Command 3');
    expect(errors[0]).toContain('faderDb');
    expect(look(root).revision).toBe(2);
  });

  it('changes nothing where the file is no list of commands', async () => {
    const root = place();
    for (const [text, code] of [
      ['{', 'cli.json'],
      ['{"id": 1}', 'cli.commands'],
      [JSON.stringify([importSong, { command: 'x' }]), 'cli.commands'],
    ] as const) {
      writeFileSync(join(root, 'c.json'), text);
      const run = await cli(root, ['do', 'Song', 'c.json', '--json']);
      expect(run.code).toBe(1);
      expect(run.json).toMatchObject([{ failure: { code } }]);
    }
    expect((await cli(root, ['do', 'Song', 'none.json', '--json'])).json).toMatchObject([
      { failure: { code: 'cli.file' } },
    ]);
    expect(look(root).revision).toBe(0);
  });

  it('goes through the program that has the session open', async () => {
    const root = place();
    const studio = openStudio(join(root, 'Song'), { dataFolder: join(root, 'data') });
    try {
      const { code, out } = await cli(
        root,
        ['do', 'Song', '-'],
        [importSong, fader(-7)].map((c) => JSON.stringify(c)).join('\n'),
      );
      expect([code, out]).toEqual([0, ['1', '2']]);
      expect(studio.document.strips.vox!.faderDb).toBe(-7);
      const refused = await cli(root, ['do', 'Song', '-', '--json'], JSON.stringify(fader(99)));
      expect(refused.json).toMatchObject([{ failure: { code: 'invalid-command' } }]);
    } finally {
      studio.close();
    }
  });

  it('says what is wrong with a session that is none', async () => {
    const root = place();
    expect((await cli(root, ['do', 'Nowhere', '-', '--json'])).json).toMatchObject([
      { failure: { code: 'session-missing' } },
    ]);
    expect((await cli(root, ['do', 'data', '-', '--json'])).code).toBe(1);
  });
});

describe('commands', () => {
  it('lists every document command with a schema that its own examples fit', async () => {
    const { code, json } = await cli('/', ['commands', '--json']);
    expect(code).toBe(0);
    const list = json[0] as { id: string; title: string; schema: { type: string; properties: object } }[];
    expect(list.map(({ id }) => id)).toEqual(Object.keys(commands));
    const set = list.find(({ id }) => id === 'strip.set')!;
    expect(set.schema).toMatchObject({
      type: 'object',
      properties: { faderDb: { type: 'number', minimum: -144, maximum: 12 } },
      required: ['stripId'],
      additionalProperties: false,
    });
  });
});

describe('usage', () => {
  it.each([
    [['nonsense']],
    [['do']],
    [['do', 'Song']],
    [['do', 'Song', '-', 'more']],
    [['do', 'Song', '-', '--bogus']],
    [['render', 'Song']],
    [['render', 'Song', '-o']],
    [['render', 'Song', '-o', 'x.wax']],
    [['master', 'Song', '-o', 'x.wav', '--format', 'wav24,flac']],
    [['render', 'Song', '-o', 'x.wav', '--bits', '12']],
    [['master', 'Song']],
    [['master', 'Song', '-o', 'x.wav', '--lufs', 'loud']],
    [['master', 'Song', '-o', 'x.wav', '--lufs', '-9', '--target', 'Spotify']],
    [['play', 'Song', '--seconds', '0']],
    [[]],
  ])('%j is not understood: exit code 2', async (argv) => {
    expect((await cli(place(), argv)).code).toBe(2);
  });

  it('explains every command', async () => {
    const { code, out } = await cli('/', ['--help']);
    expect(code).toBe(0);
    for (const name of ['new', 'render', 'master', 'measure', 'play', 'devices', 'commands', 'do']) {
      expect(out.some((line) => line.trimStart().startsWith(name))).toBe(true);
      const help = await cli('/', [name, '--help']);
      expect(help.code).toBe(0);
      expect(help.out.some((line) => line.includes('--json'))).toBe(true);
    }
  });
});
