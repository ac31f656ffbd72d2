/** Coming back to the mix after a break: on the reference, as loud as the mix, so that ears are set by a finished record. */

import { byOrder, sessionEndSample } from '../../audio-engine/session/index.ts';
import { breakWords as words } from '../../audio-engine/words/index.ts';
import { failureFrom, showFailure, showNote, shownDocument, studio, useDocument } from '../state/index.ts';
import { isPlaying, positionNow } from '../transport/index.ts';
import { endBreak } from './listening.ts';

export function firstReference() {
  return Object.values(shownDocument().references).sort(byOrder)[0] ?? null;
}

export function useHasReference(): boolean {
  return useDocument((document) => Object.keys(document.references).length > 0);
}

/** Ends the break and plays the reference in place of the mix; says so where there is none. */
export async function comeBack(): Promise<void> {
  await endBreak();
  const reference = firstReference();
  try {
    if (reference) await hearReference(reference.id);
    showNote(reference ? words.onReference(reference.name) : words.noReference);
    if (!isPlaying()) {
      const at = Math.round(positionNow());
      // At the end of the song there is nothing to come back to: from its start.
      const fromSample = at < sessionEndSample(shownDocument()) ? at : 0;
      await studio().invoke('transport.play', { fromSample });
    }
  } catch (error) {
    showFailure(failureFrom(error));
  }
}

/** From its marker, on its own clock, matched. */
export async function hearReference(referenceId: string): Promise<void> {
  await studio().invoke('listen.set', { reference: referenceId, chosen: referenceId, at: 'marker' });
}
