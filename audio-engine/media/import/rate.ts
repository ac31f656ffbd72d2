/** Brings a stream to another sample rate as it flows by. */
import { type Allocator, type Kernels, loadKernels, Resampler } from '../../kernels/index.ts';
import { mediaWords, ThresholdError } from '../../words/index.ts';

export interface RateConverter {
  /** Interleaved frames in, interleaved frames out; the result is valid until the next call. */
  process(samples: Float64Array, frames: number): Float64Array;
  /** The rest: all together is round(n * to / from) frames. */
  flush(): Float64Array;
  close(): void;
}

/** Rates that no recording has: their filters would fill the memory. */
const LOWEST_RATE = 1000;
const HIGHEST_RATE = 1_536_000;

let home: { kernels: Kernels; allocator: Allocator } | undefined;

export function createRateConverter(path: string, from: number, to: number, channels: number): RateConverter {
  const refused = (): ThresholdError => new ThresholdError(mediaWords.cannotConvert(path, from, to));
  if (from < LOWEST_RATE || from > HIGHEST_RATE) throw refused();
  home ??= loadKernels();
  try {
    const resampler = new Resampler(home.kernels, home.allocator, from, to, channels);
    return {
      process: (samples, frames) => resampler.process(samples, frames),
      flush: () => resampler.flush(),
      close: () => resampler.dispose(),
    };
  } catch {
    // Rates without a common divisor need large tables: many channels of them may not fit.
    throw refused();
  }
}
