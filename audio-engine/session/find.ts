/** Looks things up in a document (or a draft of it) and refuses unknown or taken ids by name. */

import { sessionWords, ThresholdError } from '../words/index.ts';
import {
  type AutomationLane,
  type Bus,
  type Clip,
  type Effect,
  type Folder,
  type Id,
  type LinkGroup,
  MASTER_STRIP,
  type Marker,
  type MediaFile,
  type Note,
  type Print,
  type Reference,
  type Scene,
  type Send,
  type SessionDocument,
  type Strip,
  type Track,
  type TrackColor,
  type Vca,
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
export const needBus = (d: SessionDocument, id: Id): Bus => need(d.buses, id, 'bus');
export const needVca = (d: SessionDocument, id: Id): Vca => need(d.vcas, id, 'vca');
export const needGroup = (d: SessionDocument, id: Id): LinkGroup => need(d.groups, id, 'group');
export const needFolder = (d: SessionDocument, id: Id): Folder => need(d.folders, id, 'folder');
export const needScene = (d: SessionDocument, id: Id): Scene => need(d.scenes, id, 'scene');
export const needPrint = (d: SessionDocument, id: Id): Print => need(d.master.prints, id, 'print');
export const needMarker = (d: SessionDocument, id: Id): Marker => need(d.markers, id, 'marker');
export const needReference = (d: SessionDocument, id: Id): Reference => need(d.references, id, 'reference');
export const needNote = (d: SessionDocument, id: Id): Note => need(d.notes, id, 'note');

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

/** The strip's sends, for a reducer to change. */
export function sendsOf(d: SessionDocument, stripId: Id): Record<Id, Send> {
  needStrip(d, stripId);
  d.sends[stripId] ??= {};
  return d.sends[stripId];
}

export function needSend(d: SessionDocument, stripId: Id, sendId: Id): Send {
  needStrip(d, stripId);
  return need(d.sends[stripId], sendId, 'send');
}

/** The strip's lanes, for a reducer to change. */
export function lanesOf(d: SessionDocument, stripId: Id): Record<Id, AutomationLane> {
  needStrip(d, stripId);
  d.automation[stripId] ??= {};
  return d.automation[stripId];
}

export function needLane(d: SessionDocument, stripId: Id, laneId: Id): AutomationLane {
  needStrip(d, stripId);
  return need(d.automation[stripId], laneId, 'lane');
}

/** What a person calls a strip: the name of its track, bus or VCA, or Master. */
export function stripName(d: SessionDocument, stripId: Id): string {
  if (stripId === MASTER_STRIP) return sessionWords.master;
  return d.tracks[stripId]?.name ?? d.buses[stripId]?.name ?? d.vcas[stripId]?.name ?? stripId;
}

/** Colour of a track, a bus or a VCA; null for the master, which has none. */
export function stripColor(d: SessionDocument, stripId: Id): TrackColor | null {
  return d.tracks[stripId]?.color ?? d.buses[stripId]?.color ?? d.vcas[stripId]?.color ?? null;
}

/** One channel or two at a strip's input. The master is stereo. */
export function stripChannels(d: SessionDocument, stripId: Id): 1 | 2 {
  return d.tracks[stripId]?.channels ?? d.buses[stripId]?.channels ?? 2;
}
