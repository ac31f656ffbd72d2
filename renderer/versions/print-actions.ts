/** Freezing, thawing and bouncing the chosen tracks: a job prints, and one step puts the file in its place. */
import type { Id } from '../../audio-engine/session/index.ts';
import { trackMemoryWords as words } from '../../audio-engine/words/index.ts';
import type { MenuEntry } from '../controls/index.ts';
import {
  failureFrom,
  openDialog,
  run,
  selection,
  showFailure,
  shownDocument,
  studio,
} from '../state/index.ts';

/** The chosen tracks in the order they were chosen; buses and the master are none. */
export function chosenPrintable(): Id[] {
  const { tracks } = shownDocument();
  return selection().stripIds.filter((id) => Object.hasOwn(tracks, id));
}

function print(trackId: Id, how: 'freeze' | 'bounce'): void {
  studio()
    .invoke('track.print', { trackId, how })
    .catch((error: unknown) => showFailure(failureFrom(error)));
}

export const isFrozen = (trackId: Id): boolean => (shownDocument().tracks[trackId]?.frozen ?? null) !== null;

/** Freezes; where all are frozen already, thaws. */
export function toggleFreeze(trackIds: readonly Id[]): void {
  const live = trackIds.filter((id) => !isFrozen(id));
  if (live.length > 0) for (const id of live) print(id, 'freeze');
  else for (const trackId of trackIds) void run('track.thaw', { trackId });
}

export function bounce(trackIds: readonly Id[]): void {
  for (const id of trackIds) print(id, 'bounce');
}

/** The part of a track's menu that is about its sound as a file, and its place in time. */
export function printMenu(
  trackId: Id,
  keys: { freeze?: string | undefined; bounce?: string | undefined },
): MenuEntry[] {
  const ids = selection().stripIds.includes(trackId) ? chosenPrintable() : [trackId];
  return [
    {
      id: 'freeze',
      title: isFrozen(trackId) ? words.thaw : words.freeze,
      keys: keys.freeze,
      onAction: () => toggleFreeze(ids),
    },
    { id: 'bounce', title: words.bounce, keys: keys.bounce, onAction: () => bounce(ids) },
  ];
}

export function delayEntry(stripId: Id): MenuEntry {
  return { id: 'delay', title: words.delay, onAction: () => openDialog('delay', stripId) };
}
