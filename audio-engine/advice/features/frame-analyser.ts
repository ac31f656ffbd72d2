/** Energies by frame and band, and the long-term spectrum: one windowed transform a frame, half overlapped. */

import { BandSums } from './band-sums.ts';
import { ERB_BANDS, ERB_EDGES_HZ, THIRD_OCTAVE_EDGES_HZ, THIRD_OCTAVES_HZ } from './bands.ts';
import { Growing } from './growing.ts';
import type { Transform } from './transform.ts';
import type { EnergyGrid, LongSpectrum } from './types.ts';

/** Frames below this do not count for what stands out: −60 dB. */
const AUDIBLE = 1e-6;
const STANDS_OUT = 4;
/** Between these a narrow peak is looked for. */
const PEAK_LOW_HZ = 90;
const PEAK_HIGH_HZ = 20000;

export class FrameAnalyser {
  readonly #transform: Transform;
  readonly #sampleRate: number;
  readonly #left: Float64Array;
  readonly #right: Float64Array;
  #filled = 0;
  #total = 0;
  #sounding = false;
  readonly #erbSums: BandSums;
  readonly #thirdSums: BandSums;
  readonly #erb = new Growing(ERB_BANDS * 256);
  readonly #third = new Growing(THIRD_OCTAVES_HZ.length * 256);
  readonly #cross: Growing | null;
  readonly #running: Float64Array;
  readonly #runningCross: Float64Array;
  readonly #power: Float64Array;
  readonly #sumLeft: Float64Array;
  readonly #sumRight: Float64Array;
  readonly #sumCross: Float64Array;
  readonly #peaks: Uint32Array;
  readonly #steady: Float64Array;
  #audible = 0;
  #frames = 0;

  constructor(transform: Transform, sampleRate: number, withCross: boolean) {
    const { size, half } = transform;
    this.#transform = transform;
    this.#sampleRate = sampleRate;
    this.#left = new Float64Array(size);
    this.#right = new Float64Array(size);
    const binHz = sampleRate / size;
    this.#erbSums = new BandSums(ERB_EDGES_HZ, binHz, half);
    this.#thirdSums = new BandSums(THIRD_OCTAVE_EDGES_HZ, binHz, half);
    this.#cross = withCross ? new Growing(THIRD_OCTAVES_HZ.length * 256) : null;
    this.#running = new Float64Array(half + 2);
    this.#runningCross = new Float64Array(half + 2);
    this.#power = new Float64Array(half + 1);
    this.#sumLeft = new Float64Array(half + 1);
    this.#sumRight = new Float64Array(half + 1);
    this.#sumCross = new Float64Array(half + 1);
    this.#peaks = new Uint32Array(half + 1);
    this.#steady = new Float64Array(half + 1);
  }

  /** Interleaved stereo; finite numbers only. `silent`: all of them zero. */
  push(samples: Float64Array, frames: number, silent: boolean): void {
    const { size } = this.#transform;
    const hop = size / 2;
    if (!silent) this.#sounding = true;
    for (let at = 0; at < frames; ) {
      const count = Math.min(frames - at, size - this.#filled);
      const left = this.#left;
      const right = this.#right;
      let to = this.#filled;
      for (let i = at * 2, end = (at + count) * 2; i < end; i += 2, to++) {
        left[to] = samples[i]!;
        right[to] = samples[i + 1]!;
      }
      this.#filled = to;
      at += count;
      this.#total += count;
      if (to === size) {
        this.#take();
        left.copyWithin(0, hop);
        right.copyWithin(0, hop);
        this.#filled = size - hop;
        this.#sounding = this.#filled > 0 && this.#heard();
      }
    }
  }

  #heard(): boolean {
    for (let i = 0; i < this.#filled; i++) if (this.#left[i] !== 0 || this.#right[i] !== 0) return true;
    return false;
  }

  #take(): void {
    this.#frames++;
    const erbAt = this.#erb.extend(ERB_BANDS);
    const thirdAt = this.#third.extend(THIRD_OCTAVES_HZ.length);
    const crossAt = this.#cross?.extend(THIRD_OCTAVES_HZ.length) ?? 0;
    if (!this.#sounding) return;
    const { half, unit } = this.#transform;
    const same = this.#spectra();
    const running = this.#running;
    const cross = this.#runningCross;
    // A sine of one amplitude in both channels is 1: the mean of the two.
    this.#erbSums.write(running, this.#erb.data, erbAt, unit / 2);
    this.#thirdSums.write(running, this.#third.data, thirdAt, unit / 2);
    if (this.#cross)
      this.#thirdSums.write(same ? running : cross, this.#cross.data, crossAt, same ? unit / 2 : unit);
    if ((running[half + 1]! * unit) / 2 > AUDIBLE) {
      this.#audible++;
      this.#findPeaks();
    }
  }

  /** Powers of both channels into the sums; true where left and right are the same. */
  #spectra(): boolean {
    const { size, half, window } = this.#transform;
    const left = this.#left;
    const right = this.#right;
    let same = true;
    let input = this.#transform.input;
    for (let i = 0; i < size; i++) {
      const l = left[i]!;
      input[i] = l * window[i]!;
      if (l !== right[i]) same = false;
    }
    const a = this.#transform.run(0);
    let b = a;
    if (!same) {
      input = this.#transform.input;
      for (let i = 0; i < size; i++) input[i] = right[i]! * window[i]!;
      b = this.#transform.run(1);
    }
    const running = this.#running;
    const runningCross = this.#runningCross;
    let sum = 0;
    let sumCross = 0;
    for (let k = 0; k <= half; k++) {
      const ar = a[2 * k]!;
      const ai = a[2 * k + 1]!;
      const br = b[2 * k]!;
      const bi = b[2 * k + 1]!;
      const ll = ar * ar + ai * ai;
      const rr = br * br + bi * bi;
      const lr = ar * br + ai * bi;
      this.#sumLeft[k]! += ll;
      this.#sumRight[k]! += rr;
      this.#sumCross[k]! += lr;
      this.#power[k] = ll + rr;
      sum += ll + rr;
      sumCross += lr;
      running[k + 1] = sum;
      runningCross[k + 1] = sumCross;
    }
    return same;
  }

  #findPeaks(): void {
    const power = this.#power;
    const running = this.#running;
    const peaks = this.#peaks;
    const binHz = this.#sampleRate / this.#transform.size;
    const first = Math.round(PEAK_LOW_HZ / binHz);
    const last = Math.min(this.#transform.half - 2, Math.round(PEAK_HIGH_HZ / binHz));
    const steady = this.#steady;
    for (let k = first; k <= last; k++) steady[k]! += Math.sqrt(Math.sqrt(power[k]!));
    for (let k = first; k < last; k++) {
      const here = power[k]!;
      if (here < power[k - 1]! || here < power[k + 1]!) continue;
      const reach = Math.max(7, Math.round(k * 0.12));
      const low = Math.max(1, k - reach);
      const high = Math.min(this.#transform.half, k + reach);
      const around = running[high + 1]! - running[low]! - (running[k + 3]! - running[k - 2]!);
      if (here * (high - low - 4) > STANDS_OUT * around) {
        peaks[k - 1]!++;
        peaks[k]!++;
        peaks[k + 1]!++;
        k++;
      }
    }
  }

  finish(): { erb: EnergyGrid; thirdOctaves: EnergyGrid; cross: EnergyGrid | null; spectrum: LongSpectrum } {
    const { size, unit } = this.#transform;
    // What is left at the end counts too, with silence behind it.
    if (this.#filled > (this.#frames === 0 ? 0 : size / 2)) {
      this.#left.fill(0, this.#filled);
      this.#right.fill(0, this.#filled);
      this.#take();
    }
    const scale = unit / Math.max(1, this.#frames);
    const scaled = (sum: Float64Array): Float64Array => sum.map((value) => value * scale);
    const grid = (bands: number, rows: Growing): EnergyGrid => ({
      bands,
      frames: this.#frames,
      data: rows.finish(),
    });
    return {
      erb: grid(ERB_BANDS, this.#erb),
      thirdOctaves: grid(THIRD_OCTAVES_HZ.length, this.#third),
      cross: this.#cross && grid(THIRD_OCTAVES_HZ.length, this.#cross),
      spectrum: {
        binHz: this.#sampleRate / size,
        left: scaled(this.#sumLeft),
        right: scaled(this.#sumRight),
        cross: scaled(this.#sumCross),
        steady: this.#steady.map((sum) => (sum / Math.max(1, this.#audible)) ** 4 * unit),
        standsOut: Float32Array.from(this.#peaks, (n) => Math.min(1, n / Math.max(1, this.#audible))),
      },
    };
  }
}
