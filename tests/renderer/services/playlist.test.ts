/** A playlist: what each song plays, where on the session's clock, and how loud each join is. */
import { expect, it } from 'vitest';
import { createDocument } from '../../../audio-engine/session/index.ts';
import {
  heardAt,
  joinSteps,
  MOMENT_SECONDS,
  placeOf,
  type Song,
} from '../../../renderer/services/playlist.ts';

const RATE = 48_000;
const document = {
  ...createDocument({ id: 's', name: 'S', sampleRate: RATE, createdAt: '2026-01-01T00:00:00Z' }),
  loop: { startSample: 0, endSample: 90 * RATE, enabled: true },
};
const song = (over: Partial<Song> = {}): Song => ({
  id: 'a',
  name: 'A',
  own: false,
  lufs: -10,
  gainDb: -4,
  file: { path: 'audio/a.wav', gainDb: -4, startSample: 0 },
  atSample: 60 * RATE,
  lengthSamples: 200 * RATE,
  ...over,
});

it('says by how much each song is louder than the one before, as the service plays them', () => {
  const songs = [
    song(),
    song({ lufs: -8.5, gainDb: -5.5 }),
    song({ lufs: -16, gainDb: 0 }),
    song({ lufs: null }),
  ];
  expect(songs.map(heardAt)).toEqual([-14, -14, -16, null]);
  expect(joinSteps(songs)).toEqual([null, 0, -2, null]);
  expect(joinSteps([])).toEqual([]);
});

it('plays a moment of a song from its marker, or all of it, where no loop and no end of the session is', () => {
  const moment = placeOf(song(), 'moment', document)!;
  expect(moment.toSample - moment.fromSample).toBe(MOMENT_SECONDS * RATE);
  expect(moment.fromSample).toBeGreaterThan(document.loop.endSample + 10 * RATE);
  // The file's own sample there is the marker.
  expect(moment.fromSample - moment.file.startSample).toBe(60 * RATE);
  const whole = placeOf(song(), 'whole', document)!;
  expect(whole.toSample - whole.fromSample).toBe(200 * RATE);
  expect(whole.file.startSample).toBe(whole.fromSample);
  const late = placeOf(song({ atSample: 190 * RATE }), 'moment', document)!;
  expect(late.toSample - late.fromSample).toBe(10 * RATE);
  const far = placeOf(song({ atSample: 3600 * RATE, lengthSamples: 3700 * RATE }), 'moment', document)!;
  expect(far.file.startSample).toBeGreaterThanOrEqual(0);
  expect(placeOf(song({ file: null }), 'moment', document)).toBeNull();
});
