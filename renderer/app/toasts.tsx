/** What happened and what to do about it, and jobs under way with their progress. At the lower right, over everything. */
import { useEffect } from 'react';
import type { Job } from '../../audio-engine/protocol/index.ts';
import { frameWords } from '../../audio-engine/words/views.ts';
import { type ActionId, runAction } from '../commands/index.ts';
import { Button, Icon, IconButton } from '../controls/index.ts';
import {
  failureFrom,
  jobDismissed,
  showFailure,
  store,
  studio,
  type Toast,
  toastDismissed,
  useStatus,
} from '../state/index.ts';
import './toasts.css';

const NOTE_MS = 6000;
const JOB_DONE_MS = 5000;

function ToastCard({ toast }: { toast: Toast }) {
  useEffect(() => {
    if (toast.stays) return;
    // What offers something to do stays long enough to be read and reached.
    const shownMs = toast.action ? NOTE_MS * 3 : NOTE_MS;
    const timer = setTimeout(() => store.dispatch(toastDismissed(toast.id)), shownMs);
    return () => clearTimeout(timer);
  }, [toast.id, toast.stays, toast.action]);
  return (
    <div className="toast" role={toast.kind === 'failure' ? 'alert' : 'status'} data-kind={toast.kind}>
      <Icon name={toast.kind === 'failure' ? 'warning' : 'note'} className="toast-icon" />
      <div className="toast-text">
        <p className="toast-sentence">{toast.sentence}</p>
        {toast.nextStep && <p>{toast.nextStep}</p>}
        {toast.detail && (
          <details>
            <summary>{frameWords.detail}</summary>
            <pre>{toast.detail}</pre>
          </details>
        )}
        {toast.action && (
          <Button
            className="button-small"
            onPress={() => {
              if (toast.stays) store.dispatch(toastDismissed(toast.id));
              runAction(toast.action?.actionId as ActionId);
            }}
          >
            {toast.action.title}
          </Button>
        )}
      </div>
      <IconButton
        icon="close"
        size={12}
        label={frameWords.dismiss}
        onPress={() => store.dispatch(toastDismissed(toast.id))}
      />
    </div>
  );
}

function JobCard({ job }: { job: Job }) {
  const over = job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
  const quiet = over && job.failures.length === 0 && job.state !== 'failed';
  useEffect(() => {
    if (!quiet) return;
    const timer = setTimeout(() => store.dispatch(jobDismissed(job.id)), JOB_DONE_MS);
    return () => clearTimeout(timer);
  }, [quiet, job.id]);
  const cancel = () => {
    studio()
      .invoke('jobs.cancel', { jobId: job.id })
      .catch((error: unknown) => showFailure(failureFrom(error)));
  };
  return (
    <div
      className="toast"
      role="status"
      aria-label={job.title}
      data-kind={job.failures.length > 0 || job.state === 'failed' ? 'failure' : 'note'}
    >
      <div className="toast-text">
        <p className="toast-sentence">{over && job.sentence ? job.sentence : job.title}</p>
        {!over && job.sentence && <p>{job.sentence}</p>}
        {!over && (
          <div
            className="job-track"
            role="progressbar"
            aria-label={job.title}
            aria-valuemin={0}
            aria-valuemax={100}
            aria-valuenow={Math.round(job.progress * 100)}
          >
            <div className="job-bar" style={{ transform: `scaleX(${job.progress})` }} />
          </div>
        )}
        {job.failures.slice(0, 6).map((failure) => (
          <p key={failure.sentence} className="toast-failure">
            {failure.sentence} {failure.nextStep}
          </p>
        ))}
        {job.failures.length > 6 && <p>{frameWords.moreFailures(job.failures.length - 6)}</p>}
      </div>
      {over ? (
        <IconButton
          icon="close"
          size={12}
          label={frameWords.dismiss}
          onPress={() => store.dispatch(jobDismissed(job.id))}
        />
      ) : (
        <Button kind="quiet" className="button-small" onPress={cancel}>
          {frameWords.cancelJob}
        </Button>
      )}
    </div>
  );
}

/** Jobs that show themselves elsewhere have no card here. */
const SHOWN: readonly Job['kind'][] = ['import', 'export', 'analysis', 'print'];

export function Toasts() {
  const toasts = useStatus((s) => s.toasts);
  const jobs = useStatus((s) => s.jobs);
  return (
    <section className="toasts" aria-label={frameWords.notices}>
      {Object.values(jobs)
        .filter((job) => SHOWN.includes(job.kind))
        .map((job) => (
          <JobCard key={job.id} job={job} />
        ))}
      {toasts.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </section>
  );
}
