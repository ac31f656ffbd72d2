/** Takes the ceiling that was tried: the final limiter's, in one step; a limiter where there is none. */
import type { CeilingTry } from '../../audio-engine/protocol/index.ts';
import { finalLimiter, limitMaster } from '../../audio-engine/session/index.ts';
import { servicesWords } from '../../audio-engine/words/index.ts';
import { newId, run, shownDocument } from '../state/index.ts';

export function takeCeiling({ ceilingDbtp }: CeilingTry): void {
  const document = shownDocument();
  const gainDb = finalLimiter(document)?.parameters.gainDb ?? 0;
  const { id, payload } = limitMaster(document, { gainDb, ceilingDbtp }, newId('limiter'));
  void run(id, payload, servicesWords.tryName(ceilingDbtp));
}
