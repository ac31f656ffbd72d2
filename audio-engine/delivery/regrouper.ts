/** Cuts a stream anew into blocks of a fixed size, so that what follows works on quanta whatever came before. */
import { QUANTUM } from '../render/index.ts';

export const BLOCK_FRAMES = 64 * QUANTUM;

export class Regrouper {
  readonly #channels: number;
  readonly #block: Float64Array;
  readonly #take: (block: Float64Array, frames: number) => void | Promise<void>;
  #fill = 0;

  /** `take` may use the block until it settles. */
  constructor(channels: number, take: (block: Float64Array, frames: number) => void | Promise<void>) {
    this.#channels = channels;
    this.#block = new Float64Array(BLOCK_FRAMES * channels);
    this.#take = take;
  }

  async push(samples: Float64Array, frames: number, from = 0): Promise<void> {
    const channels = this.#channels;
    for (let at = from; at < frames; ) {
      const count = Math.min(frames - at, BLOCK_FRAMES - this.#fill);
      this.#block.set(samples.subarray(at * channels, (at + count) * channels), this.#fill * channels);
      this.#fill += count;
      at += count;
      if (this.#fill === BLOCK_FRAMES) await this.flush();
    }
  }

  /** The last, shorter block. */
  async flush(): Promise<void> {
    const frames = this.#fill;
    this.#fill = 0;
    if (frames > 0) await this.#take(this.#block, frames);
  }
}
