/** Time at the speakers as this window knows it: the main process counts, every window follows. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { type Listening, type Monitor, NOTHING_HEARD } from '../../audio-engine/protocol/index.ts';
import { failureFrom, showFailure, studio } from '../state/index.ts';

let present: Listening = NOTHING_HEARD;
const listeners = new Set<() => void>();
let followed: unknown;

function show(next: Listening): void {
  present = next;
  for (const listener of listeners) listener();
}

const report = (error: unknown) => showFailure(failureFrom(error));

export function followListening(): void {
  const api = studio();
  if (followed === api) return;
  followed = api;
  present = NOTHING_HEARD;
  api.on('breaks.changed', show);
  askListening();
}

/** A pause becomes a break without anybody doing something: asked again when it is shown. */
export function askListening(): void {
  studio()
    .invoke('breaks.get', {})
    .then(show, () => undefined);
}

export function useListeningTime(): Listening {
  return useSyncExternalStore(
    (listener) => {
      followListening();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => present,
  );
}

export function listeningTime(): Listening {
  return present;
}

export function takeBreak(minutes: number): void {
  studio().invoke('breaks.start', { minutes }).then(show, report);
}

export function remindLater(): void {
  studio().invoke('breaks.later', {}).then(show, report);
}

export async function endBreak(): Promise<void> {
  await studio().invoke('breaks.end', {}).then(show, report);
}

/** The clock, for what counts down. */
export function useNow(everyMs: number, running: boolean): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    if (!running) return;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, running]);
  return nowMs;
}

type Calibration = Pick<Monitor, 'referenceDb' | 'referenceSpl'>;

/**
 * dB SPL at the listener's place where the room is calibrated, else LUFS at the speakers. Calibration says what one
 * speaker gives with pink noise at −20 dBFS RMS; K-weighting reads such noise within a dB of −20 LUFS, so the estimate
 * is good to 2 or 3 dB.
 */
export function heardLevel(minute: { lufs: number; roomDb: number }, room: Calibration): number {
  if (room.referenceDb === null) return minute.lufs + minute.roomDb;
  return room.referenceSpl + (minute.roomDb - room.referenceDb) + (minute.lufs + 20);
}
