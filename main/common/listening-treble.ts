/** What equalisers were given above 8 kHz between two moments of a session: what tired ears ask for. */

import { totalResponseDb } from '../../audio-engine/effects/equaliser/curves.ts';
import { type SessionDocument, stripName } from '../../audio-engine/session/index.ts';

/** Third octaves from 8 to 16 kHz. */
const TREBLE_HZ = [8000, 10_000, 12_500, 16_000] as const;
/** Less than this nobody meant. */
const LEAST_DB = 0.5;
const MOST_STRIPS = 16;

/** Mean response of a strip's equalisers over the treble, dB. */
function trebleDb(document: SessionDocument, stripId: string): number {
  const { sampleRate } = document.session;
  let sum = 0;
  for (const effect of Object.values(document.effects[stripId] ?? {})) {
    if (effect.kind !== 'equaliser' || effect.bypassed) continue;
    for (const db of totalResponseDb(effect.parameters, TREBLE_HZ, sampleRate)) sum += db;
  }
  return sum / TREBLE_HZ.length;
}

export interface TrebleMove {
  stripId: string;
  name: string;
  changeDb: number;
}

/** Strips that were given treble, the most first; those that lost some are not listed. */
export function trebleAdded(before: SessionDocument, now: SessionDocument): TrebleMove[] {
  if (before.effects === now.effects) return [];
  return Object.keys(now.strips)
    .filter((id) => before.effects[id] !== now.effects[id])
    .map((stripId) => ({
      stripId,
      name: stripName(now, stripId),
      changeDb: trebleDb(now, stripId) - (before.strips[stripId] ? trebleDb(before, stripId) : 0),
    }))
    .filter(({ changeDb }) => changeDb >= LEAST_DB)
    .sort((a, b) => b.changeDb - a.changeDb)
    .slice(0, MOST_STRIPS);
}
