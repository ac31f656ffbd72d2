/**
 * The listener's compare: an insert, or a strip's whole chain, heard bypassed for the moment, as loud as it is
 * processed. It is never saved, never rendered, and ends when another session opens. A blind test hides which is which.
 */
import { useEffect, useSyncExternalStore } from 'react';
import { compareReading, declareWatch } from '../live/index.ts';
import { monitorState, useMonitor } from '../monitor/index.ts';
import { studio } from '../state/index.ts';
import { answerBlindTest, type BlindSide, type BlindTest, startBlindTest } from './blind-test.ts';

export interface CompareTarget {
  stripId: string;
  /** Null means the strip's whole chain. */
  effectId: string | null;
}

let present: CompareTarget | null = null;
let blind: { target: CompareTarget; test: BlindTest } | null = null;
/** The effect of which only what it changes is heard. */
let changing: CompareTarget | null = null;
let started = false;
const listeners = new Set<() => void>();

function same(a: CompareTarget | null, b: CompareTarget | null): boolean {
  return a?.stripId === b?.stripId && a?.effectId === b?.effectId;
}

function changed(): void {
  for (const listener of listeners) listener();
}

function start(): void {
  if (started) return;
  started = true;
  studio().on('studio.reset', () => {
    present = null;
    blind = null;
    changing = null;
    changed();
  });
}

/** Says to the engine what is to be heard now. */
function tell(): void {
  start();
  const { matched } = monitorState().settings;
  if (blind) {
    const bypass = blind.test.hearing !== blind.test.processed;
    studio().send('engine.compare', { ...blind.target, bypass, matched: true, blind: true });
  } else if (present) studio().send('engine.compare', { ...present, bypass: true, matched });
  else if (changing) studio().send('engine.compare', { ...changing, bypass: false, delta: true });
  else studio().send('engine.compare', { stripId: null, effectId: null, bypass: false });
  changed();
}

/** Hears the target bypassed; null ends comparing. Only one thing is compared at a time. */
function compare(target: CompareTarget | null): void {
  if (same(present, target) && !blind) return;
  present = target;
  blind = null;
  changing = null;
  tell();
}

export function toggleCompare(target: CompareTarget): void {
  compare(same(present, target) ? null : target);
}

/** Hears only what one effect changes, or the song again. */
export function toggleDelta(target: CompareTarget): void {
  changing = same(changing, target) ? null : target;
  present = null;
  blind = null;
  tell();
}

/** False where nothing was heard yet that could be matched. */
export function startBlind(target: CompareTarget): boolean {
  const reading = compareReading(performance.now());
  if (!reading || !Number.isFinite(reading.differenceDb)) return false;
  present = null;
  changing = null;
  blind = { target, test: startBlindTest(Math.random()) };
  tell();
  return true;
}

export function hearBlind(side: BlindSide): void {
  if (!blind) return;
  blind = { ...blind, test: { ...blind.test, hearing: side } };
  tell();
}

export function answerBlind(guess: BlindSide): void {
  if (!blind) return;
  blind = { ...blind, test: answerBlindTest(blind.test, guess, Math.random()) };
  tell();
}

export function endBlind(): void {
  if (!blind) return;
  blind = null;
  tell();
}

function subscribe(listener: () => void): () => void {
  start();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is compared openly; nothing in a blind test, so that no picture gives it away. */
export function useCompare(): CompareTarget | null {
  return useSyncExternalStore(subscribe, () => present);
}

/** Ends hearing what this effect changes, where that is heard: its switch is about to go. */
export function endDelta(effectId: string | null): void {
  if (!changing || changing.effectId !== effectId) return;
  changing = null;
  tell();
}

/** The effect whose changes alone are heard. */
export function useDelta(): CompareTarget | null {
  return useSyncExternalStore(subscribe, () => changing);
}

export function useBlind(): { target: CompareTarget; test: BlindTest } | null {
  return useSyncExternalStore(subscribe, () => blind);
}

/** Has the engine measure what a compare of this would need, while the view that calls it is open. */
export function useCompareCandidate(stripId: string, effectId: string | null): void {
  const { matched } = useMonitor().settings;
  useEffect(() => declareWatch({ compare: { stripId, effectId } }), [stripId, effectId]);
  // The switch in the title bar is heard at once.
  useEffect(() => {
    if (present) tell();
  }, [matched]);
}
