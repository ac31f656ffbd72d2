/** What a limiter takes off: its output held against its input turned up by its gain, in pieces of 10 ms. */
import type { ChainCache } from './chain-cache.ts';

const PIECE_SECONDS = 0.01;
/** Reduction that counts as work: less is what a slow release leaves. */
const WORKS_DB = 0.5;
/** Below −60 dBFS there is nothing to hold against each other. */
const QUIET = 1e-6;

export class LimiterWork {
  readonly #cache: ChainCache;
  readonly #gain: number;
  readonly #piece: number;
  readonly #before: Float64Array;
  #frames = 0;
  #filled = 0;
  #in = 0;
  #out = 0;
  #pieces = 0;
  #working = 0;
  #mostDb = 0;

  constructor(cache: ChainCache, gainDb: number) {
    this.#cache = cache;
    this.#gain = 10 ** (gainDb / 20); // a measurement, not a sample
    this.#piece = Math.round(PIECE_SECONDS * cache.sampleRate);
    this.#before = new Float64Array(this.#piece * cache.channels);
  }

  /** The limiter's output, in line with the cached input. */
  push(samples: Float64Array, frames: number): void {
    const { channels } = this.#cache;
    for (let at = 0; at < frames; ) {
      const count = Math.min(frames - at, this.#piece - this.#filled);
      this.#cache.read(this.#frames, count, this.#before);
      for (let i = 0; i < count * channels; i++) {
        const before = this.#before[i]! * this.#gain;
        const after = samples[at * channels + i]!;
        this.#in += before * before;
        this.#out += after * after;
      }
      this.#filled += count;
      this.#frames += count;
      at += count;
      if (this.#filled === this.#piece) this.#take();
    }
  }

  #take(): void {
    const power = this.#in / (this.#piece * this.#cache.channels);
    if (power > QUIET && this.#out > 0) {
      const offDb = 10 * Math.log10(this.#in / this.#out); // a measurement, not a sample
      if (offDb > WORKS_DB) this.#working++;
      this.#mostDb = Math.max(this.#mostDb, offDb);
    }
    if (power > 0) this.#pieces++;
    this.#filled = 0;
    this.#in = 0;
    this.#out = 0;
  }

  finish(): { activePercent: number; mostDb: number } {
    return {
      activePercent: this.#pieces > 0 ? (100 * this.#working) / this.#pieces : 0,
      mostDb: this.#mostDb,
    };
  }
}
