/** Where the search for a loudness begins on a long song: near the answer, so that few passes over all of it are left. */
import { describe, expect, it } from 'vitest';
import { ChainCache } from '../../audio-engine/delivery/chain-cache.ts';
import { limiterValues } from '../../audio-engine/delivery/final-limiter.ts';
import { estimateGain, LEAST_SECONDS } from '../../audio-engine/delivery/gain-estimate.ts';
import { settleMaster } from '../../audio-engine/delivery/settle-master.ts';
import { Turns } from '../../audio-engine/delivery/turns.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';

/** Low: the search does not care, and the test is quick. */
const RATE = 22_050;

/** Beats over a bed that grows: what is quiet is touched little by a limiter, what is loud much. */
function song(seconds: number) {
  const home = loadKernels();
  const cache = new ChainCache(home, { channels: 1, fromRate: RATE, sampleRate: RATE });
  const block = new Float64Array(RATE);
  let seed = 1;
  for (let second = 0; second < seconds; second++) {
    for (let i = 0; i < RATE; i++) {
      seed = (Math.imul(seed, 1103515245) + 12345) | 0;
      const t = second + i / RATE;
      const beat = Math.exp(-((t * 2) % 1) * 9) * Math.sin(2 * Math.PI * 70 * t);
      block[i] = (0.25 + (0.75 * second) / seconds) * (0.35 * beat + 0.06 * (seed / 2 ** 31));
    }
    cache.push(block, RATE);
  }
  return { home, cache, chain: cache.finish(), turns: new Turns(undefined) };
}

describe('the start of the search for a loudness', () => {
  it('lies within a tenth of a decibel of where it ends, in two or three passes over the whole', async () => {
    const { home, cache, chain, turns } = song(LEAST_SECONDS + 21);
    try {
      const common = { home, cache, turns, ceilingDbtp: -1, targetLufs: -11, limiter: limiterValues({}) };
      const settled = await settleMaster({
        ...common,
        bits: '24',
        chainLufs: chain.integratedLufs,
        chainSamplePeakDbfs: chain.samplePeakDbfs,
      });
      expect(Math.abs(settled.result.measurement!.integratedLufs! + 11)).toBeLessThanOrEqual(0.02);
      expect(settled.passes).toBeLessThanOrEqual(3);
      const estimate = await estimateGain({
        ...common,
        chainLufs: chain.integratedLufs!,
        minDb: -12,
        maxDb: 24,
      });
      expect(Math.abs(estimate!.gainDb - settled.limiter.gainDb!)).toBeLessThan(0.1);
      // The limiter works: a dB of gain gives less than a dB.
      expect(settled.limiter.gainDb! + chain.integratedLufs!).toBeGreaterThan(-10.9);
      expect(estimate!.slope).toBeLessThan(1);
    } finally {
      cache.dispose();
    }
  });

  it('is left to the whole song where that is short', async () => {
    const { home, cache, turns } = song(5);
    try {
      const limiter = limiterValues({});
      const common = { home, cache, turns, limiter, ceilingDbtp: -1, targetLufs: -11, chainLufs: -20 };
      expect(await estimateGain({ ...common, minDb: -12, maxDb: 24 })).toBeNull();
    } finally {
      cache.dispose();
    }
  });
});
