/** Memory of what the control room may play in the master's place, and through: allocated once for an engine's life. */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { DeckBlock } from './deck-block.ts';
import { QUANTUM_BYTES } from './plan-layout.ts';
import { SystemBlock } from './system-block.ts';

/** Int32 words of a monitor block: see kernels/assembly/monitor.ts. */
const DECK_WORD = 19;
const SYSTEM_WORD = 20;

export class ListeningBlocks {
  readonly deck: DeckBlock;
  readonly system: SystemBlock;
  readonly #memory: WebAssembly.Memory;

  private constructor(memory: WebAssembly.Memory, deck: DeckBlock, system: SystemBlock) {
    this.#memory = memory;
    this.deck = deck;
    this.system = system;
  }

  /** @param ringQuanta quanta of each slot's ring, a power of two. */
  static allocate({ call, memory }: Kernels, allocator: Allocator, ringQuanta: number): ListeningBlocks {
    const deck = new DeckBlock(memory, allocator.allocate(call.deck_bytes!()));
    for (const slot of deck.slots) slot.setRing(allocator.allocate(ringQuanta * QUANTUM_BYTES), ringQuanta);
    const system = new SystemBlock(memory, allocator.allocate(call.system_bytes!()));
    return new ListeningBlocks(memory, deck, system);
  }

  /** Puts both into a monitor block; before the audio thread starts. */
  attach(monitor: Pointer): void {
    const words = new Int32Array(this.#memory.buffer, monitor, 32);
    words[DECK_WORD] = this.deck.pointer;
    words[SYSTEM_WORD] = this.system.pointer;
  }
}
