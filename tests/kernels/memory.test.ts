import { describe, expect, it } from 'vitest';
import { loadKernels } from '../../audio-engine/kernels/index.ts';

describe('kernel memory', () => {
  it('gives out zeroed, aligned, disjoint blocks and joins what is freed', () => {
    const { allocator } = loadKernels();
    const a = allocator.allocate(100);
    const b = allocator.allocate(100);
    const c = allocator.allocate(100);
    expect(a % 64).toBe(0);
    expect(b - a).toBe(128);
    new Uint8Array(allocator.memory.buffer, b, 100).fill(7);
    allocator.free(b);
    allocator.free(a);
    const joined = allocator.allocate(256);
    expect(joined).toBe(a);
    expect(new Uint8Array(allocator.memory.buffer, joined, 256).every((x) => x === 0)).toBe(true);
    expect(allocator.used).toBe(256 + 128);
    allocator.free(c);
    expect(() => allocator.free(c)).toThrow(/twice/);
  });

  it('grows past the first 64 MiB without moving what is there', () => {
    const { allocator } = loadKernels();
    const first = allocator.allocate(8);
    new Float64Array(allocator.memory.buffer, first, 1)[0] = 0.25;
    allocator.allocate(80 * 2 ** 20);
    expect(new Float64Array(allocator.memory.buffer, first, 1)[0]).toBe(0.25);
  });
});
