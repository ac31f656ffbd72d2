/** A job of the master room as a view follows it: how far it is, and what it came to. */
import type { z } from 'zod';
import { failureFrom, showFailure, studio } from '../state/index.ts';

export interface RunningJob {
  /** Empty until the host has named it. */
  jobId: string;
  progress: number;
  sentence: string;
}

/** Undefined where it failed or was cancelled; what went wrong is shown. */
export async function followJob<Schema extends z.ZodType>(
  start: () => Promise<{ jobId: string }>,
  schema: Schema,
  onChange: (job: RunningJob) => void,
): Promise<z.output<Schema> | undefined> {
  let jobId = '';
  let end: (() => void) | undefined;
  try {
    return await new Promise((resolve, reject) => {
      // Listening first: a short job is over before its name is here.
      const early = new Map<string, Parameters<typeof take>[0]>();
      const take = (job: {
        id: string;
        state: string;
        progress: number;
        sentence: string;
        result?: unknown;
        failures: Parameters<typeof showFailure>[0][];
      }): void => {
        if (jobId === '') early.set(job.id, job);
        if (job.id !== jobId) return;
        if (job.state === 'running' || job.state === 'queued') {
          onChange({ jobId, progress: job.progress, sentence: job.sentence });
          return;
        }
        for (const failure of job.failures) showFailure(failure);
        const read = job.state === 'done' ? schema.safeParse(job.result) : undefined;
        resolve(read?.success ? read.data : undefined);
      };
      end = studio().on('jobs.changed', (job) => take(job));
      start().then((started) => {
        jobId = started.jobId;
        onChange({ jobId, progress: 0, sentence: '' });
        const known = early.get(jobId);
        if (known) take(known);
      }, reject);
    });
  } catch (error) {
    showFailure(failureFrom(error));
    return undefined;
  } finally {
    end?.();
  }
}

export function cancelJob(job: RunningJob | null): void {
  if (job && job.jobId !== '')
    void studio()
      .invoke('jobs.cancel', { jobId: job.jobId })
      .catch(() => undefined);
}
