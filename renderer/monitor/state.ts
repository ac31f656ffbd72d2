/** The control room as this window knows it: the host keeps it, every window follows, a movement shows at once. */
import { useSyncExternalStore } from 'react';
import { type Monitor, type MonitorState, NEUTRAL_MONITOR } from '../../audio-engine/protocol/index.ts';
import { failureFrom, showFailure, studio } from '../state/index.ts';

let present: MonitorState = { settings: NEUTRAL_MONITOR, listening: [] };
const listeners = new Set<() => void>();
let started = false;
/** Changes that are on their way: news of before them must not take the value out of the hand. */
let waiting = 0;
let pending: Partial<Monitor> | null = null;

function show(state: MonitorState): void {
  present = state;
  for (const listener of listeners) listener();
}

function start(): void {
  if (started) return;
  started = true;
  studio().on('monitor.changed', (state) => {
    if (waiting === 0 && !pending) show(state);
  });
  studio()
    .invoke('monitor.get', {})
    .then(show, () => undefined);
}

function send<T>(request: Promise<T>, took: (answer: T) => void): void {
  waiting += 1;
  request
    .then(took, (error: unknown) => showFailure(failureFrom(error)))
    .finally(() => {
      waiting -= 1;
    });
}

function flush(): void {
  const change = pending;
  pending = null;
  if (!change) return;
  send(studio().invoke('monitor.set', { change }), (state) => {
    if (waiting === 1 && !pending) show(state);
  });
}

/** Several changes within a frame are one message. */
export function setMonitor(change: Partial<Monitor>): void {
  start();
  show({ ...present, settings: { ...present.settings, ...change } });
  if (!pending) requestAnimationFrame(flush);
  pending = { ...pending, ...change };
}

export function monitorState(): MonitorState {
  start();
  return present;
}

/** Listens to exactly these strips; to none: back to the mix. */
export function listenTo(stripIds: readonly string[]): void {
  start();
  show({ ...present, listening: [...stripIds] });
  send(studio().invoke('monitor.listen', { stripIds: [...stripIds] }), show);
}

/** What one press on a strip's listen button makes of what is listened to; `other` turns one-at-a-time round for once. */
export function toggledListening(
  listening: readonly string[],
  stripId: string,
  exclusive: boolean,
  other: boolean,
): string[] {
  const alone = exclusive !== other;
  if (listening.includes(stripId) && (!alone || listening.length === 1))
    return listening.filter((id) => id !== stripId);
  return alone ? [stripId] : [...listening, stripId];
}

export function toggleListen(stripId: string, other = false): void {
  const { listening, settings } = monitorState();
  listenTo(toggledListening(listening, stripId, settings.listenExclusive, other));
}

function subscribe(listener: () => void): () => void {
  start();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useMonitor(): MonitorState {
  return useSyncExternalStore(subscribe, () => present);
}

/** True while this strip is listened to: renders again only when that changes. */
export function useListening(stripId: string): boolean {
  return useSyncExternalStore(subscribe, () => present.listening.includes(stripId));
}
