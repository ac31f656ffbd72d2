/** A job that stays readable where it was started, after its notice has gone. */
import { useEffect, useState } from 'react';
import type { Job } from '../../audio-engine/protocol/index.ts';
import { useDocument, useStatus } from '../state/index.ts';

/** By session and subject; a page has a handful. */
const kept = new Map<string, Job>();

/** The latest job of that kind and, where one is given, of that title. */
export function useKeptJob(kind: Job['kind'], title: string | null = null): Job | undefined {
  const session = useDocument((document) => document.session.id);
  const key = `${session} ${kind} ${title ?? ''}`;
  const job = useStatus((status) =>
    Object.values(status.jobs).findLast(
      (one) => one.kind === kind && (title === null || one.title === title),
    ),
  );
  const [, setSeen] = useState<Job | undefined>(job);
  useEffect(() => {
    if (!job) return;
    kept.set(key, job);
    setSeen(job);
  }, [job, key]);
  return job ?? kept.get(key);
}
