/** The same export as in the master room, from anywhere. */
import { mixingWords } from '../../audio-engine/words/index.ts';
import { Button, Dialog, Select } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import { ExportForm } from './export-form.tsx';
import { chooseTarget, useTargets } from './targets.ts';

const words = mixingWords.export;

export function ExportDialog({ onClose }: { onClose: () => void }) {
  const targets = useTargets();
  const chosen = useDocument((document) => document.release.targetName);
  return (
    <Dialog
      isOpen
      width={420}
      title={words.title}
      onClose={onClose}
      isDismissable={false}
      actions={<Button onPress={onClose}>{words.close}</Button>}
    >
      <div className="export-dialog">
        <Select
          showLabel
          label={words.target}
          value={chosen ?? ''}
          options={[
            { value: '', title: words.noTarget },
            ...targets.map((target) => ({ value: target.name, title: target.name })),
          ]}
          onChange={(name) => chooseTarget(name === '' ? null : name)}
        />
        <ExportForm />
      </div>
    </Dialog>
  );
}
