/** Where lanes are now, told to the controls that follow them: once a frame, and only what moved. */
import { isRead, laneOf, laneTarget, laneValueAt } from '../../audio-engine/session/index.ts';
import type { Follower, LaneRef } from '../controls/index.ts';
import { playheadSample, subscribeFrame } from '../live/index.ts';
import { shownDocument } from '../state/index.ts';
import { positionNow } from '../transport/index.ts';

interface Following {
  lane: LaneRef;
  moved: (value: number | undefined) => void;
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
  let end: (() => void) | undefined;
  const tell = (nowMs: number) => {
    const sample = hereNow(nowMs);
    for (const one of all) {
      const value = laneNow(one.lane, sample);
      if (value === one.last) continue;
      one.last = value;
      one.moved(value);
    }
  };
  return {
    valueOf: (lane) => laneNow(lane, hereNow()),
    subscribe(lane, moved) {
      const one: Following = { lane, moved, last: undefined };
      all.add(one);
      end ??= subscribeFrame((_frame, nowMs) => tell(nowMs));
      return () => {
        all.delete(one);
        if (all.size > 0) return;
        end?.();
        end = undefined;
      };
    },
  };
}
