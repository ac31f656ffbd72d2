import { describe, expect, it } from 'vitest';
import { echoes, filterDb, noteBeats, timeMs } from '../../audio-engine/effects/delay/curves.ts';
import { delayParameters, PATTERN, TIME_CHANGE } from '../../audio-engine/effects/delay/parameters.ts';
import { noise, responseDb, startEffect } from './runner.ts';

const RATE = 48000;
/** Echoes alone, unless the values say otherwise. */
const start = (values: Record<string, number>, rate = RATE) =>
  startEffect('delay', delayParameters, { mixPercent: 100, feedbackPercent: 0, ...values }, rate);
const open = { lowCutHz: 20, highCutHz: 20000 };

function hit(frames: number, left = 1, right = left): Float64Array {
  const stereo = new Float64Array(frames * 2);
  stereo[0] = left;
  stereo[1] = right;
  return stereo;
}

/** Frame of the largest magnitude of a channel within [from, until). */
function peakAt(stereo: Float64Array, channel: 0 | 1, from = 0, until = stereo.length / 2): number {
  let best = from;
  for (let n = from; n < until; n++) {
    if (Math.abs(stereo[2 * n + channel]!) > Math.abs(stereo[2 * best + channel]!)) best = n;
  }
  return best;
}

describe('delay', () => {
  it('keeps time: every note value at every tempo, to the sample, and the dry sound on time', () => {
    for (const bpm of [72, 117.5]) {
      for (let note = 0; note < 14; note++) {
        const expected = Math.min(5 * RATE, Math.round((60 * noteBeats(note) * RATE) / bpm));
        const frames = Math.ceil((expected + 200) / 64) * 64;
        const out = start({ note, ...open }).processInContext(hit(frames), { bpm });
        expect(peakAt(out, 0), `${bpm} ${note}`).toBe(expected);
        expect(timeMs({ note }, bpm)).toBeCloseTo((expected * 1000) / RATE, 0);
      }
    }
    const dry = start({ mixPercent: 0 });
    const input = noise(64 * 50, 3);
    expect(dry.processInContext(input)).toEqual(input);
    expect(dry.latencySamples).toBe(0);
  });

  it('repeats by the feedback, in the places and at the levels that are drawn', () => {
    const values = { sync: 0, timeMs: 20, feedbackPercent: 50, ...open };
    const out = start(values).processInContext(hit(64 * 120));
    const drawn = echoes({ ...values, mixPercent: 100 }, 120, 5);
    for (const [k, echo] of drawn.entries()) {
      const at = Math.round((echo.ms * RATE) / 1000);
      expect(at).toBe(960 * (k + 1));
      expect(Math.abs(out[2 * at]! - 0.5 ** k)).toBeLessThan(0.01 * (k + 1));
      expect(echo.left).toBeCloseTo(0.5 ** k, 10);
    }
  });

  it('throws echoes from side to side in ping-pong, left first', () => {
    const values = { sync: 0, timeMs: 25, feedbackPercent: 60, pattern: PATTERN.pingPong, ...open };
    const out = start(values).processInContext(hit(64 * 120));
    const drawn = echoes({ ...values, mixPercent: 100 }, 120, 4);
    for (const [k, echo] of drawn.entries()) {
      const at = 1200 * (k + 1);
      const [here, there] = k % 2 === 0 ? [0, 1] : [1, 0];
      expect(Math.abs(out[2 * at + here]! - 0.6 ** k)).toBeLessThan(0.02);
      expect(Math.abs(out[2 * at + there]!)).toBeLessThan(0.001);
      expect(Math.abs(echo.left - (k % 2 === 0 ? 0.6 ** k : 0))).toBeLessThan(1e-9);
    }
    const narrow = start({ ...values, widthPercent: 0 }).processInContext(hit(64 * 120));
    expect(narrow[2 * 1200]).toBe(narrow[2 * 1200 + 1]);
  });

  it('filters a pass as drawn: -3 dB at both cuts, twice as much the second time', () => {
    const values = { sync: 0, timeMs: 400, feedbackPercent: 100, lowCutHz: 200, highCutHz: 4000 };
    const out = start(values).processInContext(hit(64 * 900));
    const first = out.subarray(2 * 19000, 2 * 38000);
    const second = out.subarray(2 * 38200, 2 * 57200);
    for (const hz of [50, 200, 1000, 4000, 9000]) {
      const once = responseDb(first, 0, hz, RATE);
      expect(Math.abs(once - filterDb(values, hz)), String(hz)).toBeLessThan(0.6);
      expect(Math.abs(responseDb(second, 0, hz, RATE) - 2 * once), String(hz)).toBeLessThan(0.1);
    }
    expect(filterDb(values, 200)).toBeCloseTo(-3.02, 1);
  });

  it('never blows up: full feedback on loud noise stays within twice full level, and falls silent after', () => {
    const fx = start({ sync: 0, timeMs: 5, feedbackPercent: 110, pattern: 1, ...open, widthPercent: 100 });
    const loud = fx.processInContext(noise(64 * 3000, 5, 4));
    expect(loud.every((x) => Number.isFinite(x) && Math.abs(x) < 3)).toBe(true);
    const ringing = fx.processInContext(new Float64Array(2 * 64 * 1500));
    expect(Math.max(...ringing.subarray(ringing.length - 20000))).toBeGreaterThan(0.05);
    expect(ringing.every((x) => Math.abs(x) < 3)).toBe(true);
    const bad = noise(64, 6);
    bad[10] = Number.NaN;
    bad[21] = Number.POSITIVE_INFINITY;
    fx.processInContext(bad);
    fx.set({ feedbackPercent: 30 });
    const after = fx.processInContext(new Float64Array(2 * 64 * 6000));
    expect(after.subarray(2 * 64).every(Number.isFinite)).toBe(true);
    expect(after.at(-1)).toBe(0);
  });

  it('stays in tune by cross-fade and bends in pitch as tape, both ending on the very sample', () => {
    const hz = 1000;
    const tone = (frames: number) =>
      Float64Array.from(
        { length: frames * 2 },
        (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * (i >> 1)) / RATE),
      );
    for (const timeChange of [TIME_CHANGE.crossfade, TIME_CHANGE.tape]) {
      const fx = start({ sync: 0, timeMs: 200, timeChange, ...open });
      const input = tone(64 * 1700);
      const quanta = 1700;
      const out = new Float64Array(input.length);
      for (let q = 0; q < quanta; q++) {
        if (q === 300) fx.set({ timeMs: 260 });
        out.set(fx.processInContext(input.subarray(q * 128, q * 128 + 128)), q * 128);
      }
      // Steps no larger than a sine of this level and pitch makes, a little more while it is bent.
      let largest = 0;
      let crossings = 0;
      for (let n = 64 * 301; n < 64 * 450; n++) {
        largest = Math.max(largest, Math.abs(out[2 * n]! - out[2 * n - 2]!));
        if (out[2 * n - 2]! < 0 && out[2 * n]! >= 0) crossings++;
      }
      expect(largest).toBeLessThan(0.5 * ((2 * Math.PI * hz) / RATE) * 1.6);
      const expectedCycles = (64 * 149 * hz) / RATE;
      if (timeChange === TIME_CHANGE.tape) expect(crossings).toBeLessThan(expectedCycles - 20);
      else expect(Math.abs(crossings - expectedCycles)).toBeLessThan(3);
      const settled = 2 * 64 * 1600;
      const late = Math.round(0.26 * RATE);
      for (let i = settled; i < settled + 400; i++) {
        expect(Math.abs(out[i]! - input[i - 2 * late]!)).toBeLessThan(0.03);
      }
      expect(fx.state[4]).toBe(260);
    }
  });

  it('ducks the echoes by what is set while the dry sound plays, and lets them up when it stops', () => {
    const sound = noise(64 * 1500, 8, 0.9);
    const run = (duckDb: number) =>
      start({ sync: 0, timeMs: 100, feedbackPercent: 90, duckDb, duckThresholdDb: -36, duckReleaseMs: 100 });
    const [plain, ducked] = [run(0), run(12)];
    const a = plain.processInContext(sound);
    const b = ducked.processInContext(sound);
    expect(ducked.state[3]).toBeCloseTo(12, 1);
    const at = 2 * 64 * 1490;
    expect(20 * Math.log10(Math.abs(a[at]! / b[at]!))).toBeCloseTo(12, 1);
    const silence = new Float64Array(2 * 64 * 600);
    plain.processInContext(silence);
    ducked.processInContext(silence);
    expect(ducked.state[3]).toBe(0);
  });

  it('lets a throw ring on when the send closes', () => {
    const fx = start({ sync: 0, timeMs: 50, feedbackPercent: 50, sendPercent: 0 });
    const sound = noise(64 * 100, 2, 0.5);
    expect(fx.processInContext(sound).every((x) => x === 0)).toBe(true);
    fx.set({ sendPercent: 100 });
    fx.processInContext(sound);
    fx.set({ sendPercent: 0 });
    const after = fx.processInContext(sound);
    expect(Math.max(...after.subarray(0, 128))).toBeGreaterThan(0.05);
  });

  it('has the same bits skipped or run through silence, and whatever tempo passed meanwhile', () => {
    const values = { note: 5, feedbackPercent: 40, duckDb: 6, mixPercent: 50 };
    const sound = noise(64 * 60, 4, 0.4);
    const [one, two] = [start(values), start(values)];
    one.processInContext(sound, { bpm: 90 });
    two.processInContext(sound, { bpm: 90 });
    const silence = new Float64Array(2 * 64 * 9000);
    one.processInContext(silence, { bpm: 90 });
    two.processInContext(silence, { bpm: 90 });
    two.processInContext(silence.subarray(0, 128 * 700), { bpm: 133 });
    expect(two.processInContext(sound, { bpm: 133 })).toEqual(one.processInContext(sound, { bpm: 133 }));
  });
});
