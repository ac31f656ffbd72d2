import { describe, expect, it } from 'vitest';
import {
  createEffect,
  createMasterRoom,
  createRelease,
  createStrip,
  migrate,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import { song } from './song.ts';

const plain = (): SessionDocument => JSON.parse(JSON.stringify(song()));
const wrong = (change: (d: SessionDocument) => void): string => {
  const document = plain();
  change(document);
  try {
    migrate(document);
  } catch (error) {
    return String((error as Error).message);
  }
  return 'taken';
};

describe('the master room of a stored document', () => {
  it('is empty where a session was stored before there was one, and its tags are kept', () => {
    const { master, references, notes, dismissed, ...old } = plain();
    const { title, artist, targetName } = { title: 'Doorway', artist: 'N', targetName: 'Spotify' };
    const tracks = Object.fromEntries(
      Object.entries(old.tracks).map(([id, { role, ...track }]) => [id, track]),
    );
    const read = migrate({ ...old, tracks, schemaVersion: 2, release: { title, artist, targetName } });
    expect(read.master).toEqual(createMasterRoom());
    expect(read.release).toEqual(createRelease({ title, artist, targetName }));
    expect(read.tracks).toEqual(song().tracks);
    expect([read.references, read.notes, read.dismissed]).toEqual([{}, {}, {}]);
    expect([master.source.kind, references, notes, dismissed]).toEqual(['live', {}, {}, {}]);
  });

  it('comes back as it was, with everything in it', () => {
    const document = plain();
    document.master.prints.p = {
      id: 'p',
      name: 'Print 1',
      mediaId: 'm1',
      createdAt: '2026-01-01T00:00:00Z',
      order: 'V',
      fingerprint: 'abc',
    };
    document.master.source = { kind: 'print', mediaId: 'm1' };
    document.master.states.B = {
      strip: createStrip('master'),
      effects: { l: createEffect({ id: 'l', kind: 'limiter', order: 'V' }) },
      lanes: {},
    };
    document.references.r = {
      id: 'r',
      name: 'Record',
      artist: '',
      mediaId: 'm2',
      order: 'V',
      lufs: -9.5,
      truePeakDbtp: null,
      markers: [{ sample: 10, name: 'Chorus' }],
    };
    expect(migrate(JSON.parse(JSON.stringify(document)))).toEqual(document);
  });

  it.each<[string, (d: SessionDocument) => void]>([
    [
      'a print without its file',
      (d) => {
        d.master.prints.p = {
          id: 'p',
          name: 'P',
          mediaId: 'gone',
          createdAt: 'x',
          order: 'V',
          fingerprint: 'f',
        };
      },
    ],
    [
      'a source that names no file',
      (d) => {
        d.master.source = { kind: 'file', mediaId: null };
      },
    ],
    [
      'a song that ends before it begins',
      (d) => {
        Object.assign(d.master.song, { startSample: 100, endSample: 100 });
      },
    ],
    [
      'a state that is heard and stored at once',
      (d) => {
        d.master.states.A = { strip: createStrip('master'), effects: {}, lanes: {} };
      },
    ],
    [
      'two limiters in a stored chain',
      (d) => {
        d.master.states.C = {
          strip: createStrip('master'),
          effects: {
            a: createEffect({ id: 'a', kind: 'limiter', order: 'V' }),
            b: createEffect({ id: 'b', kind: 'limiter', order: 'W' }),
          },
          lanes: {},
        };
      },
    ],
    [
      'an ISRC that is none',
      (d) => {
        d.release.isrc = 'SE-T12-26-00041';
      },
    ],
    [
      'artwork outside the session',
      (d) => {
        d.release.artwork = 'artwork/../../cover.png';
      },
    ],
    [
      'a finding set aside under another key',
      (d) => {
        d.dismissed.a = { key: 'b', sentence: '', createdAt: 'x' };
      },
    ],
  ])('is refused with %s', (_name, change) => {
    expect(wrong(change)).not.toBe('taken');
  });
});
