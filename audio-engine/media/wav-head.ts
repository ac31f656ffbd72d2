/**
 * What stands in a WAV file before its first sample: RIFF or, beyond 4 GiB, RF64 (EBU Tech 3306), the format, the
 * broadcast extension with loudness (EBU Tech 3285 v2), iXML and names.
 */
import { bytesPerSample, isFloatFormat, type SampleFormat } from './sample-format.ts';

/** Null where there is no figure. */
export interface BroadcastLoudness {
  integratedLufs: number | null;
  loudnessRangeLu: number | null;
  truePeakDbtp: number | null;
  maxMomentaryLufs: number | null;
  maxShortTermLufs: number | null;
}

export interface BroadcastExtension {
  description: string;
  originator: string;
  /** ISO 8601. */
  dateTime: string;
  /** First sample since midnight. */
  timeReferenceSamples: number;
  /** EBU R 98, lines that end in CR LF. */
  codingHistory?: string;
  loudness?: BroadcastLoudness;
}

export interface HeadFacts {
  channels: number;
  sampleRate: number;
  format: SampleFormat;
  info?: Record<string, string>;
  broadcast?: BroadcastExtension;
  /** Text of the iXML chunk. */
  ixml?: string;
  dataBytes: number;
  /** Bytes of the chunks after the sound. */
  trailingBytes: number;
  riffLimitBytes?: number;
}

const RIFF_LIMIT = 0xffffffff;

/** Everything before the first sample; its length does not depend on lengths and loudness, which come last. */
export function wavHead(options: HeadFacts): Uint8Array {
  const { channels, sampleRate, format, dataBytes } = options;
  const sampleBytes = bytesPerSample(format);
  const float = isFloatFormat(format);
  const extensible = channels > 2;
  const frames = dataBytes / (channels * sampleBytes);
  const chunks: Uint8Array[] = [];

  const formatTag = float ? 3 : 1;
  const fmt = chunk('fmt ', extensible ? 40 : float ? 18 : 16);
  fmt.view.setUint16(8, extensible ? 0xfffe : formatTag, true);
  fmt.view.setUint16(10, channels, true);
  fmt.view.setUint32(12, sampleRate, true);
  fmt.view.setUint32(16, sampleRate * channels * sampleBytes, true);
  fmt.view.setUint16(20, channels * sampleBytes, true);
  fmt.view.setUint16(22, sampleBytes * 8, true);
  if (extensible) {
    fmt.view.setUint16(24, 22, true);
    fmt.view.setUint16(26, sampleBytes * 8, true);
    fmt.view.setUint16(32, formatTag, true);
    fmt.bytes.set([0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71], 34);
  }
  chunks.push(fmt.bytes);
  if (float) {
    const fact = chunk('fact', 4);
    fact.view.setUint32(8, Math.min(frames, UINT32), true);
    chunks.push(fact.bytes);
  }
  if (options.broadcast) chunks.push(broadcastChunk(options.broadcast));
  if (options.ixml) chunks.push(wholeChunk('iXML', new TextEncoder().encode(options.ixml)));
  if (options.info && Object.keys(options.info).length > 0) chunks.push(infoChunk(options.info));
  const data = chunk('data', 0).bytes;

  const before = 12 + 36 + chunks.reduce((sum, bytes) => sum + bytes.length, 0) + data.length;
  const riffBytes = before - 8 + dataBytes + (dataBytes % 2) + options.trailingBytes;
  const wide = riffBytes > (options.riffLimitBytes ?? RIFF_LIMIT);
  const riff = chunk(wide ? 'RF64' : 'RIFF', 4);
  riff.view.setUint32(4, wide ? UINT32 : riffBytes, true);
  riff.bytes.set(text('WAVE', 4), 8);
  // Room for the wide lengths, an ignorable JUNK chunk for as long as they are not needed.
  const wideSizes = chunk(wide ? 'ds64' : 'JUNK', 28);
  if (wide) {
    wideSizes.view.setBigUint64(8, BigInt(riffBytes), true);
    wideSizes.view.setBigUint64(16, BigInt(dataBytes), true);
    wideSizes.view.setBigUint64(24, BigInt(frames), true);
  }
  new DataView(data.buffer).setUint32(4, wide ? UINT32 : dataBytes, true);
  return concat([riff.bytes, wideSizes.bytes, ...chunks, data]);
}

const UINT32 = 0xffffffff;

/** `bext`, version 2 (EBU Tech 3285, 2.3): offsets are the standard's, eight bytes after the chunk's start. */
function broadcastChunk(broadcast: BroadcastExtension): Uint8Array {
  const history = text(broadcast.codingHistory ?? '', 4096);
  const bext = chunk('bext', 602 + history.length + (history.length % 2));
  bext.bytes.set(text(broadcast.description, 256), 8);
  bext.bytes.set(text(broadcast.originator, 32), 8 + 256);
  bext.bytes.set(text(broadcast.dateTime.slice(0, 10), 10), 8 + 320);
  bext.bytes.set(text(broadcast.dateTime.slice(11, 19), 8), 8 + 330);
  bext.view.setBigUint64(8 + 338, BigInt(broadcast.timeReferenceSamples), true);
  bext.view.setUint16(8 + 346, 2, true);
  const { loudness } = broadcast;
  [
    loudness?.integratedLufs,
    loudness?.loudnessRangeLu,
    loudness?.truePeakDbtp,
    loudness?.maxMomentaryLufs,
    loudness?.maxShortTermLufs,
  ].forEach((value, i) => {
    bext.view.setInt16(8 + 412 + i * 2, hundredths(value), true);
  });
  bext.bytes.set(history, 8 + 602);
  return bext.bytes;
}

/** Hundredths, rounded; 0x7fff where there is no figure (EBU Tech 3285, 2.3). */
function hundredths(value: number | null | undefined): number {
  if (value === null || value === undefined || !Number.isFinite(value)) return 0x7fff;
  return Math.min(9999, Math.max(-9999, Math.round(value * 100)));
}

/** A chunk of given bytes, padded to an even length. */
export function wholeChunk(id: string, body: Uint8Array): Uint8Array {
  const whole = chunk(id, body.length);
  whole.bytes.set(body, 8);
  return body.length % 2 === 0 ? whole.bytes : concat([whole.bytes, new Uint8Array(1)]);
}

/** Zero-terminated texts, each padded to even length; UTF-8, as today's programs read them. */
function infoChunk(info: Record<string, string>): Uint8Array {
  const entries = Object.entries(info).flatMap(([id, value]) => {
    if (!value) return [];
    const bytes = new TextEncoder().encode(`${value}\0`);
    const entry = chunk(id, bytes.length);
    entry.bytes.set(bytes, 8);
    return bytes.length % 2 === 0 ? [entry.bytes] : [entry.bytes, new Uint8Array(1)];
  });
  const body = concat([text('INFO', 4), ...entries]);
  return concat([chunk('LIST', body.length).bytes.subarray(0, 8), body]);
}

function chunk(id: string, bodyBytes: number): { bytes: Uint8Array; view: DataView } {
  const bytes = new Uint8Array(8 + bodyBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(text(id, 4));
  view.setUint32(4, bodyBytes, true);
  return { bytes, view };
}

/** ASCII as the standard wants it; other characters become `?`. */
function text(value: string, bytes: number): Uint8Array {
  return Uint8Array.from({ length: Math.min(bytes, value.length) }, (_, i) => {
    const code = value.charCodeAt(i);
    return code < 128 ? code : 63;
  });
}

function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
