/** Where lanes are now, told to the controls that follow them: once a frame at most, and only what moved. */
import { isRead, laneOf, laneTarget, laneValueAt } from '../../audio-engine/session/index.ts';
import type { Follower, LaneRef } from '../controls/index.ts';
import { playheadSample, subscribeFrame } from '../live/index.ts';
import { shownDocument } from '../state/index.ts';
import { positionNow } from '../transport/index.ts';

interface Following {
  lane: LaneRef;
  moved: (value: number | undefined) => void;
  everyMs: number;
  /** The turn of its clock in which it was last told. */
  turn: number;
  last: number | undefined;
}

/** The sample that is heard, or where play would begin. */
export const hereNow = (nowMs?: number): number => playheadSample(nowMs) ?? positionNow();

/** The lane's value at a sample; undefined where the document's own is heard. */
export function laneNow({ stripId, laneId }: LaneRef, sample: number): number | undefined {
  const document = shownDocument();
  const lane = laneOf(document, stripId, laneId);
  if (!lane || !isRead(lane)) return undefined;
  const stepped = laneTarget(document, stripId, laneId)?.stepped ?? false;
  return laneValueAt(lane, sample, stepped);
}

/** Makes the follower that controls ask. */
export function createFollower(): Follower {
  const all = new Set<Following>();
  /** Those with a lane, of the document they were looked up in: of hundreds of controls a few have one. */
  let moving: Following[] = [];
  let lookedUpIn: unknown;
  let end: (() => void) | undefined;
  const lookUp = () => {
    const document = shownDocument();
    if (lookedUpIn === document) return;
    lookedUpIn = document;
    moving = [];
    for (const one of all) {
      const lane = laneOf(document, one.lane.stripId, one.lane.laneId);
      // One that follows no more is told so once.
      if ((lane && isRead(lane)) || one.last !== undefined) moving.push(one);
    }
  };
  const tell = (nowMs: number) => {
    lookUp();
    if (moving.length === 0) return;
    const sample = hereNow(nowMs);
    for (const one of moving) {
      const turn = one.everyMs > 0 ? Math.floor(nowMs / one.everyMs) : nowMs;
      if (turn === one.turn) continue;
      const value = laneNow(one.lane, sample);
      if (value === one.last) continue;
      one.turn = turn;
      one.last = value;
      one.moved(value);
    }
  };
  return {
    valueOf: (lane) => laneNow(lane, hereNow()),
    subscribe(lane, moved, everyMs) {
      const one: Following = { lane, moved, everyMs, turn: -1, last: undefined };
      all.add(one);
      lookedUpIn = undefined;
      end ??= subscribeFrame((_frame, nowMs) => tell(nowMs));
      return () => {
        all.delete(one);
        lookedUpIn = undefined;
        if (all.size > 0) return;
        end?.();
        end = undefined;
      };
    },
  };
}
