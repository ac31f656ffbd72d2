/** The compact form beside the master: what, which files, where; all else is in the dialog. */
import { formatTitle, parseFileSpec } from '../../audio-engine/protocol/index.ts';
import { mixingWords, exportWords as words } from '../../audio-engine/words/index.ts';
import { Button } from '../controls/index.ts';
import { openDialog } from '../state/index.ts';
import { ExportRun } from './export-run.tsx';
import './export.css';
import { useKeptJob } from './kept-job.ts';
import { useNames } from './names.ts';
import { PathField } from './path-field.tsx';
import { optionsOf, useExportSettings } from './settings.ts';
import { SoundForm } from './sound-form.tsx';

const shared = mixingWords.export;

function titleOf(spec: string): string {
  const { file, sampleRate } = parseFileSpec(spec)!;
  return sampleRate === null ? formatTitle(file) : words.atRate(formatTitle(file), sampleRate / 1000);
}

export function ExportForm() {
  const form = useExportSettings();
  const { settings, target } = form;
  const options = optionsOf(settings, target);
  const { names, problem } = useNames(options, useKeptJob('export')?.state ?? '');
  const count = names.length || settings.formats.length;
  const single = settings.what !== 'stems' && names.length === 1;
  return (
    <div className="export-form">
      <SoundForm form={form} all={false} />
      <div className="export-chosen">
        <span>{settings.formats.map(titleOf).join(', ') || words.formatsNote(0)}</span>
        <Button kind="quiet" help={words.settingsHelp} onPress={() => openDialog('export')}>
          {words.settings}
        </Button>
      </div>
      <PathField
        label={single ? shared.file : shared.folder}
        value={single ? names[0]! : settings.folder}
        subject={`${settings.what} ${settings.formats.join()} ${single}`}
        onChange={single ? form.setFile : form.setFolder}
        error={problem}
      />
      <ExportRun options={options} count={count} />
    </div>
  );
}
