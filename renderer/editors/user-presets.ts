/** The user's own presets as the page knows them: asked for once, kept up to date with what it saves itself. */
import { useEffect, useSyncExternalStore } from 'react';
import type { UserPreset } from '../../audio-engine/protocol/index.ts';
import { failureFrom, showFailure, studio } from '../state/index.ts';

let known: readonly UserPreset[] = [];
let asked = false;
const listeners = new Set<() => void>();

function take({ presets }: { presets: readonly UserPreset[] }): void {
  known = presets;
  for (const listener of listeners) listener();
}

export function useUserPresets(): readonly UserPreset[] {
  useEffect(() => {
    if (asked) return;
    asked = true;
    // Without an answer there are none; saving one says what is wrong.
    studio()
      .invoke('presets.list', {})
      .then(take, () => undefined);
  }, []);
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => known,
  );
}

export async function savePreset(preset: UserPreset): Promise<boolean> {
  try {
    take(await studio().invoke('presets.save', preset));
    return true;
  } catch (error) {
    showFailure(failureFrom(error));
    return false;
  }
}

export function removePreset(which: { kind: string; name: string }): void {
  studio()
    .invoke('presets.remove', which)
    .then(take, (error: unknown) => showFailure(failureFrom(error)));
}
