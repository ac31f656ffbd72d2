/** The node of a way into a sum that does more than add: a send, a delay, or one that opens, shuts, comes or goes. */
import type { EdgeDescription } from '../graph/index.ts';
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { LaneSet } from './automation-lanes.ts';
import type { AlignNode } from './node-align.ts';
import { NodeMemory } from './node-memory.ts';

/** Doubles and words of an edge block: see kernels/assembly/edge.ts. */
const Double = {
  level: 0,
  pan: 1,
  open: 2,
  present: 3,
  left: 8,
  leftGoal: 9,
  right: 12,
  rightGoal: 13,
} as const;
const Word = { align: 32, fresh: 34 } as const;

const AUTOMATION_BYTE = 144;

/** What it is at its first quantum: where its targets are, silent, or what the sum had without it. */
export const Begins = { there: 1, silent: 2, whole: 3 } as const;

export class EdgeNode {
  readonly memory: NodeMemory;
  readonly #lanes: LaneSet;
  readonly block: Pointer;
  readonly #doubles: Float64Array;
  readonly #words: Int32Array;
  #align: AlignNode | null = null;

  constructor(
    kernels: Kernels,
    allocator: Allocator,
    edge: EdgeDescription,
    sampleRate: number,
    begins: (typeof Begins)[keyof typeof Begins],
    align: AlignNode | null,
  ) {
    this.memory = new NodeMemory(allocator);
    const { buffer } = kernels.memory;
    const bytes = kernels.call.edge_bytes!();
    this.block = this.memory.allocate(bytes);
    this.#doubles = new Float64Array(buffer, this.block, bytes / 8);
    this.#words = new Int32Array(buffer, this.block, bytes / 4);
    const wait = begins === Begins.silent ? edge.delaySamples : 0;
    kernels.call.edge_init!(this.block, sampleRate, begins, wait);
    this.#lanes = new LaneSet(kernels, this.memory, this.block + AUTOMATION_BYTE, true);
    this.write(edge);
    this.align = align;
  }

  get align(): AlignNode | null {
    return this.#align;
  }

  set align(align: AlignNode | null) {
    this.#align = align;
    Atomics.store(this.#words, Word.align, align?.block ?? 0);
  }

  /** Targets, while the node may be running. */
  write(edge: EdgeDescription): void {
    this.#doubles.set(edge.targets, Double.level);
    this.#doubles[Double.present] = 1;
    this.automate(edge);
  }

  /** Lanes, while the node may be running. False where it follows them already. */
  automate(edge: EdgeDescription): boolean {
    return this.#lanes.set(edge.automation);
  }

  /** Begins to fade out of the sum. */
  leave(): void {
    this.#doubles[Double.present] = 0;
  }

  get isLeaving(): boolean {
    return this.#doubles[Double.present] === 0;
  }

  /** True once a leaving edge is not heard any more. */
  get hasLeft(): boolean {
    return this.isLeaving && this.#rests(0);
  }

  /** Adds its source as it is: the sum can do that without a node. */
  get isThrough(): boolean {
    return this.#rests(1) && (this.#align === null || this.#align.isThrough);
  }

  #rests(gain: number): boolean {
    const d = this.#doubles;
    return (
      this.#words[Word.fresh] === 0 &&
      [Double.left, Double.leftGoal, Double.right, Double.rightGoal].every((at) => d[at] === gain)
    );
  }
}
