/** Which tracks' sound on disk a change of the document touches. */
import type { Id, SessionDocument } from '../session/index.ts';

/** By track id: the parts of the document its sound comes from, compared by identity. */
export type FeedSources = Map<Id, { clips: unknown; media: unknown; frozen: unknown; delaySamples: number }>;

export function feedSources(document: SessionDocument): FeedSources {
  const sources: FeedSources = new Map();
  for (const { id, frozen, delaySamples } of Object.values(document.tracks))
    sources.set(id, { clips: document.clips[id], media: document.media, frozen, delaySamples });
  return sources;
}

export function changedTracks(before: FeedSources, after: FeedSources): Id[] {
  const changed: Id[] = [];
  for (const [id, now] of after) {
    const old = before.get(id);
    if (!old) continue;
    const files = old.clips !== now.clips || old.media !== now.media;
    if (files || old.frozen !== now.frozen || old.delaySamples !== now.delaySamples) changed.push(id);
  }
  return changed;
}
