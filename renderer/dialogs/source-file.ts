/** Choosing a finished mix to master: the system's dialog, or ours in the browser host; then into the session as the master's source. */
import { masterRoomWords } from '../../audio-engine/words/index.ts';
import { failureFrom, openDialog, showFailure, studio } from '../state/index.ts';

/** Starts the job that brings the file in. */
export async function masterFile(path: string): Promise<void> {
  await studio()
    .invoke('master.useFile', { path })
    .catch((error: unknown) => showFailure(failureFrom(error)));
}

export async function chooseSourceFile(): Promise<void> {
  try {
    const title = masterRoomWords.chooseFile;
    const answer = await studio().invoke('dialog.open', { kind: 'audio', title });
    if (answer.unsupported) openDialog('files', 'source');
    else if (answer.paths?.[0]) await masterFile(answer.paths[0]);
  } catch (error) {
    showFailure(failureFrom(error));
  }
}
