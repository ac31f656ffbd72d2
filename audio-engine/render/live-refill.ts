/**
 * Keeps the rings of a run's tracks filled ahead of what is heard, and exchanges what is already in them when
 * clips or the way through the timeline change: from just ahead of the audio thread on, with a short cross-fade.
 */
import type { Pointer } from '../kernels/index.ts';
import type { Id } from '../session/index.ts';
import { type ControlBlock, ControlWord, RunState } from './control-block.ts';
import { LoopJoints, ringQuantum } from './live-joints.ts';
import { QUANTUM } from './plan-layout.ts';
import { RunMap } from './run-map.ts';
import type { FeedTrack, TrackFillerFace } from './track-feed.ts';

/** Quanta in a track's ring: 0.68 s at 48 kHz, which hides slow disks and the garbage of this thread. */
export const RING_QUANTA = 512;

/** Quanta read in one go: long enough for the disk, short enough to take turns. */
const CHUNK = 32;
/** What must be in the rings before a run starts. */
const CUE = 64;
/** An exchange begins this far ahead of the audio thread: the longest block and the time to read. */
export const REFILL_AHEAD = 80;
/** Quanta over which old and new are blended. */
const BLEND = 4;

/** "All of it": where no track waits for the disk. */
const MOST = 0x7fffffff;

interface Lane {
  track: FeedTrack;
  filled: number;
  /** Not in the running plan yet: nothing waits for it. */
  fresh: boolean;
}

export class Refill {
  readonly #memory: WebAssembly.Memory;
  readonly #filler: TrackFillerFace;
  readonly #control: ControlBlock;
  readonly #ringQuanta: number;
  #lanes: Lane[] = [];
  #map = RunMap.from(0);
  readonly #joints: LoopJoints;
  readonly #old = new Float64Array(BLEND * QUANTUM * 2);

  constructor(
    memory: WebAssembly.Memory,
    filler: TrackFillerFace,
    control: ControlBlock,
    ringQuanta: number,
    scratchFeed: Pointer,
  ) {
    this.#memory = memory;
    this.#filler = filler;
    this.#control = control;
    this.#ringQuanta = ringQuanta;
    this.#joints = new LoopJoints(memory, filler, scratchFeed);
  }

  /** A new run from quantum 0; the audio thread is parked, so its count may be set for it. */
  start(map: RunMap, tracks: readonly FeedTrack[]): void {
    this.#control.set(ControlWord.nextQuantum, 0);
    this.#map = map;
    this.#lanes = tracks.map((track) => ({ track, filled: 0, fresh: false }));
    this.#publish();
  }

  get cued(): boolean {
    return this.#lanes.every((lane) => lane.filled >= CUE);
  }

  /** True when a plan with all tracks can be published: the new ones have been read far enough. */
  get ready(): boolean {
    return this.#silent || this.#lanes.every((lane) => !lane.fresh);
  }

  /** Takes other tracks; what `changed` names is exchanged, what is new begins where the audio thread is. */
  exchange(tracks: readonly FeedTrack[], changed: readonly Id[]): void {
    const before = new Map(this.#lanes.map((lane) => [lane.track.trackId, lane]));
    this.#lanes = tracks.map((track) => {
      const lane = before.get(track.trackId);
      if (!lane || lane.track.feed !== track.feed) return { track, filled: this.#next, fresh: true };
      lane.track = track;
      if (changed.includes(track.trackId)) this.#again(lane);
      return lane;
    });
    this.#publish();
  }

  /** Another way through the timeline. */
  turn(map: RunMap): void {
    this.#map = map;
    for (const lane of this.#lanes) this.#again(lane);
    this.#publish();
  }

  /** Fills one chunk of the emptiest track; false when all rings are full. */
  step(): boolean {
    // Stopped: the next start is a run of its own.
    if (this.#silent) return false;
    let emptiest: Lane | undefined;
    for (const lane of this.#lanes) if (!emptiest || lane.filled < emptiest.filled) emptiest = lane;
    const room = emptiest ? this.#next + this.#ringQuanta - emptiest.filled : 0;
    if (!emptiest || room <= 0) {
      this.#publish();
      return false;
    }
    const count = Math.min(CHUNK, room);
    this.#fill(emptiest.track, emptiest.filled, count);
    emptiest.filled += count;
    if (emptiest.fresh && emptiest.filled >= this.#next + CUE) emptiest.fresh = false;
    this.#publish();
    return true;
  }

  get #silent(): boolean {
    return this.#control.get(ControlWord.state) === RunState.silent;
  }

  get #next(): number {
    return this.#control.get(ControlWord.nextQuantum);
  }

  #publish(): void {
    let until = MOST;
    for (const lane of this.#lanes) if (!lane.fresh) until = Math.min(until, lane.filled);
    this.#control.set(ControlWord.filledUntil, until);
  }

  /** Exchanges what is ahead in a lane's ring: blends the first quanta, then goes on as usual. */
  #again(lane: Lane): void {
    const from = this.#next + REFILL_AHEAD;
    if (lane.filled <= from + BLEND) return;
    for (let q = 0; q < BLEND; q++) this.#old.set(this.#quantum(lane.track, from + q), q * QUANTUM * 2);
    this.#fill(lane.track, from, BLEND);
    const frames = BLEND * QUANTUM;
    for (let q = 0; q < BLEND; q++) {
      const fresh = this.#quantum(lane.track, from + q);
      for (let i = 0; i < QUANTUM * 2; i++) {
        const old = this.#old[q * QUANTUM * 2 + i]!;
        const part = (q * QUANTUM + (i >> 1) + 1) / frames;
        fresh[i] = old + (fresh[i]! - old) * part;
      }
    }
    lane.filled = from + BLEND;
  }

  #quantum(track: FeedTrack, quantum: number): Float64Array {
    return ringQuantum(this.#memory, track.feed, quantum);
  }

  #fill(track: FeedTrack, from: number, count: number): void {
    this.#filler.fill(track, this.#map, from, count);
    this.#joints.fade(track, this.#map, from, count);
  }
}
