import { describe, expect, it } from 'vitest';
import { delaysMs, matrixOf } from '../../audio-engine/effects/utility/curves.ts';
import { utilityParameters } from '../../audio-engine/effects/utility/parameters.ts';
import { noise, responseDb, startEffect } from './runner.ts';

const RATE = 48000;
const start = (values: Record<string, number>, rate = RATE) =>
  startEffect('utility', utilityParameters, values, rate);

/** Left and right of the frames from `from` on. */
function sides(stereo: Float64Array, from = 0): { left: number[]; right: number[] } {
  const left: number[] = [];
  const right: number[] = [];
  for (let i = from; i < stereo.length / 2; i++) {
    left.push(stereo[2 * i]!);
    right.push(stereo[2 * i + 1]!);
  }
  return { left, right };
}

describe('utility', () => {
  it('gives back the very bits at its defaults', () => {
    const input = noise(64 * 20, 3);
    expect(start({}).process(input)).toEqual(input);
    expect(start({}).latencySamples).toBe(0);
  });

  it('inverts, exchanges, folds, balances and amplifies by the closed forms', () => {
    const input = noise(64 * 4, 5, 0.5);
    const { left, right } = sides(input);
    const cases: [Record<string, number>, (l: number, r: number) => [number, number]][] = [
      [{ invertLeft: 1 }, (l, r) => [-l, r]],
      [{ invertRight: 1 }, (l, r) => [l, -r]],
      [{ swap: 1 }, (l, r) => [r, l]],
      [{ swap: 1, invertLeft: 1 }, (l, r) => [r, -l]],
      [{ mono: 1 }, (l, r) => [(l + r) / 2, (l + r) / 2]],
      [{ mono: 1, invertRight: 1 }, (l, r) => [(l - r) / 2, (l - r) / 2]],
      [{ widthPercent: 0 }, (l, r) => [(l + r) / 2, (l + r) / 2]],
      [{ widthPercent: 200 }, (l, r) => [(3 * l - r) / 2, (3 * r - l) / 2]],
      [{ balancePercent: 50 }, (l, r) => [l / 2, r]],
      [{ balancePercent: -100 }, (l) => [l, 0]],
      [{ gainDb: -20 }, (l, r) => [l / 10, r / 10]],
    ];
    for (const [values, expected] of cases) {
      const out = sides(start(values).process(input));
      const drawn = matrixOf(values);
      left.forEach((l, i) => {
        const [a, b] = expected(l, right[i]!);
        expect(drawn.left[0] * l + drawn.right[0] * right[i]!).toBeCloseTo(a, 12);
        expect(drawn.left[1] * l + drawn.right[1] * right[i]!).toBeCloseTo(b, 12);
        expect(Math.abs(out.left[i]! - a), JSON.stringify(values)).toBeLessThan(1e-12);
        expect(Math.abs(out.right[i]! - b), JSON.stringify(values)).toBeLessThan(1e-12);
      });
    }
  });

  it('delays each side by exactly the time and samples set, at any rate', () => {
    for (const rate of [44100, 48000, 96000]) {
      const values = { delayLeftMs: 10, delayRightMs: 0.5, delayRightSamples: 3 };
      const input = noise(64 * 60, 9);
      const out = sides(start(values, rate).process(input));
      const { left, right } = sides(input);
      const late = [Math.round(rate / 100), Math.round(rate / 2000 + 3)] as const;
      expect(delaysMs(values, rate)).toEqual(late.map((samples) => (samples * 1000) / rate));
      expect(out.left.slice(late[0])).toEqual(left.slice(0, left.length - late[0]));
      expect(out.right.slice(late[1])).toEqual(right.slice(0, right.length - late[1]));
      expect(out.left.slice(0, late[0]).every((x) => x === 0)).toBe(true);
    }
  });

  it('takes out an offset and leaves the bass: -3 dB at 5 Hz, nothing at 100 Hz', () => {
    const fx = start({ dcFilter: 1 });
    const one = new Float64Array(RATE * 8);
    one[0] = 1;
    one[1] = 1;
    const response = fx.process(one);
    expect(responseDb(response, 0, 5, RATE)).toBeCloseTo(-3.01, 1);
    expect(Math.abs(responseDb(response, 0, 100, RATE))).toBeLessThan(0.02);
    const offset = start({ dcFilter: 1 }).process(new Float64Array(RATE * 4).fill(0.3));
    expect(Math.abs(offset.at(-1)!)).toBeLessThan(1e-12);
  });

  it('moves without a step: polarity, width, delay and gain while a sine plays', () => {
    const hz = 100;
    const sine = Float64Array.from(
      { length: 64 * 400 },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * (i >> 1)) / RATE),
    );
    const fx = start({});
    const quanta = sine.length / 128;
    let largest = 0;
    let before = 0;
    for (let q = 0; q < quanta; q++) {
      if (q === 40) fx.set({ invertLeft: 1 });
      if (q === 80) fx.set({ widthPercent: 0, gainDb: 3 });
      if (q === 120) fx.set({ delayLeftMs: 5, dcFilter: 1 });
      if (q === 160) fx.set({ swap: 1, balancePercent: 80 });
      const out = fx.process(sine.subarray(q * 128, q * 128 + 128), 64);
      for (let i = 0; i < 64; i++) {
        if (q + i > 0) largest = Math.max(largest, Math.abs(out[2 * i]! - before));
        before = out[2 * i]!;
      }
    }
    // The sine's own largest step is 0.0065; a click would be many times that.
    expect(largest).toBeLessThan(0.016);
  });

  it('reads the correlation, comes to rest, and has the same bits however a run is cut', () => {
    const values = { delayLeftMs: 3, dcFilter: 1, widthPercent: 130 };
    const input = noise(64 * 96, 11, 0.4);
    const whole = start(values).process(input, 64 * 96);
    expect(start(values).process(input, 64)).toEqual(whole);
    const mono = start({ mono: 1 });
    mono.process(input);
    expect(mono.state[3]).toBeCloseTo(1, 9);
    const fx = start(values);
    fx.process(input);
    const tail = fx.process(new Float64Array(2 * RATE * 6));
    expect(tail.at(-1)).toBe(0);
  });
});
