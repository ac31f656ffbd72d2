/**
 * What one insert changes, heard instead of the mix: the control thread's side of kernels/assembly/monitor-delta.ts. It is
 * in the monitor's path only: no render knows of it.
 */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import type { Id } from '../session/index.ts';
import { LIVE_QUANTA } from './live-audio.ts';
import { QUANTUM_BYTES } from './plan-layout.ts';
import type { InstalledPlan } from './plan-types.ts';

/** Of an insert block (crossfade.ts), of the monitor block (monitor.ts), and of a delta block. */
const INSERT_DELTA = 344;
const MONITOR_DELTA = 84;
const Word = { strip: 0, buffer: 1, wanted: 2 } as const;

export class DeltaListen {
  readonly #kernels: Kernels;
  readonly #block: Pointer;
  readonly #words: Int32Array;
  #heard: { stripId: Id; effectId: Id } | null = null;
  /** The insert that writes now. */
  #insert: Pointer = 0;
  #plan: InstalledPlan | undefined;

  /** @param capacityQuanta most quanta of one run of the plan. */
  constructor(kernels: Kernels, allocator: Allocator, monitor: Pointer, capacityQuanta = LIVE_QUANTA) {
    this.#kernels = kernels;
    this.#block = allocator.allocate(kernels.call.delta_block_bytes!());
    this.#words = new Int32Array(kernels.memory.buffer, this.#block, 4);
    this.#words[Word.buffer] = allocator.allocate(capacityQuanta * QUANTUM_BYTES);
    Atomics.store(new Int32Array(kernels.memory.buffer, monitor + MONITOR_DELTA, 1), 0, this.#block);
  }

  /** A session at this rate; only while the audio thread is parked. */
  begin(sampleRate: number): void {
    this.#plan = undefined;
    this.#insert = 0;
    this.listen(null);
    this.#kernels.call.delta_block_init!(this.#block, sampleRate);
  }

  /** Hears what an insert changes; null hears the mix again. */
  listen(heard: { stripId: Id; effectId: Id } | null): void {
    this.#heard = heard;
    this.#point();
  }

  /** Another plan runs, or none. */
  plan(plan: InstalledPlan | undefined): void {
    this.#plan = plan;
    // What the plan before had may be gone: nothing is written there any more.
    if (this.#insert !== this.#find()) this.#insert = 0;
    this.#point();
  }

  #find(): Pointer | undefined {
    return this.#heard ? this.#plan?.insert(this.#heard.effectId) : undefined;
  }

  #point(): void {
    const insert = this.#find() ?? 0;
    const strip = this.#heard ? (this.#plan?.outputs.get(this.#heard.stripId) ?? 0) : 0;
    const on = insert !== 0 && strip !== 0;
    if (this.#insert && this.#insert !== insert) this.#write(this.#insert, 0);
    // The room clears what it plays: it must listen before anything is written.
    Atomics.store(this.#words, Word.wanted, on ? 1 : 0);
    this.#words[Word.strip] = strip;
    this.#insert = on ? insert : 0;
    if (on) this.#write(insert, this.#block);
    else if (insert) this.#write(insert, 0);
  }

  #write(insert: Pointer, block: Pointer): void {
    Atomics.store(new Int32Array(this.#kernels.memory.buffer, insert + INSERT_DELTA, 1), 0, block);
  }
}
