/**
 * A playlist that plays through: the master between other songs, each at the gain that a service gives it, a stretch of
 * each and on to the next by itself. What is not the session's own sound plays far behind the song's end, where nothing
 * stops or loops it.
 */
import { useSyncExternalStore } from 'react';
import { Header, type HeardFile } from '../../audio-engine/protocol/index.ts';
import { type SessionDocument, sessionEndSample } from '../../audio-engine/session/index.ts';
import { subscribeFrame } from '../live/index.ts';
import { failureFrom, showFailure, shownDocument, studio } from '../state/index.ts';
import { isPlaying, locate, positionNow, stopPlaying } from '../transport/index.ts';
import { hear } from './state.ts';

export interface Song {
  id: string;
  name: string;
  own: boolean;
  lufs: number | null;
  gainDb: number;
  file: HeardFile | null;
  /** Where it is worth hearing: its first marker. */
  atSample: number;
  lengthSamples: number;
}

/** What a listener hears of it, LUFS; null where it was not measured. */
export const heardAt = ({ lufs, gainDb }: Song): number | null => (lufs === null ? null : lufs + gainDb);

/** By how much each song is louder than the one before, LU; null for the first, and where one is not measured. */
export function joinSteps(songs: readonly Song[]): (number | null)[] {
  return songs.map((song, n) => {
    const before = n === 0 ? null : heardAt(songs[n - 1]!);
    const now = heardAt(song);
    return before === null || now === null ? null : now - before;
  });
}

/** `moment`: so many seconds from its marker; `whole`: from start to end. */
export type Stretch = 'moment' | 'whole';
export const MOMENT_SECONDS = 20;
/** Playback stops by itself ten seconds behind the last sound; from beyond that it goes on. */
const BEHIND_SECONDS = 15;

/** Where on the session's clock a stretch of a song plays, and the file put there. */
export function placeOf(
  song: Song,
  stretch: Stretch,
  document: SessionDocument,
): { file: HeardFile; fromSample: number; toSample: number } | null {
  if (!song.file) return null;
  const rate = document.session.sampleRate;
  const from = stretch === 'whole' || song.atSample >= song.lengthSamples ? 0 : song.atSample;
  const length =
    stretch === 'whole' ? song.lengthSamples : Math.min(MOMENT_SECONDS * rate, song.lengthSamples - from);
  const behind = Math.max(sessionEndSample(document), document.loop.endSample) + BEHIND_SECONDS * rate;
  const fromSample = Math.max(behind, from);
  return {
    file: { ...song.file, startSample: fromSample - from },
    fromSample,
    toSample: fromSample + length,
  };
}

interface Playing {
  songs: readonly Song[];
  stretch: Stretch;
  index: number;
  toSample: number;
  wasPlaying: boolean;
  wasAt: number;
}

let present: Playing | null = null;
let unsubscribe: (() => void) | null = null;
/** The jump to a song has been seen: positions before it are of the one before. */
let arrived = false;
const listeners = new Set<() => void>();

function show(next: Playing | null): void {
  present = next;
  for (const listener of listeners) listener();
}

/** Id of the song that plays; null while nothing does. */
export function usePlaylist(): string | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => present?.songs[present.index]?.id ?? null,
  );
}

function follow(): void {
  unsubscribe ??= subscribeFrame((frame) => {
    if (!present || !frame || !((frame.header[Header.playing] ?? 0) > 0)) return;
    const at = frame.header[Header.positionSample] ?? 0;
    if (at < present.toSample) arrived = true;
    else if (arrived) step(1);
  });
}

/** Plays a song of the list and the ones behind it. */
export function playFrom(songs: readonly Song[], index: number, stretch: Stretch): void {
  const document = shownDocument();
  const song = songs[index];
  const place = song && placeOf(song, stretch, document);
  if (!place) return;
  const { wasPlaying, wasAt } = present ?? { wasPlaying: isPlaying(), wasAt: Math.round(positionNow()) };
  arrived = false;
  show({ songs, stretch, index, toSample: place.toSample, wasPlaying, wasAt });
  follow();
  hear(place.file, { matched: false, systemId: null });
  studio()
    .invoke('transport.play', { fromSample: place.fromSample })
    .catch((error: unknown) => showFailure(failureFrom(error)));
}

/** The next song that can be played, or the one before; behind the last the playlist ends. */
export function step(by: 1 | -1): void {
  if (!present) return;
  const { songs, stretch } = present;
  for (let index = present.index + by; index >= 0 && index < songs.length; index += by)
    if (songs[index]!.file) {
      playFrom(songs, index, stretch);
      return;
    }
  if (by === 1) endPlaylist();
}

/** Another service or stretch: what plays goes on as that plays it. */
export function replayWith(songs: readonly Song[], stretch: Stretch): void {
  const id = present?.songs[present.index]?.id;
  const index = songs.findIndex((song) => song.id === id);
  if (id !== undefined && index >= 0) playFrom(songs, index, stretch);
}

/** Back to the session as it was. */
export function endPlaylist(): void {
  const was = present;
  if (!was) return;
  unsubscribe?.();
  unsubscribe = null;
  show(null);
  hear(null);
  if (!was.wasPlaying) stopPlaying();
  locate(was.wasAt);
}
