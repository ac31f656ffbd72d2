/** Every format, written by us and read back by ffmpeg: length, rate, tags, artwork, and no sample of lag. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openEncoder } from '../../../audio-engine/delivery/encode/index.ts';
import { loadKernels } from '../../../audio-engine/kernels/index.ts';
import {
  EXTENSIONS,
  type FileFormat,
  fileRate,
  formatSpec,
  parseFormatSpec,
} from '../../../audio-engine/protocol/index.ts';
import { noise } from '../../conformance/signals.ts';
import { bestLag, id3Of, probe, programme, TAGS, testArtwork } from './read-back.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-encode-'));
afterAll(() => rmSync(folder, { recursive: true }));
const home = loadKernels();

const LOSSY: readonly FileFormat[] = [
  { format: 'mp3', kbps: 320 },
  { format: 'mp3', kbps: 128 },
  { format: 'mp3', kbps: 'v0' },
  { format: 'aac', kbps: 256 },
  { format: 'aac', kbps: 128 },
  { format: 'vorbis', quality: 8 },
  { format: 'vorbis', quality: 2 },
  { format: 'opus', kbps: 160 },
  { format: 'opus', kbps: 64 },
];

async function write(path: string, file: FileFormat, rate: number, samples: Float64Array): Promise<number> {
  const encoder = await openEncoder(path, { file, sampleRate: rate, channels: 2, home });
  const frames = samples.length / 2;
  for (let at = 0; at < frames; at += 5000) {
    const count = Math.min(5000, frames - at);
    await encoder.write(samples.subarray(at * 2, (at + count) * 2), count);
  }
  await encoder.close();
  return encoder.lengthSamples;
}

const decode = (path: string, rate: number): Float32Array => {
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-ar', String(rate), '-f', 'f32le', '-'], {
    maxBuffer: 1 << 28,
  });
  return new Float32Array(new Uint8Array(bytes).buffer);
};

describe('lossy files', () => {
  for (const rate of [44100, 48000])
    it.each(LOSSY.map((file) => [formatSpec(file), file] as const))(
      `%s from ${rate} Hz: length exact, 0 samples of lag`,
      async (spec, file) => {
        const path = join(folder, `${spec}-${rate}.${EXTENSIONS[file.format]}`);
        const samples = programme(rate, Math.round(1.7 * rate));
        const length = await write(path, file, rate, samples);
        const fileHz = fileRate(file, rate);
        expect(length).toBe(Math.round(((samples.length / 2) * fileHz) / rate));
        const { stream } = probe(path);
        expect(Number(stream.sample_rate)).toBe(fileHz);
        expect(stream.channels).toBe(2);
        const decoded = decode(path, fileHz);
        if (file.format === 'aac') {
          // ffmpeg 5 gives back the tail of the last packet, of its own files too; the declared length counts.
          expect(Number(stream.duration_ts)).toBe(length);
          expect(decoded.length / 2 - length).toBeLessThan(1024);
        } else expect(decoded.length / 2).toBe(length);
        const { lag, correlation } = bestLag(programme(fileHz, length), decoded, 700);
        expect(lag).toBe(0);
        expect(correlation).toBeGreaterThan(0.97);
      },
    );

  it('a rate that the format cannot have is converted', async () => {
    const path = join(folder, 'high.mp3');
    const samples = programme(96000, 96000);
    expect(await write(path, { format: 'mp3', kbps: 320 }, 96000, samples)).toBe(48000);
    const decoded = decode(path, 48000);
    expect(bestLag(programme(48000, 48000), decoded, 700).lag).toBe(0);
  });
});

describe('tags and artwork', () => {
  it.each(['wav24', 'aiff24', 'flac16', 'mp3-320', 'mp3-v0', 'aac-256', 'vorbis-8', 'opus-160'])(
    '%s carries them all',
    async (spec) => {
      const file = parseFormatSpec(spec)!;
      const path = join(folder, `tagged-${spec}.${EXTENSIONS[file.format]}`);
      const artwork = testArtwork(folder);
      const encoder = await openEncoder(path, {
        file,
        sampleRate: 48000,
        channels: 2,
        home,
        tags: TAGS,
        artwork,
        loudness: true,
      });
      const samples = programme(48000, 48000);
      for (let i = 0; i < samples.length; i++) samples[i] = Math.round(samples[i]! * 32768) / 32768;
      await encoder.write(samples, 48000);
      await encoder.close({
        integratedLufs: -14.2,
        loudnessRangeLu: 5,
        truePeakDbtp: -1,
        maxMomentaryLufs: -10,
        maxShortTermLufs: -12,
      });
      const { tags, pictures } = probe(spec === 'wav24' ? id3Of(path, folder) : path);
      expect(tags).toMatchObject({
        title: TAGS.title,
        artist: TAGS.artist,
        album: TAGS.album,
        genre: TAGS.genre,
        composer: TAGS.composer,
        copyright: TAGS.copyright,
        comment: TAGS.comment,
        barcode: TAGS.upc,
      });
      // ffprobe shows ID3's frame by its own name, and Vorbis' total apart.
      expect(tags.isrc ?? tags.tsrc).toBe(TAGS.isrc);
      expect(tags.tracktotal ? `${tags.track}/${tags.tracktotal}` : tags.track).toBe('3/11');
      expect(tags.album_artist).toBe(TAGS.albumArtist);
      expect(tags.date).toContain('2026');
      if (file.format === 'opus') expect(Number(tags.r128_track_gain)).toBe(Math.round((-23 + 14.2) * 256));
      else expect(tags.replaygain_track_gain).toBe('-03.80 dB');
      expect(pictures).toEqual([{ width: 600, height: 600 }]);
    },
  );
});

describe('unfinished files', () => {
  it.each(['wav24', 'aiff16', 'flac24', 'mp3-128', 'aac-128', 'vorbis-5', 'opus-96'])(
    '%s shows nothing before it is whole and nothing after an abort',
    async (spec) => {
      const file = parseFormatSpec(spec)!;
      const name = `aborted-${spec}`;
      const encoder = await openEncoder(join(folder, name), { file, sampleRate: 48000, channels: 2, home });
      const random = noise(3);
      await encoder.write(
        Float64Array.from({ length: 40000 }, () => random() * 0.1),
        20000,
      );
      expect(readdirSync(folder)).not.toContain(name);
      await encoder.abort();
      expect(readdirSync(folder).filter((entry) => entry.startsWith(name))).toEqual([]);
    },
  );
});

describe('names of formats', () => {
  it.each([
    ['wav', 'wav24'],
    ['aif16', 'aiff16'],
    ['m4a-256', 'aac-256'],
    ['ogg-q8', 'vorbis-8'],
    ['mp3-V0', 'mp3-v0'],
    ['mp3', 'mp3-320'],
    ['wav32f', 'wav32f'],
    ['opus-96', 'opus-96'],
  ])('%s is %s', (text, spec) => {
    expect(formatSpec(parseFormatSpec(text)!)).toBe(spec);
  });
  it.each(['', 'wma', 'mp3-321', 'flac32f', 'wav12', 'vorbis-11'])('“%s” is none', (text) => {
    expect(parseFormatSpec(text)).toBeNull();
  });
});
