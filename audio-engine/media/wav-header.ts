/**
 * Finds the sound in a WAV file: RIFF, RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088), plain and extensible
 * formats, with the faults that real files have: wrong or unfinished sizes, missing pad bytes, broken-off tails.
 */
import { mediaWords, ThresholdError } from '../words/index.ts';
import type { DiskFile } from './disk.ts';
import { fourCc, plausibleName, riffChunks, riffKind, UNKNOWN_BYTES } from './riff-chunks.ts';
import { bytesPerSample, type SampleFormat } from './sample-format.ts';

export interface WavHeader {
  channels: number;
  sampleRate: number;
  lengthSamples: number;
  sampleFormat: SampleFormat;
  bigEndian: boolean;
  dataOffset: number;
  /** True where the file is as the standard wants it, so that its bytes can be copied as they are. */
  clean: boolean;
  /** What had to be put up with, one sentence each. */
  notices: string[];
}

const PCM = 1;
const FLOAT = 3;
const EXTENSIBLE = 0xfffe;
/** 2^48 bytes: no disk holds more, so a larger number is no length. */
const LONGEST_BYTES = 0x1000000000000;
const MAX_CHANNELS = 256;
const MAX_RATE = 6_144_000;

interface Format {
  channels: number;
  sampleRate: number;
  sampleFormat: SampleFormat;
}

/** True for the first 12 bytes of any WAV file. */
export function looksLikeWav(head: Uint8Array): boolean {
  return head.length >= 12 && /^(RIFF|RIFX|RF64|BW64)$/.test(fourCc(head, 0)) && fourCc(head, 8) === 'WAVE';
}

export function readWavHeader(file: DiskFile): WavHeader {
  const head = new Uint8Array(12);
  if (file.read(head, 0) < 12 || !looksLikeWav(head)) throw new ThresholdError(mediaWords.notWav(file.path));
  const kind = riffKind(head);
  const { bigEndian, wide } = kind;
  const riffBytes = new DataView(head.buffer).getUint32(4, !bigEndian);
  let format: Format | undefined;
  for (const chunk of riffChunks(file, kind)) {
    const { id, bytes, body, headBytes, loosePadding } = chunk;
    if (id === 'fmt ') format = parseFormat(file.path, chunk.head, Math.min(bytes, headBytes - 8), bigEndian);
    if (id !== 'data') continue;
    if (!format)
      throw new ThresholdError(mediaWords.badHeader(file.path, 'its sound comes before its format'));
    return finish(file, format, { bigEndian, body, declared: bytes, riffBytes, wide, loosePadding });
  }
  throw new ThresholdError(mediaWords.noAudio(file.path, 'WAV'));
}

function parseFormat(path: string, view: DataView, bytes: number, bigEndian: boolean): Format {
  const bad = (what: string): ThresholdError => new ThresholdError(mediaWords.badHeader(path, what));
  if (bytes < 14) throw bad('its format is incomplete');
  const little = !bigEndian;
  let tag = view.getUint16(8, little);
  const channels = view.getUint16(10, little);
  const sampleRate = view.getUint32(12, little);
  const blockBytes = view.getUint16(20, little);
  const bits = bytes >= 16 ? view.getUint16(22, little) : 0;
  // Extensible: the real tag is the first two bytes of the subformat's GUID, 24 bytes into the chunk.
  if (tag === EXTENSIBLE && bytes >= 26) tag = view.getUint16(32, little);
  if (tag !== PCM && tag !== FLOAT)
    throw new ThresholdError(mediaWords.compressedInside(path, 'WAV', `format ${tag}`));
  if (channels < 1 || channels > MAX_CHANNELS) throw bad(`it claims ${channels} channels`);
  if (sampleRate < 1 || sampleRate > MAX_RATE) throw bad(`it claims a sample rate of ${sampleRate} Hz`);
  // The container's width decides where samples are; narrower ones are left-justified in it by the standard.
  const fromBlock = blockBytes > 0 && blockBytes % channels === 0 ? blockBytes / channels : 0;
  const width = fromBlock * 8 >= bits && fromBlock > 0 ? fromBlock : Math.ceil(bits / 8);
  const integers: Record<number, SampleFormat> = { 1: 'u8', 2: 's16', 3: 's24', 4: 's32' };
  const floats: Record<number, SampleFormat> = { 4: 'f32', 8: 'f64' };
  const sampleFormat = (tag === PCM ? integers : floats)[width];
  if (!sampleFormat) throw bad(`it claims ${bits} bits a sample`);
  return { channels, sampleRate, sampleFormat };
}

interface DataChunk {
  bigEndian: boolean;
  body: number;
  declared: number;
  riffBytes: number;
  wide: boolean;
  loosePadding: boolean;
}

function finish(file: DiskFile, format: Format, data: DataChunk): WavHeader {
  const frameBytes = format.channels * bytesPerSample(format.sampleFormat);
  const available = Math.max(0, file.sizeBytes - data.body);
  const notices: string[] = [];
  let bytes = Math.min(data.declared, available);
  if (data.declared === 0 && available > 0 && !endsHere(file, data)) {
    // A recorder that lost power never came back to write the length.
    bytes = available;
    notices.push(mediaWords.noticeHeaderRepaired);
  } else if (data.declared >= 0xfffffffe && data.declared > available && !data.wide) {
    // A pipe could not go back to write the length: the usual mark of a stream, and nothing is missing.
    notices.push(mediaWords.noticeHeaderRepaired);
  } else if (data.declared > available) {
    const known =
      Number.isSafeInteger(data.declared) && data.declared < LONGEST_BYTES && data.declared !== UNKNOWN_BYTES;
    const missing = known ? (data.declared - available) / frameBytes / format.sampleRate : 0;
    notices.push(known ? mediaWords.noticeTruncated(missing) : mediaWords.noticeHeaderRepaired);
  } else if (bytes % frameBytes !== 0) {
    notices.push(mediaWords.noticeHeaderRepaired);
  }
  return {
    ...format,
    lengthSamples: Math.floor(bytes / frameBytes),
    bigEndian: data.bigEndian,
    dataOffset: data.body,
    clean: notices.length === 0 && !data.bigEndian && !data.loosePadding,
    notices,
  };
}

/** Whether a data length of zero is meant: the file's own size agrees, or another chunk follows. */
function endsHere(file: DiskFile, data: DataChunk): boolean {
  if (data.riffBytes + 8 === data.body) return true;
  const next = new Uint8Array(8);
  if (file.read(next, data.body) < 8 || !plausibleName(next)) return false;
  const bytes = new DataView(next.buffer).getUint32(4, !data.bigEndian);
  return data.body + 8 + bytes <= file.sizeBytes;
}
