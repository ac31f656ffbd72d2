/**
 * The newest of what watched effects show beside their history: read-outs, spectra before and after, scopes, and the
 * loudness of a compare. Kept by effect; drawn from, never rendered by React.
 */
import { CompareSlot, type Section, SectionKind } from '../../audio-engine/protocol/index.ts';

/** Spectra older than this are of sound that has stopped. */
const STALE_MS = 500;

interface Newest {
  values: Float32Array;
  atMs: number;
}

const readouts = new Map<string, Newest>();
const before = new Map<string, Newest>();
const after = new Map<string, Newest>();
const scopes = new Map<string, Set<(samples: Float32Array) => void>>();
let compared: Newest | undefined;

/** What a compare was measured to need; see `CompareSlot`. */
export interface CompareReading {
  /** Processed minus bypassed, dB; NaN while nothing was heard. */
  differenceDb: number;
  seconds: number;
  comparing: boolean;
  gainDb: number;
  shortDb: number;
}

export function takeEffectSection(section: Section, effectId: string | undefined, nowMs: number): void {
  const newest = { values: section.values, atMs: nowMs };
  if (section.kind === SectionKind.compare) compared = newest;
  if (effectId === undefined) return;
  if (section.kind === SectionKind.effectReadout) readouts.set(effectId, newest);
  else if (section.kind === SectionKind.effectSpectrumBefore) before.set(effectId, newest);
  else if (section.kind === SectionKind.effectSpectrumAfter) after.set(effectId, newest);
  else if (section.kind === SectionKind.effectScope)
    for (const listener of scopes.get(effectId) ?? []) listener(section.values);
}

export function forgetEffects(kept: ReadonlySet<string>): void {
  for (const map of [readouts, before, after]) for (const id of map.keys()) if (!kept.has(id)) map.delete(id);
}

function fresh(newest: Newest | undefined, nowMs: number): Float32Array | undefined {
  return newest && nowMs - newest.atMs < STALE_MS ? newest.values : undefined;
}

/** The eight read-outs of a watched effect (gain reduction, input and output peak in dB, then its own); undefined while there are none. */
export function readoutsOf(effectId: string, nowMs: number): Float32Array | undefined {
  return fresh(readouts.get(effectId), nowMs);
}

/** 1/24-octave bands in dBFS of what a watched effect gets, as late as what it gives; undefined while it is silent. */
export function spectrumBeforeOf(effectId: string, nowMs: number): Float32Array | undefined {
  return fresh(before.get(effectId), nowMs);
}

/** 1/24-octave bands in dBFS of what a watched effect gives, also while it is bypassed. */
export function spectrumAfterOf(effectId: string, nowMs: number): Float32Array | undefined {
  return fresh(after.get(effectId), nowMs);
}

/** Interleaved left and right after a watched effect, as they arrive; the answer ends it. */
export function onScope(effectId: string, listener: (samples: Float32Array) => void): () => void {
  const listeners = scopes.get(effectId) ?? new Set();
  scopes.set(effectId, listeners.add(listener));
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) scopes.delete(effectId);
  };
}

export function compareReading(nowMs: number): CompareReading | undefined {
  const values = fresh(compared, nowMs);
  if (!values) return undefined;
  const at = (slot: number): number => values[slot] ?? 0;
  return {
    differenceDb: at(CompareSlot.differenceDb),
    seconds: at(CompareSlot.seconds),
    comparing: at(CompareSlot.comparing) > 0,
    gainDb: at(CompareSlot.gainDb),
    shortDb: at(CompareSlot.shortDb),
  };
}
