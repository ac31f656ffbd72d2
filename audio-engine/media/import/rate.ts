/** Brings a stream to another sample rate as it flows by. */
import { mediaWords, ThresholdError } from '../../words/index.ts';

export interface RateConverter {
  /** Interleaved frames in, interleaved frames out; the result is valid until the next call. */
  process(samples: Float64Array, frames: number): Float64Array;
  flush(): Float64Array;
  close(): void;
}

export function createRateConverter(
  path: string,
  from: number,
  to: number,
  _channels: number,
): RateConverter {
  throw new ThresholdError(mediaWords.cannotConvert(path, from, to));
}
