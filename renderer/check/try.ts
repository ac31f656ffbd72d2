/** Try it: the fix as one step with a name, then the mix before and after it at one place, equally loud. */
import { useSyncExternalStore } from 'react';
import { comparisonSchema, type Finding } from '../../audio-engine/protocol/index.ts';
import { checkWords as words } from '../../audio-engine/words/index.ts';
import { failureFrom, run, showFailure, showNote, store, studio, undo } from '../state/index.ts';
import { endFinding } from './hear.ts';

export interface Tried {
  key: string;
  /** The step's name in the history. */
  name: string;
  /** Right before and right after the step. */
  before: number;
  after: number | null;
  /** The rendering of both under way. */
  jobId: string | null;
  progress: number;
  /** LU by which “after” is matched; null while nothing is rendered. */
  byLu: number | null;
  ready: boolean;
  side: 'before' | 'after' | null;
}

let tried: Tried | null = null;
const listeners = new Set<() => void>();

function change(next: Tried | null): void {
  tried = next;
  for (const listener of listeners) listener();
}

const report = (error: unknown) => showFailure(failureFrom(error));

/** The fix that was tried last; another one, or an edit's undo, takes its place. */
export function useTried(): Tried | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => tried,
  );
}

export async function tryFix(finding: Finding): Promise<void> {
  if (finding.fix.commands.length === 0) {
    showNote(words.tryNothing);
    return;
  }
  endFinding();
  leaveTried();
  const name = words.trying(finding.title);
  const before = store.getState().replica.revision;
  const taken = await run('batch', { commands: finding.fix.commands }, name);
  if (!taken) return;
  const none = { jobId: null, progress: 0, byLu: null, ready: false, side: null };
  change({ key: finding.key, name, before, after: null, ...none });
}

/** True while the fix is the newest step: then undo takes back this and nothing else. */
export function canUndoTry(of: Tried, undoName: string | null): boolean {
  return undoName === of.name;
}

export async function undoTry(): Promise<void> {
  if (!tried || !canUndoTry(tried, store.getState().replica.undoName)) return;
  leaveTried();
  await undo();
}

export async function renderTried(): Promise<void> {
  const of = tried;
  if (!of || of.jobId !== null) return;
  let jobId = '';
  const end = studio().on('jobs.changed', (job) => {
    if (jobId === '' || job.id !== jobId || tried?.key !== of.key) return;
    if (job.state === 'running' || job.state === 'queued') {
      change({ ...tried, progress: job.progress });
      return;
    }
    end();
    const comparison = job.state === 'done' ? comparisonSchema.safeParse(job.result) : null;
    if (comparison?.success) {
      change({ ...tried, jobId: null, ready: true, byLu: comparison.data.byLu });
      hearSide('after');
    } else change({ ...tried, jobId: null });
    for (const failure of job.failures) showFailure(failure);
  });
  change({ ...of, jobId, progress: 0 });
  try {
    const after = of.after ?? store.getState().replica.revision;
    ({ jobId } = await studio().invoke('versions.compare', {
      from: `revision:${of.before}`,
      to: `revision:${after}`,
    }));
    if (tried?.key === of.key) change({ ...tried, after, jobId });
  } catch (error) {
    end();
    if (tried?.key === of.key) change({ ...tried, jobId: null });
    report(error);
  }
}

/** Plays one side in place of the mix; null goes back to it. */
export function hearSide(side: Tried['side']): void {
  if (!tried?.ready) return;
  change({ ...tried, side });
  const wire = side === null ? null : side === 'before' ? ('a' as const) : ('b' as const);
  studio().invoke('versions.audition', { side: wire, matched: true }).catch(report);
}

/** Back to the mix; what is rendered for it goes on in vain no longer. */
export function leaveTried(): void {
  const was = tried;
  if (!was) return;
  change(null);
  if (was.side !== null)
    studio()
      .invoke('versions.audition', { side: null, matched: true })
      .catch(() => undefined);
  if (was.jobId)
    studio()
      .invoke('jobs.cancel', { jobId: was.jobId })
      .catch(() => undefined);
}
