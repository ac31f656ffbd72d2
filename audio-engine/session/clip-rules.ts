/** What must hold for every clip: it lies inside its audio file, its track can carry it, its fades fit into it. */
import { sessionWords } from '../words/index.ts';
import type { Clip, Id, SessionDocument } from './document.ts';
import { clipsOf, needFree, needMedia, needTrack, refuse } from './find.ts';

const { refused } = sessionWords;

export function checkInsideMedia(d: SessionDocument, clip: Clip): void {
  const media = needMedia(d, clip.mediaId);
  if (clip.offsetSamples + clip.lengthSamples > media.lengthSamples) {
    refuse('clip-outside-media', refused.clipOutsideMedia(clip.name), refused.clipOutsideMediaNext);
  }
}

export function checkFitsTrack(d: SessionDocument, clip: Clip, trackId: Id): void {
  const track = needTrack(d, trackId);
  if (needMedia(d, clip.mediaId).channels > track.channels) {
    refuse('clip-stereo-on-mono', refused.stereoOnMono(clip.name, track.name), refused.stereoOnMonoNext);
  }
}

/** Shortens the fades so that they do not overlap: the fade-in keeps its length first. */
export function fitFades(clip: Clip): void {
  clip.fadeIn.lengthSamples = Math.min(clip.fadeIn.lengthSamples, clip.lengthSamples);
  clip.fadeOut.lengthSamples = Math.min(
    clip.fadeOut.lengthSamples,
    clip.lengthSamples - clip.fadeIn.lengthSamples,
  );
}

/** Puts a new clip on a track; the clip given is not shared with the document. */
export function addClip(draft: SessionDocument, trackId: Id, given: Clip): void {
  const clip = structuredClone(given);
  needFree(clipsOf(draft, trackId), clip.id, 'clip');
  checkInsideMedia(draft, clip);
  checkFitsTrack(draft, clip, trackId);
  fitFades(clip);
  clipsOf(draft, trackId)[clip.id] = clip;
}
