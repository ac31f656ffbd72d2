/**
 * How a waveform's picture lies on the disk: `peaks/<mediaId>.peaks`, a header and a pyramid. Level 0 has a column
 * for 64 samples, each further level one for two columns of the level before, up to a single one. A column holds
 * minimum, maximum and RMS of each channel as little-endian float32. The header says how far the picture reaches,
 * so that it can be looked at while it grows, and of which file it is, so that an old one is not taken for new.
 */
import { join } from 'node:path';
import type { DiskFile } from '../disk.ts';

export const BASE_SAMPLES = 64;
export const HEADER_BYTES = 64;
const MAGIC = 0x4b504854;
const VERSION = 1;

export interface PeakHeader {
  channels: number;
  lengthSamples: number;
  /** Of the media file when the picture was made. */
  mediaBytes: number;
  mediaModifiedMs: number;
  /** Samples covered so far. */
  doneSamples: number;
}

export interface PeakLevel {
  samplesPerColumn: number;
  columns: number;
  /** Byte position of its first column. */
  offset: number;
}

/** An id may hold characters that a file name may not. */
export function peakPath(folder: string, mediaId: string): string {
  const safe = mediaId.replace(/[^A-Za-z0-9_-]/g, (letter) => `%${letter.codePointAt(0)!.toString(16)}`);
  return join(folder, 'peaks', `${safe}.peaks`);
}

export const columnBytes = (channels: number): number => channels * 3 * 4;

export function peakLevels(lengthSamples: number, channels: number): PeakLevel[] {
  const levels: PeakLevel[] = [];
  let offset = HEADER_BYTES;
  for (let samplesPerColumn = BASE_SAMPLES; ; samplesPerColumn *= 2) {
    const columns = Math.ceil(lengthSamples / samplesPerColumn);
    levels.push({ samplesPerColumn, columns, offset });
    offset += columns * columnBytes(channels);
    if (columns <= 1) return levels;
  }
}

export function writePeakHeader(file: DiskFile, header: PeakHeader): void {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES));
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, VERSION, true);
  view.setUint32(8, header.channels, true);
  view.setUint32(12, BASE_SAMPLES, true);
  view.setFloat64(16, header.lengthSamples, true);
  view.setFloat64(24, header.mediaBytes, true);
  view.setFloat64(32, header.mediaModifiedMs, true);
  view.setFloat64(40, header.doneSamples, true);
  file.write(new Uint8Array(view.buffer), 0);
}

/** Undefined where it is no peak file, or one of another version. */
export function readPeakHeader(file: DiskFile): PeakHeader | undefined {
  const bytes = new Uint8Array(HEADER_BYTES);
  if (file.read(bytes, 0) < HEADER_BYTES) return undefined;
  const view = new DataView(bytes.buffer);
  if (view.getUint32(0, true) !== MAGIC || view.getUint32(4, true) !== VERSION) return undefined;
  if (view.getUint32(12, true) !== BASE_SAMPLES) return undefined;
  return {
    channels: view.getUint32(8, true),
    lengthSamples: view.getFloat64(16, true),
    mediaBytes: view.getFloat64(24, true),
    mediaModifiedMs: view.getFloat64(32, true),
    doneSamples: view.getFloat64(40, true),
  };
}

/** Whether a picture is of this very file. */
export function describesMedia(
  header: PeakHeader,
  media: { sizeBytes: number; modifiedMs: number; channels: number; lengthSamples: number },
): boolean {
  return (
    header.channels === media.channels &&
    header.lengthSamples === media.lengthSamples &&
    header.mediaBytes === media.sizeBytes &&
    header.mediaModifiedMs === media.modifiedMs
  );
}
