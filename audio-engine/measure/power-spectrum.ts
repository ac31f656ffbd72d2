/**
 * The average spectrum of a piece from stretches spread over it: taken at the same places of two pieces, it tells what
 * one has lost against the other. For eyes and figures, never for samples.
 */
import type { Pointer } from '../kernels/index.ts';
import { THIRD_OCTAVES_HZ } from '../protocol/index.ts';
import type { KernelHome } from './measurement.ts';

const SIZE = 8192;
const BINS = SIZE / 2 + 1;
/** Stretches at most: 400 of 0.17 s are half of a song. */
const MOST = 400;
/** Below this there is nothing: −140 dB. */
const FLOOR = 1e-14;
/** Under a Hann window a sine of amplitude 1 has |X| = size/4, and its power is spread over 1.5 bins. */
const UNIT = 16 / (SIZE * SIZE * 1.5);

export class PowerSpectrum {
  readonly #home: KernelHome;
  readonly #blocks: [Pointer, Pointer, Pointer, Pointer];
  readonly #sides: [Float64Array, Float64Array] = [new Float64Array(SIZE), new Float64Array(SIZE)];
  readonly #channels: number;
  readonly #stride: number;
  readonly #binHz: number;
  readonly #sum = new Float64Array(BINS);
  #at = 0;
  #taken = 0;

  /** `lengthSamples` says how far apart the stretches are: pieces of one length are looked at in the same places. */
  constructor(home: KernelHome, channels: number, sampleRate: number, lengthSamples: number) {
    const { allocator, kernels } = home;
    this.#home = home;
    this.#channels = channels;
    this.#binHz = sampleRate / SIZE;
    this.#stride = Math.max(SIZE, Math.floor(lengthSamples / MOST));
    this.#blocks = [
      allocator.allocate(kernels.call.fft_bytes!(SIZE)),
      allocator.allocate(SIZE * 8),
      allocator.allocate(SIZE * 8),
      allocator.allocate(BINS * 8),
    ];
    kernels.call.fft_init!(this.#blocks[0], SIZE);
    const window = this.#view(this.#blocks[1], SIZE);
    for (let n = 0; n < SIZE; n++) window[n] = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / SIZE); // measured, not heard
  }

  /** Interleaved frames. */
  push(samples: Float64Array, frames: number): void {
    for (let i = 0; i < frames; i++) {
      const place = this.#at % this.#stride;
      this.#at++;
      if (place >= SIZE) continue;
      for (let side = 0; side < this.#channels; side++)
        this.#sides[side]![place] = samples[i * this.#channels + side]!;
      if (place === SIZE - 1) this.#take();
    }
  }

  #take(): void {
    const { call } = this.#home.kernels;
    const [fft, window, input, output] = this.#blocks;
    for (let side = 0; side < this.#channels; side++) {
      this.#view(input, SIZE).set(this.#sides[side]!);
      call.fft_power!(fft, input, window, output);
      const power = this.#view(output, BINS);
      for (let k = 0; k < BINS; k++) this.#sum[k]! += power[k]! < Infinity ? power[k]! : 0;
    }
    this.#taken++;
  }

  #view(at: Pointer, values: number): Float64Array {
    return new Float64Array(this.#home.kernels.memory.buffer, at, values);
  }

  /** Mean power by bin; frees the work space, so it is the last call. */
  finish(): Spectrum {
    for (const at of this.#blocks) this.#home.allocator.free(at);
    const scale = UNIT / (Math.max(1, this.#taken) * this.#channels);
    return { binHz: this.#binHz, power: this.#sum.map((value) => value * scale) };
  }
}

export interface Spectrum {
  binHz: number;
  power: Float64Array;
}

/** Power between two frequencies. */
export function powerBetween({ binHz, power }: Spectrum, lowHz: number, highHz: number): number {
  let sum = 0;
  for (let k = Math.ceil(lowHz / binHz); k < power.length && k * binHz < highHz; k++) sum += power[k]!;
  return sum;
}

/** Power by third octave (IEC 61260-1, base ten), at THIRD_OCTAVES_HZ. */
export function thirdOctaves(spectrum: Spectrum): number[] {
  return THIRD_OCTAVES_HZ.map((nominal) => {
    const centre = 1000 * 10 ** (Math.round(10 * Math.log10(nominal / 1000)) / 10); // measured, not heard
    return powerBetween(spectrum, centre * 10 ** -0.05, centre * 10 ** 0.05);
  });
}

/** Change by third octave, dB; null where the first has nothing. */
export function changeDb(before: Spectrum, after: Spectrum): (number | null)[] {
  const then = thirdOctaves(before);
  return thirdOctaves(after).map((now, band) =>
    then[band]! > FLOOR ? 10 * Math.log10(Math.max(now, FLOOR) / then[band]!) : null,
  );
}

/** Half a semitone: finer than an encoder's low-pass is steep. */
const STEP = 2 ** (1 / 24);
/** What is this far down is taken away, not encoded coarsely. */
const GONE_DB = 18;

/** Where the second has next to nothing of what the first has from there up; null where nothing is missing. */
export function edgeHz(before: Spectrum, after: Spectrum): number | null {
  const top = Math.min(21_000, before.binHz * (before.power.length - 1));
  let edge: number | null = null;
  for (let high = top; high / STEP > 4000; high /= STEP) {
    const was = powerBetween(before, high / STEP, high);
    if (was < FLOOR * 10) continue;
    if (10 * Math.log10(Math.max(powerBetween(after, high / STEP, high), FLOOR) / was) > -GONE_DB) break;
    edge = high / STEP;
  }
  return edge;
}
