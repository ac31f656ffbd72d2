/**
 * A strip's spectrum as it is drawn: 1/24-octave bands averaged to 1/12 or 1/6 octave in power, tilted by
 * 4.5 dB an octave about 1 kHz, so that balanced music lies level.
 */
import {
  SPECTRUM_BANDS,
  SPECTRUM_BANDS_PER_OCTAVE,
  SPECTRUM_LOWEST_HZ,
} from '../../audio-engine/protocol/index.ts';
import { alpha } from '../theme/index.ts';
import { xOfHz } from './frequency-axis.ts';

export const TILT_DB_PER_OCTAVE = 4.5;
const FLOOR_DB = -150;

/** Centre frequency of a band of the telemetry. */
export function bandHz(band: number): number {
  return SPECTRUM_LOWEST_HZ * 2 ** ((band + 0.5) / SPECTRUM_BANDS_PER_OCTAVE);
}

/** A band of equal width in octaves holds 3.01 dB more an octave than the density per hertz that the tilt is named for. */
const BAND_DB_PER_OCTAVE = 3.01;

export function tiltDb(hz: number): number {
  return (TILT_DB_PER_OCTAVE - BAND_DB_PER_OCTAVE) * Math.log2(hz / 1000);
}

const TILTS = Float32Array.from({ length: SPECTRUM_BANDS }, (_, band) => tiltDb(bandHz(band)));

/** Bands per side that a smoothing takes in: 1/12 octave is two bands, 1/6 four. */
export type Smoothing = 'twelfth' | 'sixth';

/**
 * Smoothed and tilted levels in dB, written into `into`. Smoothing is a triangle whose width is the named part
 * of an octave, in power, so that a single tone keeps its level to within the window's weight.
 */
export function shapeSpectrum(bandsDb: Float32Array, smoothing: Smoothing, into: Float32Array): Float32Array {
  const reach = smoothing === 'twelfth' ? 1 : 3;
  for (let band = 0; band < bandsDb.length; band++) {
    let power = 0;
    let weights = 0;
    for (let offset = -reach; offset <= reach; offset++) {
      const value = bandsDb[band + offset];
      if (value === undefined) continue;
      const weight = reach + 1 - Math.abs(offset);
      power += weight * (value > FLOOR_DB ? 10 ** (value / 10) : 0);
      weights += weight;
    }
    const mean = weights > 0 && power > 0 ? 10 * Math.log10(power / weights) : FLOOR_DB;
    into[band] = mean + (TILTS[band] ?? 0);
  }
  return into;
}

const X_CACHE = new Map<number, Float32Array>();

function positions(width: number): Float32Array {
  let xs = X_CACHE.get(width);
  if (!xs) {
    if (X_CACHE.size > 16) X_CACHE.clear();
    xs = Float32Array.from({ length: SPECTRUM_BANDS }, (_, band) => xOfHz(bandHz(band), width));
    X_CACHE.set(width, xs);
  }
  return xs;
}

/** The outline through the bands, as a path from left to right. */
export function traceSpectrum(
  context: CanvasRenderingContext2D,
  levelsDb: Float32Array,
  width: number,
  yOfDb: (db: number) => number,
  change?: Float32Array,
): void {
  const xs = positions(width);
  context.beginPath();
  for (let band = 0; band < levelsDb.length; band++) {
    const db = (levelsDb[band] as number) + (change ? (change[band] as number) : 0);
    const x = xs[band] as number;
    if (band === 0) context.moveTo(0, yOfDb(db));
    context.lineTo(x, yOfDb(db));
    if (band === levelsDb.length - 1) context.lineTo(width, yOfDb(db));
  }
}

/** Fill from 45 % to 5 % downwards under a full-strength edge of 1 px. */
export function paintSpectrum(
  context: CanvasRenderingContext2D,
  levelsDb: Float32Array,
  width: number,
  height: number,
  yOfDb: (db: number) => number,
  color: string,
  change?: Float32Array,
): void {
  const y = (db: number) => Math.min(height, yOfDb(db));
  traceSpectrum(context, levelsDb, width, y, change);
  context.strokeStyle = color;
  context.lineWidth = 1;
  context.stroke();
  context.lineTo(width, height);
  context.lineTo(0, height);
  context.closePath();
  const fill = context.createLinearGradient(0, 0, 0, height);
  fill.addColorStop(0, alpha(color, 0.45));
  fill.addColorStop(1, alpha(color, 0.05));
  context.fillStyle = fill;
  context.fill();
}
