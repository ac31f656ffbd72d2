import { describe, expect, it } from 'vitest';
import { doublerVoices } from '../../audio-engine/effects/doubler/curves.ts';
import { doublerParameters } from '../../audio-engine/effects/doubler/parameters.ts';
import { noise, startEffect, testHome } from './runner.ts';

const RATE = 48000;
const OPEN = { lowCutHz: 20, highCutHz: 20000, dry: 0, levelDb: 0 };
const start = (values: Record<string, number> = {}) =>
  startEffect('doubler', doublerParameters, { ...OPEN, ...values }, RATE);

const click = (frames: number, at = 0): Float64Array => {
  const stereo = new Float64Array(2 * frames);
  stereo[2 * at] = 1;
  stereo[2 * at + 1] = 1;
  return stereo;
};

describe('doubler', () => {
  it('puts its voices where and when it says', () => {
    for (const voices of [2, 3, 4]) {
      const values = { voices, delayMs: 20, spreadPercent: 80, detuneCents: 0, widthPercent: 100 };
      const out = start(values).processInContext(click(64 * 60));
      for (const voice of doublerVoices({ ...OPEN, ...values })) {
        const at = Math.round((voice.delayMs * RATE) / 1000);
        const angle = (Math.PI / 4) * (1 + voice.side);
        const gain = 10 ** (voice.levelDb / 20);
        let left = 0;
        let right = 0;
        for (let i = at - 9; i <= at + 9; i++) {
          left += out[2 * i]!;
          right += out[2 * i + 1]!;
        }
        expect(left).toBeCloseTo(gain * Math.cos(angle), 2);
        expect(right).toBeCloseTo(gain * Math.sin(angle), 2);
      }
    }
  });

  it('drifts out of tune by no more than what is set, and nearly that much', () => {
    const fx = start({ detuneCents: 12, driftHz: 1, voices: 4 });
    const quantum = new Float64Array(128);
    let most = 0;
    for (let i = 0; i < 6000; i++) {
      fx.processInContext(quantum);
      for (let voice = 0; voice < 4; voice++) most = Math.max(most, Math.abs(fx.state[3 + voice]!));
    }
    expect(most).toBeLessThanOrEqual(12.1);
    expect(most).toBeGreaterThan(5);
  });

  it('keeps the spectrum of what it copies', () => {
    const out = start({ voices: 2, widthPercent: 100, detuneCents: 0, delayMs: 20.013 }).processInContext(
      Float64Array.from({ length: 2 * 64 * 750 }, (_, i) =>
        Math.sin((2 * Math.PI * 14000 * (i >> 1)) / RATE),
      ),
    );
    const part = out.filter((_, i) => i % 2 === 0 && i > 48000);
    const rms = Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length);
    // One of two voices, whole in the left channel: 3 dB below the tone.
    expect(20 * Math.log10(rms) + 6.02).toBeCloseTo(0, 1);
  });

  it('leaves the take untouched under its copies', () => {
    const input = noise(64 * 10, 3, 0.5);
    const out = start({ dry: 1, delayMs: 60 }).processInContext(input);
    expect(out.subarray(0, 128 * 8)).toEqual(input.subarray(0, 128 * 8));
  });

  it('is the same in every run, and another for another insert', () => {
    const input = noise(64 * 200, 3, 0.5);
    const values = { voices: 3, detuneCents: 20 };
    const one = start(values).processInContext(input, { frame: 6400, seed: 5 });
    expect(start(values).processInContext(input, { frame: 6400, seed: 5 })).toEqual(one);
    expect(start(values).processInContext(input, { frame: 6400, seed: 6 })).not.toEqual(one);
  });

  it('glides, survives anything, and comes to rest', () => {
    const fx = start();
    const steady = Float64Array.from(
      { length: 2 * 64 * 200 },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * 300 * (i >> 1)) / RATE),
    );
    fx.processInContext(steady);
    for (const change of [
      { voices: 4 },
      { delayMs: 40 },
      { detuneCents: 30 },
      { widthPercent: 0 },
      { dry: 1 },
    ] as Record<string, number>[]) {
      fx.set(change);
      const out = fx.processInContext(steady);
      let most = 0;
      for (let i = 4; i < out.length; i++)
        most = Math.max(most, Math.abs(out[i]! - 2 * out[i - 2]! + out[i - 4]!));
      expect(most, JSON.stringify(change)).toBeLessThan(0.03);
    }
    const bad = noise(64 * 4, 6);
    bad[10] = Number.NaN;
    fx.processInContext(bad);
    for (let i = 0; i < 20; i++) {
      fx.set(Object.fromEntries(doublerParameters.map((p, n) => [p.id, (i + n) % 2 ? p.min : p.max * 3])));
      const out = fx.processInContext(noise(64 * 20, i + 1));
      if (i > 0) expect(out.every((x) => Math.abs(x) < 1e3)).toBe(true);
    }
    fx.processInContext(new Float64Array(2 * 64 * 1500));
    expect(fx.processInContext(new Float64Array(128)).every((x) => x === 0)).toBe(true);
    expect(testHome.kernels.call.doubler_at_rest!(fx.at.state, fx.at.params)).toBe(1);
  });
});
