/** What a track plays, as plain data that can be posted to disk workers: `TrackFiller` fills its ring with it. */
import { join } from 'node:path';
import type { Pointer } from '../kernels/index.ts';
import {
  type Clip,
  type Fade,
  type Id,
  orderedClips,
  type SessionDocument,
  type Track,
} from '../session/index.ts';
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
    const frozen = frozenClip(document, track);
    // The file of a frozen track has what its inserts made of it: both sides, even where the track is mono.
    const channels = frozen ? 2 : track.channels;
    const clips = (frozen ? [frozen] : soundingClips(document, track)).map(
      (clip): FeedClip => ({
        clipId: clip.id,
        path: join(folder, ...document.media[clip.mediaId]!.file.split('/')),
        startSample: clip.startSample + track.delaySamples,
        lengthSamples: clip.lengthSamples,
        offsetSamples: clip.offsetSamples,
        gainDb: clip.gainDb,
        fadeIn: clip.fadeIn,
        fadeOut: clip.fadeOut,
      }),
    );
    tracks.push({ trackId, channels, feed, clips });
  }
  return tracks;
}

function soundingClips(document: SessionDocument, track: Track): readonly Clip[] {
  return orderedClips(document, track.id).filter(
    (clip) => document.media[clip.mediaId] && !clip.muted && clip.lengthSamples > 0,
  );
}

/** All of a frozen track's file, as it is; null where it is not frozen, or its file is not known. */
function frozenClip(document: SessionDocument, { id, frozen }: Track): Clip | null {
  const media = frozen ? document.media[frozen.mediaId] : undefined;
  if (!frozen || !media || media.lengthSamples <= 0) return null;
  const none = { lengthSamples: 0, shape: 'linear' } as const;
  return {
    id,
    mediaId: media.id,
    name: media.name,
    startSample: frozen.startSample,
    lengthSamples: media.lengthSamples,
    offsetSamples: 0,
    gainDb: 0,
    fadeIn: none,
    fadeOut: none,
    muted: false,
  };
}

/** Where the last sound of the tracks ends, their delays counted: in samples from the session's start. */
export function soundEndSample(document: SessionDocument): number {
  let end = 0;
  for (const track of Object.values(document.tracks)) {
    const frozen = frozenClip(document, track);
    for (const clip of frozen ? [frozen] : orderedClips(document, track.id))
      end = Math.max(end, clip.startSample + clip.lengthSamples + track.delaySamples);
  }
  return end;
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
