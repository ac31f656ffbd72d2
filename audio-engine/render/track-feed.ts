/**
 * Track audio on its way from files to rings: plain descriptions that can be posted to disk workers, and the
 * face of the filler that reads clips, applies their gain and fades in a kernel and writes the rings.
 */
import type { Kernels, Pointer } from '../kernels/index.ts';
import type { Fade, Id } from '../session/document.ts';
import type { RunMap } from './run-map.ts';

export interface FeedClip {
  clipId: Id;
  /** Absolute path of the WAV file. */
  path: string;
  startSample: number;
  lengthSamples: number;
  offsetSamples: number;
  gainDb: number;
  fadeIn: Fade;
  fadeOut: Fade;
}

export interface FeedTrack {
  trackId: Id;
  channels: 1 | 2;
  /** `InstalledPlan.feeds.get(trackId)`. */
  feed: Pointer;
  /** Ordered by start; muted clips are not here. */
  clips: FeedClip[];
}

/** The face of TrackFiller: one for each thread that fills rings. */
export interface TrackFillerFace {
  /**
   * Writes run quanta [fromQuantum, fromQuantum + count) of a track into its ring and moves its `filledUntil` to
   * their end. The caller sees to it that they fit: nothing that is still to be read may be overwritten.
   */
  fill(track: FeedTrack, map: RunMap, fromQuantum: number, count: number): void;
  /** Sentences about files that were missing or too short, each once. */
  readonly notices: readonly string[];
  close(): void;
}

/** `scratch`: address of `FILL_SCRATCH_BYTES` that this filler alone uses, from the control thread's allocator. */
export type TrackFillerConstructor = new (kernels: Kernels, scratch: Pointer) => TrackFillerFace;
