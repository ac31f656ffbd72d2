/** What a track plays, as plain data that can be posted to disk workers: `TrackFiller` fills its ring with it. */
import { join } from 'node:path';
import type { Pointer } from '../kernels/index.ts';
import { type Fade, type Id, orderedClips, type SessionDocument } from '../session/index.ts';
import type { RunMap } from './run-map.ts';

export interface FeedClip {
  clipId: Id;
  /** Absolute path of the WAV file. */
  path: string;
  startSample: number;
  lengthSamples: number;
  offsetSamples: number;
  gainDb: number;
  fadeIn: Fade;
  fadeOut: Fade;
}

export interface FeedTrack {
  trackId: Id;
  channels: 1 | 2;
  /** `InstalledPlan.feeds.get(trackId)`. */
  feed: Pointer;
  /** Ordered by start; muted clips are not here. */
  clips: FeedClip[];
}

/**
 * The tracks of a document with what they play, in the order of the plan's strips.
 * @param folder the session's folder, which media paths are relative to.
 * @param feeds `InstalledPlan.feeds`; tracks without one are left out.
 */
export function describeFeeds(
  document: SessionDocument,
  folder: string,
  feeds: ReadonlyMap<Id, Pointer>,
): FeedTrack[] {
  const tracks: FeedTrack[] = [];
  for (const [trackId, feed] of feeds) {
    const track = document.tracks[trackId];
    if (!track) continue;
    const clips: FeedClip[] = [];
    for (const clip of orderedClips(document, track.id)) {
      const media = document.media[clip.mediaId];
      if (!media || clip.muted || clip.lengthSamples <= 0) continue;
      const { startSample, lengthSamples, offsetSamples, gainDb, fadeIn, fadeOut } = clip;
      const path = join(folder, ...media.file.split('/'));
      clips.push({
        clipId: clip.id,
        path,
        startSample,
        lengthSamples,
        offsetSamples,
        gainDb,
        fadeIn,
        fadeOut,
      });
    }
    tracks.push({ trackId: track.id, channels: track.channels, feed, clips });
  }
  return tracks;
}

/** The face of TrackFiller: one for each thread that fills rings. */
export interface TrackFillerFace {
  /**
   * Writes run quanta [fromQuantum, fromQuantum + count) of a track into its ring and sets its `filledUntil` to
   * their end. The caller sees to it that they fit: nothing that is still to be read may be overwritten.
   */
  fill(track: FeedTrack, map: RunMap, fromQuantum: number, count: number): void;
  /** Sentences about files that were missing or too short, each once. */
  readonly notices: readonly string[];
  close(): void;
}
