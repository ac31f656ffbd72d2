/** Random access into a WAV file, synchronous and without reading ahead: what disk streaming and renders read with. */
import { DiskFile } from './disk.ts';
import { bytesPerSample, decodeSamples, type SampleFormat } from './sample-format.ts';
import { readWavHeader } from './wav-header.ts';

export interface WavReader {
  readonly path: string;
  readonly channels: number;
  readonly sampleRate: number;
  readonly lengthSamples: number;
  readonly sampleFormat: SampleFormat;
  /** True where the file is as the standard wants it. */
  readonly clean: boolean;
  readonly notices: readonly string[];
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  /**
   * Reads up to `frames` frames from `firstSample` as interleaved floats to `into` at `intoOffset` (in values).
   * Returns the frames read: fewer only at the end of the file, 0 beyond it.
   */
  read(firstSample: number, frames: number, into: Float64Array, intoOffset?: number): number;
  /** The same as the file's own little-endian bytes. */
  readRaw(firstSample: number, frames: number, into: Uint8Array): number;
  close(): void;
}

/** Bytes read from the disk in one go: long enough to be quick, short enough to stay in a processor's cache. */
const PIECE_BYTES = 1 << 16;

/** Opens a WAV file; throws a ThresholdError for what is none or cannot be read. */
export function openWav(path: string): WavReader {
  const file = DiskFile.open(path);
  try {
    const header = readWavHeader(file);
    const { channels, lengthSamples, sampleFormat, dataOffset, bigEndian } = header;
    const sampleBytes = bytesPerSample(sampleFormat);
    const frameBytes = channels * sampleBytes;
    const pieceFrames = Math.max(1, Math.floor(PIECE_BYTES / frameBytes));
    const piece = new Uint8Array(new ArrayBuffer(pieceFrames * frameBytes));
    const within = (first: number, frames: number): number =>
      first < 0 || first >= lengthSamples ? 0 : Math.min(frames, lengthSamples - first);

    return {
      path,
      channels,
      sampleRate: header.sampleRate,
      lengthSamples,
      sampleFormat,
      clean: header.clean,
      notices: header.notices,
      sizeBytes: file.sizeBytes,
      modifiedMs: file.modifiedMs,
      read(firstSample, frames, into, intoOffset = 0) {
        const wanted = within(firstSample, frames);
        let done = 0;
        while (done < wanted) {
          const count = Math.min(pieceFrames, wanted - done);
          const bytes = piece.subarray(0, count * frameBytes);
          const got = Math.floor(
            file.read(bytes, dataOffset + (firstSample + done) * frameBytes) / frameBytes,
          );
          decodeSamples(bytes, sampleFormat, got * channels, into, intoOffset + done * channels, bigEndian);
          done += got;
          if (got < count) break;
        }
        return done;
      },
      readRaw(firstSample, frames, into) {
        const wanted = within(firstSample, frames);
        const bytes = into.subarray(0, wanted * frameBytes);
        return Math.floor(file.read(bytes, dataOffset + firstSample * frameBytes) / frameBytes);
      },
      close: () => file.close(),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}
