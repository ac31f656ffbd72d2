/** A lane as a line: straight where its control's travel is, in small steps where it bends. */
import { type AutomationPoint, bent, pointBefore } from '../../audio-engine/session/index.ts';

export interface LanePlace {
  /** Pixels of a sample and of a value. */
  x(sample: number): number;
  y(value: number): number;
  width: number;
  stepped: boolean;
  /** The value without points. */
  value: number;
}

/** Pixels between places of a line that bends. */
const STEP_PX = 3;

const at = (x: number, y: number): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** The points that show, with one more on either side. */
export function pointsInSight(
  points: readonly AutomationPoint[],
  fromSample: number,
  toSample: number,
): { from: number; to: number } {
  const from = Math.max(0, pointBefore(points, fromSample));
  const to = Math.min(points.length, pointBefore(points, toSample) + 2);
  return { from, to: Math.max(from, to) };
}

/** The line over the whole width, as an SVG path. */
export function lanePath(
  points: readonly AutomationPoint[],
  place: LanePlace,
  fromSample: number,
  toSample: number,
): string {
  const { x, y, width, stepped } = place;
  const { from, to } = pointsInSight(points, fromSample, toSample);
  const first = points[from];
  if (!first) return `M0 ${y(place.value).toFixed(1)}H${width}`;
  let path = `M${at(Math.min(0, x(first.sample)), y(first.value))}L${at(x(first.sample), y(first.value))}`;
  for (let i = from; i < to - 1; i++) {
    const a = points[i]!;
    const b = points[i + 1]!;
    const [x0, x1] = [x(a.sample), x(b.sample)];
    if (stepped) path += `H${x1.toFixed(1)}V${y(b.value).toFixed(1)}`;
    else {
      // Only what shows is drawn in steps.
      const begin = Math.max(x0, -STEP_PX);
      const end = Math.min(x1, width + STEP_PX);
      for (let px = begin + STEP_PX; a.value !== b.value && px < end; px += STEP_PX)
        path += `L${at(px, y(a.value + (b.value - a.value) * bent((px - x0) / (x1 - x0), a.bend)))}`;
      path += `L${at(x1, y(b.value))}`;
    }
  }
  return `${path}H${Math.max(width, x(points[to - 1]!.sample)).toFixed(1)}`;
}
