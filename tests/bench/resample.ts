/** Row `resample-44.1-48`: how many times real time one core converts stereo from 44.1 to 48 kHz. */
import { loadKernels, Resampler } from '../../audio-engine/kernels/index.ts';
import { type Bench, bestOf } from './row.ts';
import { noise } from './strips-shape.ts';

const FROM_RATE = 44100;
const TO_RATE = 48000;
const SECONDS = 60;
const BLOCK_FRAMES = 4096;
const ROUNDS = 3;

function measure(): number {
  const { kernels, allocator } = loadKernels();
  const block = Float64Array.from(noise(1, BLOCK_FRAMES * 2));
  const resampler = new Resampler(kernels, allocator, FROM_RATE, TO_RATE, 2);
  const start = performance.now();
  const blocks = Math.ceil((SECONDS * FROM_RATE) / BLOCK_FRAMES);
  for (let i = 0; i < blocks; i++) resampler.process(block, BLOCK_FRAMES);
  resampler.flush();
  return ((blocks * BLOCK_FRAMES) / FROM_RATE) * (1000 / (performance.now() - start));
}

export const resample: Bench = {
  name: 'resample-44.1-48',
  about: 'stereo from 44.1 to 48 kHz by the resampler of import and export, on one core.',
  async run() {
    measure();
    const ours = await bestOf(ROUNDS, measure);
    return [{ name: 'resample-44.1-48', unit: 'times real time', ours, peers: {} }];
  },
};
