/**
 * The measurement of the whole song, when it has been run: every figure and the loudness over time. It belongs
 * to the document it was made of, and says so once that has changed.
 */
import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { type Measured, measurementSchema } from '../export/index.ts';
import { failureFrom, showFailure, shownDocument, studio } from '../state/index.ts';

const levels = z.array(z.number().nullable());
const resultSchema = z.object({
  measurement: measurementSchema,
  history: z
    .object({ stepSeconds: z.number().positive(), momentaryLufs: levels, shortTermLufs: levels })
    .nullable(),
});

export interface SongAnalysis {
  what: 'mix' | 'master';
  measurement: Measured;
  history: { stepSeconds: number; momentaryLufs: Float32Array; shortTermLufs: Float32Array } | null;
  /** The document as it was measured. */
  document: unknown;
}

interface State {
  running: string | null;
  progress: number;
  done: SongAnalysis | null;
}

let state: State = { running: null, progress: 0, done: null };
const listeners = new Set<() => void>();

function change(next: Partial<State>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

const samples = (values: (number | null)[]) =>
  Float32Array.from(values, (v) => v ?? Number.NEGATIVE_INFINITY);

/** Reads a job's result; undefined where it is not one. */
export function readAnalysis(
  result: unknown,
  what: 'mix' | 'master',
  document: unknown,
): SongAnalysis | undefined {
  const read = resultSchema.safeParse(result);
  if (!read.success) return undefined;
  const { measurement, history } = read.data;
  return {
    what,
    measurement,
    history: history && {
      stepSeconds: history.stepSeconds,
      momentaryLufs: samples(history.momentaryLufs),
      shortTermLufs: samples(history.shortTermLufs),
    },
    document,
  };
}

let listening = false;

function listen(): void {
  if (listening) return;
  listening = true;
  studio().on('studio.reset', () => change({ running: null, done: null }));
}

export async function analyseSong(what: 'mix' | 'master'): Promise<void> {
  listen();
  if (state.running !== null) return;
  const document = shownDocument();
  change({ running: '', progress: 0 });
  try {
    let jobId = '';
    const end = studio().on('jobs.changed', (job) => {
      if (jobId === '' || job.id !== jobId) return;
      if (job.state === 'running' || job.state === 'queued') {
        change({ progress: job.progress });
        return;
      }
      end();
      const done = job.state === 'done' ? readAnalysis(job.result, what, document) : undefined;
      change({ running: null, ...(done ? { done } : {}) });
      for (const failure of job.failures) showFailure(failure);
    });
    jobId = (await studio().invoke('analysis.song', { what })).jobId;
    change({ running: jobId });
  } catch (error) {
    change({ running: null });
    showFailure(failureFrom(error));
  }
}

export function cancelAnalysis(): void {
  if (state.running)
    void studio()
      .invoke('jobs.cancel', { jobId: state.running })
      .catch(() => undefined);
}

export function useAnalysis(): State {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => state,
  );
}
