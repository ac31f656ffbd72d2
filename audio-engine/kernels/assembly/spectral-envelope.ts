// The envelope of a spectrum: what a throat or a body makes of the strings behind it. Log power in bands, smoothed by a
// cosine series that is too short to follow single harmonics, and raised to the peaks it passes under (the "true
// envelope" of A. Roebel, X. Rodet, DAFx-05). The series is the transform of the bands and their mirror image.
import { POINT, stereoFftAll, stereoFftBytes, stereoFftInit, stereoFftMerge, stereoFftSplit } from './stereo-fft';

export const BANDS: i32 = 256;
const ROUNDS: i32 = 4;
/** The series ends at this time: harmonics closer than 1 / it are smoothed over. */
const QUEFRENCY_SECONDS: f64 = 0.0022;

// Log power of the bands, the envelope, then the transform's table and areas.
const POWERS: usize = 0;
const ENVELOPE: usize = <usize>BANDS * 8;
const WORK: usize = 2 * ENVELOPE;
const AREA: usize = <usize>BANDS * POINT;
const TABLE: usize = WORK + 3 * AREA;

export function envelopeBytes(): usize {
  return TABLE + stereoFftBytes(BANDS);
}

export function envelopeInit(block: usize): void {
  stereoFftInit(block + TABLE, BANDS);
}

/** Envelope (natural logarithm of power, per band) of `bins` powers at `powers`. */
export function spectralEnvelope(block: usize, powers: usize, bins: i32, sampleRate: f64): void {
  const width = bins / BANDS;
  for (let band = 0; band < BANDS; band++) {
    let most: f64 = 0;
    for (let i = 0; i < width; i++) most = max(most, load<f64>(powers + (<usize>(band * width + i) << 3)));
    const level = Math.log(most + 1e-24);
    store<f64>(block + POWERS + (<usize>band << 3), level);
    store<f64>(block + ENVELOPE + (<usize>band << 3), level);
  }
  const orders = min(<i32>(QUEFRENCY_SECONDS * sampleRate), BANDS - 1);
  for (let round = 0; round < ROUNDS; round++) smooth(block, orders);
}

/** One round: the higher of bands and envelope, as a cosine series of so many orders. */
function smooth(block: usize, orders: i32): void {
  const work = block + WORK;
  const other = work + AREA;
  const series = other + AREA;
  for (let band = 0; band < BANDS; band++) {
    const at = <usize>band << 3;
    const level = f64x2.splat(max(load<f64>(block + POWERS + at), load<f64>(block + ENVELOPE + at)));
    v128.store(work + (<usize>band << 4), level);
    v128.store(work + (<usize>(2 * BANDS - 1 - band) << 4), level);
  }
  const half = (BANDS >> 1) + 1;
  stereoFftSplit(block + TABLE, stereoFftAll(block + TABLE, work, other), series, 0, half);
  // The first bin's imaginary part is the Nyquist bin, far beyond the series.
  v128.store(series, f64x2.splat(0), 16);
  for (let order = 1; order < BANDS; order++) {
    // Whole for two thirds, then gently out: a taper over all of it would smear the narrow first formant.
    const late = max(0, (3 * <f64>order) / <f64>(orders + 1) - 2);
    const taper: f64 = late == 0 ? 1 : late >= 1 ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * late);
    const at = series + <usize>order * POINT;
    v128.store(at, f64x2.mul(f64x2.splat(taper), v128.load(at)));
    v128.store(at, f64x2.mul(f64x2.splat(taper), v128.load(at, 16)), 16);
  }
  stereoFftMerge(block + TABLE, series, work, 0, half);
  const z = stereoFftAll(block + TABLE, work, other);
  // Frames come in pairs with their parts exchanged, times the number of points.
  for (let band = 0; band < BANDS; band++) {
    store<f64>(block + ENVELOPE + (<usize>band << 3), load<f64>(z + (<usize>(band ^ 1) << 4)) / <f64>BANDS);
  }
}

/** The envelope at a place in bands, between their middles. */
export function envelopeAt(block: usize, place: f64): f64 {
  const at = max(0, min(place - 0.5, <f64>(BANDS - 1)));
  const whole = min(<i32>at, BANDS - 2);
  const from = load<f64>(block + ENVELOPE + (<usize>whole << 3));
  const to = load<f64>(block + ENVELOPE + (<usize>(whole + 1) << 3));
  return from + (to - from) * (at - <f64>whole);
}
