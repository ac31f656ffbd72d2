/** The command line's work on sound, from files on disk to files on disk: new, level, render, master, measure, play. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWav, openWav } from '../../audio-engine/media/index.ts';
import { openStudio } from '../../audio-engine/studio/index.ts';
import { testFolder } from '../studio/folder.ts';
import { cli } from './fake-io.ts';

const RATE = 44_100;

/** A sine of so many seconds as a 16-bit file. */
function sine(
  path: string,
  seconds: number,
  hz: number,
  peak: number,
  channels: 1 | 2 = 1,
  rate = RATE,
): void {
  const frames = Math.round(seconds * rate);
  const samples = new Float64Array(frames * channels);
  for (let i = 0; i < samples.length; i++) {
    samples[i] = peak * Math.sin((2 * Math.PI * hz * Math.floor(i / channels)) / rate);
  }
  const writer = createWav(path, { channels, sampleRate: rate, format: 's16' });
  writer.write(samples, frames);
  writer.close();
}

let root = '';

/** A folder with two good files, one broken one, and a session `Song` of them. */
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'threshold-cli-'));
  mkdirSync(join(root, 'stems'));
  sine(join(root, 'stems', 'Low.wav'), 2, 220, 0.25);
  sine(join(root, 'stems', 'High.wav'), 3, 990, 0.1, 2);
  writeFileSync(join(root, 'stems', 'Broken.wav'), 'RIFF but no more');
  const { code } = await cli(root, ['new', 'Song', '--from', 'stems']);
  expect(code).toBe(0);
  return () => {
    rmSync(root, { recursive: true, force: true });
  };
});

function document() {
  const studio = openStudio(join(root, 'Song'), {
    dataFolder: join(root, 'data'),
    readOnly: true,
    serve: false,
  });
  studio.close();
  return { document: studio.document, history: studio.history() };
}

function samplesOf(path: string): Float64Array {
  const reader = openWav(path);
  const into = new Float64Array(reader.lengthSamples * reader.channels);
  reader.read(0, reader.lengthSamples, into);
  reader.close();
  return into;
}

describe('new', () => {
  it('imports what can be read at the rate of most files, faders at 0 dB, and says what cannot', async () => {
    const { code, json, errors } = await cli(root, ['new', 'Second', '--from', 'stems', '--json']);
    expect(code).toBe(0);
    expect(json).toMatchObject([{ session: join(root, 'Second'), sampleRate: RATE, failures: [{}] }]);
    const { tracks } = json[0] as { tracks: { name: string }[] };
    expect(tracks.map(({ name }) => name).sort()).toEqual(['High', 'Low']);
    expect(errors.join()).toContain('Broken');
    expect(Object.values(document().document.strips).every((strip) => strip.faderDb === 0)).toBe(true);
  });

  it('leaves nothing behind where nothing could be imported, and never touches what is there', async () => {
    const failed = await cli(root, ['new', 'Third', '--from', 'stems/Broken.wav', '--json']);
    expect(failed.code).toBe(1);
    expect(failed.json).toMatchObject([{ failure: { code: 'cli.nothing-imported' } }]);
    expect(existsSync(join(root, 'Third'))).toBe(false);
    const there = await cli(root, ['new', 'Song', '--from', 'stems', '--json']);
    expect(there.json).toMatchObject([{ failure: { code: 'folder-not-empty' } }]);
    expect(existsSync(join(root, 'Song', 'session.json'))).toBe(true);
  });
});

describe('render', () => {
  it('writes an untouched session as the plain sum of its files, and stems of one length', async () => {
    const argv = ['render', 'Song', '-o', 'mix.wav', '--bits', '32f', '--stems', 'out', '--json'];
    const { code, json } = await cli(root, argv);
    expect(code).toBe(0);
    const { files } = json[0] as { files: { path: string; name: string | null }[] };
    expect(files.map(({ name }) => name).sort()).toEqual(['High', 'Low', null].sort());
    const mix = samplesOf(join(root, 'mix.wav'));
    const [low, high] = [
      samplesOf(join(root, 'stems', 'Low.wav')),
      samplesOf(join(root, 'stems', 'High.wav')),
    ];
    expect(mix.length).toBe(high.length);
    let worst = 0;
    for (let i = 0; i < mix.length; i++) {
      worst = Math.max(worst, Math.abs(mix[i]! - Math.fround((low[Math.floor(i / 2)] ?? 0) + high[i]!)));
    }
    expect(worst).toBe(0);
    const lengths = files.map(({ path }) => samplesOf(path).length);
    expect(new Set(lengths).size).toBe(1);
  });

  it('renders a range exactly', async () => {
    const { code } = await cli(root, [
      'render',
      'Song',
      '-o',
      'part.wav',
      '--from',
      '0.5',
      '--to',
      '1.25',
      '--bits',
      '16',
    ]);
    expect(code).toBe(0);
    const reader = openWav(join(root, 'part.wav'));
    expect([reader.lengthSamples, reader.sampleFormat]).toEqual([33_075, 's16']);
    reader.close();
  });

  it('also while another program has the session open', async () => {
    const studio = openStudio(join(root, 'Song'), { dataFolder: join(root, 'data') });
    try {
      expect((await cli(root, ['render', 'Song', '-o', 'open.wav'])).code).toBe(0);
    } finally {
      studio.close();
    }
  });
});

describe('measure', () => {
  it('gives every figure by its name, null where there is none', async () => {
    sine(join(root, 'tone.wav'), 4, 1000, 10 ** (-23 / 20), 2, 48_000);
    const { code, json } = await cli(root, ['measure', 'tone.wav', '--json']);
    expect(code).toBe(0);
    const figures = json[0] as Record<string, number | null>;
    expect(Object.keys(figures).sort()).toEqual(
      [
        'integratedLufs',
        'loudnessRangeLu',
        'maxMomentaryLufs',
        'maxShortTermLufs',
        'truePeakDbtp',
        'samplePeakDbfs',
        'plrDb',
        'correlation',
        'durationSeconds',
        'sampleRate',
        'channels',
        'bitDepth',
      ].sort(),
    );
    // EBU Tech 3341, case 1: a stereo 1 kHz sine of −23 dBFS reads −23 LUFS.
    expect(figures.integratedLufs).toBeCloseTo(-23, 1);
    expect(figures).toMatchObject({ durationSeconds: 4, sampleRate: 48_000, channels: 2, bitDepth: 16 });
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', join(root, 'tone.wav'), join(root, 'tone.mp3')]);
    expect((await cli(root, ['measure', 'tone.mp3', '--json'])).json).toMatchObject([{ bitDepth: null }]);
    const people = await cli(root, ['measure', 'tone.wav']);
    expect(people.out[0]).toBe('Integrated loudness     −23.0 LUFS');
  });

  it('says what is wrong with a file', async () => {
    expect((await cli(root, ['measure', 'stems/Broken.wav'])).code).toBe(1);
    expect((await cli(root, ['measure', 'nowhere.wav'])).code).toBe(1);
  });
});

describe('level and master', () => {
  it('level is one step that can be undone, and nothing the second time', async () => {
    const { code, json } = await cli(root, ['level', 'Song', '--json']);
    expect(code).toBe(0);
    expect(json).toMatchObject([{ rev: 2, levels: [{}, {}] }]);
    expect(document().history.at(-1)!.name).toBe('Level 2 tracks');
    expect((await cli(root, ['level', 'Song', '--json'])).json).toEqual([{ rev: null, levels: [] }]);
  });

  it('a session’s master lands on its target, and the limiter found is written as one step', async () => {
    const { code, json } = await cli(root, [
      'master',
      'Song',
      '-o',
      'master.wav',
      '--lufs',
      '-16',
      '--ceiling',
      '-1.5',
      '--json',
    ]);
    expect(code).toBe(0);
    const [done] = json as {
      integratedLufs: number;
      truePeakDbtp: number;
      limiter: { gainDb: number };
      rev: number;
    }[];
    expect(Math.abs(done!.integratedLufs + 16)).toBeLessThan(0.1);
    expect(done!.truePeakDbtp).toBeLessThanOrEqual(-1.5);
    expect(done!.rev).toBe(3);
    const after = document();
    expect(Object.values(after.document.effects.master!)).toMatchObject([
      { kind: 'limiter', parameters: done!.limiter },
    ]);
    expect(after.history.at(-1)!.name).toBe('Master to −16.0 LUFS');
    expect((await cli(root, ['measure', 'master.wav', '--json'])).json).toMatchObject([
      { integratedLufs: done!.integratedLufs, truePeakDbtp: done!.truePeakDbtp },
    ]);
  });

  it('a file is mastered without a session, by a target’s name', async () => {
    const before = readFileSync(join(root, 'tone.wav'));
    const { code, json } = await cli(root, [
      'master',
      'tone.wav',
      '-o',
      'tone.flac',
      '--target',
      'spotify',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(json).toMatchObject([{ target: { name: 'Spotify', lufs: -14 }, rev: null }]);
    expect(Math.abs((json[0] as { integratedLufs: number }).integratedLufs + 14)).toBeLessThan(0.1);
    expect(readFileSync(join(root, 'tone.wav')).equals(before)).toBe(true);
    const unknown = await cli(root, ['master', 'tone.wav', '-o', 'x.wav', '--target', 'Nobody', '--json']);
    expect(unknown.code).toBe(1);
    expect((unknown.json[0] as { failure: { nextStep: string } }).failure.nextStep).toContain('Spotify');
  });
});

describe('play and devices', () => {
  it('plays a stretch on the clocked device and says how it went', async () => {
    const { code, json } = await cli(root, [
      'play',
      'Song',
      '--device',
      'clocked',
      '--seconds',
      '0.5',
      '--json',
    ]);
    expect(code).toBe(0);
    const [played] = json as {
      kind: string;
      seconds: number;
      xruns: number;
      blockTimeMs: Record<string, number>;
    }[];
    expect(played!.kind).toBe('clocked');
    expect(played!.seconds).toBeGreaterThanOrEqual(0.5);
    expect(Object.keys(played!.blockTimeMs)).toEqual(['p50', 'p95', 'p99', 'max', 'deadline']);
    expect(played!.xruns).toBeGreaterThanOrEqual(0);
  });

  it('refuses a device that is not there, and a session with nothing in it', async () => {
    expect((await cli(root, ['play', 'Song', '--device', 'no such card', '--json'])).json).toMatchObject([
      { failure: { code: 'cli.device' } },
    ]);
    const empty = testFolder();
    await cli(empty, ['new', 'Empty']);
    expect((await cli(empty, ['play', 'Empty', '--json'])).json).toMatchObject([
      { failure: { code: 'cli.empty' } },
    ]);
  });

  it('lists the devices there are', async () => {
    const { code, json } = await cli(root, ['devices', '--json']);
    expect(code).toBe(0);
    expect(Array.isArray(json[0])).toBe(true);
  });
});
