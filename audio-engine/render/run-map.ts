/**
 * From samples of a run to samples of the session: where it started, and where a loop jumps back. A run counts
 * from 0 upwards whatever the timeline does, so that rings, quanta and states need no notion of loops.
 */

/** [sessionSample, sessionSample + frames) sounds at [runSample, runSample + frames). */
export interface RunSpan {
  runSample: number;
  /** Null while nothing is played. */
  sessionSample: number | null;
  frames: number;
}

interface Stretch {
  fromRunSample: number;
  sessionSample: number | null;
  loop: { startSample: number; endSample: number } | null;
}

/** Plain data: can be posted to disk workers. */
export interface RunMapData {
  stretches: Stretch[];
}

export class RunMap {
  readonly data: RunMapData;

  constructor(data: RunMapData) {
    this.data = data;
  }

  /** Plays from a session sample; a loop holds from the moment its end is reached from before it. */
  static from(sessionSample: number, loop: { startSample: number; endSample: number } | null = null): RunMap {
    return new RunMap({ stretches: [{ fromRunSample: 0, sessionSample, loop: usable(loop) }] });
  }

  /**
   * The same run with another loop, position or silence (`sessionSample` null) from a run sample on; what came
   * before stays as it was. `sessionSample` undefined goes on where the old map would be.
   */
  changedAt(
    runSample: number,
    change: { sessionSample?: number | null; loop: { startSample: number; endSample: number } | null },
  ): RunMap {
    const kept = this.data.stretches.filter((s) => s.fromRunSample < runSample);
    const sessionSample = change.sessionSample === undefined ? this.at(runSample) : change.sessionSample;
    return new RunMap({
      stretches: [...kept, { fromRunSample: runSample, sessionSample, loop: usable(change.loop) }],
    });
  }

  /** Session sample at a run sample; null where nothing plays. */
  at(runSample: number): number | null {
    const stretch = this.#stretchAt(runSample);
    if (!stretch || stretch.sessionSample === null) return null;
    return place(stretch, runSample).sample;
  }

  /** The spans of [runSample, runSample + frames) in order, each without a jump inside; `visit` must not keep the span. */
  forEachSpan(runSample: number, frames: number, visit: (span: RunSpan) => void): void {
    const span = this.#span;
    let at = runSample;
    const end = runSample + frames;
    while (at < end) {
      const index = this.#indexAt(at);
      const stretch = this.data.stretches[index];
      const next = this.data.stretches[index + 1];
      const stretchEnd = Math.min(end, next ? next.fromRunSample : end);
      span.runSample = at;
      if (!stretch || stretch.sessionSample === null) {
        span.sessionSample = null;
        span.frames = stretchEnd - at;
      } else {
        const { sample, untilJump } = place(stretch, at);
        span.sessionSample = sample;
        span.frames = Math.min(stretchEnd - at, untilJump);
      }
      at += span.frames;
      visit(span);
    }
  }

  #span: RunSpan = { runSample: 0, sessionSample: null, frames: 0 };

  #stretchAt(runSample: number): Stretch | undefined {
    return this.data.stretches[this.#indexAt(runSample)];
  }

  #indexAt(runSample: number): number {
    const { stretches } = this.data;
    let index = stretches.length - 1;
    while (index > 0 && stretches[index]!.fromRunSample > runSample) index--;
    return index;
  }
}

const placed = { sample: 0, untilJump: 0 };

/** Where in the session a run sample of a stretch is, and how far the next jump is; reuses one object. */
function place(stretch: Stretch, runSample: number): { sample: number; untilJump: number } {
  const straight = (stretch.sessionSample ?? 0) + (runSample - stretch.fromRunSample);
  const { loop } = stretch;
  placed.sample = straight;
  placed.untilJump = Number.MAX_SAFE_INTEGER;
  if (loop && (stretch.sessionSample ?? 0) < loop.endSample) {
    if (straight >= loop.endSample) {
      const length = loop.endSample - loop.startSample;
      placed.sample = loop.startSample + ((straight - loop.endSample) % length);
    }
    placed.untilJump = loop.endSample - placed.sample;
  }
  return placed;
}

/** A loop shorter than a quantum would only buzz. */
function usable(loop: { startSample: number; endSample: number } | null): Stretch['loop'] {
  return loop && loop.endSample - loop.startSample >= 64 ? loop : null;
}
