/** References in the document: their files come and go with them, and stay where something else plays them. */
import { expect, it } from 'vitest';
import { applyCommand, orderedReferences } from '../../audio-engine/session/index.ts';
import { media, run, song } from './song.ts';

const reference = (id: string, mediaId: string, order = 'V') => ({
  id,
  name: id,
  artist: '',
  mediaId,
  order,
  lufs: -9,
  truePeakDbtp: -1,
  markers: [],
});

it('brings its file along and takes it away, unless a clip plays it', () => {
  const added = run(song(), {
    id: 'reference.add',
    payload: { reference: reference('r1', 'm9'), media: media('m9') },
  });
  expect(added.media.m9).toBeDefined();
  const removed = run(added, { id: 'reference.remove', payload: { referenceId: 'r1' } });
  expect(removed.media.m9).toBeUndefined();
  const used = Object.values(Object.values(song().clips)[0]!)[0]!.mediaId;
  const twice = run(
    song(),
    { id: 'reference.add', payload: { reference: reference('r1', used), media: null } },
    { id: 'reference.remove', payload: { referenceId: 'r1' } },
  );
  expect(twice.media[used]).toBeDefined();
});

it('keeps order and sorted markers, and refuses another rate and a file that is not there', () => {
  const two = run(
    song(),
    { id: 'reference.add', payload: { reference: reference('b', 'm8', 'W'), media: media('m8') } },
    { id: 'reference.add', payload: { reference: reference('a', 'm9', 'V'), media: media('m9') } },
    {
      id: 'reference.set',
      payload: {
        referenceId: 'a',
        markers: [
          { sample: 900, name: 'x' },
          { sample: 5, name: 'y' },
        ],
      },
    },
  );
  expect(orderedReferences(two).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(two.references.a!.markers.map(({ sample }) => sample)).toEqual([5, 900]);
  const wrongRate = { ...media('m7x'), sampleRate: 22_050 };
  const refused = (payload: unknown) => () => applyCommand(song(), { id: 'reference.add', payload });
  expect(refused({ reference: reference('r', 'm7x'), media: wrongRate })).toThrow();
  expect(refused({ reference: reference('r', 'nowhere'), media: null })).toThrow();
});
