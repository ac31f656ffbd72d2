/** The node of a strip's latency compensation: a delay whose length may change while it runs. */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { NodeMemory, powerOfTwo } from './node-memory.ts';
import { QUANTUM } from './plan-layout.ts';

/** Words of an align block: see kernels/assembly/align.ts. */
const Word = { ring: 0, mask: 1, goal: 3, now: 4, fadeLeft: 6, fadeQuanta: 7, fresh: 8 } as const;
const BLOCK_BYTES = 64;
const LEAST_RING_FRAMES = 4096;
const FADE_SECONDS = 0.02;

export class AlignNode {
  readonly memory: NodeMemory;
  readonly block: Pointer;
  readonly #words: Int32Array;
  readonly #ringFrames: number;

  /** @param comesIn begins without delay and cross-fades to it once there is a past to play. */
  constructor(
    kernels: Kernels,
    allocator: Allocator,
    delaySamples: number,
    sampleRate: number,
    comesIn: boolean,
  ) {
    this.memory = new NodeMemory(allocator);
    this.block = this.memory.allocate(BLOCK_BYTES);
    this.#ringFrames = powerOfTwo(Math.max(LEAST_RING_FRAMES, 2 * (delaySamples + QUANTUM)));
    const words = new Int32Array(kernels.memory.buffer, this.block, 16);
    words[Word.ring] = this.memory.allocate(this.#ringFrames * 16);
    words[Word.mask] = this.#ringFrames - 1;
    words[Word.goal] = delaySamples;
    words[Word.fadeQuanta] = Math.max(1, Math.round((FADE_SECONDS * sampleRate) / QUANTUM));
    words[Word.fresh] = comesIn ? 0 : 1;
    this.#words = words;
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
