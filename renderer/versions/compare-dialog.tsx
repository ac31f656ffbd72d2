/** “What did I change?”: two moments side by side, in words, in figures, and to be heard. */
import { useMemo, useState } from 'react';
import { comparisonSchema } from '../../audio-engine/protocol/index.ts';
import { versionWords as words } from '../../audio-engine/words/index.ts';
import { Button, Dialog, Select } from '../controls/index.ts';
import { failureFrom, showFailure, studio, useStatus } from '../state/index.ts';
import { AuditionBar } from './audition-bar.tsx';
import { CompareTable } from './compare-table.tsx';
import { useMoments } from './moments.ts';
import { Moves, useChanges } from './moves.tsx';
import './versions.css';

/** The job that measures these two, while it is about them. */
function useMeasurement(from: string | null, to: string) {
  const [asked, setAsked] = useState<{ jobId: string; of: string } | null>(null);
  const of = `${from}|${to}`;
  const job = useStatus((s) => (asked?.of === of ? s.jobs[asked.jobId] : undefined));
  const comparison = useMemo(() => {
    const parsed = job?.state === 'done' ? comparisonSchema.safeParse(job.result) : undefined;
    return parsed?.success ? parsed.data : null;
  }, [job]);
  const report = (error: unknown) => showFailure(failureFrom(error));
  return {
    job,
    comparison,
    start: () => {
      if (from === null) return;
      studio()
        .invoke('versions.compare', { from, to })
        .then(({ jobId }) => setAsked({ jobId, of }))
        .catch(report);
    },
    cancel: () => {
      if (asked) studio().invoke('jobs.cancel', { jobId: asked.jobId }).catch(report);
    },
  };
}

export function CompareDialog({ argument, onClose }: { argument: string | null; onClose: () => void }) {
  const moments = useMoments();
  const [chosen, setChosen] = useState<string | null>(argument);
  const [to, setTo] = useState('now');
  const from = chosen ?? moments?.before ?? null;
  const changes = useChanges(from, to);
  const { job, comparison, start, cancel } = useMeasurement(from, to);
  const open = job?.state === 'queued' || job?.state === 'running';
  const cancelAndClose = () => {
    if (open) cancel();
    onClose();
  };
  return (
    <Dialog isOpen width={980} title={words.title} onClose={cancelAndClose} className="compare-dialog">
      <p className="dialog-text">{words.text}</p>
      {moments && from !== null && (
        <div className="compare-moments">
          <Select showLabel label={words.from} value={from} options={moments.options} onChange={setChosen} />
          <Select showLabel label={words.to} value={to} options={moments.options} onChange={setTo} />
        </div>
      )}
      <div className="compare-body">
        <Moves changes={changes} />
        <section className="compare-sound" aria-label={words.heard}>
          <h3>
            {words.heard}
            {open ? (
              <Button onPress={cancel}>{words.cancel}</Button>
            ) : (
              <Button
                kind={comparison ? 'plain' : 'primary'}
                help={words.measureHelp}
                onPress={start}
                isDisabled={from === null}
              >
                {comparison ? words.again : words.measure}
              </Button>
            )}
          </h3>
          {open && (
            <div className="compare-progress" role="status">
              <p>{job.sentence || words.measuring}</p>
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
            </div>
          )}
          {job?.state === 'failed' && (
            <p className="dialog-refused" role="alert">
              {job.failures[0]?.sentence ?? job.sentence} {job.failures[0]?.nextStep}
            </p>
          )}
          {job?.state === 'cancelled' && <p className="dialog-text">{job.sentence}</p>}
          {!job && <p className="dialog-text">{words.measureHelp}</p>}
          {comparison && <CompareTable comparison={comparison} />}
          {comparison?.notices.map((notice) => (
            <p key={notice} className="dialog-notice">
              {notice}
            </p>
          ))}
        </section>
      </div>
      {comparison && <AuditionBar comparison={comparison} />}
    </Dialog>
  );
}
