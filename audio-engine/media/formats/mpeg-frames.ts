/**
 * Walks the frames of an MPEG audio file (ISO 11172-3, 13818-3), so that the decoder is fed sound only: tags,
 * garbage and other streams between frames are left out, and the length is known before decoding.
 */
import type { DiskFile } from '../disk.ts';

export interface MpegHeader {
  /** 1, 2 or 3. */
  layer: number;
  sampleRate: number;
  channels: 1 | 2;
  frameBytes: number;
  frameSamples: number;
  /** Side information bytes of layer III, after which a Xing or Info header stands. */
  sideBytes: number;
  /** Equal for all frames of one stream. */
  signature: number;
}

const KBPS: Record<string, readonly number[]> = {
  '1.1': [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1.2': [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1.3': [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2.1': [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2.2': [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const RATES = [44100, 48000, 32000];

/** The header at `at`, or undefined where there is none. */
export function parseMpegHeader(bytes: Uint8Array, at: number): MpegHeader | undefined {
  if (at + 4 > bytes.length || bytes[at] !== 0xff || (bytes[at + 1]! & 0xe0) !== 0xe0) return undefined;
  const versionCode = (bytes[at + 1]! >> 3) & 3;
  const layer = 4 - ((bytes[at + 1]! >> 1) & 3);
  const rateCode = (bytes[at + 2]! >> 2) & 3;
  const kbpsCode = bytes[at + 2]! >> 4;
  if (versionCode === 1 || layer === 4 || rateCode === 3 || kbpsCode === 0 || kbpsCode === 15)
    return undefined;
  const first = versionCode === 3;
  const sampleRate = RATES[rateCode]! / (first ? 1 : versionCode === 2 ? 2 : 4);
  const kbps = KBPS[first ? `1.${layer}` : layer === 1 ? '2.1' : '2.2']![kbpsCode]!;
  const padding = (bytes[at + 2]! >> 1) & 1;
  const frameSamples = layer === 1 ? 384 : layer === 3 && !first ? 576 : 1152;
  const mono = bytes[at + 3]! >> 6 === 3;
  const frameBytes =
    layer === 1
      ? (Math.floor((12 * kbps * 1000) / sampleRate) + padding) * 4
      : Math.floor(((frameSamples / 8) * kbps * 1000) / sampleRate) + padding;
  const sideBytes = first ? (mono ? 17 : 32) : mono ? 9 : 17;
  const signature = (bytes[at + 1]! & 0x1e) | (rateCode << 8);
  return { layer, sampleRate, channels: mono ? 1 : 2, frameBytes, frameSamples, sideBytes, signature };
}

const WINDOW_BYTES = 1 << 18;

export interface MpegRun {
  /** Whole frames, one after the other, at most 64 KiB. */
  bytes: Uint8Array;
  frames: number;
  /** Bytes between the run before and this one that are no frames and no tags. */
  skippedBytes: number;
}

/**
 * Frames from `start` on. The first must be followed by a second like it: two bytes alone are often chance.
 * Stops after about `searchBytes`.
 */
export function* mpegRuns(
  file: DiskFile,
  start: number,
  signature: number | null,
  searchBytes = Number.POSITIVE_INFINITY,
): Generator<MpegRun, void> {
  const window = new Uint8Array(WINDOW_BYTES);
  let position = start;
  let wanted = signature;
  let skipped = 0;
  let trusted = false;
  for (;;) {
    const got = file.read(window, position);
    const bytes = window.subarray(0, got);
    const atEnd = got < WINDOW_BYTES;
    let at = 0;
    let runStart = 0;
    let frames = 0;
    const run = (): MpegRun => ({ bytes: bytes.slice(runStart, at), frames, skippedBytes: skipped });
    // A frame is at most 2,880 bytes; what stands nearer to the window's end waits for the next one.
    while (at + (atEnd ? 4 : 8192) <= got) {
      const header = parseMpegHeader(bytes, at);
      const fits =
        header && (wanted === null || header.signature === wanted) && at + header.frameBytes <= got;
      if (fits && (trusted || confirmed(bytes, at, header, atEnd))) {
        wanted ??= header.signature;
        trusted = true;
        at += header.frameBytes;
        frames++;
        if (at - runStart > 60_000) {
          yield run();
          skipped = 0;
          frames = 0;
          runStart = at;
        }
        continue;
      }
      if (frames > 0) {
        yield run();
        skipped = 0;
        frames = 0;
      }
      trusted = false;
      const tag = tagBytes(bytes, at);
      if (tag === 0) skipped++;
      at += Math.max(1, tag);
      runStart = at;
      if (at > got) break;
    }
    if (frames > 0) {
      yield run();
      skipped = 0;
    }
    if (atEnd || position + at - start > searchBytes) return;
    position += at;
  }
}

function confirmed(bytes: Uint8Array, at: number, header: MpegHeader, atEnd: boolean): boolean {
  const next = at + header.frameBytes;
  if (next + 4 > bytes.length) return atEnd;
  return parseMpegHeader(bytes, next)?.signature === header.signature || tagBytes(bytes, next) > 0;
}

/** Length of the ID3v2, ID3v1 or APE tag at `at`, or 0. */
export function tagBytes(bytes: Uint8Array, at: number): number {
  const is = (word: string): boolean =>
    [...word].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
  if (is('ID3') && at + 10 <= bytes.length) {
    const size = [6, 7, 8, 9].reduce((sum, i) => sum * 128 + (bytes[at + i]! & 127), 0);
    return 10 + size + (bytes[at + 5]! & 0x10 ? 10 : 0);
  }
  if (is('TAG')) return 128;
  if (is('APETAGEX') && at + 16 <= bytes.length) {
    return 32 + Math.min(1 << 24, new DataView(bytes.buffer, bytes.byteOffset).getUint32(at + 12, true));
  }
  return 0;
}
