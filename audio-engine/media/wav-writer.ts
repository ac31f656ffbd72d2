/**
 * Writes WAV files while their length is not known: the header is finished at the end and becomes RF64 (EBU Tech
 * 3306) where 4 GiB were not enough. The file appears under its name only when it is whole: until `close` it is
 * `<name>.part`, and `abort` leaves nothing.
 */
import { rmSync } from 'node:fs';
import { mediaWords, ThresholdError } from '../words/index.ts';
import { DiskFile, moveIntoPlace } from './disk.ts';
import { bytesPerSample, encodeSamples, isFloatFormat, type SampleFormat } from './sample-format.ts';

export interface WavOptions {
  channels: number;
  sampleRate: number;
  format: SampleFormat;
  /** Name of the program that made it (LIST INFO ISFT). */
  software?: string;
  /** What it is called and who made it (LIST INFO INAM and IART). */
  title?: string;
  artist?: string;
  /** Broadcast extension (EBU Tech 3285): what a mixing desk or another station reads. */
  broadcast?: { description: string; originator: string; dateTime: string; timeReferenceSamples: number };
  /** Writes under the final name from the start, for takes that must survive a crash. */
  inPlace?: boolean;
  /** Test seam: a file longer than this becomes RF64. */
  riffLimitBytes?: number;
}

export interface WavWriter {
  readonly path: string;
  /** Frames written so far. */
  readonly lengthSamples: number;
  /** Appends interleaved frames. */
  write(samples: Float64Array, frames: number): void;
  /** Appends bytes as the file holds them: little-endian, whole frames. */
  writeRaw(bytes: Uint8Array): void;
  /** Writes the lengths as they are now, so that what is there can be read. */
  flush(): void;
  /** Finishes the header, brings all to the disk, gives the file its name. */
  close(): void;
  /** Removes what was written; a take written in place stays. A write that fails does this by itself. */
  abort(): void;
}

const PIECE_BYTES = 1 << 18;
const RIFF_LIMIT = 0xffffffff;

export function createWav(path: string, options: WavOptions): WavWriter {
  const working = options.inPlace ? path : `${path}.part`;
  const file = DiskFile.create(working);
  const frameBytes = options.channels * bytesPerSample(options.format);
  const piece = new Uint8Array(Math.max(1, Math.floor(PIECE_BYTES / frameBytes)) * frameBytes);
  const head = headerBytes(options, 0);
  const dataOffset = head.length;
  let dataBytes = 0;
  let pending = 0;
  let open = true;

  const ready = (): void => {
    if (!open) throw new ThresholdError(mediaWords.fileClosed(path));
  };
  const append = (bytes: Uint8Array): void => {
    try {
      file.write(bytes, dataOffset + dataBytes);
    } catch (error) {
      abort();
      throw error;
    }
    dataBytes += bytes.length;
  };
  const spill = (): void => {
    if (pending === 0) return;
    append(piece.subarray(0, pending));
    pending = 0;
  };
  const finish = (): void => {
    spill();
    if (dataBytes % 2 === 1) file.write(new Uint8Array(1), dataOffset + dataBytes);
    file.write(headerBytes(options, dataBytes), 0);
    file.sync();
  };
  const abort = (): void => {
    if (!open) return;
    open = false;
    file.close();
    if (!options.inPlace) rmSync(working, { force: true });
  };

  try {
    file.write(head, 0);
  } catch (error) {
    abort();
    throw error;
  }
  return {
    path,
    get lengthSamples() {
      return (dataBytes + pending) / frameBytes;
    },
    write(samples, frames) {
      ready();
      const room = piece.length / frameBytes;
      for (let done = 0; done < frames; ) {
        const count = Math.min(frames - done, room - pending / frameBytes);
        const into = piece.subarray(pending, pending + count * frameBytes);
        encodeSamples(samples, done * options.channels, count * options.channels, options.format, into);
        pending += count * frameBytes;
        done += count;
        if (pending === piece.length) spill();
      }
    },
    writeRaw(bytes) {
      ready();
      spill();
      append(bytes);
    },
    flush() {
      ready();
      finish();
    },
    close() {
      ready();
      try {
        finish();
        // Closed first: Windows does not rename an open file.
        file.close();
        if (working !== path) moveIntoPlace(working, path);
        open = false;
      } catch (error) {
        abort();
        throw error;
      }
    },
    abort,
  };
}

/** Everything before the first sample; its length depends on the options only, never on `dataBytes`. */
function headerBytes(options: WavOptions, dataBytes: number): Uint8Array {
  const { channels, sampleRate, format } = options;
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
  const { title, artist, software } = options;
  const info = { INAM: title, IART: artist, ISFT: software };
  if (title || artist || software) chunks.push(infoChunk(info));
  const data = chunk('data', 0).bytes;

  const before = 12 + 36 + chunks.reduce((sum, bytes) => sum + bytes.length, 0) + data.length;
  const riffBytes = before - 8 + dataBytes + (dataBytes % 2);
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

function broadcastChunk(broadcast: NonNullable<WavOptions['broadcast']>): Uint8Array {
  const bext = chunk('bext', 602);
  bext.bytes.set(text(broadcast.description, 256), 8);
  bext.bytes.set(text(broadcast.originator, 32), 8 + 256);
  bext.bytes.set(text(broadcast.dateTime.slice(0, 10), 10), 8 + 320);
  bext.bytes.set(text(broadcast.dateTime.slice(11, 19), 8), 8 + 330);
  bext.view.setBigUint64(8 + 338, BigInt(broadcast.timeReferenceSamples), true);
  bext.view.setUint16(8 + 346, 1, true);
  return bext.bytes;
}

/** Zero-terminated texts, each padded to even length; UTF-8, as today's programs read them. */
function infoChunk(info: Record<string, string | undefined>): Uint8Array {
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
