/**
 * Controls that move by themselves while it plays: automation says what a value is now, and the control is moved
 * outside React, frame by frame. Who knows of automation registers here; without one, nothing moves.
 */
import { useEffect, useRef } from 'react';

/** What of the document a control is bound to, as automation calls it. */
export interface LaneRef {
  stripId: string;
  laneId: string;
}

export interface Follower {
  /** What is heard now where a lane is read, otherwise undefined. */
  valueOf(lane: LaneRef): number | undefined;
  /** Calls back when that changes, at most once a frame; undefined: the document's value again. */
  subscribe(lane: LaneRef, moved: (value: number | undefined) => void): () => void;
}

let follower: Follower | undefined;

export function followValues(by: Follower): void {
  follower = by;
}

/** What a control shows and a hand takes hold of: the lane's value where one is read, else the document's. */
export function presentValue(lane: LaneRef | undefined, value: number): number {
  return (lane && follower?.valueOf(lane)) ?? value;
}

/** Moves a control's elements with its lane. `show` must do what drawing anew with that value would. */
export function useFollowed(lane: LaneRef | undefined, value: number, show: (value: number) => void): void {
  const latest = useRef({ value, show });
  latest.current = { value, show };
  const stripId = lane?.stripId;
  const laneId = lane?.laneId;
  useEffect(() => {
    if (stripId === undefined || laneId === undefined || !follower) return;
    return follower.subscribe({ stripId, laneId }, (now) => latest.current.show(now ?? latest.current.value));
  }, [stripId, laneId]);
  // Drawn anew while it follows, it stays where the lane is.
  useEffect(() => {
    if (stripId === undefined || laneId === undefined) return;
    const now = follower?.valueOf({ stripId, laneId });
    if (now !== undefined) latest.current.show(now);
  });
}
