/** The master's limiter over a cached chain: the kernel that plays in the room, at the file's rate. */

import { limiterParameters } from '../effects/limiter/parameters.ts';
import { clampTo, defaultsOf, type ParameterValues } from '../effects/parameter.ts';
import type { Pointer } from '../kernels/index.ts';
import type { KernelHome } from '../measure/index.ts';
import { BLOCK_FRAMES } from './regrouper.ts';

const parameterOf = (id: string) => limiterParameters.find((p) => p.id === id)!;

/** Limits of what a search may ask for. */
export const GAIN_RANGE_DB = { min: parameterOf('gainDb').min, max: parameterOf('gainDb').max };

/** All parameters, legal, from those a document holds. */
export function limiterValues(held: Record<string, number>): ParameterValues {
  const values = { ...defaultsOf(limiterParameters) };
  for (const p of limiterParameters) values[p.id] = clampTo(p, held[p.id] ?? p.default);
  return values;
}

export class FinalLimiter {
  readonly #home: KernelHome;
  readonly #state: Pointer;
  readonly #params: Pointer;
  readonly #buffer: Pointer;
  readonly #view: Float64Array;
  readonly #sampleRate: number;
  /** Frames by which its output is late. */
  readonly latencySamples: number;

  constructor(home: KernelHome, sampleRate: number, values: ParameterValues) {
    const { kernels, allocator } = home;
    this.#home = home;
    this.#sampleRate = sampleRate;
    this.#state = allocator.allocate(kernels.call.limiter_bytes!(sampleRate));
    this.#params = allocator.allocate(limiterParameters.length * 8);
    this.#buffer = allocator.allocate(BLOCK_FRAMES * 16);
    this.#view = new Float64Array(kernels.memory.buffer, this.#buffer, BLOCK_FRAMES * 2);
    new Float64Array(kernels.memory.buffer, this.#params, limiterParameters.length).set(
      limiterParameters.map((p) => values[p.id] ?? p.default),
    );
    kernels.call.limiter_reset!(this.#state, sampleRate);
    this.latencySamples = kernels.call.limiter_latency!(this.#params, this.#sampleRate);
  }

  /** `BLOCK_FRAMES` frames of one or two channels in place; one channel stands on both sides of the kernel. */
  process(block: Float64Array, channels: number): void {
    const view = this.#view;
    if (channels === 2) view.set(block);
    else for (let i = 0; i < BLOCK_FRAMES; i++) view[2 * i] = view[2 * i + 1] = block[i]!;
    this.#home.kernels.call.limiter_process!(this.#state, this.#params, this.#buffer, BLOCK_FRAMES);
    if (channels === 2) block.set(view);
    else for (let i = 0; i < BLOCK_FRAMES; i++) block[i] = view[2 * i]!;
  }

  dispose(): void {
    const { allocator } = this.#home;
    for (const at of [this.#state, this.#params, this.#buffer]) allocator.free(at);
  }
}
