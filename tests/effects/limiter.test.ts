import { describe, expect, it } from 'vitest';
import { CHARACTER, limiterParameters } from '../../audio-engine/effects/limiter/parameters.ts';
import { noise, noiseSource, startEffect, truePeakDb } from './runner.ts';

const start = (values: Record<string, number>, rate = 48000) =>
  startEffect('limiter', limiterParameters, values, rate);

/** A hot programme: noise of some brightness, kicks, a chord, some of it clipped, with bursts and rests. */
function programme(seed: number, frames: number, rate: number): Float64Array {
  const random = noiseSource(seed * 7919 + 1);
  for (let i = 0; i < 20; i++) random();
  const unit = () => (random() + 1) / 2;
  const brightness = unit() ** 2;
  const tones = Array.from({ length: 4 }, () => ({
    hz: 40 * 400 ** unit(),
    level: unit(),
    phase: unit() * 6,
  }));
  const kickEvery = Math.round(rate * (0.05 + 0.2 * unit()));
  const noiseLevel = unit() * 1.5;
  const clip = unit() < 0.5 ? 0.3 + unit() : 100;
  const gate = unit() < 0.5 ? Math.round(rate * 0.04 * (0.2 + unit())) : 0;
  const stereo = new Float64Array(frames * 2);
  let l = 0;
  let r = 0;
  // Silence at the end lets the last of it out of the look-ahead, so that no cut is measured.
  for (let n = 0; n < frames - 1024; n++) {
    const common = random();
    l += (0.05 + 0.95 * brightness) * (common + random() - l);
    r += (0.05 + 0.95 * brightness) * (common + random() - r);
    const t = n % kickEvery;
    const kick =
      1.5 *
      Math.exp(-t / (rate * 0.03)) *
      Math.sin((2 * Math.PI * 3000 * (1 - Math.exp(-t / 300)) * 10) / rate);
    let chord = 0;
    for (const tone of tones) chord += tone.level * Math.sin((2 * Math.PI * tone.hz * n) / rate + tone.phase);
    const open = gate > 0 && Math.floor(n / gate) % 2 === 1 ? 0.02 : 1;
    stereo[2 * n] = open * Math.min(clip, Math.max(-clip, noiseLevel * l + kick + chord));
    stereo[2 * n + 1] = open * Math.min(clip, Math.max(-clip, noiseLevel * r + kick + 0.7 * chord));
  }
  return stereo;
}

describe('limiter', () => {
  it.each(Object.entries(CHARACTER))(
    'holds its ceiling within 0.05 dB of true peak over 200 hot programmes, before any second pass: %s',
    (_name, character) => {
      const random = noiseSource(99);
      const unit = () => (random() + 1) / 2;
      let worst = -100;
      for (let seed = 0; seed < 200; seed++) {
        const rate = [44100, 48000, 96000][seed % 3]!;
        const values = {
          gainDb: 18 * unit(),
          ceilingDbtp: -3 * unit(),
          lookAheadMs: 0.5 + 4.5 * unit(),
          releaseMs: 5 + 200 * unit() ** 3,
          autoRelease: seed % 2,
          linkPercent: 100 * unit(),
          character,
        };
        const out = start(values, rate).process(programme(seed, 64 * 160, rate));
        const excess = truePeakDb(out) - values.ceilingDbtp;
        worst = Math.max(worst, excess);
      }
      expect(worst).toBeLessThanOrEqual(0.05);
      expect(worst).toBeGreaterThan(-0.3);
    },
  );
  it('passes what stays below the ceiling bit for bit, delayed by what it reports', () => {
    const fx = start({ ceilingDbtp: -1, lookAheadMs: 2 });
    expect(fx.latencySamples).toBe(52 + 96);
    const input = noise(4096, 4, 0.2);
    const out = fx.process(input);
    expect(out.subarray(2 * 148)).toEqual(input.subarray(0, input.length - 2 * 148));
    expect(fx.state[0]).toBe(0);
  });

  it('catches peaks between the samples and reads them out', () => {
    const fx = start({ ceilingDbtp: -1, releaseMs: 5, autoRelease: 0 });
    // fs/4 at 45 degrees: sample peak -3.01 dB below the true peak of +3 dBTP.
    const sine = Float64Array.from(
      { length: 2 * 64 * 300 },
      (_, i) => 1.41254 * Math.sin((Math.PI / 2) * (i >> 1) + Math.PI / 4),
    );
    fx.process(sine);
    const out = fx.process(sine);
    expect(fx.state[0]).toBeCloseTo(4.15, 1);
    const settled = out.subarray(2 * 64 * 250);
    const peak = settled.reduce((m, x) => Math.max(m, Math.abs(x)), 0);
    expect(20 * Math.log10(peak) + 3.0103).toBeCloseTo(-1.15, 1);
  });

  it('turns the channels down together when linked, apart when not', () => {
    const oneSided = Float64Array.from({ length: 2 * 64 * 100 }, (_, i) =>
      i % 2 === 0 ? 2 * Math.sin(i / 40) : 0.25 * Math.sin(i / 40),
    );
    const ratio = (link: number) => {
      const out = start({ linkPercent: link, releaseMs: 1000, autoRelease: 0 }).process(oneSided);
      return Math.abs(out[2 * 5001 + 1]! / out[2 * 5001]!);
    };
    expect(ratio(100)).toBeCloseTo(0.125, 2);
    expect(ratio(0)).toBeGreaterThan(0.25);
  });

  it('gives the same bits however a run is cut into calls', () => {
    const input = programme(5, 64 * 96, 48000);
    for (const autoRelease of [0, 1]) {
      const whole = start({ gainDb: 9, autoRelease }).process(input, 64 * 96);
      expect(start({ gainDb: 9, autoRelease }).process(input, 64)).toEqual(whole);
      expect(start({ gainDb: 9, autoRelease }).process(input, 320)).toEqual(whole);
    }
  });

  it('takes NaN and infinity for silence and is exactly transparent again after a rest', () => {
    const fx = start({ gainDb: 12 });
    const bad = noise(64 * 40, 2);
    bad[1000] = Number.NaN;
    bad[2000] = Number.NEGATIVE_INFINITY;
    const out = fx.process(bad);
    expect(out.every(Number.isFinite)).toBe(true);
    expect(truePeakDb(fx.process(new Float64Array(2 * 64 * 4000)))).toBeLessThanOrEqual(-0.95);
    expect(fx.process(new Float64Array(2 * 64 * 4000)).every((x) => x === 0)).toBe(true);
    const quiet = noise(2048, 8, 0.05);
    fx.set({ gainDb: 0 });
    fx.process(new Float64Array(2 * 64 * 200));
    const back = fx.process(quiet);
    expect(back.subarray(2 * 148)).toEqual(quiet.subarray(0, quiet.length - 2 * 148));
  });

  it('holds its ceiling while the look-ahead changes under it', () => {
    const fx = start({ gainDb: 12, lookAheadMs: 1 });
    const input = programme(12, 64 * 60, 48000);
    const a = fx.process(input);
    fx.set({ lookAheadMs: 4 });
    const b = fx.process(input);
    for (const x of [...a, ...b]) expect(Math.abs(x)).toBeLessThanOrEqual(10 ** (-1 / 20));
  });

  const rates = [44100, 48000, 96000];
  it.each(
    Object.entries(CHARACTER).flatMap(([name, value]) => rates.map((rate) => [name, rate, value] as const)),
  )(
    'limits a steady sine by 2 dB without grinding it: THD+N at 1 kHz and at 50 Hz: %s at %d Hz',
    (_name, rate, character) => {
      for (const [hz, limit] of [
        [1000, -70],
        [50, -40],
      ] as const) {
        const frames = 64 * Math.ceil(rate / 32);
        const ceilingDbtp = -1;
        // The ceiling less the inner margin of 0.15 dB, exceeded by 2 dB.
        const level = 10 ** ((ceilingDbtp - 0.15 + 2) / 20);
        const sine = Float64Array.from(
          { length: 2 * frames },
          (_, i) => level * Math.sin((2 * Math.PI * hz * (i >> 1)) / rate),
        );
        const out = start({ ceilingDbtp, character }, rate).process(sine);
        const period = rate;
        const from = frames - period;
        let re = 0;
        let im = 0;
        let power = 0;
        for (let n = 0; n < period; n++) {
          const x = out[2 * (from + n)]!;
          const w = (2 * Math.PI * hz * n) / rate;
          re += x * Math.cos(w);
          im += x * Math.sin(w);
          power += x * x;
        }
        const tone = (2 * (re * re + im * im)) / period;
        const rest = Math.max(power - tone, 1e-30);
        expect(10 * Math.log10(rest / tone), `${hz} Hz`).toBeLessThanOrEqual(limit);
        expect(10 * Math.log10((2 * tone) / period), `${hz} Hz`).toBeCloseTo(ceilingDbtp - 0.15, 0);
      }
    },
  );

  it('lets go of a single hit as its character says, though it holds on between the peaks of a bass note', () => {
    const gainAfter = (character: number, ms: number) => {
      const fx = start({ character });
      const late = fx.latencySamples;
      const rate = 48000;
      // A hit of 10 ms, 6 dB above the ceiling, over something quiet.
      const sound = Float64Array.from({ length: 2 * 64 * 300 }, (_, i) => {
        const n = i >> 1;
        return (n >= rate / 10 && n < rate / 10 + rate / 100 ? 1.75 : 0.2) * Math.sin((2 * Math.PI * n) / 48);
      });
      const out = fx.process(sound);
      const at = Math.round(rate * (0.11 + ms / 1000));
      let before = 0;
      let after = 0;
      for (let n = at; n < at + 96; n++) {
        before += Math.abs(sound[2 * n]!);
        after += Math.abs(out[2 * (n + late)]!);
      }
      return 20 * Math.log10(after / before);
    };
    const [transparent, warm, punchy, loud] = Object.values(CHARACTER).map((c) => gainAfter(c, 30)) as [
      number,
      number,
      number,
      number,
    ];
    expect(loud).toBeGreaterThan(-0.75);
    expect(punchy).toBeGreaterThan(-0.75);
    expect(transparent).toBeLessThan(-1.5);
    expect(warm).toBeLessThan(transparent - 1);
  });

  it('is nothing but its delay, to -140 dB, while no peak is above the ceiling less the inner margin', () => {
    for (const [character, look] of Object.values(CHARACTER).flatMap((c) =>
      [0.5, 2, 5].map((l) => [c, l] as const),
    )) {
      const fx = start({ ceilingDbtp: -1, lookAheadMs: look, character });
      const late = fx.latencySamples;
      const input = programme(3, 64 * 200, 48000);
      const peak = 10 ** (truePeakDb(input) / 20);
      const quiet = input.map((x) => (x / peak) * 10 ** (-1.2 / 20));
      const out = fx.process(quiet);
      let most = 0;
      for (let i = 0; i + 2 * late < quiet.length; i++)
        most = Math.max(most, Math.abs(out[i + 2 * late]! - quiet[i]!));
      expect(20 * Math.log10(Math.max(most, 1e-30))).toBeLessThanOrEqual(-140);
    }
  });
});
