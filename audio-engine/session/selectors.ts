/**
 * Questions asked of a document. Lists are remembered by the identity of the map they are made from, so the
 * same document gives the same array and a view can compare by reference.
 */
import {
  type Clip,
  type Effect,
  type Id,
  MASTER_STRIP,
  type Marker,
  type Reference,
  type SessionDocument,
  type Track,
} from './document.ts';
import { byOrder } from './order.ts';
import { remembered } from './remembered.ts';

const NO_CLIPS: readonly Clip[] = Object.freeze([]);
const NO_EFFECTS: readonly Effect[] = Object.freeze([]);

const tracksInOrder = remembered<Record<Id, Track>, readonly Track[]>((map) =>
  Object.values(map).sort(byOrder),
);
const clipsInOrder = remembered<Record<Id, Clip>, readonly Clip[]>((map) =>
  Object.values(map).sort(
    (a, b) => a.startSample - b.startSample || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  ),
);
const effectsInOrder = remembered<Record<Id, Effect>, readonly Effect[]>((map) =>
  Object.values(map).sort(byOrder),
);
const masterEffectsInOrder = remembered<Record<Id, Effect>, readonly Effect[]>((map) =>
  Object.values(map).sort(
    (a, b) => Number(a.kind === 'limiter') - Number(b.kind === 'limiter') || byOrder(a, b),
  ),
);
const markersInOrder = remembered<Record<Id, Marker>, readonly Marker[]>((map) =>
  Object.values(map).sort((a, b) => a.sample - b.sample || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
);
const clipsEnd = remembered<Record<Id, Clip>, number>((map) => {
  let end = 0;
  for (const clip of Object.values(map)) end = Math.max(end, clip.startSample + clip.lengthSamples);
  return end;
});

export function orderedTracks(document: SessionDocument): readonly Track[] {
  return tracksInOrder(document.tracks);
}

/** Clips of a track by their start on the timeline; none for an unknown track. */
export function orderedClips(document: SessionDocument, trackId: Id): readonly Clip[] {
  const map = document.clips[trackId];
  return map ? clipsInOrder(map) : NO_CLIPS;
}

/** Inserts in the order sound passes them. On the master the limiter comes last, whatever its order key. */
export function orderedEffects(document: SessionDocument, stripId: Id): readonly Effect[] {
  const map = document.effects[stripId];
  if (!map) return NO_EFFECTS;
  return stripId === MASTER_STRIP ? masterEffectsInOrder(map) : effectsInOrder(map);
}

export function orderedMarkers(document: SessionDocument): readonly Marker[] {
  return markersInOrder(document.markers);
}

const referencesInOrder = remembered((references: SessionDocument['references']) =>
  Object.values(references).sort(byOrder),
);

export function orderedReferences(document: SessionDocument): readonly Reference[] {
  return referencesInOrder(document.references);
}

/** The limiter that ends the master, if there is one. */
export function finalLimiter(document: SessionDocument): Effect | null {
  const last = orderedEffects(document, MASTER_STRIP).at(-1);
  return last?.kind === 'limiter' ? last : null;
}

/** Where the last clip, or the file that the master is fed, ends: in samples from the session's start; 0 for an empty session. */
export function sessionEndSample(document: SessionDocument): number {
  const { source } = document.master;
  let end = source.mediaId === null ? 0 : (document.media[source.mediaId]?.lengthSamples ?? 0);
  for (const map of Object.values(document.clips)) end = Math.max(end, clipsEnd(map));
  return end;
}
