/**
 * Levels in third octaves over a whole stereo piece: what a mix is made of, band by band. Bands are the base-ten ones
 * of IEC 61260-1; a full-scale sine in one channel reads −3.0 dBFS, in both 0. Only for eyes, never for samples.
 */
import { loadKernels, type Pointer } from '../kernels/index.ts';
import type { KernelHome } from './measurement.ts';

const SIZE = 8192;
const HALF = SIZE / 2;
const HOP = SIZE / 2;
/** Below this there is nothing: −140 dBFS. */
const FLOOR_POWER = 1e-14;

/** Under a Hann window a sine of amplitude 1 has |X| = size/4, and its power is spread over 1.5 bins. */
const UNIT = 16 / (SIZE * SIZE * 1.5);

export class ThirdOctaveMeter {
  readonly #home: KernelHome;
  readonly #block: Pointer;
  readonly #window: Pointer;
  readonly #input: Pointer;
  readonly #output: Pointer;
  readonly #left = new Float64Array(SIZE);
  readonly #right = new Float64Array(SIZE);
  readonly #power = new Float64Array(HALF + 1);
  readonly #edges: readonly { low: number; high: number }[];
  #filled = 0;
  #blocks = 0;

  /** `centresHz`: nominal centres, for example protocol's THIRD_OCTAVES_HZ. */
  constructor(sampleRate: number, centresHz: readonly number[], home: KernelHome = loadKernels()) {
    const { kernels, allocator } = home;
    this.#home = home;
    this.#block = allocator.allocate(kernels.call.fft_bytes!(SIZE));
    this.#window = allocator.allocate(SIZE * 8);
    this.#input = allocator.allocate(SIZE * 8);
    this.#output = allocator.allocate((HALF + 1) * 8);
    kernels.call.fft_init!(this.#block, SIZE);
    const hann = Float64Array.from(
      { length: SIZE },
      (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / SIZE),
    ); // measured, not heard
    this.#view(this.#window, SIZE).set(hann);
    const bin = sampleRate / SIZE;
    this.#edges = centresHz.map((nominal) => {
      // The exact centre beside the nominal one: 10^(n/10) times 1 kHz.
      const centre = 1000 * 10 ** (Math.round(10 * Math.log10(nominal / 1000)) / 10); // measured, not heard
      return { low: (centre * 10 ** -0.05) / bin, high: (centre * 10 ** 0.05) / bin };
    });
  }

  /** `frames` interleaved stereo frames. */
  push(samples: Float64Array, frames: number): void {
    for (let i = 0; i < frames; i++) {
      this.#left[this.#filled] = samples[2 * i]!;
      this.#right[this.#filled] = samples[2 * i + 1]!;
      if (++this.#filled === SIZE) this.#take();
    }
  }

  #take(): void {
    this.#blocks++;
    if (same(this.#left, this.#right)) this.#add(this.#left, 2);
    else {
      this.#add(this.#left, 1);
      this.#add(this.#right, 1);
    }
    this.#left.copyWithin(0, HOP);
    this.#right.copyWithin(0, HOP);
    this.#filled = SIZE - HOP;
  }

  /** `times`: 2 where both channels are the same. */
  #add(channel: Float64Array, times: 1 | 2): void {
    let silent = true;
    for (let i = 0; silent && i < SIZE; i++) silent = channel[i] === 0;
    if (silent) return;
    this.#view(this.#input, SIZE).set(channel);
    this.#home.kernels.call.fft_power!(this.#block, this.#input, this.#window, this.#output);
    const power = this.#view(this.#output, HALF + 1);
    for (let k = 0; k <= HALF; k++) {
      const value = power[k]!;
      if (value < Infinity) this.#power[k]! += value * times;
    }
  }

  /** dBFS by band, null below the floor and above half the rate; frees the meter, so it is the last call. */
  finish(): (number | null)[] {
    if (this.#filled > 0) {
      // What is left at the end counts too, with silence behind it.
      this.#left.fill(0, this.#filled);
      this.#right.fill(0, this.#filled);
      this.#take();
    }
    const { allocator } = this.#home;
    for (const at of [this.#block, this.#window, this.#input, this.#output]) allocator.free(at);
    // The mean of the two channels, so that the same sine in both reads as it does in a meter.
    const scale = UNIT / (2 * Math.max(1, this.#blocks));
    return this.#edges.map(({ low, high }) => {
      if (low >= HALF) return null;
      const power = this.#between(low, high) * scale;
      return power > FLOOR_POWER ? 10 * Math.log10(power) : null;
    });
  }

  /** Power between two places on the bin axis; a bin reaches half a bin to each side and is shared by its part. */
  #between(low: number, high: number): number {
    const first = Math.floor(low + 0.5);
    const last = Math.min(HALF, Math.floor(high + 0.5));
    let sum = 0;
    for (let k = first; k <= last; k++) {
      const part = Math.min(high, k + 0.5) - Math.max(low, k - 0.5);
      if (part > 0) sum += this.#power[k]! * part;
    }
    return sum;
  }

  #view(at: Pointer, length: number): Float64Array {
    return new Float64Array(this.#home.kernels.memory.buffer, at, length);
  }
}

function same(left: Float64Array, right: Float64Array): boolean {
  for (let i = 0; i < left.length; i++) if (left[i] !== right[i]) return false;
  return true;
}
