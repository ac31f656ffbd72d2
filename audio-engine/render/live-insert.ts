/**
 * What is seen and heard of an insert beside the document: taps of what goes in and comes out, its read-outs, its
 * cost, and the gain of a compare. The words of an insert block that the control thread reads and writes while the
 * audio thread runs it: see kernels/assembly/crossfade.ts and tap.ts.
 */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import type { Id } from '../session/index.ts';
import { QUANTUM } from './plan-layout.ts';
import type { InstalledPlan } from './plan-types.ts';

/** Bytes from the start of an insert block. */
const STATE = 112;
const TAP = 256;
const COST_EVERY = 260;
const COST_MS = 272;
const COMPARE_DB = 280;

/** Quanta of a tap's rings: 0.34 s at 48 kHz, far longer than the control thread ever stays away. */
const TAP_QUANTA = 256;
export const INSERT_TAP_FRAMES = TAP_QUANTA * QUANTUM;
const TAP_BYTES = 64;

/** Where the gain of a compare is set, in dB, through the parameter ring. */
export function compareTarget(insert: Pointer): Pointer {
  return insert + COMPARE_DB;
}

/** The read-outs of an effect; undefined where it has no kernel of ours. */
export function readoutsOf(kernels: Kernels, insert: Pointer, count: number): Float64Array | undefined {
  const { buffer } = kernels.memory;
  const state = new Int32Array(buffer, insert + STATE, 1)[0]!;
  return state ? new Float64Array(buffer, state, count) : undefined;
}

/** Times one quantum in `every` of an insert; 0 ends that. The sum of the milliseconds only ever grows. */
export function timeInsert(kernels: Kernels, insert: Pointer, every: number): Float64Array {
  const { buffer } = kernels.memory;
  Atomics.store(new Int32Array(buffer, insert + COST_EVERY, 1), 0, every);
  return new Float64Array(buffer, insert + COST_MS, 1);
}

/** Two rings of interleaved stereo float32: what an insert gets, as late as what it gives, and what it gives. */
export class InsertTap {
  readonly pointer: Pointer;
  readonly before: Float32Array;
  readonly after: Float32Array;
  readonly #words: Int32Array;

  constructor(kernels: Kernels, allocator: Allocator) {
    this.pointer = allocator.allocate(TAP_BYTES);
    const [before, after] = [0, 1].map(() => allocator.allocate(INSERT_TAP_FRAMES * 8));
    const { buffer } = kernels.memory;
    this.#words = new Int32Array(buffer, this.pointer, 4);
    this.#words.set([0, TAP_QUANTA - 1, before!, after!]);
    this.before = new Float32Array(buffer, before, INSERT_TAP_FRAMES * 2);
    this.after = new Float32Array(buffer, after, INSERT_TAP_FRAMES * 2);
  }

  /** Frames ever written; they count up to 2^31 and begin again. */
  get frames(): number {
    return (Atomics.load(this.#words, 0) * QUANTUM) | 0;
  }

  clear(): void {
    this.before.fill(0);
    this.after.fill(0);
  }
}

/** The taps in use, by effect. Blocks are never given back, so that none is written to after it went. */
export class InsertTaps {
  readonly #kernels: Kernels;
  readonly #allocator: Allocator;
  readonly #free: InsertTap[] = [];
  readonly #used = new Map<Id, InsertTap>();
  #plan: InstalledPlan | undefined;

  constructor(kernels: Kernels, allocator: Allocator) {
    this.#kernels = kernels;
    this.#allocator = allocator;
  }

  of(effectId: Id): InsertTap | undefined {
    return this.#used.get(effectId);
  }

  /** Exactly these effects are tapped from now on. */
  want(effectIds: Iterable<Id>): void {
    const wanted = new Set(effectIds);
    for (const [id, tap] of this.#used) {
      if (wanted.has(id)) continue;
      this.#point(id, 0);
      this.#used.delete(id);
      this.#free.push(tap);
    }
    for (const id of wanted) {
      if (this.#used.has(id)) continue;
      const tap = this.#free.pop() ?? new InsertTap(this.#kernels, this.#allocator);
      tap.clear();
      this.#used.set(id, tap);
      this.#point(id, tap.pointer);
    }
  }

  /** Another plan runs, or none. */
  plan(plan: InstalledPlan | undefined): void {
    this.#plan = plan;
    for (const [id, tap] of this.#used) this.#point(id, tap.pointer);
  }

  #point(effectId: Id, tap: Pointer): void {
    const insert = this.#plan?.insert(effectId);
    if (insert !== undefined)
      Atomics.store(new Int32Array(this.#kernels.memory.buffer, insert + TAP, 1), 0, tap);
  }
}
