/**
 * The shared memory all kernels work in, and its allocator. One thread owns the allocator (the control thread,
 * or the only thread of a job); the others instantiate the module over the same memory and are told addresses.
 */

export const PAGE_BYTES = 65536;
export const INITIAL_PAGES = 1024;
export const MAXIMUM_PAGES = 16384;

export type Pointer = number;

/** 64 MiB at first, at most 1 GiB; shared, so that it never moves when it grows. */
export function createMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: INITIAL_PAGES, maximum: MAXIMUM_PAGES, shared: true });
}

const ALIGN = 64;
const aligned = (bytes: number): number => (bytes + ALIGN - 1) & ~(ALIGN - 1);

/**
 * First fit over free blocks, 64-byte aligned, zeroed on allocation. Never used while a quantum is rendered:
 * growth and allocation happen before a plan is swapped in.
 */
export class Allocator {
  readonly memory: WebAssembly.Memory;
  #free: { at: Pointer; bytes: number }[];
  #sizes = new Map<Pointer, number>();
  #end: number;

  constructor(memory: WebAssembly.Memory, heapBase: Pointer) {
    this.memory = memory;
    const start = aligned(heapBase + ALIGN);
    this.#end = memory.buffer.byteLength;
    this.#free = [{ at: start, bytes: this.#end - start }];
  }

  /** Bytes given out and not yet freed. */
  get used(): number {
    let sum = 0;
    for (const bytes of this.#sizes.values()) sum += bytes;
    return sum;
  }

  allocate(bytes: number): Pointer {
    const need = aligned(Math.max(bytes, ALIGN));
    let index = this.#free.findIndex((block) => block.bytes >= need);
    if (index < 0) {
      this.#grow(need);
      index = this.#free.length - 1;
    }
    const block = this.#free[index]!;
    const at = block.at;
    block.at += need;
    block.bytes -= need;
    if (block.bytes === 0) this.#free.splice(index, 1);
    this.#sizes.set(at, need);
    new Uint8Array(this.memory.buffer, at, need).fill(0);
    return at;
  }

  free(at: Pointer): void {
    const bytes = this.#sizes.get(at);
    if (bytes === undefined) throw new Error(`kernel memory at ${at} was freed twice or never allocated`);
    this.#sizes.delete(at);
    const index = this.#free.findIndex((block) => block.at > at);
    const where = index < 0 ? this.#free.length : index;
    this.#free.splice(where, 0, { at, bytes });
    this.#join(where);
    if (where > 0) this.#join(where - 1);
  }

  #join(index: number): void {
    const here = this.#free[index];
    const next = this.#free[index + 1];
    if (here && next && here.at + here.bytes === next.at) {
      here.bytes += next.bytes;
      this.#free.splice(index + 1, 1);
    }
  }

  #grow(need: number): void {
    const pages = Math.max(Math.ceil(need / PAGE_BYTES), 64);
    const old = this.#end;
    try {
      this.memory.grow(pages);
    } catch {
      throw new Error(
        `The session needs more than ${(MAXIMUM_PAGES * PAGE_BYTES) / 1048576} MiB for its sound.`,
      );
    }
    this.#end = this.memory.buffer.byteLength;
    this.#free.push({ at: old, bytes: this.#end - old });
    this.#join(this.#free.length - 2);
  }
}
