/** The pointer on a lane: a click makes a point, a drag moves it or chooses several, with Alt it bends or removes. */
import {
  applyCommand,
  laneName,
  laneOf,
  lanePoints,
  laneTarget,
  pointBefore,
} from '../../audio-engine/session/index.ts';
import { automationWords as words } from '../../audio-engine/words/index.ts';
import type { ValueScale } from '../controls/index.ts';
import { beginPlainGesture, type Gesture, run, shownDocument } from '../state/index.ts';
import { addPoint, bendLine, type Edit, movePoints, removePoints } from './lane-edits.ts';
import { laneScale } from './lane-scale.ts';
import { LANE_HEIGHT, type Surface } from './surface.ts';

/** Air above the highest and below the lowest value. */
const AIR_PX = 6;
const REACH_PX = 7;
const DRAG_PX = 3;
/** Pixels of hand for half the bend. */
const BEND_PX = 40;
const FINE = 0.1;

export interface Choice {
  chosen: readonly number[];
  /** The point that keys move from. */
  current: number | null;
  /** Pixels of a range under way. */
  band: { x0: number; x1: number } | null;
}

export interface LaneHand {
  stripId: string;
  laneId: string;
  surface: Surface;
  choice(): Choice;
  choose(next: Partial<Choice>): void;
  /** Opens typed entry of the chosen points' value, with what was typed already. */
  type(text: string): void;
}

export const yOf = (scale: ValueScale, value: number): number =>
  AIR_PX + (1 - scale.toPosition(value)) * (LANE_HEIGHT - 1 - 2 * AIR_PX);
export const valueAt = (scale: ValueScale, y: number): number =>
  scale.fromPosition(Math.min(1, Math.max(0, 1 - (y - AIR_PX) / (LANE_HEIGHT - 1 - 2 * AIR_PX))));

export function editCommand(stripId: string, laneId: string, edit: Edit) {
  const { fromSample, toSample, points } = edit;
  return {
    id: 'automation.edit',
    payload: { edits: [{ stripId, laneId, fromSample, toSample, points }] },
  };
}

/** Does it at once, as one step. */
export function doEdit(hand: Pick<LaneHand, 'stripId' | 'laneId'>, edit: Edit): void {
  const { id, payload } = editCommand(hand.stripId, hand.laneId, edit);
  void run(id, payload);
}

export const pointsOf = (stripId: string, laneId: string) => {
  const lane = laneOf(shownDocument(), stripId, laneId);
  return lane ? lanePoints(lane) : [];
};

function nearest(hand: LaneHand, scale: ValueScale, x: number, y: number): number | null {
  const { surface } = hand;
  const points = pointsOf(hand.stripId, hand.laneId);
  const around = REACH_PX * surface.samplesPerPixel;
  const sample = surface.sampleAt(x);
  let best: number | null = null;
  let least = REACH_PX;
  for (let i = Math.max(0, pointBefore(points, sample - around)); i < points.length; i++) {
    const point = points[i]!;
    if (point.sample > sample + around) break;
    const away = Math.hypot(surface.xOf(point.sample) - x, yOf(scale, point.value) - y);
    if (away > least) continue;
    least = away;
    best = i;
  }
  return best;
}

export function press(event: PointerEvent, element: HTMLElement, hand: LaneHand): void {
  const { stripId, laneId, surface } = hand;
  const document = shownDocument();
  const target = laneTarget(document, stripId, laneId);
  if (event.button !== 0 || !target) return;
  const scale = laneScale(target);
  const box = element.getBoundingClientRect();
  const [startX, startY] = [event.clientX - box.left, event.clientY - box.top];
  const name = laneName(document, stripId, laneId);
  const points = pointsOf(stripId, laneId);
  const under = nearest(hand, scale, startX, startY);

  if (event.altKey && under !== null) {
    doEdit(hand, removePoints(points, [under]));
    hand.choose({ chosen: [], current: null });
    return;
  }
  const bends = event.altKey ? pointBefore(points, surface.sampleAt(startX)) : -1;
  let chosen = hand.choice().chosen;
  if (under !== null) {
    if (event.shiftKey || event.ctrlKey || event.metaKey)
      chosen = chosen.includes(under) ? chosen.filter((i) => i !== under) : [...chosen, under];
    else if (!chosen.includes(under)) chosen = [under];
    hand.choose({ chosen, current: under });
  } else if (!event.altKey) hand.choose({ chosen: [], current: null });

  let gesture: Gesture | undefined;
  let edit: Edit | undefined;
  let moved = false;
  const preview = (next: Edit, label: string) => {
    edit = next;
    hand.choose({ chosen: next.chosen });
    gesture ??= beginPlainGesture(label);
    const { patches } = applyCommand(document, editCommand(stripId, laneId, next));
    // Values and places of what is there; what comes or goes shows when it is done.
    if (patches.every(({ op, path }) => op !== 'remove' && path[0] === 'automation' && path.length > 3))
      gesture.preview(patches as Parameters<Gesture['preview']>[0]);
  };
  const drag = (x: number, y: number, fine: boolean) => {
    const held = points[under ?? 0];
    if (bends >= 0 && bends + 1 < points.length) {
      const up = points[bends + 1]!.value >= points[bends]!.value ? 1 : -1;
      const bend = points[bends]!.bend + (up * (startY - y)) / (2 * BEND_PX);
      preview(bendLine(points, bends, bend), words.bendLine(name));
    } else if (under !== null && held) {
      const factor = fine ? FINE : 1;
      const by = -((y - startY) * factor) / (LANE_HEIGHT - 1 - 2 * AIR_PX);
      const wanted = held.sample + (x - startX) * factor * surface.samplesPerPixel;
      const to = fine || Math.abs(x - startX) < DRAG_PX ? Math.round(wanted) : surface.snap(wanted);
      const time = Math.abs(x - startX) < DRAG_PX ? 0 : to - held.sample;
      preview(
        movePoints(points, chosen, time, ({ value }) =>
          scale.fromPosition(Math.min(1, Math.max(0, scale.toPosition(value) + by))),
        ),
        words.movePoint(name),
      );
    } else if (!event.altKey) {
      const [from, to] = [surface.sampleAt(Math.min(startX, x)), surface.sampleAt(Math.max(startX, x))];
      const inside = [...points.keys()].filter((i) => points[i]!.sample >= from && points[i]!.sample <= to);
      hand.choose({
        band: { x0: Math.min(startX, x), x1: Math.max(startX, x) },
        chosen: inside,
        current: inside[0] ?? null,
      });
    }
  };
  const onMove = (e: PointerEvent) => {
    const [x, y] = [e.clientX - box.left, e.clientY - box.top];
    moved ||= Math.hypot(x - startX, y - startY) >= DRAG_PX;
    if (moved) drag(x, y, e.shiftKey);
  };
  const end = () => {
    window.removeEventListener('pointermove', onMove);
    window.removeEventListener('pointerup', onUp);
    window.removeEventListener('pointercancel', onCancel);
    window.removeEventListener('keydown', onKey, true);
    hand.choose({ band: null });
  };
  const onUp = () => {
    end();
    if (gesture && edit) void gesture.commit(editCommand(stripId, laneId, edit));
    else if (!moved && under === null && !event.altKey) {
      const next = addPoint(points, surface.snap(surface.sampleAt(startX)), valueAt(scale, startY));
      doEdit(hand, next);
      hand.choose({ chosen: next.chosen, current: next.chosen[0] ?? null });
    }
  };
  const onCancel = () => {
    end();
    gesture?.cancel();
  };
  const onKey = (e: KeyboardEvent) => {
    if (e.key !== 'Escape') return;
    e.stopImmediatePropagation();
    onCancel();
  };
  window.addEventListener('pointermove', onMove);
  window.addEventListener('pointerup', onUp);
  window.addEventListener('pointercancel', onCancel);
  window.addEventListener('keydown', onKey, true);
}
