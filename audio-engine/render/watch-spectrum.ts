/**
 * Spectra for the eye: 8192 samples under a Hann window, summed into bands of 1/24 octave, dBFS such that a
 * full-scale sine reads 0. Nothing here is ever heard.
 */
import { SPECTRUM_BANDS, SPECTRUM_BANDS_PER_OCTAVE, SPECTRUM_LOWEST_HZ } from '../protocol/index.ts';

export const SPECTRUM_FRAMES = 8192;
const HALF = SPECTRUM_FRAMES / 2;
/** Below this nothing is drawn. */
const FLOOR_DB = -180;

/** n-th part of a full turn. */
const angle = (n: number): number => (2 * Math.PI * n) / SPECTRUM_FRAMES;
const cosine = (n: number): number => Math.cos(angle(n)); // for the eye, not a sample
const sine = (n: number): number => Math.sin(angle(n)); // for the eye, not a sample

const hann = Float64Array.from({ length: SPECTRUM_FRAMES }, (_, n) => 0.5 - 0.5 * cosine(n));
const cosines = Float64Array.from({ length: HALF }, (_, n) => cosine(n));
const sines = Float64Array.from({ length: HALF }, (_, n) => sine(n));

/** In-place complex radix-2 transform of SPECTRUM_FRAMES points (Cooley and Tukey 1965). */
export function transform(re: Float64Array, im: Float64Array): void {
  const n = SPECTRUM_FRAMES;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    const r = re[i]!;
    re[i] = re[j]!;
    re[j] = r;
    const m = im[i]!;
    im[i] = im[j]!;
    im[j] = m;
  }
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    const stride = n / size;
    for (let start = 0; start < n; start += size) {
      for (let k = 0; k < half; k++) {
        const c = cosines[k * stride]!;
        const s = -sines[k * stride]!;
        const a = start + k;
        const b = a + half;
        const r = re[b]! * c - im[b]! * s;
        const m = re[b]! * s + im[b]! * c;
        re[b] = re[a]! - r;
        im[b] = im[a]! - m;
        re[a] = re[a]! + r;
        im[a] = im[a]! + m;
      }
    }
  }
}

/** Left goes in as the real part and right as the imaginary one: one transform gives both powers. */
export class SpectrumAnalyser {
  readonly values = new Float32Array(SPECTRUM_BANDS).fill(FLOOR_DB);
  readonly #re = new Float64Array(SPECTRUM_FRAMES);
  readonly #im = new Float64Array(SPECTRUM_FRAMES);
  readonly #power = new Float64Array(HALF + 1);
  readonly #edges: Float64Array;

  constructor(sampleRate: number) {
    const bin = sampleRate / SPECTRUM_FRAMES;
    const edge = (_: unknown, band: number): number => {
      const octaves = (band - 0.5) / SPECTRUM_BANDS_PER_OCTAVE;
      return (SPECTRUM_LOWEST_HZ * 2 ** octaves) / bin; // a place on the screen, not a sample
    };
    this.#edges = Float64Array.from({ length: SPECTRUM_BANDS + 1 }, edge);
  }

  /** The newest SPECTRUM_FRAMES frames of an interleaved stereo ring of `size` frames that ends before `end`. */
  analyse(ring: Float32Array, size: number, end: number): Float32Array {
    const re = this.#re;
    const im = this.#im;
    for (let i = 0; i < SPECTRUM_FRAMES; i++) {
      const at = ((end - SPECTRUM_FRAMES + i) & (size - 1)) * 2;
      re[i] = ring[at]! * hann[i]!;
      im[i] = ring[at + 1]! * hann[i]!;
    }
    transform(re, im);
    const power = this.#power;
    // Of z = l + i r: |L|^2 + |R|^2 = (|Z(k)|^2 + |Z(n-k)|^2) / 2. Mean of the two channels; a sine of amplitude
    // 1 has |X| = n/4 at its bin under a Hann window, and its power is spread over 1.5 bins.
    const unit = 16 / (SPECTRUM_FRAMES * SPECTRUM_FRAMES * 1.5);
    for (let k = 0; k <= HALF; k++) {
      const mirror = (SPECTRUM_FRAMES - k) & (SPECTRUM_FRAMES - 1);
      power[k] = ((square(re[k]!) + square(im[k]!) + square(re[mirror]!) + square(im[mirror]!)) / 4) * unit;
    }
    for (let band = 0; band < SPECTRUM_BANDS; band++)
      this.values[band] = toDb(this.#between(this.#edges[band]!, this.#edges[band + 1]!));
    return this.values;
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
}

function square(x: number): number {
  return x * x;
}

function toDb(power: number): number {
  if (!(power > 0)) return FLOOR_DB;
  return Math.max(FLOOR_DB, 10 * Math.log10(power)); // for the eye, not a sample
}
