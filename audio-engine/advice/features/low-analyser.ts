/** Both channels' sum at a sixteenth of the rate: fine enough for hum and its harmonics, small enough to keep. */
import { Growing } from './growing.ts';
import type { LowBand } from './types.ts';

const MOST_SECONDS = 600;

/** About 3 kHz, whatever the rate. */
export function lowFactor(sampleRate: number): number {
  return Math.max(1, Math.round(sampleRate / 3000));
}

export class LowAnalyser {
  readonly #factor: number;
  readonly #sampleRate: number;
  readonly #taps: Float64Array;
  readonly #line: Float64Array;
  #filled: number;
  /** Frames of silence so far. */
  #quiet = 0;
  readonly #out = new Growing(4096);
  readonly #most: number;

  constructor(sampleRate: number) {
    this.#factor = lowFactor(sampleRate);
    this.#sampleRate = sampleRate / this.#factor;
    this.#most = Math.round(MOST_SECONDS * this.#sampleRate);
    const length = 4 * this.#factor;
    const hann = Float64Array.from(
      { length },
      (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (n + 0.5)) / length),
    );
    const sum = hann.reduce((total, tap) => total + tap, 0);
    this.#taps = hann.map((tap) => tap / sum / 2);
    this.#line = new Float64Array(length);
    // Half the filter's length of silence stands before the first sample, so that nothing is late.
    this.#filled = 2 * this.#factor;
  }

  push(samples: Float64Array, frames: number, silent = false): void {
    if (silent && this.#quiet >= this.#line.length) {
      // Zeros through a filter that holds zeros.
      for (let i = 0; i < frames; i++) {
        if (++this.#filled < this.#line.length) continue;
        if (this.#out.length < this.#most) this.#out.push(0);
        this.#filled = this.#line.length - this.#factor;
      }
      return;
    }
    this.#quiet = silent ? this.#quiet + frames : 0;

    const line = this.#line;
    const taps = this.#taps;
    const { length } = line;
    for (let i = 0; i < frames; i++) {
      line[this.#filled++] = samples[2 * i]! + samples[2 * i + 1]!;
      if (this.#filled < length) continue;
      let sum = 0;
      for (let n = 0; n < length; n++) sum += line[n]! * taps[n]!;
      if (this.#out.length < this.#most) this.#out.push(sum);
      line.copyWithin(0, this.#factor);
      this.#filled = length - this.#factor;
    }
  }

  finish(): LowBand {
    return { sampleRate: this.#sampleRate, samples: this.#out.finish() };
  }
}
