/** The keys of a lane: arrows walk points and move their values, Alt+arrows move them in time and bend the line. */
import { laneTarget, valueAmong } from '../../audio-engine/session/index.ts';
import type { StepSize } from '../controls/index.ts';
import { shownDocument } from '../state/index.ts';
import { hereNow } from './follow.ts';
import { addPoint, bendLine, movePoints, removePoints } from './lane-edits.ts';
import { doEdit, type LaneHand, pointsOf } from './lane-hand.ts';
import { laneScale } from './lane-scale.ts';

const BEND = 0.1;

export interface Key {
  key: string;
  altKey: boolean;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

/** True where the key was the lane's. */
export function pressKey(event: Key, hand: LaneHand): boolean {
  const { stripId, laneId, surface } = hand;
  const target = laneTarget(shownDocument(), stripId, laneId);
  if (!target) return false;
  const scale = laneScale(target);
  const points = pointsOf(stripId, laneId);
  const { chosen, current } = hand.choice();
  const mod = event.ctrlKey || event.metaKey;
  const size: StepSize = event.shiftKey ? 'fine' : 'normal';
  const walk = (to: number) => {
    const at = Math.max(0, Math.min(points.length - 1, to));
    if (points.length === 0) return;
    const both = event.shiftKey ? [...new Set([...chosen, at])] : [at];
    hand.choose({ chosen: both, current: at });
  };
  const change = (direction: 1 | -1, by: StepSize) => {
    if (chosen.length > 0)
      doEdit(
        hand,
        movePoints(points, chosen, 0, ({ value }) => scale.step(value, direction, by)),
      );
  };
  if (mod && event.key.toLowerCase() === 'a') {
    hand.choose({ chosen: [...points.keys()], current: points.length > 0 ? 0 : null });
    return true;
  }
  if (mod) return false;
  switch (event.key) {
    case 'ArrowLeft':
    case 'ArrowRight': {
      const by = event.key === 'ArrowRight' ? 1 : -1;
      const first = points[current ?? -1];
      if (!event.altKey) walk(current === null ? (by > 0 ? 0 : points.length - 1) : current + by);
      else if (chosen.length > 0 && first) {
        const pixel = Math.max(1, Math.round(surface.samplesPerPixel));
        doEdit(
          hand,
          movePoints(points, chosen, by * pixel * (event.shiftKey ? 1 : 10), ({ value }) => value),
        );
      }
      return true;
    }
    case 'ArrowUp':
    case 'ArrowDown': {
      const direction = event.key === 'ArrowUp' ? 1 : -1;
      if (!event.altKey) change(direction, size);
      else if (current !== null && current + 1 < points.length) {
        const up = points[current + 1]!.value >= points[current]!.value ? direction : -direction;
        doEdit(hand, bendLine(points, current, points[current]!.bend + up * BEND));
      }
      return true;
    }
    case 'PageUp':
    case 'PageDown':
      change(event.key === 'PageUp' ? 1 : -1, 'page');
      return true;
    case 'Home':
    case 'End':
      walk(event.key === 'Home' ? 0 : points.length - 1);
      return true;
    case 'Delete':
    case 'Backspace':
      if (chosen.length > 0) {
        doEdit(hand, removePoints(points, chosen));
        const next = Math.min(...chosen);
        const left = points.length - chosen.length;
        hand.choose({
          chosen: left > 0 ? [Math.min(next, left - 1)] : [],
          current: left > 0 ? Math.min(next, left - 1) : null,
        });
      }
      return true;
    case 'Insert':
    case '+': {
      const sample = Math.max(0, Math.round(hereNow()));
      const edit = addPoint(points, sample, valueAmong(points, sample, target.stepped) ?? target.value);
      doEdit(hand, edit);
      hand.choose({ chosen: edit.chosen, current: edit.chosen[0] ?? null });
      return true;
    }
    case 'Enter':
      if (chosen.length > 0) hand.type('');
      return true;
    case 'Escape':
      if (chosen.length === 0) return false;
      hand.choose({ chosen: [], current: null });
      return true;
    default:
      if (event.altKey || chosen.length === 0 || !/^[0-9.,\-−]$/.test(event.key)) return false;
      hand.type(event.key);
      return true;
  }
}
