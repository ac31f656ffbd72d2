// A curve in third octaves (IEC 61260-1, base ten, from 25 Hz to 16 kHz): its smoothing over neighbours, and its gain at any
// frequency, by a cubic through four of its points (Catmull-Rom) over the logarithm of frequency; level beyond its ends.
// The same arithmetic for drawing: effects/equaliser/match.ts.
import { clamp, dbToGain } from './math';

export const MATCH_BANDS: i32 = 29;
/** Place of 1 kHz among the bands. */
const AT_1_KHZ: f64 = 16;
/** Bands on each side that smoothing looks at. */
const REACH: i32 = 6;
/** Standard deviation of the smoothing at 100 %, in bands. */
const WIDEST: f64 = 2;

/** `gains` (dB) times `strength`, smoothed by 0..1, to `into`. */
export function smoothMatch(gains: usize, strength: f64, smoothing: f64, into: usize): void {
  const deviation = WIDEST * clamp(smoothing, 0, 1);
  for (let i = 0; i < MATCH_BANDS; i++) {
    let sum: f64 = 0, weight: f64 = 0;
    for (let k = -REACH; k <= REACH; k++) {
      const near = min(MATCH_BANDS - 1, max(0, i + k));
      const z: f64 = deviation > 0 ? <f64>k / deviation : 0;
      const share: f64 = deviation > 0 ? Math.exp(-0.5 * z * z) : k == 0 ? 1 : 0;
      sum += share * clamp(load<f64>(gains + (<usize>near << 3)), -24, 24);
      weight += share;
    }
    store<f64>(into + (<usize>i << 3), (clamp(strength, 0, 1) * sum) / weight);
  }
}

// @ts-ignore: decorator
@inline
function bandAt(decibels: usize, index: i32): f64 {
  return load<f64>(decibels + (<usize>min(MATCH_BANDS - 1, max(0, index)) << 3));
}

/** Amplitude at a frequency. */
export function matchGain(decibels: usize, hz: f64): f64 {
  const place = hz > 1 ? clamp(10 * Math.log10(hz / 1000) + AT_1_KHZ, 0, <f64>(MATCH_BANDS - 1)) : 0;
  const index = min(MATCH_BANDS - 2, <i32>place);
  const t = place - <f64>index;
  const a = bandAt(decibels, index - 1), b = bandAt(decibels, index), c = bandAt(decibels, index + 1), d = bandAt(decibels, index + 2);
  const db = b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  return dbToGain(db);
}
