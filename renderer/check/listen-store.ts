/** Whether somebody is listening through, hands off. */
import { useSyncExternalStore } from 'react';
import { failureFrom, showFailure, studio } from '../state/index.ts';
import { stopPlaying } from '../transport/index.ts';
import { endFinding } from './hear.ts';
import { leaveTried } from './try.ts';

let listening = false;
const listeners = new Set<() => void>();

function change(next: boolean): void {
  listening = next;
  for (const listener of listeners) listener();
}

export function isListeningThrough(): boolean {
  return listening;
}

export function useListeningThrough(): boolean {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, isListeningThrough);
}

/** From the first sample, with nothing laid over the mix. */
export function startListening(): void {
  if (listening) return;
  endFinding();
  leaveTried();
  (document.activeElement as HTMLElement | null)?.blur?.();
  change(true);
  studio()
    .invoke('transport.play', { fromSample: 0 })
    .catch((error: unknown) => showFailure(failureFrom(error)));
}

export function endListening(): void {
  if (!listening) return;
  change(false);
  stopPlaying();
}
