/** The newest job that gives or takes a package. */
import type { Job } from '../../audio-engine/protocol/index.ts';

export function latestJob(jobs: Record<string, Job>, kind: 'handoff' | 'receive'): Job | undefined {
  return Object.values(jobs).findLast((job) => job.kind === kind);
}
