/** Brings samples to exactly what the file will hold: dithered integers, or 32-bit floats. */
import type { Pointer } from '../kernels/index.ts';
import type { KernelHome } from '../measure/index.ts';
import type { Dither } from '../protocol/index.ts';

export type Bits = '16' | '24' | '32f';

const BLOCK_FRAMES = 4096;
/** Any number: equal exports are equal files. Stems add their index, so that their noises do not add up. */
const SEED = 20261122;

/** Rates that a noise shape is made for, by its number in the kernel. */
const SHAPES: Readonly<Record<number, number>> = { 44100: 0, 48000: 1 };

/** Whether noise shaping means anything there: to 16 bits, at the rates its filters are made for. */
export function canShape(bits: Bits, sampleRate: number): boolean {
  return bits === '16' && sampleRate in SHAPES;
}

export interface QuantiserOptions {
  /** Tells the noises of several files apart. */
  fileIndex?: number;
  /** `shaped` needs `sampleRate`; where `canShape` says no it is plain. */
  dither?: Dither;
  sampleRate?: number;
}

export class Quantiser {
  readonly #home: KernelHome;
  readonly #channels: number;
  readonly #bits: Bits;
  readonly #seed: number;
  readonly #buffer: Pointer;
  readonly #view: Float64Array;
  readonly #shape: { state: Pointer; family: number } | null;
  #frame = 0;
  #clipped = 0;

  constructor(home: KernelHome, channels: number, bits: Bits, options: QuantiserOptions = {}) {
    const { fileIndex = 0, dither = 'tpdf', sampleRate = 0 } = options;
    this.#home = home;
    this.#channels = channels;
    this.#bits = bits;
    this.#seed = SEED + fileIndex;
    this.#buffer = home.allocator.allocate(BLOCK_FRAMES * channels * 8);
    this.#view = new Float64Array(home.kernels.memory.buffer, this.#buffer, BLOCK_FRAMES * channels);
    this.#shape = null;
    if (dither === 'shaped' && canShape(bits, sampleRate)) {
      const bytes = home.kernels.call.dither_shaped_bytes!(channels);
      const state = home.allocator.allocate(bytes);
      new Uint8Array(home.kernels.memory.buffer, state, bytes).fill(0);
      this.#shape = { state, family: SHAPES[sampleRate]! };
    }
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
      else this.#clipped += this.#dither(count, Number(this.#bits));
      piece.set(this.#view.subarray(0, piece.length));
      this.#frame += count;
    }
  }

  #dither(count: number, bits: number): number {
    const { call } = this.#home.kernels;
    const facts = [this.#buffer, count, this.#channels, bits, this.#seed, this.#frame] as const;
    return this.#shape
      ? call.dither_shaped_process!(...facts, this.#shape.state, this.#shape.family)
      : call.dither_process!(...facts);
  }

  dispose(): void {
    this.#home.allocator.free(this.#buffer);
    if (this.#shape) this.#home.allocator.free(this.#shape.state);
  }
}
