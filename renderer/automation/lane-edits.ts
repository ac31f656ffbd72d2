/** What a hand does to points, as edits: what moves where, what comes, what goes, what bends. */
import type { AutomationPoint } from '../../audio-engine/session/index.ts';

export interface Edit {
  fromSample: number;
  toSample: number;
  points: AutomationPoint[];
  /** Places of the chosen points afterwards, among all points. */
  chosen: number[];
}

type Points = readonly AutomationPoint[];

/** The edit that makes points into `after`, where both differ only within a range of time. */
function editOf(after: Points, chosen: readonly number[], touched: readonly number[]): Edit {
  const fromSample = Math.min(...touched);
  const toSample = Math.max(...touched);
  const points = after.filter(({ sample }) => sample >= fromSample && sample <= toSample);
  return { fromSample, toSample, points: points.map((point) => ({ ...point })), chosen: [...chosen] };
}

/**
 * Moves chosen points by samples, and each to the value that `valueFor` says. Points never pass those that are not
 * chosen; all chosen ones stop where the first of them has to.
 */
export function movePoints(
  points: Points,
  chosen: readonly number[],
  bySamples: number,
  valueFor: (point: AutomationPoint) => number,
): Edit {
  const held = new Set(chosen);
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const i of chosen) {
    const { sample } = points[i]!;
    const before = i > 0 && !held.has(i - 1) ? points[i - 1]! : null;
    const after = i + 1 < points.length && !held.has(i + 1) ? points[i + 1]! : null;
    low = Math.max(low, before ? Math.min(0, before.sample + 1 - sample) : -sample);
    high = Math.min(high, after ? Math.max(0, after.sample - 1 - sample) : Number.POSITIVE_INFINITY);
  }
  const by = Math.round(Math.min(high, Math.max(low, bySamples)));
  const after = points.map((point, i) =>
    held.has(i) ? { ...point, sample: point.sample + by, value: valueFor(point) } : point,
  );
  const touched = chosen.flatMap((i) => [points[i]!.sample, after[i]!.sample]);
  return editOf(after, chosen, touched);
}

/** A new point; one that is on that very sample takes the value instead. */
export function addPoint(points: Points, sample: number, value: number): Edit {
  const at = points.findIndex((point) => point.sample === sample);
  if (at >= 0) return movePoints(points, [at], 0, () => value);
  const before = points.filter((point) => point.sample < sample).length;
  const point = { sample, value, bend: 0 };
  return { fromSample: sample, toSample: sample, points: [point], chosen: [before] };
}

export function removePoints(points: Points, chosen: readonly number[]): Edit {
  const gone = new Set(chosen);
  const after = points.filter((_, i) => !gone.has(i));
  return editOf(
    after,
    [],
    chosen.map((i) => points[i]!.sample),
  );
}

/** Bends the way from a point to the next. */
export function bendLine(points: Points, at: number, bend: number): Edit {
  const held = Math.min(1, Math.max(-1, Math.round(bend * 100) / 100));
  const after = points.map((point, i) => (i === at ? { ...point, bend: held } : point));
  return editOf(after, [at], [points[at]!.sample]);
}
