import { describe, expect, it } from 'vitest';
import { pitchParameters } from '../../audio-engine/effects/pitch/parameters.ts';
import { noise, startEffect, testHome } from './runner.ts';

const RATE = 48000;
const start = (values: Record<string, number> = {}, rate = RATE) =>
  startEffect('pitch', pitchParameters, values, rate);

const tone = (hz: number, seconds: number, rate = RATE, amplitude = 0.5): Float64Array =>
  Float64Array.from(
    { length: 2 * 64 * Math.ceil((seconds * rate) / 64) },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hz * (i >> 1)) / rate),
  );

/** Frequency near `hz` from the turn of its phase between two windows half a second apart. */
function frequencyOf(stereo: Float64Array, hz: number, from: number, rate = RATE): number {
  const length = 8192;
  const phase = (at: number, f: number) => {
    let re = 0;
    let im = 0;
    for (let n = 0; n < length; n++) {
      const w = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length);
      re += w * stereo[2 * (at + n)]! * Math.cos((2 * Math.PI * f * (at + n)) / rate);
      im -= w * stereo[2 * (at + n)]! * Math.sin((2 * Math.PI * f * (at + n)) / rate);
    }
    return Math.atan2(im, re);
  };
  let f = hz;
  for (const apart of [1024, 8192, 24000]) {
    let turn = phase(from + apart, f) - phase(from, f);
    turn -= 2 * Math.PI * Math.round(turn / (2 * Math.PI));
    f += (turn * rate) / (2 * Math.PI * apart);
  }
  return f;
}

/** A sung vowel: harmonics of `hz` under formants (frequency, bandwidth in Hz). */
function vowel(hz: number, seconds: number, formants: readonly (readonly [number, number])[]): Float64Array {
  const out = new Float64Array(2 * 64 * Math.ceil((seconds * RATE) / 64));
  for (let n = 1; n * hz < 9000; n++) {
    const f = n * hz;
    const gain = formants.reduce((sum, [at, width]) => sum + 1 / (1 + ((f - at) / width) ** 2), 0.002);
    for (let i = 0; i < out.length / 2; i++) {
      const x = 0.1 * gain * Math.sin((2 * Math.PI * f * i) / RATE + n * n);
      out[2 * i]! += x;
      out[2 * i + 1]! += x;
    }
  }
  return out;
}

/** Centre of gravity in Hz of the power between two frequencies. */
function centre(stereo: Float64Array, from: number, lowHz: number, highHz: number): number {
  const length = 8192;
  let sum = 0;
  let weighted = 0;
  for (let hz = lowHz; hz < highHz; hz += 5.86) {
    let re = 0;
    let im = 0;
    for (let n = 0; n < length; n++) {
      const x = stereo[2 * (from + n)]! * (0.5 - 0.5 * Math.cos((2 * Math.PI * n) / length));
      re += x * Math.cos((2 * Math.PI * hz * n) / RATE);
      im += x * Math.sin((2 * Math.PI * hz * n) / RATE);
    }
    sum += re * re + im * im;
    weighted += hz * (re * re + im * im);
  }
  return weighted / sum;
}

const VOWEL = [
  [700, 90],
  [2600, 160],
] as const;

describe('pitch', () => {
  it('moves tones by what is set, within 2 cents', () => {
    for (const [hz, semitones, cents, rate] of [
      [440, 7, 0, RATE],
      [440, -12, 0, RATE],
      [110, 12, 0, RATE],
      [1000, 0, 35, RATE],
      [3000, -5, -50, RATE],
      [220, 4, 0, 96000],
    ] as const) {
      const fx = start({ semitones, cents, keepFormants: 0 }, rate);
      const out = fx.processInContext(tone(hz, 1.3, rate));
      const wanted = hz * 2 ** ((semitones + cents / 100) / 12);
      const found = frequencyOf(out, wanted, Math.round(0.4 * rate), rate);
      expect(Math.abs(1200 * Math.log2(found / wanted)), `${hz} by ${semitones}: ${found}`).toBeLessThan(2);
      // And at its level: nothing flutters away in the overlap.
      const part = out.subarray(rate, rate + 9600 * 2);
      const rms = Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length);
      expect(Math.abs(20 * Math.log10(rms / (0.5 / Math.SQRT2)))).toBeLessThan(0.7);
    }
  });

  it('is a delay of exactly its latency where nothing is shifted', () => {
    const fx = start();
    const latency = fx.latencySamples;
    expect(latency).toBeLessThan(0.07 * RATE);
    const input = noise(64 * 300, 4, 0.5);
    const out = fx.processInContext(input);
    let most = 0;
    for (let i = 2 * (latency + 3000); i < out.length; i++)
      most = Math.max(most, Math.abs(out[i]! - input[i - 2 * latency]!));
    expect(20 * Math.log10(most)).toBeLessThan(-200);
    // The dry sound lies in line with it.
    const dry = start({ mixPercent: 0 }).processInContext(input);
    expect(dry.subarray(2 * latency)).toEqual(input.subarray(0, input.length - 2 * latency));
  });

  it('keeps the time of an event at every shift', () => {
    for (const semitones of [-12, -5, 7, 12]) {
      const input = new Float64Array(2 * 64 * 400);
      const burst = tone(800, 0.02);
      input.set(burst, 2 * 9600);
      const fx = start({ semitones, keepFormants: 0 });
      const out = fx.processInContext(input);
      let sum = 0;
      let weighted = 0;
      for (let i = 0; i < out.length / 2; i++) {
        sum += out[2 * i]! ** 2;
        weighted += i * out[2 * i]! ** 2;
      }
      const middle = 9600 + burst.length / 4 + fx.latencySamples;
      expect(Math.abs(weighted / sum - middle), `${semitones}`).toBeLessThan(0.012 * RATE);
    }
  });

  it('keeps the formants of a vowel, lets them go along, or moves them alone', () => {
    const input = vowel(131, 1, VOWEL);
    const formants = (values: Record<string, number>) => {
      const out = start(values).processInContext(input);
      return { first: centre(out, 24000, 300, 1500), second: centre(out, 24000, 1700, 4200) };
    };
    const own = formants({});
    const kept = formants({ semitones: 5 });
    // What the same throat would have sung on that note.
    const sung = vowel(131 * 2 ** (5 / 12), 1, VOWEL);
    expect(Math.abs(kept.first / centre(sung, 24000, 300, 1500) - 1)).toBeLessThan(0.15);
    expect(Math.abs(kept.second / centre(sung, 24000, 1700, 4200) - 1)).toBeLessThan(0.06);
    const along = formants({ semitones: 5, keepFormants: 0 });
    expect(along.second / own.second).toBeGreaterThan(1.2);
    const alone = formants({ formantSemitones: 4 });
    expect(alone.second / own.second).toBeGreaterThan(1.15);
    const note = start({ formantSemitones: 4 }).processInContext(input);
    expect(Math.abs(1200 * Math.log2(frequencyOf(note, 131 * 5, 14000) / (131 * 5)))).toBeLessThan(2);
  });

  it('leaves the stereo image where it is', () => {
    const input = tone(500, 1);
    for (let i = 1; i < input.length; i += 2) input[i]! *= 0.3;
    const out = start({ semitones: 4, keepFormants: 0 }).processInContext(input);
    for (let i = 30000; i < 31000; i++)
      if (Math.abs(out[2 * i]!) > 0.1) expect(out[2 * i + 1]! / out[2 * i]!).toBeCloseTo(0.3, 3);
  });

  it('glides without clicks, survives anything, and comes to rest', () => {
    const fx = start();
    const steady = tone(300, 0.4);
    fx.processInContext(steady);
    for (const change of [
      { semitones: 3 },
      { cents: -40, formantSemitones: 6 },
      { mixPercent: 30 },
      { keepFormants: 0 },
    ] as Record<string, number>[]) {
      fx.set(change);
      const out = fx.processInContext(steady);
      let most = 0;
      for (let i = 4; i < out.length; i++)
        most = Math.max(most, Math.abs(out[i]! - 2 * out[i - 2]! + out[i - 4]!));
      expect(most, JSON.stringify(change)).toBeLessThan(0.05);
    }
    const bad = noise(64 * 4, 6);
    bad[10] = Number.NaN;
    bad[21] = Number.POSITIVE_INFINITY;
    fx.processInContext(bad);
    for (let i = 0; i < 20; i++) {
      fx.set(Object.fromEntries(pitchParameters.map((p, n) => [p.id, (i + n) % 2 ? p.min * 3 : p.max * 3])));
      const out = fx.processInContext(noise(64 * 20, i + 1));
      if (i > 8) expect(out.every((x) => Math.abs(x) < 1e3)).toBe(true);
    }
    fx.set({ outputGainDb: 0 });
    fx.processInContext(new Float64Array(2 * 64 * 700));
    expect(testHome.kernels.call.pitch_at_rest!(fx.at.state, fx.at.params)).toBe(1);
    expect(fx.processInContext(new Float64Array(128)).every((x) => x === 0)).toBe(true);
  });
});
