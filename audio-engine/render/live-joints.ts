/**
 * Where a loop jumps back, the music before its start is faded in over the last 64 frames before its end: the
 * jump lands in the middle of what leads up to it, and does not click; the first sample of the loop stays as sharp as it is.
 */
import type { Pointer } from '../kernels/index.ts';
import { FeedWord, QUANTUM } from './plan-layout.ts';
import { RunMap } from './run-map.ts';
import type { FeedTrack, TrackFillerFace } from './track-feed.ts';

/** Quanta of the ring of a scratch feed. */
export const SCRATCH_FEED_QUANTA = 4;

/** A quantum of a feed's ring as interleaved stereo. */
export function ringQuantum(memory: WebAssembly.Memory, feed: Pointer, quantum: number): Float64Array {
  const words = new Int32Array(memory.buffer, feed, 16);
  const index = quantum & words[FeedWord.ringMask]!;
  return new Float64Array(memory.buffer, words[FeedWord.ringPointer]! + index * QUANTUM * 16, QUANTUM * 2);
}

export class LoopJoints {
  readonly #memory: WebAssembly.Memory;
  readonly #filler: TrackFillerFace;
  readonly #scratch: Pointer;

  /** @param scratch a feed block with a ring of SCRATCH_FEED_QUANTA. */
  constructor(memory: WebAssembly.Memory, filler: TrackFillerFace, scratch: Pointer) {
    this.#memory = memory;
    this.#filler = filler;
    this.#scratch = scratch;
  }

  /** Fades what [from, from + count) of a track's ring holds of the 64 frames before each jump. */
  fade(track: FeedTrack, map: RunMap, from: number, count: number): void {
    const first = from * QUANTUM;
    const end = first + count * QUANTUM;
    let expected: number | null = null;
    const jumps: { runSample: number; sessionSample: number }[] = [];
    map.forEachSpan(first, count * QUANTUM + QUANTUM, (span) => {
      if (expected !== null && span.sessionSample !== null && span.sessionSample !== expected)
        jumps.push({ runSample: span.runSample, sessionSample: span.sessionSample });
      expected = span.sessionSample === null ? null : span.sessionSample + span.frames;
    });
    for (const jump of jumps) this.#fadeInto(track, jump, first, end);
  }

  #fadeInto(
    track: FeedTrack,
    jump: { runSample: number; sessionSample: number },
    first: number,
    end: number,
  ): void {
    const before = jump.sessionSample - QUANTUM;
    const lead = ringQuantum(this.#memory, this.#scratch, 0);
    if (before >= 0) this.#filler.fill({ ...track, feed: this.#scratch }, RunMap.from(before), 0, 1);
    else lead.fill(0);
    for (let i = 0; i < QUANTUM; i++) {
      const sample = jump.runSample - QUANTUM + i;
      if (sample < first || sample >= end) continue;
      const ring = ringQuantum(this.#memory, track.feed, Math.floor(sample / QUANTUM));
      const at = (sample % QUANTUM) * 2;
      const part = (i + 1) / QUANTUM;
      ring[at] = ring[at]! + (lead[i * 2]! - ring[at]!) * part;
      ring[at + 1] = ring[at + 1]! + (lead[i * 2 + 1]! - ring[at + 1]!) * part;
    }
  }
}
