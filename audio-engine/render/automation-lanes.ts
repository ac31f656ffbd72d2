/**
 * The lanes that one node follows, in shared memory: written aside as a whole and then taken by the audio thread at a
 * quantum; what it followed before is kept until it cannot be in it any more. See kernels/assembly/automation.ts.
 */
import { type AutomationDescription, MOST_GAIN_LANES, sameAutomation } from '../graph/index.ts';
import type { Kernels, Pointer } from '../kernels/index.ts';
import type { NodeMemory } from './node-memory.ts';

/** Doubles and words of a set. */
const SET_DELAY = 1;
const SET_HEAD_DELAY = 2;
const SET_OFFSET = 3;
const SET_LAST = 4;
const FIRST_LANE_BYTE = 64;
const LANE_BYTES = 32;
const POINT_DOUBLES = 3;
/** Far longer than a block takes: the audio thread reads the pointer anew in every quantum. */
const SAFE_MS = 1000;

export class LaneSet {
  readonly #kernels: Kernels;
  readonly #memory: NodeMemory;
  readonly #words: Int32Array;
  readonly #gains: boolean;
  readonly #old: { at: Pointer; ms: number }[] = [];
  #now: Pointer = 0;
  #description: AutomationDescription | undefined;

  /**
   * @param pointer address of the word in a node's block that says which set it follows.
   * @param gains the node has gains (a strip or an edge) instead of parameters.
   */
  constructor(kernels: Kernels, memory: NodeMemory, pointer: Pointer, gains: boolean) {
    this.#kernels = kernels;
    this.#memory = memory;
    this.#words = new Int32Array(kernels.memory.buffer, pointer, 1);
    this.#gains = gains;
  }

  /** Fields that follow lanes now: what a hand or the document says of them is not written over them. */
  follows(field: number): boolean {
    return this.#description?.lanes.some((lane) => lane.field === field) ?? false;
  }

  /** Follows these lanes from the next quantum on, or none. False where it does already. */
  set(description: AutomationDescription | undefined): boolean {
    if (sameAutomation(this.#description, description)) return false;
    const before = this.#now;
    this.#now = description ? this.#write(description, before) : 0;
    this.#description = description;
    Atomics.store(this.#words, 0, this.#now);
    const ms = performance.now();
    while (this.#old[0] && ms - this.#old[0].ms > SAFE_MS) this.#memory.free(this.#old.shift()!.at);
    if (before) this.#old.push({ at: before, ms });
    return true;
  }

  #write(description: AutomationDescription, before: Pointer): Pointer {
    const { buffer } = this.#kernels.memory;
    const lanes = this.#gains ? description.lanes.slice(0, MOST_GAIN_LANES) : description.lanes;
    const head = this.#kernels.call.automation_bytes!(lanes.length, this.#gains ? 1 : 0);
    const points = lanes.reduce((sum, lane) => sum + lane.points.length, 0);
    const at = this.#memory.allocate(head + points * POINT_DOUBLES * 8);
    const words = new Int32Array(buffer, at, head / 4);
    const doubles = new Float64Array(buffer, at, head / 8 + points * POINT_DOUBLES);
    words.fill(0);
    words[0] = lanes.length;
    doubles[SET_DELAY] = description.delaySamples;
    doubles[SET_HEAD_DELAY] = description.headDelaySamples;
    doubles[SET_OFFSET] = description.offsetDb;
    doubles[SET_LAST] = before ? new Float64Array(buffer, before, 8)[SET_LAST]! : Number.NaN;
    let next = head / 8;
    for (const [i, lane] of lanes.entries()) {
      const word = (FIRST_LANE_BYTE + i * LANE_BYTES) / 4;
      words.set([lane.field, lane.points.length, -1, lane.shape, at + next * 8], word);
      for (const { sample, value, bend } of lane.points) {
        doubles[next] = sample;
        doubles[next + 1] = value;
        doubles[next + 2] = bend;
        next += POINT_DOUBLES;
      }
    }
    return at;
  }
}
