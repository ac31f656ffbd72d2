import { describe, expect, it } from 'vitest';
import {
  matchBandsDb,
  matchCurve,
  matchDbAt,
  totalResponseDb,
} from '../../audio-engine/effects/equaliser/curves.ts';
import {
  equaliserParameters,
  MATCH_HZ,
  matchParameter,
  PHASE,
} from '../../audio-engine/effects/equaliser/parameters.ts';
import { THIRD_OCTAVES_HZ } from '../../audio-engine/protocol/comparison.ts';
import { impulse, noise, responseDb, startEffect } from './runner.ts';

const start = (values: Record<string, number>, rate = 48000) =>
  startEffect('equaliser', equaliserParameters, values, rate);

/** A curve with a dip in the lows, a lift of the highs and one lone point. */
const CURVE: Record<string, number> = { matchOn: 1, matchSmoothingPercent: 40 };
for (const [band, hz] of MATCH_HZ.entries())
  CURVE[matchParameter(hz)] = Math.round(60 * Math.sin(band / 4) + (hz === 1000 ? 25 : 0)) / 10;

describe('the match curve', () => {
  it('stands at the bands that meters and comparisons measure', () => {
    expect([...MATCH_HZ]).toEqual([...THIRD_OCTAVES_HZ]);
    const bands = matchBandsDb({ ...CURVE, matchSmoothingPercent: 0 });
    for (const [band, hz] of MATCH_HZ.entries()) {
      expect(bands[band]).toBeCloseTo(CURVE[matchParameter(hz)]!, 9);
      expect(matchDbAt(bands, 1000 * 10 ** ((band - 16) / 10))).toBeCloseTo(bands[band]!, 6);
    }
  });

  it('is what is drawn, to 0.1 dB, in both phases and at any rate, with bands in the same equaliser', () => {
    for (const rate of [44100, 48000, 96000]) {
      for (const phase of [PHASE.minimum, PHASE.linear]) {
        const values = { ...CURVE, phase, band3GainDb: 4, band6GainDb: -3 };
        const out = start(values, rate).process(impulse(64 * 640));
        for (const hz of [50, 110, 300, 997, 1100, 3000, 7000, 12000, 16000]) {
          const drawn = totalResponseDb(values, [hz], rate)[0]!;
          expect(Math.abs(responseDb(out, 0, hz, rate) - drawn), `${rate} ${phase} ${hz}`).toBeLessThan(
            hz < 60 ? 0.3 : 0.1,
          );
        }
      }
    }
  });

  it('is of minimum phase: 512 frames late, all of it after that, and early rather than late', () => {
    const fx = start(CURVE);
    expect(fx.latencySamples).toBe(512);
    expect(start({}).latencySamples).toBe(0);
    expect(start({ ...CURVE, phase: PHASE.linear }).latencySamples).toBe(
      start({ phase: PHASE.linear }).latencySamples,
    );
    const out = fx.process(impulse(64 * 200));
    let before = 0;
    let after = 0;
    let all = 0;
    for (let n = 0; n < out.length / 2; n++) {
      const power = out[2 * n]! ** 2;
      all += power;
      if (n < 512) before += power;
      if (n >= 512 + 480) after += power;
    }
    expect(10 * Math.log10(Math.max(before, 1e-30) / all)).toBeLessThan(-100);
    expect(10 * Math.log10(after / all)).toBeLessThan(-25);
  });

  it('of nothing is nothing but its delay, and off it is not there', () => {
    const input = noise(64 * 100, 5, 0.5);
    const flat = start({ matchOn: 1 }).process(input);
    let worst = 0;
    for (let i = 0; i + 1024 < input.length; i++)
      worst = Math.max(worst, Math.abs(flat[i + 1024]! - input[i]!));
    expect(20 * Math.log10(worst)).toBeLessThan(-200);
    expect(start({ ...CURVE, matchOn: 0 }).process(input)).toEqual(input);
    const none = { ...CURVE, matchStrengthPercent: 0 };
    expect(matchBandsDb(none).every((db) => db === 0)).toBe(true);
  });

  it('moves without a click, comes to rest, and has the same bits however a run is cut', () => {
    const input = noise(64 * 160, 7, 0.5);
    const whole = start(CURVE).process(input, 64 * 160);
    expect(start(CURVE).process(input, 64)).toEqual(whole);
    expect(start(CURVE).process(input, 320)).toEqual(whole);
    const fx = start(CURVE);
    const tone = Float64Array.from({ length: 64 * 800 * 2 }, (_, i) => 0.5 * Math.sin((i >> 1) / 70));
    fx.process(tone.subarray(0, 64 * 2 * 300));
    fx.set({ matchStrengthPercent: 20, match400: -6 });
    const out = fx.process(tone.subarray(64 * 2 * 300));
    let largest = 0;
    for (let i = 2; i < out.length; i++) largest = Math.max(largest, Math.abs(out[i]! - out[i - 2]!));
    expect(largest).toBeLessThan(0.025);
    fx.process(new Float64Array(2 * 64 * 1000));
    expect(fx.rest()).toBe(true);
  });
});

describe('a match of two balances', () => {
  const flat = MATCH_HZ.map(() => -40);
  it('takes the difference in balance, not in level, as far as it is let', () => {
    const bright = MATCH_HZ.map((hz) => (hz > 4000 ? -30 : -34));
    const values = matchCurve(bright, flat, { mostDb: 6, smoothing: 0 });
    // 10 dB louder above 4 kHz against 6 below; the mean of 100 Hz to 10 kHz is taken off both.
    expect(values.match8000! - values.match500!).toBeCloseTo(4, 1);
    expect(matchCurve(flat, flat).match1000).toBe(0);
    const far = matchCurve(
      MATCH_HZ.map((hz) => (hz === 1000 ? -10 : -40)),
      flat,
      { mostDb: 3 },
    );
    expect(far.match1000).toBe(3);
    expect(Object.values(far).every((value) => Math.abs(value) <= 100)).toBe(true);
  });

  it('leaves alone what one of the two does not have', () => {
    const gap = MATCH_HZ.map((hz) => (hz === 50 ? null : hz === 16000 ? -139 : -40));
    const values = matchCurve(flat, gap);
    expect(values.match50).toBe(0);
    expect(values.match16000).toBe(0);
    expect(matchCurve([], []).match1000).toBe(0);
  });

  it('brings a measured balance to another: what was taken off is put back', () => {
    const taken = MATCH_HZ.map((_, band) => 3 * Math.sin(band / 3));
    const values = matchCurve(
      flat,
      flat.map((level, band) => level + taken[band]!),
      { smoothing: 0 },
    );
    const bands = matchBandsDb(values);
    const mean =
      taken.filter((_, b) => MATCH_HZ[b]! >= 100 && MATCH_HZ[b]! <= 10000).reduce((s, x) => s + x, 0) / 21;
    for (const [band, db] of bands.entries()) expect(db + taken[band]!).toBeCloseTo(mean, 0);
  });
});
