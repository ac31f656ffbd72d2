import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describePlan, type PlanDescription, type StripDescription } from '../../audio-engine/graph/index.ts';
import { MASTER_STRIP } from '../../audio-engine/session/index.ts';
import { randomGraph } from '../render/random-graph.ts';
import { testDocument } from '../render/rig.ts';
import { addBus, addSend, delays } from '../render/routes.ts';

const latencyOf = () => 0;

function byId(plan: PlanDescription): Map<string, StripDescription> {
  return new Map([...plan.strips, plan.master].map((strip) => [strip.id, strip]));
}

/** When the sound of a strip is at one of its taps. */
function leaves(strip: StripDescription, point: 'pre' | 'post'): number {
  const after = strip.postFader.reduce((sum, insert) => sum + insert.latencySamples, 0);
  return strip.departureSamples - (point === 'pre' ? after : 0);
}

test('in any graph every sum and every side-chain gets its inputs at one time, and nothing waits in vain', () => {
  fc.assert(
    fc.property(randomGraph(9000), (graph) => {
      const plan = describePlan(graph.document, { latencyOf, hosted: graph.hosted });
      const strips = byId(plan);
      const waits = new Map([...strips.keys()].map((id) => [id, [] as number[]]));
      for (const strip of strips.values()) {
        expect(strip.departureSamples).toBe(
          strip.arrivalSamples + strip.latencySamples + strip.compensationSamples,
        );
        const times = strip.inputs.map((edge) => {
          const source = strips.get(edge.fromId)!;
          expect(edge.delaySamples).toBeGreaterThanOrEqual(0);
          expect(source.stage).toBeLessThan(strip.stage);
          waits.get(edge.fromId)!.push(edge.delaySamples);
          return leaves(source, edge.point) + edge.delaySamples;
        });
        for (const time of times) expect(time).toBe(strip.arrivalSamples);
        let before = 0;
        for (const insert of strip.inserts) {
          if (insert.node === 'effect' && insert.key) {
            const { key } = insert;
            const source = strips.get(key.fromId)!;
            expect(source.stage).toBeLessThan(strip.stage);
            expect(key.delaySamples).toBeGreaterThanOrEqual(0);
            waits.get(key.fromId)!.push(key.delaySamples);
            expect(leaves(source, key.point) + key.delaySamples).toBe(strip.arrivalSamples + before);
          }
          before += insert.latencySamples;
        }
        if (strip.role === 'master' || strip.role === 'hardware') {
          expect(strip.departureSamples).toBe(plan.latencySamples);
          waits.get(strip.id)!.push(0);
        }
      }
      // What all ways out have to wait stands before the fader: so one of them waits no more.
      for (const [id, list] of waits) {
        if (list.length > 0) expect(Math.min(...list)).toBe(0);
        else expect(strips.get(id)!.compensationSamples).toBe(0);
      }
    }),
    { numRuns: 200 },
  );
});

test('what can wait waits before the faders of the tracks, the rest on the edges', () => {
  const document = testDocument({ a: {}, b: { output: 'x' }, c: { output: 'y' } });
  addBus(document, 'x');
  addBus(document, 'y');
  addSend(document, 'a', 'x');
  const plan = describePlan(document, { latencyOf, hosted: delays({ b: 100, x: 30 }) });
  const strips = byId(plan);
  expect(plan.latencySamples).toBe(130);
  expect(strips.get('a')!.compensationSamples).toBe(100);
  expect(strips.get('x')!.inputs.map((edge) => edge.delaySamples)).toEqual([0, 0]);
  expect(plan.master.inputs.map((edge) => [edge.fromId, edge.delaySamples])).toEqual([
    ['a', 30],
    ['x', 0],
    ['y', 0],
  ]);
  // Behind a bus without latency too: the fader of the track answers at once.
  expect(strips.get('c')!.compensationSamples).toBe(130);
  expect(strips.get('y')!.compensationSamples).toBe(0);
});

test('outputs leave together; what is listened to leaves with them and holds nothing up', () => {
  const document = testDocument({ a: {}, b: { output: 'hardware:2' }, c: { output: null } });
  const plan = describePlan(document, {
    latencyOf,
    hosted: delays({ a: 64, c: 50 }),
    listen: [
      { stripId: 'b', point: 'pre' },
      { stripId: 'c', point: 'post' },
    ],
  });
  const strips = byId(plan);
  expect(strips.get('b')!.compensationSamples).toBe(64);
  expect(strips.get('listen')!.inputs.map((edge) => edge.delaySamples)).toEqual([0, 14]);
  expect(strips.get('listen')!.departureSamples).toBe(64);
  expect(strips.get(MASTER_STRIP)!.departureSamples).toBe(64);
});

test('a document with a loop is rendered without the edge that closes it', () => {
  const document = testDocument({ a: { output: 'x' } });
  addBus(document, 'x', { output: 'y' });
  addBus(document, 'y', { output: 'x' });
  const plan = describePlan(document, { latencyOf });
  expect(byId(plan).get('x')!.inputs.length + byId(plan).get('y')!.inputs.length).toBe(2);
});
