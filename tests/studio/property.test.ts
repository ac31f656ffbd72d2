/** Whatever is done, and whatever happens to the files: undo leads back, reopening is the same, damage is a clear refusal. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openStudio, type Studio } from '../../audio-engine/studio/index.ts';
import { ThresholdError } from '../../audio-engine/words/failure.ts';
import { clip, effect, importSong, media, track } from '../session/song.ts';
import { bytesOf, testFolder } from './folder.ts';

type Move = (studio: Studio, n: number) => void;

/** Things a person does; `n` makes each a little different. Some are refused, which must change nothing. */
const moves: Move[] = [
  (s, n) => s.run({ id: 'strip.set', payload: { stripId: 'vox', faderDb: -(n % 60), pan: (n % 3) - 1 } }),
  (s, n) => s.run({ id: 'track.add', payload: { track: track(`t${n}`, `Track ${n}`, 'Y') } }),
  (s) => s.run({ id: 'track.remove', payload: { trackIds: ['kick'] } }),
  (s, n) =>
    s.run({
      id: 'clip.split',
      payload: { trackId: 'vox', clipId: 'c2', atSample: 96_000 + (n % 48_000), newId: `c2-${n}` },
    }),
  (s, n) =>
    s.run({
      id: 'clip.move',
      payload: {
        clips: [{ trackId: 'bass', clipId: 'c3', toTrackId: n % 2 ? 'kick' : 'bass', startSample: n }],
      },
    }),
  (s, n) =>
    s.run({
      id: 'effect.insert',
      payload: {
        stripId: n % 2 ? 'vox' : 'master',
        effect: effect(`e${n}`, n % 3 ? 'limiter' : 'equaliser'),
      },
    }),
  (s, n) =>
    s.run({
      id: 'session.import',
      payload: {
        media: [media(`n${n}`)],
        tracks: [track(`n${n}`, 'New', 'Z')],
        clips: [{ trackId: `n${n}`, clip: clip('c', `n${n}`) }],
      },
    }),
  (s, n) =>
    s.run({ id: 'marker.add', payload: { marker: { id: `m${n}`, sample: n, name: `Marker ${n} ü 音` } } }),
  (s) => s.undo(),
  (s) => s.undo(),
  (s) => s.redo(),
  (s, n) => s.historyJump(s.history()[n % s.history().length]?.revision ?? 0),
  (s, n) => s.restoreVersion(s.versions()[n % 2]?.id ?? ''),
  (s, n) => n % 5 === 0 && s.saveVersion(`Version ${n}`),
];

it('any way through a session reopens as it was, and undoes to the start', () => {
  const root = testFolder();
  let run = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(moves.length - 1), fc.nat(100_000)), { maxLength: 40 }), (walk) => {
      const folder = join(root, `s${run++}`);
      const options = { dataFolder: join(root, 'data'), serve: false };
      let studio = openStudio({ sampleRate: 48000, folder }, options);
      studio.run(importSong);
      for (const [at, [move, n]] of walk.entries()) {
        const before = studio.document;
        const { revision } = studio;
        try {
          moves[move]!(studio, n);
        } catch (error) {
          expect(error).toBeInstanceOf(ThresholdError);
          expect(studio.document).toBe(before);
          expect(studio.revision).toBe(revision);
        }
        if (at % 13 !== 12) continue;
        const { document } = studio;
        const history = studio.history();
        studio.close();
        studio = openStudio(folder, options);
        expect(studio.document).toEqual(document);
        expect(studio.history()).toEqual(history);
      }
      studio.historyJump(0);
      expect(studio.document.tracks).toEqual({});
      expect(studio.document.media).toEqual({});
      expect(studio.history().every((entry) => !entry.applied)).toBe(true);
      studio.close();
    }),
    { numRuns: 40, seed: 20261122 },
  );
});

it('any damage to the files opens, or is refused by name with every byte as it was', () => {
  const root = testFolder();
  const folder = join(root, 'Song');
  const options = { dataFolder: join(root, 'data'), serve: false };
  const first = openStudio({ sampleRate: 48000, folder }, options);
  first.run(importSong);
  for (let i = 1; i < 12; i++) first.run({ id: 'strip.set', payload: { stripId: 'vox', faderDb: -i } });
  first.close();
  const whole = Object.fromEntries(
    ['session.json', 'journal.jsonl'].map((name) => [name, readFileSync(join(folder, name))]),
  );
  const damage = fc.record({
    name: fc.constantFrom('session.json', 'journal.jsonl'),
    at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    kind: fc.constantFrom('flip', 'cut', 'zero', 'double'),
    size: fc.integer({ min: 1, max: 200 }),
  });
  fc.assert(
    fc.property(damage, ({ name, at, kind, size }) => {
      for (const [file, bytes] of Object.entries(whole)) writeFileSync(join(folder, file), bytes);
      const bytes = Buffer.from(whole[name]!);
      const offset = Math.floor(at * bytes.length);
      if (kind === 'flip') bytes[offset] = bytes[offset]! ^ (1 << (size % 8));
      if (kind === 'zero') bytes.fill(0, offset, Math.min(bytes.length, offset + size));
      const part = bytes.subarray(offset, offset + size);
      const spoiled =
        kind === 'cut'
          ? bytes.subarray(0, offset)
          : kind === 'double'
            ? Buffer.concat([bytes.subarray(0, offset), part, bytes.subarray(offset)])
            : bytes;
      writeFileSync(join(folder, name), spoiled);
      const before = bytesOf(folder);
      try {
        // To look only, so that what opens is not mended and can be compared.
        const studio = openStudio(folder, { ...options, readOnly: true });
        expect(studio.revision).toBeLessThanOrEqual(12);
        studio.close();
      } catch (error) {
        expect(error).toBeInstanceOf(ThresholdError);
      }
      expect(bytesOf(folder)).toEqual(before);
    }),
    { numRuns: 300, seed: 20261122 },
  );
});
