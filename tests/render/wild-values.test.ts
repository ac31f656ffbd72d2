import { expect, test } from 'vitest';
import { EFFECT_KINDS, effectKinds } from '../../audio-engine/effects/registry.ts';
import { StripTarget, type StripTargetName } from '../../audio-engine/graph/index.ts';
import { MeterReader } from '../../audio-engine/render/index.ts';
import { Rig, testDocument } from './rig.ts';
import { addBus, addEffect, addSend } from './routes.ts';
import { noise, noiseSamples } from './sessions.ts';

const WILD = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  1e308,
  -1e308,
  1e-308,
  -1,
  0,
  1e9,
  Number.MAX_SAFE_INTEGER,
];

const QUANTA = 240;

/** The largest sample there is; NaN where one is not a number. */
function most(samples: readonly number[]): number {
  return samples.reduce((peak, value) => Math.max(peak, Math.abs(value)), 0);
}

test.each(EFFECT_KINDS)(
  '%s: wild values never reach the output, and it plays on when they are over',
  (kind) => {
    const document = testDocument({ a: {}, b: {} });
    const { keyed } = effectKinds[kind];
    addEffect(document, 'a', kind, { sideChain: keyed ? { stripId: 'b', point: 'post' } : null });
    const rig = Rig.of(document, ['a', 'master']);
    rig.sources.set('a', noiseSamples(1, 64 * QUANTA * 3));
    rig.sources.set('b', noiseSamples(2, 64 * QUANTA * 3));
    const id = `a-${kind}`;
    const next = noise(7);
    const pick = (): number => WILD[Math.floor((next() * 0.5 + 0.5) * WILD.length) % WILD.length]!;
    const { parameters } = effectKinds[kind];
    for (let q = 10; q < QUANTA; q += 2) {
      const index = Math.floor((next() * 0.5 + 0.5) * parameters.length) % parameters.length;
      rig.ring.push(q, rig.plan.effectTarget(id, index)!, pick());
      if (q % 9 === 0) rig.ring.push(q, rig.plan.activeTarget(id)!, pick());
    }
    parameters.forEach((parameter, index) => {
      rig.ring.push(QUANTA, rig.plan.effectTarget(id, index)!, parameter.default);
    });
    rig.ring.push(QUANTA, rig.plan.activeTarget(id)!, 1);
    rig.run(QUANTA, 16);
    for (const output of ['a', 'master']) expect(rig.heard.get(output)!.every(Number.isFinite)).toBe(true);
    const before = rig.heard.get('a')!.length;
    rig.run(QUANTA * 2, 16);
    const after = rig.heard.get('a')!.slice(before);
    expect(after.every(Number.isFinite)).toBe(true);
    // Its last second is that of an effect that was never touched, as loud as such a one is.
    const calm = Rig.of(document, ['a']);
    calm.sources.set('a', noiseSamples(1, 64 * QUANTA * 3));
    calm.sources.set('b', noiseSamples(2, 64 * QUANTA * 3));
    calm.run(QUANTA * 3, 16);
    const end = 64 * 2 * QUANTA;
    expect(most(after.slice(-end))).toBeLessThan(2 * most(calm.heard.get('a')!.slice(-end)) + 0.1);
    expect(most(after.slice(-end))).toBeGreaterThan(0.3 * most(calm.heard.get('a')!.slice(-end)));
  },
);

test('wild values of strips and sends never reach the output', () => {
  const document = testDocument({ a: { width: 1.5, panMode: 'stereo' }, b: { channels: 1 } });
  addBus(document, 'x', { channels: 1 });
  addSend(document, 'a', 'x', { id: 's', point: 'pre' });
  addSend(document, 'b', 'x', { id: 't' });
  const rig = Rig.of(document, ['a', 'b', 'x', 'master']);
  rig.sources.set('a', noiseSamples(1, 64 * 600));
  rig.sources.set('b', noiseSamples(2, 64 * 600));
  const next = noise(3);
  const pick = (): number => WILD[Math.floor((next() * 0.5 + 0.5) * WILD.length) % WILD.length]!;
  const strips = ['a', 'b', 'x', 'master'];
  const names = Object.keys(StripTarget) as StripTargetName[];
  for (let q = 5; q < 300; q++) {
    const id = strips[q % strips.length]!;
    rig.ring.push(q, rig.plan.stripTarget(id, names[q % names.length]!), pick());
    const [from, send] = q % 2 ? ['a', 's'] : ['b', 't'];
    const name = (['levelDb', 'pan', 'open'] as const)[q % 3]!;
    rig.ring.push(q, rig.plan.edgeTarget(from!, send!, name)!, pick());
  }
  for (const { id, targets } of [...rig.plan.description.strips, rig.plan.description.master])
    for (const name of names) rig.ring.push(300, rig.plan.stripTarget(id, name), targets[StripTarget[name]]);
  for (const [from, send] of [
    ['a', 's'],
    ['b', 't'],
  ] as const)
    for (const [name, value] of [
      ['levelDb', 0],
      ['pan', 0],
      ['open', 1],
    ] as const)
      rig.ring.push(300, rig.plan.edgeTarget(from, send, name)!, value);
  rig.run(600, 16);
  const calm = Rig.of(document, ['master']);
  calm.sources.set('a', noiseSamples(1, 64 * 600));
  calm.sources.set('b', noiseSamples(2, 64 * 600));
  calm.run(600, 16);
  for (const id of strips) expect(rig.heard.get(id)!.every(Number.isFinite)).toBe(true);
  expect(rig.heard.get('master')!.slice(-12800)).toEqual(calm.heard.get('master')!.slice(-12800));
});

test('a strip whose pre-fader sound is not finite is muted and named; what it sends to is not', () => {
  const document = testDocument({ a: { faderDb: -144 } });
  addBus(document, 'x');
  addSend(document, 'a', 'x', { point: 'pre' });
  const rig = Rig.of(document, ['master']);
  const source = noiseSamples(1, 640);
  source[64 * 2 * 3 + 5] = Number.NaN;
  rig.sources.set('a', source);
  const meters = ['a', 'x', 'master'].map(
    (id) => new MeterReader(rig.kernels.memory, rig.plan.meters.get(id)!),
  );
  rig.run(10);
  const levels = new Float32Array(24);
  meters.forEach((meter, index) => {
    meter.read(levels, index * 8);
  });
  expect([levels[7], levels[15], levels[23]]).toEqual([1, 0, 0]);
  expect(rig.heard.get('master')!.slice(128 * 3, 128 * 4)).toEqual(Array(128).fill(0));
  expect(rig.heard.get('master')!.slice(128 * 4)).toEqual([...source.subarray(128 * 4)]);
});
