/**
 * Reads meter and effect-history blocks while another thread writes them. Each reader remembers how far it has
 * read in the ring of per-quantum values, so that no peak falls between two reads and several may read at once.
 */
import type { Pointer } from '../kernels/index.ts';
import { EFFECT_HISTORY, METER_HISTORY, METER_HISTORY_BYTE, MeterSlot, MeterWord } from './plan-layout.ts';

export class MeterReader {
  readonly #slots: Float64Array;
  readonly #words: Int32Array;
  readonly #peaks: Float32Array;
  #read: number;

  constructor(memory: WebAssembly.Memory, meter: Pointer) {
    this.#slots = new Float64Array(memory.buffer, meter, 8);
    this.#words = new Int32Array(memory.buffer, meter, 32);
    this.#peaks = new Float32Array(memory.buffer, meter + METER_HISTORY_BYTE, METER_HISTORY * 2);
    this.#read = Atomics.load(this.#words, MeterWord.written);
  }

  /**
   * Writes peak left, peak right (maxima since the last read), RMS left, RMS right, clipped, reduction dB,
   * silent and faulted to `into` at `at`. Linear values; nothing is allocated.
   */
  read(into: Float32Array, at: number): void {
    const written = Atomics.load(this.#words, MeterWord.written);
    const fresh = Math.min((written - this.#read) | 0, METER_HISTORY);
    let left = 0;
    let right = 0;
    for (let back = 1; back <= fresh; back++) {
      const index = ((written - back) & (METER_HISTORY - 1)) * 2;
      left = Math.max(left, this.#peaks[index]!);
      right = Math.max(right, this.#peaks[index + 1]!);
    }
    this.#read = written;
    const slots = this.#slots;
    into[at] = left;
    into[at + 1] = right;
    into[at + 2] = Math.sqrt(slots[MeterSlot.meanSquareLeft]!);
    into[at + 3] = Math.sqrt(slots[MeterSlot.meanSquareRight]!);
    into[at + 4] = slots[MeterSlot.clipped]! > 0 ? 1 : 0;
    into[at + 5] = slots[MeterSlot.reductionDb]!;
    into[at + 6] = slots[MeterSlot.silent]!;
    into[at + 7] = slots[MeterSlot.faults]! > 0 ? 1 : 0;
  }

  /** Clip and fault latches and held peaks go back to nothing at the next quantum. */
  requestReset(): void {
    Atomics.add(this.#words, MeterWord.resetsWanted, 1);
  }
}

/** An effect's input, output and gain reduction, one triple a quantum. */
export class HistoryReader {
  readonly #words: Int32Array;
  readonly #values: Float32Array;
  #read: number;

  constructor(memory: WebAssembly.Memory, history: Pointer) {
    this.#words = new Int32Array(memory.buffer, history, 16);
    this.#values = new Float32Array(memory.buffer, history + 64, EFFECT_HISTORY * 3);
    this.#read = Atomics.load(this.#words, 0);
  }

  /** Copies the triples since the last read, oldest first, to `into`; returns how many triples. */
  read(into: Float32Array): number {
    const written = Atomics.load(this.#words, 0);
    const room = Math.floor(into.length / 3);
    const fresh = Math.min((written - this.#read) | 0, EFFECT_HISTORY, room);
    for (let i = 0; i < fresh; i++) {
      const index = ((written - fresh + i) & (EFFECT_HISTORY - 1)) * 3;
      into[i * 3] = this.#values[index]!;
      into[i * 3 + 1] = this.#values[index + 1]!;
      into[i * 3 + 2] = this.#values[index + 2]!;
    }
    this.#read = written;
    return fresh;
  }
}
