/** What Threshold is, and honestly what it does not do yet. */
import { dialogWords } from '../../audio-engine/words/views.ts';
import { runAction } from '../commands/index.ts';
import { Button, Dialog } from '../controls/index.ts';
import { openDialog, useStatus } from '../state/index.ts';

export function AboutDialog({ onClose }: { onClose: () => void }) {
  const version = useStatus((s) => s.info?.version ?? '');
  return (
    <Dialog
      isOpen
      width={540}
      title={dialogWords.aboutTitle(version)}
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onPress={() => openDialog('keys')}>
            {dialogWords.keysTitle}
          </Button>
          <Button
            onPress={() => {
              onClose();
              runAction('session.demoRaw');
            }}
          >
            {dialogWords.demoRaw}
          </Button>
          <Button
            kind="primary"
            onPress={() => {
              onClose();
              runAction('session.demoMixed');
            }}
          >
            {dialogWords.demoMixed}
          </Button>
        </>
      }
    >
      <div className="dialog-stack">
        <p>{dialogWords.aboutText}</p>
        <h3 className="dialog-heading">{dialogWords.notYetTitle}</h3>
        <ul className="not-yet">
          {dialogWords.notYet.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <h3 className="dialog-heading">{dialogWords.figuresTitle}</h3>
        <p>{dialogWords.figuresText}</p>
      </div>
    </Dialog>
  );
}
