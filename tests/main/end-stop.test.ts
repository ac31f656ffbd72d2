/** A song that nobody stopped stops itself ten seconds after its last sound, and only then. */
import { expect, it } from 'vitest';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { EndStop, soundEnd } from '../../main/common/end-stop.ts';
import { song } from '../session/song.ts';

const RATE = 48_000;

/** Plays from a second to another in frames of a telemetry; answers the second where it stops. */
function play(document: SessionDocument, from: number, to: number, stop = new EndStop()): number | null {
  for (let at = from; at <= to; at += 1 / 60)
    if (stop.passes(document, { sample: Math.round(at * RATE), playing: true })) return at;
  return null;
}

it('stops ten seconds past the end, but not what begins there, jumps there or loops there', () => {
  const document = song();
  const end = soundEnd(document) / RATE;
  expect(end).toBeGreaterThan(0);
  expect(play(document, end - 1, end + 30)).toBeCloseTo(end + 10, 1);
  expect(play(document, end + 11, end + 30)).toBeNull();
  const jump = new EndStop();
  play(document, 0, 1, jump);
  expect(play(document, end + 12, end + 20, jump)).toBeNull();
  const loop = { startSample: 0, endSample: (end + 40) * RATE, enabled: true };
  expect(play({ ...document, loop }, end - 1, end + 30)).toBeNull();
  expect(play({ ...document, clips: {} }, 0, 60)).toBeNull();
});

it('counts a frozen file and a delay', () => {
  const document = song();
  const [id] = Object.keys(document.tracks) as [string];
  const media = Object.values(document.media)[0]!;
  const frozen = { mediaId: media.id, startSample: 100 * RATE };
  const later: SessionDocument = {
    ...document,
    tracks: { ...document.tracks, [id]: { ...document.tracks[id]!, frozen, delaySamples: 480 } },
  };
  expect(soundEnd(later)).toBe(100 * RATE + media.lengthSamples + 480);
});
