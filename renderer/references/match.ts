/**
 * The final EQ as a way towards a reference: its match curve takes what the master lacks, at the strength that was asked
 * for. Heard as an overlay, kept as one step, and editable in the equaliser from then on.
 */
import { isMatched, matchBandsDb, matchCurve } from '../../audio-engine/effects/equaliser/curves.ts';
import {
  type Effect,
  MASTER_STRIP,
  orderBetween,
  orderedEffects,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import type { SomeCommand } from '../state/index.ts';

/** Nothing a mastering engineer would not dare by hand. */
export const MATCH_MOST_DB = 2;
/** What a band of the curve holds at most, for whoever takes more of it in the equaliser. */
const CURVE_MOST_DB = 6;

type Balance = readonly (number | null)[];

/** The final EQ of a document: the first equaliser of its chain. */
export function finalEqualiser(document: SessionDocument): Effect | null {
  return orderedEffects(document, MASTER_STRIP).find(({ kind }) => kind === 'equaliser') ?? null;
}

/**
 * The curve from the master's third octaves to a reference's. `measuredWith` is the equaliser that the master was
 * measured through: what its own curve did is taken off first, so that the new one takes its place.
 */
export function matchParameters(
  reference: Balance,
  own: Balance,
  strength: number,
  measuredWith: Effect | null = null,
): Record<string, number> {
  const before =
    measuredWith && !measuredWith.bypassed && isMatched(measuredWith.parameters)
      ? matchBandsDb(measuredWith.parameters)
      : null;
  const bare = before ? own.map((db, band) => (db === null ? null : db - (before[band] ?? 0))) : own;
  const mostDb = strength > 0 ? Math.min(CURVE_MOST_DB, MATCH_MOST_DB / strength) : CURVE_MOST_DB;
  return matchCurve(reference, bare, { strength: 100 * strength, mostDb });
}

/** The curve as one command: in the final EQ, or in a new one where there is none. */
export function matchMove(
  document: SessionDocument,
  parameters: Record<string, number>,
  newId: string,
): SomeCommand {
  const equaliser = finalEqualiser(document);
  if (equaliser)
    return { id: 'effect.set', payload: { stripId: MASTER_STRIP, effectId: equaliser.id, parameters } };
  const effect: Effect = {
    id: newId,
    kind: 'equaliser',
    order: orderBetween(null, orderedEffects(document, MASTER_STRIP)[0]?.order ?? null),
    bypassed: false,
    parameters,
    presetName: null,
    sideChain: null,
    impulse: null,
  };
  return { id: 'effect.insert', payload: { stripId: MASTER_STRIP, effect } };
}
