/** By how many samples one piece is late against another: the largest cross-correlation around a place in both. */

/** Frames that are compared, and the lags that are tried to both sides. */
export const LAG_FRAMES = 8192;
export const MOST_LAG = 4096;

/**
 * `before` holds LAG_FRAMES mono samples, `after` LAG_FRAMES + 2 MOST_LAG around the same place. Null in silence and
 * where nothing of the one is in the other.
 */
export function lagOf(before: Float64Array, after: Float64Array): number | null {
  let energy = 0;
  for (const x of before) energy += x * x;
  if (energy < 1e-9) return null;
  let best = 0;
  let lag = 0;
  let window = 0;
  for (let i = 0; i < LAG_FRAMES; i++) window += after[i]! * after[i]!;
  for (let shift = 0; shift <= 2 * MOST_LAG; shift++) {
    let sum = 0;
    for (let i = 0; i < LAG_FRAMES; i += 2) sum += before[i]! * after[i + shift]!;
    const size = sum / Math.sqrt(Math.max(1e-12, window));
    if (size > best) {
      best = size;
      lag = shift - MOST_LAG;
    }
    window += (after[shift + LAG_FRAMES] ?? 0) ** 2 - after[shift]! ** 2;
  }
  // Half of the frames were summed: a perfect match is half of the root of the energy.
  return best > 0.2 * Math.sqrt(energy) ? lag : null;
}
