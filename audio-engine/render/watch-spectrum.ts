/**
 * Spectra for the eye: 8192 samples under a Hann window, summed into bands of 1/24 octave, dBFS such that a
 * full-scale sine reads 0. Nothing here is ever heard.
 */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { SPECTRUM_BANDS, SPECTRUM_BANDS_PER_OCTAVE, SPECTRUM_LOWEST_HZ } from '../protocol/index.ts';

export const SPECTRUM_FRAMES = 8192;
const HALF = SPECTRUM_FRAMES / 2;
/** Below this nothing is drawn. */
const FLOOR_DB = -180;
/** Mean of two sides; under the window's scale a full-scale sine has power 1 at its bin, and is spread over 1.5 bins. */
const UNIT = 1 / (2 * 1.5);

/** The transform that all analysers share: only one of them works at a time. */
export class SpectrumBench {
  readonly power: Float64Array;
  readonly #kernels: Kernels;
  readonly #fft: Pointer;
  readonly #window: Pointer;
  readonly #input: Pointer;
  readonly #samples: Float32Array;
  readonly #output: Pointer;

  constructor(kernels: Kernels, allocator: Allocator) {
    const { call } = kernels;
    this.#kernels = kernels;
    this.#fft = allocator.allocate(call.fft_bytes!(SPECTRUM_FRAMES * 2));
    this.#window = allocator.allocate(SPECTRUM_FRAMES * 8);
    this.#input = allocator.allocate(SPECTRUM_FRAMES * 8);
    this.#output = allocator.allocate((HALF + 1) * 8);
    call.fft_init!(this.#fft, SPECTRUM_FRAMES * 2);
    call.window_hann!(this.#window, SPECTRUM_FRAMES);
    this.#samples = new Float32Array(kernels.memory.buffer, this.#input, SPECTRUM_FRAMES * 2);
    this.power = new Float64Array(kernels.memory.buffer, this.#output, HALF + 1);
  }

  /** Fills `power` from the newest SPECTRUM_FRAMES frames of an interleaved stereo ring of `size` frames that ends before `end`. */
  transform(ring: Float32Array, size: number, end: number): void {
    const first = (end - SPECTRUM_FRAMES) & (size - 1);
    const whole = Math.min(SPECTRUM_FRAMES, size - first);
    this.#samples.set(ring.subarray(first * 2, (first + whole) * 2));
    if (whole < SPECTRUM_FRAMES)
      this.#samples.set(ring.subarray(0, (SPECTRUM_FRAMES - whole) * 2), whole * 2);
    const { call } = this.#kernels;
    call.spectrum_stereo!(this.#fft, this.#window, this.#input, SPECTRUM_FRAMES, this.#output);
  }
}

export class SpectrumAnalyser {
  readonly values = new Float32Array(SPECTRUM_BANDS).fill(FLOOR_DB);
  readonly #bench: SpectrumBench;
  readonly #edges: Float64Array;

  constructor(bench: SpectrumBench, sampleRate: number) {
    this.#bench = bench;
    const bin = sampleRate / SPECTRUM_FRAMES;
    const edge = (_: unknown, band: number): number => {
      const octaves = (band - 0.5) / SPECTRUM_BANDS_PER_OCTAVE;
      return (SPECTRUM_LOWEST_HZ * 2 ** octaves) / bin; // a place on the screen, not a sample
    };
    this.#edges = Float64Array.from({ length: SPECTRUM_BANDS + 1 }, edge);
  }

  /** The newest SPECTRUM_FRAMES frames of an interleaved stereo ring of `size` frames that ends before `end`. */
  analyse(ring: Float32Array, size: number, end: number): Float32Array {
    this.#bench.transform(ring, size, end);
    for (let band = 0; band < SPECTRUM_BANDS; band++)
      this.values[band] = toDb(this.#between(this.#edges[band]!, this.#edges[band + 1]!) * UNIT);
    return this.values;
  }

  /** Power between two places on the bin axis; a bin reaches half a bin to each side and is shared by its part. */
  #between(low: number, high: number): number {
    const { power } = this.#bench;
    const first = Math.floor(low + 0.5);
    const last = Math.min(HALF, Math.floor(high + 0.5));
    let sum = 0;
    for (let k = first; k <= last; k++) {
      const part = Math.min(high, k + 0.5) - Math.max(low, k - 0.5);
      if (part > 0) sum += power[k]! * part;
    }
    return sum;
  }
}

function toDb(power: number): number {
  if (!(power > 0)) return FLOOR_DB;
  return Math.max(FLOOR_DB, 10 * Math.log10(power)); // for the eye, not a sample
}
