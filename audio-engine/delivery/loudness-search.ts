/**
 * Finds the gain at which a measured loudness meets its target. Loudness grows with gain, by less than a dB a dB
 * once the limiter works: secant steps, kept inside the bracket as soon as there is one.
 */

/** Gains are found on this grid, so that the number a knob shows is the number that was used. */
const GRID = 100;
const MOST_PASSES = 10;
/** LU a dB: a limiter that gives less has no more loudness to give. */
const SATURATED = 0.08;

export interface GainSearch {
  targetLufs: number;
  startDb: number;
  /** How much louder a dB of gain makes it there; 1 until two passes have told. */
  startSlope?: number;
  minDb: number;
  maxDb: number;
  /** Within this the search ends. */
  toleranceLu: number;
  /** Loudness at a gain; null is silence. */
  measure(gainDb: number): Promise<number | null>;
}

export interface FoundGain {
  gainDb: number;
  lufs: number | null;
}

export async function findGain(search: GainSearch): Promise<FoundGain> {
  const { targetLufs, minDb, maxDb } = search;
  const onGrid = (gainDb: number): number =>
    Math.round(Math.min(maxDb, Math.max(minDb, gainDb)) * GRID) / GRID;
  const errorOf = (point: FoundGain): number => targetLufs - (point.lufs ?? -Infinity);
  const tried: FoundGain[] = [];
  let below: FoundGain | null = null;
  let above: FoundGain | null = null;
  let gainDb = onGrid(search.startDb);
  let best: FoundGain | null = null;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const point: FoundGain = { gainDb, lufs: await search.measure(gainDb) };
    const error = errorOf(point);
    if (!best || Math.abs(error) < Math.abs(errorOf(best))) best = point;
    if (Math.abs(error) <= search.toleranceLu) break;
    tried.push(point);
    if (error > 0) below = point;
    else above = point;
    gainDb = onGrid(nextGain(tried, below, above, search));
    if (tried.some((t) => t.gainDb === gainDb)) break;
  }
  return best!;
}

function nextGain(
  tried: readonly FoundGain[],
  below: FoundGain | null,
  above: FoundGain | null,
  { targetLufs, startSlope = 1 }: GainSearch,
): number {
  const last = tried.at(-1)!;
  if (last.lufs === null) return last.gainDb + 24;
  const before = tried.at(-2);
  let slope = startSlope;
  if (before && before.lufs !== null && before.gainDb !== last.gainDb) {
    slope = (last.lufs - before.lufs) / (last.gainDb - before.gainDb);
  }
  const next = last.gainDb + (targetLufs - last.lufs) / Math.min(1.2, Math.max(0.1, slope));
  // Nearly flat: only the far end can tell whether the target is within reach.
  if (!above && slope < SATURATED) return Infinity;
  if (!below || !above) return Math.min(last.gainDb + 12, Math.max(last.gainDb - 12, next));
  // Inside the bracket, and off its ends, so that every pass narrows it.
  const width = above.gainDb - below.gainDb;
  return Math.min(above.gainDb - 0.05 * width, Math.max(below.gainDb + 0.05 * width, next));
}
