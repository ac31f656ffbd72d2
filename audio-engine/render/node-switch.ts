/** Inserts that take the place of others all at once: both stretches of the chain run until the new one can be heard. */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { NodeMemory } from './node-memory.ts';
import { QUANTUM } from './plan-layout.ts';

/** Doubles and words of a switch block: see kernels/assembly/switch.ts. */
const Double = { now: 0, end: 1, goal: 4 } as const;
const Word = { warming: 10, fade: 11, active: 12 } as const;
const FADE_SECONDS = 0.02;

export class SwitchNode {
  readonly memory: NodeMemory;
  readonly block: Pointer;
  readonly #doubles: Float64Array;
  readonly #words: Int32Array;

  /** @param warming quanta until the new stretch has its own sound. */
  constructor(kernels: Kernels, allocator: Allocator, warming: number, sampleRate: number) {
    this.memory = new NodeMemory(allocator);
    const bytes = kernels.call.switch_bytes!();
    this.block = this.memory.allocate(bytes);
    this.#doubles = new Float64Array(kernels.memory.buffer, this.block, bytes / 8);
    this.#words = new Int32Array(kernels.memory.buffer, this.block, bytes / 4);
    this.#doubles[Double.goal] = 1;
    this.#words[Word.warming] = warming;
    this.#words[Word.fade] = Math.max(1, Math.round((FADE_SECONDS * sampleRate) / QUANTUM));
  }

  /** True for the new stretch; false lets the old one come back. */
  set toNew(wanted: boolean) {
    this.#doubles[Double.goal] = wanted ? 1 : 0;
  }

  /** Whether a stretch is not heard any more. */
  hasLost(comes: boolean): boolean {
    return this.isDone && (this.#doubles[Double.goal] === 1) !== comes;
  }

  /** Only one stretch sounds, and will. */
  get isDone(): boolean {
    const { now, end, goal } = Double;
    const d = this.#doubles;
    return d[now] === d[goal] && d[end] === d[goal] && this.#words[Word.active] === 0;
  }
}

/** Quanta until inserts of these latencies, one after another, have their own sound at the end. */
export function warmingQuanta(latencies: readonly number[]): number {
  return latencies.reduce((sum, latency) => sum + Math.ceil(latency / QUANTUM) + 1, 0);
}
