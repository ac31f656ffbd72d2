/** Whatever is done to a mix, in whatever order: the document stays whole, and every step leads back. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  anyLoop,
  applyCommand,
  applyPatches,
  audibleStripIds,
  orderedStrips,
  type RawCommand,
  validateDocument,
} from '../../audio-engine/session/index.ts';
import { ThresholdError } from '../../audio-engine/words/failure.ts';
import { bus, mixSong, point, send } from './mix-song.ts';
import { effect, track } from './song.ts';

const strip = fc.constantFrom('kick', 'vox', 'bass', 'drums', 'plate', 'b1', 'b2', 'n1', 'master', 'nope');
const busId = fc.constantFrom('drums', 'plate', 'b1', 'b2');
const trackId = fc.constantFrom('kick', 'vox', 'bass', 'n1');
const sendId = fc.constantFrom('s1', 's2', 's3');
const effectId = fc.constantFrom('eq1', 'duck', 'e1', 'e2');
const vcaId = fc.constantFrom('band', 'v1');
const folderId = fc.constantFrom('f1', 'f2', 'f3');
const order = fc.constantFrom('A', 'V', 'W', 'Z');
const decibels = fc.integer({ min: -144, max: 12 });
const tap = fc.constantFrom('pre' as const, 'post' as const);
const laneId = fc.constantFrom(
  'faderDb',
  'pan',
  'send:s1:levelDb',
  'send:s2:pan',
  'effect:duck:thresholdDb',
  'effect:e1:bypassed',
);

const command = (id: string, payload: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<RawCommand> =>
  fc.record({ id: fc.constant(id), payload: fc.record(payload) });
const one = <T>(value: T) => fc.constant(value);
const list = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 1, maxLength: 3 });

const points = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: -30, max: 12 })), { maxLength: 300 })
  .map((made) => made.sort((a, b) => a[0] - b[0]).map(([sample, value]) => point(sample, value, 0.25)));
const edit = fc.record({
  stripId: strip,
  laneId,
  fromSample: one(0),
  toSample: fc.integer({ min: 0, max: 2000 }),
  points,
});

const moves = fc.oneof(
  command('bus.add', { bus: fc.tuple(busId, order).map(([id, at]) => bus(id, `Bus ${id}`, 'bus', at)) }),
  command('bus.remove', { busIds: list(busId) }),
  command('track.add', { track: order.map((at) => track('n1', 'New', at)) }),
  command('track.remove', { trackIds: list(trackId) }),
  command('track.duplicate', {
    trackId,
    newId: one('n1'),
    name: one('Copy'),
    order,
    clipIds: one({}),
    effectIds: one({ eq1: 'e1', duck: 'e2' }),
  }),
  command('strip.set', {
    stripId: strip,
    output: fc.oneof(busId, one('master'), one('hardware:2'), one(null)),
  }),
  command('strip.set', { stripId: strip, vcaIds: fc.array(vcaId, { maxLength: 2 }), faderDb: decibels }),
  command('strip.set', { stripId: strip, solo: fc.boolean(), mute: fc.boolean() }),
  command('send.add', {
    stripId: strip,
    send: fc.tuple(sendId, busId, decibels).map(([id, to, db]) => send(id, to, db)),
  }),
  command('send.set', { stripId: strip, sendId, toStripId: busId, point: tap }),
  command('send.remove', { stripId: strip, sendId }),
  command('send.move', { stripId: strip, sendId, ontoStripId: strip, order }),
  command('send.copy', { stripId: strip, sendId, ontoStripId: strip, newId: sendId, order }),
  command('effect.insert', { stripId: strip, effect: effectId.map((id) => effect(id, 'compressor')) }),
  command('effect.sideChain', {
    stripId: strip,
    effectId,
    sideChain: fc.option(fc.record({ stripId: strip, point: tap })),
  }),
  command('effect.move', { stripId: strip, effectId, toStripId: strip, order }),
  command('effect.copy', { stripId: strip, effectId, toStripId: strip, newId: effectId, order }),
  command('effect.remove', { stripId: strip, effectId }),
  command('vca.add', { vca: vcaId.map((id) => ({ id, name: id, color: 'iris', order: 'V' })) }),
  command('vca.assign', { vcaId, stripIds: list(strip), assigned: fc.boolean() }),
  command('vca.remove', { vcaId, keepLevels: fc.boolean() }),
  command('group.set', { groupId: one('g1'), stripIds: fc.array(strip, { maxLength: 4 }) }),
  command('folder.add', {
    folder: fc
      .tuple(folderId, fc.option(folderId))
      .map(([id, parentId]) => ({ id, name: id, color: 'clay', order: 'V', parentId })),
  }),
  command('folder.set', { folderId, parentId: fc.option(folderId) }),
  command('folder.remove', { folderId }),
  command('track.folder', { trackIds: list(trackId), folderId }),
  command('bus.folder', { busIds: list(busId), folderId }),
  command('automation.edit', { edits: list(edit) }),
  command('automation.mode', {
    lanes: list(fc.record({ stripId: strip, laneId })),
    mode: fc.constantFrom('off', 'read', 'touch'),
  }),
  command('automation.remove', { lanes: list(fc.record({ stripId: strip, laneId })) }),
  command('scene.store', { scene: one({ id: 'sc2', name: 'Two', order: 'W', createdAt: 'now' }) }),
  command('scene.recall', { sceneId: fc.constantFrom('sc1', 'sc2') }),
  command('strip.preset', {
    stripId: strip,
    preset: one({ name: 'None', purpose: '', effects: [] }),
    effectIds: one([]),
  }),
);

it('any walk leaves a whole document without loops, every step leads back, and a refused one changes nothing', () => {
  const taken = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(moves, { minLength: 30, maxLength: 60, size: 'max' }), (walk) => {
      let document = mixSong();
      for (const step of walk) {
        const before = document;
        try {
          const applied = applyCommand(before, step);
          taken.set(step.id, (taken.get(step.id) ?? 0) + 1);
          document = applied.document;
          const stored = JSON.parse(JSON.stringify(applied)) as typeof applied;
          expect(applyPatches(before, stored.patches)).toEqual(document);
          expect(applyPatches(document, stored.inverse)).toEqual(before);
          expect(applied.patches.length).toBeLessThanOrEqual(64);
          expect(applied.inverse.length).toBeLessThanOrEqual(64);
        } catch (error) {
          if (!(error instanceof ThresholdError)) throw error;
          expect(document).toBe(before);
        }
        expect(anyLoop(document)).toBeNull();
        expect(orderedStrips(document)).toHaveLength(
          Object.keys(document.tracks).length + Object.keys(document.buses).length,
        );
        for (const id of audibleStripIds(document)) expect(document.strips).toHaveProperty([id]);
      }
      expect(validateDocument(JSON.parse(JSON.stringify(document)))).toEqual(document);
    }),
    { numRuns: 30, seed: 20261122 },
  );
  // A walk whose steps are all refused would show nothing.
  expect(taken.size).toBeGreaterThanOrEqual(24);
});
