/** What the timeline draws with: columns of the peak pyramid, and samples where it looks closer than those. */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaFile } from '../../session/index.ts';
import { DiskFile } from '../disk.ts';
import { openWav } from '../wav-reader.ts';
import {
  BASE_SAMPLES,
  columnBytes,
  describesMedia,
  peakLevels,
  peakPath,
  readPeakHeader,
} from './peak-file.ts';

export interface PeakRequest {
  folder: string;
  media: Pick<MediaFile, 'id' | 'file' | 'channels' | 'lengthSamples'>;
  /** A power of two, 64 or more. */
  samplesPerColumn: number;
  /** First column. */
  first: number;
  count: number;
}

/**
 * `count` columns, each minimum, maximum and RMS per channel. NaN where the picture is not made yet, 0 beyond the
 * end of the sound.
 */
export function readPeaks({
  folder,
  media,
  samplesPerColumn,
  first,
  count,
}: PeakRequest): Float32Array<ArrayBuffer> {
  if (samplesPerColumn < BASE_SAMPLES || !isPowerOfTwo(samplesPerColumn)) {
    throw new RangeError(`Peaks have 64, 128, 256 ... samples a column, not ${samplesPerColumn}.`);
  }
  const width = media.channels * 3;
  const answer = new Float32Array(count * width);
  const columns = Math.ceil(media.lengthSamples / samplesPerColumn);
  const wanted = Math.max(0, Math.min(count, columns - first));
  answer.fill(Number.NaN, 0, wanted * width);
  const path = peakPath(folder, media.id);
  if (wanted === 0 || !existsSync(path)) return answer;
  const file = DiskFile.open(path);
  try {
    const header = readPeakHeader(file);
    const stat = statSync(join(folder, media.file), { throwIfNoEntry: false });
    if (!stat) return answer;
    const { channels, lengthSamples } = media;
    const now = { channels, lengthSamples, sizeBytes: stat.size, modifiedMs: Math.floor(stat.mtimeMs) };
    if (!header || !describesMedia(header, now)) return answer;
    const levels = peakLevels(lengthSamples, channels);
    // Beyond the top there is one column that covers all.
    const level =
      levels.find((candidate) => candidate.samplesPerColumn === samplesPerColumn) ?? levels.at(-1)!;
    const whole = header.doneSamples >= lengthSamples;
    const done = whole ? level.columns : Math.floor(header.doneSamples / level.samplesPerColumn);
    const there = Math.max(0, Math.min(wanted, done - first));
    const bytes = columnBytes(channels);
    file.read(new Uint8Array(answer.buffer, 0, there * bytes), level.offset + first * bytes);
    return answer;
  } finally {
    file.close();
  }
}

function isPowerOfTwo(value: number): boolean {
  let power = 1;
  while (power < value) power *= 2;
  return power === value;
}

export interface SampleRequest {
  folder: string;
  media: Pick<MediaFile, 'file' | 'channels'>;
  firstSample: number;
  count: number;
}

/** `count` frames, interleaved; 0 beyond the end of the sound. */
export function readSamples({ folder, media, firstSample, count }: SampleRequest): Float32Array<ArrayBuffer> {
  const reader = openWav(join(folder, media.file));
  try {
    const samples = new Float64Array(count * reader.channels);
    reader.read(firstSample, count, samples);
    return Float32Array.from(samples);
  } finally {
    reader.close();
  }
}
