/** The node of a latency compensation: a delay whose length may change while it runs. */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { NodeMemory, powerOfTwo } from './node-memory.ts';
import { QUANTUM, QUANTUM_BYTES } from './plan-layout.ts';

/** Words of an align block: see kernels/assembly/align.ts. */
const Word = {
  ring: 0,
  mask: 1,
  goal: 3,
  now: 4,
  fadeLeft: 6,
  fadeQuanta: 7,
  fresh: 8,
  room: 11,
  before: 12,
} as const;
const BLOCK_BYTES = 64;
const LEAST_RING_FRAMES = 4096;
const FADE_SECONDS = 0.02;

export class AlignNode {
  readonly memory: NodeMemory;
  readonly #before: AlignNode | null;
  readonly block: Pointer;
  readonly #words: Int32Array;
  readonly #ringFrames: number;

  /**
   * @param comesIn begins without delay and cross-fades to it once there is a past to play.
   * @param forKey with room for a side-chain's delayed quantum.
   * @param before whose ring was too short: the new one begins with its past.
   */
  constructor(
    kernels: Kernels,
    allocator: Allocator,
    delaySamples: number,
    sampleRate: number,
    comesIn: boolean,
    forKey = false,
    before: AlignNode | null = null,
  ) {
    this.memory = new NodeMemory(allocator);
    this.#before = before;
    this.block = this.memory.allocate(BLOCK_BYTES);
    this.#ringFrames = powerOfTwo(Math.max(LEAST_RING_FRAMES, 2 * (delaySamples + QUANTUM)));
    const words = new Int32Array(kernels.memory.buffer, this.block, 16);
    words[Word.ring] = this.memory.allocate(this.#ringFrames * 16);
    words[Word.mask] = this.#ringFrames - 1;
    words[Word.goal] = delaySamples;
    words[Word.fadeQuanta] = Math.max(1, Math.round((FADE_SECONDS * sampleRate) / QUANTUM));
    words[Word.fresh] = before ? 2 : comesIn ? 0 : 1;
    words[Word.before] = before?.block ?? 0;
    if (forKey) words[Word.room] = this.memory.allocate(QUANTUM_BYTES);
    this.#words = words;
  }

  /** What a plan with this node needs: also the node before it, until its past has been taken over. */
  get memories(): readonly NodeMemory[] {
    const waits = this.#before && this.#words[Word.fresh] === 2;
    return waits ? [this.memory, ...this.#before.memories] : [this.memory];
  }

  get fits(): number {
    return this.#ringFrames - 2 * QUANTUM;
  }

  /** Not needed any more: no delay, and no fade from one. */
  get isThrough(): boolean {
    return this.#words[Word.goal] === 0 && this.#words[Word.now] === 0 && this.#words[Word.fadeLeft] === 0;
  }

  set delaySamples(samples: number) {
    Atomics.store(this.#words, Word.goal, samples);
  }
}
