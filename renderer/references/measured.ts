/** What references, the master and the playback systems were measured to be: asked for when something changed. */
import { useSyncExternalStore } from 'react';
import type { MeasuredSystem, SongProfile } from '../../audio-engine/protocol/index.ts';
import { failureFrom, showFailure, studio } from '../state/index.ts';

export interface Measured {
  references: Readonly<Record<string, SongProfile>>;
  master: { fresh: boolean; profile: SongProfile } | null;
  systems: readonly MeasuredSystem[];
  /** The job that measures the master now, and how far it is. */
  measuring: { jobId: string; progress: number } | null;
}

let present: Measured = { references: {}, master: null, systems: [], measuring: null };
const listeners = new Set<() => void>();
let started = false;
let timer: ReturnType<typeof setTimeout> | undefined;
/** Edits come in bursts; whether the master is still fresh can wait for their end. */
const SETTLE_MS = 400;

function show(change: Partial<Measured>): void {
  present = { ...present, ...change };
  for (const listener of listeners) listener();
}

function refresh(): void {
  studio()
    .invoke('reference.profiles', {})
    .then(
      ({ references, master }) => show({ references, master }),
      () => undefined,
    );
}

function soon(): void {
  clearTimeout(timer);
  timer = setTimeout(refresh, SETTLE_MS);
}

function start(): void {
  if (started) return;
  started = true;
  studio().on('studio.patches', soon);
  studio().on('studio.reset', () => {
    show({ references: {}, master: null, measuring: null });
    soon();
  });
  studio().on('jobs.changed', (job) => {
    if (job.kind !== 'profile' && job.kind !== 'reference') return;
    const ended = job.state !== 'queued' && job.state !== 'running';
    if (present.measuring?.jobId === job.id)
      show({ measuring: ended ? null : { jobId: job.id, progress: job.progress } });
    if (ended) refresh();
  });
  studio()
    .invoke('listen.systems', {})
    .then(
      ({ systems }) => show({ systems }),
      () => undefined,
    );
  refresh();
}

function subscribe(listener: () => void): () => void {
  start();
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useMeasured(): Measured {
  return useSyncExternalStore(subscribe, () => present);
}

export function measured(): Measured {
  return present;
}

/** Null: the master. */
export async function measure(mediaId: string | null): Promise<void> {
  try {
    const { jobId } = await studio().invoke('reference.measure', { mediaId });
    if (mediaId === null) show({ measuring: { jobId, progress: 0 } });
  } catch (error) {
    showFailure(failureFrom(error));
  }
}
