/** Which finding is open, for every place that shows or opens one. Lives as long as the window. */
import { useSyncExternalStore } from 'react';
import { setView } from '../state/index.ts';

let openKey: string | null = null;
const listeners = new Set<() => void>();

export function openFinding(key: string | null): void {
  if (openKey === key) return;
  openKey = key;
  for (const listener of listeners) listener();
}

export function openedFinding(): string | null {
  return openKey;
}

export function useOpenFinding(): string | null {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, openedFinding);
}

/** From another room: back to the check, at this finding. */
export function showFinding(key: string): void {
  openFinding(key);
  setView({ 'app.view': 'check', 'check.filter': 'all' });
}
