/** Which tracks' sound on disk a change of the document touches. */
import type { Id, SessionDocument } from '../session/index.ts';

/** By track id: the parts of the document its sound comes from, compared by identity. */
export type FeedSources = Map<Id, { clips: unknown; media: unknown }>;

export function feedSources(document: SessionDocument): FeedSources {
  const sources: FeedSources = new Map();
  for (const id of Object.keys(document.tracks))
    sources.set(id, { clips: document.clips[id], media: document.media });
  return sources;
}

export function changedTracks(before: FeedSources, after: FeedSources): Id[] {
  const changed: Id[] = [];
  for (const [id, now] of after) {
    const old = before.get(id);
    if (old && (old.clips !== now.clips || old.media !== now.media)) changed.push(id);
  }
  return changed;
}
