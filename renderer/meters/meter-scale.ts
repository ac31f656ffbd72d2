/** The scale of every level meter: dBFS to height 0..1, linear in dB between the points. */
const POINTS: readonly (readonly [db: number, position: number])[] = [
  [-60, 0],
  [-48, 0.09],
  [-36, 0.22],
  [-24, 0.41],
  [-18, 0.535],
  [-12, 0.68],
  [-6, 0.84],
  [0, 1],
];

export const METER_MARKS = [0, -6, -12, -18, -24, -36, -48] as const;
/** Where the colour changes: nothing to do, near the top, too near. */
export const METER_WARN_DB = -6;
export const METER_HOT_DB = -1;

export function meterPosition(db: number): number {
  if (!(db > -60)) return 0;
  for (let i = 1; i < POINTS.length; i++) {
    const [db1, position1] = POINTS[i] as readonly [number, number];
    if (db <= db1) {
      const [db0, position0] = POINTS[i - 1] as readonly [number, number];
      return position0 + ((db - db0) / (db1 - db0)) * (position1 - position0);
    }
  }
  return 1;
}

/** dBFS at a height 0..1, the inverse of `meterPosition`. */
export function meterDb(position: number): number {
  const bounded = Math.min(1, Math.max(0, position));
  for (let i = 1; i < POINTS.length; i++) {
    const [db1, position1] = POINTS[i] as readonly [number, number];
    if (bounded <= position1) {
      const [db0, position0] = POINTS[i - 1] as readonly [number, number];
      return db0 + ((bounded - position0) / (position1 - position0)) * (db1 - db0);
    }
  }
  return 0;
}
