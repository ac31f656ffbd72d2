/** New, rename, save as, versions, recent: the small dialogs of a session. */
import { useEffect, useState } from 'react';
import type { Failure } from '../../audio-engine/protocol/index.ts';
import { dialogWords, versionWords } from '../../audio-engine/words/index.ts';
import { Button, Dialog, Select, TextField } from '../controls/index.ts';
import {
  failureFrom,
  openDialog,
  run,
  showFailure,
  showNote,
  shownDocument,
  store,
  studio,
} from '../state/index.ts';
import { openPath } from './importing.ts';

const report = (error: unknown) => showFailure(failureFrom(error));
const RATES = ['44100', '48000', '88200', '96000'] as const;

interface Closing {
  onClose: () => void;
}

/** A dialog that asks for one name. */
export function NameDialog(
  props: Closing & {
    title: string;
    label: string;
    initial: string;
    accept: string;
    text?: string;
    onAccept: (name: string) => void;
  },
) {
  const { title, label, initial, accept, text, onAccept, onClose } = props;
  const [name, setName] = useState(initial);
  const done = () => {
    if (!name.trim()) return;
    onClose();
    onAccept(name.trim());
  };
  return (
    <Dialog
      isOpen
      width={400}
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{dialogWords.cancel}</Button>
          <Button kind="primary" isDisabled={!name.trim()} onPress={done}>
            {accept}
          </Button>
        </>
      }
    >
      {text && <p className="dialog-text">{text}</p>}
      <TextField label={label} value={name} onChange={setName} onCommit={done} autoFocus />
    </Dialog>
  );
}

export function RenameDialog({ onClose }: Closing) {
  return (
    <NameDialog
      title={dialogWords.renameTitle}
      label={dialogWords.name}
      initial={shownDocument().session.name}
      accept={dialogWords.rename}
      onAccept={(name) => void run('session.rename', { name })}
      onClose={onClose}
    />
  );
}

export function SaveVersionDialog({ onClose }: Closing) {
  return (
    <NameDialog
      title={dialogWords.saveVersionTitle}
      text={dialogWords.saveVersionText}
      label={dialogWords.versionName}
      initial=""
      accept={dialogWords.saveVersion}
      onAccept={(name) =>
        studio()
          .invoke('session.saveVersion', { name })
          .then(() => showNote(dialogWords.versionSaved(name)))
          .catch(report)
      }
      onClose={onClose}
    />
  );
}

export function MarkerDialog({ markerId, onClose }: Closing & { markerId: string }) {
  return (
    <NameDialog
      title={dialogWords.markerTitle}
      label={dialogWords.name}
      initial={shownDocument().markers[markerId]?.name ?? ''}
      accept={dialogWords.rename}
      onAccept={(name) => void run('marker.rename', { markerId, name })}
      onClose={onClose}
    />
  );
}

export function NewDialog({ onClose }: Closing) {
  const [name, setName] = useState<string>(dialogWords.untitled);
  const [rate, setRate] = useState<(typeof RATES)[number]>('48000');
  const create = () => {
    onClose();
    studio()
      .invoke('session.new', { name: name.trim() || dialogWords.untitled, sampleRate: Number(rate) })
      .catch(report);
  };
  return (
    <Dialog
      isOpen
      width={400}
      title={dialogWords.newTitle}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{dialogWords.cancel}</Button>
          <Button kind="primary" onPress={create}>
            {dialogWords.create}
          </Button>
        </>
      }
    >
      <div className="dialog-stack">
        <p className="dialog-text">{dialogWords.newText}</p>
        <TextField label={dialogWords.name} value={name} onChange={setName} onCommit={create} autoFocus />
        <Select
          showLabel
          label={dialogWords.sampleRate}
          value={rate}
          onChange={setRate}
          options={RATES.map((value) => ({ value, title: `${Number(value) / 1000} kHz` }))}
        />
      </div>
    </Dialog>
  );
}

export function SaveAsDialog({ onClose }: Closing) {
  const home = store.getState().status.info?.home ?? '';
  const [path, setPath] = useState(`${home}/Threshold/${shownDocument().session.name}`);
  const [asking, setAsking] = useState(true);
  useEffect(() => {
    studio()
      .invoke('dialog.save', {
        kind: 'session',
        title: dialogWords.saveAsTitle,
        suggestedName: shownDocument().session.name,
      })
      .then((answer) => {
        if (answer.unsupported) setAsking(false);
        else {
          onClose();
          if (answer.path) save(answer.path);
        }
      })
      .catch((error: unknown) => {
        onClose();
        report(error);
      });
  }, [onClose]);
  const [refused, setRefused] = useState<Failure | null>(null);
  const [saving, setSaving] = useState(false);
  if (asking) return null;
  // The dialog stays until it is saved: a refused place is said where another can be typed.
  const done = () => {
    const wanted = path.trim();
    if (!wanted || saving) return;
    setSaving(true);
    setRefused(null);
    studio()
      .invoke('session.saveAs', { path: wanted })
      .then(() => {
        onClose();
        showNote(dialogWords.savedAs(wanted));
      })
      .catch((error: unknown) => {
        setSaving(false);
        setRefused(failureFrom(error));
      });
  };
  return (
    <Dialog
      isOpen
      width={480}
      title={dialogWords.saveAsTitle}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{dialogWords.cancel}</Button>
          <Button kind="primary" isDisabled={!path.trim() || saving} onPress={done}>
            {dialogWords.save}
          </Button>
        </>
      }
    >
      <div className="dialog-stack">
        <p className="dialog-text">{dialogWords.saveAsText}</p>
        <TextField label={dialogWords.folder} value={path} onChange={setPath} onCommit={done} autoFocus />
        {refused && (
          <p className="dialog-refused" role="alert">
            {refused.sentence} {refused.nextStep}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function save(path: string): void {
  studio()
    .invoke('session.saveAs', { path })
    .then(() => showNote(dialogWords.savedAs(path)))
    .catch(report);
}

interface Item {
  id: string;
  title: string;
  sub: string;
}

function ItemList({
  items,
  empty,
  onChoose,
  label,
}: {
  items: Item[] | null;
  empty: string;
  onChoose: (id: string) => void;
  label: string;
}) {
  if (items === null) return <p className="dialog-text">{dialogWords.reading}</p>;
  if (items.length === 0) return <p className="dialog-text">{empty}</p>;
  return (
    <ul className="item-list" aria-label={label}>
      {items.map((item) => (
        <li key={item.id}>
          <button type="button" className="item-row" onClick={() => onChoose(item.id)}>
            <span className="item-title">{item.title}</span>
            <span className="item-sub">{item.sub}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

export function VersionsDialog({ onClose }: Closing) {
  const [items, setItems] = useState<Item[] | null>(null);
  useEffect(() => {
    studio()
      .invoke('session.versions', {})
      .then(({ versions }) =>
        setItems(versions.map((v) => ({ id: v.id, title: v.name, sub: dialogWords.when(v.timeMs) }))),
      )
      .catch((error: unknown) => {
        report(error);
        setItems([]);
      });
  }, []);
  const restore = (id: string) => {
    onClose();
    studio()
      .invoke('session.restoreVersion', { id })
      .then(() => showNote(dialogWords.versionRestored))
      .catch(report);
  };
  return (
    <Dialog
      isOpen
      width={440}
      title={dialogWords.versionsTitle}
      onClose={onClose}
      actions={<Button onPress={() => openDialog('compare')}>{versionWords.title}</Button>}
    >
      <div className="dialog-stack">
        <p className="dialog-text">{dialogWords.versionsText}</p>
        <ItemList
          items={items}
          empty={dialogWords.noVersions}
          onChoose={restore}
          label={dialogWords.versionsTitle}
        />
      </div>
    </Dialog>
  );
}

export function RecentDialog({ onClose }: Closing) {
  const [items, setItems] = useState<Item[] | null>(null);
  useEffect(() => {
    studio()
      .invoke('session.recent', {})
      .then(({ sessions }) =>
        setItems(
          sessions.map((s) => ({
            id: s.path,
            title: s.name,
            sub: `${dialogWords.when(s.openedMs)} · ${s.path}`,
          })),
        ),
      )
      .catch((error: unknown) => {
        report(error);
        setItems([]);
      });
  }, []);
  return (
    <Dialog isOpen width={520} title={dialogWords.recentTitle} onClose={onClose}>
      <ItemList
        items={items}
        empty={dialogWords.noRecent}
        label={dialogWords.recentTitle}
        onChoose={(path) => {
          onClose();
          void openPath(path);
        }}
      />
    </Dialog>
  );
}
