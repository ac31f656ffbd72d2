/** Where the report of this master goes, as a page or a PDF. */
import { useState } from 'react';
import type { Job } from '../../audio-engine/protocol/index.ts';
import { albumWords, reportWords } from '../../audio-engine/words/index.ts';
import { Button, Dialog, Segmented, TextField } from '../controls/index.ts';
import { Tick } from '../export/index.ts';
import { useDocument, useStatus } from '../state/index.ts';
import './album.css';
import { JobRun } from './job-run.tsx';

const words = reportWords.dialog;

function latest(jobs: Record<string, Job>): Job | undefined {
  return Object.values(jobs).findLast((job) => job.kind === 'report');
}

export function ReportDialog({ onClose }: { onClose: () => void }) {
  const name = useDocument((document) => document.release.title || document.session.name);
  const home = useStatus((status) => status.info?.home ?? '');
  const job = useStatus((status) => latest(status.jobs));
  const [ending, setEnding] = useState<'html' | 'pdf'>('html');
  const [check, setCheck] = useState(true);
  const [typed, setTyped] = useState<string | null>(null);
  const path = (typed ?? `${home}/${name} report`).replace(/\.(html|pdf)$/i, '');
  return (
    <Dialog
      isOpen
      width={480}
      title={words.heading}
      onClose={onClose}
      actions={<Button onPress={onClose}>{albumWords.page.close}</Button>}
    >
      <div className="report-form">
        <p className="export-note">{words.about}</p>
        <Segmented
          size="small"
          label={words.format}
          value={ending}
          options={[
            { value: 'html', title: 'HTML' },
            { value: 'pdf', title: 'PDF' },
          ]}
          help={words.formatHelp}
          onChange={setEnding}
        />
        <TextField label={words.file} value={`${path}.${ending}`} onChange={setTyped} />
        <Tick label={words.check} help={words.checkHelp} isOn={check} onChange={setCheck} />
        <JobRun
          job={job}
          title={words.make}
          isDisabled={path.trim() === ''}
          start={(studio) => studio.invoke('report.make', { path: `${path}.${ending}`, check })}
        />
        {job?.state === 'done' && <p className="export-note">{job.sentence}</p>}
      </div>
    </Dialog>
  );
}
