import { describe, expect, it } from 'vitest';
import {
  centreHzAt,
  delayMsAt,
  responseDb as drawnDb,
  sweepHz,
} from '../../audio-engine/effects/modulation/curves.ts';
import { MODULATION, modulationParameters } from '../../audio-engine/effects/modulation/parameters.ts';
import { noise, responseDb, startEffect } from './runner.ts';

const RATE = 48000;
const start = (values: Record<string, number>) => startEffect('modulation', modulationParameters, values);

function hit(frames: number): Float64Array {
  const stereo = new Float64Array(frames * 2);
  stereo[0] = 1;
  stereo[1] = 1;
  return stereo;
}

describe('modulation', () => {
  it('has the response that is drawn: standing chorus, flanger and phaser, with feedback either way', () => {
    const settings: Record<string, number>[] = [
      { type: MODULATION.chorus, depthPercent: 0, delayMs: 5, voices: 0 },
      { type: MODULATION.chorus, depthPercent: 0, delayMs: 7, voices: 2, mixPercent: 30 },
      { type: MODULATION.flanger, depthPercent: 0, delayMs: 1, feedbackPercent: 60 },
      { type: MODULATION.flanger, depthPercent: 0, delayMs: 2, feedbackPercent: -70, mixPercent: 80 },
      { type: MODULATION.phaser, depthPercent: 0, centreHz: 900, stages: 1 },
      { type: MODULATION.phaser, depthPercent: 0, centreHz: 2500, stages: 5, feedbackPercent: 50 },
      { type: MODULATION.phaser, depthPercent: 0, centreHz: 400, stages: 2, feedbackPercent: -50 },
    ];
    for (const values of settings) {
      const out = start(values).processInContext(hit(64 * 600));
      for (const hz of [60, 175, 333, 800, 1500, 2750, 5200]) {
        const drawn = drawnDb(values, hz, 0, RATE);
        if (drawn < -25) continue;
        expect(
          Math.abs(responseDb(out, 0, hz, RATE) - drawn),
          `${JSON.stringify(values)} ${hz}`,
        ).toBeLessThan(0.15);
      }
    }
  });

  it('sweeps as a function of the run’s frame, left and right by the stereo phase apart', () => {
    for (const [values, bpm] of [
      [{ rateHz: 0.5 }, 120],
      [{ sync: 1, note: 4 }, 96],
    ] as const) {
      const fx = start({
        type: MODULATION.flanger,
        stereoDegrees: 90,
        depthPercent: 70,
        delayMs: 4,
        ...values,
      });
      for (const frame of [0, 64 * 100, 64 * 5000, 64 * 123456]) {
        fx.reset();
        fx.processInContext(noise(64, 3), { frame, bpm });
        const turns = ((frame * sweepHz({ ...values }, bpm)) / RATE) % 1;
        expect(fx.state[3]).toBeCloseTo(turns, 6);
        expect(fx.state[4]).toBeCloseTo((turns + 0.25) % 1, 6);
        const all = { type: MODULATION.flanger, depthPercent: 70, delayMs: 4 };
        expect(fx.state[6]).toBeCloseTo(delayMsAt(all, turns, RATE), 6);
      }
    }
    const phaser = start({ type: MODULATION.phaser, depthPercent: 100, centreHz: 1000, rateHz: 1 });
    phaser.processInContext(noise(64, 3), { frame: RATE / 4 });
    expect(phaser.state[6]).toBeCloseTo(
      centreHzAt({ type: MODULATION.phaser, depthPercent: 100, centreHz: 1000 }, 0.25),
      3,
    );
  });

  it('goes on from where the sweep is when the rate changes', () => {
    const fx = start({ rateHz: 1, type: MODULATION.phaser });
    const sound = noise(64 * 400, 5, 0.3);
    fx.processInContext(sound);
    const before = fx.state[3]!;
    fx.set({ rateHz: 3 });
    fx.processInContext(sound.subarray(0, 128));
    expect(Math.abs(fx.state[3]! - before)).toBeLessThan((64 * 3) / RATE + 1e-9);
  });

  it('detunes a vibrato by its sweep: pitch within the drawn range', () => {
    const values = {
      type: MODULATION.chorus,
      voices: 0,
      mixPercent: 100,
      depthPercent: 50,
      delayMs: 10,
      rateHz: 2,
    };
    const hz = 500;
    const tone = Float64Array.from({ length: 2 * 64 * 800 }, (_, i) =>
      Math.sin((2 * Math.PI * hz * (i >> 1)) / RATE),
    );
    const out = start({ ...values, stereoDegrees: 0 }).processInContext(tone);
    const periods: number[] = [];
    let last = 0;
    for (let n = 2000; n < out.length / 2; n++) {
      const [a, b] = [out[2 * n - 2]!, out[2 * n]!];
      if (a < 0 && b >= 0) {
        const at = n - b / (b - a);
        if (last) periods.push(at - last);
        last = at;
      }
    }
    const largest = RATE / Math.min(...periods) / hz - 1;
    // d' of delay * reach * depth * sin: 2 pi f * 10 ms * 0.5 * 0.5
    expect(largest).toBeCloseTo(2 * Math.PI * 2 * 0.01 * 0.25, 2);
  });

  it('stays bounded and finite under wild automation, changes type without a click, and comes to rest', () => {
    const fx = start({ feedbackPercent: 95 });
    const next = (() => {
      let x = 7;
      return () => {
        x = (x * 16807) % 2147483647;
        return x / 2147483647;
      };
    })();
    let largest = 0;
    for (let q = 0; q < 3000; q++) {
      if (q % 3 === 0) {
        const p = modulationParameters[Math.floor(next() * modulationParameters.length)]!;
        const value = p.min + next() * (p.max - p.min);
        fx.set({ [p.id]: p.curve === 'choice' ? Math.round(value) : value });
      }
      const out = fx.processInContext(noise(64, q + 1, 0.5));
      for (const x of out) largest = Math.max(largest, Math.abs(x));
    }
    expect(largest).toBeLessThan(20);
    const bad = noise(64, 6);
    bad[10] = Number.NaN;
    bad[21] = Number.POSITIVE_INFINITY;
    fx.processInContext(bad);
    fx.set({ feedbackPercent: 50 });
    const silent = fx.processInContext(new Float64Array(2 * 64 * 4000));
    expect(silent.at(-1)).toBe(0);
    expect(silent.subarray(2 * 64 * 100).every(Number.isFinite)).toBe(true);

    const tone = (q: number) =>
      Float64Array.from(
        { length: 128 },
        (_, i) => 0.5 * Math.sin((2 * Math.PI * 100 * (q * 64 + (i >> 1))) / RATE),
      );
    const calm = start({ delayMs: 8 });
    let before = 0;
    let step = 0;
    for (let q = 0; q < 300; q++) {
      if (q === 100) calm.set({ type: MODULATION.phaser });
      if (q === 200) calm.set({ type: MODULATION.flanger, voices: 3 });
      const out = calm.processInContext(tone(q));
      for (let i = 0; i < 64; i++) {
        if (q > 20) step = Math.max(step, Math.abs(out[2 * i]! - before));
        before = out[2 * i]!;
      }
    }
    expect(step).toBeLessThan(0.02);
  });

  it('has the same bits skipped or run through silence', () => {
    const values = { type: MODULATION.flanger, feedbackPercent: 60, rateHz: 0.7 };
    const sound = noise(64 * 60, 4, 0.4);
    const [one, two] = [start(values), start(values)];
    for (const fx of [one, two]) {
      fx.processInContext(sound);
      fx.processInContext(new Float64Array(2 * 64 * 2000));
    }
    two.processInContext(new Float64Array(2 * 64 * 500), { bpm: 90 });
    const frame = 64 * 5000;
    expect(two.processInContext(sound, { frame })).toEqual(one.processInContext(sound, { frame }));
  });
});
