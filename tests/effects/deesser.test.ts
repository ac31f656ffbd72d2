import { describe, expect, it } from 'vitest';
import {
  detectorDb,
  footHz,
  responseDb,
  staticReductionDb,
} from '../../audio-engine/effects/deesser/curves.ts';
import {
  DEESSER_LISTEN,
  DEESSER_MODE,
  deesserParameters,
} from '../../audio-engine/effects/deesser/parameters.ts';
import { responseDb as measuredDb, noise, startEffect } from './runner.ts';

const RATE = 48000;
const start = (values: Record<string, number>, rate = RATE) =>
  startEffect('deesser', deesserParameters, values, rate);
const gain = (db: number) => 10 ** (db / 20);

function tone(hz: number, level: number, frames: number): Float64Array {
  return Float64Array.from(
    { length: frames * 2 },
    (_, i) => level * Math.sin((2 * Math.PI * hz * (i >> 1)) / RATE),
  );
}

function sum(...parts: Float64Array[]): Float64Array {
  return parts[0]!.map((_, i) => parts.reduce((total, part) => total + part[i]!, 0));
}

const frames = 64 * 750;
const late = (x: Float64Array) => x.subarray(x.length / 2);
const modes = Object.values(DEESSER_MODE);

describe('de-esser', () => {
  it('reads how far the band stands above the voice, at any level', () => {
    // Voice at 300 Hz, "s" at the band's centre 6 dB below it: 10 log(p / (p + 1)) with p = 1/4.
    for (const level of [0, -20, -40]) {
      const input = sum(tone(300, gain(level), frames), tone(6800, gain(level - 6.0206), frames));
      const fx = start({ frequencyHz: 6800, thresholdDb: 0, rangeDb: 0 });
      fx.process(input);
      fx.process(input.subarray(0, 64 * 60));
      const expected = 10 * Math.log10(0.25 / 1.25);
      // The largest of a ripple of a few tenths.
      expect(fx.state[3]).toBeGreaterThan(expected - 0.1);
      expect(fx.state[3]).toBeLessThan(expected + 0.8);
    }
  });

  it('reduces by the same amount 30 dB quieter when it follows the level, and not at all when it does not', () => {
    const voice = (level: number) => sum(tone(300, level, frames), tone(7000, level, frames));
    const values = { frequencyHz: 7000, thresholdDb: -12, ratio: 4, rangeDb: 24 };
    const reduction = (extra: Record<string, number>, level: number) => {
      const fx = start({ ...values, ...extra });
      fx.process(voice(level));
      return fx.state[0]!;
    };
    expect(reduction({}, 0.4)).toBeGreaterThan(5);
    expect(Math.abs(reduction({}, 0.4) - reduction({}, 0.4 * gain(-30)))).toBeLessThan(0.02);
    expect(reduction({ adaptive: 0 }, 0.4)).toBeGreaterThan(2);
    expect(reduction({ adaptive: 0 }, 0.4 * gain(-30))).toBe(0);
  });

  it('settles on its static curve: a threshold in dBFS against a tone in the band', () => {
    const values = {
      frequencyHz: 6000,
      thresholdDb: -30,
      ratio: 5,
      rangeDb: 10,
      adaptive: 0,
      attackMs: 0.1,
      releaseMs: 300,
    };
    for (const level of [-40, -31, -29, -26, -20, -6]) {
      const fx = start(values);
      fx.process(tone(6000, gain(level), frames));
      expect(Math.abs(fx.state[0]! - staticReductionDb(level, values))).toBeLessThan(0.1);
    }
    expect(staticReductionDb(-20, values)).toBeCloseTo(8, 9);
    expect(staticReductionDb(0, values)).toBe(10);
  });

  it('turns down in each mode what is drawn: a steady reduction has the drawn response', () => {
    for (const mode of modes) {
      const values = {
        mode,
        frequencyHz: 6000,
        q: 1.2,
        thresholdDb: -60,
        ratio: 20,
        rangeDb: 9,
        adaptive: 0,
        releaseMs: 300,
      };
      const probes = [200, 1000, 3500, 5000, 8000, 12000];
      // A loud tone in the band holds the reduction at its range; quiet ones beside it are measured.
      const quiet = probes.map((hz) => tone(hz, 0.001, frames));
      const input = sum(tone(6000, 0.5, frames), ...quiet);
      const out = start(values).process(input);
      for (const hz of [...probes, 6000]) {
        const change = measuredDb(late(out), 0, hz, RATE) - measuredDb(late(input), 0, hz, RATE);
        expect(Math.abs(change - responseDb(hz, 9, values, RATE)), `${mode} ${hz}`).toBeLessThan(0.15);
      }
      expect(responseDb(6000, 9, values, RATE)).toBeLessThan(-6);
      if (mode !== DEESSER_MODE.wide) expect(responseDb(200, 9, values, RATE)).toBeGreaterThan(-0.1);
    }
    expect(footHz({ frequencyHz: 6000, q: 1 })).toBeCloseTo(6000 * (Math.sqrt(1.25) - 0.5), 6);
    expect(detectorDb(footHz({ frequencyHz: 1000, q: 2 }), { frequencyHz: 1000, q: 2 }, 192000)).toBeCloseTo(
      -3.01,
      1,
    );
  });

  it('leaves an even voice alone: bit for bit in wide and band mode, flat in split', () => {
    const vowel = sum(tone(200, 0.3, frames), tone(900, 0.1, frames), tone(2600, 0.03, frames));
    for (const mode of modes) {
      const fx = start({ mode, thresholdDb: -10 });
      const out = fx.process(vowel);
      expect(fx.state[0]).toBe(0);
      if (mode === DEESSER_MODE.split) {
        expect(measuredDb(late(out), 0, 900, RATE)).toBeCloseTo(measuredDb(late(vowel), 0, 900, RATE), 3);
      } else expect(out.every((x, i) => x === vowel[i])).toBe(true);
    }
  });

  it('does not take the first moments of a word for an “s”', () => {
    const word = tone(250, 0.5, frames);
    word.fill(0, 0, 2 * 4800);
    const fx = start({ thresholdDb: -14, ratio: 10, rangeDb: 20, mode: DEESSER_MODE.wide });
    let most = 0;
    for (let at = 0; at < word.length; at += 128) {
      fx.process(word.subarray(at, at + 128));
      // The edge of the gated tone is itself a click of a sample or two; what follows must be left alone.
      if (at > 2 * 4800 + 2 * 480) most = Math.max(most, fx.state[0]!);
    }
    expect(most).toBeLessThan(0.5);
  });

  it('catches an “s” between vowels within a few milliseconds and lets go after it', () => {
    const voice = tone(250, 0.4, frames);
    const ess = noise(frames, 9, 0.5);
    for (let i = 0; i < voice.length; i++) {
      const n = i >> 1;
      if (n >= 24000 && n < 28800) voice[i] = ess[i]!;
    }
    const fx = start({ frequencyHz: 7000, thresholdDb: -12, ratio: 10, rangeDb: 12, releaseMs: 40 });
    const reductions: number[] = [];
    for (let at = 0; at < voice.length; at += 128) {
      fx.process(voice.subarray(at, at + 128));
      reductions.push(fx.state[0]!);
    }
    const at = (ms: number) => reductions[Math.floor((ms * 48) / 64)]!;
    expect(at(480)).toBe(0);
    expect(at(512)).toBeGreaterThan(2);
    expect(at(590)).toBeGreaterThan(3);
    expect(at(800)).toBeLessThan(0.1);
  });

  it('lets hear the detector, and what is removed: output and removed add up to the input', () => {
    const input = sum(tone(300, 0.4, frames), noise(frames, 4, 0.3));
    for (const mode of [DEESSER_MODE.wide, DEESSER_MODE.band]) {
      const values = { mode, thresholdDb: -20, ratio: 8, rangeDb: 12 };
      const heard = start(values).process(input);
      const removed = start({ ...values, listen: DEESSER_LISTEN.removed }).process(input);
      for (let i = 0; i < input.length; i += 97) expect(heard[i]! + removed[i]!).toBeCloseTo(input[i]!, 12);
    }
    const band = start({ listen: DEESSER_LISTEN.detector, frequencyHz: 6000, q: 2 }).process(input);
    const shape = measuredDb(late(band), 0, 300, RATE) - measuredDb(late(input), 0, 300, RATE);
    expect(shape).toBeCloseTo(detectorDb(300, { frequencyHz: 6000, q: 2 }, RATE), 1);
  });

  it('delays by exactly the look-ahead it reports, and changes mode without a click', () => {
    const fx = start({ mode: DEESSER_MODE.wide, lookAheadMs: 2, thresholdDb: 0 });
    expect(fx.latencySamples).toBe(96);
    // Whole periods, so that one call follows smoothly on another.
    const input = tone(500, 0.5, 64 * 105);
    const out = fx.process(input);
    expect(out.subarray(192)).toEqual(input.subarray(0, input.length - 192));
    for (const mode of [DEESSER_MODE.split, DEESSER_MODE.band, DEESSER_MODE.wide]) {
      fx.set({ mode });
      const moved = fx.process(input);
      for (let i = 4; i < moved.length; i++) {
        expect(Math.abs(moved[i]! - 2 * moved[i - 2]! + moved[i - 4]!)).toBeLessThan(0.006);
      }
    }
  });

  it('gives the same bits however a run is cut into calls', () => {
    for (const mode of modes) {
      const values = { mode, thresholdDb: -20, lookAheadMs: 1.5, ratio: 8 };
      const input = noise(64 * 96, 11, 0.5);
      const whole = start(values).process(input, 64 * 96);
      expect(start(values).process(input, 64)).toEqual(whole);
      expect(start(values).process(input, 192)).toEqual(whole);
    }
  });

  it('survives NaN, infinity and wild automation, and comes to rest in silence', () => {
    const fx = start({ thresholdDb: -20, lookAheadMs: 3 });
    fx.process(noise(64 * 20, 5));
    const bad = noise(64, 6);
    bad[10] = Number.NaN;
    bad[21] = Number.POSITIVE_INFINITY;
    fx.process(bad);
    const after = fx.process(noise(64 * 700, 9));
    expect(after.subarray(2 * 1024).every(Number.isFinite)).toBe(true);
    for (let i = 0; i < 90; i++) {
      const wild = [Number.NaN, -1e9, 1e9, 0][i % 4]!;
      fx.set({ mode: i % 3, frequencyHz: wild, q: -wild, thresholdDb: wild, ratio: wild, rangeDb: wild });
      fx.set({ attackMs: wild, releaseMs: -wild, listen: (i >> 4) % 3 });
      const most = fx.process(noise(64, i + 1)).reduce((m, x) => Math.max(m, Math.abs(x)), 0);
      expect(most, String(i)).toBeLessThan(30);
    }
    fx.set({
      mode: 1,
      frequencyHz: 6000,
      q: 1,
      thresholdDb: -20,
      ratio: 4,
      rangeDb: 8,
      attackMs: 1,
      releaseMs: 40,
    });
    fx.set({ listen: 0 });
    expect(fx.rest()).toBe(false);
    expect(fx.process(new Float64Array(2 * 64 * 7500), 64 * 100).at(-1)).toBe(0);
    expect(fx.rest()).toBe(true);
  });
});
