/**
 * What is heard in place of the master, and on which playback system, as this window knows it: the host keeps it,
 * every window follows, and a press shows at once.
 */
import { useSyncExternalStore } from 'react';
import { type Listen, ListenSlot, NEUTRAL_LISTEN, SectionKind } from '../../audio-engine/protocol/index.ts';
import { newestFrame } from '../live/index.ts';
import { failureFrom, showFailure, studio } from '../state/index.ts';

let present: Listen = NEUTRAL_LISTEN;
const listeners = new Set<() => void>();
let started = false;
let waiting = 0;

function show(state: Listen): void {
  present = state;
  for (const listener of listeners) listener();
}

function start(): void {
  if (started) return;
  started = true;
  studio().on('listen.changed', (state) => {
    if (waiting === 0) show(state);
  });
  studio()
    .invoke('listen.get', {})
    .then(show, () => undefined);
}

export function setListen(change: Partial<Listen>): void {
  start();
  show({ ...present, ...change });
  waiting += 1;
  studio()
    .invoke('listen.set', change)
    .then(
      (state) => {
        waiting -= 1;
        if (waiting === 0) show(state);
      },
      (error: unknown) => {
        waiting -= 1;
        showFailure(failureFrom(error));
        void studio().invoke('listen.get', {}).then(show);
      },
    );
}

export function listenState(): Listen {
  start();
  return present;
}

export function onListen(listener: () => void): () => void {
  start();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useListen(): Listen {
  return useSyncExternalStore(onListen, () => present);
}

/** What the engine says of it, 60 times a second. */
export interface ListenReading {
  /** Seconds in the reference's file, where it has a clock of its own. */
  seconds: number;
  gainDb: number;
  shortDb: number;
  masterLufs: number;
  systemGainDb: number;
  systemShortDb: number;
  systemSeconds: number;
}

export function listenReading(): ListenReading | undefined {
  const values = newestFrame()?.sections.find(({ kind }) => kind === SectionKind.listening)?.values;
  if (!values) return undefined;
  const at = (slot: number): number => values[slot] ?? Number.NaN;
  return {
    seconds: at(ListenSlot.seconds),
    gainDb: at(ListenSlot.gainDb),
    shortDb: at(ListenSlot.shortDb),
    masterLufs: at(ListenSlot.masterLufs),
    systemGainDb: at(ListenSlot.systemGainDb),
    systemShortDb: at(ListenSlot.systemShortDb),
    systemSeconds: at(ListenSlot.systemSeconds),
  };
}
