/** What belongs to a track comes and goes with it: its strip, its clips and its inserts. */
import { createStrip } from './create.ts';
import type { Id, SessionDocument, Strip, Track } from './document.ts';
import { needFree, needTrack } from './find.ts';

export function addTrack(draft: SessionDocument, track: Track, strip: Strip = createStrip(track.id)): void {
  needFree(draft.tracks, track.id, 'track');
  draft.tracks[track.id] = track;
  draft.strips[track.id] = strip;
  draft.clips[track.id] = {};
  draft.effects[track.id] = {};
}

export function removeTrack(draft: SessionDocument, trackId: Id): void {
  needTrack(draft, trackId);
  delete draft.tracks[trackId];
  delete draft.strips[trackId];
  delete draft.clips[trackId];
  delete draft.effects[trackId];
}
