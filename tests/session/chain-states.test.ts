/** Chain states hold whole chains side by side; sources, prints and the song's edges keep to what there is. */
import { describe, expect, it } from 'vitest';
import {
  applyCommand,
  type Command,
  freeState,
  masterFingerprint,
  mixFingerprint,
  orderedEffects,
  type SessionDocument,
  validateDocument,
} from '../../audio-engine/session/index.ts';
import { ThresholdError } from '../../audio-engine/words/failure.ts';
import { effect, media, run, song } from './song.ts';

const master = 'master';
const insert = (id: string, kind: 'equaliser' | 'compressor' | 'limiter', order = 'V'): Command => ({
  id: 'effect.insert',
  payload: { stripId: master, effect: effect(id, kind, order) },
});
const hear = (state: 'A' | 'B' | 'C' | 'D'): Command => ({ id: 'chain.state', payload: { state } });
const gain = (gainDb: number): Command => ({
  id: 'effect.set',
  payload: { stripId: master, effectId: 'lim', parameters: { gainDb } },
});
const withChain = () => run(song(), insert('eq', 'equaliser'), insert('lim', 'limiter', 'W'));
const chain = (d: SessionDocument) =>
  orderedEffects(d, master).map(({ id, parameters }) => [id, parameters.gainDb ?? 0]);

function code(document: SessionDocument, command: Command): string {
  try {
    applyCommand(document, command);
  } catch (error) {
    if (error instanceof ThresholdError) return error.failure.code;
    throw error;
  }
  throw new Error('it was not refused');
}

describe('chain states', () => {
  it('a state never used begins as a copy, and the one before is kept', () => {
    const b = run(withChain(), gain(2), hear('B'), gain(5));
    expect(chain(b)).toEqual([
      ['eq', 0],
      ['lim', 5],
    ]);
    const a = run(b, hear('A'));
    expect(chain(a)).toEqual([
      ['eq', 0],
      ['lim', 2],
    ]);
    expect(a.master.states.A).toBeNull();
    expect(chain(run(a, hear('B')))).toEqual(chain(b));
    for (const document of [a, b]) expect(validateDocument(structuredClone(document))).toEqual(document);
  });

  it('holds inserts, fader and automation of its own', () => {
    const laneId = 'effect:lim:gainDb';
    const points = [{ sample: 5, value: 3, bend: 0 }];
    const lanes = run(withChain(), {
      id: 'automation.edit',
      payload: { edits: [{ stripId: master, laneId, fromSample: 0, toSample: 10, points }] },
    });
    const b = run(
      lanes,
      hear('B'),
      { id: 'effect.remove', payload: { stripId: master, effectId: 'lim' } },
      {
        id: 'strip.set',
        payload: { stripId: master, faderDb: -4 },
      },
    );
    expect(b.automation.master?.[laneId]).toBeUndefined();
    const a = run(b, hear('A'));
    expect(a.automation.master?.[laneId]).toEqual(lanes.automation.master?.[laneId]);
    expect(a.strips.master?.faderDb).toBe(0);
    expect(run(a, hear('B')).strips.master?.faderDb).toBe(-4);
  });

  it('copies over the heard one and over a kept one, and tells which are free', () => {
    const d = run(withChain(), gain(2), hear('B'), gain(5));
    expect(freeState(d)).toBe('C');
    const copied = run(d, { id: 'chain.copyState', payload: { from: 'A', to: 'B' } });
    expect(chain(copied)[1]).toEqual(['lim', 2]);
    const full = run(
      d,
      { id: 'chain.copyState', payload: { from: 'B', to: 'C' } },
      { id: 'chain.copyState', payload: { from: 'B', to: 'D' } },
    );
    expect(freeState(full)).toBeNull();
    expect(chain(run(full, hear('D')))[1]).toEqual(['lim', 5]);
    expect(code(d, { id: 'chain.copyState', payload: { from: 'D', to: 'A' } })).toBe('empty-state');
    expect(code(d, { id: 'chain.copyState', payload: { from: 'A', to: 'A' } })).toBe('same-state');
  });

  it('one undo brings the state before back, whole', () => {
    const before = run(withChain(), gain(2), hear('B'), gain(5));
    const applied = applyCommand(before, hear('A'));
    expect(applied.patches.length).toBeLessThan(12);
  });
});

describe('sources and prints', () => {
  const print = { id: 'p', name: 'Print 1', mediaId: 'f', createdAt: 'now', order: 'V', fingerprint: 'x' };
  const printed = (heard: boolean): Command => ({
    id: 'master.print',
    payload: { print, media: media('f'), heard },
  });

  it('a print brings its file and feeds the chain, and takes both away', () => {
    const d = run(song(), printed(true));
    expect(d.master.source).toEqual({ kind: 'print', mediaId: 'f' });
    const gone = run(d, { id: 'master.removePrint', payload: { printId: 'p' } });
    expect(gone.master).toEqual(song().master);
    expect(gone.media.f).toBeUndefined();
  });

  it('keeps the file that a clip has come to use', () => {
    const clip = { id: 'c', mediaId: 'f', name: 'C', startSample: 0, lengthSamples: 9, offsetSamples: 0 };
    const none = { lengthSamples: 0, shape: 'linear' as const };
    const d = run(
      song(),
      printed(false),
      {
        id: 'clip.add',
        payload: { trackId: 'vox', clip: { ...clip, gainDb: 0, fadeIn: none, fadeOut: none, muted: false } },
      },
      { id: 'master.removePrint', payload: { printId: 'p' } },
    );
    expect(d.media.f).toBeDefined();
  });

  it('refuses what cannot be played', () => {
    expect(code(song(), { id: 'master.source', payload: { kind: 'file', mediaId: 'no' } })).toBe(
      'unknown-media',
    );
    expect(code(song(), { id: 'master.source', payload: { kind: 'print', mediaId: 'm1' } })).toBe(
      'not-a-print',
    );
    expect(code(song(), { id: 'master.source', payload: { kind: 'live', mediaId: 'm1' } })).toBe(
      'invalid-command',
    );
  });

  it('the song ends after it starts', () => {
    expect(code(song(), { id: 'master.song', payload: { startSample: 10, endSample: 10 } })).toBe(
      'song-ends',
    );
    expect(code(song(), { id: 'master.song', payload: { endSample: 0 } })).toBe('song-ends');
  });
});

describe('the fingerprint of the mix', () => {
  const base = () => withChain();
  const of = (...steps: Command[]) => mixFingerprint(run(base(), ...steps));

  it.each<[string, Command]>([
    ['a name', { id: 'track.rename', payload: { trackId: 'vox', name: 'Other' } }],
    ['a colour', { id: 'track.color', payload: { trackId: 'vox', color: 'rose' } }],
    ['the order of tracks', { id: 'track.move', payload: { trackId: 'vox', order: 'A' } }],
    ['a marker', { id: 'marker.add', payload: { marker: { id: 'm', sample: 0, name: 'x' } } }],
    ['the master’s own chain', gain(6)],
    ['a chain state', hear('B')],
    ['the loop', { id: 'loop.set', payload: { startSample: 0, endSample: 9, enabled: true } }],
  ])('does not change with %s', (_what, step) => {
    expect(of(step)).toBe(of());
  });

  it.each<[string, Command]>([
    ['a fader', { id: 'strip.set', payload: { stripId: 'vox', faderDb: -0.1 } }],
    ['a solo', { id: 'strip.set', payload: { stripId: 'vox', solo: true } }],
    ['an insert', { id: 'effect.insert', payload: { stripId: 'vox', effect: effect('q', 'equaliser') } }],
    ['a clip’s place', { id: 'clip.set', payload: { trackId: 'kick', clipId: 'c1', gainDb: 1 } }],
    ['a muted clip', { id: 'clip.set', payload: { trackId: 'kick', clipId: 'c1', muted: true } }],
    ['a track’s delay', { id: 'track.delay', payload: { trackId: 'kick', delaySamples: 1 } }],
    ['the tempo', { id: 'tempo.set', payload: { bpm: 97 } }],
  ])('changes with %s', (_what, step) => {
    expect(of(step)).not.toBe(of());
  });

  it('is the same again after an undo, and for another object that says the same', () => {
    expect(mixFingerprint(structuredClone(base()))).toBe(of());
    const there = applyCommand(base(), { id: 'strip.set', payload: { stripId: 'vox', faderDb: -3 } });
    expect(
      mixFingerprint(run(there.document, { id: 'strip.set', payload: { stripId: 'vox', faderDb: 0 } })),
    ).toBe(of());
  });
});

describe('the fingerprint of the master', () => {
  const of = (...steps: Command[]) => masterFingerprint(run(withChain(), ...steps));

  it.each<[string, Command]>([
    ['a name', { id: 'track.rename', payload: { trackId: 'vox', name: 'Other' } }],
    ['a marker', { id: 'marker.add', payload: { marker: { id: 'm', sample: 0, name: 'x' } } }],
    [
      'a file that nothing plays',
      { id: 'session.import', payload: { media: [media('extra')], tracks: [], clips: [] } },
    ],
    ['a state that begins as a copy', hear('B')],
  ])('does not change with %s', (_what, step) => {
    expect(of(step)).toBe(of());
  });

  it.each<[string, Command]>([
    ['the master’s own chain', gain(6)],
    ['a fader of the mix', { id: 'strip.set', payload: { stripId: 'vox', faderDb: -0.1 } }],
    ['the song’s end', { id: 'master.song', payload: { endSample: 9000 } }],
  ])('changes with %s', (_what, step) => {
    expect(of(step)).not.toBe(of());
  });
});
