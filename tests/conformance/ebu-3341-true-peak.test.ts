import { describe, expect, it } from 'vitest';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { AudioMeter, type TruePeakKind, TruePeakMeter } from '../../audio-engine/measure/index.ts';
import { noise } from './signals.ts';
import { truePeakReference } from './true-peak-reference.ts';

const home = loadKernels();

function peakDb(kind: TruePeakKind, stereo: Float64Array): number {
  const { kernels, allocator } = home;
  const meter = new TruePeakMeter(kernels, allocator, 2, kind);
  const buffer = allocator.allocate(stereo.length * 8);
  new Float64Array(kernels.memory.buffer, buffer, stereo.length).set(stereo);
  meter.process(buffer, stereo.length / 2);
  meter.flush();
  const { truePeak } = meter.read();
  allocator.free(buffer);
  meter.dispose();
  return 20 * Math.log10(truePeak);
}

const twice = (mono: Float64Array): Float64Array => {
  const out = new Float64Array(mono.length * 2);
  mono.forEach((x, i) => {
    out[2 * i] = x;
    out[2 * i + 1] = x;
  });
  return out;
};

/** Sine at rate / divisor with a start phase and 10 ms fades. */
function sine(rate: number, divisor: number, amplitude: number, degrees: number): Float64Array {
  const frames = rate;
  const fade = Math.round(0.01 * rate);
  return Float64Array.from({ length: frames }, (_, n) => {
    const edge = Math.min(1, n / fade, (frames - 1 - n) / fade);
    return amplitude * edge * Math.sin((2 * Math.PI * n) / divisor + (degrees * Math.PI) / 180);
  });
}

/** Cases 20-23: fs/6 with one period of fs/4 at full scale, made at 4 fs, low-passed, every fourth sample kept. */
function burst(offset: number): Float64Array {
  const fine: number[] = [];
  for (let n = 0; n < 24 * 200; n++) fine.push(0.5 * Math.sin((2 * Math.PI * n) / 24));
  for (let n = 0; n < 16; n++) fine.push(Math.sin((2 * Math.PI * n) / 16));
  for (let n = 0; n < 24 * 200; n++) fine.push(0.5 * Math.sin((2 * Math.PI * n) / 24));
  const taps = 255;
  const cutoff = 0.95 / 4;
  const i0 = (x: number): number => {
    let sum = 1;
    let term = 1;
    for (let k = 1; k < 60; k++) {
      term *= (x / 2 / k) ** 2;
      sum += term;
    }
    return sum;
  };
  const low = Array.from({ length: taps }, (_, k) => {
    const t = k - (taps - 1) / 2;
    const s = t === 0 ? cutoff : Math.sin(Math.PI * cutoff * t) / (Math.PI * t);
    return (s * i0(9 * Math.sqrt(1 - (t / ((taps - 1) / 2)) ** 2))) / i0(9);
  });
  const gain = low.reduce((a, b) => a + b, 0);
  const out: number[] = [];
  for (let n = offset; n < fine.length; n += 4) {
    let y = 0;
    for (let k = 0; k < taps; k++) y += (low[k]! * (fine[n + 127 - k] ?? 0)) / gain;
    out.push(y);
  }
  // The ends' edges are no part of the case: fade them.
  const fade = 100;
  return Float64Array.from(out, (x, n) => x * Math.min(1, n / fade, (out.length - 1 - n) / fade));
}

const within = (value: number, nominal: number): void => {
  expect(value).toBeGreaterThanOrEqual(nominal - 0.4);
  expect(value).toBeLessThanOrEqual(nominal + 0.2);
};

describe.each([44100, 48000, 96000])('EBU Tech 3341 true peak at %i Hz', (rate) => {
  it.each<[number, number, number, number, number]>([
    [15, 4, 0.5, 0, -6],
    [16, 4, 0.5, 45, -6],
    [17, 6, 0.5, 60, -6],
    [18, 8, 0.5, 67.5, -6],
    [19, 4, 1.41, 45, 3],
  ])('case %i: fs/%i sine', (_, divisor, amplitude, degrees, expected) => {
    const signal = twice(sine(rate, divisor, amplitude, degrees));
    for (const kind of ['live', 'reference'] as const) within(peakDb(kind, signal), expected);
  });
});

it.each([
  [20, 0],
  [21, 1],
  [22, 2],
  [23, 3],
])('case %i: true peak between samples, decimation offset %i', (_, offset) => {
  const signal = twice(burst(offset));
  for (const kind of ['live', 'reference'] as const) within(peakDb(kind, signal), 0);
});

/** Programmes that are hard for a skip: dense, clipped, sparse, rising, one side louder. */
const programmes: Record<string, (frames: number) => Float64Array> = {
  'white noise': (frames) => {
    const random = noise(1);
    return Float64Array.from({ length: 2 * frames }, () => random());
  },
  'clipped noise': (frames) => {
    const random = noise(2);
    return Float64Array.from({ length: 2 * frames }, () => Math.max(-0.5, Math.min(0.5, 2 * random())));
  },
  'clipped tones': (frames) =>
    Float64Array.from({ length: 2 * frames }, (_, i) => {
      const n = i >> 1;
      const x = Math.sin(n * 0.31) + Math.sin(n * 1.77 + (i & 1)) + 0.5 * Math.sin(n * 2.9);
      return Math.max(-1, Math.min(1, x));
    }),
  impulses: (frames) => {
    const random = noise(3);
    return Float64Array.from({ length: 2 * frames }, () => (random() > 0.995 ? random() : 0));
  },
  'rising one-sided noise': (frames) => {
    const random = noise(4);
    return Float64Array.from(
      { length: 2 * frames },
      (_, i) => random() * (i / (2 * frames)) * (i & 1 ? 1 : 0.2),
    );
  },
};

describe('the 16x reference', () => {
  it.each(Object.entries(programmes))('of %s equals every point computed in plain TypeScript', (_, make) => {
    const signal = make(6000);
    const expected = 20 * Math.log10(truePeakReference(signal));
    expect(peakDb('reference', signal)).toBeCloseTo(expected, 9);
  });

  it.each(Object.entries(programmes))('skips nothing that counts in a longer %s', (_, make) => {
    const signal = make(60000);
    expect(peakDb('reference', signal)).toBe(peakDb('exhaustive', signal));
  });

  it('reaches the last sample and survives NaN', () => {
    const signal = new Float64Array(400);
    signal[399] = 0.7;
    signal[10] = Number.NaN;
    const meter = new AudioMeter({ sampleRate: 48000, channels: 2 }, home);
    meter.push(signal, 200);
    const m = meter.finish();
    expect(m.samplePeakDbfs).toBeCloseTo(20 * Math.log10(0.7), 9);
    expect(m.truePeakDbtp).toBeGreaterThanOrEqual(m.samplePeakDbfs!);
  });
});
