/** Looks things up in a document (or a draft of it) and refuses unknown or taken ids by name. */

import { sessionWords, ThresholdError } from '../words/index.ts';
import {
  type Clip,
  type Effect,
  type Id,
  MASTER_STRIP,
  type Marker,
  type MediaFile,
  type SessionDocument,
  type Strip,
  type Track,
} from './document.ts';

type What = keyof typeof sessionWords.what;

export function refuse(code: string, sentence: string, nextStep: string): never {
  throw new ThresholdError({ code, sentence, nextStep });
}

function need<T>(map: Record<Id, T> | undefined, id: Id, what: What): T {
  const found = map && Object.hasOwn(map, id) ? map[id] : undefined;
  if (found === undefined) {
    const { refused } = sessionWords;
    refuse(`unknown-${what}`, refused.unknown(sessionWords.what[what], id), refused.unknownNext);
  }
  return found;
}

export function needFree(map: Record<Id, unknown> | undefined, id: Id, what: What): void {
  if (map && Object.hasOwn(map, id)) {
    const { refused } = sessionWords;
    refuse(`${what}-id-taken`, refused.taken(sessionWords.what[what], id), refused.takenNext);
  }
}

export const needMedia = (d: SessionDocument, id: Id): MediaFile => need(d.media, id, 'media');
export const needTrack = (d: SessionDocument, id: Id): Track => need(d.tracks, id, 'track');
export const needStrip = (d: SessionDocument, id: Id): Strip => need(d.strips, id, 'strip');
export const needMarker = (d: SessionDocument, id: Id): Marker => need(d.markers, id, 'marker');

/** The track's clips, for a reducer to change. */
export function clipsOf(d: SessionDocument, trackId: Id): Record<Id, Clip> {
  needTrack(d, trackId);
  d.clips[trackId] ??= {};
  return d.clips[trackId];
}

export function needClip(d: SessionDocument, trackId: Id, clipId: Id): Clip {
  needTrack(d, trackId);
  return need(d.clips[trackId], clipId, 'clip');
}

/** The strip's inserts, for a reducer to change. */
export function effectsOf(d: SessionDocument, stripId: Id): Record<Id, Effect> {
  needStrip(d, stripId);
  d.effects[stripId] ??= {};
  return d.effects[stripId];
}

export function needEffect(d: SessionDocument, stripId: Id, effectId: Id): Effect {
  needStrip(d, stripId);
  return need(d.effects[stripId], effectId, 'effect');
}

/** What a person calls a strip: its track's name, or Master. */
export function stripName(d: SessionDocument, stripId: Id): string {
  return stripId === MASTER_STRIP ? sessionWords.master : (d.tracks[stripId]?.name ?? stripId);
}
