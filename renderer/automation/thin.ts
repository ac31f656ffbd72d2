/**
 * Written moves hold a point for each frame of the screen; thinned, they hold those that make the shape. Ramer-Douglas-
 * Peucker with the distance taken in value alone (Ramer 1972, Douglas and Peucker 1973): at no moment is the line that
 * is left further from what the hand did than the tolerance, in the target's own unit.
 */
import type { AutomationPoint, LaneTarget } from '../../audio-engine/session/index.ts';

/** A tenth of a dB, a hundredth of pan or width; other targets a two-hundredth of their range. */
export function toleranceOf(target: LaneTarget): number {
  if (target.stepped) return 0;
  if (/Db$/.test(target.laneId)) return 0.1;
  if (/(^|:)(pan|width)$/.test(target.laneId)) return 0.01;
  return (target.max - target.min) / 200;
}

/** Points in the order of time, the first and last among them kept. Those at one sample are a step, and stay. */
export function thin(points: readonly AutomationPoint[], tolerance: number): AutomationPoint[] {
  if (points.length <= 2) return [...points];
  const kept = new Uint8Array(points.length);
  kept[0] = 1;
  kept[points.length - 1] = 1;
  for (let i = 1; i < points.length; i++)
    if (points[i]!.sample === points[i - 1]!.sample) {
      kept[i] = 1;
      kept[i - 1] = 1;
    }
  const ends = [...kept.keys()].filter((i) => kept[i] === 1);
  const spans = ends.slice(1).map((to, i): [number, number] => [ends[i]!, to]);
  for (let span = spans.pop(); span; span = spans.pop()) {
    const [from, to] = span;
    const a = points[from]!;
    const b = points[to]!;
    let worst = -1;
    let most = tolerance;
    for (let i = from + 1; i < to; i++) {
      const { sample, value } = points[i]!;
      const t = b.sample === a.sample ? 0 : (sample - a.sample) / (b.sample - a.sample);
      const off = Math.abs(a.value + (b.value - a.value) * t - value);
      if (off > most) {
        most = off;
        worst = i;
      }
    }
    if (worst < 0) continue;
    kept[worst] = 1;
    spans.push([from, worst], [worst, to]);
  }
  return points.filter((_, i) => kept[i] === 1);
}

/** A switch or a choice keeps the moments at which it changed. */
export function thinSteps(points: readonly AutomationPoint[]): AutomationPoint[] {
  return points.filter((point, i) => i === 0 || point.value !== points[i - 1]!.value);
}
