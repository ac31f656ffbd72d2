/** An insert's node: the kernel's state and targets, its history, and the delayed input that bypass plays. */
import { effectKinds } from '../effects/registry.ts';
import type { InsertDescription } from '../graph/index.ts';
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { NodeMemory, powerOfTwo } from './node-memory.ts';
import { EFFECT_HISTORY, QUANTUM } from './plan-layout.ts';

/** Bytes and words of an insert block: see kernels/assembly/crossfade.ts. */
const ACTIVE_BYTE = 0;
const PRESENT_BYTE = 8;
const PRESENCE_BYTE = 48;
const LATENCY_WORD = 21;
const RING_WORD = 22;
const MASK_WORD = 23;
/** Enough for the look-ahead of our own effects at any rate, so that it can change while they run. */
const LEAST_RING_FRAMES = 4096;

export class InsertNode {
  readonly memory: NodeMemory;
  readonly id: string;
  /** What must not differ for the node to be kept. */
  readonly what: string;
  readonly block: Pointer;
  readonly params: Pointer;
  readonly history: Pointer;
  readonly #doubles: Float64Array;
  readonly #words: Int32Array;
  readonly #params: Float64Array;
  #ringFrames = 0;

  /** @param comesIn fades in instead of being there from the first sample. */
  constructor(
    kernels: Kernels,
    allocator: Allocator,
    insert: InsertDescription,
    dry: Pointer,
    sampleRate: number,
    comesIn: boolean,
  ) {
    this.id = insert.id;
    this.what = whatIs(insert);
    this.memory = new NodeMemory(allocator);
    const { call } = kernels;
    this.block = this.memory.allocate(call.insert_bytes!());
    const kind = insert.node === 'effect' ? effectKinds[insert.kind] : undefined;
    const count = insert.node === 'effect' ? insert.values.length : 0;
    this.params = this.memory.allocate(Math.max(8, count * 8));
    const state = kind ? this.memory.allocate(call[`${kind.prefix}_bytes`]!(sampleRate)) : 0;
    this.history = this.memory.allocate(64 + EFFECT_HISTORY * 12);
    let ring = 0;
    if (insert.latencySamples > 0) ring = this.#allocateRing(insert.latencySamples);
    const { buffer } = kernels.memory;
    this.#doubles = new Float64Array(buffer, this.block, 8);
    this.#words = new Int32Array(buffer, this.block, 32);
    this.#params = new Float64Array(buffer, this.params, Math.max(1, count));
    this.write(insert);
    call.insert_init!(
      this.block,
      kind?.kernelId ?? 0,
      this.params,
      state,
      this.history,
      dry,
      ring,
      this.#ringFrames,
      insert.latencySamples,
      sampleRate,
      comesIn ? 1 : 0,
    );
  }

  get activeTarget(): Pointer {
    return this.block + ACTIVE_BYTE;
  }

  get isLeaving(): boolean {
    return this.#doubles[PRESENT_BYTE / 8] === 0;
  }

  /** True once a leaving insert is not heard any more. */
  get hasLeft(): boolean {
    return this.isLeaving && this.#doubles[PRESENCE_BYTE / 8] === 0;
  }

  /** Whether this node can go on as that insert. */
  canBe(insert: InsertDescription): boolean {
    return (
      this.what === whatIs(insert) &&
      (this.#ringFrames === 0 || insert.latencySamples + QUANTUM <= this.#ringFrames)
    );
  }

  /** Targets, while the node may be running. */
  write(insert: InsertDescription): void {
    this.#doubles[ACTIVE_BYTE / 8] = insert.bypassed ? 0 : 1;
    if (insert.node === 'effect') this.#params.set(insert.values);
  }

  /** Takes over for the same insert in the next plan. */
  keep(insert: InsertDescription): void {
    this.write(insert);
    this.#doubles[PRESENT_BYTE / 8] = 1;
    if (insert.latencySamples > 0 && this.#ringFrames === 0) {
      const ring = this.#allocateRing(insert.latencySamples);
      // The audio thread may be in this node: the mask must stand before the ring is seen.
      Atomics.store(this.#words, MASK_WORD, this.#ringFrames - 1);
      Atomics.store(this.#words, RING_WORD, ring);
    }
    Atomics.store(this.#words, LATENCY_WORD, insert.latencySamples);
  }

  /** Begins to fade out of the chain. */
  leave(): void {
    this.#doubles[PRESENT_BYTE / 8] = 0;
  }

  #allocateRing(latencySamples: number): Pointer {
    this.#ringFrames = powerOfTwo(Math.max(LEAST_RING_FRAMES, latencySamples + QUANTUM));
    return this.memory.allocate(this.#ringFrames * 16);
  }
}

function whatIs(insert: InsertDescription): string {
  return insert.node === 'effect' ? insert.kind : insert.plugin;
}
