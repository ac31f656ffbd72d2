/** The one step that gives the master a limiter with the settings a search for loudness has found. */
import type { Command } from './commands/index.ts';
import { type Id, MASTER_STRIP, type SessionDocument } from './document.ts';
import { orderBetween } from './order.ts';
import { finalLimiter, orderedEffects } from './selectors.ts';

/** Sets the limiter that is there, and wakes it where it is bypassed; else inserts one under `newId`. */
export function limitMaster(
  document: SessionDocument,
  parameters: { gainDb: number; ceilingDbtp: number },
  newId: Id,
): Command {
  const limiter = finalLimiter(document);
  if (limiter) {
    const payload = {
      stripId: MASTER_STRIP,
      effectId: limiter.id,
      parameters: { ...parameters },
      bypassed: false,
    };
    return { id: 'effect.set', payload };
  }
  const order = orderBetween(orderedEffects(document, MASTER_STRIP).at(-1)?.order ?? null, null);
  const effect = {
    id: newId,
    kind: 'limiter' as const,
    order,
    bypassed: false,
    parameters: { ...parameters },
    presetName: null,
  };
  return { id: 'effect.insert', payload: { stripId: MASTER_STRIP, effect } };
}
