/** `npx vitest bench tests/kernels/resampler`: prints how many times faster than real time stereo is converted. */
import { bench, describe } from 'vitest';
import { loadKernels, Resampler } from '../../audio-engine/kernels/index.ts';

const home = loadKernels();

describe('resampler, stereo, one core', () => {
  for (const [from, to] of [
    [44100, 48000],
    [48000, 44100],
    [96000, 48000],
    [48000, 96000],
    [88200, 44100],
    [96000, 44100],
    [44100, 96000],
    [192000, 44100],
    [44100, 192000],
    [47999, 48000],
  ] as const) {
    const second = new Float64Array(2 * from).fill(0.25);
    const resampler = new Resampler(home.kernels, home.allocator, from, to, 2);
    bench(`${from} to ${to} Hz, one second (hz is times real time)`, () => {
      resampler.process(second, from);
    });
  }
});
