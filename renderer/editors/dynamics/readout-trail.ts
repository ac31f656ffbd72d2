/** The last seconds of one read-out, as it arrived: one value a frame, drawn against the same clock as a history. */
import { useEffect, useRef } from 'react';
import { readoutsOf, subscribeFrame } from '../../live/index.ts';
import { HISTORY_SECONDS } from './history-picture.ts';
import type { Box } from './level-axis.ts';

const LENGTH = 512;

export class ReadoutTrail {
  readonly #values = new Float32Array(LENGTH);
  readonly #times = new Float64Array(LENGTH);
  #written = 0;

  push(value: number, nowMs: number): void {
    this.#values[this.#written % LENGTH] = value;
    this.#times[this.#written % LENGTH] = nowMs;
    this.#written++;
  }

  get newest(): number {
    return this.#written === 0 ? Number.NaN : (this.#values[(this.#written - 1) % LENGTH] as number);
  }

  /** Traces it through a box, oldest first. Returns false where there is nothing. */
  trace(
    context: CanvasRenderingContext2D,
    box: Box,
    nowMs: number,
    yOf: (value: number) => number,
  ): { from: number; to: number } | undefined {
    const spanMs = HISTORY_SECONDS * 1000;
    let from = Number.NaN;
    let to = Number.NaN;
    context.beginPath();
    for (let at = Math.max(0, this.#written - LENGTH); at < this.#written; at++) {
      const age = nowMs - (this.#times[at % LENGTH] as number);
      if (age > spanMs) continue;
      const x = box.x + box.width * (1 - age / spanMs);
      const y = yOf(this.#values[at % LENGTH] as number);
      if (Number.isNaN(from)) {
        from = x;
        context.moveTo(x, y);
      } else context.lineTo(x, y);
      to = x;
    }
    return Number.isNaN(from) ? undefined : { from, to };
  }
}

/** Trails of some of an effect's read-outs, filled while the editor is there. */
export function useTrails(effectId: string, slots: readonly number[]): ReadonlyMap<number, ReadoutTrail> {
  const trails = useRef<Map<number, ReadoutTrail> | undefined>(undefined);
  trails.current ??= new Map(slots.map((slot) => [slot, new ReadoutTrail()]));
  const kept = trails.current;
  useEffect(
    () =>
      subscribeFrame((_frame, nowMs) => {
        const values = readoutsOf(effectId, nowMs);
        if (!values) return;
        for (const [slot, trail] of kept) trail.push(values[slot] ?? 0, nowMs);
      }),
    [effectId, kept],
  );
  return kept;
}
