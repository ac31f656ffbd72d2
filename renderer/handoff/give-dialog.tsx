/** What goes to another engineer: what the package holds, what is said with it, and where it is written. */
import { useState } from 'react';
import { Label, TextArea, TextField as TextAreaField } from 'react-aria-components';
import type { StemOptions } from '../../audio-engine/protocol/index.ts';
import { MASTER_STRIP, orderedEffects } from '../../audio-engine/session/index.ts';
import { effectWords, handoffWords, mixingWords } from '../../audio-engine/words/index.ts';
import { JobRun } from '../album/index.ts';
import { Button, Dialog, TextField } from '../controls/index.ts';
import { Tick } from '../export/index.ts';
import { useDocument, useStatus } from '../state/index.ts';
import './handoff.css';
import { latestJob } from './latest.ts';

const words = handoffWords.give;
const STEMS: StemOptions = { by: 'groups', chain: 'before', returns: 'own' };

export function GiveDialog({ onClose }: { onClose: () => void }) {
  const name = useDocument((document) => document.release.title || document.session.name);
  const empty = useDocument((document) => Object.keys(document.tracks).length === 0);
  const markers = useDocument((document) => Object.keys(document.markers).length);
  const notes = useDocument((document) => Object.values(document.notes).filter(({ done }) => !done).length);
  const chain = useDocument((document) =>
    orderedEffects(document, MASTER_STRIP)
      .map(({ kind }) => effectWords[kind].title)
      .join(', '),
  );
  const home = useStatus((status) => status.info?.home ?? '');
  const job = useStatus((status) => latestJob(status.jobs, 'handoff'));
  const [stems, setStems] = useState(true);
  const [message, setMessage] = useState('');
  const [typed, setTyped] = useState<string | null>(null);
  const folder = typed ?? `${home}/${name} for mastering`;
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
        <ul className="handoff-holds" aria-label={words.holds}>
          <li>{words.premaster}</li>
          {stems && <li>{words.stems}</li>}
          <li>{words.sheet(markers, notes)}</li>
          {chain !== '' && <li>{words.chain(chain)}</li>}
        </ul>
        <Tick label={words.withStems} help={words.stemsHelp} isOn={stems} onChange={setStems} />
        <TextAreaField className="text-field" value={message} onChange={setMessage}>
          <Label className="text-field-label">{words.message}</Label>
          <TextArea
            className="text-field-input handoff-message"
            placeholder={words.messageHint}
            rows={3}
            maxLength={8000}
          />
        </TextAreaField>
        <TextField label={words.folder} value={folder} onChange={setTyped} />
        <JobRun
          job={job}
          title={words.make}
          isDisabled={empty || folder.trim() === ''}
          start={(studio) =>
            studio.invoke('handoff.make', { folder: folder.trim(), message, stems: stems ? STEMS : null })
          }
        />
        {job?.state === 'done' && (
          <p className="export-note" role="status">
            {job.sentence}
          </p>
        )}
      </div>
    </Dialog>
  );
}
