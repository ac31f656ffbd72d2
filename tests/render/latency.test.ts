import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HostedDescription } from '../../audio-engine/graph/index.ts';
import { Rig, testDocument } from './rig.ts';
import { noiseSamples } from './sessions.ts';

function hosted(id: string, latencySamples: number, bypassed = false): HostedDescription {
  return {
    node: 'hosted',
    id,
    plugin: 'clap:test.delay',
    bypassed,
    state: new Uint8Array([1, 2, 3]),
    parameters: { mix: 0.5 },
    latencySamples,
  };
}

test('a hosted plug-in stands in the plan with its state, parameters and latency, and passes sound that late', () => {
  const document = testDocument({ a: {} });
  const rig = Rig.of(document, ['a', 'master'], { hosted: { a: [hosted('p', 100)] } });
  expect(rig.plan.latencySamples).toBe(100);
  expect(rig.plan.description.strips[0]!.inserts).toEqual([hosted('p', 100)]);
  const source = noiseSamples(1, 64 * 4);
  rig.sources.set('a', source);
  rig.run(8);
  expect(rig.heard.get('a')!.slice(200, 200 + source.length)).toEqual([...source]);
  expect(rig.heard.get('a')!.slice(0, 200)).toEqual(Array(200).fill(0));
});

test('whatever the latencies, bypassed or not, all strips arrive together and their sum is exact', () => {
  const latencies = fc.array(fc.tuple(fc.integer({ min: 0, max: 9000 }), fc.boolean()), { maxLength: 3 });
  fc.assert(
    fc.property(fc.array(latencies, { minLength: 1, maxLength: 5 }), latencies, (strips, master) => {
      const ids = strips.map((_, index) => `s${index}`);
      const document = testDocument(Object.fromEntries(ids.map((id) => [id, {}])));
      const inserts: Record<string, HostedDescription[]> = {
        master: master.map(([latency, bypassed], i) => hosted(`m${i}`, latency, bypassed)),
      };
      strips.forEach((chain, index) => {
        inserts[`s${index}`] = chain.map(([latency, bypassed], i) =>
          hosted(`${index}-${i}`, latency, bypassed),
        );
      });
      const rig = Rig.of(document, ['master'], { hosted: inserts });
      const frames = 300;
      const expected: number[] = Array(frames * 2).fill(0);
      for (const [index, id] of ids.entries()) {
        const samples = noiseSamples(index + 1, frames);
        rig.sources.set(id, samples);
        for (let i = 0; i < expected.length; i++) expected[i]! += samples[i]!;
      }
      const latency = rig.plan.latencySamples;
      rig.run(Math.ceil((latency + frames) / 64), 32);
      const heard = rig.heard.get('master')!;
      const slowest = Math.max(...strips.map((chain) => chain.reduce((sum, [l]) => sum + l, 0)));
      expect(latency).toBe(slowest + master.reduce((sum, [l]) => sum + l, 0));
      expect(heard.slice(latency * 2, (latency + frames) * 2)).toEqual(expected);
      expect(heard.slice(0, latency * 2).every((value) => value === 0)).toBe(true);
    }),
    { numRuns: 25 },
  );
});

test('latency that comes and goes while it plays re-aligns without a click and ends aligned', () => {
  const document = testDocument({ a: {}, b: { polarityInverted: true } });
  const rig = Rig.of(document, ['a', 'b', 'master']);
  const frames = 48000;
  const wave = Float64Array.from({ length: frames * 2 }, (_, i) => 0.5 * Math.sin((i >> 1) * 0.02));
  rig.sources.set('a', wave);
  rig.sources.set('b', wave);
  rig.run(20);
  const late = { hosted: { a: [hosted('p', 500)] } };
  rig.swap(document, late);
  rig.run(100);
  expect(rig.heard.get('master')!.slice(-64 * 40)).toEqual(Array(64 * 40).fill(0));
  expect(rig.side('a', 0).at(-1)).toBe(wave[(120 * 64 - 1 - 500) * 2]);
  rig.swap(document);
  expect(rig.plan.hasLeaving).toBe(true);
  rig.run(100);
  rig.swap(document);
  expect(rig.plan.hasLeaving).toBe(false);
  rig.run(10);
  expect(rig.heard.get('master')!.slice(-64 * 40)).toEqual(Array(64 * 40).fill(0));
  expect(rig.side('b', 0).at(-1)).toBe(-wave[(230 * 64 - 1) * 2]!);
  for (const id of ['a', 'b']) {
    const left = rig.side(id, 0);
    const steps = left.slice(1).map((value, i) => Math.abs(value - left[i]!));
    // The wave's own steps are up to 0.01; a tap that jumped would make one of up to 1.
    expect(Math.max(...steps)).toBeLessThan(0.02);
  }
});
