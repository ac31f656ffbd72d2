/** AIFF and AIFF-C with uncompressed sound: Apple's big-endian cousin of WAV. */
import { mediaWords, ThresholdError } from '../../words/index.ts';
import { type AudioSource, sourceOfBlocks } from '../audio-source.ts';
import type { DiskFile } from '../disk.ts';
import { bytesPerSample, decodeSamples, isFloatFormat, type SampleFormat } from '../sample-format.ts';
import { POWERS_OF_TWO } from './bit-reader.ts';

const PIECE_FRAMES = 16384;
const MAX_CHUNKS = 4096;
const INTEGERS: Record<number, SampleFormat> = { 1: 'u8', 2: 's16', 3: 's24', 4: 's32' };

interface Layout {
  format: 'AIFF' | 'AIFC';
  channels: number;
  sampleRate: number;
  frames: number;
  sampleFormat: SampleFormat;
  bigEndian: boolean;
  /** AIFF's 8-bit samples have a sign; WAV's have none. */
  signedBytes: boolean;
  dataOffset: number;
  notices: string[];
}

const text = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

export function openAiff(file: DiskFile): AudioSource {
  const layout = readLayout(file);
  return sourceOfBlocks(
    {
      format: layout.format,
      channels: layout.channels,
      sampleRate: layout.sampleRate,
      lengthSamples: layout.frames,
      bitDepth: bytesPerSample(layout.sampleFormat) * 8,
      storeAs: layout.sampleFormat,
      notices: layout.notices,
    },
    readBlocks(file, layout),
    () => file.close(),
  );
}

function* readBlocks(file: DiskFile, layout: Layout): Generator<Float64Array, void> {
  const { channels, sampleFormat } = layout;
  const frameBytes = channels * bytesPerSample(sampleFormat);
  const piece = new Uint8Array(PIECE_FRAMES * frameBytes);
  for (let done = 0; done < layout.frames; ) {
    const bytes = piece.subarray(0, Math.min(PIECE_FRAMES, layout.frames - done) * frameBytes);
    const frames = Math.floor(file.read(bytes, layout.dataOffset + done * frameBytes) / frameBytes);
    if (frames === 0) return;
    if (layout.signedBytes) for (let i = 0; i < bytes.length; i++) bytes[i] = bytes[i]! ^ 128;
    const block = new Float64Array(frames * channels);
    decodeSamples(bytes, sampleFormat, frames * channels, block, 0, layout.bigEndian);
    done += frames;
    yield block;
  }
}

function readLayout(file: DiskFile): Layout {
  const bad = (what: string): ThresholdError => new ThresholdError(mediaWords.badHeader(file.path, what));
  const chunk = new Uint8Array(64);
  const view = new DataView(chunk.buffer);
  file.read(chunk.subarray(0, 12), 0);
  const format = text(chunk, 8) === 'AIFC' ? 'AIFC' : 'AIFF';
  let common: Omit<Layout, 'dataOffset' | 'notices'> | undefined;
  let sound: { offset: number; bytes: number } | undefined;
  let position = 12;
  for (let count = 0; count < MAX_CHUNKS && position + 8 <= file.sizeBytes; count++) {
    chunk.fill(0);
    file.read(chunk, position);
    const bytes = view.getUint32(4);
    if (text(chunk, 0) === 'COMM') common = parseCommon(file.path, chunk, view, format);
    if (text(chunk, 0) === 'SSND')
      sound = { offset: position + 16 + view.getUint32(8), bytes: Math.max(0, bytes - 8) };
    position += 8 + bytes + (bytes % 2);
  }
  if (!common) throw bad('its format is missing');
  if (!sound) {
    if (common.frames > 0) throw new ThresholdError(mediaWords.noAudio(file.path, format));
    sound = { offset: file.sizeBytes, bytes: 0 };
  }
  const frameBytes = common.channels * bytesPerSample(common.sampleFormat);
  const there = Math.floor(Math.min(sound.bytes, Math.max(0, file.sizeBytes - sound.offset)) / frameBytes);
  const notices: string[] = [];
  if (there < common.frames)
    notices.push(mediaWords.noticeTruncated((common.frames - there) / common.sampleRate));
  return { ...common, frames: Math.min(common.frames, there), dataOffset: sound.offset, notices };
}

function parseCommon(
  path: string,
  chunk: Uint8Array,
  view: DataView,
  format: 'AIFF' | 'AIFC',
): Omit<Layout, 'dataOffset' | 'notices'> {
  const channels = view.getUint16(8);
  const frames = view.getUint32(10);
  const bits = view.getUint16(14);
  const sampleRate = Math.round(extended(view, 16));
  const kind = format === 'AIFC' ? text(chunk, 26) : 'NONE';
  const bad = (what: string): ThresholdError => new ThresholdError(mediaWords.badHeader(path, what));
  if (channels < 1 || channels > 256) throw bad(`it claims ${channels} channels`);
  if (!(sampleRate >= 1 && sampleRate <= 6_144_000)) throw bad('its sample rate makes no sense');
  const floats: Record<string, SampleFormat> = { fl32: 'f32', FL32: 'f32', fl64: 'f64', FL64: 'f64' };
  const integers = ['NONE', 'sowt', 'twos', 'in24', 'in32', 'raw '];
  const sampleFormat = floats[kind] ?? (integers.includes(kind) ? INTEGERS[Math.ceil(bits / 8)] : undefined);
  if (!sampleFormat) throw new ThresholdError(mediaWords.compressedInside(path, format, kind.trim()));
  const signedBytes = sampleFormat === 'u8' && kind !== 'raw ';
  return {
    format,
    channels,
    sampleRate,
    frames,
    sampleFormat,
    bigEndian: kind !== 'sowt' || isFloatFormat(sampleFormat),
    signedBytes,
  };
}

/** IEEE 754 80-bit extended, in which AIFF keeps its rate. */
function extended(view: DataView, at: number): number {
  const exponent = (view.getUint16(at) & 0x7fff) - 16383;
  const mantissa = view.getUint32(at + 2) * 4294967296 + view.getUint32(at + 6);
  return exponent > 30 || exponent < 0 ? 0 : mantissa / POWERS_OF_TWO[63 - exponent]!;
}
