/** What keys and menus do with the chosen clips: split, duplicate, delete, trim, nudge, fade, mute. */
import {
  type Clip,
  type Id,
  orderedClips,
  orderedTracks,
  recordedStarts,
  sessionEndSample,
} from '../../../audio-engine/session/index.ts';
import { sessionWords } from '../../../audio-engine/words/index.ts';
import { timelineWords } from '../../../audio-engine/words/views.ts';
import {
  type ClipRef,
  newId,
  run,
  runTogether,
  type SomeCommand,
  select,
  selection,
  showNote,
  shownDocument,
} from '../../state/index.ts';
import { positionNow, samplesPerBeat } from '../../transport/index.ts';
import { snapNow, viewport } from '../model.ts';
import { snapStep } from '../snap.ts';
import { trimEnd, trimStart } from './drags.ts';

export interface ChosenClip extends ClipRef {
  clip: Clip;
}

/** The chosen clips that still exist. */
export function chosenClips(): ChosenClip[] {
  const document = shownDocument();
  return selection().clips.flatMap((ref) => {
    const clip = document.clips[ref.trackId]?.[ref.clipId];
    return clip ? [{ ...ref, clip }] : [];
  });
}

/** The chosen clips, or those of the chosen tracks, that lie under a place. */
function clipsUnder(sample: number): ChosenClip[] {
  const inside = ({ clip }: ChosenClip) =>
    sample > clip.startSample && sample < clip.startSample + clip.lengthSamples;
  const chosen = chosenClips();
  if (chosen.length > 0) return chosen.filter(inside);
  const document = shownDocument();
  return selection()
    .stripIds.flatMap((trackId) =>
      orderedClips(document, trackId).map((clip) => ({ trackId, clipId: clip.id, clip })),
    )
    .filter(inside);
}

export async function splitClips(atSample: number, clips: readonly ChosenClip[]): Promise<void> {
  const splits = clips.map(({ trackId, clipId }) => ({ trackId, clipId, atSample, newId: newId('clip') }));
  if (await runTogether(splits.map((payload) => ({ id: 'clip.split', payload }))))
    select({ clips: splits.map(({ trackId, newId }) => ({ trackId, clipId: newId })) });
}

export function splitAtPlayhead(): void {
  const at = Math.round(positionNow());
  const clips = clipsUnder(at);
  if (clips.length === 0) showNote(timelineWords.nothingUnderPlayhead);
  else void splitClips(at, clips);
}

export function deleteClips(): void {
  const clips = chosenClips().map(({ trackId, clipId }) => ({ trackId, clipId }));
  if (clips.length === 0) return;
  void run('clip.remove', { clips });
  select({ clips: [] });
}

/** Copies come right after the last of the chosen, keeping their distances. */
export function duplicateClips(): void {
  const clips = chosenClips();
  if (clips.length === 0) return;
  const start = Math.min(...clips.map(({ clip }) => clip.startSample));
  const end = Math.max(...clips.map(({ clip }) => clip.startSample + clip.lengthSamples));
  const copies = clips.map(({ trackId, clipId, clip }) => ({
    trackId,
    clipId,
    newId: newId('clip'),
    toTrackId: trackId,
    startSample: clip.startSample + end - start,
  }));
  void run('clip.duplicate', { clips: copies });
  select({ clips: copies.map((c) => ({ trackId: c.toTrackId, clipId: c.newId })) });
}

export async function trimToPlayhead(edge: 'start' | 'end'): Promise<void> {
  const at = Math.round(positionNow());
  const { media } = shownDocument();
  const chosen = chosenClips();
  const trims = (chosen.length > 0 ? chosen : clipsUnder(at)).flatMap(({ trackId, clipId, clip }) => {
    const length = media[clip.mediaId]?.lengthSamples ?? clip.lengthSamples;
    const trimmed = edge === 'start' ? trimStart(clip, at) : trimEnd(clip, at, length);
    if (trimmed.lengthSamples === clip.lengthSamples) return [];
    return [{ id: 'clip.trim', payload: { trackId, clipId, ...trimmed } }];
  });
  await runTogether(trims);
}

/** One grid step, or a pixel when snapping is off. */
export function nudge(direction: 1 | -1): void {
  const { tempo, session } = shownDocument();
  const step = Math.round(snapStep(snapNow(), tempo, session.sampleRate) || viewport.samplesPerPixel);
  const clips = chosenClips();
  const earliest = Math.min(...clips.map(({ clip }) => clip.startSample));
  if (clips.length === 0) return;
  const by = Math.max(-earliest, direction * step);
  if (by === 0) return;
  void run('clip.move', {
    clips: clips.map(({ trackId, clipId, clip }) => ({
      trackId,
      clipId,
      toTrackId: trackId,
      startSample: clip.startSample + by,
    })),
  });
}

/** Where each lies by the time that stands in its file; what says nothing stays, and that is told. */
export function toRecordedTime(): void {
  const { media, session } = shownDocument();
  const chosen = chosenClips();
  const starts = recordedStarts(
    media,
    session.sampleRate,
    chosen.map(({ clip }) => clip),
  );
  const clips = chosen.flatMap(({ trackId, clipId }, i) =>
    starts[i] == null ? [] : [{ trackId, clipId, toTrackId: trackId, startSample: starts[i] }],
  );
  if (clips.length < chosen.length) showNote(timelineWords.noRecordedTime(chosen.length - clips.length));
  if (clips.length > 0) void run('clip.move', { clips });
}

/** A fade from the nearer end of each clip to the playhead; without one inside, half a beat at both ends. */
export async function fadeToPlayhead(): Promise<void> {
  const at = Math.round(positionNow());
  const { tempo, session } = shownDocument();
  const half = Math.round(samplesPerBeat(tempo, session.sampleRate) / 2);
  const fades = chosenClips().map(({ trackId, clipId, clip }) => {
    const into = at - clip.startSample;
    const inside = into > 0 && into < clip.lengthSamples;
    const short = Math.min(half, Math.floor(clip.lengthSamples / 2));
    const change = !inside
      ? {
          fadeIn: { ...clip.fadeIn, lengthSamples: short },
          fadeOut: { ...clip.fadeOut, lengthSamples: short },
        }
      : into < clip.lengthSamples / 2
        ? { fadeIn: { ...clip.fadeIn, lengthSamples: into } }
        : { fadeOut: { ...clip.fadeOut, lengthSamples: clip.lengthSamples - into } };
    return { id: 'clip.set', payload: { trackId, clipId, ...change } };
  });
  await runTogether(fades, sessionWords.names.fadeClips(fades.length));
}

/** Where neighbours on a track overlap, an equal-power fade over exactly the overlap. */
export async function crossfade(): Promise<void> {
  const document = shownDocument();
  const ids = new Set(selection().clips.map((c) => c.clipId));
  const faded = new Set<Id>();
  const fades: SomeCommand[] = [];
  for (const trackId of new Set(selection().clips.map((c) => c.trackId))) {
    const clips = orderedClips(document, trackId);
    for (let i = 1; i < clips.length; i++) {
      const a = clips[i - 1] as Clip;
      const b = clips[i] as Clip;
      const overlap = a.startSample + a.lengthSamples - b.startSample;
      if (
        overlap <= 0 ||
        overlap > Math.min(a.lengthSamples, b.lengthSamples) ||
        !(ids.has(a.id) || ids.has(b.id))
      )
        continue;
      const fade = { lengthSamples: overlap, shape: 'equal-power' as const };
      fades.push(
        { id: 'clip.set', payload: { trackId, clipId: a.id, fadeOut: fade } },
        { id: 'clip.set', payload: { trackId, clipId: b.id, fadeIn: fade } },
      );
      faded.add(a.id).add(b.id);
    }
  }
  if (fades.length === 0) showNote(timelineWords.nothingOverlaps);
  await runTogether(fades, sessionWords.names.crossfadeClips(faded.size));
}

export async function muteClips(): Promise<void> {
  const clips = chosenClips();
  const muted = clips.some(({ clip }) => !clip.muted);
  const mutes = clips.map(({ trackId, clipId }) => ({ id: 'clip.set', payload: { trackId, clipId, muted } }));
  await runTogether(mutes, sessionWords.names.muteClips(clips.length, muted));
}

export function selectAllClips(): void {
  const document = shownDocument();
  const clips = orderedTracks(document).flatMap(({ id }) =>
    orderedClips(document, id).map((clip) => ({ trackId: id, clipId: clip.id })),
  );
  select({ clips });
}

/** Start and end of the chosen clips; of the whole song when there are none. */
export function selectionRange(): { startSample: number; endSample: number } {
  const clips = chosenClips();
  if (clips.length === 0) return { startSample: 0, endSample: sessionEndSample(shownDocument()) };
  return {
    startSample: Math.min(...clips.map(({ clip }) => clip.startSample)),
    endSample: Math.max(...clips.map(({ clip }) => clip.startSample + clip.lengthSamples)),
  };
}

export function loopSelection(): void {
  const range = selectionRange();
  if (range.endSample > range.startSample) void run('loop.set', { ...range, enabled: true });
}

/** A file from the media list as a clip; on the track given, or the first chosen one that can carry it. */
export function addClipOf(mediaId: Id, trackId: Id, startSample: number): void {
  const media = shownDocument().media[mediaId];
  if (!media) return;
  const none = { lengthSamples: 0, shape: 'linear' as const };
  const clip: Clip = {
    id: newId('clip'),
    mediaId,
    name: media.name,
    startSample: Math.max(0, Math.round(startSample)),
    lengthSamples: media.lengthSamples,
    offsetSamples: 0,
    gainDb: 0,
    fadeIn: none,
    fadeOut: { ...none },
    muted: false,
  };
  void run('clip.add', { trackId, clip });
  select({ clips: [{ trackId, clipId: clip.id }], stripIds: [trackId] });
}
