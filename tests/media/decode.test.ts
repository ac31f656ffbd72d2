import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { closeBrowser, openAudio } from '../../audio-engine/media/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-decode-'));
const file = (name: string): string => join(folder, name);
afterAll(() => {
  closeBrowser();
  rmSync(folder, { recursive: true, force: true });
});

const ffmpeg = (...args: string[]): Buffer =>
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...args], { maxBuffer: 1 << 28 });

/** Everything, interleaved, read in pieces of an odd size. */
async function decode(path: string) {
  const source = await openAudio(path);
  const blocks: Float64Array[] = [];
  for (let block = await source.read(7001); block; block = await source.read(7001))
    blocks.push(block.slice());
  source.close();
  const samples = new Float64Array(blocks.reduce((sum, block) => sum + block.length, 0));
  let at = 0;
  for (const block of blocks) {
    samples.set(block, at);
    at += block.length;
  }
  return { ...source, samples, frames: samples.length / source.channels };
}

/** What ffmpeg makes of the same file. */
function reference(path: string): Float64Array {
  const raw = ffmpeg('-i', path, '-f', 'f64le', '-c:a', 'pcm_f64le', '-');
  return new Float64Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length));
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  let largest = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!));
  return largest;
}

beforeAll(() => {
  const tones =
    'aevalsrc=0.4*sin(2*PI*(200+300*t)*t)+0.2*sin(2*PI*3000*t)|0.3*sin(2*PI*523*t)*cos(7*t):s=44100:d=3.1';
  ffmpeg('-f', 'lavfi', '-i', tones, '-c:a', 'pcm_s24le', file('stereo.wav'));
  ffmpeg('-i', file('stereo.wav'), '-ac', '1', '-ar', '48000', '-c:a', 'pcm_s24le', file('mono.wav'));
});

describe('lossless formats are bit exact', () => {
  it.each([
    ['s24.flac', ['-c:a', 'flac', '-sample_fmt', 's32'], 24],
    ['s16.flac', ['-c:a', 'flac', '-sample_fmt', 's16'], 16],
    ['high.flac', ['-c:a', 'flac', '-compression_level', '12', '-lpc_type', 'cholesky'], 24],
    ['fixed.flac', ['-c:a', 'flac', '-lpc_type', 'fixed'], 24],
    ['inside.oga', ['-c:a', 'flac', '-f', 'ogg'], 24],
    ['s16.aiff', ['-c:a', 'pcm_s16be'], 16],
    ['s24.aiff', ['-c:a', 'pcm_s24be'], 24],
    ['s8.aiff', ['-c:a', 'pcm_s8'], 8],
    ['s32.aif', ['-c:a', 'pcm_s32be', '-f', 'aiff'], 32],
    ['f32.aifc', ['-c:a', 'pcm_f32be', '-f', 'aiff'], 32],
    ['f64.aifc', ['-c:a', 'pcm_f64be', '-f', 'aiff'], 64],
    ['sowt.aifc', ['-c:a', 'pcm_s16le', '-f', 'aiff'], 16],
  ])('%s', async (name, how, bitDepth) => {
    ffmpeg('-i', file('stereo.wav'), ...how, file(name));
    const ours = await decode(file(name));
    const theirs = reference(file(name));
    expect(ours.frames).toBe(Math.round(3.1 * 44100));
    expect(ours.lengthSamples ?? ours.frames).toBe(ours.frames);
    expect(ours.bitDepth).toBe(bitDepth);
    expect(ours.samples.length).toBe(theirs.length);
    expect(largestDifference(ours.samples, theirs)).toBe(0);
    expect(ours.notices).toEqual([]);
  });

  it('FLAC of eight channels, silence, noise and constants', async () => {
    ffmpeg(
      '-f',
      'lavfi',
      '-i',
      'aevalsrc=random(0)|0|0.5|-1|sin(t)|0.999999|random(1)/8|random(2)/65536:s=96000:d=0.7',
      '-sample_fmt',
      's32',
      file('eight.flac'),
    );
    const ours = await decode(file('eight.flac'));
    expect(ours.channels).toBe(8);
    expect(largestDifference(ours.samples, reference(file('eight.flac')))).toBe(0);
  });

  it('sox writes AIFF and FLAC that read alike', async () => {
    execFileSync('sox', [file('stereo.wav'), file('sox.aiff')]);
    execFileSync('sox', [file('stereo.wav'), '-C', '8', file('sox.flac')]);
    const wav = await decode(file('stereo.wav'));
    expect(largestDifference((await decode(file('sox.aiff'))).samples, wav.samples)).toBe(0);
    expect(largestDifference((await decode(file('sox.flac'))).samples, wav.samples)).toBe(0);
  });
});

describe('lossy formats agree with ffmpeg, sample for sample in time', () => {
  it.each([
    ['cbr.mp3', 'stereo.wav', ['-b:a', '192k']],
    ['vbr.mp3', 'stereo.wav', ['-q:a', '2']],
    ['mono.mp3', 'mono.wav', ['-b:a', '96k']],
    ['low.mp3', 'mono.wav', ['-ar', '22050', '-b:a', '64k']],
    [
      'tags.mp3',
      'stereo.wav',
      ['-b:a', '128k', '-metadata', 'title=T', '-id3v2_version', '3', '-write_id3v1', '1'],
    ],
    ['plain.mp3', 'stereo.wav', ['-b:a', '128k', '-write_xing', '0']],
    ['stereo.ogg', 'stereo.wav', ['-c:a', 'libvorbis', '-q:a', '6']],
    ['mono.ogg', 'mono.wav', ['-c:a', 'libvorbis']],
    ['stereo.opus', 'mono.wav', ['-ac', '2', '-c:a', 'libopus', '-b:a', '128k']],
    ['mono.opus', 'mono.wav', ['-c:a', 'libopus', '-b:a', '96k']],
  ])('%s', async (name, from, how) => {
    ffmpeg('-i', file(from), ...how, file(name));
    const ours = await decode(file(name));
    const theirs = reference(file(name));
    expect(ours.bitDepth).toBeNull();
    expect(ours.storeAs).toBe('f32');
    expect(ours.samples.length).toBe(theirs.length);
    if (ours.lengthSamples !== null) expect(ours.lengthSamples).toBe(ours.frames);
    expect(largestDifference(ours.samples, theirs)).toBeLessThan(2e-4);
    expect(ours.notices).toEqual([]);
  });
});

describe('AAC, decoded by the browser that is there', () => {
  it.each([
    ['stereo.m4a', 'stereo.wav', ['-b:a', '192k']],
    ['mono.m4a', 'mono.wav', ['-b:a', '96k', '-movflags', '+faststart']],
    ['stereo.aac', 'stereo.wav', ['-b:a', '128k']],
  ])('%s', async (name, from, how) => {
    ffmpeg('-i', file(from), '-c:a', 'aac', ...how, file(name));
    const ours = await decode(file(name));
    const theirs = reference(file(name));
    // ffmpeg 5 leaves the padding of the last packet on; the file's own length says where the sound ends.
    const frames = name.endsWith('.aac') ? theirs.length / ours.channels : Math.round(3.1 * ours.sampleRate);
    expect([ours.frames, ours.lengthSamples]).toEqual([frames, frames]);
    expect(largestDifference(ours.samples, theirs)).toBeLessThan(2e-4);
    expect(ours.notices).toEqual([]);
  });

  it('several at once', async () => {
    const [a, b] = await Promise.all([decode(file('stereo.m4a')), decode(file('mono.m4a'))]);
    expect(largestDifference(a.samples, reference(file('stereo.m4a')))).toBeLessThan(2e-4);
    expect(largestDifference(b.samples, reference(file('mono.m4a')))).toBeLessThan(2e-4);
  });

  it('without a browser there is a sentence', async () => {
    vi.stubEnv('THRESHOLD_BROWSER', file('no-such-program'));
    await expect(openAudio(file('stereo.m4a'))).rejects.toThrow(/Install Chromium or Chrome/);
    vi.unstubAllEnvs();
  });

  it('a program that is no browser is a sentence, too', async () => {
    vi.stubEnv('THRESHOLD_BROWSER', '/bin/false');
    await expect(openAudio(file('stereo.m4a'))).rejects.toThrow(/browser that decodes “stereo.m4a” stopped/);
    vi.unstubAllEnvs();
  });

  it('Apple Lossless, protected files and films without sound say what they are', async () => {
    ffmpeg('-i', file('stereo.wav'), '-c:a', 'alac', file('lossless.m4a'));
    await expect(openAudio(file('lossless.m4a'))).rejects.toThrow(/Apple Lossless/);
    const bytes = readFileSync(file('stereo.m4a'));
    bytes.write('drms', bytes.indexOf('mp4a', bytes.indexOf('stsd')));
    writeFileSync(file('bought.m4p'), bytes);
    await expect(openAudio(file('bought.m4p'))).rejects.toThrow(/copy-protected/);
    ffmpeg('-f', 'lavfi', '-i', 'testsrc=d=0.1:s=32x32', '-c:v', 'mpeg4', file('film.mp4'));
    await expect(openAudio(file('film.mp4'))).rejects.toThrow(/holds no audio/);
  });
});

describe('what a file is called does not matter', () => {
  it.each([
    ['s24.flac', 'flac.wav', 'FLAC'],
    ['cbr.mp3', 'mp3.wav', 'MP3'],
    ['stereo.ogg', 'vorbis.mp3', 'Ogg Vorbis'],
    ['stereo.wav', 'wav.flac', 'WAV'],
    ['s16.aiff', 'aiff.mp3', 'AIFF'],
  ])('%s as %s', async (from, to, format) => {
    copyFileSync(file(from), file(to));
    expect((await decode(file(to))).format).toBe(format);
  });

  it.each([
    ['text.wav', Buffer.from('To be or not to be, '.repeat(500)), 'media.notAudio'],
    ['zip.mp3', Buffer.from(`PK\x03\x04${'x'.repeat(999)}`), 'media.notAudio'],
    ['midi.wav', Buffer.from(`MThd${'\0'.repeat(99)}`), 'media.unsupported'],
    ['empty.wav', Buffer.alloc(0), 'media.empty'],
    ['zeros.flac', Buffer.alloc(70_000), 'media.notAudio'],
  ])('%s is refused with a sentence', async (name, bytes, code) => {
    writeFileSync(file(name), bytes);
    await expect(openAudio(file(name))).rejects.toMatchObject({ failure: { code } });
  });
});

describe('damage', () => {
  it('in a FLAC file costs the frames it hits, in their place, and is said', async () => {
    const bytes = readFileSync(file('s24.flac'));
    bytes.fill(0x55, bytes.length >> 1, (bytes.length >> 1) + 200);
    writeFileSync(file('hurt.flac'), bytes);
    const hurt = await decode(file('hurt.flac'));
    const whole = await decode(file('s24.flac'));
    expect(hurt.frames).toBe(whole.frames);
    expect(hurt.notices).toHaveLength(1);
    const tail = 2 * 40000;
    expect(largestDifference(hurt.samples.slice(-tail), whole.samples.slice(-tail))).toBe(0);
  });

  it.each(['s24.flac', 'cbr.mp3', 's24.aiff', 'stereo.ogg', 'stereo.opus', 'inside.oga'])(
    '%s broken off in the middle gives its first half and a notice',
    async (name) => {
      const bytes = readFileSync(file(name));
      writeFileSync(file(`half-${name}`), bytes.subarray(0, bytes.length >> 1));
      const half = await decode(file(`half-${name}`));
      expect(half.frames).toBeGreaterThan(44100);
      expect(half.frames).toBeLessThan(3 * 44100);
      // An Ogg stream of FLAC does not say how long it is.
      if (name !== 'inside.oga') expect(half.notices.join()).toMatch(/breaks off|never finished/);
    },
  );
});
