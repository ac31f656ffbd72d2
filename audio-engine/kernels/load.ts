/** Instantiates kernels.wasm over a memory, in Node from its built file or anywhere from a compiled module. */
import { readFileSync } from 'node:fs';
import { entryPath } from '../entries.ts';
import { Allocator, createMemory } from './memory.ts';

/** Every export takes and returns numbers: addresses, counts and doubles. */
export type KernelExports = Record<string, (...values: number[]) => number>;

export interface Kernels {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly call: KernelExports;
}

let compiled: WebAssembly.Module | undefined;

/** The compiled module; it can be posted to workers. */
export function kernelModule(): WebAssembly.Module {
  compiled ??= new WebAssembly.Module(readFileSync(entryPath('engine/kernels.wasm')));
  return compiled;
}

/** Times inserts where somebody asks what they cost: see kernels/assembly/crossfade.ts. */
const clock = (): number => performance.now();

export function instantiateKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Kernels {
  const instance = new WebAssembly.Instance(module, { env: { memory, clock } });
  return { module, memory, call: instance.exports as unknown as KernelExports };
}

/** Kernels with a memory of their own and the allocator for it. */
export function loadKernels(module: WebAssembly.Module = kernelModule()): {
  kernels: Kernels;
  allocator: Allocator;
} {
  const memory = createMemory();
  const kernels = instantiateKernels(module, memory);
  return { kernels, allocator: new Allocator(memory, kernels.call.heapBase!()) };
}
