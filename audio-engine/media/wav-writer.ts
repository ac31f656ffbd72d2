/**
 * Writes WAV files while their length is not known: the header is finished at the end and becomes RF64 (EBU Tech
 * 3306) where 4 GiB were not enough. The file appears under its name only when it is whole: until `close` it is
 * `<name>.part`, and `abort` leaves nothing.
 */
import { rmSync } from 'node:fs';
import { mediaWords, ThresholdError } from '../words/index.ts';
import { DiskFile, moveIntoPlace } from './disk.ts';
import { bytesPerSample, encodeSamples, type SampleFormat } from './sample-format.ts';
import {
  type BroadcastExtension,
  type BroadcastLoudness,
  type HeadFacts,
  wavHead,
  wholeChunk,
} from './wav-head.ts';

export interface WavOptions {
  channels: number;
  sampleRate: number;
  format: SampleFormat;
  /** Name of the program that made it (LIST INFO ISFT). */
  software?: string;
  /** LIST INFO: four-letter names and their texts, as `INAM` (title), `IART` (artist), `ISFT` (program). */
  info?: Record<string, string>;
  /** Broadcast extension (EBU Tech 3285): what a mixing desk or another station reads. */
  broadcast?: BroadcastExtension;
  /** iXML: project, start and tracks as other workstations read them. */
  ixml?: string;
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
  /** Loudness fields of the broadcast extension, as soon as they are known; without an extension nothing. */
  setLoudness(loudness: BroadcastLoudness): void;
  /** A chunk for the end of the file, after the sound; written by `close`. */
  append(id: string, body: Uint8Array): void;
  /** Finishes the header, brings all to the disk, gives the file its name. */
  close(): void;
  /** Removes what was written; a take written in place stays. A write that fails does this by itself. */
  abort(): void;
}

const PIECE_BYTES = 1 << 18;

export function createWav(path: string, options: WavOptions): WavWriter {
  const working = options.inPlace ? path : `${path}.part`;
  const file = DiskFile.create(working);
  const frameBytes = options.channels * bytesPerSample(options.format);
  const piece = new Uint8Array(Math.max(1, Math.floor(PIECE_BYTES / frameBytes)) * frameBytes);
  const { software, info } = options;
  const facts: HeadFacts = {
    ...options,
    info: { ...info, ...(software && { ISFT: software }) },
    dataBytes: 0,
    trailingBytes: 0,
  };
  const head = wavHead(facts);
  const dataOffset = head.length;
  const trailing: Uint8Array[] = [];
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
    let at = dataOffset + dataBytes + (dataBytes % 2);
    for (const chunk of trailing) {
      file.write(chunk, at);
      at += chunk.length;
    }
    facts.dataBytes = dataBytes;
    facts.trailingBytes = trailing.reduce((sum, chunk) => sum + chunk.length, 0);
    file.write(wavHead(facts), 0);
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
    setLoudness(loudness) {
      if (facts.broadcast) facts.broadcast = { ...facts.broadcast, loudness };
    },
    append(id, body) {
      trailing.push(wholeChunk(id, body));
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
