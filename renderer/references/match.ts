/**
 * The final EQ as a way towards a reference: six of its bands are fitted to what the master lacks, at the strength that
 * was asked for. Heard as an overlay, kept as one step. Fitting is done on the filters' own responses.
 */
import { totalResponseDb } from '../../audio-engine/effects/equaliser/curves.ts';
import { BAND_TYPE, bandParameter } from '../../audio-engine/effects/equaliser/parameters.ts';
import { THIRD_OCTAVES_HZ } from '../../audio-engine/protocol/index.ts';
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

const BANDS = [
  { band: 2, type: BAND_TYPE.lowShelf, hz: 55, q: 0.71 },
  { band: 3, type: BAND_TYPE.bell, hz: 130, q: 0.8 },
  { band: 4, type: BAND_TYPE.bell, hz: 350, q: 0.8 },
  { band: 5, type: BAND_TYPE.bell, hz: 1000, q: 0.8 },
  { band: 6, type: BAND_TYPE.bell, hz: 3200, q: 0.8 },
  { band: 7, type: BAND_TYPE.highShelf, hz: 9000, q: 0.71 },
] as const;
const PASSES = 24;
/** Third octaves on either side that a wish is smoothed over: an equaliser for taste has no business with notches. */
const REACH = 2;

/** What the curve should be at each third octave, dB: against the difference, smoothed, no more than the most. */
export function wantedDb(difference: readonly (number | null)[], strength: number): number[] {
  return difference.map((_, n) => {
    let sum = 0;
    let weights = 0;
    for (let offset = -REACH; offset <= REACH; offset++) {
      const db = difference[n + offset];
      if (db == null) continue;
      const weight = REACH + 1 - Math.abs(offset);
      sum -= weight * db;
      weights += weight;
    }
    const wanted = weights > 0 ? (sum / weights) * strength : 0;
    return Math.max(-MATCH_MOST_DB, Math.min(MATCH_MOST_DB, wanted));
  });
}

/** Parameters of an equaliser whose six bands come as near to the wish as they can. */
export function matchParameters(
  difference: readonly (number | null)[],
  strength: number,
  sampleRate: number,
): Record<string, number> {
  const wanted = wantedDb(difference, strength);
  const gains = BANDS.map(() => 0);
  const parameters = (): Record<string, number> => {
    const values: Record<string, number> = {};
    for (const [n, { band, type, hz, q }] of BANDS.entries()) {
      values[bandParameter(band, 'On')] = 1;
      values[bandParameter(band, 'Type')] = type;
      values[bandParameter(band, 'FrequencyHz')] = hz;
      values[bandParameter(band, 'Q')] = q;
      values[bandParameter(band, 'GainDb')] = Math.round(gains[n]! * 10) / 10;
    }
    return values;
  };
  for (let pass = 0; pass < PASSES; pass++) {
    const values = parameters();
    for (const [n, { band }] of BANDS.entries()) values[bandParameter(band, 'GainDb')] = gains[n]!;
    const response = totalResponseDb(values, THIRD_OCTAVES_HZ, sampleRate);
    for (const [n, { hz }] of BANDS.entries()) {
      let miss = 0;
      let weights = 0;
      THIRD_OCTAVES_HZ.forEach((at, k) => {
        const octaves = Math.abs(Math.log2(at / hz));
        const weight = Math.max(0, 1 - octaves / 1.2);
        miss += weight * (wanted[k]! - response[k]!);
        weights += weight;
      });
      const next = gains[n]! + (0.7 * miss) / Math.max(1e-9, weights);
      gains[n] = Math.max(-MATCH_MOST_DB, Math.min(MATCH_MOST_DB, next));
    }
  }
  return parameters();
}

const EDITED = ['GainDb', 'Dynamic'] as const;

/** The final EQ, where its six bands are still at rest; otherwise a new one right behind it takes the curve. */
function target(document: SessionDocument): { at: Effect | null; order: string } {
  const inserts = orderedEffects(document, MASTER_STRIP).filter(({ kind }) => kind !== 'limiter');
  const first = inserts.findIndex(({ kind }) => kind === 'equaliser');
  const equaliser = inserts[first];
  if (!equaliser) return { at: null, order: orderBetween(null, inserts[0]?.order ?? null) };
  const atRest = BANDS.every(({ band }) =>
    EDITED.every((field) => (equaliser.parameters[bandParameter(band, field)] ?? 0) === 0),
  );
  if (atRest) return { at: equaliser, order: equaliser.order };
  return { at: null, order: orderBetween(equaliser.order, inserts[first + 1]?.order ?? null) };
}

/** The curve as one command. */
export function matchMove(
  document: SessionDocument,
  parameters: Record<string, number>,
  newId: string,
): SomeCommand {
  const { at, order } = target(document);
  if (at) return { id: 'effect.set', payload: { stripId: MASTER_STRIP, effectId: at.id, parameters } };
  const effect: Effect = {
    id: newId,
    kind: 'equaliser',
    order,
    bypassed: false,
    parameters,
    presetName: null,
    sideChain: null,
    impulse: null,
  };
  return { id: 'effect.insert', payload: { stripId: MASTER_STRIP, effect } };
}
