/** What of a finished master changes over its time, in steps of 100 ms, and its tone: for pictures. */

import { loadKernels } from '../../kernels/index.ts';
import { type KernelHome, ThirdOctaveMeter, TruePeakMeter } from '../../measure/index.ts';
import { openAudio } from '../../media/index.ts';
import { THIRD_OCTAVES_HZ } from '../../protocol/index.ts';
import { deliveryWords, ThresholdError } from '../../words/index.ts';

export interface SongCurves {
  stepSeconds: number;
  /** Highest true peak of each step, dBTP; −Infinity for silence. */
  peakDbtp: Float32Array;
  /** Left against right in each step, −1..1; 0 for silence. */
  correlation: Float32Array;
  /** dBFS in third octaves; null where there is nothing. */
  bandsDb: (number | null)[];
}

const STEP_SECONDS = 0.1;

export async function songCurves(
  path: string,
  { home = loadKernels(), signal }: { home?: KernelHome; signal?: AbortSignal | undefined } = {},
): Promise<SongCurves> {
  const { kernels, allocator } = home;
  const source = await openAudio(path);
  const { channels, sampleRate } = source;
  if (channels > 2) {
    source.close();
    throw new ThresholdError(deliveryWords.tooManyChannels(path, channels));
  }
  const step = Math.round(STEP_SECONDS * sampleRate);
  const buffer = allocator.allocate(step * 16);
  const view = new Float64Array(kernels.memory.buffer, buffer, step * 2);
  const meter = new TruePeakMeter(kernels, allocator, 2, 'live');
  const bands = new ThirdOctaveMeter(sampleRate, THIRD_OCTAVES_HZ, home);
  const peaks: number[] = [];
  const correlations: number[] = [];
  try {
    for (;;) {
      if (signal?.aborted) throw new ThresholdError(deliveryWords.cancelled);
      const samples = await source.read(step);
      if (!samples) break;
      const frames = Math.floor(samples.length / channels);
      for (let i = 0; i < frames; i++) {
        view[2 * i] = samples[channels * i]!;
        view[2 * i + 1] = samples[channels * i + channels - 1]!;
      }
      bands.push(view, frames);
      correlations.push(correlationOf(view, frames));
      meter.process(buffer, frames);
      peaks.push(20 * Math.log10(meter.takePeak())); // measured, not a sample
    }
    return {
      stepSeconds: STEP_SECONDS,
      peakDbtp: Float32Array.from(peaks),
      correlation: Float32Array.from(correlations),
      bandsDb: bands.finish(),
    };
  } finally {
    meter.dispose();
    allocator.free(buffer);
    source.close();
  }
}

function correlationOf(stereo: Float64Array, frames: number): number {
  let ll = 0;
  let rr = 0;
  let lr = 0;
  for (let i = 0; i < frames; i++) {
    const left = stereo[2 * i]!;
    const right = stereo[2 * i + 1]!;
    ll += left * left;
    rr += right * right;
    lr += left * right;
  }
  return ll > 0 && rr > 0 ? lr / Math.sqrt(ll * rr) : 0;
}
