import { expect, test } from 'vitest';
import { HistoryReader } from '../../audio-engine/render/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { Rig, testDocument } from './rig.ts';
import { addBus, addEffect, delays } from './routes.ts';
import { effect, noiseSamples } from './sessions.ts';

const BOOST = { band4GainDb: 12 };

function document(...effects: ReturnType<typeof effect>[]): SessionDocument {
  const made = testDocument({ a: {}, b: { faderDb: -3 } });
  made.effects.a = Object.fromEntries(effects.map((one) => [one.id, one]));
  return made;
}

/** Steps larger than those of the music itself. */
function largestStep(samples: readonly number[]): number {
  return samples.slice(1).reduce((most, value, i) => Math.max(most, Math.abs(value - samples[i]!)), 0);
}

function slowWave(frames: number): Float64Array {
  return Float64Array.from({ length: frames * 2 }, (_, i) => 0.25 * Math.sin((i >> 1) * 0.1));
}

test('the same document installed again changes no bit', () => {
  const doc = document(
    effect('equaliser', 'e', BOOST),
    effect('compressor', 'x', { thresholdDb: -30, lookAheadMs: 2 }),
  );
  const rigs = [Rig.of(doc), Rig.of(doc)];
  for (const rig of rigs) {
    rig.sources.set('a', noiseSamples(1, 64 * 200));
    rig.sources.set('b', noiseSamples(2, 64 * 200));
  }
  rigs[0]!.run(200);
  for (let i = 0; i < 8; i++) {
    rigs[1]!.run(25);
    rigs[1]!.swap(doc);
  }
  expect(rigs[1]!.heard.get('master')).toEqual(rigs[0]!.heard.get('master'));
});

test('an insert comes and goes with a cross-fade of 20 ms, and its neighbours hear nothing of it', () => {
  const rig = Rig.of(document(), ['a', 'b']);
  const wave = slowWave(64 * 200);
  rig.sources.set('a', wave);
  rig.sources.set('b', wave);
  rig.run(50);
  rig.swap(document(effect('equaliser', 'e', BOOST)));
  rig.run(50);
  const boosted = Math.max(...rig.side('a', 0).slice(-640));
  expect(boosted).toBeGreaterThan(0.3);
  rig.swap(document());
  rig.run(15);
  rig.swap(document());
  expect(rig.plan.hasLeaving).toBe(false);
  rig.run(85);
  expect(rig.side('a', 0).slice(-64 * 85)).toEqual([...wave].filter((_, i) => i % 2 === 0).slice(-64 * 85));
  expect(largestStep(rig.side('a', 0))).toBeLessThan(boosted * 0.12);
  const gain = 10 ** (-3 / 20);
  rig.side('b', 1).forEach((value, i) => {
    if (Math.abs(value - wave[i * 2 + 1]! * gain) > 1e-15) throw new Error(`b differs at ${i}`);
  });
});

test('inserts that change places cross-fade, and undo within the fade takes the old node up again', () => {
  const eq = effect('equaliser', 'e', BOOST);
  const compressor = effect('compressor', 'x', { thresholdDb: -40, ratio: 10 });
  const rig = Rig.of(document({ ...eq, order: '1' }, { ...compressor, order: '2' }), ['a']);
  rig.sources.set('a', slowWave(64 * 300));
  rig.run(100);
  rig.swap(document({ ...eq, order: '2' }, { ...compressor, order: '1' }));
  expect(rig.plan.hasLeaving).toBe(true);
  rig.run(5);
  rig.swap(document({ ...eq, order: '1' }, { ...compressor, order: '2' }));
  rig.run(100);
  expect(largestStep(rig.side('a', 0).slice(64 * 50))).toBeLessThan(0.05);
  rig.swap(document({ ...eq, order: '1' }, { ...compressor, order: '2' }));
  expect(rig.plan.hasLeaving).toBe(false);
});

test('bypass cross-fades to the input, as late as the insert is, and back', () => {
  const late = effect('compressor', 'x', { thresholdDb: -40, ratio: 10, lookAheadMs: 5 });
  const rig = Rig.of(document(late), ['a']);
  const wave = slowWave(64 * 300);
  rig.sources.set('a', wave);
  rig.run(100);
  expect(rig.plan.latencySamples).toBe(240);
  rig.ring.push(100, rig.plan.activeTarget('x')!, 0);
  rig.run(60);
  const left = rig.side('a', 0);
  for (let i = 64 * 116; i < 64 * 160; i++) expect(left[i]).toBe(wave[(i - 240) * 2]);
  rig.ring.push(0, rig.plan.activeTarget('x')!, 1);
  rig.run(60);
  expect(Math.max(...rig.side('a', 0).slice(-640))).toBeLessThan(0.1);
  expect(largestStep(rig.side('a', 0))).toBeLessThan(0.04);
});

test('retarget hands over what changed and sees what is structure', () => {
  const doc = document(effect('equaliser', 'e', BOOST));
  const rig = Rig.of(doc);
  const describeNow = () => structuredClone(rig.plan.description);
  const pushes: [number, number][] = [];
  const push = (target: number, value: number): void => void pushes.push([target, value]);
  expect(rig.host.retarget(rig.plan, describeNow(), push)).toBe('none');
  const next = describeNow();
  next.strips[1]!.targets[4] = -7;
  const insert = next.strips[0]!.inserts[0]!;
  if (insert.node !== 'effect') throw new Error('an effect was expected');
  insert.values = insert.values.with(3, 1);
  insert.bypassed = true;
  expect(rig.host.retarget(rig.plan, next, push)).toBe('targets');
  expect(pushes).toEqual([
    [rig.plan.activeTarget('e'), 0],
    [rig.plan.effectTarget('e', 3), 1],
    [rig.plan.stripTarget('b', 'faderDb'), -7],
  ]);
  const longer = structuredClone(next);
  longer.strips[0]!.inserts[0]!.latencySamples = 10;
  expect(rig.host.retarget(rig.plan, longer, push)).toBe('structure');
});

test('memory comes back when plans are released', () => {
  const rig = Rig.of(document());
  const doc = document(effect('equaliser', 'e'), effect('compressor', 'x', { lookAheadMs: 5 }));
  const used: number[] = [];
  for (let i = 0; i < 5; i++) {
    rig.swap(doc);
    rig.run(40);
    rig.swap(document());
    rig.run(40);
    rig.swap(document());
    used.push(rig.used);
  }
  expect(new Set(used).size).toBe(1);
});

test('an effect’s history has one triple a quantum', () => {
  const rig = Rig.of(document(effect('compressor', 'x', { thresholdDb: -40, ratio: 10, attackMs: 1 })));
  rig.sources.set('a', slowWave(64 * 60));
  const reader = new HistoryReader(rig.kernels.memory, rig.plan.history('x')!);
  const values = new Float32Array(90);
  rig.run(20);
  expect(reader.read(values)).toBe(20);
  expect(values[19 * 3]).toBeCloseTo(20 * Math.log10(0.25), 0);
  expect(values[19 * 3 + 2]).toBeGreaterThan(6);
  rig.run(40);
  expect(reader.read(values)).toBe(30);
});

test('tracks come and go while others play on to the bit', () => {
  const doc = testDocument({ b: {} });
  const rigs = [Rig.of(doc, ['b']), Rig.of(doc, ['b'])];
  for (const rig of rigs) {
    for (const [seed, id] of ['a', 'b', 'c'].entries()) rig.sources.set(id, noiseSamples(seed + 1, 64 * 60));
  }
  rigs[0]!.run(60);
  const steps = [
    testDocument({ a: {}, b: {}, c: {} }),
    testDocument({ b: {}, c: {} }),
    testDocument({ b: {} }),
  ];
  for (const step of steps) {
    rigs[1]!.run(15);
    rigs[1]!.swap(step);
  }
  rigs[1]!.run(15);
  expect(rigs[1]!.heard.get('b')).toEqual(rigs[0]!.heard.get('b'));
  expect([...rigs[1]!.plan.outputs.keys()]).toEqual(['b', 'master']);
});

test('a channel count that changes begins a new strip', () => {
  const rig = Rig.of(testDocument({ a: { channels: 1, pan: 0.5, panLaw: '-3' } }));
  rig.sources.set('a', slowWave(64 * 60));
  rig.run(10);
  rig.swap(testDocument({ a: { channels: 2, pan: 0.5, panLaw: '-3' } }));
  rig.run(10);
  expect(rig.side('master', 1).at(-1)).toBe(rig.sources.get('a')![64 * 20 * 2 - 1]);
});

test('a bus goes from stereo to mono and back with its effects as they are, without a click or a gap', () => {
  const frames = 64 * 700;
  const tone = Float64Array.from(
    { length: frames * 2 },
    (_, i) => (i % 2 ? 0.4 : 0.2) * Math.sin((i >> 1) * 0.03),
  );
  const withBus = (channels: 1 | 2): SessionDocument => {
    const made = testDocument({ a: { output: 'bus' } });
    addBus(made, 'bus', { channels, pan: 0.3 });
    addEffect(made, 'bus', 'equaliser', { parameters: { band4On: 1, band4GainDb: 3 } });
    return made;
  };
  const late = { hosted: delays({ bus: 900 }) };
  const rig = Rig.of(withBus(2), ['bus'], late);
  rig.sources.set('a', tone);
  rig.run(100);
  const stereo = rig.side('bus', 1).slice(-3000);
  const before = rig.plan.insert('bus-equaliser');
  rig.swap(withBus(1), late);
  expect(rig.plan.insert('bus-equaliser')).toBe(before);
  rig.run(100);
  const alone = Rig.of(withBus(1), ['bus'], late);
  alone.sources.set('a', tone);
  alone.run(200);
  // Settled, it is what it would be had it always been mono.
  for (const side of [0, 1] as const) {
    const wanted = alone.side('bus', side).slice(-3000);
    const differs = rig
      .side('bus', side)
      .slice(-3000)
      .findIndex((x, i) => Math.abs(x - wanted[i]!) > 1e-9);
    expect(differs).toBe(-1);
  }
  rig.swap(withBus(2), late);
  rig.run(100);
  const left = rig.side('bus', 0);
  const right = rig.side('bus', 1);
  expect(Math.max(...right.slice(-3000))).toBeCloseTo(Math.max(...stereo), 3);
  for (const side of [left, right]) {
    expect(largestStep(side.slice(64 * 60))).toBeLessThan(0.03);
    for (let at = 64 * 60; at + 420 < side.length; at += 64)
      expect(Math.max(...side.slice(at, at + 420))).toBeGreaterThan(0.08);
  }
});
