/** Where clips lie by the time that their recorder or another workstation wrote into their files. */
import type { Clip, SessionDocument } from './document.ts';

/** Stems count from their song's start; what begins hours later was stamped with the time of day. */
const LONGEST_SONG_SECONDS = 3600;

type Placed = Pick<Clip, 'mediaId' | 'offsetSamples' | 'startSample'>;

/**
 * A start for each clip, null for one whose file says nothing. Times of a song are taken as they are; those of a day
 * keep the earliest clip where it is and put the others at their distance from it.
 */
export function recordedStarts(
  media: SessionDocument['media'],
  sampleRate: number,
  clips: readonly Placed[],
): (number | null)[] {
  const starts = clips.map(({ mediaId, offsetSamples }) => {
    const recorded = media[mediaId]?.origin.recordedAtSample;
    return recorded === undefined ? null : recorded + offsetSamples;
  });
  const known = starts.filter((start) => start !== null);
  const earliest = Math.min(...known);
  if (known.length === 0 || earliest < LONGEST_SONG_SECONDS * sampleRate) return starts;
  const by = clips[starts.indexOf(earliest)]!.startSample - earliest;
  return starts.map((start) => start && start + by);
}
