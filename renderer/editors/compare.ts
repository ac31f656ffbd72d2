/**
 * The listener's compare: an insert, or a strip's whole chain, heard bypassed for the moment. It is never
 * saved, never rendered, and ends when another session opens.
 */
import { useSyncExternalStore } from 'react';
import { studio } from '../state/index.ts';

export interface CompareTarget {
  stripId: string;
  /** Null means the strip's whole chain. */
  effectId: string | null;
}

let present: CompareTarget | null = null;
const listeners = new Set<() => void>();

function same(a: CompareTarget | null, b: CompareTarget | null): boolean {
  return a?.stripId === b?.stripId && a?.effectId === b?.effectId;
}

function tell(target: CompareTarget, bypass: boolean): void {
  studio().send('engine.compare', { stripId: target.stripId, effectId: target.effectId, bypass });
}

/** Hears the target bypassed; null ends comparing. Only one thing is compared at a time. */
export function compare(target: CompareTarget | null): void {
  if (same(present, target)) return;
  if (present) tell(present, false);
  present = target;
  if (target) tell(target, true);
  for (const listener of listeners) listener();
}

export function toggleCompare(target: CompareTarget): void {
  compare(same(present, target) ? null : target);
}

export function useCompare(): CompareTarget | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => present,
  );
}
