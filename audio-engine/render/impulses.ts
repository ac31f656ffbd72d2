/**
 * Impulse responses in shared memory, each prepared once and shared by all inserts that name it. They are loaded
 * before the plan that needs them is installed, and freed with the last plan that does.
 */
import { type Impulse, prepareImpulse } from '../effects/convolution/prepare.ts';
import type { PlanDescription } from '../graph/index.ts';
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { type FailureValue, failureOf } from '../words/index.ts';
import { NodeMemory } from './node-memory.ts';

/** What an insert gets as its context's resource, and the memory that its plans keep. */
export interface Resource {
  pointer: Pointer;
  memory: NodeMemory;
}

export interface ImpulseOptions {
  kernels: Kernels;
  allocator: Allocator;
  sampleRate: number;
  /** `media`'s `loadImpulse` for the session's folder. */
  load(name: string): Promise<Impulse>;
}

export class Impulses {
  readonly #o: ImpulseOptions;
  readonly #ready = new Map<string, Resource>();
  readonly #loading = new Map<string, Promise<FailureValue | null>>();
  /** Not asked for again: its insert is silent until another one is chosen. */
  readonly #failed = new Set<string>();

  constructor(options: ImpulseOptions) {
    this.#o = options;
  }

  /** Names of what a description needs and nobody has asked for yet. */
  missing(description: PlanDescription): string[] {
    const names = new Set<string>();
    for (const { inserts, postFader } of [...description.strips, description.master]) {
      for (const insert of [...inserts, ...postFader]) {
        if (insert.node !== 'effect' || insert.impulse === null) continue;
        if (!this.find(insert.impulse) && !this.#failed.has(insert.impulse)) names.add(insert.impulse);
      }
    }
    return [...names];
  }

  /** Loads and prepares; answers with what could not be. */
  async load(names: readonly string[]): Promise<FailureValue[]> {
    const results = await Promise.all(
      names.map((name) => {
        let loading = this.#loading.get(name);
        if (!loading) {
          loading = this.#load(name).finally(() => this.#loading.delete(name));
          this.#loading.set(name, loading);
        }
        return loading;
      }),
    );
    return results.filter((failure) => failure !== null);
  }

  find(name: string): Resource | undefined {
    const found = this.#ready.get(name);
    // Freed with the last plan that needed it.
    if (found?.memory.isFree) this.#ready.delete(name);
    return found?.memory.isFree ? undefined : found;
  }

  /** Frees what no plan ever used. */
  close(): void {
    for (const { memory } of this.#ready.values()) memory.discard();
    this.#ready.clear();
  }

  async #load(name: string): Promise<FailureValue | null> {
    const { kernels, allocator, sampleRate, load } = this.#o;
    try {
      const pointer = prepareImpulse(kernels, allocator, await load(name), sampleRate);
      const memory = new NodeMemory(allocator);
      memory.own(pointer);
      this.#ready.set(name, { pointer, memory });
      return null;
    } catch (error) {
      this.#failed.add(name);
      return failureOf(error);
    }
  }
}
