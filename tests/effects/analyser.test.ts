import { describe, expect, it } from 'vitest';
import { analyserParameters } from '../../audio-engine/effects/analyser/parameters.ts';
import { noise, startEffect } from './runner.ts';

describe('analyser', () => {
  it('passes sound through untouched, bit for bit, whatever is set, and reads its peaks', () => {
    for (const view of [0, 1, 2]) {
      const fx = startEffect('analyser', analyserParameters, { view, averagingMs: 5000 });
      expect(fx.latencySamples).toBe(0);
      const input = noise(64 * 20, 7, 0.5);
      input[5] = -0;
      input[7] = 1e-310;
      expect(new BigInt64Array(fx.process(input).buffer)).toEqual(new BigInt64Array(input.buffer));
      expect(fx.state[0]).toBe(0);
      expect(fx.state[1]).toBeCloseTo(-6, 0);
      expect(fx.state[2]).toBe(fx.state[1]);
    }
  });
});
