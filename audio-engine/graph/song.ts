/** Head, tail and fades of the song, put where they act: on what the master strip adds up, before its inserts. */
import { FADE_SHAPES, type SessionDocument, sourceEndSample } from '../session/index.ts';

/** In the order of the song block (kernels/assembly/song.ts): start, end, fade lengths, fade shapes, delay. */
export type SongTargets = [number, number, number, number, number, number, number];

/** No edge there: further than any session reaches. */
const NO_EDGE = 1e15;
export const OPEN_SONG: SongTargets = [-NO_EDGE, NO_EDGE, 0, 0, 0, 0, 0];

/** A tail that fades out at the session's own end moves with what is in the session. */
export function endsWithSession({ master }: SessionDocument): boolean {
  return master.song.endSample === null && master.song.fadeOut.lengthSamples > 0;
}

/** `delaySamples`: how late the sound is at the master's sum. */
export function songTargetsOf(document: SessionDocument, delaySamples: number): SongTargets {
  const { startSample, endSample, fadeIn, fadeOut } = document.master.song;
  const fadesIn = fadeIn.lengthSamples > 0;
  return [
    startSample ?? (fadesIn ? 0 : -NO_EDGE),
    endSample ?? (endsWithSession(document) ? sourceEndSample(document) : NO_EDGE),
    fadeIn.lengthSamples,
    fadeOut.lengthSamples,
    FADE_SHAPES.indexOf(fadeIn.shape),
    FADE_SHAPES.indexOf(fadeOut.shape),
    delaySamples,
  ];
}
