import { describe, expect, it } from 'vitest';
import { loadKernels } from '../../audio-engine/kernels/index.ts';

const { kernels, allocator } = loadKernels();
const { call, memory } = kernels;
const doubles = (at: number, length: number) => new Float64Array(memory.buffer, at, length);

function prepare(size: number) {
  const block = allocator.allocate(call.fft_bytes!(size));
  call.fft_init!(block, size);
  const input = allocator.allocate(size * 8);
  const output = allocator.allocate((size / 2 + 1) * 16);
  const signal = doubles(input, size);
  for (let n = 0; n < size; n++) signal[n] = Math.sin(n * n * 0.37) + (n % 7) * 0.1;
  return { block, input, output, signal, spectrum: doubles(output, size + 2) };
}

describe('fft kernel', () => {
  it('equals the definition, at every bin of a small size and at some of every large one', () => {
    for (const size of [256, 512, 1024, 4096, 32768]) {
      const { block, input, output, signal, spectrum } = prepare(size);
      call.fft_forward!(block, input, output);
      const bins =
        size === 256
          ? Array.from({ length: 129 }, (_, k) => k)
          : [0, 1, 7, size / 4 + 1, size / 2 - 1, size / 2];
      for (const k of bins) {
        let re = 0;
        let im = 0;
        for (let n = 0; n < size; n++) {
          const angle = (2 * Math.PI * ((k * n) % size)) / size;
          re += signal[n]! * Math.cos(angle);
          im -= signal[n]! * Math.sin(angle);
        }
        expect(Math.abs(spectrum[2 * k]! - re), `size ${size} bin ${k}`).toBeLessThan(1e-9);
        expect(Math.abs(spectrum[2 * k + 1]! - im), `size ${size} bin ${k}`).toBeLessThan(1e-9);
      }
    }
  });

  it('comes back through the inverse', () => {
    for (const size of [256, 8192]) {
      const { block, input, output, signal } = prepare(size);
      const before = signal.slice();
      call.fft_forward!(block, input, output);
      signal.fill(0);
      call.fft_inverse!(block, output, input);
      before.forEach((x, n) => {
        expect(Math.abs(signal[n]! - x)).toBeLessThan(1e-13);
      });
    }
  });

  it('reads a full-scale sine as 0 dB under either window, with side lobes where they belong', () => {
    const size = 4096;
    const { block, input, output, signal } = prepare(size);
    const window = allocator.allocate(size * 8);
    for (const [fill, floorDb] of [
      ['window_hann', -100],
      ['window_blackman_harris', -92],
    ] as const) {
      for (let n = 0; n < size; n++) signal[n] = Math.sin((2 * Math.PI * 200 * n) / size + 0.3);
      call[fill]!(window, size);
      call.fft_power!(block, input, window, output);
      const power = doubles(output, size / 2 + 1);
      expect(10 * Math.log10(power[200]!)).toBeCloseTo(0, 9);
      // Between two bins the window's side lobes show.
      for (let n = 0; n < size; n++) signal[n] = Math.sin((2 * Math.PI * 200.5 * n) / size + 0.3);
      call.fft_power!(block, input, window, output);
      expect(10 * Math.log10(power[250]!)).toBeLessThan(floorDb);
      expect(10 * Math.log10(power[200]!)).toBeGreaterThan(-1.5);
    }
  });
});
