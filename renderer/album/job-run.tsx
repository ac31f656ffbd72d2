/** A button that starts a job, its progress with a way to stop it, and what went wrong. */
import { useState } from 'react';
import type { Job, StudioApi } from '../../audio-engine/protocol/index.ts';
import { albumWords, mixingWords } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import { failureFrom, showFailure, studio } from '../state/index.ts';

const shared = mixingWords.export;

export interface JobRunProps {
  job: Job | undefined;
  title: string;
  isDisabled: boolean;
  start(studio: StudioApi): Promise<unknown>;
}

export function JobRun({ job, title, isDisabled, start }: JobRunProps) {
  const [starting, setStarting] = useState(false);
  const busy = job?.state === 'running' || job?.state === 'queued';
  const begin = async () => {
    setStarting(true);
    try {
      await start(studio());
    } catch (error) {
      showFailure(failureFrom(error));
    }
    setStarting(false);
  };
  if (busy && job)
    return (
      <div className="export-progress">
        <div
          className="progress"
          role="progressbar"
          aria-label={shared.progress}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(job.progress * 100)}
        >
          <i style={{ width: `${job.progress * 100}%` }} />
        </div>
        <span>{job.sentence || job.title}</span>
        <Button
          kind="quiet"
          onPress={() => {
            studio()
              .invoke('jobs.cancel', { jobId: job.id })
              .catch((error: unknown) => showFailure(failureFrom(error)));
          }}
        >
          {albumWords.page.cancel}
        </Button>
      </div>
    );
  return (
    <>
      <Button
        kind="primary"
        className="export-start"
        isDisabled={isDisabled || starting}
        onPress={() => void begin()}
      >
        {title}
      </Button>
      {job?.failures.map((failure) => (
        <p className="export-failure" role="alert" key={failure.code + failure.sentence}>
          <b>{failure.sentence}</b> {failure.nextStep}
        </p>
      ))}
    </>
  );
}
