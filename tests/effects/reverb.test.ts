import { describe, expect, it } from 'vitest';
import { decayCurve } from '../../audio-engine/effects/reverb/curves.ts';
import { REVERB_TYPE, reverbParameters } from '../../audio-engine/effects/reverb/parameters.ts';
import { noise, startEffect, testHome } from './runner.ts';

const RATE = 48000;
const TAIL = { mixPercent: 100, earlyDb: -40, preDelayMs: 0, lowCutHz: 20, highCutHz: 20000 };
const start = (values: Record<string, number> = {}, rate = RATE) =>
  startEffect('reverb', reverbParameters, { ...TAIL, ...values }, rate);

/** Response of the left channel to a click in the left one. */
function response(values: Record<string, number>, seconds: number, rate = RATE): Float64Array {
  const stereo = new Float64Array(2 * 64 * Math.ceil((seconds * rate) / 64));
  stereo[0] = 1;
  const out = start(values, rate).processInContext(stereo);
  return Float64Array.from({ length: out.length / 2 }, (_, i) => out[2 * i]!);
}

/** Octave band by two band-pass sections (cookbook, constant peak), run forwards: their own decay is far shorter. */
function octave(samples: Float64Array, hz: number, rate = RATE): Float64Array {
  let out = samples;
  for (let pass = 0; pass < 2; pass++) {
    const w = (2 * Math.PI * hz) / rate;
    const alpha = Math.sin(w) / (2 * Math.SQRT2);
    let s1 = 0;
    let s2 = 0;
    out = out.map((x) => {
      const y = (alpha * x + s1) / (1 + alpha);
      s1 = 2 * Math.cos(w) * y + s2;
      s2 = -alpha * x - (1 - alpha) * y;
      return y;
    });
  }
  return out;
}

/** Decay by 60 dB from the backward integral (M. Schroeder, JASA 37(3), 1965), line through -5..-35 dB (T30). */
function decaySeconds(samples: Float64Array, rate = RATE): number {
  const left = new Float64Array(samples.length + 1);
  for (let i = samples.length - 1; i >= 0; i--) left[i] = left[i + 1]! + samples[i]! ** 2;
  let n = 0;
  let sx = 0;
  let sy = 0;
  let sxx = 0;
  let sxy = 0;
  for (let i = 0; i < samples.length; i += 16) {
    const db = 10 * Math.log10(left[i]! / left[0]!);
    if (db > -5) continue;
    if (db < -35) break;
    n++;
    sx += i;
    sy += db;
    sxx += i * i;
    sxy += i * db;
  }
  return -60 / (((n * sxy - sx * sy) / (n * sxx - sx * sx)) * rate);
}

/** Energies of both sides, for measuring a decay without the luck of one of them. */
function decayIn(values: Record<string, number>, hz: number, seconds: number, rate = RATE): number {
  const stereo = new Float64Array(2 * 64 * Math.ceil((seconds * rate) / 64));
  stereo[0] = 1;
  stereo[1] = 1;
  const out = start(values, rate).processInContext(stereo);
  const side = (c: number) => Float64Array.from({ length: out.length / 2 }, (_, i) => out[2 * i + c]!);
  const [left, right] = [octave(side(0), hz, rate), octave(side(1), hz, rate)];
  return decaySeconds(
    left.map((x, i) => Math.hypot(x, right[i]!)),
    rate,
  );
}

const rmsDb = (x: Float64Array, from = 0, to = x.length): number => {
  let sum = 0;
  for (let i = from; i < to; i++) sum += x[i]! ** 2;
  return 10 * Math.log10(sum / (to - from));
};

describe('reverb', () => {
  it('decays in each band as it is set, within 10 %, in every space', () => {
    const settings: [number, number, number, number, number][] = [
      [REVERB_TYPE.room, 700, 100, 60, 100],
      [REVERB_TYPE.chamber, 1400, 130, 50, 100],
      [REVERB_TYPE.plate, 1800, 70, 80, 100],
      [REVERB_TYPE.hall, 2500, 120, 35, 100],
      [REVERB_TYPE.hall, 1000, 100, 100, 60],
    ];
    for (const [type, decayMs, lowDecayPercent, highDecayPercent, sizePercent] of settings) {
      const values = { type, decayMs, lowDecayPercent, highDecayPercent, sizePercent };
      const curve = decayCurve({ ...values, lowCrossoverHz: 250, highCrossoverHz: 4000 });
      const length = ((1.1 * decayMs) / 1000) * Math.max(1, lowDecayPercent / 100) + 0.3;
      for (const [hz, percent] of [
        [125, lowDecayPercent],
        [1000, 100],
        [8000, highDecayPercent],
      ] as const) {
        const wanted = (decayMs / 1000) * (percent / 100);
        const measured = decayIn({ ...values, lowCrossoverHz: 250, highCrossoverHz: 4000 }, hz, length);
        expect(Math.abs(measured / wanted - 1), `type ${type}, ${hz} Hz: ${measured}`).toBeLessThan(0.1);
        // What the editor draws is what is measured.
        expect(Math.abs(curve(hz) / wanted - 1)).toBeLessThan(0.02);
      }
    }
  });

  it('keeps its decay at other rates', () => {
    const measured = decayIn({ decayMs: 1000, highDecayPercent: 60 }, 1000, 1.3, 96000);
    expect(Math.abs(measured - 1)).toBeLessThan(0.1);
  });

  it('gives white noise back at its own level, whatever the decay', () => {
    for (const [type, decayMs] of [
      [REVERB_TYPE.room, 800],
      [REVERB_TYPE.plate, 2500],
      [REVERB_TYPE.hall, 2500],
    ] as const) {
      const input = noise(64 * 750 * 5, 4, 0.3);
      const fx = start({ type, decayMs, lowDecayPercent: 100, highDecayPercent: 100 });
      const out = fx.processInContext(input);
      expect(Math.abs(rmsDb(out, out.length / 2) - rmsDb(input))).toBeLessThan(1.5);
    }
  });

  it('becomes noise: Gaussian by 100 ms, no tone 12 dB above its neighbours', () => {
    const h = response({ type: REVERB_TYPE.plate, decayMs: 2000, highDecayPercent: 100 }, 2);
    // Normalised echo density (J. Abel, P. Huang, AES 121): share of samples beyond one deviation, over that of a Gaussian.
    const window = h.slice(4800, 4800 + 1920);
    const deviation = Math.sqrt(window.reduce((sum, x) => sum + x * x, 0) / window.length);
    const outside = window.reduce((count, x) => count + (Math.abs(x) > deviation ? 1 : 0), 0) / window.length;
    expect(outside / 0.3173).toBeGreaterThan(0.85);
    const part = h.slice(24000, 24000 + 16384);
    const levels: number[] = [];
    for (let hz = 400; hz < 4000; hz += 6) {
      let re = 0;
      let im = 0;
      part.forEach((x, n) => {
        const hann = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / part.length);
        re += x * hann * Math.cos((2 * Math.PI * hz * n) / RATE);
        im += x * hann * Math.sin((2 * Math.PI * hz * n) / RATE);
      });
      levels.push(re * re + im * im);
    }
    levels.forEach((level, i) => {
      const around = levels.slice(Math.max(0, i - 40), i + 41);
      const mean = around.reduce((sum, x) => sum + x, 0) / around.length;
      expect(10 * Math.log10(level / mean)).toBeLessThan(12);
    });
  });

  it('answers after its pre-delay, and not before', () => {
    const stereo = new Float64Array(2 * 64 * 60);
    stereo[0] = 0.5;
    const out = start({ preDelayMs: 40, earlyDb: 0 }).processInContext(stereo);
    const first = out.findIndex((x) => x !== 0) >> 1;
    expect(first).toBeGreaterThanOrEqual(1920);
    expect(first).toBeLessThan(1920 + 480);
  });

  it('holds its tail while it is frozen and lets nothing in', () => {
    const fx = start({ decayMs: 1500, modulationPercent: 20 });
    fx.processInContext(noise(64 * 375, 3, 0.3));
    fx.set({ freeze: 1 });
    const silence = new Float64Array(2 * 64 * 750);
    const first = rmsDb(fx.processInContext(silence), 48000);
    for (let i = 0; i < 6; i++) fx.processInContext(silence);
    const later = fx.processInContext(noise(64 * 750, 8, 0.5));
    expect(Math.abs(rmsDb(later) - first)).toBeLessThan(1);
    fx.set({ freeze: 0 });
    for (let i = 0; i < 3; i++) fx.processInContext(silence);
    expect(rmsDb(fx.processInContext(silence))).toBeLessThan(first - 40);
  });

  it('ducks under the dry sound by what is set, and comes back', () => {
    const run = (duckDb: number) => {
      const fx = start({ duckDb, duckReleaseMs: 100, decayMs: 4000, mixPercent: 100 });
      const playing = fx.processInContext(noise(64 * 750, 3, 0.5));
      const ducked = fx.state[0]!;
      const after = fx.processInContext(new Float64Array(2 * 64 * 750));
      return { playing: rmsDb(playing, 48000), ducked, after: rmsDb(after, 72000) };
    };
    const [plain, down] = [run(0), run(12)];
    expect(plain.ducked).toBe(0);
    expect(down.ducked).toBeCloseTo(12, 1);
    expect(plain.playing - down.playing).toBeCloseTo(12, 0);
    expect(Math.abs(plain.after - down.after)).toBeLessThan(0.2);
  });

  it('passes the dry sound through at 0 % and leaves it whole at 50 %', () => {
    const input = noise(64 * 100, 5);
    expect(start({ mixPercent: 0 }).processInContext(input)).toEqual(input);
    const half = start({ mixPercent: 50, preDelayMs: 200 }).processInContext(input);
    expect(half.subarray(0, 2 * 9600)).toEqual(input.subarray(0, 2 * 9600));
  });

  it('changes type, size and everything else without a click', () => {
    const steady = Float64Array.from(
      { length: 2 * 64 * 3000 },
      (_, i) => 0.3 * Math.sin((2 * Math.PI * 220 * (i >> 1)) / RATE),
    );
    const roughest = (x: Float64Array, from = 0) => {
      let most = 0;
      for (let i = from + 4; i < x.length; i++)
        most = Math.max(most, Math.abs(x[i]! - 2 * x[i - 2]! + x[i - 4]!));
      return most;
    };
    const fx = start({ decayMs: 800 });
    const calm = roughest(fx.processInContext(steady), 48000);
    for (const change of [
      { type: REVERB_TYPE.hall },
      { sizePercent: 60 },
      { decayMs: 6000, highDecayPercent: 150, diffusionPercent: 10 },
      { lowCutHz: 800, highCutHz: 2000, widthPercent: 0, earlyDb: 6 },
      { mixPercent: 30, modulationPercent: 100, preDelayMs: 100 },
      { freeze: 1 },
    ] as Record<string, number>[]) {
      fx.set(change);
      expect(roughest(fx.processInContext(steady)), JSON.stringify(change)).toBeLessThan(calm * 12 + 0.03);
    }
  });

  it('has the same bits however it is called, and other ones for another seed', () => {
    const input = noise(64 * 96, 11, 0.8);
    const values = { modulationPercent: 80, duckDb: 6 };
    const whole = start(values).processInContext(input, { frame: 6400 });
    const fx = start(values);
    const parts = new Float64Array(input.length);
    for (let at = 0; at < input.length; at += 128 * 8)
      parts.set(fx.processInContext(input.subarray(at, at + 128 * 8), { frame: 6400 + at / 2 }), at);
    expect(parts).toEqual(whole);
    expect(start(values).processInContext(input, { frame: 6400, seed: 77 })).not.toEqual(whole);
  });

  it('survives NaN, infinity and wild automation, and comes to rest', () => {
    const fx = start({ decayMs: 300 });
    const bad = noise(64 * 4, 6);
    bad[10] = Number.NaN;
    bad[21] = Number.POSITIVE_INFINITY;
    fx.processInContext(bad);
    const wild = noise(64 * 40, 7);
    for (let i = 0; i < 20; i++) {
      const values = Object.fromEntries(
        reverbParameters.map((p, n) => [
          p.id,
          (i + n) % 3 === 0 ? p.min : (i * 7 + n) % 5 === 0 ? p.max * 9 : p.max,
        ]),
      );
      fx.set(values);
      const out = fx.processInContext(wild);
      if (i > 3) expect(out.every((x) => Math.abs(x) < 1e3)).toBe(true);
    }
    fx.set({
      ...TAIL,
      decayMs: 300,
      freeze: 0,
      duckDb: 0,
      lowDecayPercent: 100,
      highDecayPercent: 50,
      type: 0,
      sizePercent: 100,
    });
    for (let i = 0; i < 4; i++) fx.processInContext(new Float64Array(2 * 64 * 750));
    expect(fx.processInContext(new Float64Array(128)).every((x) => x === 0)).toBe(true);
    expect(testHome.kernels.call.reverb_at_rest!(fx.at.state, fx.at.params)).toBe(1);
    // A rest leaves no trace: the same sound has the same bits as in a run without one.
    const again = start({
      ...TAIL,
      decayMs: 300,
      type: 0,
      lowDecayPercent: 100,
      highDecayPercent: 50,
      modulationPercent: 50,
    });
    const one = noise(64 * 20, 12);
    again.processInContext(one);
    again.processInContext(new Float64Array(2 * 64 * 3000));
    const slept = again.processInContext(one);
    const fresh = start({
      ...TAIL,
      decayMs: 300,
      type: 0,
      lowDecayPercent: 100,
      highDecayPercent: 50,
      modulationPercent: 50,
    });
    expect(fresh.processInContext(one, { frame: 64 * 3020 })).toEqual(slept);
  });
});
