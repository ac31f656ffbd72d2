/** What is carried over the sill: the mix or a print of it, what is heard first, how loud the room is. */
import { byOrder } from '../../audio-engine/session/index.ts';
import { setMonitor } from '../monitor/index.ts';
import { failureFrom, run, setView, showFailure, shownDocument, studio } from '../state/index.ts';
import { hearReference } from './come-back.ts';
import { endFinding } from './hear.ts';
import { leaveTried } from './try.ts';

export type Carry = 'live' | 'print';

export interface DoorChoices {
  carry: Carry;
  /** A reference's id; null is the mix itself. */
  startOn: string | null;
  level: 'now' | 'calibrated';
}

export function references() {
  return Object.values(shownDocument().references).sort(byOrder);
}

/** Into the Master room, with what was chosen. Nothing holds anybody back. */
export async function goThrough(
  { carry, startOn, level }: DoorChoices,
  referenceDb: number | null,
): Promise<void> {
  endFinding();
  leaveTried();
  setView({ 'app.view': 'master' });
  try {
    if (level === 'calibrated' && referenceDb !== null) setMonitor({ levelDb: referenceDb });
    const { kind } = shownDocument().master.source;
    if (carry === 'print') await studio().invoke('master.print', {});
    else if (kind !== 'live') await run('master.source', { kind: 'live', mediaId: null });
    if (startOn !== null) await hearReference(startOn);
  } catch (error) {
    showFailure(failureFrom(error));
  }
}
