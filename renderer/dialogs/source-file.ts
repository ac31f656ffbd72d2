/**
 * Choosing a finished mix to master: the system's dialog, or ours in the browser host; then into a session of its own,
 * or into this one as the master's source.
 */
import { masterRoomWords } from '../../audio-engine/words/index.ts';
import { failureFrom, openDialog, showFailure, showNote, studio } from '../state/index.ts';

/** Starts the job that brings the file in, and says what was seen in it. `own`: a session of its own beside the file. */
export async function masterFile(path: string, own: boolean): Promise<void> {
  let jobId = '';
  const end = studio().on('jobs.changed', (job) => {
    if (jobId === '' || job.id !== jobId || job.state === 'queued' || job.state === 'running') return;
    end();
    const { notices = [] } = (job.result ?? {}) as { notices?: string[] };
    for (const notice of notices) showNote(notice, null, true);
  });
  try {
    ({ jobId } = await studio().invoke('master.useFile', { path, own }));
  } catch (error) {
    end();
    showFailure(failureFrom(error));
  }
}

export async function chooseSourceFile(own: boolean): Promise<void> {
  try {
    const title = masterRoomWords.chooseFile;
    const answer = await studio().invoke('dialog.open', { kind: 'audio', title });
    if (answer.unsupported) openDialog('files', own ? 'ownSource' : 'source');
    else if (answer.paths?.[0]) await masterFile(answer.paths[0], own);
  } catch (error) {
    showFailure(failureFrom(error));
  }
}
