/** Files as independent tools read them, and sound by which a lag of one sample shows. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Artwork, FileTags } from '../../../audio-engine/delivery/tags/index.ts';

export const TAGS = {
  title: 'Türöffner',
  artist: '戸口',
  album: 'Two Rooms',
  albumArtist: 'Various',
  composer: 'A. Composer',
  genre: 'Ambient',
  date: '2026-11-22',
  copyright: '2026 Door Records',
  comment: 'mastered − quietly',
  isrc: 'DEA012600001',
  upc: '4006381333931',
  trackNumber: 3,
  trackCount: 11,
} satisfies FileTags;

/** Struck tones over a wide band: broad in frequency, never the same twice, below full scale, equal at every rate. */
export function programme(rate: number, frames: number): Float64Array {
  const samples = new Float64Array(frames * 2);
  for (let note = 0; note * 0.11 < frames / rate; note++) {
    const hz = 90 * 1.0594630943592953 ** ((note * 7) % 60);
    const from = Math.ceil(note * 0.11 * rate);
    for (let i = from; i < Math.min(frames, from + rate * 0.6); i++) {
      const t = i / rate - note * 0.11;
      const level = 0.22 * Math.exp(-t * 9) * Math.min(1, t * 2000);
      samples[i * 2]! += level * Math.sin(2 * Math.PI * hz * t);
      samples[i * 2 + 1]! += level * Math.sin(2 * Math.PI * hz * 1.5 * t);
    }
  }
  return samples;
}

/** Where the decoded left channel fits the original best, within `most` samples either way. */
export function bestLag(
  original: Float64Array,
  decoded: Float32Array,
  most: number,
): { lag: number; correlation: number } {
  const frames = Math.min(original.length, decoded.length) / 2 - 2 * most;
  const at = (lag: number, step: number): number => {
    let product = 0;
    let a2 = 0;
    let b2 = 0;
    for (let i = 0; i < frames; i += step) {
      const a = original[(i + most) * 2]!;
      const b = decoded[(i + most + lag) * 2]!;
      product += a * b;
      a2 += a * a;
      b2 += b * b;
    }
    return product / Math.sqrt(a2 * b2 + 1e-30);
  };
  let best = { lag: 0, correlation: -1 };
  for (let lag = -most; lag <= most; lag++) {
    const correlation = at(lag, 7);
    if (correlation > best.correlation) best = { lag, correlation };
  }
  const near = [best.lag - 1, best.lag, best.lag + 1].map((lag) => ({ lag, correlation: at(lag, 1) }));
  return near.reduce((a, b) => (b.correlation > a.correlation ? b : a));
}

export interface Probed {
  stream: {
    codec_name: string;
    sample_rate: string;
    channels: number;
    duration_ts: number;
    bits_per_raw_sample?: string;
  };
  seconds: number;
  /** By lower-case name, of format and stream. */
  tags: Record<string, string>;
  pictures: { width: number; height: number }[];
}

export function probe(path: string): Probed {
  const text = execFileSync(
    'ffprobe',
    ['-v', 'error', '-of', 'json', '-show_format', '-show_streams', path],
    { encoding: 'utf8' },
  );
  const read = JSON.parse(text) as {
    format: { duration: string; tags?: Record<string, string> };
    streams: (Probed['stream'] & {
      codec_type: string;
      width: number;
      height: number;
      tags?: Record<string, string>;
    })[];
  };
  const stream = read.streams.find((s) => s.codec_type === 'audio')!;
  const tags = Object.fromEntries(
    Object.entries({ ...stream.tags, ...read.format.tags }).map(([key, value]) => [key.toLowerCase(), value]),
  );
  const pictures = read.streams
    .filter((s) => s.codec_type === 'video')
    .map(({ width, height }) => ({ width, height }));
  return { stream, seconds: Number(read.format.duration), tags, pictures };
}

/** Chunks of a WAV, by name: the body of each. */
export function wavChunks(path: string): Record<string, Buffer> {
  const bytes = readFileSync(path);
  const chunks: Record<string, Buffer> = {};
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    chunks[bytes.toString('latin1', at, at + 4)] = bytes.subarray(at + 8, at + 8 + length);
    at += 8 + length + (length % 2);
  }
  return chunks;
}

/** ffprobe prefers a WAV's LIST INFO to its ID3 chunk: the chunk is shown to it as the head of an MP3. */
export function id3Of(path: string, folder: string): string {
  const out = join(folder, 'id3.mp3');
  const silence = execFileSync('ffmpeg', [
    ...['-v', 'error', '-f', 'lavfi', '-i', 'anullsrc=d=0.3', '-c:a', 'mp3'],
    ...['-write_xing', '0', '-id3v2_version', '0', '-f', 'mp3', '-'],
  ]);
  writeFileSync(out, Buffer.concat([wavChunks(path)['id3 ']!, silence]));
  return out;
}

/** A square JPEG, made by ffmpeg. */
export function testArtwork(folder: string): Artwork {
  const path = join(folder, 'cover.jpg');
  if (!existsSync(path))
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-f',
      'lavfi',
      '-i',
      'testsrc2=size=600x600',
      '-frames:v',
      '1',
      path,
    ]);
  return { mime: 'image/jpeg', data: readFileSync(path), width: 600, height: 600, bitsPerPixel: 24 };
}
