/** The start of an export, its progress, and what came of it: the same in the panel and in the dialog. */
import { useState } from 'react';
import type { ExportRequest } from '../../audio-engine/protocol/index.ts';
import { mixingWords, exportWords as words } from '../../audio-engine/words/index.ts';
import { type ReleaseAdvice, releaseAdviceOnce } from '../check/index.ts';
import { Button } from '../controls/index.ts';
import { failureFrom, showFailure, shownDocument, studio, useDocument } from '../state/index.ts';
import { ExportSummary } from './export-summary.tsx';
import { useKeptJob } from './kept-job.ts';
import { readExported } from './measured.ts';

const shared = mixingWords.export;

/** Runs an export; a refusal is said. */
async function run(options: ExportRequest): Promise<void> {
  try {
    await studio().invoke('delivery.export', options);
  } catch (error) {
    showFailure(failureFrom(error));
  }
}

/** What is said once before a song leaves; stems and premasters go to another engineer, who masters. */
function adviceFor({ what, target }: ExportRequest): ReleaseAdvice | null {
  return what === 'master' || what === 'mix' ? releaseAdviceOnce(shownDocument(), target) : null;
}

export function ExportRun({ options, count }: { options: ExportRequest; count: number }) {
  const empty = useDocument(
    (document) => Object.keys(document.tracks).length === 0 && document.master.source.mediaId === null,
  );
  const job = useKeptJob('export');
  const [starting, setStarting] = useState(false);
  const [advice, setAdvice] = useState<ReleaseAdvice | null>(null);
  const busy = starting || job?.state === 'running' || job?.state === 'queued';
  const done = job?.state === 'done' ? readExported(job.result) : undefined;
  const start = async (wanted: ExportRequest) => {
    setStarting(true);
    // It never holds the export up.
    setAdvice(adviceFor(wanted));
    await run(wanted);
    setStarting(false);
  };
  return (
    <>
      {busy && job ? (
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
            {shared.cancel}
          </Button>
        </div>
      ) : (
        <Button
          kind="primary"
          className="export-start"
          isDisabled={empty || starting || count === 0 || options.place.folder.trim() === ''}
          onPress={() => void start(options)}
          help={shared.startHelp}
        >
          {options.what === 'stems' ? words.startStems : words.start(count)}
        </Button>
      )}
      {advice && (
        <div className="export-advice" role="note">
          <p>{advice.lead}:</p>
          <ul>
            {advice.items.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </div>
      )}
      {!busy && job?.state === 'cancelled' && <p className="export-note">{shared.cancelled}</p>}
      {!busy &&
        job?.failures.map((failure) => (
          <p className="export-failure" role="alert" key={failure.code + failure.sentence}>
            <b>{failure.sentence}</b> {failure.nextStep}
          </p>
        ))}
      {!busy && done && (
        <ExportSummary
          exported={done}
          onLower={(file) =>
            void start({
              ...options,
              files: [{ file: file.file, sampleRate: file.measurement.sampleRate, dither: file.dither }],
              sets: [],
              versions: [file.version],
              overshoot: 'lower',
            })
          }
        />
      )}
    </>
  );
}
