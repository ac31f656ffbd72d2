import { describe, expect, it } from 'vitest';
import { loadKernels, Resampler, resampleAll, resampledLength } from '../../audio-engine/kernels/index.ts';
import { noise } from '../conformance/signals.ts';

const home = loadKernels();

const db = (x: number): number => 20 * Math.log10(x);

/** Stereo: a sine on the left, its cosine on the right, so that a swap or a shift between the two shows. */
function sine(hz: number, rate: number, frames: number): Float64Array {
  const out = new Float64Array(frames * 2);
  for (let n = 0; n < frames; n++) {
    out[2 * n] = Math.sin((2 * Math.PI * hz * n) / rate);
    out[2 * n + 1] = Math.cos((2 * Math.PI * hz * n) / rate);
  }
  return out;
}

/** Away from the ends: gain of the wanted sine, and everything else, both in dB. Least squares on sine and cosine. */
function judge(
  out: Float64Array,
  hz: number,
  rate: number,
): { gainDb: number; restDb: number; phase: number } {
  const frames = out.length / 2;
  const from = Math.floor(frames * 0.25);
  const to = Math.floor(frames * 0.75);
  let ss = 0;
  let cc = 0;
  let sc = 0;
  let ys = 0;
  let yc = 0;
  for (let n = from; n < to; n++) {
    const s = Math.sin((2 * Math.PI * hz * n) / rate);
    const c = Math.cos((2 * Math.PI * hz * n) / rate);
    ss += s * s;
    cc += c * c;
    sc += s * c;
    ys += out[2 * n]! * s;
    yc += out[2 * n]! * c;
  }
  const determinant = ss * cc - sc * sc;
  const a = (ys * cc - yc * sc) / determinant;
  const b = (yc * ss - ys * sc) / determinant;
  let rest = 0;
  for (let n = from; n < to; n++) {
    const wanted = a * Math.sin((2 * Math.PI * hz * n) / rate) + b * Math.cos((2 * Math.PI * hz * n) / rate);
    rest = Math.max(rest, Math.abs(out[2 * n]! - wanted));
  }
  return { gainDb: db(Math.hypot(a, b)), restDb: db(rest), phase: Math.atan2(b, a) };
}

const pairs: [number, number][] = [
  [44100, 48000],
  [48000, 44100],
  [96000, 48000],
  [48000, 96000],
  [88200, 44100],
  [44100, 96000],
  [96000, 44100],
  [192000, 48000],
  [44100, 192000],
  [22050, 48000],
  [8000, 44100],
  [44100, 22050],
  [47999, 48000],
  [44100, 48001],
];

describe.each(pairs)('%i to %i Hz', (from, to) => {
  const lower = Math.min(from, to);
  const edge = Math.min(Math.max(20000, (lower * 5) / 12), 0.4535 * lower);

  it.each([0.05, 0.5, 0.9, 1])('passes a sine at %f of the pass band, alone and in place', (share) => {
    const hz = edge * share;
    const out = resampleAll(home, sine(hz, from, Math.round(from * 0.06)), 2, from, to);
    const { gainDb, restDb, phase } = judge(out, hz, to);
    expect(Math.abs(gainDb)).toBeLessThan(0.01);
    expect(restDb).toBeLessThan(-140);
    expect(Math.abs(phase)).toBeLessThan(1e-6);
  });

  if (to < from) {
    it.each([0.5001, 0.55, 0.7])('lets nothing through of a sine at %f of the new rate', (share) => {
      const hz = to * share;
      if (hz >= from / 2) return;
      const out = resampleAll(home, sine(hz, from, Math.round(from * 0.06)), 2, from, to);
      const middle = out.subarray(out.length >> 2, (3 * out.length) >> 2);
      expect(db(middle.reduce((peak, x) => Math.max(peak, Math.abs(x)), 0))).toBeLessThan(-140);
    });
  }

  it('has the exact length for any input, in blocks of any size', () => {
    for (const frames of [0, 1, 2, 147, 1000, 4411]) {
      const resampler = new Resampler(home.kernels, home.allocator, from, to, 2);
      const signal = sine(440, from, frames);
      let total = 0;
      for (let at = 0; at < frames; ) {
        const count = Math.min(frames - at, 1 + ((at * 7) % 613));
        total += resampler.process(signal.subarray(2 * at, 2 * (at + count)), count).length / 2;
        at += count;
      }
      total += resampler.flush().length / 2;
      resampler.dispose();
      expect(total).toBe(resampledLength(frames, from, to));
    }
  });
});

describe('the resampler', () => {
  it('gives the same bits however the stream is cut', () => {
    const random = noise(5);
    const signal = Float64Array.from({ length: 2 * 9000 }, () => random());
    const whole = resampleAll(home, signal, 2, 44100, 48000);
    const resampler = new Resampler(home.kernels, home.allocator, 44100, 48000, 2);
    const parts: number[] = [];
    for (let at = 0; at < 9000; at += 777) {
      const count = Math.min(777, 9000 - at);
      for (const x of resampler.process(signal.subarray(2 * at, 2 * (at + count)), count)) parts.push(x);
    }
    for (const x of resampler.flush()) parts.push(x);
    resampler.dispose();
    expect(Float64Array.from(parts)).toEqual(whole);
  });

  it('keeps an impulse where it is and symmetrical', () => {
    const signal = new Float64Array(4410 * 2);
    signal[2 * 2205] = 1; // 50 ms
    const out = resampleAll(home, signal, 2, 44100, 48000);
    const left = out.filter((_, i) => i % 2 === 0);
    expect(left.indexOf(Math.max(...left))).toBe(2400);
    for (let k = 1; k < 200; k++) expect(Math.abs(left[2400 + k]! - left[2400 - k]!)).toBeLessThan(1e-12);
    expect(out.filter((_, i) => i % 2 === 1).every((x) => x === 0)).toBe(true);
  });

  it('comes back from 48 kHz to within −120 dB below 20 kHz', () => {
    const frames = 8820;
    const signal = new Float64Array(frames * 2);
    for (const hz of [60, 440, 3000, 9000, 15000, 19500]) {
      const one = sine(hz, 44100, frames);
      for (let i = 0; i < signal.length; i++) signal[i]! += one[i]! / 6;
    }
    const there = resampleAll(home, signal, 2, 44100, 48000);
    const back = resampleAll(home, there, 2, 48000, 44100);
    expect(back.length).toBe(signal.length);
    let worst = 0;
    for (let i = 2 * 1000; i < 2 * (frames - 1000); i++)
      worst = Math.max(worst, Math.abs(back[i]! - signal[i]!));
    expect(db(worst)).toBeLessThan(-120);
  });

  it('treats one, two and five channels alike', () => {
    const random = noise(6);
    const five = Float64Array.from({ length: 5 * 3000 }, () => random());
    const out = resampleAll(home, five, 5, 48000, 44100);
    for (let c = 0; c < 5; c++) {
      const one = resampleAll(
        home,
        five.filter((_, i) => i % 5 === c),
        1,
        48000,
        44100,
      );
      expect(one.length).toBe(out.length / 5);
      for (let n = 0; n < one.length; n++) expect(Math.abs(out[5 * n + c]! - one[n]!)).toBeLessThan(1e-13);
    }
  });

  it('hands samples on untouched where the rates are equal', () => {
    const signal = sine(1000, 48000, 500);
    expect(resampleAll(home, signal, 2, 48000, 48000)).toEqual(signal);
  });
});
