/** A node of a plan in shared memory: the blocks it owns, and how many installed plans still use it. */
import type { Allocator, Pointer } from '../kernels/index.ts';

export class NodeMemory {
  readonly #allocator: Allocator;
  readonly #blocks: Pointer[] = [];
  #plans = 0;

  constructor(allocator: Allocator) {
    this.#allocator = allocator;
  }

  allocate(bytes: number): Pointer {
    const at = this.#allocator.allocate(bytes);
    this.#blocks.push(at);
    return at;
  }

  /** Takes over a block that somebody else allocated. */
  own(at: Pointer): void {
    this.#blocks.push(at);
  }

  /** Frees what no plan ever used. */
  discard(): void {
    if (this.#plans > 0) return;
    this.retain();
    this.release();
  }

  /** Gives one block back before the others. */
  free(at: Pointer): void {
    this.#blocks.splice(this.#blocks.indexOf(at), 1);
    this.#allocator.free(at);
  }

  get isFree(): boolean {
    return this.#blocks.length === 0;
  }

  retain(): void {
    this.#plans++;
  }

  /** True when nobody uses the node any more; its blocks are free then. */
  release(): boolean {
    this.#plans--;
    if (this.#plans > 0) return false;
    for (const at of this.#blocks) this.#allocator.free(at);
    this.#blocks.length = 0;
    return true;
  }
}

/** The smallest power of two that is at least `least`. */
export function powerOfTwo(least: number): number {
  let size = 1;
  while (size < least) size *= 2;
  return size;
}
