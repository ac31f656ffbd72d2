/** What another engineer gave: what its sheet says, and whether it becomes a session or what this one masters. */
import { useEffect, useState } from 'react';
import { z } from 'zod';
import type { Failure, HandoffFacts, Job } from '../../audio-engine/protocol/index.ts';
import { decibels, handoffWords, mixingWords } from '../../audio-engine/words/index.ts';
import { JobRun } from '../album/index.ts';
import { Button, Dialog, Segmented, TextField } from '../controls/index.ts';
import { failureFrom, openDialog, showFailure, studio, useStatus } from '../state/index.ts';
import './handoff.css';
import { latestJob } from './latest.ts';

const words = handoffWords.take;

const resultSchema = z.object({ notices: z.array(z.string()) });
/** What the job found of the files that came in. */
const noticesOf = ({ result }: Job): string[] => resultSchema.safeParse(result).data?.notices ?? [];

/** The sheet of the folder, or why there is none. */
function useFacts(folder: string): { facts: HandoffFacts | null; problem: Failure | null } {
  const [read, setRead] = useState<{ facts: HandoffFacts | null; problem: Failure | null }>({
    facts: null,
    problem: null,
  });
  useEffect(() => {
    let current = true;
    if (folder.trim() === '') setRead({ facts: null, problem: null });
    else
      studio()
        .invoke('handoff.read', { folder: folder.trim() })
        .then(
          (facts) => current && setRead({ facts, problem: null }),
          (error: unknown) => current && setRead({ facts: null, problem: failureFrom(error) }),
        );
    return () => {
      current = false;
    };
  }, [folder]);
  return read;
}

async function choose(take: (folder: string) => void): Promise<void> {
  try {
    const asked = { kind: 'folder', title: words.heading, suggestedName: '' } as const;
    const answer = await studio().invoke('dialog.save', asked);
    if (answer.unsupported) openDialog('files', 'handoff');
    else if (answer.path) take(answer.path);
  } catch (error) {
    showFailure(failureFrom(error));
  }
}

export function TakeDialog({ folder: given, onClose }: { folder: string | null; onClose: () => void }) {
  const [folder, setFolder] = useState(given ?? '');
  const [as, setAs] = useState<'session' | 'master'>('session');
  const { facts, problem } = useFacts(folder);
  const job = useStatus((status) => latestJob(status.jobs, 'receive'));
  return (
    <Dialog
      isOpen
      width={520}
      title={words.heading}
      onClose={onClose}
      actions={<Button onPress={onClose}>{mixingWords.export.close}</Button>}
    >
      <div className="handoff-form">
        <p className="export-note">{words.about}</p>
        <div className="export-path">
          <TextField label={words.folder} value={folder} onChange={setFolder} autoFocus />
          <Button onPress={() => void choose(setFolder)}>{words.choose}</Button>
        </div>
        {problem && (
          <p className="export-failure" role="alert">
            <b>{problem.sentence}</b> {problem.nextStep}
          </p>
        )}
        {facts && <Sheet facts={facts} />}
        {facts && (
          <Segmented
            label={words.as}
            value={as}
            options={[
              { value: 'session', title: words.session },
              { value: 'master', title: words.master },
            ]}
            help={words.asHelp}
            onChange={setAs}
          />
        )}
        <JobRun
          job={job}
          title={words.open}
          isDisabled={facts === null}
          start={(api) => api.invoke('handoff.open', { folder: facts!.folder, as })}
        />
        {job?.state === 'done' && (
          <div role="status">
            <p className="export-note">{job.sentence}</p>
            <Notices lines={noticesOf(job)} />
          </div>
        )}
      </div>
    </Dialog>
  );
}

function Notices({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => (
    <p className="export-failure" key={line}>
      {line}
    </p>
  ));
}

function Sheet({ facts }: { facts: HandoffFacts }) {
  const { premaster, stems, markers, notes, target, message, notices } = facts;
  const { integratedLufs, truePeakDbtp } = premaster.measurement;
  return (
    <section className="handoff-sheet" aria-label={facts.name}>
      <h3>{facts.name}</h3>
      <p className="export-note">{words.from(facts.createdAt.slice(0, 10), facts.sampleRate, facts.bpm)}</p>
      <ul className="handoff-holds">
        <li>{words.premaster(decibels(integratedLufs), decibels(truePeakDbtp, 2))}</li>
        <li>{[words.stems(stems.length), stems.join(', ')].filter(Boolean).join(': ')}</li>
        <li>{words.extras(markers, notes)}</li>
        {target && <li>{words.target(target)}</li>}
      </ul>
      {message && <blockquote>{message}</blockquote>}
      <Notices lines={notices} />
    </section>
  );
}
