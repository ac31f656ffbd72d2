/**
 * A lane's points: in order, at a time, and pages of them that an edit touches few of. The engine evaluates lanes by
 * itself (kernels/assembly/automation.ts); what is here is for drawing, faders that move, and reducers.
 */
import {
  AUTOMATION_PAGE_POINTS,
  type AutomationLane,
  type AutomationPage,
  type AutomationPoint,
  type Id,
} from './document.ts';
import { remembered } from './remembered.ts';

type Pages = Record<Id, AutomationPage>;

const first = (page: AutomationPage): number => page.points[0]!.sample;

const pagesInOrder = remembered<Pages, readonly AutomationPage[]>((pages) =>
  Object.values(pages).sort((a, b) => first(a) - first(b)),
);
const allPoints = remembered<Pages, readonly AutomationPoint[]>((pages) =>
  pagesInOrder(pages).flatMap((page) => page.points),
);

/** Every point of the lane in the order of time. */
export function lanePoints(lane: AutomationLane): readonly AutomationPoint[] {
  return allPoints(lane.pages);
}

/** A bend nearer to ±1 than this would be a step, which two points at one sample are for. */
const STEEPEST = 0.99;

/**
 * The part of the way from one value to the next at the part t (0..1) of the time: t / (t + k(1 − t)) with
 * k = (1 − b) / (1 + b). Made of + − × ÷ alone; 0 is straight, towards 1 it hurries first, towards −1 last.
 */
export function bent(t: number, bend: number): number {
  const b = Math.max(-STEEPEST, Math.min(STEEPEST, bend));
  return ((1 + b) * t) / ((1 + b) * t + (1 - b) * (1 - t));
}

/** Index of the last point at or before the sample, or −1. */
export function pointBefore(points: readonly AutomationPoint[], sample: number): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.sample <= sample) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Value of points at a sample; `stepped` targets hold a value until the next point. Undefined without points. */
export function valueAmong(
  points: readonly AutomationPoint[],
  sample: number,
  stepped = false,
): number | undefined {
  const at = pointBefore(points, sample);
  const from = points[at];
  const to = points[at + 1];
  if (!from || !to || stepped) return (from ?? to)?.value;
  const t = (sample - from.sample) / (to.sample - from.sample);
  return from.value + (to.value - from.value) * bent(t, from.bend);
}

/** Value of a lane at a sample of the session; undefined while it has no points. */
export function laneValueAt(lane: AutomationLane, sample: number, stepped = false): number | undefined {
  return valueAmong(lanePoints(lane), sample, stepped);
}

/** Points in one page after an edit: few enough that the next edit of one rewrites little. */
const FULL_PAGE = AUTOMATION_PAGE_POINTS / 4;

/** Cuts points into pages, never between two at one sample. */
function cut(points: readonly AutomationPoint[]): AutomationPoint[][] {
  if (points.length <= FULL_PAGE * 2) return points.length > 0 ? [[...points]] : [];
  const pages: AutomationPoint[][] = [];
  for (let from = 0; from < points.length; ) {
    let to = Math.min(points.length, from + FULL_PAGE);
    if (points.length - to < FULL_PAGE / 2) to = points.length;
    while (to < points.length && points[to]!.sample === points[to - 1]!.sample) to += 1;
    pages.push(points.slice(from, to));
    from = to;
  }
  return pages;
}

function setPage(page: AutomationPage, points: AutomationPoint[]): void {
  if (page.points.length !== points.length) {
    page.points = points;
    return;
  }
  // A point that only moved is a few bytes in the journal, not the page.
  for (const [i, point] of points.entries()) {
    const there = page.points[i]!;
    if (there.sample !== point.sample) there.sample = point.sample;
    if (there.value !== point.value) there.value = point.value;
    if (there.bend !== point.bend) there.bend = point.bend;
  }
}

/** Puts `points` in place of all from `fromSample` to `toSample`, both included. Changes the lane, a draft. */
export function replacePoints(
  lane: AutomationLane,
  fromSample: number,
  toSample: number,
  points: readonly AutomationPoint[],
): void {
  const pages = Object.values(lane.pages).sort((a, b) => first(a) - first(b));
  let touched = pages.filter((page) => first(page) <= toSample && page.points.at(-1)!.sample >= fromSample);
  if (touched.length === 0 && points.length > 0) {
    const before = pages.filter((page) => first(page) < fromSample).at(-1) ?? pages[0];
    if (before) touched = [before];
  }
  const old = touched.flatMap((page) => page.points.map((point) => ({ ...point })));
  const kept = [
    ...old.filter((point) => point.sample < fromSample),
    ...points.map((point) => ({ ...point })),
    ...old.filter((point) => point.sample > toSample),
  ];
  const cuts = cut(kept);
  for (const page of touched.slice(cuts.length)) delete lane.pages[page.id];
  let number = 0;
  for (const [i, points] of cuts.entries()) {
    const page = touched[i];
    if (page) {
      setPage(page, points);
      continue;
    }
    while (Object.hasOwn(lane.pages, `p${number}`)) number += 1;
    lane.pages[`p${number}`] = { id: `p${number}`, points };
  }
}
