import { describe, expect, it } from 'vitest';
import { curveAt, harmonicsDb, matchGain } from '../../audio-engine/effects/saturator/curves.ts';
import { CHARACTER, saturatorParameters } from '../../audio-engine/effects/saturator/parameters.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { LoudnessMeter } from '../../audio-engine/measure/index.ts';
import { noise, startEffect } from './runner.ts';
import { amplitudeAt, sine } from './signals.ts';

const RATE = 48000;
const start = (values: Record<string, number>, rate = RATE) =>
  startEffect('saturator', saturatorParameters, { matchLoudness: 0, ...values }, rate);

const rms = (stereo: Float64Array, from: number) => {
  let sum = 0;
  for (let i = from; i < stereo.length; i++) sum += stereo[i]! ** 2;
  return Math.sqrt(sum / (stereo.length - from));
};
const db = (x: number) => 20 * Math.log10(x);

const { kernels, allocator } = loadKernels();
const meter = new LoudnessMeter(kernels, allocator, RATE, 2, 600);

/** Integrated loudness in LUFS. */
function loudness(stereo: Float64Array): number {
  meter.reset();
  const room = allocator.allocate(stereo.length * 8);
  new Float64Array(kernels.memory.buffer, room, stereo.length).set(stereo);
  meter.process(room, stereo.length / 2);
  allocator.free(room);
  return meter.read().integratedLufs;
}

describe('saturator', () => {
  it('keeps aliases 100 dB under the tone: tanh(5 sin) at 4186 Hz and 44.1 kHz, and the other characters', () => {
    const rate = 44100;
    const hz = 4186;
    for (const [name, character] of Object.entries(CHARACTER)) {
      const fx = start({ character, driveDb: db(5) }, rate);
      // One second holds whole periods of the tone and of every alias: all of them lie on whole hertz.
      const input = sine(hz, 64 * Math.ceil((2 * rate) / 64), 1, rate);
      const out = fx.process(input);
      const from = out.length / 2 - rate;
      let wanted = 0;
      for (let k = 1; k * hz < rate / 2; k++) wanted += amplitudeAt(out, from, rate, k * hz, rate) ** 2 / 2;
      // Everything else within the band, at the places where the overtones beyond it fold to.
      let alias = 0;
      for (let k = Math.ceil(rate / 2 / hz); k < 100; k++) {
        const folded = Math.abs(((k * hz + rate / 2) % rate) - rate / 2);
        if (folded % hz !== 0) alias += amplitudeAt(out, from, rate, folded, rate) ** 2 / 2;
      }
      expect(10 * Math.log10(alias / wanted), name).toBeLessThan(-100);
    }
  });

  it('reports its latency: the dry sound comes out untouched and that late, the driven one in line with it', () => {
    for (const rate of [44100, 48000, 96000, 192000]) {
      const input = noise(64 * 64, 3, 0.5);
      const dry = start({ mixPercent: 0 }, rate);
      const late = dry.latencySamples;
      expect(late / rate).toBeLessThan(0.003);
      expect(dry.process(input).subarray(2 * late)).toEqual(input.subarray(0, input.length - 2 * late));
      const tone = sine(6000, 64 * 128, 1e-6, rate);
      const wet = start({ driveDb: 0, character: CHARACTER.tape }, rate).process(tone);
      let worst = 0;
      for (let n = 6000; n < 8000; n++) {
        worst = Math.max(worst, Math.abs(wet[2 * n]! - tone[2 * (n - late)]!));
      }
      expect(db(worst / 1e-6), String(rate)).toBeLessThan(-55);
    }
  });

  it('follows the drawn curve, and makes the overtones the picture shows', () => {
    for (const character of [CHARACTER.tube, CHARACTER.clip]) {
      const settings: Record<string, number>[] = [
        { driveDb: 12, biasPercent: 0 },
        { driveDb: 6, biasPercent: 50, mixPercent: 70 },
      ];
      for (const values of settings) {
        const all: Record<string, number> = { character, ...values };
        const out = start(all).process(sine(187.5, 64 * 1500, 0.5));
        const from = 64 * 1500 - 2560 * 8;
        const expected = harmonicsDb(all, db(0.5), 6);
        const first = amplitudeAt(out, from, 2560 * 8, 187.5, RATE);
        for (let k = 2; k <= 6; k++) {
          const level = db(amplitudeAt(out, from, 2560 * 8, 187.5 * k, RATE) / first);
          if (expected[k - 1]! > -80) expect(Math.abs(level - expected[k - 1]!), `${k}`).toBeLessThan(0.1);
          else expect(level).toBeLessThan(-75);
        }
        const range = out.subarray(2 * from);
        const span = Math.max(...range) - Math.min(...range);
        // The band limit rounds the corners of a hard cut up by a few per cent.
        expect(Math.abs(span / (curveAt(0.5, all) - curveAt(-0.5, all)) - 1)).toBeLessThan(0.04);
      }
    }
    expect(harmonicsDb({ character: CHARACTER.tape, biasPercent: 0 }, -6, 4)[1]!).toBeLessThan(-150);
    expect(harmonicsDb({ character: CHARACTER.tape, biasPercent: 40 }, -6, 4)[1]!).toBeGreaterThan(-40);
  });

  it('is as loud as its input with the match on, at any level, drive and character', () => {
    for (const character of Object.values(CHARACTER)) {
      for (const level of [-30, -15, -3]) {
        const fx = start({ character, driveDb: 18, matchLoudness: 1, biasPercent: 20 });
        const input = sine(1000, 64 * 4500, 10 ** (level / 20));
        const out = fx.process(input);
        const from = input.length - 4 * RATE;
        const change = loudness(out.subarray(from)) - loudness(input.subarray(from));
        expect(Math.abs(change), `${character} ${level}`).toBeLessThan(0.1);
      }
      // At the reference level there is nothing to learn.
      const values = { character, driveDb: 9, mixPercent: 60 };
      const out = start(values).process(sine(1000, 64 * 1500, 10 ** (-12 / 20)));
      const gain = rms(sine(1000, RATE, 10 ** (-12 / 20)), 0) / rms(out, 2 * RATE);
      if (character !== CHARACTER.tape) expect(db(matchGain(values) / gain)).toBeCloseTo(0, 1);
    }
  });

  it('tilts about 1 kHz by as much up as down', () => {
    const level = (hz: number) => {
      const out = start({ toneDb: 6, driveDb: 0 }).process(sine(hz, 64 * 1500, 1e-3));
      return db(amplitudeAt(out, 48000, 48000, hz, RATE) / 1e-3);
    };
    expect(Math.abs(level(40) + 3)).toBeLessThan(0.1);
    expect(level(1000)).toBeCloseTo(0, 1);
    expect(Math.abs(level(16000) - 3)).toBeLessThan(0.1);
  });

  it('changes character, drive and bias without a click', () => {
    const fx = start({ driveDb: 12 });
    const tone = sine(100, 64 * 600, 0.25);
    let before = 0;
    let largest = 0;
    for (let q = 0; q < 600; q++) {
      if (q === 200) fx.set({ character: CHARACTER.clip });
      if (q === 300) fx.set({ driveDb: 30 });
      if (q === 400) fx.set({ character: CHARACTER.tube, biasPercent: 100 });
      if (q === 500) fx.set({ driveDb: 0, mixPercent: 50, toneDb: 5 });
      const out = fx.process(tone.subarray(q * 128, q * 128 + 128), 64);
      for (let i = 0; i < 64; i++) {
        if (q > 20) largest = Math.max(largest, Math.abs(out[2 * i]! - before));
        before = out[2 * i]!;
      }
    }
    // 30 dB of drive make a 100 Hz sine of -12 dBFS rise by 0.1 a sample.
    expect(largest).toBeLessThan(0.13);
  });

  it('has the same bits however a run is cut, survives NaN, and comes to rest', () => {
    const values = { character: CHARACTER.tube, driveDb: 12, biasPercent: 40, toneDb: 3, matchLoudness: 1 };
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
    const silent = fx.process(new Float64Array(2 * 64 * 6000), 64 * 100);
    expect(silent.at(-1)).toBe(0);
  });
});
