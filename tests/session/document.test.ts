/** Order keys, selectors, the schema of stored documents and the way from old ones. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  audibleTrackIds,
  finalLimiter,
  migrate,
  orderBetween,
  orderedClips,
  orderedTracks,
  ordersAfter,
  overlayProblem,
  runMigrations,
  SCHEMA_VERSION,
  sessionEndSample,
} from '../../audio-engine/session/index.ts';
import { ThresholdError } from '../../audio-engine/words/failure.ts';
import { effect, emptySong, run, song } from './song.ts';

function codeOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof ThresholdError) return error.failure.code;
    throw error;
  }
  return 'no failure';
}

describe('order keys', () => {
  it('there is always room between two neighbours, wherever one inserts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 300 }), (places) => {
        const keys: string[] = [];
        for (const place of places) {
          const at = place % (keys.length + 1);
          keys.splice(at, 0, orderBetween(keys[at - 1] ?? null, keys[at] ?? null));
        }
        expect(keys).toEqual([...new Set(keys)].sort());
        for (const key of keys) expect(key).toMatch(/^[0-9A-Za-z]*[1-9A-Za-z]$/);
      }),
    );
  });

  it('stays short when a thousand things are put at the end, or at the front', () => {
    const after = ordersAfter(null, 1000);
    expect(Math.max(...after.map((key) => key.length))).toBeLessThanOrEqual(4);
    expect(after).toEqual([...after].sort());
    let first = orderBetween(null, null);
    for (let i = 0; i < 1000; i++) {
      const before = orderBetween(null, first);
      expect(before < first).toBe(true);
      first = before;
    }
    expect(first.length).toBeLessThanOrEqual(4);
  });

  it('refuses neighbours the wrong way round, and keys without room', () => {
    expect(codeOf(() => orderBetween('b', 'a'))).toBe('order-no-room');
    expect(codeOf(() => orderBetween('V', 'V'))).toBe('order-no-room');
    expect(codeOf(() => orderBetween('V', 'V0'))).toBe('order-no-room');
  });
});

describe('selectors', () => {
  it('give lists in order, and the same list for the same document', () => {
    const document = run(song(), { id: 'track.move', payload: { trackId: 'bass', order: 'A' } });
    expect(orderedTracks(document).map((t) => t.id)).toEqual(['bass', 'kick', 'vox']);
    expect(orderedTracks(document)).toBe(orderedTracks(document));
    expect(orderedClips(document, 'nope')).toEqual([]);
  });

  it('mute, solo and solo-safe decide who sounds', () => {
    const document = song();
    const set = (stripId: string, fields: object) => ({
      id: 'strip.set' as const,
      payload: { stripId, ...fields },
    });
    expect([...audibleTrackIds(document)].sort()).toEqual(['bass', 'kick', 'vox']);
    const soloed = run(document, set('vox', { solo: true }), set('bass', { soloSafe: true }));
    expect([...audibleTrackIds(soloed)].sort()).toEqual(['bass', 'vox']);
    expect([...audibleTrackIds(run(soloed, set('vox', { mute: true })))]).toEqual(['bass']);
  });

  it('know the end of the session and the limiter that ends the master', () => {
    expect(sessionEndSample(song())).toBe(144_000);
    expect(sessionEndSample(emptySong())).toBe(0);
    expect(finalLimiter(song())).toBeNull();
    const limited = run(song(), {
      id: 'effect.insert',
      payload: { stripId: 'master', effect: effect('l', 'limiter') },
    });
    expect(finalLimiter(limited)?.id).toBe('l');
  });
});

describe('stored documents', () => {
  const plain = () => JSON.parse(JSON.stringify(song()));

  it('come back as they were', () => {
    expect(migrate(plain())).toEqual(song());
  });

  it('walk up the chain of versions one step at a time, and the given one is left alone', () => {
    const old = { schemaVersion: 1, faders: { a: 0.5 } };
    const chain = {
      1: (raw: Record<string, unknown>) => ({ ...raw, levels: raw.faders }),
      2: ({ faders: _old, ...raw }: Record<string, unknown>) => raw,
    };
    expect(runMigrations(old, 3, chain)).toEqual({ schemaVersion: 3, levels: { a: 0.5 } });
    expect(old).toEqual({ schemaVersion: 1, faders: { a: 0.5 } });
    expect(codeOf(() => runMigrations(old, 4, chain))).toBe('not-a-session');
  });

  it('of a newer program are refused', () => {
    expect(codeOf(() => migrate({ ...plain(), schemaVersion: SCHEMA_VERSION + 1 }))).toBe('newer-schema');
  });

  it.each([
    ['no object', () => 'hello', 'not-a-session'],
    ['no version', () => ({}), 'not-a-session'],
    [
      'a value out of range',
      () => {
        const d = plain();
        d.strips.vox.faderDb = 99;
        return d;
      },
      'document-damaged',
    ],
    [
      'a clip without its audio file',
      () => {
        const d = plain();
        delete d.media.m1;
        return d;
      },
      'document-damaged',
    ],
    [
      'no master strip',
      () => {
        const d = plain();
        delete d.strips.master;
        return d;
      },
      'document-damaged',
    ],
    [
      'a strip without a track',
      () => {
        const d = plain();
        d.strips.ghost = { ...d.strips.vox, id: 'ghost' };
        return d;
      },
      'document-damaged',
    ],
    [
      'an entry under another id',
      () => {
        const d = plain();
        d.tracks.vox.id = 'kick';
        return d;
      },
      'document-damaged',
    ],
    [
      'an unknown effect parameter',
      () => {
        const d = plain();
        d.effects.vox.e = { ...effect('e', 'compressor'), parameters: { wetness: 1 } };
        return d;
      },
      'document-damaged',
    ],
    [
      'a way out of the session folder',
      () => {
        const d = plain();
        d.media.m1.file = 'audio/../../x.wav';
        return d;
      },
      'document-damaged',
    ],
  ])('with %s are refused', (_what, make, code) => {
    expect(codeOf(() => migrate(make()))).toBe(code);
  });
});

describe('a preview', () => {
  const fader = (value: unknown) => [{ op: 'replace' as const, path: ['strips', 'vox', 'faderDb'], value }];

  it('may change what is there within its range', () => {
    expect(overlayProblem(song(), fader(-7))).toBeNull();
  });

  it.each([
    ['louder than the fader goes', fader(30)],
    ['not a number', fader('loud')],
    [
      'of a strip that is not there',
      [{ op: 'replace' as const, path: ['strips', 'nope', 'faderDb'], value: 0 }],
    ],
    ['of a whole strip', [{ op: 'replace' as const, path: ['strips', 'vox'], value: {} }]],
    ['that removes', [{ op: 'remove' as const, path: ['strips', 'vox', 'faderDb'] }]],
    ['of the files', [{ op: 'replace' as const, path: ['media', 'm1', 'file'], value: 'x' }]],
    ['into the prototype', [{ op: 'add' as const, path: ['strips', '__proto__', 'polluted'], value: 1 }]],
  ])('%s is refused', (_what, patches) => {
    expect(overlayProblem(song(), patches)).not.toBeNull();
  });
});
