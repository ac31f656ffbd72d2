/** Bringing audio in and opening sessions: the system's dialog where there is one, our own where there is not. */
import { dialogWords } from '../../audio-engine/words/views.ts';
import { failureFrom, openDialog, showFailure, showNote, studio } from '../state/index.ts';

const report = (error: unknown) => showFailure(failureFrom(error));

/** Starts an import job; a single session folder is opened instead. */
export async function importPaths(paths: string[]): Promise<void> {
  try {
    if (paths.length === 1 && paths[0] && /(^|[\\/])session\.json$/.test(paths[0])) {
      await openPath(paths[0].replace(/[\\/]session\.json$/, ''));
      return;
    }
    await studio().invoke('media.import', { paths, atSample: null });
  } catch (error) {
    report(error);
  }
}

/** Starts bringing files in as references. */
export async function addReferencePaths(paths: string[]): Promise<void> {
  try {
    await studio().invoke('reference.import', { paths });
  } catch (error) {
    report(error);
  }
}

export async function openPath(path: string): Promise<void> {
  try {
    await studio().invoke('session.open', { path });
    showNote(dialogWords.opened);
  } catch (error) {
    report(error);
  }
}

export async function importFiles(what: 'audio' | 'folder'): Promise<void> {
  try {
    const answer = await studio().invoke('dialog.open', { kind: 'audio', title: dialogWords.importTitle });
    if (answer.unsupported) openDialog('files', what);
    else if (answer.paths && answer.paths.length > 0) await importPaths(answer.paths);
  } catch (error) {
    report(error);
  }
}

export async function openSession(): Promise<void> {
  try {
    const answer = await studio().invoke('dialog.open', { kind: 'session', title: dialogWords.openTitle });
    if (answer.unsupported) openDialog('files', 'session');
    else if (answer.paths?.[0]) await openPath(answer.paths[0]);
  } catch (error) {
    report(error);
  }
}
