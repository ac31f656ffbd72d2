import { describe, expect, it } from 'vitest';
import { makeupDb, outputLevelDb, staticReductionDb } from '../../audio-engine/effects/compressor/curves.ts';
import {
  CHARACTER,
  compressorParameters,
  DETECTOR,
} from '../../audio-engine/effects/compressor/parameters.ts';
import { noise, startEffect } from './runner.ts';

const RATE = 48000;
const start = (values: Record<string, number>, rate = RATE) =>
  startEffect('compressor', compressorParameters, values, rate);

function constant(frames: number, left: number, right = left): Float64Array {
  return Float64Array.from({ length: frames * 2 }, (_, i) => (i % 2 === 0 ? left : right));
}

const gain = (db: number) => 10 ** (db / 20);
const db = (x: number) => 20 * Math.log10(Math.abs(x));

describe('compressor', () => {
  it('meets the published static curve: -15 dB out at 0 dBFS for T -20, R 4, W 6', () => {
    const fx = start({ thresholdDb: -20, ratio: 4, kneeDb: 6, attackMs: 1, releaseMs: 20 });
    const out = fx.process(constant(RATE, 1));
    expect(db(out.at(-1)!)).toBeCloseTo(-15, 3);
    expect(fx.state[0]).toBeCloseTo(15, 3);
  });

  it('settles on the drawn curve at every level, knee, ratio, mix and make-up, in peak and RMS', () => {
    const settings: Record<string, number>[] = [
      { thresholdDb: -20, ratio: 4, kneeDb: 6 },
      { thresholdDb: -30, ratio: 100, kneeDb: 0 },
      { thresholdDb: -12, ratio: 1.5, kneeDb: 24, mixPercent: 40 },
      {
        thresholdDb: -24,
        ratio: 3,
        kneeDb: 12,
        autoMakeup: 1,
        detector: DETECTOR.rms,
        stereoLinkPercent: 50,
      },
      { thresholdDb: -18, ratio: 2, kneeDb: 6, makeupDb: 5, lookAheadMs: 5 },
    ];
    for (const values of settings) {
      for (const level of [-60, -35, -24, -21, -18, -12.5, -6, 0, 6]) {
        const out = start({ ...values, attackMs: 1, releaseMs: 10 }).process(
          constant(24000 - (24000 % 64), gain(level)),
        );
        expect(Math.abs(db(out.at(-1)!) - outputLevelDb(level, values))).toBeLessThan(0.01);
      }
    }
    expect(staticReductionDb(0, settings[0]!)).toBeCloseTo(15, 10);
    expect(makeupDb({ thresholdDb: -20, ratio: 4, kneeDb: 6, autoMakeup: 1 })).toBeCloseTo(7.5, 10);
  });

  it('has gone 63.2 % of the way after the attack time, and falls as attack and release in series', () => {
    const attackMs = 20;
    const releaseMs = 100;
    const attack = (attackMs * RATE) / 1000;
    const release = (releaseMs * RATE) / 1000;
    const fx = start({ thresholdDb: -30, ratio: 100, kneeDb: 0, attackMs, releaseMs });
    const loud = constant(24000, 1);
    const out = fx.process(loud);
    const full = 30 * 0.99;
    const target = full * (1 - Math.exp(-1));
    const reached = Array.from({ length: 4000 }, (_, n) => -db(out[2 * n]!)).findIndex((r) => r >= target);
    expect(Math.abs(reached + 1 - attack)).toBeLessThanOrEqual(1);
    // Below the threshold: h(t) = exp(-t/r), smoothed by the attack's pole (two poles in series, closed form).
    const down = fx.process(constant(24000, gain(-40)));
    for (const n of [100, 1000, 4800, 9600]) {
      const t = n + 1;
      const expected =
        full * ((release * Math.exp(-t / release) - attack * Math.exp(-t / attack)) / (release - attack));
      expect(Math.abs(-(db(down[2 * n]!) + 40) - expected)).toBeLessThan(0.02);
    }
  });

  it('reports its look-ahead and delays by exactly that', () => {
    const fx = start({ lookAheadMs: 5, thresholdDb: 0, ratio: 1 });
    expect(fx.latencySamples).toBe(240);
    const input = noise(2048, 3, 0.5);
    const out = fx.process(input);
    expect(out.subarray(480)).toEqual(input.subarray(0, input.length - 480));
    expect(out.subarray(0, 480).every((x) => x === 0)).toBe(true);
  });

  it('hears less bass with the detector high-pass, and moves both channels alike when linked', () => {
    const bass = Float64Array.from(
      { length: 48000 },
      (_, i) => (i % 2 ? 0.25 : 1) * Math.sin((2 * Math.PI * 50 * (i >> 1)) / RATE),
    );
    const values = { thresholdDb: -20, ratio: 4, releaseMs: 200 };
    const open = start(values);
    const filtered = start({ ...values, sidechainHighPass: 1, sidechainHz: 200 });
    const out = open.process(bass);
    filtered.process(bass);
    expect(open.state[0]! - filtered.state[0]!).toBeGreaterThan(9);
    for (let i = 20000; i < 24000; i++) {
      if (Math.abs(bass[2 * i]!) > 0.1) expect(out[2 * i + 1]! / out[2 * i]!).toBeCloseTo(0.25, 9);
    }
  });

  it('gives the same bits however a run is cut into calls', () => {
    for (const link of [100, 60]) {
      const values = {
        thresholdDb: -30,
        ratio: 6,
        lookAheadMs: 3,
        sidechainHighPass: 1,
        stereoLinkPercent: link,
        autoMakeup: 1,
      };
      const input = noise(64 * 96, 11, 0.8);
      const whole = start(values).process(input, 64 * 96);
      expect(start(values).process(input, 64)).toEqual(whole);
      expect(start(values).process(input, 192)).toEqual(whole);
    }
  });

  it('has at its first fourteen parameters the bits it always had', () => {
    const known: [Record<string, number>, number][] = [
      [{}, 3702793942],
      [
        {
          thresholdDb: -30,
          ratio: 6,
          detector: DETECTOR.rms,
          kneeDb: 12,
          autoMakeup: 1,
          stereoLinkPercent: 60,
        },
        2278709777,
      ],
      [
        {
          thresholdDb: -24,
          ratio: 4,
          lookAheadMs: 3,
          sidechainHighPass: 1,
          sidechainHz: 150,
          mixPercent: 70,
          makeupDb: 4,
        },
        2086833504,
      ],
    ];
    for (const [values, hash] of known) {
      // FNV-1a over the words of the output.
      let h = 2166136261;
      for (const word of new Uint32Array(start(values).process(noise(64 * 200, 21, 0.8)).buffer)) {
        h = Math.imul(h ^ word, 16777619) >>> 0;
      }
      expect(h).toBe(hash);
    }
  });

  it('turns down by the key and not by its own sound, through the detector’s filters', () => {
    const frames = 64 * 400;
    const own = constant(frames, 0.5);
    const tone = (hz: number) =>
      Float64Array.from({ length: frames * 2 }, (_, i) => Math.sin((2 * Math.PI * hz * (i >> 1)) / RATE));
    const values = { thresholdDb: -20, ratio: 100, kneeDb: 0, attackMs: 1, releaseMs: 500 };
    const alone = start(values);
    expect(alone.processInContext(own, { key: new Float64Array(frames * 2) })).toEqual(own);
    const ducked = start(values);
    const out = ducked.processInContext(own, { key: tone(100) });
    expect(db(out.at(-1)! / 0.5)).toBeCloseTo(-20 * 0.99, 1);
    expect(ducked.rest()).toBe(false);
    const filtered = start({ ...values, sidechainHighPass: 1, sidechainHz: 500 });
    filtered.processInContext(own, { key: tone(30) });
    expect(filtered.state[0]).toBe(0);
    const lowered = start({ ...values, sidechainLowPassHz: 400 });
    lowered.processInContext(own, { key: tone(8000) });
    expect(lowered.state[0]).toBe(0);
    const heard = start({ ...values, sidechainListen: 1 });
    const key = tone(100);
    const sound = heard.processInContext(own, { key });
    for (let i = 2 * 64 * 20; i < key.length; i++) expect(Math.abs(sound[i]! - key[i]!)).toBeLessThan(1e-12);
  });

  it('lets a hit go sooner and a long passage later with automatic release', () => {
    const values = { thresholdDb: -20, ratio: 100, kneeDb: 0, attackMs: 0.1, releaseMs: 100 };
    const left = (auto: number, hitMs: number, afterMs: number) => {
      const fx = start({ ...values, autoRelease: auto });
      fx.process(constant(64 * Math.round((hitMs * RATE) / 64000), 1));
      fx.process(constant(64 * Math.round((afterMs * RATE) / 64000), 0.001));
      fx.process(constant(64, 0.001));
      return fx.state[0]!;
    };
    expect(left(1, 8, 100)).toBeLessThan(left(0, 8, 100) * 0.6);
    expect(left(1, 2000, 300)).toBeGreaterThan(left(0, 2000, 300) * 4);
  });

  it('moves as each character says it does', () => {
    const base = { thresholdDb: -30, ratio: 100, kneeDb: 0, attackMs: 5, releaseMs: 200 };
    const run = (character: number, level: number, extra: Record<string, number> = {}) => {
      const fx = start({ ...base, ...extra, character });
      const up = fx.process(constant(96000, level));
      const down = fx.process(constant(96000, 0.001));
      return {
        up: (n: number) => -db(up[2 * n]! / level),
        down: (n: number) => -db(down[2 * n]! / 0.001),
        fx,
      };
    };
    const full = 30 * 0.99;
    // VCA: a straight line of 10 dB in the release time, once the attack's lag is behind it.
    const vca = run(CHARACTER.vca, 1);
    expect(vca.down(4800) - vca.down(14400)).toBeCloseTo(10, 6);
    expect(vca.up(239)).toBeCloseTo(full * (1 - Math.exp(-1)), 1);
    // FET: quicker than clean in proportion to the distance, its knee no wider than 3 dB.
    const clean = run(CHARACTER.clean, 1);
    const fet = run(CHARACTER.fet, 1);
    expect(fet.up(60)).toBeGreaterThan(clean.up(60) * 2);
    expect(run(CHARACTER.fet, gain(-29)).up(60) / run(CHARACTER.clean, gain(-29)).up(60)).toBeLessThan(1.4);
    // Opto: half goes in the release time, the other half stays for seconds; a soft knee whatever is set.
    const opto = run(CHARACTER.opto, 1);
    expect(opto.down(48000)).toBeGreaterThan(full * 0.25);
    expect(opto.down(48000)).toBeLessThan(full * 0.52);
    expect(clean.down(48000)).toBeLessThan(0.3);
    for (const character of Object.values(CHARACTER)) {
      for (const level of [-34, -30, -27, -10]) {
        const values = { ...base, character, kneeDb: 6 };
        const out = start(values).process(constant(96000, gain(level)));
        expect(Math.abs(db(out.at(-1)!) - outputLevelDb(level, values))).toBeLessThan(0.01);
      }
    }
  });

  it('comes to rest in every character, after NaN and wild values too', () => {
    for (const character of Object.values(CHARACTER)) {
      const fx = start({ thresholdDb: -30, ratio: 6, character, autoRelease: 1, sidechainLowPassHz: 3000 });
      const bad = noise(64, 6);
      bad[10] = Number.NaN;
      bad[21] = Number.POSITIVE_INFINITY;
      fx.process(bad);
      for (let i = 0; i < 40; i++) {
        const wild = [Number.NaN, -1e9, 1e9, 0][i % 4]!;
        fx.set({ attackMs: wild, releaseMs: -wild, character: i % 2 ? wild : character, kneeDb: wild });
        expect(fx.process(noise(64, i + 2)).every((x) => Math.abs(x) <= 1)).toBe(true);
      }
      fx.set({ attackMs: 5, releaseMs: 50, character, kneeDb: 6 });
      fx.process(noise(64 * 40, 5));
      expect(fx.rest()).toBe(false);
      expect(fx.process(new Float64Array(2 * 64 * 15000), 64 * 100).at(-1)).toBe(0);
      expect(fx.rest()).toBe(true);
    }
  });

  it('survives NaN and infinity, and comes to rest in silence', () => {
    for (const link of [100, 60]) {
      const fx = start({
        thresholdDb: -30,
        ratio: 6,
        lookAheadMs: 3,
        sidechainHighPass: 1,
        detector: DETECTOR.rms,
        stereoLinkPercent: link,
      });
      fx.process(noise(64 * 20, 5));
      const bad = noise(64, 6);
      bad[10] = Number.NaN;
      bad[21] = Number.POSITIVE_INFINITY;
      fx.process(bad);
      const after = fx.process(noise(RATE, 9).subarray(0, 2 * 47936));
      expect(after.subarray(2 * 4096).every(Number.isFinite)).toBe(true);
      const silent = fx.process(new Float64Array(2 * 64 * 7500), 64 * 100);
      expect(silent.at(-1)).toBe(0);
      expect(fx.state.subarray(40, 48).every((x) => x === 0)).toBe(true);
    }
  });
});
