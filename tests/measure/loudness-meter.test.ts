/** The meter as a machine: blocks of any size, long runs in bounded memory, samples that are no numbers. */
import { describe, expect, it } from 'vitest';
import { loadKernels } from '../../audio-engine/kernels/index.ts';
import { AudioMeter, LoudnessMeter, TruePeakMeter } from '../../audio-engine/measure/index.ts';
import { beat } from './programmes.ts';

const home = loadKernels();
const { kernels, allocator } = home;

function run(samples: Float64Array, blockFrames: number, historySteps: number): LoudnessMeter {
  const meter = new LoudnessMeter(kernels, allocator, 48000, 2, historySteps);
  const buffer = allocator.allocate(samples.length * 8);
  new Float64Array(kernels.memory.buffer, buffer, samples.length).set(samples);
  const frames = samples.length / 2;
  for (let at = 0; at < frames; at += blockFrames) {
    meter.process(buffer + at * 16, Math.min(blockFrames, frames - at));
  }
  allocator.free(buffer);
  return meter;
}

describe('the loudness meter', () => {
  const { samples } = beat(48000, 20);

  it('reads the same however the stream is cut', () => {
    const whole = run(samples, samples.length, 1000);
    for (const block of [64, 479, 4800]) {
      const cut = run(samples, block, 1000);
      expect(cut.read()).toEqual(whole.read());
      cut.dispose();
    }
    whole.dispose();
  });

  it('stays true to 0.02 LU when its exact history is full', () => {
    const exact = run(samples, 512, 1000);
    const full = run(samples, 512, 20);
    expect(Math.abs(full.read().integratedLufs - exact.read().integratedLufs)).toBeLessThan(0.02);
    expect(full.read().loudnessRangeLu).toBe(exact.read().loudnessRangeLu);
    expect(full.history().momentaryLufs.length).toBe(20);
    exact.dispose();
    full.dispose();
  });

  it('can be read any time, and begins anew after a reset', () => {
    const meter = run(samples.subarray(0, 2 * 24000), 512, 100);
    const early = meter.read();
    expect(early.momentaryLufs).toBeGreaterThan(-40);
    expect(early.integratedLufs).toBeGreaterThan(-40);
    meter.reset();
    expect(meter.read()).toMatchObject({
      momentaryLufs: -Infinity,
      integratedLufs: -Infinity,
      loudnessRangeLu: 0,
    });
    meter.dispose();
  });

  it('goes on after NaN and infinity', () => {
    const broken = samples.slice();
    broken.fill(Number.NaN, 4000, 5000);
    broken[9001] = Number.POSITIVE_INFINITY;
    const meter = new AudioMeter({ sampleRate: 48000, channels: 2 }, home);
    meter.push(broken, broken.length / 2);
    const whole = new AudioMeter({ sampleRate: 48000, channels: 2 }, home);
    whole.push(samples, samples.length / 2);
    const [a, b] = [meter.finish(), whole.finish()];
    expect(Math.abs(a.integratedLufs! - b.integratedLufs!)).toBeLessThan(0.1);
    expect(Math.abs(a.truePeakDbtp! - b.truePeakDbtp!)).toBeLessThan(0.5);
    expect(a.correlation).toBeCloseTo(b.correlation, 2);
  });

  it('reads nothing from a file of nothing but NaN', () => {
    const meter = new AudioMeter({ sampleRate: 48000, channels: 2 }, home);
    meter.push(new Float64Array(96000).fill(Number.NaN), 48000);
    expect(meter.finish()).toMatchObject({ integratedLufs: null, truePeakDbtp: null, correlation: 0 });
  });

  it('gives its memory back', () => {
    const before = allocator.used;
    const meter = new AudioMeter({ sampleRate: 44100, channels: 5 }, home);
    meter.push(new Float64Array(5000), 1000);
    meter.finish();
    expect(allocator.used).toBe(before);
  });
});

it('the live true peak stays within 0.05 dB of the reference on programme', () => {
  const { samples } = beat(48000, 4);
  const peaks = (['live', 'reference'] as const).map((kind) => {
    const meter = new TruePeakMeter(kernels, allocator, 2, kind);
    const buffer = allocator.allocate(samples.length * 8);
    new Float64Array(kernels.memory.buffer, buffer, samples.length).set(samples);
    meter.process(buffer, samples.length / 2);
    meter.flush();
    const { truePeak } = meter.read();
    allocator.free(buffer);
    meter.dispose();
    return 20 * Math.log10(truePeak);
  });
  expect(Math.abs(peaks[0]! - peaks[1]!)).toBeLessThan(0.05);
});
