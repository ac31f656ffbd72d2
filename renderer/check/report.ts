/**
 * The newest report of the open session's mix, for every view: asked of the main process, made anew by a job that can
 * be cancelled, and said to be old once the mix is another one.
 */
import { useSyncExternalStore } from 'react';
import { type CheckReport, checkReportSchema, type Job } from '../../audio-engine/protocol/index.ts';
import { mixFingerprint, type SessionDocument } from '../../audio-engine/session/index.ts';
import { failureFrom, showFailure, store, studio } from '../state/index.ts';

export interface CheckState {
  report: CheckReport | null;
  /** Of the mix that was checked. */
  fingerprint: string | null;
  /** The check under way; empty until its job has a number. */
  running: string | null;
  /** 0..1 */
  progress: number;
  /** Counts the checks that ended in this window: the door opens then. */
  ended: number;
  /** Why the newest check brought nothing; null where it did, or none ran. */
  problem: string | null;
}

const NOTHING: CheckState = {
  report: null,
  fingerprint: null,
  running: null,
  progress: 0,
  ended: 0,
  problem: null,
};

let state: CheckState = NOTHING;
const listeners = new Set<() => void>();

function change(next: Partial<CheckState>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

function isOver({ state: of }: Job): boolean {
  return of !== 'queued' && of !== 'running';
}

function take(job: Job): void {
  if (job.kind !== 'check' || job.id !== state.running) return;
  if (!isOver(job)) {
    change({ progress: job.progress });
    return;
  }
  const read = job.state === 'done' ? checkReportSchema.safeParse(job.result) : null;
  change({ running: null, problem: read?.success ? null : job.sentence });
  if (read?.success) {
    change({ report: read.data, ended: state.ended + 1 });
    // The mix it was made of is known where the job began.
    void load(false);
  }
}

async function load(withReport: boolean): Promise<void> {
  const last = await studio()
    .invoke('advice.last', {})
    .catch(() => null);
  if (last) change(withReport ? last : { fingerprint: last.fingerprint });
}

let followed: unknown;

/** Follows the main process; once for each line to it. Called by whoever shows something of a check. */
export function followReport(): void {
  const api = studio();
  if (followed === api) return;
  followed = api;
  state = NOTHING;
  api.on('studio.reset', () => {
    change(NOTHING);
    void load(true);
  });
  api.on('jobs.changed', take);
  void load(true);
}

/** Listens to the whole song aside. One at a time. */
export async function startCheck(): Promise<void> {
  followReport();
  if (state.running !== null) return;
  change({ running: '', progress: 0, problem: null });
  try {
    const { jobId } = await studio().invoke('advice.check', {});
    change({ running: jobId });
    // Ended before its number was here.
    const early = store.getState().status.jobs[jobId];
    if (early) take(early);
  } catch (error) {
    const failure = failureFrom(error);
    change({ running: null, problem: failure.sentence });
    showFailure(failure);
  }
}

export function cancelCheck(): void {
  if (!state.running) return;
  studio()
    .invoke('jobs.cancel', { jobId: state.running })
    .catch((error: unknown) => showFailure(failureFrom(error)));
}

/** Another mix than the one that was checked. */
export function isStale(document = store.getState().replica.confirmed): boolean {
  if (state.fingerprint === null) return false;
  if (asked?.document !== document) asked = { document, fingerprint: mixFingerprint(document) };
  return state.fingerprint !== asked.fingerprint;
}

/** The newest answer: many ask of one document. */
let asked: { document: SessionDocument; fingerprint: string } | null = null;

export function checkState(): CheckState {
  return state;
}

export function useCheck(): CheckState {
  return useSyncExternalStore(
    (listener) => {
      followReport();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
