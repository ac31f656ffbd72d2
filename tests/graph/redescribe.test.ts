import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DescribeOptions, describePlan, redescribe } from '../../audio-engine/graph/index.ts';
import { applyCommand, MASTER_STRIP, type SessionDocument } from '../../audio-engine/session/index.ts';
import { randomGraph } from '../render/random-graph.ts';
import { addEffect } from '../render/routes.ts';

/** Compressors are as late as their look-ahead in tenths of a millisecond. */
const options: DescribeOptions = {
  latencyOf: (kind, values) => (kind === 'compressor' ? values[7]! * 10 : 0),
};

const run = (document: SessionDocument, id: string, payload: object): SessionDocument =>
  applyCommand(document, { id, payload }).document;

/** One edit of the document; `far` numbers are taken modulo what there is. */
interface Edit {
  what: 'strip' | 'mute' | 'solo' | 'effect' | 'lookAhead' | 'bypass' | 'send' | 'sendMute' | 'vca' | 'clip';
  strip: number;
  other: number;
  value: number;
}

const CONTROLS: readonly Edit['what'][] = ['strip', 'effect', 'bypass', 'send'];

function edited(document: SessionDocument, { what, strip, other, value }: Edit): SessionDocument {
  const ids = Object.keys(document.strips).sort();
  const stripId = ids[strip % ids.length]!;
  const effects = Object.keys(document.effects[stripId] ?? {});
  const effectId = effects[other % effects.length];
  const sends = Object.keys(document.sends[stripId] ?? {});
  const sendId = sends[other % sends.length];
  const even = value % 2 === 0;
  switch (what) {
    case 'strip':
      return run(document, 'strip.set', { stripId, faderDb: value === 0 ? -144 : -value, pan: value / 20 });
    case 'mute':
      return run(document, 'strip.set', { stripId, mute: even });
    case 'solo':
      return stripId === MASTER_STRIP ? document : run(document, 'strip.set', { stripId, solo: even });
    case 'effect':
      return effectId
        ? run(document, 'effect.set', { stripId, effectId, parameters: { thresholdDb: -value } })
        : document;
    case 'lookAhead':
      return effectId
        ? run(document, 'effect.set', { stripId, effectId, parameters: { lookAheadMs: value % 3 } })
        : document;
    case 'bypass':
      return effectId ? run(document, 'effect.bypass', { stripId, effectId, bypassed: even }) : document;
    case 'send':
      return sendId
        ? run(document, 'send.set', { stripId, sendId, levelDb: -value, pan: value / 20 })
        : document;
    case 'sendMute':
      return sendId ? run(document, 'send.set', { stripId, sendId, muted: even }) : document;
    case 'vca':
      return run(document, 'vca.set', { vcaId: 'vca', faderDb: -value });
    case 'clip':
      return run(document, 'session.rename', { name: `S${value}` });
  }
}

const edits = fc.array(
  fc.record({
    what: fc.constantFrom<Edit['what']>(
      ...CONTROLS,
      ...CONTROLS,
      'mute',
      'solo',
      'lookAhead',
      'sendMute',
      'vca',
      'clip',
    ),
    strip: fc.nat({ max: 100 }),
    other: fc.nat({ max: 100 }),
    value: fc.nat({ max: 20 }),
  }),
  { minLength: 1, maxLength: 12 },
);

function withEverything(plain: SessionDocument): SessionDocument {
  const document = structuredClone(plain);
  for (const id of Object.keys(document.strips))
    addEffect(document, id, 'compressor', { parameters: { thresholdDb: -20 } });
  document.vcas.vca = {
    id: 'vca',
    name: 'All',
    color: 'clay',
    order: 'a',
    faderDb: -3.3,
    mute: false,
    solo: false,
  };
  const trackId = Object.keys(document.tracks)[0]!;
  document.strips[trackId]!.vcaIds = ['vca'];
  return run(document, 'automation.edit', {
    edits: [
      {
        stripId: trackId,
        laneId: 'faderDb',
        fromSample: 0,
        toSample: 1000,
        points: [
          { sample: 0, value: -6, bend: 0 },
          { sample: 1000, value: -1.1, bend: 0 },
        ],
      },
    ],
  });
}

test('after any edits, what is made from the description before is what a new one would be', () => {
  fc.assert(
    fc.property(randomGraph(200), edits, (graph, list) => {
      let document = withEverything(graph.document);
      let description = describePlan(document, options);
      for (const edit of list) {
        const next = edited(document, edit);
        const quick = redescribe({ document, description }, next, options);
        const whole = describePlan(next, options);
        if (CONTROLS.includes(edit.what)) expect(quick).not.toBeNull();
        expect(quick ?? whole).toEqual(whole);
        document = next;
        description = quick ?? whole;
      }
    }),
    { numRuns: 40 },
  );
});

test('a strip that nobody touched stays the same object', () => {
  fc.assert(
    fc.property(randomGraph(0), ({ document: plain }) => {
      const document = withEverything(plain);
      const description = describePlan(document, options);
      const next = run(document, 'strip.set', { stripId: MASTER_STRIP, faderDb: -7.5 });
      const moved = redescribe({ document, description }, next, options)!;
      expect(moved.master).not.toBe(description.master);
      for (const [i, strip] of moved.strips.entries()) expect(strip).toBe(description.strips[i]);
    }),
    { numRuns: 10 },
  );
});
