/** Where an insert goes when it is put at a place in a strip: an order key between its new neighbours. */
import {
  type Effect,
  MASTER_STRIP,
  orderBetween,
  orderedEffects,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';

/** `index` counts the inserts as they are seen, the moved one left out. */
export function orderAt(document: SessionDocument, stripId: string, index: number, movedId?: string): string {
  // The master's limiter stands last whatever its key says, so its key is no neighbour.
  const others = orderedEffects(document, stripId).filter(
    (effect: Effect) => effect.id !== movedId && !(stripId === MASTER_STRIP && effect.kind === 'limiter'),
  );
  const before = others[index - 1]?.order ?? others.slice(0, index).at(-1)?.order ?? null;
  const after = others[index]?.order ?? null;
  return before !== null && after !== null && before >= after
    ? orderBetween(before, null)
    : orderBetween(before, after);
}
