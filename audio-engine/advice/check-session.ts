/** The mix check of a session: listened to once, every strip and the mix, then asked everything. */
import type { CheckReport } from '../protocol/index.ts';
import { listenToSession, type SessionListening } from './features/index.ts';
import { reportOf } from './report.ts';

export interface SessionCheck extends SessionListening {
  /** The document's, for the report. */
  revision: number | null;
}

export async function checkSession(job: SessionCheck): Promise<CheckReport> {
  const start = performance.now();
  const checkedAt = new Date().toISOString();
  const { song, notices } = await listenToSession(job);
  return reportOf(song, {
    revision: job.revision,
    checkedAt,
    tookSeconds: (performance.now() - start) / 1000,
    notices,
  });
}
