/** Choosing an impulse response of one's own: the system's dialog, or ours in the browser host; then into the session. */
import { dialogWords } from '../../audio-engine/words/views.ts';
import { failureFrom, openDialog, showFailure, studio } from '../state/index.ts';

let waiting: ((impulse: string | null) => void) | undefined;

async function bring(path: string): Promise<string | null> {
  try {
    return (await studio().invoke('impulse.add', { path })).impulse;
  } catch (error) {
    showFailure(failureFrom(error));
    return null;
  }
}

/** What our own dialog answers: a path, or null where it was closed without one. */
export function impulseChosen(path: string | null): void {
  const answer = waiting;
  waiting = undefined;
  if (!answer) return;
  if (path === null) answer(null);
  else void bring(path).then(answer);
}

export async function chooseImpulse(): Promise<string | null> {
  impulseChosen(null);
  const answer = await studio().invoke('dialog.open', { kind: 'audio', title: dialogWords.impulseTitle });
  if (!answer.unsupported) return answer.paths?.[0] ? bring(answer.paths[0]) : null;
  return new Promise((resolve) => {
    waiting = resolve;
    openDialog('files', 'impulse');
  });
}
