/**
 * The console law of the fader: where on its travel (0 at the bottom, 1 at the top) each gain lies. Linear in
 * dB between the points; below -60 dB the gain runs off to silence at the stop.
 */
import { SILENCE_DB } from '../../audio-engine/session/index.ts';

const POINTS: readonly (readonly [db: number, position: number])[] = [
  [-60, 0.05],
  [-40, 0.135],
  [-30, 0.22],
  [-20, 0.34],
  [-10, 0.52],
  [-5, 0.635],
  [0, 0.75],
  [6, 0.875],
  [12, 1],
];
const LOWEST_DB = -60;
const LOWEST_POSITION = 0.05;

export const FADER_TOP_DB = 12;
/** Marks beside the fader, in dB; a narrow strip leaves out the first and the 5. */
export const FADER_MARKS = [12, 6, 0, -5, -10, -20, -30, -40, -60] as const;

/** Travel 0..1 of a gain; at or below `SILENCE_DB` the stop. */
export function faderPosition(db: number): number {
  if (!(db > SILENCE_DB)) return 0;
  if (db < LOWEST_DB) return LOWEST_POSITION * 10 ** ((db - LOWEST_DB) / 20);
  for (let i = 1; i < POINTS.length; i++) {
    const [db1, position1] = POINTS[i] as readonly [number, number];
    if (db <= db1) {
      const [db0, position0] = POINTS[i - 1] as readonly [number, number];
      return position0 + ((db - db0) / (db1 - db0)) * (position1 - position0);
    }
  }
  return 1;
}

/** Gain in dB at a travel 0..1, the inverse of `faderPosition`. */
export function faderDb(position: number): number {
  if (!(position > 0)) return SILENCE_DB;
  if (position < LOWEST_POSITION) {
    return Math.max(SILENCE_DB, LOWEST_DB + 20 * Math.log10(position / LOWEST_POSITION));
  }
  for (let i = 1; i < POINTS.length; i++) {
    const [db1, position1] = POINTS[i] as readonly [number, number];
    if (position <= position1) {
      const [db0, position0] = POINTS[i - 1] as readonly [number, number];
      return db0 + ((position - position0) / (position1 - position0)) * (db1 - db0);
    }
  }
  return FADER_TOP_DB;
}
