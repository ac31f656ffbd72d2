/** Words of the reference deck: the same places as `kernels/assembly/monitor-deck.ts`. */
import type { Pointer } from '../kernels/index.ts';
import { FeedWord, QUANTUM_BYTES } from './plan-layout.ts';

export const DECK_SLOTS = 2;
const WANTED = 0;
const HEARD = 1;
const SLOTS_BYTE = 64 + QUANTUM_BYTES;
const SLOT_BYTES = 192;
const SlotWord = {
  generation: 16,
  ready: 17,
  own: 18,
  validFrom: 19,
  clock: 20,
  restarts: 21,
  restartsReady: 22,
} as const;
const GAIN_BYTE = 96;

/** One of the two places a file can be streamed into. */
export class DeckSlot {
  /** Its feed block. */
  readonly feed: Pointer;
  readonly #words: Int32Array;
  readonly #gain: Float64Array;

  constructor(memory: WebAssembly.Memory, deck: Pointer, slot: number) {
    this.feed = deck + SLOTS_BYTE + slot * SLOT_BYTES;
    this.#words = new Int32Array(memory.buffer, this.feed, SLOT_BYTES / 4);
    this.#gain = new Float64Array(memory.buffer, this.feed + GAIN_BYTE, 1);
  }

  /** Control thread: the ring that stands elsewhere. */
  setRing(pointer: Pointer, quanta: number): void {
    this.#words[FeedWord.ringPointer] = pointer;
    this.#words[FeedWord.ringMask] = quanta - 1;
    this.#words[FeedWord.channels] = 2;
  }

  /** Control thread: other sound follows; gives its number. */
  load(own: boolean, gainDb: number): number {
    this.#words[SlotWord.own] = own ? 1 : 0;
    this.#gain[0] = gainDb;
    return Atomics.add(this.#words, SlotWord.generation, 1) + 1;
  }

  setGain(gainDb: number): void {
    this.#gain[0] = gainDb;
  }

  get filledUntil(): number {
    return Atomics.load(this.#words, FeedWord.filledUntil);
  }

  get clock(): number {
    return Atomics.load(this.#words, SlotWord.clock);
  }

  get restarts(): number {
    return Atomics.load(this.#words, SlotWord.restarts);
  }

  get isReady(): boolean {
    const at = (word: number): number => Atomics.load(this.#words, word);
    return (
      at(SlotWord.ready) === at(SlotWord.generation) && at(SlotWord.restartsReady) === at(SlotWord.restarts)
    );
  }

  /** Disk thread, while the audio thread is parked: the next run begins at 0. */
  rewind(): void {
    Atomics.store(this.#words, SlotWord.clock, 0);
  }

  /** Disk thread: quanta from here on are about to be read; nothing before it may be played. */
  empty(from: number): void {
    // In this order nothing between the old end and the new one is ever taken for read.
    Atomics.store(this.#words, SlotWord.validFrom, from);
    Atomics.store(this.#words, FeedWord.filledUntil, from);
  }

  /** Disk thread: what is read from now on is this load's, since that restart. */
  ready(generation: number, restarts: number): void {
    Atomics.store(this.#words, SlotWord.restartsReady, restarts);
    Atomics.store(this.#words, SlotWord.ready, generation);
  }
}

export class DeckBlock {
  readonly pointer: Pointer;
  readonly slots: readonly DeckSlot[];
  readonly #words: Int32Array;

  /** @param pointer `deck_bytes` of zeros. */
  constructor(memory: WebAssembly.Memory, pointer: Pointer) {
    this.pointer = pointer;
    this.#words = new Int32Array(memory.buffer, pointer, 4);
    this.slots = Array.from({ length: DECK_SLOTS }, (_, slot) => new DeckSlot(memory, pointer, slot));
  }

  /** Control: a slot is wanted instead of the mix; null: the mix. */
  want(slot: number | null): void {
    Atomics.store(this.#words, WANTED, slot === null ? 0 : slot + 1);
  }

  get wanted(): number | null {
    const wanted = Atomics.load(this.#words, WANTED);
    return wanted === 0 ? null : wanted - 1;
  }

  /** What is heard, or faded in to. */
  get heard(): number | null {
    const heard = Atomics.load(this.#words, HEARD);
    return heard === 0 ? null : heard - 1;
  }
}
