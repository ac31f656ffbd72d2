/** Brings samples to exactly what the file will hold: dithered integers, or 32-bit floats. */
import type { Pointer } from '../kernels/index.ts';
import type { KernelHome } from '../measure/index.ts';

export type Bits = '16' | '24' | '32f';

const BLOCK_FRAMES = 4096;
/** Any number: equal exports are equal files. Stems add their index, so that their noises do not add up. */
const SEED = 20261122;

export class Quantiser {
  readonly #home: KernelHome;
  readonly #channels: number;
  readonly #bits: Bits;
  readonly #seed: number;
  readonly #buffer: Pointer;
  readonly #view: Float64Array;
  #frame = 0;
  #clipped = 0;

  constructor(home: KernelHome, channels: number, bits: Bits, fileIndex = 0) {
    this.#home = home;
    this.#channels = channels;
    this.#bits = bits;
    this.#seed = SEED + fileIndex;
    this.#buffer = home.allocator.allocate(BLOCK_FRAMES * channels * 8);
    this.#view = new Float64Array(home.kernels.memory.buffer, this.#buffer, BLOCK_FRAMES * channels);
  }

  /** Samples beyond full scale so far; none with floats. */
  get clippedSamples(): number {
    return this.#clipped;
  }

  /**
   * Quantises interleaved frames in place. All but the last call bring a multiple of 64 frames, so that how a
   * stream is cut does not show in the file.
   */
  process(samples: Float64Array, frames: number): void {
    const { call } = this.#home.kernels;
    for (let at = 0; at < frames; at += BLOCK_FRAMES) {
      const count = Math.min(BLOCK_FRAMES, frames - at);
      const piece = samples.subarray(at * this.#channels, (at + count) * this.#channels);
      this.#view.set(piece);
      if (this.#bits === '32f') call.float32_process!(this.#buffer, count * this.#channels);
      else {
        const bits = Number(this.#bits);
        this.#clipped += call.dither_process!(
          this.#buffer,
          count,
          this.#channels,
          bits,
          this.#seed,
          this.#frame,
        );
      }
      piece.set(this.#view.subarray(0, piece.length));
      this.#frame += count;
    }
  }

  dispose(): void {
    this.#home.allocator.free(this.#buffer);
  }
}
