import fc from 'fast-check';
import { expect, test } from 'vitest';
import { equaliserParameters } from '../../audio-engine/effects/equaliser/parameters.ts';
import {
  type DescribeOptions,
  describePlan,
  StripTarget,
  sameStructure,
} from '../../audio-engine/graph/index.ts';
import {
  createDocument,
  createStrip,
  createTrack,
  type Effect,
  MASTER_STRIP,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';

function documentWith(ids: readonly string[]): SessionDocument {
  const document = createDocument({
    id: 's',
    name: 'S',
    sampleRate: 48000,
    createdAt: '2026-01-01T00:00:00Z',
  });
  for (const id of ids) {
    document.tracks[id] = createTrack({ id, name: id, color: 'clay', channels: 1, order: id });
    document.strips[id] = createStrip(id);
    document.clips[id] = {};
    document.effects[id] = {};
  }
  return document;
}

function effect(kind: Effect['kind'], id: string, parameters: Record<string, number> = {}): Effect {
  return {
    id,
    kind,
    order: id,
    bypassed: false,
    parameters,
    presetName: null,
    sideChain: null,
    impulse: null,
  };
}

/** A compressor is as late as its look-ahead in tenths of a millisecond; a limiter is 72 samples late. */
const options: DescribeOptions = {
  latencyOf: (kind, values) => (kind === 'limiter' ? 72 : kind === 'compressor' ? values[7]! * 10 : 0),
};

test('strips stand in plain string order, whatever the order of the map or the screen', () => {
  const document = documentWith(['b', 'Z', 'a10', 'a2', 'é']);
  expect(describePlan(document, options).strips.map((strip) => strip.id)).toEqual([
    'Z',
    'a10',
    'a2',
    'b',
    'é',
  ]);
});

test('every value of an effect is there, clamped, in the order of its parameters', () => {
  const document = documentWith(['a']);
  document.effects.a = { e: effect('equaliser', 'e', { band3GainDb: 99, band1On: 1 }) };
  const insert = describePlan(document, options).strips[0]!.inserts[0]!;
  if (insert.node !== 'effect') throw new Error('an effect was expected');
  expect(insert.values).toEqual(
    equaliserParameters.map((p) => (p.id === 'band3GainDb' ? p.max : p.id === 'band1On' ? 1 : p.default)),
  );
});

test('what is audible is decided by the whole document', () => {
  const document = documentWith(['a', 'b', 'c', 'd']);
  Object.assign(document.strips.a!, { solo: true });
  Object.assign(document.strips.b!, { soloSafe: true });
  Object.assign(document.strips.c!, { solo: true, mute: true });
  const heard = describePlan(document, options).strips.map((strip) => strip.targets[StripTarget.audible]);
  expect(heard).toEqual([1, 1, 0, 0]);
  expect(describePlan(document, options).master.targets[StripTarget.audible]).toBe(1);
});

test('the master’s limiter stands after the fader and can be left out; its latency goes with it', () => {
  const document = documentWith(['a']);
  document.effects[MASTER_STRIP] = { l: effect('limiter', 'a'), e: effect('equaliser', 'b') };
  const whole = describePlan(document, options);
  expect(whole.master.inserts.map((insert) => insert.id)).toEqual(['b']);
  expect(whole.master.postFader.map((insert) => insert.id)).toEqual(['a']);
  expect(whole.latencySamples).toBe(72);
  const mix = describePlan(document, { ...options, limiter: false });
  expect(mix.master.postFader).toEqual([]);
  expect(mix.latencySamples).toBe(0);
  expect(sameStructure(whole, mix)).toBe(false);
});

test('latency and its compensation add up to the same on every strip; bypass changes nothing of it', () => {
  const chain = fc.array(fc.tuple(fc.integer({ min: 0, max: 10 }), fc.boolean()), { maxLength: 4 });
  fc.assert(
    fc.property(fc.array(chain, { minLength: 1, maxLength: 6 }), (chains) => {
      const ids = chains.map((_, index) => `t${index}`);
      const document = documentWith(ids);
      chains.forEach((effects, index) => {
        effects.forEach(([lookAheadMs, bypassed], i) => {
          const id = `${index}-${i}`;
          document.effects[`t${index}`]![id] = { ...effect('compressor', id, { lookAheadMs }), bypassed };
        });
      });
      const plan = describePlan(document, options);
      const slowest = Math.max(...plan.strips.map((strip) => strip.latencySamples));
      for (const [index, strip] of plan.strips.entries()) {
        expect(strip.latencySamples).toBe(chains[index]!.reduce((sum, [ms]) => sum + ms * 10, 0));
        expect(strip.latencySamples + strip.compensationSamples).toBe(slowest);
      }
      expect(plan.latencySamples).toBe(slowest);
    }),
  );
});
