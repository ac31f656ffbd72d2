/** Hann-windowed spectra of two channels, in kernel memory that all analysers of a check share. */
import type { Pointer } from '../../kernels/index.ts';
import type { KernelHome } from '../../measure/index.ts';

/** Frames one spectrum looks at: 171 ms at 48 kHz, 186 ms at 44.1 kHz, and as long at the rates above. */
export function transformSize(sampleRate: number): number {
  return sampleRate > 120_000 ? 32768 : sampleRate > 60_000 ? 16384 : 8192;
}

export class Transform {
  readonly size: number;
  readonly half: number;
  readonly window: Float64Array;
  /** Turns squared magnitudes into powers where a sine of amplitude 1 has 1 in all. */
  readonly unit: number;
  readonly #home: KernelHome;
  readonly #block: Pointer;
  readonly #input: Pointer;
  readonly #outputs: readonly [Pointer, Pointer];

  constructor(sampleRate: number, home: KernelHome) {
    const { kernels, allocator } = home;
    this.#home = home;
    this.size = transformSize(sampleRate);
    this.half = this.size / 2;
    this.unit = 16 / (this.size * this.size * 1.5);
    this.window = Float64Array.from(
      { length: this.size },
      (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / this.size),
    );
    this.#block = allocator.allocate(kernels.call.fft_bytes!(this.size));
    this.#input = allocator.allocate(this.size * 8);
    this.#outputs = [allocator.allocate((this.half + 1) * 16), allocator.allocate((this.half + 1) * 16)];
    kernels.call.fft_init!(this.#block, this.size);
  }

  /** Where to put `size` windowed samples. Made anew for each use, for the memory may have grown. */
  get input(): Float64Array {
    return new Float64Array(this.#home.kernels.memory.buffer, this.#input, this.size);
  }

  /** Pairs (real, imaginary) of bins 0..half of what stands in `input`; valid until the same slot is used again. */
  run(slot: 0 | 1): Float64Array {
    const output = this.#outputs[slot];
    this.#home.kernels.call.fft_forward!(this.#block, this.#input, output);
    return new Float64Array(this.#home.kernels.memory.buffer, output, (this.half + 1) * 2);
  }

  dispose(): void {
    for (const at of [this.#block, this.#input, ...this.#outputs]) this.#home.allocator.free(at);
  }
}
