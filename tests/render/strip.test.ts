import { expect, test } from 'vitest';
import type { PanLaw } from '../../audio-engine/session/index.ts';
import { constant, Rig, testDocument } from './rig.ts';

/** What one sample of 1 becomes on both sides. */
function gains(strip: Parameters<typeof testDocument>[0][string]): [number, number] {
  const rig = Rig.of(testDocument({ a: strip }));
  rig.sources.set('a', constant(1, 64));
  rig.run(1);
  return [rig.side('master', 0)[63]!, rig.side('master', 1)[63]!];
}

const laws: [PanLaw, (towards: number) => number][] = [
  ['0', (t) => Math.min(1, 2 * t)],
  ['-3', (t) => Math.sin((t * Math.PI) / 2)],
  ['-4.5', (t) => Math.sqrt(Math.sin((t * Math.PI) / 2) * t)],
  ['-6', (t) => t],
];

test.each(laws)('pan law %s of a mono strip follows its closed form', (panLaw, form) => {
  for (const pan of [-0.9, -0.5, -0.1, 0, 0.3, 0.77]) {
    const [left, right] = gains({ channels: 1, pan, panLaw });
    expect(left).toBeCloseTo(form((1 - pan) / 2), 14);
    expect(right).toBeCloseTo(form((1 + pan) / 2), 14);
  }
  expect(gains({ channels: 1, pan: -1, panLaw })).toEqual([1, 0]);
  expect(gains({ channels: 1, pan: 1, panLaw })).toEqual([0, 1]);
});

test.each(laws)('law %s attenuates the centre by its number against the sides', (panLaw) => {
  const [left, right] = gains({ channels: 1, panLaw });
  expect(left).toBe(right);
  expect(20 * Math.log10(left)).toBeCloseTo(Number(panLaw), 1);
});

test('a stereo strip balances whatever its law, and its centre is exact', () => {
  expect(gains({ panLaw: '-6' })).toEqual([1, 1]);
  expect(gains({ panLaw: '-3', pan: 0.25 })).toEqual([0.75, 1]);
  expect(gains({ panLaw: '-3', pan: -1 })).toEqual([1, 0]);
});

test('fader and trim are 10^(dB/20); 0 dB is exactly 1 and the stop exactly 0', () => {
  for (const db of [-143.9, -60, -20, -6.02, -0.1, 0.1, 6, 12]) {
    const expected = 10 ** (db / 20);
    expect(Math.abs(gains({ faderDb: db })[0] / expected - 1)).toBeLessThan(4e-15);
    expect(Math.abs(gains({ inputTrimDb: db })[0] / expected - 1)).toBeLessThan(4e-15);
  }
  expect(gains({ faderDb: 0 })).toEqual([1, 1]);
  expect(gains({ faderDb: -144 })).toEqual([0, 0]);
});

test('polarity turns the signal over', () => {
  expect(gains({ polarityInverted: true })).toEqual([-1, -1]);
});

test('mute, solo and solo-safe decide what sounds', () => {
  const heard = (strips: Parameters<typeof testDocument>[0]): number => {
    const rig = Rig.of(testDocument(strips));
    for (const [index, id] of Object.keys(strips).entries()) rig.sources.set(id, constant(10 ** index, 64));
    rig.run(1);
    return rig.side('master', 0)[0]!;
  };
  expect(heard({ a: {}, b: {}, c: {} })).toBe(111);
  expect(heard({ a: { mute: true }, b: {}, c: {} })).toBe(110);
  expect(heard({ a: {}, b: { solo: true }, c: { soloSafe: true } })).toBe(110);
  expect(heard({ a: { mute: true, solo: true }, b: {}, c: {} })).toBe(0);
});

test('a fader moves from the quantum it was asked for, in a straight line of 10 ms, and lands exactly', () => {
  const rig = Rig.of(testDocument({ a: {} }));
  rig.sources.set('a', constant(1, 64 * 40));
  const target = rig.plan.stripTarget('a', 'faderDb');
  expect(rig.ring.push(5, target, -144)).toBe(true);
  expect(rig.ring.push(20, target, 0)).toBe(true);
  rig.run(40, 7);
  const left = rig.side('master', 0);
  const ramp = 8 * 64;
  expect(left.slice(0, 5 * 64)).toEqual(Array(5 * 64).fill(1));
  for (let i = 0; i < ramp; i++) expect(left[5 * 64 + i]).toBeCloseTo(1 - (i + 1) / ramp, 12);
  expect(left.slice(13 * 64, 20 * 64)).toEqual(Array(7 * 64).fill(0));
  for (let i = 0; i < ramp; i++) expect(left[20 * 64 + i]).toBeCloseTo((i + 1) / ramp, 12);
  expect(left.slice(28 * 64)).toEqual(Array(12 * 64).fill(1));
});

test('muting while it sounds leaves no step', () => {
  const document = testDocument({ a: { pan: 0.3 }, b: {} });
  const rig = Rig.of(document);
  rig.sources.set('a', constant(0.5, 64 * 60));
  rig.run(10);
  document.strips.a!.mute = true;
  rig.swap(document);
  rig.run(20);
  const left = rig.side('master', 0);
  const steps = left.slice(1).map((value, i) => Math.abs(value - left[i]!));
  expect(Math.max(...steps)).toBeLessThan(0.5 / 500);
  expect(left.at(-1)).toBe(0);
});

test('the transport gate silences sources within a quantum and counts no underrun', () => {
  const rig = Rig.of(testDocument({ a: {} }));
  const words = new Int32Array(rig.kernels.memory.buffer, rig.host.run, 16);
  rig.sources.set('a', constant(1, 64 * 3));
  rig.run(1);
  words[0] = 0;
  rig.run(2, 1);
  const left = rig.side('master', 0);
  expect(left[64]).toBeCloseTo(1 - 1 / 64, 12);
  expect(left[127]).toBe(0);
  expect(left.slice(128)).toEqual(Array(64).fill(0));
  expect(words[5]).toBe(0);
});

test('a ring that was not filled in time is silence and an underrun', () => {
  const rig = Rig.of(testDocument({ a: {} }));
  const words = new Int32Array(rig.kernels.memory.buffer, rig.host.run, 16);
  rig.kernels.call.runPlan!(rig.plan.pointer, 0, 3);
  expect(words[5]).toBe(3);
});
