/**
 * Parameter changes on their way to a running plan: one writer (the control thread), one reader (`runPlan`,
 * which takes every change whose quantum has come at the start of that quantum). Nothing waits for a lock.
 */
import type { Pointer } from '../kernels/index.ts';
import { CHANGE_BYTES, RunWord } from './plan-layout.ts';

/** "As soon as possible": at the start of the next quantum that is rendered. */
export const NOW = 0;

export class ParameterRing {
  readonly #words: Int32Array;
  readonly #doubles: Float64Array;
  readonly #changes: Int32Array;
  readonly #base: number;
  readonly #mask: number;

  /** @param run the run block of the PlanHost whose plans are run. */
  constructor(memory: WebAssembly.Memory, run: Pointer) {
    this.#words = new Int32Array(memory.buffer, run, 16);
    this.#base = this.#words[RunWord.ringPointer]!;
    this.#mask = this.#words[RunWord.ringMask]!;
    const count = this.#mask + 1;
    this.#doubles = new Float64Array(memory.buffer, this.#base, (count * CHANGE_BYTES) / 8);
    this.#changes = new Int32Array(memory.buffer, this.#base, (count * CHANGE_BYTES) / 4);
  }

  /**
   * Sets the f64 at `target` to `value` at the start of run quantum `quantum` (or the next one, if that is past).
   * Changes must be pushed in the order of their quanta. False when the ring is full: push it again later.
   */
  push(quantum: number, target: Pointer, value: number): boolean {
    const written = Atomics.load(this.#words, RunWord.ringWritten);
    const taken = Atomics.load(this.#words, RunWord.ringTaken);
    if (((written - taken) | 0) > this.#mask) return false;
    const at = written & this.#mask;
    this.#doubles[at * 3] = quantum;
    this.#doubles[at * 3 + 1] = value;
    this.#changes[at * 6 + 4] = target;
    Atomics.store(this.#words, RunWord.ringWritten, (written + 1) | 0);
    return true;
  }
}
