/** Many files at once, proofs and hand-offs from the command line. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWav } from '../../audio-engine/media/index.ts';
import { openStudio } from '../../audio-engine/studio/index.ts';
import { probe } from '../delivery/encode/read-back.ts';
import { cli } from './fake-io.ts';

let root = '';
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'threshold-cli-deliver-'));
  mkdirSync(join(root, 'stems'));
  for (const [name, hz] of [
    ['Bass', 110],
    ['Lead vox', 880],
  ] as const) {
    const wav = createWav(join(root, 'stems', `${name}.wav`), {
      channels: 1,
      sampleRate: 48000,
      format: 's24',
    });
    wav.write(
      Float64Array.from({ length: 72000 }, (_, i) => 0.2 * Math.sin((i * hz * 2 * Math.PI) / 48000)),
      72000,
    );
    wav.close();
  }
  expect((await cli(root, ['new', 'Song', '--from', 'stems'])).code).toBe(0);
  return () => rmSync(root, { recursive: true, force: true });
});

const documentOf = (session: string) => {
  const studio = openStudio(join(root, session), {
    dataFolder: join(root, 'data'),
    readOnly: true,
    serve: false,
  });
  studio.close();
  return studio.document;
};

describe('many files', () => {
  it('renders formats with tags under a pattern, each with a proof that holds', async () => {
    const { code, json } = await cli(root, [
      ...[
        'render',
        'Song',
        '-o',
        'out',
        '--format',
        'wav16,flac24,mp3-192',
        '--pattern',
        '{artist} - {title}',
      ],
      ...['--tags', 'title=Door', 'artist=Someone', 'isrc=DEA012600001', '--json'],
    ]);
    expect(code).toBe(0);
    const { files } = json[0] as { files: { path: string; format: string; truePeakDbtp: number }[] };
    expect(files.map(({ format }) => format)).toEqual(['WAV 16 bit', 'FLAC 24 bit', 'MP3 192 kbps']);
    expect(readdirSync(join(root, 'out')).filter((name) => !name.endsWith('.json'))).toEqual([
      'Someone - Door.flac',
      'Someone - Door.mp3',
      'Someone - Door.wav',
    ]);
    expect(probe(files[1]!.path).tags).toMatchObject({ title: 'Door', isrc: 'DEA012600001' });
    const proved = await cli(root, ['prove', 'out/Someone - Door.wav', '--json']);
    // The tags were of this export only: the sound is the session's.
    expect(proved.json).toMatchObject([{ verdict: 'sound', untouched: true }]);
    expect((await cli(root, ['prove', 'stems/Bass.wav', '--json'])).json).toMatchObject([
      { failure: { code: 'delivery.noProof' } },
    ]);
  });

  it('renders each format at a rate of its own, the rate in the names where it must be', async () => {
    const argv = ['render', 'Song', '-o', 'rates', '--tags', 'title=Door', '--json'];
    const { code, json } = await cli(root, [
      ...argv,
      '--format',
      'wav24@96k,wav24@44100,mp3-128,flac16@88200',
    ]);
    expect(code).toBe(0);
    const { files } = json[0] as { files: { path: string; sampleRate: number }[] };
    expect(files.map(({ path, sampleRate }) => [basename(path), sampleRate])).toEqual([
      ['Door mix (WAV 24 bit 96 kHz).wav', 96000],
      ['Door mix (WAV 24 bit 44.1 kHz).wav', 44100],
      ['Door mix (MP3 128 kbps 48 kHz).mp3', 48000],
      ['Door mix (FLAC 16 bit 88.2 kHz).flac', 88200],
    ]);
    for (const { path, sampleRate } of files) expect(Number(probe(path).stream.sample_rate)).toBe(sampleRate);
    const refused = await cli(root, ['render', 'Song', '-o', 'x', '--format', 'mp3@96000']);
    expect([refused.code, refused.errors.join()]).toEqual([2, expect.stringMatching(/MP3.*“96000”/)]);
    expect(existsSync(join(root, 'x'))).toBe(false);
  });

  it('proves an export that was made after an undo', async () => {
    const studio = openStudio(join(root, 'Song'), { dataFolder: join(root, 'data'), serve: false });
    const [stripId] = Object.keys(studio.document.tracks);
    studio.run({ id: 'strip.set', payload: { stripId: stripId!, faderDb: -20 } });
    studio.undo();
    studio.close();
    expect((await cli(root, ['render', 'Song', '-o', 'undone.wav'])).code).toBe(0);
    const again = openStudio(join(root, 'Song'), { dataFolder: join(root, 'data'), serve: false });
    again.run({ id: 'strip.set', payload: { stripId: stripId!, faderDb: -3 } });
    again.close();
    expect((await cli(root, ['prove', 'undone.wav', '--json'])).json).toMatchObject([
      { verdict: 'identical' },
    ]);
  });

  it('masters a file into several, and says what it does not understand', async () => {
    const { code, json } = await cli(root, [
      ...[
        'master',
        'stems/Bass.wav',
        '-o',
        'mastered',
        '--format',
        'wav24,opus-96',
        '--lufs',
        '-16',
        '--json',
      ],
    ]);
    expect(code).toBe(0);
    expect((json[0] as { files: unknown[] }).files.length).toBe(2);
    expect((await cli(root, ['render', 'Song', '-o', 'x', '--format', 'wma'])).code).toBe(2);
    expect((await cli(root, ['render', 'Song', '-o', 'x.wav', '--tags', 'colour=red'])).code).toBe(2);
    expect((await cli(root, ['render', 'Song', '-o', 'x', '--sets', 'Nobody', '--json'])).json).toMatchObject(
      [{ failure: { code: 'delivery.unknownSet' } }],
    );
  });
});

describe('hand-off', () => {
  it('goes to another engineer, becomes a session there, and comes back as a reference', async () => {
    const given = await cli(root, ['handoff', 'Song', '-o', 'to-mary', '--note', 'Warm, please.', '--json']);
    expect(given.code).toBe(0);
    expect(readdirSync(join(root, 'to-mary')).sort()).toContain('README.txt');
    const opened = await cli(root, ['handoff', 'to-mary', '--open', 'Mary', '--json']);
    expect(opened.json).toMatchObject([{ stems: 2, message: 'Warm, please.', notices: [] }]);
    const mary = documentOf('Mary');
    expect(mary.master.source.kind).toBe('file');
    expect(Object.keys(mary.tracks).length).toBe(2);
    expect((await cli(root, ['master', 'Mary', '-o', 'master.wav', '--lufs', '-14', '--json'])).code).toBe(0);
    const back = await cli(root, ['handoff', 'Song', '--return', 'master.wav', '--json']);
    expect(back.json).toMatchObject([{ name: 'master (returned)' }]);
    const [reference] = Object.values(documentOf('Song').references);
    expect(reference!.lufs).toBeCloseTo(-14, 1);
  });
});
