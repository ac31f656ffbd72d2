/** Makes the picture of a media file's waveform where it is missing or of an older file: one pass, from the start. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Kernels, loadKernels, type Pointer } from '../../kernels/index.ts';
import type { MediaFile } from '../../session/index.ts';
import { mediaWords, ThresholdError } from '../../words/index.ts';
import { DiskFile } from '../disk.ts';
import { openWav, type WavReader } from '../wav-reader.ts';
import {
  BASE_SAMPLES,
  describesMedia,
  type PeakHeader,
  peakLevels,
  peakPath,
  readPeakHeader,
  writePeakHeader,
} from './peak-file.ts';
import { PeakPyramid } from './pyramid.ts';

export interface PeakOptions {
  folder: string;
  media: Pick<MediaFile, 'id' | 'file'>;
  /** 0..1; the picture up to there can be read. */
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

/** Frames a pass: 2.7 s at 48 kHz, a multiple of every lower level's column. */
const PASS_FRAMES = 1 << 17;

let workspace: { kernels: Kernels; samples: Pointer; columns: Pointer } | undefined;

/** Memory for one pass, kept for the process's life. */
function workspaceOfPass(): NonNullable<typeof workspace> {
  if (workspace) return workspace;
  const { kernels, allocator } = loadKernels();
  const samples = allocator.allocate(PASS_FRAMES * 2 * 8);
  const columns = allocator.allocate((PASS_FRAMES / BASE_SAMPLES) * 2 * 3 * 8);
  workspace = { kernels, samples, columns };
  return workspace;
}

export async function ensurePeaks({ folder, media, onProgress, signal }: PeakOptions): Promise<void> {
  const reader = openWav(join(folder, media.file));
  try {
    const path = peakPath(folder, media.id);
    if (isComplete(path, reader)) {
      onProgress?.(1);
      return;
    }
    try {
      mkdirSync(join(folder, 'peaks'), { recursive: true });
    } catch (error) {
      throw new ThresholdError(
        mediaWords.cannotWrite(path, (error as { code?: string }).code ?? String(error)),
      );
    }
    const file = DiskFile.create(path);
    try {
      await build(file, reader, onProgress, signal);
    } finally {
      file.close();
    }
  } finally {
    reader.close();
  }
}

function isComplete(path: string, reader: WavReader): boolean {
  if (!existsSync(path)) return false;
  const file = DiskFile.open(path);
  try {
    const header = readPeakHeader(file);
    return (
      header !== undefined && describesMedia(header, reader) && header.doneSamples === header.lengthSamples
    );
  } finally {
    file.close();
  }
}

async function build(
  file: DiskFile,
  reader: WavReader,
  onProgress: PeakOptions['onProgress'],
  signal: AbortSignal | undefined,
): Promise<void> {
  const { channels, lengthSamples } = reader;
  const { kernels, samples, columns } = workspaceOfPass();
  const header: PeakHeader = {
    channels,
    lengthSamples,
    mediaBytes: reader.sizeBytes,
    mediaModifiedMs: reader.modifiedMs,
    doneSamples: 0,
  };
  writePeakHeader(file, header);
  const pyramid = new PeakPyramid(
    file,
    peakLevels(lengthSamples, channels),
    channels,
    PASS_FRAMES / BASE_SAMPLES,
  );
  const input = new Float64Array(kernels.memory.buffer, samples, PASS_FRAMES * channels);
  const output = new Float64Array(
    kernels.memory.buffer,
    columns,
    (PASS_FRAMES / BASE_SAMPLES) * channels * 3,
  );
  while (header.doneSamples < lengthSamples) {
    if (signal?.aborted) throw new ThresholdError(mediaWords.peaksCancelled);
    const frames = reader.read(header.doneSamples, PASS_FRAMES, input);
    if (frames === 0) throw new ThresholdError(mediaWords.mediaShorter(reader.path));
    const count = kernels.call.peaks_columns!(samples, frames, channels, BASE_SAMPLES, columns);
    pyramid.add(output, count, frames, header.doneSamples + frames === lengthSamples);
    header.doneSamples += frames;
    writePeakHeader(file, header);
    onProgress?.(header.doneSamples / lengthSamples);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
