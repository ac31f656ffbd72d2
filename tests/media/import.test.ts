import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createWav,
  type ImportOptions,
  importFiles,
  openWav,
  setDiskFaults,
} from '../../audio-engine/media/index.ts';
import { applyCommand, createDocument } from '../../audio-engine/session/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-import-'));
const input = join(folder, 'in');
const file = (name: string): string => join(input, name);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => setDiskFaults(null));

const ffmpeg = (...args: string[]): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { maxBuffer: 1 << 28 });
const tone = (rate: number, channels: number, seconds: number): string =>
  `aevalsrc=${Array.from({ length: channels }, (_, c) => `0.${c + 1}*sin(2*PI*${220 * (c + 1)}*t)`).join('|')}:s=${rate}:d=${seconds}`;

let sessions = 0;
async function bring(paths: string[], more: Partial<ImportOptions> = {}) {
  const session = join(folder, `session-${sessions++}`);
  const result = await importFiles({ paths, folder: session, sessionSampleRate: null, ...more });
  const path = (index: number): string => join(session, result.media[index]!.file);
  return { ...result, session, path };
}

function samplesOf(path: string): Float64Array {
  const reader = openWav(path);
  const into = new Float64Array(reader.lengthSamples * reader.channels);
  reader.read(0, reader.lengthSamples, into);
  reader.close();
  return into;
}

beforeAll(() => {
  mkdirSync(input);
  ffmpeg(
    '-f',
    'lavfi',
    '-i',
    tone(48000, 2, 0.5),
    '-c:a',
    'pcm_s24le',
    '-metadata',
    'comment=kept',
    file('Kick 10.wav'),
  );
  ffmpeg('-f', 'lavfi', '-i', tone(48000, 1, 0.5), '-c:a', 'pcm_s16le', file('Kick 2.wav'));
  ffmpeg('-i', file('Kick 10.wav'), '-c:a', 'flac', file('Bass.flac'));
  ffmpeg('-i', file('Kick 10.wav'), '-b:a', '192k', file('Vox.mp3'));
  ffmpeg('-f', 'lavfi', '-i', tone(48000, 6, 0.3), '-c:a', 'pcm_s24le', file('surround.wav'));
});

it('makes media, tracks and clips that the session takes', async () => {
  const { media, tracks, clips, sampleRate, failures } = await bring([
    file('Kick 10.wav'),
    file('Vox.mp3'),
    file('Kick 2.wav'),
    file('Bass.flac'),
  ]);
  expect(failures).toEqual([]);
  expect(sampleRate).toBe(48000);
  expect(tracks.map(({ name, color, channels }) => [name, color, channels])).toEqual([
    ['Bass', 'ochre', 2],
    ['Kick 2', 'clay', 1],
    ['Kick 10', 'clay', 2],
    ['Vox', 'mauve', 2],
  ]);
  expect(media.map(({ sampleFormat }) => sampleFormat)).toEqual(['s24', 's16', 's24', 'f32']);
  const empty = createDocument({ id: 's', name: 'S', sampleRate, createdAt: '2026-01-01T00:00:00Z' });
  const { document } = applyCommand(empty, { id: 'session.import', payload: { media, tracks, clips } });
  expect(Object.keys(document.tracks)).toHaveLength(4);
});

describe('what is stored', () => {
  it('is the very file where it is clean PCM at the session’s rate', async () => {
    const { path, media } = await bring([file('Kick 10.wav')]);
    expect(readFileSync(path(0)).equals(readFileSync(file('Kick 10.wav')))).toBe(true);
    expect(media[0]!.origin.conversions).toEqual([]);
  });

  it('is WAV at its own depth for FLAC, bit for bit', async () => {
    const { path } = await bring([file('Bass.flac')]);
    const ours = ffmpeg('-i', path(0), '-f', 's24le', '-');
    expect(ours.equals(ffmpeg('-i', file('Bass.flac'), '-f', 's24le', '-'))).toBe(true);
    expect(openWav(path(0)).sampleFormat).toBe('s24');
  });

  it('is one mono file a channel where there are more than two, and says so', async () => {
    const { media, path, notices } = await bring([file('surround.wav')]);
    expect(media.map(({ name, channels }) => [name, channels])).toEqual(
      [1, 2, 3, 4, 5, 6].map((n) => [`surround ${n}`, 1]),
    );
    expect(notices).toEqual([expect.stringMatching(/6 channels/)]);
    const all = samplesOf(file('surround.wav'));
    expect(samplesOf(path(4))).toEqual(all.filter((_, i) => i % 6 === 4));
  });

  it.each([
    ['wav', 44100],
    ['flac', 96000],
    ['mp3', 32000],
  ])('is converted where a %s file has %i Hz, at its exact length', async (ending, rate) => {
    ffmpeg('-f', 'lavfi', '-i', tone(rate, 2, 1), '-ar', String(rate), file(`rate-${rate}.${ending}`));
    const { media, path, failures } = await bring([file(`rate-${rate}.${ending}`)], {
      sessionSampleRate: 48000,
    });
    expect(failures).toEqual([]);
    expect(media[0]).toMatchObject({ sampleRate: 48000, sampleFormat: 'f32', lengthSamples: 48000 });
    expect(media[0]!.origin.conversions.at(-1)).toBe(`Converted from ${rate / 1000} kHz to 48 kHz.`);
    const samples = samplesOf(path(0));
    // Away from the ends, where a filter sees silence, the tones are where they were.
    const tolerance = ending === 'mp3' ? 2e-2 : ending === 'wav' ? 1e-4 : 1e-5;
    let largest = 0;
    for (let i = 5000; i < 43000; i++) {
      largest = Math.max(
        largest,
        Math.abs(samples[2 * i]! - 0.1 * Math.sin((2 * Math.PI * 220 * i) / 48000)),
      );
    }
    expect(largest).toBeLessThan(tolerance);
  });

  it('takes the rate most files have', async () => {
    const { sampleRate, media } = await bring([
      file('rate-44100.wav'),
      file('Kick 2.wav'),
      file('Kick 10.wav'),
    ]);
    expect(sampleRate).toBe(48000);
    expect(media.map((m) => m.lengthSamples)).toEqual([24000, 24000, 48000]);
  });

  it('has silence for NaN and infinity, and says so', async () => {
    const writer = createWav(file('nan.wav'), { channels: 1, sampleRate: 48000, format: 'f32' });
    writer.write(Float64Array.of(0.25, Number.NaN, Number.POSITIVE_INFINITY, -0.5), 4);
    writer.close();
    const { path, notices } = await bring([file('nan.wav')]);
    expect(Array.from(samplesOf(path(0)))).toEqual([0.25, 0, 0, -0.5]);
    expect(notices).toEqual([expect.stringMatching(/2 samples were not numbers/)]);
  });
});

describe('files that are difficult', () => {
  it('give one sentence each and stop no other', async () => {
    writeFileSync(file('empty.wav'), '');
    writeFileSync(file('text.wav'), 'this is no sound '.repeat(100));
    writeFileSync(file('torn.wav'), readFileSync(file('Kick 10.wav')).subarray(0, 30_000));
    const none = createWav(file('nothing.wav'), { channels: 1, sampleRate: 48000, format: 's16' });
    none.close();
    const one = createWav(file('one.wav'), { channels: 1, sampleRate: 48000, format: 's16' });
    one.write(Float64Array.of(0.5), 1);
    one.close();
    copyFileSync(file('Vox.mp3'), file('lies.wav'));
    const names = [
      'empty.wav',
      'text.wav',
      'torn.wav',
      'nothing.wav',
      'one.wav',
      'lies.wav',
      'missing.wav',
      'Kick 2.wav',
    ];
    const { media, failures, notices } = await bring(names.map(file));
    expect(media.map(({ name, lengthSamples }) => [name, lengthSamples])).toEqual([
      ['Kick 2', 24000],
      ['lies', 24000],
      ['one', 1],
      ['torn', expect.any(Number)],
    ]);
    expect(notices).toEqual([expect.stringMatching(/torn.*breaks off early/)]);
    const sentences = failures.map(({ sentence }) => sentence).join('\n');
    for (const name of ['empty', 'text', 'nothing', 'missing']) expect(sentences).toContain(`“${name}.wav”`);
    expect(failures).toHaveLength(4);
    for (const failure of failures) expect(failure.nextStep).not.toBe('');
  });

  it('that the system does not let us read say why', async () => {
    setDiskFaults({
      open: (path) => {
        if (path.endsWith('Bass.flac')) throw Object.assign(new Error('no'), { code: 'EACCES' });
      },
      read: (path) => {
        if (path.endsWith('Kick 10.wav')) throw Object.assign(new Error('no'), { code: 'EIO' });
      },
    });
    const { media, failures } = await bring([file('Bass.flac'), file('Kick 10.wav'), file('Kick 2.wav')]);
    expect(media.map(({ name }) => name)).toEqual(['Kick 2']);
    expect(failures.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/Bass.*not allowed/),
      expect.stringMatching(/Kick 10.*disk reports an error/),
    ]);
  });

  it('of two hours go through in bounded memory', async () => {
    const path = file('hours.wav');
    const writer = createWav(path, { channels: 1, sampleRate: 48000, format: 'u8', riffLimitBytes: 100 });
    writer.write(new Float64Array(100).fill(0.5), 100);
    writer.close();
    const head = readFileSync(path);
    const frames = 2 * 3600 * 48000;
    head.writeBigUInt64LE(BigInt(frames), 28);
    writeFileSync(path, head);
    truncateSync(path, head.length - 100 + frames);
    const before = process.memoryUsage().rss;
    const { media, failures, session } = await bring([path]);
    expect(failures).toEqual([]);
    expect(media[0]!.lengthSamples).toBe(frames);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 2 ** 20);
    rmSync(session, { recursive: true });
    rmSync(path);
  });
});

describe('names', () => {
  it('are safe on all three systems and never meet', async () => {
    const odd = join(folder, 'odd');
    const names = ['con.wav', 'a:b?.wav', 'dots...wav', `${'ü'.repeat(120)}.wav`, 'KICK.wav', 'kick.wav'];
    mkdirSync(odd);
    mkdirSync(join(odd, 'sub'));
    for (const name of names) copyFileSync(file('Kick 2.wav'), join(odd, name));
    copyFileSync(file('Kick 2.wav'), join(odd, 'sub', 'kick.wav'));
    const { media, failures } = await bring([odd], { documentNames: ['audio/dots.wav'] });
    expect(failures).toEqual([]);
    const stored = media.map((m) => m.file.slice('audio/'.length));
    expect(stored).toHaveLength(7);
    expect(new Set(stored.map((name) => name.toLowerCase())).size).toBe(7);
    for (const name of stored) {
      expect(name).not.toMatch(/[<>:"/\\|?*]|^\.|[. ]\.wav$|^(con|nul)\./i);
      expect(Buffer.byteLength(name)).toBeLessThan(200);
    }
    expect(stored).toContain('dots 2.wav');
  });

  it('in folders: clutter and other files are left out, links in circles are entered once', async () => {
    const band = join(folder, 'band');
    mkdirSync(join(band, 'stems'), { recursive: true });
    copyFileSync(file('Kick 2.wav'), join(band, 'stems', '10 b.wav'));
    copyFileSync(file('Kick 2.wav'), join(band, 'stems', '9 a.wav'));
    copyFileSync(file('Kick 2.wav'), join(band, 'stems', 'no ending'));
    writeFileSync(join(band, '._10 b.wav'), 'clutter');
    writeFileSync(join(band, 'notes.txt'), 'louder');
    symlinkSync(band, join(band, 'stems', 'round'));
    const { media, notices, failures } = await bring([band]);
    expect(failures).toEqual([]);
    expect(media.map(({ name }) => name)).toEqual(['9 a', '10 b', 'no ending']);
    expect(notices).toEqual([expect.stringMatching(/One file in “band”/)]);
  });
});

describe('stopping', () => {
  it('by cancel leaves nothing', async () => {
    const stop = new AbortController();
    const session = join(folder, 'stopped');
    const work = importFiles({
      paths: [file('Kick 10.wav'), file('Bass.flac'), file('Vox.mp3')],
      folder: session,
      sessionSampleRate: 48000,
      signal: stop.signal,
      onProgress: ({ done }) => done === 1 && stop.abort(),
    });
    await expect(work).rejects.toMatchObject({ failure: { code: 'cancelled' } });
    expect(readdirSync(join(session, 'audio'))).toEqual([]);
  });

  it('on a full disk says so for the file and leaves no half of it', async () => {
    setDiskFaults({
      write: (path) => {
        if (path.includes('Bass')) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    });
    const { media, failures, session } = await bring([file('Bass.flac'), file('Kick 2.wav')]);
    expect(media.map(({ name }) => name)).toEqual(['Kick 2']);
    expect(failures[0]!.sentence).toMatch(/Bass.*disk is full/);
    expect(readdirSync(join(session, 'audio'))).toEqual(['Kick 2.wav']);
    expect(existsSync(join(session, 'audio', 'Bass.wav.part'))).toBe(false);
  });
});

it('tells progress of all files in rising steps', async () => {
  const seen: number[] = [];
  await bring([file('Kick 10.wav'), file('Bass.flac'), file('Vox.mp3')], {
    onProgress: ({ fraction }) => seen.push(fraction),
  });
  expect(seen.length).toBeGreaterThan(3);
  for (let i = 1; i < seen.length; i++) expect(seen[i]).toBeGreaterThanOrEqual(seen[i - 1]!);
  expect(seen.at(-1)).toBeLessThanOrEqual(1);
});
