/** Our own open dialog, for the browser host: audio files, a folder of stems, or a session. */
import { useState } from 'react';
import { dialogWords } from '../../audio-engine/words/views.ts';
import { addSongFiles } from '../album/index.ts';
import { Button, Dialog, IconButton, TextField } from '../controls/index.ts';
import { failureFrom, openDialog, setView, showFailure, studio, viewValue } from '../state/index.ts';
import { FileList } from './file-list.tsx';
import { addReferencePaths, importPaths, openPath } from './importing.ts';
import { impulseChosen } from './impulse-file.ts';
import { masterFile } from './source-file.ts';
import { useFolder } from './use-folder.ts';

export type FilesKind =
  | 'audio'
  | 'folder'
  | 'session'
  | 'impulse'
  | 'source'
  | 'ownSource'
  | 'reference'
  | 'album'
  | 'handoff';

export function FilesDialog({ kind, onClose: close }: { kind: FilesKind; onClose: () => void }) {
  const onClose = () => {
    close();
    if (kind === 'impulse') impulseChosen(null);
  };
  const audioOnly = kind === 'impulse' || kind === 'source' || kind === 'ownSource';
  /** One file, or one session. */
  const single = kind === 'session' || audioOnly || kind === 'handoff';
  const { listing, problem, go, reload } = useFolder(viewValue<string | null>('app.lastFolder', null));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState('');
  const entries = (listing?.entries ?? []).filter(
    (entry) =>
      entry.kind === 'folder' || (kind === 'session' ? entry.kind === 'session' : entry.kind !== 'other'),
  );
  const chosenEntries = entries.filter((entry) => chosen.has(entry.path));
  const accept = (paths: string[]) => {
    if (listing) setView({ 'app.lastFolder': listing.path });
    close();
    if (kind === 'impulse') impulseChosen(paths[0] ?? null);
    else if (kind === 'reference') void addReferencePaths(paths);
    else if (kind === 'album') {
      addSongFiles(paths);
      openDialog('album');
    } else if (kind === 'handoff') {
      openDialog('openHandoff', paths[0] ?? null);
    } else if (kind === 'source' || kind === 'ownSource') {
      if (paths[0]) void masterFile(paths[0], kind === 'ownSource');
    } else if (kind === 'session' && paths[0]) void openPath(paths[0]);
    else if (kind !== 'session') void importPaths(paths);
  };
  const enter = (path: string) => {
    setChosen(new Set());
    setTyped('');
    go(path);
  };
  const addRoot = () => {
    const path = typed.trim();
    if (!path) return;
    studio()
      .invoke('files.addRoot', { path })
      .then(() => enter(path))
      .catch((error: unknown) => showFailure(failureFrom(error)));
  };
  const here =
    kind === 'handoff' || (kind === 'folder' && chosenEntries.length === 0) ? listing?.path : undefined;
  const ready =
    here !== undefined ||
    chosenEntries.some(
      (e) => e.kind === 'session' || (kind !== 'session' && (!audioOnly || e.kind === 'audio')),
    );
  return (
    <Dialog
      isOpen
      width={620}
      title={dialogWords.filesTitle[kind]}
      onClose={onClose}
      actions={
        <>
          <span className="spacer">{single ? '' : dialogWords.chosen(chosenEntries.length)}</span>
          <Button onPress={onClose}>{dialogWords.cancel}</Button>
          <Button
            kind="primary"
            isDisabled={!ready}
            onPress={() => accept(here !== undefined ? [here] : chosenEntries.map((e) => e.path))}
          >
            {single ? dialogWords.open : here !== undefined ? dialogWords.importFolder : dialogWords.import}
          </Button>
        </>
      }
    >
      <div className="files">
        <div className="files-path">
          <IconButton
            icon="up"
            label={dialogWords.up}
            isDisabled={!listing?.parent}
            onPress={() => listing?.parent && enter(listing.parent)}
          />
          <TextField
            className="files-typed"
            label={dialogWords.folder}
            showLabel={false}
            value={typed || (listing?.path ?? '')}
            onChange={setTyped}
            onCommit={() => addRoot()}
            error={problem}
          />
          <IconButton icon="refresh" label={dialogWords.reload} onPress={reload} />
        </div>
        <div className="files-body">
          <nav className="files-roots" aria-label={dialogWords.places}>
            {(listing?.roots ?? []).map((root) => (
              <button
                type="button"
                key={root}
                className="files-root"
                title={root}
                onClick={() => enter(root)}
              >
                {root.split(/[\\/]/).filter(Boolean).at(-1) ?? root}
              </button>
            ))}
          </nav>
          <FileList
            entries={entries}
            chosen={chosen}
            onChoose={setChosen}
            multiple={!single}
            onAct={(entry) => (entry.kind === 'folder' ? enter(entry.path) : accept([entry.path]))}
          />
        </div>
      </div>
    </Dialog>
  );
}
