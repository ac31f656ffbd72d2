import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlanDescription } from '../../audio-engine/graph/index.ts';
import { type RandomGraph, randomGraph } from './random-graph.ts';
import { Rig, testDocument } from './rig.ts';
import { addBus, addEffect, addSend, delay, delays } from './routes.ts';
import { noiseSamples } from './sessions.ts';

const FRAMES = 640;

function departures(plan: PlanDescription): Map<string, number> {
  return new Map([...plan.strips, plan.master].map((strip) => [strip.id, strip.departureSamples]));
}

/** Every strip's output from the moment on when the tracks' first sample leaves it. */
function lined(graph: RandomGraph, withLatencies: boolean, chunk: number): Map<string, number[]> {
  const hosted = withLatencies ? graph.hosted : {};
  const rig = Rig.of(graph.document, graph.ids, { hosted });
  graph.tracks.forEach((id, seed) => {
    // Below any threshold, so that dynamics only delay.
    rig.sources.set(id, noiseSamples(seed + 1, FRAMES, 2, 0.05));
  });
  const late = departures(rig.plan.description);
  rig.run(Math.ceil((Math.max(...late.values()) + FRAMES) / 64), chunk);
  return new Map(
    graph.ids.map((id) => {
      const from = late.get(id)! * 2;
      const heard = rig.heard.get(id)!;
      if (heard.slice(0, from).some((value) => value !== 0)) throw new Error(`${id} sounds too early`);
      return [id, heard.slice(from, from + FRAMES * 2)];
    }),
  );
}

test('random graphs with plug-ins of any latency have the bits of the same graphs without', () => {
  fc.assert(
    fc.property(randomGraph(3000), fc.constantFrom(1, 7, 32), (graph, chunk) => {
      // Keys of effects that move would fall on other quanta: their lining up is the next test's.
      for (const chain of Object.values(graph.document.effects))
        for (const id of Object.keys(chain)) delete chain[id];
      const first = graph.tracks[0]!;
      addEffect(graph.document, first, 'compressor', { parameters: { thresholdDb: 0, lookAheadMs: 3.3 } });
      expect(lined(graph, true, chunk)).toEqual(lined(graph, false, chunk));
    }),
    { numRuns: 40 },
  );
});

test('random graphs with keyed gates have the bits of the same graphs without latency, on the grid of quanta', () => {
  fc.assert(
    fc.property(randomGraph(40 * 64, 64), (graph) => {
      expect(lined(graph, true, 16)).toEqual(lined(graph, false, 16));
    }),
    { numRuns: 40 },
  );
});

test('parallel compression nulls against the dry sound when it does nothing, whatever its look-ahead', () => {
  const document = testDocument({ a: {} });
  addBus(document, 'x', { polarityInverted: true });
  addSend(document, 'a', 'x');
  addEffect(document, 'x', 'compressor', { parameters: { thresholdDb: 0, lookAheadMs: 7.3 } });
  addEffect(document, 'x', 'limiter');
  const rig = Rig.of(document);
  rig.sources.set('a', noiseSamples(1, 64 * 100, 2, 0.2));
  rig.run(120);
  const peak = rig.heard.get('master')!.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(peak).toBeLessThan(1e-15);
});

const FLAT = { a: [] as ReturnType<typeof delay>[] };

test('latency that comes, changes, is bypassed and goes anywhere in a graph leaves no click and no shift', () => {
  const document = testDocument({ a: { output: 'x' }, b: {}, c: { output: 'y' } });
  addBus(document, 'x', { output: 'y' });
  addBus(document, 'y', {});
  addSend(document, 'a', 'y', { point: 'pre' });
  addSend(document, 'b', 'x');
  const wave = Float64Array.from({ length: 96000 * 2 }, (_, i) => 0.25 * Math.sin((i >> 1) * 0.02));
  const make = () => {
    const rig = Rig.of(document, ['x', 'y', 'master']);
    for (const id of ['a', 'b', 'c']) rig.sources.set(id, wave);
    return rig;
  };
  const plain = make();
  plain.run(1500, 32);
  const rig = make();
  rig.run(20);
  const steps: Record<string, ReturnType<typeof delay>[]>[] = [
    delays({ x: 500 }),
    delays({ x: 500, a: 333 }),
    // Longer than the first rings.
    { x: [delay('x-p', 9000)], a: [delay('a-p', 333)] },
    { x: [delay('x-p', 9000, true)], a: [delay('a-p', 333)] },
    { x: [delay('x-p', 200)], b: [delay('b-p', 777)], c: [delay('c-p', 64)] },
    delays({ c: 64 }),
    FLAT,
  ];
  for (const hosted of steps) {
    rig.swap(document, { hosted });
    rig.run(200, 16);
    // What faded out is left behind.
    rig.swap(document, { hosted });
    rig.run(5);
    const late = departures(rig.plan.description);
    for (const id of ['x', 'y', 'master']) {
      const end = rig.quantum * 64 * 2;
      const shift = late.get(id)! * 2;
      const expected = plain.heard.get(id)!.slice(end - 640 - shift, end - shift);
      expect(rig.heard.get(id)!.slice(end - 640)).toEqual(expected);
    }
  }
  for (const id of ['x', 'y', 'master']) {
    const steady = plain.side(id, 0);
    const own = Math.max(...steady.slice(1).map((value, i) => Math.abs(value - steady[i]!)));
    const heard = rig.side(id, 0);
    const most = Math.max(...heard.slice(1).map((value, i) => Math.abs(value - heard[i]!)));
    expect(most).toBeLessThan(own * 1.5);
  }
});

test('real effects that are late come, go, change their look-ahead and are bypassed without a click or a shift', () => {
  const wave = Float64Array.from({ length: 96000 * 2 }, (_, i) => 0.1 * Math.sin((i >> 1) * 0.02));
  const make = (
    ...effects: [strip: string, kind: 'compressor' | 'limiter', lookAheadMs: number, bypassed: boolean][]
  ) => {
    const document = testDocument({ a: { output: 'x' }, b: {} });
    addBus(document, 'x');
    addSend(document, 'b', 'x', { levelDb: -6 });
    for (const [strip, kind, lookAheadMs, bypassed] of effects) {
      const parameters: Record<string, number> = kind === 'compressor' ? { thresholdDb: 0, lookAheadMs } : {};
      addEffect(document, strip, kind, { parameters, bypassed });
    }
    return document;
  };
  const plain = Rig.of(make(), ['x', 'master']);
  const rig = Rig.of(make(), ['x', 'master']);
  for (const one of [plain, rig]) for (const id of ['a', 'b']) one.sources.set(id, wave);
  plain.run(1400, 32);
  rig.run(20);
  for (const document of [
    make(['x', 'compressor', 4, false]),
    make(['x', 'compressor', 9.7, false]),
    make(['x', 'compressor', 9.7, true]),
    make(['x', 'compressor', 2.5, true], ['a', 'limiter', 0, false]),
    make(['x', 'compressor', 2.5, false], ['a', 'limiter', 0, true]),
    make(['b', 'compressor', 1, false]),
    make(),
  ]) {
    rig.swap(document);
    rig.run(180, 16);
    rig.swap(document);
    rig.run(5);
    const late = departures(rig.plan.description);
    for (const id of ['x', 'master']) {
      const end = rig.quantum * 64 * 2;
      const shift = late.get(id)! * 2;
      const expected = plain.heard.get(id)!.slice(end - 640 - shift, end - shift);
      const heard = rig.heard.get(id)!.slice(end - 640);
      const far = heard.reduce((most, value, i) => Math.max(most, Math.abs(value - expected[i]!)), 0);
      expect(far).toBeLessThan(1e-15);
    }
  }
  for (const id of ['x', 'master']) {
    const steady = plain.side(id, 0);
    const own = Math.max(...steady.slice(1).map((value, i) => Math.abs(value - steady[i]!)));
    // A look-ahead crosses over within a quantum; a jump would be a hundred times the wave's own steps.
    const heard = rig.side(id, 0);
    expect(Math.max(...heard.slice(1).map((value, i) => Math.abs(value - heard[i]!)))).toBeLessThan(own * 2);
  }
});
