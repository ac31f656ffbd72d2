/** Where files go and what they are called, with the names as they will be. */
import { mixingWords, exportWords as words } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import { failureFrom, showFailure, studio, useStatus } from '../state/index.ts';
import { Tick } from './chip.tsx';
import { PathField } from './path-field.tsx';
import type { ExportFormState } from './settings.ts';

const shared = mixingWords.export;
const SHOWN = 6;

export function PlaceForm(props: {
  form: ExportFormState;
  names: readonly string[];
  notices: readonly string[];
  problem: string | null;
}) {
  const { form, names, notices, problem } = props;
  const { settings } = form;
  const host = useStatus((status) => status.info?.host);
  const choose = async () => {
    try {
      const answer = await studio().invoke('dialog.save', {
        kind: 'folder',
        title: shared.destination,
        suggestedName: settings.folder,
      });
      if (answer.path) form.setFolder(answer.path);
    } catch (error) {
      showFailure(failureFrom(error));
    }
  };
  return (
    <div className="place-form">
      <div className="export-path">
        <PathField
          label={words.folder}
          value={settings.folder}
          subject={settings.what}
          onChange={form.setFolder}
        />
        {host === 'electron' && <Button onPress={() => void choose()}>{shared.choose}</Button>}
      </div>
      <PathField
        label={words.pattern}
        value={settings.pattern}
        subject={`${settings.what} ${settings.formats.join()}`}
        onChange={form.setPattern}
        error={problem}
      />
      <ul className="export-names" aria-label={words.names}>
        {names.slice(0, SHOWN).map((path) => (
          <li key={path}>
            {path.startsWith(settings.folder) ? path.slice(settings.folder.length + 1) : path}
          </li>
        ))}
        {names.length > SHOWN && <li className="export-more">{words.more(names.length - SHOWN)}</li>}
      </ul>
      {notices.map((notice) => (
        <p className="export-note" role="status" key={notice}>
          {notice}
        </p>
      ))}
      <div className="ticks">
        <Tick
          label={words.replace}
          help={words.replaceHelp}
          isOn={settings.replace}
          onChange={form.setReplace}
        />
        <Tick
          label={words.overshoot}
          help={words.overshootHelp}
          isOn={settings.lower}
          onChange={form.setLower}
        />
        <Tick label={words.proof} help={words.proofHelp} isOn={settings.proof} onChange={form.setProof} />
      </div>
    </div>
  );
}
