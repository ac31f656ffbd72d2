/**
 * How two tracks of one source lie to each other: polarity and delay, from the coherence of their low bands (the
 * smoothed coherence transform of Carter, Nuttall and Cable 1973). Unrelated parts, also in one key, have none.
 */
import type { LowBand } from '../features/types.ts';
import { transform } from './fft.ts';

const SIZE = 1024;
const HOP = SIZE / 2;
const HALF = SIZE / 2;
const MOST_WINDOWS = 320;
/** Lags are read at a sixteenth of the low band's step: about one sample of the song. */
const FINER = 16;
/** Windows this far below the track's loudest are rests. */
const REST = 1e-3;
const LEAST_WINDOWS = 6;

interface Windows {
  /** By window: energy. */
  energy: Float64Array;
  /** By window: spectrum, SIZE / 2 + 1 complex values. */
  spectra: (Float32Array | null)[];
  loudest: number;
}

const known = new WeakMap<LowBand, Windows>();

function windowsOf(low: LowBand): Windows {
  let windows = known.get(low);
  if (!windows) {
    const count = Math.max(0, Math.floor((low.samples.length - SIZE) / HOP) + 1);
    const energy = new Float64Array(count);
    for (let w = 0; w < count; w++) {
      let sum = 0;
      for (let n = 0; n < SIZE; n++) sum += low.samples[w * HOP + n]! ** 2;
      energy[w] = sum;
    }
    windows = { energy, spectra: new Array(count).fill(null), loudest: Math.max(0, ...energy) };
    known.set(low, windows);
  }
  return windows;
}

const HANN = Float64Array.from({ length: SIZE }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / SIZE));

function spectrumOf({ samples }: LowBand, windows: Windows, w: number): Float32Array {
  let spectrum = windows.spectra[w];
  if (!spectrum) {
    const re = Float64Array.from(HANN, (gain, n) => gain * samples[w * HOP + n]!);
    const im = new Float64Array(SIZE);
    transform(re, im);
    spectrum = new Float32Array(2 * (HALF + 1));
    for (let k = 0; k <= HALF; k++) {
      spectrum[2 * k] = re[k]!;
      spectrum[2 * k + 1] = im[k]!;
    }
    windows.spectra[w] = spectrum;
  }
  return spectrum;
}

export interface Relation {
  /** 0 nothing in common, 1 the same. */
  strength: number;
  /** −1: one of them is upside down. */
  polarity: 1 | -1;
  /** Seconds by which the second is later. */
  lagSeconds: number;
  /** What their sum loses against what it would be in line, dB. */
  lossDb: number;
  /** Power of the second against the first, dB. */
  levelDb: number;
}

/** Null where they hardly ever play together. */
export function relationOf(a: LowBand, b: LowBand, mostLagSeconds: number): Relation | null {
  const first = windowsOf(a);
  const second = windowsOf(b);
  const count = Math.min(first.energy.length, second.energy.length);
  let shared: number[] = [];
  for (let w = 0; w < count; w++)
    if (first.energy[w]! > REST * first.loudest && second.energy[w]! > REST * second.loudest) shared.push(w);
  if (shared.length < LEAST_WINDOWS) return null;
  const every = Math.ceil(shared.length / MOST_WINDOWS);
  shared = shared.filter((_, i) => i % every === 0);

  const sxx = new Float64Array(HALF + 1);
  const syy = new Float64Array(HALF + 1);
  const re = new Float64Array(HALF + 1);
  const im = new Float64Array(HALF + 1);
  for (const w of shared) {
    const x = spectrumOf(a, first, w);
    const y = spectrumOf(b, second, w);
    for (let k = 1; k <= HALF; k++) {
      const [xr, xi, yr, yi] = [x[2 * k]!, x[2 * k + 1]!, y[2 * k]!, y[2 * k + 1]!];
      sxx[k]! += xr * xr + xi * xi;
      syy[k]! += yr * yr + yi * yi;
      re[k]! += xr * yr + xi * yi;
      im[k]! += xr * yi - xi * yr;
    }
  }
  const floorX = 1e-4 * Math.max(...sxx);
  const floorY = 1e-4 * Math.max(...syy);
  const size = SIZE * FINER;
  const wide = new Float64Array(size);
  const wideIm = new Float64Array(size);
  let bins = 0;
  const sums = { xx: 0, yy: 0, cross: 0, most: 0 };
  for (let k = 1; k < HALF; k++) {
    sums.xx += sxx[k]!;
    sums.yy += syy[k]!;
    sums.cross += re[k]!;
    sums.most += Math.hypot(re[k]!, im[k]!);
    if (sxx[k]! < floorX || syy[k]! < floorY) continue;
    bins++;
    const scale = 1 / Math.sqrt(sxx[k]! * syy[k]!);
    wide[k] = re[k]! * scale;
    wideIm[k] = im[k]! * scale;
  }
  if (bins < 8) return null;
  transform(wide, wideIm, true);
  const most = Math.min(size / 2 - 1, Math.round(mostLagSeconds * a.sampleRate * FINER));
  let best = 0;
  let lag = 0;
  for (let shift = -most; shift <= most; shift++) {
    const value = wide[(shift + size) % size]!;
    if (Math.abs(value) > Math.abs(best)) {
      best = value;
      lag = shift;
    }
  }
  return {
    strength: Math.min(1, Math.abs(best) / bins),
    polarity: best < 0 ? -1 : 1,
    // X*·Y of a second that is τ later turns by −ωτ: the peak stands at τ.
    lagSeconds: lag / (a.sampleRate * FINER),
    lossDb:
      10 *
      Math.log10(
        (sums.xx + sums.yy + 2 * sums.most) / Math.max(1e-9 * sums.xx, sums.xx + sums.yy + 2 * sums.cross),
      ),
    levelDb: 10 * Math.log10(sums.yy / sums.xx),
  };
}
