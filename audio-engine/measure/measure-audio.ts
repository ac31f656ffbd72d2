/** Measures a whole source, whatever file it comes from: what `threshold measure` prints. */
import { loadKernels } from '../kernels/index.ts';
import type { LoudnessHistory } from './loudness-meter.ts';
import { AudioMeter, type KernelHome, type Measurement } from './measurement.ts';

/** What is measured: media's AudioSource, or anything that hands out interleaved frames until null. */
export interface MeasurableSource {
  readonly channels: number;
  readonly sampleRate: number;
  readonly lengthSamples: number | null;
  readonly bitDepth: number | null;
  read(frames: number): Promise<Float64Array | null>;
}

export interface MeasureOptions {
  /** 0..1, where the source's length is known. */
  onProgress?: (done: number) => void;
  signal?: AbortSignal;
  home?: KernelHome;
}

const READ_FRAMES = 16384;

/** Reads the source to its end. Rejects with the signal's reason when cancelled. */
export async function measureAudio(
  source: MeasurableSource,
  options: MeasureOptions = {},
): Promise<Measurement & { history: LoudnessHistory }> {
  const meter = new AudioMeter(source, options.home ?? loadKernels());
  let frames = 0;
  for (;;) {
    options.signal?.throwIfAborted();
    const samples = await source.read(READ_FRAMES);
    if (!samples) break;
    const count = Math.floor(samples.length / source.channels);
    meter.push(samples, count);
    frames += count;
    if (source.lengthSamples) options.onProgress?.(Math.min(1, frames / source.lengthSamples));
  }
  const history = meter.history();
  return { ...meter.finish(), history };
}
