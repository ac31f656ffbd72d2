import { expect, test } from 'vitest';
import { MeterReader } from '../../audio-engine/render/index.ts';
import { constant, Rig, testDocument } from './rig.ts';
import { effect } from './sessions.ts';

function sine(amplitude: number, frames: number): Float64Array {
  return Float64Array.from({ length: frames * 2 }, (_, i) => {
    const value = amplitude * Math.sin((2 * Math.PI * 997 * (i >> 1)) / 48000);
    return i % 2 === 0 ? value : value / 2;
  });
}

test('peaks are maxima since the last read, RMS settles on that of a sine', () => {
  const rig = Rig.of(testDocument({ a: {} }), []);
  rig.sources.set('a', sine(0.8, 48000 * 3));
  const meter = new MeterReader(rig.kernels.memory, rig.plan.meters.get('a')!);
  const levels = new Float32Array(8);
  for (let i = 0; i < 14; i++) {
    rig.run(150, 10);
    meter.read(levels, 0);
  }
  expect(levels[0]).toBeCloseTo(0.8, 4);
  expect(levels[1]).toBeCloseTo(0.4, 4);
  expect(20 * Math.log10(levels[2]!)).toBeCloseTo(20 * Math.log10(0.8 / Math.SQRT2), 1);
  expect(20 * Math.log10(levels[3]!)).toBeCloseTo(20 * Math.log10(0.4 / Math.SQRT2), 1);
  expect(levels[4]).toBe(0);
  rig.run(400, 10);
  meter.read(levels, 0);
  rig.run(1);
  meter.read(levels, 0);
  expect(levels[0]).toBe(0);
});

test('RMS falls with a time of 300 ms', () => {
  const rig = Rig.of(testDocument({ a: {} }), []);
  rig.sources.set('a', constant(0.5, 64 * 2250));
  rig.run(2250, 64);
  const meter = new MeterReader(rig.kernels.memory, rig.plan.meters.get('a')!);
  const levels = new Float32Array(8);
  rig.run(225, 64);
  meter.read(levels, 0);
  // The mean square falls to 1/e in 0.3 s = 225 quanta at 48 kHz.
  expect((levels[2]! / 0.5) ** 2).toBeCloseTo(Math.exp(-1), 3);
});

test('one sample over full scale latches the clip light until it is reset', () => {
  const rig = Rig.of(testDocument({ a: { faderDb: 1 } }), []);
  const source = constant(0.5, 64 * 10);
  source[301] = 0.95;
  rig.sources.set('a', source);
  const meter = new MeterReader(rig.kernels.memory, rig.plan.meters.get('a')!);
  const levels = new Float32Array(8);
  rig.run(2);
  meter.read(levels, 0);
  expect(levels[4]).toBe(0);
  rig.run(6);
  meter.read(levels, 0);
  expect(levels[4]).toBe(1);
  rig.run(1);
  meter.read(levels, 0);
  expect(levels[4]).toBe(1);
  meter.requestReset();
  rig.run(1);
  meter.read(levels, 0);
  expect(levels[4]).toBe(0);
});

test('two readers of one meter each see every peak', () => {
  const rig = Rig.of(testDocument({ a: {} }), []);
  const source = constant(0.1, 64 * 20);
  source[64 * 2 * 3] = 0.9;
  rig.sources.set('a', source);
  const readers = [0, 1].map(() => new MeterReader(rig.kernels.memory, rig.plan.meters.get('a')!));
  const levels = new Float32Array(8);
  rig.run(5);
  readers[0]!.read(levels, 0);
  expect(levels[0]).toBeCloseTo(0.9, 6);
  rig.run(5);
  readers[0]!.read(levels, 0);
  expect(levels[0]).toBeCloseTo(0.1, 6);
  readers[1]!.read(levels, 0);
  expect(levels[0]).toBeCloseTo(0.9, 6);
});

test('gain reduction is that of all dynamics of the strip, and none while bypassed', () => {
  const document = testDocument({ a: {} });
  const hard = { thresholdDb: -30, ratio: 4, kneeDb: 0, attackMs: 1 };
  document.effects.a = {
    x: effect('compressor', 'x', hard),
    y: effect('compressor', 'y', { ...hard, thresholdDb: -60 }),
  };
  const rig = Rig.of(document, []);
  rig.sources.set('a', constant(0.1, 64 * 1700));
  const meter = new MeterReader(rig.kernels.memory, rig.plan.meters.get('a')!);
  const levels = new Float32Array(8);
  rig.run(850);
  meter.read(levels, 0);
  // -20 dBFS is 10 dB over: 7.5 dB less; the second hears -27.5 dBFS, 32.5 dB over: 24.375 dB less.
  expect(levels[5]).toBeCloseTo(7.5 + 24.375, 1);
  rig.ring.push(0, rig.plan.activeTarget('y')!, 0);
  rig.run(850);
  meter.read(levels, 0);
  expect(levels[5]).toBeCloseTo(7.5, 1);
});
