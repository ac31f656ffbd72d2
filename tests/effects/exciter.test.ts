import { describe, expect, it } from 'vitest';
import { crossoversHz, harmonicsDb } from '../../audio-engine/effects/exciter/curves.ts';
import { BAND_CURVE, exciterParameters } from '../../audio-engine/effects/exciter/parameters.ts';
import { impulse, noise, responseDb, startEffect } from './runner.ts';
import { amplitudeAt, db, sine } from './signals.ts';

const start = (values: Record<string, number>, rate = 48000) =>
  startEffect('exciter', exciterParameters, values, rate);
/** Second-order all-pass of a crossover by the bilinear transform, Q of a Butterworth section. */
function allPass(input: Float64Array, hz: number, rate: number): Float64Array {
  const g = Math.tan((Math.PI * hz) / rate);
  const k = Math.SQRT2;
  const a0 = 1 + g * k + g * g;
  const a1 = (2 * (g * g - 1)) / a0;
  const a2 = (1 - g * k + g * g) / a0;
  const out = new Float64Array(input.length);
  for (let c = 0; c < 2; c++) {
    let [x1, x2, y1, y2] = [0, 0, 0, 0];
    for (let i = c; i < input.length; i += 2) {
      const x = input[i]!;
      const y = a2 * x + a1 * x1 + x2 - a1 * y1 - a2 * y2;
      [x2, x1, y2, y1] = [x1, x, y1, y];
      out[i] = y;
    }
  }
  return out;
}

describe('exciter', () => {
  it('is an all-pass of its input, to -200 dB, where nothing is added', () => {
    for (const rate of [44100, 96000]) {
      const fx = start({ band2AmountDb: 6, band2MixPercent: 0 }, rate);
      const input = noise(64 * 100, 5, 0.7);
      const out = fx.process(input);
      const expected = crossoversHz({}).reduce((sound, hz) => allPass(sound, hz, rate), input);
      const late = fx.latencySamples;
      let worst = 0;
      for (let i = 0; i + 2 * late < out.length; i++)
        worst = Math.max(worst, Math.abs(out[i + 2 * late]! - expected[i]!));
      expect(db(worst)).toBeLessThan(-200);
    }
  });

  it('keeps aliases 100 dB under the tone: tanh(5 sin) at 4186 Hz and 44.1 kHz', () => {
    const rate = 44100;
    const hz = 4186;
    for (const [name, curve] of Object.entries(BAND_CURVE)) {
      const fx = start({ band3Curve: curve, band3AmountDb: db(5), crossover3Hz: 12000 }, rate);
      const out = fx.process(sine(hz, 64 * Math.ceil((1.3 * rate) / 64), 1, rate));
      const from = out.length / 2 - rate;
      let wanted = 0;
      for (let k = 1; k * hz < rate / 2; k++) wanted += amplitudeAt(out, from, rate, k * hz, rate) ** 2;
      let alias = 0;
      for (let k = Math.ceil(rate / 2 / hz); k < 100; k++) {
        const folded = Math.abs(((k * hz + rate / 2) % rate) - rate / 2);
        if (folded % hz !== 0) alias += amplitudeAt(out, from, rate, folded, rate) ** 2;
      }
      expect(10 * Math.log10(alias / wanted), name).toBeLessThan(-100);
    }
  });

  it('adds the overtones the picture shows, and keeps the band at its level', () => {
    // Far inside the second band; its tube curve has no emphasis.
    const values = {
      crossover1Hz: 40,
      crossover2Hz: 8000,
      crossover3Hz: 16000,
      band2Curve: BAND_CURVE.tube,
      band2AmountDb: 12,
      band2MixPercent: 80,
    };
    const out = start(values).process(sine(375, 64 * 1500, 10 ** (-12 / 20), 48000));
    const from = 64 * 1500 - 48000;
    const expected = harmonicsDb(2, values, -12, 5);
    for (let k = 1; k <= 5; k++) {
      const level = db(amplitudeAt(out, from, 48000, 375 * k, 48000) / 10 ** (-12 / 20));
      if (expected[k - 1]! > -70) expect(Math.abs(level - expected[k - 1]!), `${k}`).toBeLessThan(0.3);
    }
    expect(Math.abs(expected[0]!)).toBeLessThan(0.2);
  });

  it('works on its own band alone', () => {
    const fx = start({ band4AmountDb: 18, crossover3Hz: 8000 });
    const out = fx.process(sine(200, 64 * 1500, 0.5, 48000));
    for (const k of [2, 3, 4, 5])
      expect(db(amplitudeAt(out, 64 * 1500 - 48000, 48000, 200 * k, 48000))).toBeLessThan(-110);
    // What it reads out is what it adds.
    expect(fx.state[6]!).toBeLessThan(-60);
    fx.process(sine(9000, 64 * 1500, 0.5, 48000));
    expect(fx.state[6]!).toBeGreaterThan(-40);
    expect(fx.state[7]).toBeCloseTo(fx.state[6]!, 1);
  });

  it('is flat for quiet sound whatever the amount, once its own level is counted', () => {
    // Small signals meet the slope of the curve alone: the match and the gain of every band are known.
    const fx = start({ band1AmountDb: 0, band2AmountDb: 0, band3AmountDb: 0, band4AmountDb: 0 });
    const out = fx.process(impulse(64 * 512));
    for (const hz of [40, 150, 400, 1000, 3000, 5000, 12000])
      expect(Math.abs(responseDb(out, 0, hz, 48000))).toBeLessThan(1e-6);
  });

  it('changes curves, amounts and crossovers without a click', () => {
    const fx = start({ band1AmountDb: 12, band2AmountDb: 6 });
    const tone = sine(100, 64 * 600, 0.25, 48000);
    let before = 0;
    let largest = 0;
    for (let q = 0; q < 600; q++) {
      if (q === 200) fx.set({ band1Curve: BAND_CURVE.tube });
      if (q === 300) fx.set({ band1AmountDb: 24, crossover1Hz: 400 });
      if (q === 400) fx.set({ band1Curve: BAND_CURVE.tape, band2AmountDb: 0 });
      if (q === 500) fx.set({ mixPercent: 0, outputDb: 2 });
      const out = fx.process(tone.subarray(q * 128, q * 128 + 128), 64);
      for (let i = 0; i < 64; i++) {
        if (q > 20) largest = Math.max(largest, Math.abs(out[2 * i]! - before));
        before = out[2 * i]!;
      }
    }
    expect(largest).toBeLessThan(0.05);
  });

  it('has the same bits however a run is cut, survives NaN, and comes to rest', () => {
    const values = { band1AmountDb: 6, band2AmountDb: 9, band3AmountDb: 12, band4AmountDb: 5 };
    const input = noise(64 * 96, 11, 0.6);
    const whole = start(values).process(input, 64 * 96);
    expect(start(values).process(input, 64)).toEqual(whole);
    expect(start(values).process(input, 192)).toEqual(whole);
    const fx = start(values);
    const bad = noise(64, 6);
    bad[10] = Number.NaN;
    bad[21] = Number.POSITIVE_INFINITY;
    bad[30] = 1e200;
    fx.process(bad);
    const after = fx.process(noise(64 * 200, 9));
    expect(after.subarray(2 * 4096).every((x) => Number.isFinite(x) && Math.abs(x) < 4)).toBe(true);
    fx.process(new Float64Array(2 * 64 * 12000), 64 * 100);
    expect(fx.rest()).toBe(true);
    expect(fx.process(new Float64Array(128)).every((x) => x === 0)).toBe(true);
  });
});
