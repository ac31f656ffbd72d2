/** Spectra for the eye: where a tone stands and how high, and that a ring's end is no seam. */
import { expect, it } from 'vitest';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import {
  SPECTRUM_BANDS,
  SPECTRUM_BANDS_PER_OCTAVE,
  SPECTRUM_LOWEST_HZ,
} from '../../audio-engine/protocol/index.ts';
import {
  SPECTRUM_FRAMES,
  SpectrumAnalyser,
  SpectrumBench,
} from '../../audio-engine/render/watch-spectrum.ts';

const SIZE = 16_384;

function ringOf(left: (n: number) => number, right: (n: number) => number, end: number): Float32Array {
  const ring = new Float32Array(SIZE * 2);
  for (let n = end - SIZE; n < end; n++) {
    ring[(n & (SIZE - 1)) * 2] = left(n);
    ring[(n & (SIZE - 1)) * 2 + 1] = right(n);
  }
  return ring;
}

it('reads a full-scale tone as 0 dBFS in its band, wherever the ring ends, and a side alone 3 dB lower', () => {
  const { kernels, allocator } = loadKernels();
  const analyser = new SpectrumAnalyser(new SpectrumBench(kernels, allocator), 48_000);
  for (const hertz of [200, 1000, 7000]) {
    const tone = (n: number): number => Math.sin((2 * Math.PI * hertz * n) / 48_000);
    const band = Math.round(Math.log2(hertz / SPECTRUM_LOWEST_HZ) * SPECTRUM_BANDS_PER_OCTAVE);
    for (const end of [SIZE, SIZE + 1000, SIZE * 3 + SPECTRUM_FRAMES - 7]) {
      const both = analyser.analyse(ringOf(tone, tone, end), SIZE, end).slice();
      // A band of 200 Hz is as narrow as a bin: neighbours hold a part of the window's width.
      const near = both.slice(band - 3, band + 4).reduce((sum, x) => sum + 10 ** (x / 10), 0);
      expect(10 * Math.log10(near)).toBeCloseTo(0, 0);
      expect(both.indexOf(Math.max(...both))).toBeGreaterThanOrEqual(band - 1);
      expect(both.indexOf(Math.max(...both))).toBeLessThanOrEqual(band + 1);
      expect(Math.max(...both.slice(0, band - 24))).toBeLessThan(-70);
      const one = analyser.analyse(
        ringOf(tone, () => 0, end),
        SIZE,
        end,
      );
      expect(one[band]! - both[band]!).toBeCloseTo(-3.01, 1);
    }
  }
  expect(analyser.values).toHaveLength(SPECTRUM_BANDS);
});
