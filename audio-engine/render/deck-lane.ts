/**
 * The disk thread's side of a deck slot: keeps its ring filled ahead of the audio thread, from a file in step with the
 * song or by the slot's own clock. Nobody waits for it: a slot that is not ready is simply not heard yet.
 */
import type { DeckSource } from '../protocol/index.ts';
import type { DeckSlot } from './deck-block.ts';
import type { LoopJoints } from './live-joints.ts';
import { RunMap } from './run-map.ts';
import type { FeedTrack, TrackFillerFace } from './track-feed.ts';

/** Quanta read in one go. */
const CHUNK = 32;
/** In step and in the middle of a run: so far ahead of the audio thread begins what is read. */
const LEAD = 40;

/** The same way through the timeline, `samples` later: what comes out of the plan is as late as its latency. */
export function delayedMap(map: RunMap, samples: number): RunMap {
  if (samples === 0) return map;
  const stretches = map.data.stretches.map((stretch) => ({
    ...stretch,
    fromRunSample: stretch.fromRunSample + samples,
  }));
  return new RunMap({ stretches });
}

export interface DeckLoad {
  generation: number;
  source: DeckSource | null;
  latencySamples: number;
}

export class DeckLane {
  readonly #slot: DeckSlot;
  readonly #filler: TrackFillerFace;
  readonly #joints: LoopJoints;
  readonly #ringQuanta: number;
  readonly #id: string;
  #load: DeckLoad | undefined;
  #track: FeedTrack | undefined;
  #song = RunMap.from(0);
  #map = RunMap.from(0);
  #filled = 0;
  #restarts = 0;

  constructor(slot: DeckSlot, filler: TrackFillerFace, joints: LoopJoints, ringQuanta: number, id: string) {
    this.#slot = slot;
    this.#filler = filler;
    this.#joints = joints;
    this.#ringQuanta = ringQuanta;
    this.#id = id;
  }

  /** Another file, or another place in it. */
  load(load: DeckLoad): void {
    this.#load = load;
    this.#track = load.source ? trackOf(load.source, this.#slot, this.#id) : undefined;
    this.#again();
  }

  /** A new run; the audio thread is parked. */
  run(map: RunMap): void {
    this.#song = map;
    if (this.#own) return;
    this.#slot.rewind();
    this.#again(true);
  }

  /** Another way through the song: only from further ahead than what is read again, so that nothing heard changes. */
  turn(map: RunMap): void {
    this.#song = map;
    if (this.#own || !this.#load) return;
    this.#map = delayedMap(map, this.#load.latencySamples);
    this.#filled = Math.min(this.#filled, this.#slot.clock + LEAD);
  }

  /** Fills one chunk; false where there is nothing to do. */
  step(): boolean {
    const track = this.#track;
    if (!track || !this.#load) return false;
    if (this.#own && this.#slot.restarts !== this.#restarts) this.#again();
    const next = this.#slot.clock;
    // The audio thread went past what was read: what is behind it need not be read any more.
    if (!this.#own && this.#filled < next) this.#begin(next + LEAD);
    const room = next + this.#ringQuanta - this.#filled;
    if (room <= 0) return false;
    const count = Math.min(CHUNK, room);
    this.#filler.fill(track, this.#map, this.#filled, count);
    this.#joints.fade(track, this.#map, this.#filled, count);
    this.#filled += count;
    return true;
  }

  get #own(): boolean {
    return this.#load?.source?.fromSample != null;
  }

  /** From the beginning of what is to be heard. */
  #again(fromStart = false): void {
    const { source, generation, latencySamples } = this.#load ?? {
      source: null,
      generation: 0,
      latencySamples: 0,
    };
    this.#restarts = this.#slot.restarts;
    if (!source) {
      this.#slot.empty(0);
      return;
    }
    const { fromSample, lengthSamples } = source;
    if (fromSample !== null) {
      // At its end it goes on from where it began.
      this.#map = RunMap.from(fromSample, { startSample: fromSample, endSample: lengthSamples });
      this.#begin(0);
    } else {
      this.#map = delayedMap(this.#song, latencySamples);
      this.#begin(fromStart || this.#slot.clock === 0 ? 0 : this.#slot.clock + LEAD);
    }
    this.#slot.ready(generation, this.#restarts);
  }

  #begin(quantum: number): void {
    this.#filled = quantum;
    this.#slot.empty(quantum);
  }
}

/** The file as the one clip of a track. */
function trackOf(source: DeckSource, slot: DeckSlot, trackId: string): FeedTrack {
  const none = { lengthSamples: 0, shape: 'linear' } as const;
  const { path, channels, lengthSamples, startSample, fromSample } = source;
  const clip = {
    clipId: trackId,
    path,
    startSample: fromSample === null ? startSample : 0,
    lengthSamples,
    offsetSamples: 0,
    gainDb: 0,
    fadeIn: none,
    fadeOut: none,
  };
  return { trackId, channels, feed: slot.feed, clips: [clip] };
}
