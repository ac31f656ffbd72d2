/** `npx vitest bench tests/measure`: how many times faster than real time a file is measured and a master pass runs. */
import { bench, describe } from 'vitest';
import { FinalLimiter, limiterValues } from '../../audio-engine/delivery/final-limiter.ts';
import { Quantiser } from '../../audio-engine/delivery/quantiser.ts';
import { BLOCK_FRAMES } from '../../audio-engine/delivery/regrouper.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { AudioMeter } from '../../audio-engine/measure/index.ts';
import { beat } from './programmes.ts';

const home = loadKernels();
const { samples } = beat(48000, 10);
const clipped = samples.map((x) => Math.max(-0.5, Math.min(0.5, 3 * x)));

describe('ten seconds of stereo at 48 kHz (hz x 10 is times real time)', () => {
  for (const [name, signal] of [
    ['a mix', samples],
    ['a dense master', clipped],
  ] as const) {
    for (const truePeak of [true, false]) {
      bench(`measuring ${name}${truePeak ? '' : ' without true peak'}`, () => {
        const meter = new AudioMeter({ sampleRate: 48000, channels: 2, truePeak }, home);
        meter.push(signal, signal.length / 2);
        meter.finish();
      });
    }
  }
  const limiter = new FinalLimiter(home, 48000, limiterValues({ gainDb: 9 }));
  const block = new Float64Array(BLOCK_FRAMES * 2);
  bench('the limiter', () => {
    for (let at = 0; at + block.length <= samples.length; at += block.length) {
      block.set(samples.subarray(at, at + block.length));
      limiter.process(block, 2);
    }
  });
  const quantiser = new Quantiser(home, 2, '24');
  bench('dither', () => {
    for (let at = 0; at + block.length <= samples.length; at += block.length) {
      block.set(samples.subarray(at, at + block.length));
      quantiser.process(block, BLOCK_FRAMES);
    }
  });
});
