import { describe, expect, it } from 'vitest';
import { appliedDb, changeDb, fallDb, riseDb } from '../../audio-engine/effects/transient/curves.ts';
import { transientParameters } from '../../audio-engine/effects/transient/parameters.ts';
import { noise, startEffect } from './runner.ts';

const RATE = 48000;
const start = (values: Record<string, number>, rate = RATE) =>
  startEffect('transient', transientParameters, values, rate);

const db = (x: number) => 20 * Math.log10(Math.abs(x));
const frames = 64 * 600;

/** Silence, then from frame `at` a constant that decays by e in `tauMs` (never where Infinity). */
function hit(at: number, level: number, tauMs: number): Float64Array {
  return Float64Array.from({ length: frames * 2 }, (_, i) => {
    const n = (i >> 1) - at;
    return n < 0 ? 0 : level * Math.exp((-1000 * n) / (tauMs * RATE));
  });
}

describe('transient shaper', () => {
  it('follows the closed form of its envelopes: 1 - exp(-t/1 ms) over 1 - exp(-t/slow) on a step', () => {
    for (const attackMs of [10, 40]) {
      const out = start({ attackPercent: 60, attackMs }).process(hit(64, 0.25, Number.POSITIVE_INFINITY));
      for (const ms of [1, 3, 5, 10, 25, 60, 150]) {
        const n = Math.round((ms * RATE) / 1000);
        const t = ((n + 1) / RATE) * 1000;
        const rise = 20 * Math.log10((1 - Math.exp(-t)) / (1 - Math.exp(-t / attackMs)));
        // The floor of -100 dB under both envelopes weighs a little at the very front.
        expect(Math.abs(db(out[2 * (64 + n)]! / 0.25) - Math.min(15, 0.6 * rise))).toBeLessThan(0.02);
      }
      expect(db(out.at(-1)! / 0.25)).toBeCloseTo(0, 3);
    }
  });

  it('does to a decaying hit what is drawn', () => {
    const settings: Record<string, number>[] = [
      { attackPercent: 80, sustainPercent: 0 },
      { attackPercent: -50, sustainPercent: 70, sustainMs: 900 },
      { attackPercent: 30, sustainPercent: -100, mixPercent: 60, outputDb: -3 },
    ];
    for (const values of settings) {
      const input = hit(0, 1, 30);
      const out = start(values).process(input);
      for (const ms of [2, 5, 12, 30, 80, 150]) {
        const n = Math.round((ms * RATE) / 1000);
        const t = ((n + 0.5) / RATE) * 1000;
        expect(Math.abs(db(out[2 * n]! / input[2 * n]!) - appliedDb(t, values))).toBeLessThan(0.15);
      }
    }
    expect(changeDb(3, { attackPercent: 100 })).toBeGreaterThan(8);
    expect(riseDb(300, {})).toBeLessThan(0.1);
    expect(fallDb(1, {})).toBeLessThan(0.1);
    expect(fallDb(200, {})).toBeGreaterThan(8);
  });

  it('has no threshold: 30 dB quieter is treated alike', () => {
    const values = { attackPercent: 70, sustainPercent: 40 };
    const loud = start(values).process(hit(64, 1, 80));
    const quiet = start(values).process(hit(64, 10 ** -1.5, 80));
    for (let n = 64 + 48; n < 64 + RATE * 0.08; n += 37) {
      expect(Math.abs(db(quiet[2 * n]!) + 30 - db(loud[2 * n]!))).toBeLessThan(0.35);
    }
  });

  it('makes hits higher and tails lower, and the other way round', () => {
    const drums = Float64Array.from({ length: frames * 2 }, (_, i) => {
      const n = (i >> 1) % 12000;
      return 0.5 * Math.exp(-n / 1600) * Math.sin((2 * Math.PI * 200 * n) / RATE);
    });
    const crest = (x: Float64Array) => {
      let peak = 0;
      let power = 0;
      for (const v of x.subarray(24000)) {
        peak = Math.max(peak, Math.abs(v));
        power += v * v;
      }
      return 20 * Math.log10(peak / Math.sqrt(power / (x.length - 24000)));
    };
    const before = crest(drums);
    const sharp = start({ attackPercent: 60, sustainPercent: -60 });
    const soft = start({ attackPercent: -60, sustainPercent: 60 });
    expect(crest(sharp.process(drums))).toBeGreaterThan(before + 2);
    expect(crest(soft.process(drums))).toBeLessThan(before - 2);
  });

  it('moves a held tone by less than half a decibel', () => {
    for (const hz of [80, 440, 5000]) {
      const tone = Float64Array.from(
        { length: frames * 2 },
        (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * (i >> 1)) / RATE),
      );
      const fx = start({ attackPercent: 100, sustainPercent: 100 });
      fx.process(tone);
      fx.process(tone.subarray(0, 64 * 40));
      expect(Math.abs(fx.state[3]!)).toBeLessThan(hz < 100 ? 1 : 0.5);
    }
  });

  it('is bit for bit nothing at its defaults, and no louder than ±15 dB at its ends', () => {
    const input = noise(64 * 100, 3, 0.5);
    const fx = start({});
    expect(fx.latencySamples).toBe(0);
    expect(fx.process(input)).toEqual(input);
    const out = start({ attackPercent: 100, sustainPercent: 100 }).process(input);
    for (let i = 0; i < out.length; i++)
      expect(Math.abs(out[i]!)).toBeLessThanOrEqual(5.6235 * Math.abs(input[i]!));
  });

  it('listens only above its high-pass', () => {
    // A loud low tone hides a quiet click from the open detector; the filtered one hears nothing but the click.
    const input = Float64Array.from(
      { length: 64 * 400 * 2 },
      (_, i) => 0.7 * Math.sin((2 * Math.PI * 60 * (i >> 1)) / RATE),
    );
    for (let n = 0; n < 48; n++) input[2 * (24000 + n)]! += 0.05 * Math.sin(n);
    const largest = (values: Record<string, number>) => {
      const fx = start({ attackPercent: 100, ...values });
      fx.process(input.subarray(0, 2 * 23936));
      fx.process(input.subarray(2 * 23936, 2 * 24128), 192);
      return fx.state[3]!;
    };
    expect(largest({})).toBeLessThan(1);
    expect(largest({ highPassHz: 1000 })).toBeGreaterThan(6);
  });

  it('gives the same bits however a run is cut into calls', () => {
    const values = { attackPercent: 50, sustainPercent: -30, highPassHz: 300, mixPercent: 80 };
    const input = noise(64 * 96, 11, 0.5);
    const whole = start(values).process(input, 64 * 96);
    expect(start(values).process(input, 64)).toEqual(whole);
    expect(start(values).process(input, 192)).toEqual(whole);
  });

  it('glides without a click', () => {
    const tone = Float64Array.from({ length: 64 * 200 * 2 }, (_, i) => 0.5 * Math.sin((i >> 1) / 40));
    const fx = start({ sustainPercent: -100 });
    fx.process(tone);
    fx.set({ sustainPercent: 100, outputDb: 6, mixPercent: 30 });
    const out = fx.process(tone);
    for (let i = 4; i < out.length; i++) {
      // Second difference: a corner in a smooth sine would stand out.
      expect(Math.abs(out[i]! - 2 * out[i - 2]! + out[i - 4]!)).toBeLessThan(0.01);
    }
  });

  it('survives NaN, infinity and wild automation, and comes to rest in silence', () => {
    const fx = start({ attackPercent: 100, sustainPercent: 100, highPassHz: 200 });
    fx.process(noise(64 * 20, 5));
    const bad = noise(64, 6);
    bad[10] = Number.NaN;
    bad[21] = Number.NEGATIVE_INFINITY;
    fx.process(bad);
    for (let i = 0; i < 60; i++) {
      fx.set({ attackPercent: [Number.NaN, -1e9, 1e9][i % 3]!, sustainPercent: i % 2 ? 1e9 : -1e9 });
      fx.set({ attackMs: i % 2 ? 0 : 1e12, sustainMs: i % 3 ? Number.NaN : 0, highPassHz: i % 2 ? 1e9 : -5 });
      expect(fx.process(noise(64, i + 1)).every((x) => Math.abs(x) <= 6)).toBe(true);
    }
    fx.set({ attackPercent: 50, sustainPercent: 50, attackMs: 20, sustainMs: 300, highPassHz: 200 });
    expect(fx.rest()).toBe(false);
    expect(fx.process(new Float64Array(2 * 64 * 9000), 64 * 100).at(-1)).toBe(0);
    expect(fx.rest()).toBe(true);
  });
});
