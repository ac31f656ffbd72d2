import { describe, expect, it } from 'vitest';
import { Quantiser } from '../../audio-engine/delivery/quantiser.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';

const home = loadKernels();

function quantise(samples: Float64Array, bits: '16' | '24' | '32f', index = 0, block = samples.length / 2) {
  const quantiser = new Quantiser(home, 2, bits, { fileIndex: index });
  const out = samples.slice();
  for (let at = 0; at < out.length / 2; at += block) {
    const piece = out.subarray(2 * at, 2 * (at + block));
    quantiser.process(piece, piece.length / 2);
  }
  const { clippedSamples } = quantiser;
  quantiser.dispose();
  return { out, clippedSamples };
}

const sine = (frames: number, amplitude: number, hz = 997): Float64Array =>
  Float64Array.from(
    { length: 2 * frames },
    (_, i) => amplitude * Math.sin((2 * Math.PI * hz * (i >> 1)) / 48000 + (i & 1)),
  );

const errorOf = (a: Float64Array, b: Float64Array, channel: number): Float64Array =>
  Float64Array.from({ length: a.length / 2 }, (_, n) => a[2 * n + channel]! - b[2 * n + channel]!);

const powerDb = (x: Float64Array): number => 10 * Math.log10(x.reduce((sum, v) => sum + v * v, 0) / x.length);

const correlation = (a: Float64Array, b: Float64Array): number => {
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  return ab / Math.sqrt(aa * bb);
};

describe('TPDF dither', () => {
  it.each([
    ['16', -96.33],
    ['24', -144.49],
  ] as const)('at %s bit has the noise of theory, %f dBFS', (bits, expected) => {
    const signal = sine(96000, 0.3);
    const { out } = quantise(signal, bits);
    for (const channel of [0, 1])
      expect(Math.abs(powerDb(errorOf(out, signal, channel)) - expected)).toBeLessThan(0.1);
  });

  it('keeps a −100 dBFS tone in 16 bit without harmonics', () => {
    const frames = 480000;
    const amplitude = 1e-5;
    const { out } = quantise(sine(frames, amplitude, 1000), '16');
    const at = (hz: number): number => {
      let re = 0;
      let im = 0;
      for (let n = 0; n < frames; n++) {
        re += out[2 * n]! * Math.cos((2 * Math.PI * hz * n) / 48000);
        im += out[2 * n]! * Math.sin((2 * Math.PI * hz * n) / 48000);
      }
      return (2 * Math.hypot(re, im)) / frames;
    };
    expect(Math.abs(20 * Math.log10(at(1000) / amplitude))).toBeLessThan(0.5);
    // White noise of -96.3 dBFS has about -150 dBFS in a bin this narrow.
    for (const hz of [2000, 3000, 5000, 7000]) expect(20 * Math.log10(at(hz))).toBeLessThan(-138);
  });

  it('is independent of signal, of the other side, of other files and of its own past', () => {
    const signal = sine(96000, 0.3);
    const { out } = quantise(signal, '16');
    const left = errorOf(out, signal, 0);
    const right = errorOf(out, signal, 1);
    expect(Math.abs(correlation(left, right))).toBeLessThan(0.015);
    expect(Math.abs(correlation(left, errorOf(quantise(signal, '16', 1).out, signal, 0)))).toBeLessThan(
      0.015,
    );
    expect(Math.abs(correlation(left.subarray(1), left.subarray(0, -1)))).toBeLessThan(0.015);
    expect(
      Math.abs(
        correlation(
          left,
          signal.filter((_, i) => i % 2 === 0),
        ),
      ),
    ).toBeLessThan(0.015);
  });

  it('does not depend on how the stream is cut', () => {
    const signal = sine(10000, 0.5);
    expect(quantise(signal, '24', 0, 64 * 7).out).toEqual(quantise(signal, '24').out);
  });

  it('lands on the grid, counts what clips, and makes NaN silent', () => {
    const { out, clippedSamples } = quantise(Float64Array.of(1.5, -1.5, Number.NaN, 0.1), '16');
    expect(clippedSamples).toBe(2);
    expect([...out.subarray(0, 2)]).toEqual([32767 / 32768, -1]);
    expect(Math.abs(out[2]!)).toBeLessThanOrEqual(1 / 32768);
    for (const x of out) expect(x * 32768).toBe(Math.round(x * 32768));
  });

  it('leaves alone what is on the grid already: silence and files passed on', () => {
    const silence = new Float64Array(640);
    expect(quantise(silence, '16').out).toEqual(silence);
    const sixteen = sine(1000, 0.9).map((x) => Math.round(x * 32768) / 32768);
    expect(quantise(sixteen, '16').out).toEqual(sixteen);
    expect(quantise(sixteen, '24').out).toEqual(sixteen);
  });
});

it('32-bit float is rounded, not dithered', () => {
  const signal = sine(1000, 3);
  const { out, clippedSamples } = quantise(signal, '32f');
  expect(out).toEqual(signal.map(Math.fround));
  expect(clippedSamples).toBe(0);
});

describe('shaped dither', () => {
  /** Power of the error of the left side in a band of Hz, dB, by a plain transform over many blocks. */
  function bandDb(error: Float64Array, rate: number, low: number, high: number): number {
    const size = 1024;
    let sum = 0;
    const bins: number[] = [];
    for (let k = Math.ceil((low * size) / rate); k <= (high * size) / rate; k++) bins.push(k);
    for (let at = 0; at + size <= error.length; at += size * 3)
      for (const k of bins) {
        let re = 0;
        let im = 0;
        for (let n = 0; n < size; n++) {
          // Hann window, so that the strong top of the band does not leak down.
          const w = 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size);
          re += w * error[at + n]! * Math.cos((2 * Math.PI * k * n) / size);
          im += w * error[at + n]! * Math.sin((2 * Math.PI * k * n) / size);
        }
        sum += re * re + im * im;
      }
    return 10 * Math.log10(sum / bins.length);
  }

  function shaped(samples: Float64Array, sampleRate: number, dither: 'tpdf' | 'shaped', block = 6400) {
    const quantiser = new Quantiser(home, 2, '16', { dither, sampleRate });
    const out = samples.slice();
    for (let at = 0; at < out.length / 2; at += block) {
      const piece = out.subarray(2 * at, 2 * (at + block));
      quantiser.process(piece, piece.length / 2);
    }
    quantiser.dispose();
    return out;
  }

  it.each([
    [44100, -21.4],
    [48000, -22.3],
  ])('at %i Hz the noise at 3.5 kHz is %f dB below plain noise, as the shape says', (rate, expected) => {
    const signal = sine(96000, 0.3);
    const [plain, moved] = (['tpdf', 'shaped'] as const).map((dither) =>
      errorOf(shaped(signal, rate, dither), signal, 0),
    );
    const at = (error: Float64Array, hz: number): number => bandDb(error, rate, hz - 150, hz + 150);
    expect(Math.abs(at(moved!, 3500) - at(plain!, 3500) - expected)).toBeLessThan(1.5);
    // At most some 20 dB more anywhere: it lies near the top of the band.
    expect(at(moved!, 20000) - at(plain!, 20000)).toBeLessThan(21);
  });

  it('stays on the grid, leaves silence alone, does not depend on cuts, and is plain where no shape fits', () => {
    const signal = sine(19200, 0.999);
    const out = shaped(signal, 44100, 'shaped');
    for (const x of out) expect(x * 32768).toBe(Math.round(x * 32768));
    expect(shaped(signal, 44100, 'shaped', 64)).toEqual(out);
    const silence = new Float64Array(640);
    expect(shaped(silence, 48000, 'shaped')).toEqual(silence);
    expect(shaped(signal, 96000, 'shaped')).toEqual(shaped(signal, 96000, 'tpdf'));
  });
});
