import { describe, expect, it } from 'vitest';
import { ServiceLimiter } from '../../audio-engine/delivery/service-limit.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';

const RATE = 48000;
const home = loadKernels();
const settings = { samplePeakDbfs: -1, attackMs: 5, releaseMs: 100 };
const CEILING = 10 ** (-1 / 20);

function limit(stereo: Float64Array, gainDb: number, piece = stereo.length / 2) {
  const limiter = new ServiceLimiter(home, RATE, 2, settings, gainDb);
  const out = stereo.slice();
  for (let at = 0; at < out.length / 2; at += piece)
    limiter.process(
      out.subarray(2 * at, Math.min(out.length, 2 * (at + piece))),
      Math.min(piece, out.length / 2 - at),
    );
  const result = { out, mostDb: limiter.mostDb, latency: limiter.latencySamples };
  limiter.dispose();
  return result;
}

function noise(frames: number, seed: number): Float64Array {
  let state = seed;
  return Float64Array.from({ length: 2 * frames }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return (state / 1073741824 - 1) * 0.9;
  });
}

const largest = (samples: Float64Array): number =>
  samples.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

describe('the limiter of a service’s player', () => {
  it('looks 5 ms ahead and passes what stays below its ceiling, to the sample', () => {
    const stereo = noise(4800, 1).map((x) => x * 0.5);
    const { out, latency, mostDb } = limit(stereo, 0);
    expect(latency).toBe(240);
    expect(mostDb).toBe(0);
    expect(out.subarray(2 * latency)).toEqual(stereo.subarray(0, stereo.length - 2 * latency));
  });

  it.each([3, 9, 20])('lets no sample pass −1 dB after %i dB of gain', (gainDb) => {
    for (const seed of [2, 3, 4]) {
      const { out, mostDb } = limit(noise(48000, seed), gainDb);
      expect(largest(out)).toBeLessThanOrEqual(CEILING * (1 + 1e-9));
      expect(mostDb).toBeGreaterThan(1);
    }
  });

  it('comes back with 100 ms: after a peak, 1 − 1/e of the way in that time', () => {
    const stereo = new Float64Array(2 * RATE).fill(0.1);
    stereo[2 * 4800] = 2;
    const { out, latency } = limit(stereo, 0);
    const gainAt = (frame: number): number => out[2 * (frame + latency)]! / 0.1;
    const lowest = CEILING / 2;
    // The average over the attack puts half of it before and half behind.
    const after = gainAt(4800 + 4800 + 120);
    expect((after - lowest) / (1 - lowest)).toBeCloseTo(1 - Math.exp(-1), 1);
    expect(gainAt(4800 - 300)).toBe(1);
    expect(gainAt(RATE - 4800 - latency)).toBeCloseTo(1, 2);
  });

  it('takes both sides alike', () => {
    const stereo = noise(9600, 5);
    for (let i = 1; i < stereo.length; i += 2) stereo[i] = stereo[i - 1]! * 0.25;
    const { out } = limit(stereo, 12);
    for (let i = 0; i < out.length; i += 2) expect(out[i + 1]!).toBeCloseTo(out[i]! * 0.25, 12);
  });

  it('gives the same samples whatever the blocks', () => {
    const stereo = noise(10000, 6);
    expect(limit(stereo, 10, 777).out).toEqual(limit(stereo, 10).out);
  });

  it('goes on after NaN', () => {
    const stereo = noise(9600, 7);
    stereo[200] = Number.NaN;
    const { out } = limit(stereo, 6);
    expect(out.every(Number.isFinite)).toBe(true);
  });
});
