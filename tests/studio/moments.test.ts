/** Moments of a session that can be looked at without going there, and scenes that are heard without a step. */
import { describe, expect, it } from 'vitest';
import { createEffect } from '../../audio-engine/session/index.ts';
import { momentCalled, type StudioEvent } from '../../audio-engine/studio/index.ts';
import { testStudio } from './folder.ts';

const track = (id: string, order: string) => ({ id, name: id, color: 'clay', channels: 2, order });
const fader = (faderDb: number) => ({ id: 'strip.set', payload: { stripId: 'kick', faderDb } });

function songWithSteps() {
  const made = testStudio();
  const { studio } = made;
  studio.run({ id: 'track.add', payload: { track: track('kick', 'V') } });
  studio.run(fader(-3));
  return made;
}

describe('moments', () => {
  it('are versions by name, steps of the history done and undone, and now; none of them changes anything', () => {
    const { studio, reopen } = songWithSteps();
    studio.saveVersion('Rough');
    const minusThree = studio.history().at(-1)!.revision;
    studio.run(fader(-9));
    studio.run(fader(-12));
    studio.undo();
    const undone = studio.history().find(({ applied }) => !applied)!.revision;
    const faderAt = (moment: string, of = studio) => of.readMoment(moment).document.strips.kick?.faderDb;
    const { revision } = studio;
    studio.close();
    for (const of of [reopen({ readOnly: true })]) {
      expect(faderAt('now', of)).toBe(-9);
      expect(faderAt('saved', of)).toBe(-3);
      expect(faderAt(momentCalled(of, 'Rough'), of)).toBe(-3);
      expect(faderAt(`revision:${minusThree}`, of)).toBe(-3);
      expect(faderAt(`revision:${undone}`, of)).toBe(-12);
      expect(of.readMoment('revision:0').document.tracks).toEqual({});
      expect(of.revision).toBe(revision);
    }
    const again = reopen({ readOnly: true });
    expect(() => momentCalled(again, 'Smooth')).toThrow(/no version “Smooth”/);
    expect(() => again.readMoment('revision:99')).toThrow();
  });
});

describe('a scene over the mix', () => {
  it('is heard and shown, is no step, and ends with the gesture or with an edit', () => {
    const { studio } = songWithSteps();
    const scene = { id: 'loud', name: 'Loud', order: 'V', createdAt: '2026-01-01T00:00:00.000Z' };
    studio.run({ id: 'scene.store', payload: { scene } });
    studio.run(fader(-20));
    studio.run({
      id: 'effect.insert',
      payload: { stripId: 'kick', effect: createEffect({ id: 'eq', kind: 'equaliser', order: 'V' }) },
    });
    const events: StudioEvent[] = [];
    studio.subscribe((event) => events.push(event));
    const { revision } = studio;

    studio.beginGesture('g1', 'Hear scene Loud');
    studio.hearScene('g1', 'loud');
    expect(studio.revision).toBe(revision);
    expect(studio.document.strips.kick!.faderDb).toBe(-20);
    expect(studio.overlay()).toContainEqual({
      op: 'replace',
      path: ['strips', 'kick', 'faderDb'],
      value: -3,
    });
    expect(studio.overlay()).toContainEqual({ op: 'remove', path: ['effects', 'kick', 'eq'] });
    studio.cancelGesture('g1');
    expect(studio.overlay()).toEqual([]);

    studio.beginGesture('g2', 'Hear scene Loud');
    studio.hearScene('g2', 'loud');
    studio.run(fader(-19));
    expect(studio.overlay()).toEqual([]);
    expect(studio.document.strips.kick!.faderDb).toBe(-19);
    expect(studio.document.effects.kick).toHaveProperty('eq');
    expect(events.filter((e) => e.type === 'overlay' && e.ended)).toHaveLength(2);
    expect(() => studio.hearScene('g2', 'loud')).toThrow();
  });
});
