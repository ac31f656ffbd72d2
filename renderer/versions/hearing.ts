/**
 * Hearing a scene over the mix: the overlay of a gesture that main makes, so that inserts, sends and routes of the
 * scene sound too and nothing is a step. The studio ends it at the first edit.
 */
import { useSyncExternalStore } from 'react';
import type { Id } from '../../audio-engine/session/index.ts';
import { sceneWords as words } from '../../audio-engine/words/index.ts';
import { failureFrom, newId, showFailure, showNote, store, studio } from '../state/index.ts';

interface Heard {
  sceneId: Id;
  gesture: string;
}

let heard: Heard | null = null;
const listeners = new Set<() => void>();

function change(next: Heard | null): void {
  heard = next;
  for (const listener of listeners) listener();
}

/** The scene that is laid over the mix now. */
export function useHeardScene(): Id | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => heard?.sceneId ?? null,
  );
}

export function heardScene(): Id | null {
  return heard?.sceneId ?? null;
}

/** Goes back to the mix; harmless where it is heard already. */
export function endHearing(): void {
  const was = heard;
  if (!was) return;
  change(null);
  studio()
    .invoke('gesture.cancel', { gesture: was.gesture })
    .catch(() => undefined);
}

export async function hearScene(sceneId: Id): Promise<void> {
  if (heard?.sceneId === sceneId) return;
  endHearing();
  const scene = store.getState().replica.confirmed.scenes[sceneId];
  if (!scene) return;
  const gesture = newId('hear');
  change({ sceneId, gesture });
  try {
    await studio().invoke('gesture.begin', { gesture, name: words.gesture(scene.name) });
    await studio().invoke('scene.hear', { gesture, sceneId });
    // Ended while it was on its way.
    if (heard?.gesture !== gesture) await studio().invoke('gesture.cancel', { gesture });
  } catch (error) {
    if (heard?.gesture === gesture) change(null);
    showFailure(failureFrom(error));
  }
}

export function toggleHearing(sceneId: Id): void {
  if (heard?.sceneId === sceneId) endHearing();
  else void hearScene(sceneId);
}

/** Follows what the studio ends by itself. Returns the function that stops following. */
export function followHearing(): () => void {
  const ends = [
    studio().on('studio.overlay', ({ gesture, ended }) => {
      if (!ended || heard?.gesture !== gesture) return;
      change(null);
      showNote(words.hearEnded);
    }),
    studio().on('studio.reset', () => change(null)),
  ];
  return () => {
    for (const end of ends) end();
    endHearing();
  };
}
