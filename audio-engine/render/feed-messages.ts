/**
 * What tracks play, told to another thread: each track only when it is new there or differs from what was told, so
 * that an edit of one clip does not send all the others along.
 */
import type { Pointer } from '../kernels/index.ts';
import type { Id, SessionDocument } from '../session/index.ts';
import { changedTracks, type FeedSources, feedSources } from './live-feeds.ts';
import { describeFeeds, type FeedTrack } from './track-feed.ts';

export interface FeedsMessage {
  /** All tracks there are now, in the order of the plan's strips. */
  trackIds: Id[];
  /** Those among them that were not told before, or differently. */
  told: FeedTrack[];
}

/** The telling side. Its messages must all arrive, in order. */
export class FeedsTeller {
  readonly #folder: string;
  #sources: FeedSources = new Map();
  #feeds: ReadonlyMap<Id, Pointer> = new Map();

  /** @param folder the session's, which media paths are relative to. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param feeds `InstalledPlan.feeds`; tracks without one are left out. */
  message(document: SessionDocument, feeds: ReadonlyMap<Id, Pointer>): FeedsMessage {
    const sources = feedSources(document);
    const changed = new Set(changedTracks(this.#sources, sources));
    const told = [...feeds].filter(
      ([id, feed]) => changed.has(id) || !this.#sources.has(id) || this.#feeds.get(id) !== feed,
    );
    this.#sources = sources;
    this.#feeds = feeds;
    const trackIds = [...feeds.keys()].filter((id) => document.tracks[id]);
    return { trackIds, told: describeFeeds(document, this.#folder, new Map(told)) };
  }
}

/** The listening side: keeps what it was told. */
export class FeedsHeard {
  #tracks: ReadonlyMap<Id, FeedTrack> = new Map();

  /** All tracks; those that were not told anew are the same objects as before. */
  take({ trackIds, told }: FeedsMessage): FeedTrack[] {
    const known = new Map([...this.#tracks, ...told.map((track): [Id, FeedTrack] => [track.trackId, track])]);
    const tracks = trackIds.map((id) => known.get(id)!);
    this.#tracks = new Map(tracks.map((track) => [track.trackId, track]));
    return tracks;
  }
}
