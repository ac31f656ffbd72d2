/** Everything about an export on one page: sound and formats, tags and cover, names, versions, sets, stems; then what came of it. */
import { formatSpec, parseFileSpec } from '../../audio-engine/protocol/index.ts';
import { mixingWords, exportWords as words } from '../../audio-engine/words/index.ts';
import { Button, Dialog, Select } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import { ChosenFiles } from './chosen-files.tsx';
import './export.css';
import { ExportRun } from './export-run.tsx';
import { FormatTable } from './format-table.tsx';
import { useKeptJob } from './kept-job.ts';
import { useNames } from './names.ts';
import { SetsForm, StemsForm, VersionsForm } from './parts-form.tsx';
import { PlaceForm } from './place-form.tsx';
import { optionsOf, useExportSettings } from './settings.ts';
import { SoundForm } from './sound-form.tsx';
import { ArtworkForm, TagsForm } from './tags-form.tsx';
import { chooseTarget, useTargets } from './targets.ts';

const shared = mixingWords.export;

function Section({ title, note, children }: { title: string; note?: string; children: React.ReactNode }) {
  return (
    <section className="export-section">
      <header>
        <h3>{title}</h3>
        {note && <span className="panel-note">{note}</span>}
      </header>
      {children}
    </section>
  );
}

export function ExportDialog({ onClose }: { onClose: () => void }) {
  const targets = useTargets();
  const chosen = useDocument((document) => document.release.targetName);
  const form = useExportSettings();
  const { settings, target } = form;
  const options = optionsOf(settings, target);
  const { names, notices, problem } = useNames(options, useKeptJob('export')?.state ?? '');
  const count = problem ? 0 : names.length || settings.formats.length;
  const stems = settings.what === 'stems';
  return (
    <Dialog
      isOpen
      width={940}
      title={shared.title}
      onClose={onClose}
      isDismissable={false}
      actions={<Button onPress={onClose}>{shared.close}</Button>}
    >
      <div className="export-page">
        <div className="export-column">
          <Section title={words.sound}>
            <Select
              showLabel
              label={shared.target}
              value={chosen ?? ''}
              options={[
                { value: '', title: shared.noTarget },
                ...targets.map(({ name }) => ({ value: name, title: name })),
              ]}
              onChange={(name) => chooseTarget(name === '' ? null : name)}
            />
            <SoundForm form={form} all />
          </Section>
          <Section title={words.formats} note={words.formatsNote(count)}>
            <FormatTable
              chosen={settings.formats.map((spec) => formatSpec(parseFileSpec(spec)!.file))}
              onToggle={form.toggleFormat}
            />
            <ChosenFiles form={form} />
          </Section>
          {stems ? (
            <Section title={words.stems}>
              <StemsForm form={form} />
            </Section>
          ) : (
            <Section title={words.versions}>
              <VersionsForm form={form} />
            </Section>
          )}
          {!stems && (
            <Section title={words.sets} note={words.setsNote}>
              <SetsForm form={form} />
            </Section>
          )}
          <div className="export-section">
            <ExportRun options={options} count={count} />
          </div>
        </div>
        <div className="export-column">
          <Section title={words.tags} note={words.tagsNote}>
            <TagsForm />
            <ArtworkForm />
          </Section>
          <Section title={words.where}>
            <PlaceForm form={form} names={names} notices={notices} problem={problem} />
          </Section>
        </div>
      </div>
    </Dialog>
  );
}
