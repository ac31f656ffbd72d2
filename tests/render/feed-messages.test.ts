import { expect, test } from 'vitest';
import { FeedsHeard, FeedsTeller } from '../../audio-engine/render/feed-messages.ts';
import { describeFeeds } from '../../audio-engine/render/index.ts';
import { applyCommand, type SessionDocument } from '../../audio-engine/session/index.ts';
import { addClips, emptyTracks } from '../bench/growth-sessions.ts';

const FOLDER = '/session';
const feedsOf = (document: SessionDocument, first = 1000): Map<string, number> =>
  new Map(Object.keys(document.tracks).map((id, index) => [id, first + index]));

function moved(document: SessionDocument, trackId: string): SessionDocument {
  const [clipId] = Object.keys(document.clips[trackId]!);
  const clips = [{ trackId, clipId, toTrackId: trackId, startSample: 77 }];
  return applyCommand(document, { id: 'clip.move', payload: { clips } }).document;
}

test('what was heard is always what all tracks play, and only what changed is told', () => {
  const teller = new FeedsTeller(FOLDER);
  const heard = new FeedsHeard();
  const check = (document: SessionDocument, feeds: Map<string, number>): string[] => {
    const message = structuredClone(teller.message(document, feeds));
    expect(heard.take(message)).toEqual(describeFeeds(document, FOLDER, feeds));
    return message.told.map(({ trackId }) => trackId);
  };
  const first = addClips(emptyTracks(3, 'none'), 4, 1000);
  const [a, b, c] = Object.keys(first.tracks) as [string, string, string];
  expect(check(first, feedsOf(first))).toEqual([a, b, c]);
  expect(check(first, feedsOf(first))).toEqual([]);
  const second = moved(first, b);
  expect(check(second, feedsOf(second))).toEqual([b]);
  const without = applyCommand(second, { id: 'track.remove', payload: { trackIds: [a] } }).document;
  expect(check(without, feedsOf(without, 1001))).toEqual([]);
  // Back again, as an undo brings it, and with a feed of its own.
  expect(check(second, new Map([...feedsOf(second), [a, 2000]]))).toEqual([a]);
  // The same clips into another ring.
  expect(check(second, new Map([...feedsOf(second), [a, 2000], [c, 3000]]))).toEqual([c]);
});
