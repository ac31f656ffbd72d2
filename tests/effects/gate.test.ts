import { describe, expect, it } from 'vitest';
import {
  closedReductionDb,
  closesAtDb,
  opensAtDb,
  outputFromAboveDb,
  outputLevelDb,
} from '../../audio-engine/effects/gate/curves.ts';
import { gateParameters } from '../../audio-engine/effects/gate/parameters.ts';
import { noise, startEffect } from './runner.ts';

const RATE = 48000;
const start = (values: Record<string, number>, rate = RATE) =>
  startEffect('gate', gateParameters, values, rate);

function constant(frames: number, left: number, right = left): Float64Array {
  return Float64Array.from({ length: frames * 2 }, (_, i) => (i % 2 === 0 ? left : right));
}

const gain = (db: number) => 10 ** (db / 20);
const db = (x: number) => 20 * Math.log10(Math.abs(x));
const LONG = 64 * 750;
const quick = { attackMs: 0.05, releaseMs: 5, holdMs: 0 };

describe('gate', () => {
  it('settles on the expander’s static curve coming from below, at every ratio, knee and range', () => {
    const settings: Record<string, number>[] = [
      { thresholdDb: -30, ratio: 2, rangeDb: 80, hysteresisDb: 0 },
      { thresholdDb: -30, ratio: 3, rangeDb: 24, kneeDb: 12 },
      { thresholdDb: -40, ratio: 100, rangeDb: 40 },
      { thresholdDb: -20, ratio: 1 },
    ];
    for (const values of settings) {
      for (const level of [-70, -52, -41, -38, -33, -30, -26, -21, -10, 0]) {
        const out = start({ ...values, ...quick }).process(constant(LONG, gain(level)));
        expect(Math.abs(db(out.at(-1)!) - outputLevelDb(level, values))).toBeLessThan(0.01);
      }
    }
    // The formula itself, at points worked out by hand: T -30, R 3, W 12: 2 dB/dB; half-way in the knee 2*6*6/24 = 3.
    expect(closedReductionDb(-30, settings[1]!)).toBeCloseTo(3, 12);
    expect(closedReductionDb(-40, settings[1]!)).toBeCloseTo(20, 12);
    expect(closedReductionDb(-60, settings[1]!)).toBe(24);
    expect(outputLevelDb(-33, settings[0]!)).toBeCloseTo(-36, 12);
  });

  it('opens at the threshold and closes only below the hysteresis', () => {
    const values = { thresholdDb: -30, hysteresisDb: 6, ratio: 100, rangeDb: 60, kneeDb: 0, ...quick };
    const fx = start(values);
    expect(opensAtDb(values)).toBe(-30);
    expect(closesAtDb(values)).toBe(-36);
    // Up, down within the hysteresis, below it, back into it, up again.
    for (const [level, open] of [
      [-34, 0],
      [-29, 1],
      [-35, 1],
      [-37, 0],
      [-31, 0],
      [-29.9, 1],
    ] as const) {
      const out = fx.process(constant(LONG, gain(level)));
      expect(fx.state[4]).toBe(open);
      const expected = open ? outputFromAboveDb(level, values) : outputLevelDb(level, values);
      expect(db(out.at(-1)!)).toBeCloseTo(expected, 2);
      if (open) expect(out.at(-1)).toBe(gain(level));
    }
  });

  it('is 63.2 % open in dB after the attack, and closes after the hold as release and attack in series', () => {
    const attackMs = 5;
    const holdMs = 50;
    const releaseMs = 100;
    const rangeDb = 40;
    const fx = start({ thresholdDb: -30, hysteresisDb: 3, ratio: 100, rangeDb, attackMs, holdMs, releaseMs });
    fx.process(constant(LONG, gain(-70)));
    const up = fx.process(constant(LONG, 1));
    const attack = (attackMs * RATE) / 1000;
    for (const n of [48, 240, 480, 1200]) {
      expect(db(up[2 * (n - 1)]!)).toBeCloseTo(-rangeDb * Math.exp(-n / attack), 3);
    }
    const down = fx.process(constant(LONG, gain(-70)));
    // The detector falls by e in 8 ms from 0 dB to where it closes, -33 dB; then the hold.
    const closes = Math.ceil((33 / 20) * Math.LN10 * 0.008 * RATE) + (holdMs * RATE) / 1000;
    for (let n = 0; n < closes - 2; n += 100) expect(db(down[2 * n]!)).toBeCloseTo(-70, 9);
    const release = (releaseMs * RATE) / 1000;
    for (const n of [480, 2400, 9600]) {
      const left = (release * Math.exp(-n / release) - attack * Math.exp(-n / attack)) / (release - attack);
      // The detector itself is still falling while it begins: a few samples and hundredths of a dB.
      expect(Math.abs(db(down[2 * (closes + n)]!) + 70 + rangeDb * (1 - left))).toBeLessThan(0.1);
    }
  });

  it('lets an open passage through bit for bit, and delays by exactly the look-ahead it reports', () => {
    const fx = start({ thresholdDb: -80, lookAheadMs: 3, attackMs: 0.05 });
    expect(fx.latencySamples).toBe(144);
    fx.process(noise(4800 - (4800 % 64), 2, 0.5));
    const input = noise(4096, 3, 0.5);
    const out = fx.process(input);
    expect(out.subarray(288)).toEqual(input.subarray(0, input.length - 288));
    expect(fx.state[0]).toBe(0);
  });

  it('has opened before the hit when it looks ahead', () => {
    const values = { thresholdDb: -30, ratio: 100, rangeDb: 80, attackMs: 0.3 };
    const hit = new Float64Array(2 * 64 * 40);
    for (let i = 640; i < 2560; i++) hit[2 * i] = hit[2 * i + 1] = 1;
    const late = start(values).process(hit);
    const ahead = start({ ...values, lookAheadMs: 5 }).process(hit);
    expect(db(late[2 * 640]!)).toBeLessThan(-60);
    expect(db(ahead[2 * (640 + 240)]!)).toBeGreaterThan(-0.01);
  });

  it('opens on the key and not on its own sound, through the key’s filters', () => {
    const own = constant(LONG, 0.5);
    const tone = (hz: number) =>
      Float64Array.from({ length: LONG * 2 }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * (i >> 1)) / RATE));
    const values = { thresholdDb: -30, ratio: 100, rangeDb: 60, releaseMs: 20, holdMs: 20 };
    const closed = start(values);
    expect(db(closed.processInContext(own, { key: new Float64Array(LONG * 2) }).at(-1)!)).toBeCloseTo(
      db(0.5) - 60,
      3,
    );
    const open = start(values);
    expect(open.processInContext(own, { key: tone(100) }).at(-1)).toBe(0.5);
    const highPassed = start({ ...values, keyHighPassHz: 2000 });
    expect(highPassed.processInContext(own, { key: tone(60) }).at(-1)).toBeLessThan(0.001);
    const lowPassed = start({ ...values, keyLowPassHz: 200 });
    expect(lowPassed.processInContext(own, { key: tone(8000) }).at(-1)).toBeLessThan(0.001);
    // 12 dB an octave: two octaves and a half above the corner about 28 dB.
    expect(lowPassed.state[3]).toBeLessThan(-45);
  });

  it('lets the key be heard, faded in and out without a step', () => {
    const own = constant(64 * 60, 0.25);
    const key = constant(64 * 60, -0.5);
    const fx = start({ thresholdDb: -60 });
    fx.processInContext(own, { key });
    fx.set({ listen: 1 });
    const fading = fx.processInContext(own, { key });
    for (let i = 2; i < fading.length; i++) expect(Math.abs(fading[i]! - fading[i - 2]!)).toBeLessThan(0.002);
    expect(fading.at(-1)).toBe(-0.5);
    fx.set({ listen: 0 });
    expect(fx.processInContext(own, { key }).at(-1)).toBe(0.25);
  });

  it('moves both channels alike', () => {
    const input = noise(64 * 200, 7, 0.1);
    for (let i = 0; i < input.length; i += 2) input[i + 1] = input[i]! / 4;
    const out = start({ thresholdDb: -25, ratio: 4 }).process(input);
    for (let i = 0; i < out.length; i += 2) {
      if (input[i] !== 0) expect(out[i + 1]! / out[i]!).toBeCloseTo(0.25, 12);
    }
  });

  it('gives the same bits however a run is cut into calls', () => {
    const values = { thresholdDb: -12, ratio: 6, lookAheadMs: 3, keyHighPassHz: 300, kneeDb: 6 };
    const input = noise(64 * 96, 11, 0.5);
    const whole = start(values).process(input, 64 * 96);
    expect(start(values).process(input, 64)).toEqual(whole);
    expect(start(values).process(input, 192)).toEqual(whole);
  });

  it('survives NaN, infinity and wild automation, and comes to rest in silence', () => {
    const fx = start({ thresholdDb: -30, ratio: 6, lookAheadMs: 3, keyHighPassHz: 200, keyLowPassHz: 5000 });
    fx.process(noise(64 * 20, 5));
    const bad = noise(64, 6);
    bad[10] = Number.NaN;
    bad[21] = Number.POSITIVE_INFINITY;
    fx.process(bad);
    const after = fx.process(noise(64 * 700, 9));
    expect(after.subarray(2 * 1024).every(Number.isFinite)).toBe(true);
    for (let i = 0; i < 60; i++) {
      fx.set({
        thresholdDb: [Number.NaN, -500, 40][i % 3]!,
        ratio: i % 2 ? 1e9 : -4,
        rangeDb: i % 5 ? 1e9 : 0,
      });
      fx.set({
        attackMs: i % 2 ? 0 : 1e12,
        releaseMs: i % 3 ? Number.NaN : 0,
        keyHighPassHz: i % 2 ? 1e9 : -5,
      });
      expect(fx.process(noise(64, i + 1)).every((x) => Math.abs(x) <= 1)).toBe(true);
    }
    fx.set({ thresholdDb: -30, ratio: 6, rangeDb: 40, attackMs: 1, releaseMs: 50, keyHighPassHz: 200 });
    const { rest } = fx;
    expect(rest()).toBe(false);
    const silent = fx.process(new Float64Array(2 * 64 * 7500), 64 * 100);
    expect(silent.at(-1)).toBe(0);
    expect(rest()).toBe(true);
  });
});
