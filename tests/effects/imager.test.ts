import { describe, expect, it } from 'vitest';
import { widthAt } from '../../audio-engine/effects/imager/curves.ts';
import { imagerParameters } from '../../audio-engine/effects/imager/parameters.ts';
import { noise, responseDb, startEffect } from './runner.ts';

const RATE = 48000;
const start = (values: Record<string, number>, rate = RATE) =>
  startEffect('imager', imagerParameters, values, rate);

/** A hit that is all side: +1 left, -1 right. */
function sideHit(frames: number): Float64Array {
  const stereo = new Float64Array(frames * 2);
  stereo[0] = 1;
  stereo[1] = -1;
  return stereo;
}

const mid = (stereo: Float64Array) => stereo.map((_, i) => (stereo[i & ~1]! + stereo[i | 1]!) / 2);
const side = (stereo: Float64Array) => stereo.map((_, i) => (stereo[i & ~1]! - stereo[i | 1]!) / 2);

describe('imager', () => {
  it('nulls at unity: the very bits, with or without the guard on sound that needs none', () => {
    const input = noise(64 * 40, 3, 0.5);
    const correlated = Float64Array.from(input, (_, i) => input[i & ~1]! + 0.3 * input[i]!);
    expect(start({}).process(input)).toEqual(input);
    expect(start({ guard: 1 }).process(correlated)).toEqual(correlated);
    expect(start({}).latencySamples).toBe(0);
  });

  it('gives each frequency the width that is drawn, and leaves the middle alone', () => {
    const settings: Record<string, number>[] = [
      { lowWidthPercent: 40, midWidthPercent: 100, highWidthPercent: 150 },
      { monoBelow: 1, monoBelowHz: 150 },
      { lowWidthPercent: 0, midWidthPercent: 0, highWidthPercent: 0 },
      {
        lowWidthPercent: 170,
        midWidthPercent: 60,
        highWidthPercent: 120,
        lowCrossoverHz: 500,
        highCrossoverHz: 2000,
      },
    ];
    for (const values of settings) {
      const out = start(values).process(sideHit(64 * 1500));
      for (const hz of [40, 100, 150, 300, 500, 1000, 2000, 3500, 9000, 16000]) {
        const expected = widthAt(values, hz) / 100;
        const level = 10 ** (responseDb(side(out), 0, hz, RATE) / 20);
        expect(Math.abs(level - expected), `${JSON.stringify(values)} ${hz}`).toBeLessThan(0.012);
      }
      // What both sides share has its phase turned and its level kept.
      const centre = new Float64Array(2 * 64 * 1500);
      centre[0] = 1;
      centre[1] = 1;
      const kept = start(values).process(centre);
      for (const hz of [40, 150, 300, 1000, 3500, 12000]) {
        expect(Math.abs(responseDb(kept, 0, hz, RATE))).toBeLessThan(0.001);
      }
      expect(side(kept).every((x) => x === 0)).toBe(true);
    }
  });

  it('keeps phases together: equal widths null against the same width of an all-passed sound to -200 dB', () => {
    const input = noise(64 * 200, 5, 0.5);
    const widths = (w: number) => ({ lowWidthPercent: w, midWidthPercent: w, highWidthPercent: w });
    const half = start(widths(50)).process(input);
    const none = start(widths(0)).process(input);
    // Middle the same in both, and the side of the first half of what twice of it is.
    const double = start(widths(200)).process(input);
    const [shared, same] = [mid(none), mid(half)];
    let worst = 0;
    for (let i = 0; i < input.length; i++) worst = Math.max(worst, Math.abs(same[i]! - shared[i]!));
    const [a, b] = [side(half), side(double)];
    for (let i = 0; i < input.length; i++) worst = Math.max(worst, Math.abs(a[i]! * 4 - b[i]!));
    expect(20 * Math.log10(worst + 1e-30)).toBeLessThan(-200);
  });

  it('puts the bottom into the centre and leaves the top', () => {
    const low = Float64Array.from(
      { length: 2 * 64 * 800 },
      (_, i) => (i % 2 ? -1 : 1) * 0.5 * Math.sin((2 * Math.PI * 40 * (i >> 1)) / RATE),
    );
    const out = start({ monoBelow: 1, monoBelowHz: 120 }).process(low);
    const tail = side(out).subarray(2 * 64 * 600);
    // Fourth order: 1 / (1 + 3^4) of it is left at a third of the corner.
    expect(Math.max(...tail)).toBeCloseTo(0.5 * (1 - 81 / 82), 3);
  });

  it('turns the middle or the sides down', () => {
    const input = noise(64 * 4, 8);
    const wide = start({ balancePercent: 50 }).process(input);
    expect(mid(wide)[100]).toBeCloseTo(mid(input)[100]! / 2, 12);
    expect(side(wide)[100]).toBeCloseTo(side(input)[100]!, 12);
    const narrow = start({ balancePercent: -100 }).process(input);
    expect(Math.max(...side(narrow).map(Math.abs))).toBeLessThan(1e-15);
  });

  it('guards: brings anti-phase sound back to a correlation of 0, and lets go again', () => {
    const wrong = noise(64 * 2500, 9, 0.4);
    // Mostly side, some middle.
    const sound = Float64Array.from(wrong, (_, i) => (i % 2 ? -1 : 1) * wrong[i & ~1]! + 0.3 * wrong[i | 1]!);
    const off = start({});
    off.process(sound);
    expect(off.state[4]).toBeLessThan(-0.7);
    const fx = start({ guard: 1 });
    fx.process(sound);
    expect(fx.state[3]).toBeLessThan(-0.7);
    expect(Math.abs(fx.state[4]!)).toBeLessThan(0.12);
    expect(fx.state[5]).toBeGreaterThan(6);
    fx.process(Float64Array.from(sound, (_, i) => sound[i & ~1]!));
    expect(fx.state[5]).toBeLessThan(0.01);
  });

  it('moves without a step, has the same bits however a run is cut, survives NaN, and comes to rest', () => {
    const fx = start({});
    let before = 0;
    let step = 0;
    for (let q = 0; q < 400; q++) {
      if (q === 50) fx.set({ highWidthPercent: 180 });
      if (q === 150) fx.set({ monoBelow: 1, lowCrossoverHz: 800 });
      if (q === 250) fx.set({ monoBelow: 0, highWidthPercent: 100, balancePercent: 40 });
      const tone = Float64Array.from(
        { length: 128 },
        (_, i) => (i % 2 ? -0.2 : 0.5) * Math.sin((2 * Math.PI * 200 * (q * 64 + (i >> 1))) / RATE),
      );
      const out = fx.process(tone, 64);
      for (let i = 0; i < 64; i++) {
        if (q > 0 || i > 0) step = Math.max(step, Math.abs(out[2 * i]! - before));
        before = out[2 * i]!;
      }
    }
    expect(step).toBeLessThan(0.5 * ((2 * Math.PI * 200) / RATE) * 1.5);
    const values = { lowWidthPercent: 50, highWidthPercent: 140, guard: 1, monoBelow: 1 };
    const input = noise(64 * 96, 11, 0.4);
    const whole = start(values).process(input, 64 * 96);
    expect(start(values).process(input, 64)).toEqual(whole);
    const hurt = start(values);
    const bad = noise(64, 6);
    bad[10] = Number.NaN;
    bad[21] = Number.POSITIVE_INFINITY;
    hurt.process(bad);
    const silent = hurt.process(new Float64Array(2 * 64 * 4000));
    expect(silent.at(-1)).toBe(0);
    expect(silent.subarray(2 * 64 * 50).every(Number.isFinite)).toBe(true);
  });
});
