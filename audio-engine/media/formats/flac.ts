/** FLAC files as a stream, native or in Ogg: bit exact, damaged frames replaced by silence of their own length. */
import { mediaWords, ThresholdError } from '../../words/index.ts';
import { type AudioSource, interleave, sourceOfBlocks } from '../audio-source.ts';
import type { DiskFile } from '../disk.ts';
import type { SampleFormat } from '../sample-format.ts';
import { BadFrame, BitReader, EndOfBits, POWERS_OF_TWO } from './bit-reader.ts';
import { type FlacStreamInfo, readFrame } from './flac-frame.ts';

/** A gap longer than this is a wrong number in a damaged header rather than missing sound. */
const LONGEST_GAP_SECONDS = 60;

const STORE: Record<number, SampleFormat> = { 1: 'u8', 2: 's16', 3: 's24', 4: 's32' };

export function openFlac(file: DiskFile, start: number): AudioSource {
  let position = start;
  const buffer = new Uint8Array(1 << 16);
  const pull = (): Uint8Array | null => {
    const got = file.read(buffer, position);
    position += got;
    return got > 0 ? buffer.subarray(0, got) : null;
  };
  return flacSource(pull, file.path, () => file.close());
}

/** `pull` hands out the bytes from `fLaC` on. */
export function flacSource(pull: () => Uint8Array | null, path: string, close: () => void): AudioSource {
  const bits = new BitReader(pull);
  let info: FlacStreamInfo;
  try {
    info = readMetadata(bits);
  } catch (error) {
    if (error instanceof EndOfBits || error instanceof BadFrame)
      throw new ThresholdError(mediaWords.noAudio(path, 'FLAC'));
    throw error;
  }
  const notices: string[] = [];
  return sourceOfBlocks(
    {
      format: 'FLAC',
      channels: info.channels,
      sampleRate: info.sampleRate,
      lengthSamples: info.totalSamples || null,
      bitDepth: info.bitDepth,
      storeAs: STORE[Math.ceil(info.bitDepth / 8)]!,
      notices,
    },
    decodeBlocks(bits, info, notices),
    close,
  );
}

function readMetadata(bits: BitReader): FlacStreamInfo {
  if (bits.bits(32) !== 0x664c6143) throw new BadFrame();
  let info: FlacStreamInfo | undefined;
  for (let last = false; !last; ) {
    last = bits.bits(1) === 1;
    const kind = bits.bits(7);
    const bytes = bits.bits(24);
    if (kind !== 0 || bytes < 34) {
      bits.skipBytes(bytes);
      continue;
    }
    bits.bits(16);
    const maxBlock = bits.bits(16);
    bits.bits(24);
    bits.bits(24);
    const sampleRate = bits.bits(20);
    const channels = bits.bits(3) + 1;
    const bitDepth = bits.bits(5) + 1;
    const totalSamples = bits.bits(4) * 4294967296 + bits.bits(32);
    bits.skipBytes(bytes - 18);
    if (sampleRate === 0 || bitDepth < 4 || maxBlock < 16) throw new BadFrame();
    info = { sampleRate, channels, bitDepth, totalSamples, maxBlock };
  }
  if (!info) throw new BadFrame();
  return info;
}

function* decodeBlocks(
  bits: BitReader,
  info: FlacStreamInfo,
  notices: string[],
): Generator<Float64Array, void> {
  // Depths that are no whole bytes are stored left-justified in the next one; floats need no more than this scale.
  const scale = 1 / POWERS_OF_TWO[info.bitDepth - 1]!;
  const planes: Float64Array[] = [];
  let done = 0;
  let lost = 0;
  for (;;) {
    bits.mark();
    try {
      const frame = readFrame(bits, info, planes);
      const gap = frame.firstSample - done;
      if (lost > 0 && gap > 0 && gap < info.sampleRate * LONGEST_GAP_SECONDS) {
        yield new Float64Array(gap * info.channels);
        done += gap;
      }
      for (const plane of frame.planes) for (let i = 0; i < frame.frames; i++) plane[i]! *= scale;
      const room = info.totalSamples > 0 ? Math.min(frame.frames, info.totalSamples - done) : frame.frames;
      if (room > 0) yield interleave(frame.planes, room);
      done += room;
      if (room < frame.frames) break;
    } catch (error) {
      if (error instanceof EndOfBits) break;
      if (!(error instanceof BadFrame)) throw error;
      lost++;
      if (!findSync(bits)) break;
    }
  }
  if (lost > 0) notices.push(mediaWords.noticeDamaged);
  const missing = info.totalSamples - done;
  if (missing > 0) notices.push(mediaWords.noticeTruncated(missing / info.sampleRate));
}

/** On to the next bytes that may begin a frame; false at the end. */
function findSync(bits: BitReader): boolean {
  try {
    bits.rewind(1);
    for (;;) {
      bits.mark();
      if (bits.bits(8) === 0xff && bits.bits(8) >>> 1 === 0x7c) {
        bits.rewind(0);
        return true;
      }
      bits.rewind(1);
    }
  } catch (error) {
    if (error instanceof EndOfBits) return false;
    throw error;
  }
}
