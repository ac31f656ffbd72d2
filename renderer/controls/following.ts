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
  /**
   * Calls back when that changes, at most once a frame and once in `everyMs`; undefined: the document's value
   * again. All that are told equally seldom are told in one frame, so that the page is laid out once for them.
   */
  subscribe(lane: LaneRef, moved: (value: number | undefined) => void, everyMs: number): () => void;
}

/** Knobs and caps move with every frame. */
export const FOLLOW_MOVING_MS = 0;
/** Numbers change no faster than an eye reads them: each change has the page laid out again. */
export const FOLLOW_TEXT_MS = 50;
/** Pictures of a whole effect are drawn anew by React. */
export const FOLLOW_PICTURE_MS = 66;
/** What a screen reader is told. */
export const FOLLOW_SPOKEN_MS = 500;

let follower: Follower | undefined;

export function followValues(by: Follower): void {
  follower = by;
}

/** What a control shows and a hand takes hold of: the lane's value where one is read, else the document's. */
export function presentValue(lane: LaneRef | undefined, value: number): number {
  return (lane && follower?.valueOf(lane)) ?? value;
}

/** Tells where a lane is; nothing where no automation is known. Answers what ends it. */
export function followLane(
  lane: LaneRef,
  moved: (value: number | undefined) => void,
  everyMs: number,
): () => void {
  return follower?.subscribe(lane, moved, everyMs) ?? (() => undefined);
}

/** Moves a control's elements with its lane. `show` must do what drawing anew with that value would. */
export function useFollowed(
  lane: LaneRef | undefined,
  value: number,
  show: (value: number) => void,
  everyMs = FOLLOW_MOVING_MS,
): void {
  const latest = useRef({ value, show });
  latest.current = { value, show };
  const stripId = lane?.stripId;
  const laneId = lane?.laneId;
  useEffect(() => {
    if (stripId === undefined || laneId === undefined) return;
    return followLane(
      { stripId, laneId },
      (now) => latest.current.show(now ?? latest.current.value),
      everyMs,
    );
  }, [stripId, laneId, everyMs]);
  // Drawn anew while it follows, it stays where the lane is.
  useEffect(() => {
    if (stripId === undefined || laneId === undefined) return;
    const now = follower?.valueOf({ stripId, laneId });
    if (now !== undefined) latest.current.show(now);
  });
}
