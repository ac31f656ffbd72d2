import { describe, expect, it } from 'vitest';
import { curveAt, kneeStartDb } from '../../audio-engine/effects/clipper/curves.ts';
import { clipperParameters, QUALITY } from '../../audio-engine/effects/clipper/parameters.ts';
import { noise, startEffect } from './runner.ts';
import { amplitudeAt, db, sine } from './signals.ts';

const start = (values: Record<string, number>, rate = 48000) =>
  startEffect('clipper', clipperParameters, values, rate);
/** Aliases under the tone and its overtones, dB: a sine of 4186 Hz driven fivefold, at 44.1 kHz. */
function aliasDb(values: Record<string, number>): number {
  const rate = 44100;
  const hz = 4186;
  const out = start({ driveDb: db(5), ceilingDb: 0, ...values }, rate).process(
    sine(hz, 64 * Math.ceil((1.3 * rate) / 64), 1, rate),
  );
  const from = out.length / 2 - rate;
  let wanted = 0;
  for (let k = 1; k * hz < rate / 2; k++) wanted += amplitudeAt(out, from, rate, k * hz, rate) ** 2;
  let alias = 0;
  for (let k = Math.ceil(rate / 2 / hz); k < 100; k++) {
    const folded = Math.abs(((k * hz + rate / 2) % rate) - rate / 2);
    if (folded % hz !== 0) alias += amplitudeAt(out, from, rate, folded, rate) ** 2;
  }
  return 10 * Math.log10(alias / wanted);
}

describe('clipper', () => {
  it('keeps aliases 100 dB under the tone at 8x whatever the knee, and at 4x with the softest', () => {
    for (const kneePercent of [0, 10, 50, 100]) {
      expect(aliasDb({ quality: QUALITY.eight, kneePercent }), `8x ${kneePercent}`).toBeLessThan(-100);
    }
    expect(aliasDb({ quality: QUALITY.four, kneePercent: 100 }), '4x soft').toBeLessThan(-100);
    expect(aliasDb({ quality: QUALITY.four, kneePercent: 0 }), '4x hard').toBeLessThan(-80);
  });

  it('is nothing but its delay, to the bit, while nothing reaches the knee', () => {
    for (const rate of [44100, 48000, 96000, 192000]) {
      for (const quality of [QUALITY.four, QUALITY.eight]) {
        const values = { ceilingDb: -1, kneePercent: 20, quality, linkPercent: 50 };
        const fx = start(values, rate);
        const late = fx.latencySamples;
        expect(late / rate).toBeLessThan(0.003);
        // Far enough below that it does not reach it between the samples either.
        const input = noise(64 * 64, 3, 10 ** ((kneeStartDb(values) - 7) / 20));
        const out = fx.process(input);
        expect(out.subarray(2 * late)).toEqual(input.subarray(0, input.length - 2 * late));
        expect(fx.state[0]).toBe(0);
        expect(fx.state[5]).toBe(0);
      }
    }
  });

  it('follows the drawn curve', () => {
    const settings: Record<string, number>[] = [
      { driveDb: 9, ceilingDb: -6, kneePercent: 0 },
      { driveDb: 6, ceilingDb: -3, kneePercent: 60, mixPercent: 70, outputDb: -2 },
      { driveDb: 12, ceilingDb: -12, kneePercent: 100, quality: QUALITY.four },
    ];
    for (const values of settings) {
      const fx = start(values);
      const input = sine(50, 64 * 300, 0.7, 48000);
      const out = fx.process(input);
      const late = fx.latencySamples;
      let worst = 0;
      for (let n = 4000; n < 64 * 300 - late; n++) {
        worst = Math.max(worst, Math.abs(out[2 * (n + late)]! - curveAt(input[2 * n]!, values)));
      }
      // The band limit rings a little about each corner of a hard cut.
      expect(worst).toBeLessThan(values.kneePercent === 0 ? 3e-3 : 1e-4);
    }
  });

  it('reads out what it takes off, and for how much of the time', () => {
    const fx = start({ ceilingDb: -6, kneePercent: 0 });
    fx.process(sine(100, 4800 * 4, 1, 48000), 4800);
    expect(fx.state[0]).toBeCloseTo(6, 1);
    expect(fx.state[3]).toBeCloseTo(0, 1);
    expect(fx.state[4]).toBeCloseTo(-6, 1);
    // A sine is above half its height for two thirds of the time.
    fx.process(sine(100, 4800 * 2, 1, 48000), 4800);
    expect(fx.state[5]).toBeCloseTo(66.7, 0);
  });

  it('takes the same share off both sides when linked, and leaves the quiet one alone when not', () => {
    const oneSided = Float64Array.from({ length: 2 * 64 * 100 }, (_, i) =>
      i % 2 === 0 ? 2 * Math.sin(i / 80) : 0.25 * Math.sin(i / 80),
    );
    const side = (linkPercent: number) => {
      const out = start({ ceilingDb: -6, kneePercent: 0, linkPercent }).process(oneSided);
      let most = 0;
      for (let n = 3000; n < 6000; n++) most = Math.max(most, Math.abs(out[2 * n + 1]!));
      return most;
    };
    expect(side(0)).toBeCloseTo(0.25, 3);
    expect(side(100)).toBeCloseTo(0.0625, 2);
  });

  it('moves every knob and changes its quality without a click', () => {
    const fx = start({ driveDb: 6, ceilingDb: -6 });
    const tone = sine(100, 64 * 700, 0.5, 48000);
    let before = 0;
    let largest = 0;
    for (let q = 0; q < 700; q++) {
      if (q === 200) fx.set({ quality: QUALITY.four });
      if (q === 300) fx.set({ ceilingDb: -12, kneePercent: 80 });
      if (q === 400) fx.set({ driveDb: 0, linkPercent: 100 });
      if (q === 500) fx.set({ quality: QUALITY.eight, mixPercent: 30, outputDb: 3 });
      const out = fx.process(tone.subarray(q * 128, q * 128 + 128), 64);
      for (let i = 0; i < 64; i++) {
        if (q > 20) largest = Math.max(largest, Math.abs(out[2 * i]! - before));
        before = out[2 * i]!;
      }
    }
    // The driven sine rises by 0.013 a sample where it passes zero; the output adds 3 dB.
    expect(largest).toBeLessThan(0.025);
  });

  it('has the same bits however a run is cut, survives NaN, and comes to rest', () => {
    const values = { driveDb: 12, ceilingDb: -9, kneePercent: 30, linkPercent: 40 };
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
    const silent = fx.process(new Float64Array(2 * 64 * 600), 64 * 100);
    expect(silent.at(-1)).toBe(0);
    expect(fx.rest()).toBe(true);
  });
});
