/**
 * What a fix does to the document: commands that make one undo step. Every move is made where it is heard whatever
 * else a strip does: a new insert stands last, a fader that automation holds is left to it.
 */
import { BAND_SOURCE, BAND_TYPE, bandParameter } from '../../effects/equaliser/parameters.ts';
import {
  createEffect,
  type Effect,
  type Id,
  isRead,
  laneOf,
  orderBetween,
  orderedEffects,
  routeLoop,
  type SessionDocument,
} from '../../session/index.ts';
import { adviceTrackWords as words } from '../../words/index.ts';

export interface Move {
  id: string;
  payload: Record<string, unknown>;
}

const MOST_DB = 12;
/** The fewest dB a fader is set to: below that a track is better muted. */
const LEAST_DB = -100;

const tenths = (value: number): number => Math.round(value * 10) / 10 + 0;

/** An insert id that is free on the strip, also beside the other moves of the same fix. */
function freeId(document: SessionDocument, stripId: Id, base: string): Id {
  const taken = document.effects[stripId] ?? {};
  for (let n = 1; ; n++) {
    const id = `${base}-${n}`;
    if (!Object.hasOwn(taken, id)) return id;
  }
}

/** An insert at the end of a strip's chain. */
export function insertLast(
  document: SessionDocument,
  stripId: Id,
  base: string,
  effect: Pick<Effect, 'kind' | 'parameters'> & Partial<Pick<Effect, 'sideChain'>>,
): Move {
  const last = orderedEffects(document, stripId).at(-1);
  const insert = createEffect({
    ...effect,
    id: freeId(document, stripId, base),
    order: orderBetween(last?.order ?? null, null),
    presetName: words.insertName,
  });
  return { id: 'effect.insert', payload: { stripId, effect: insert } };
}

/** A strip louder or softer by some dB, as far as it goes. */
export function levelMove(document: SessionDocument, stripId: Id, byDb: number): Move {
  const strip = document.strips[stripId]!;
  const lane = laneOf(document, stripId, 'faderDb');
  const faderDb = tenths(strip.faderDb + byDb);
  // Where automation holds the fader, or it is at its stop, the level is moved before it.
  if ((lane && isRead(lane)) || faderDb > MOST_DB || faderDb < LEAST_DB)
    return insertLast(document, stripId, 'check-level', {
      kind: 'utility',
      parameters: { gainDb: tenths(Math.min(24, Math.max(-60, byDb))) },
    });
  return { id: 'strip.set', payload: { stripId, faderDb } };
}

/** One band of an equaliser, all the others off. */
function oneBand(band: Record<string, number>): Record<string, number> {
  const parameters: Record<string, number> = {};
  for (let n = 1; n <= 8; n++) parameters[bandParameter(n, 'On')] = n === 4 ? 1 : 0;
  for (const [field, value] of Object.entries(band))
    parameters[bandParameter(4, field as Parameters<typeof bandParameter>[1])] = value;
  return parameters;
}

export interface Bell {
  frequencyHz: number;
  gainDb: number;
  q: number;
}

/** Where a bell must stand to reach from one frequency to another. */
export function bellOver(lowHz: number, highHz: number): { frequencyHz: number; q: number } {
  const frequencyHz = Math.sqrt(lowHz * highHz);
  const q = frequencyHz / Math.max(1, highHz - lowHz);
  return {
    frequencyHz: Math.round(Math.min(20000, Math.max(20, frequencyHz)) * 10) / 10,
    q: Math.round(Math.min(6, Math.max(0.5, q)) * 100) / 100,
  };
}

export function bellMove(document: SessionDocument, stripId: Id, { frequencyHz, gainDb, q }: Bell): Move {
  return insertLast(document, stripId, 'check-eq', {
    kind: 'equaliser',
    parameters: oneBand({ Type: BAND_TYPE.bell, FrequencyHz: frequencyHz, GainDb: tenths(gainDb), Q: q }),
  });
}

export interface Ducking extends Bell {
  /** The strip that makes room for itself. */
  keyId: Id;
  /** Level of the key in the band above which room is made. */
  thresholdDb: number;
  attackMs: number;
  releaseMs: number;
}

/** A bell that only moves while another strip plays; a steady one where that would feed back. */
export function duckingMove(document: SessionDocument, stripId: Id, ducking: Ducking): Move {
  const { keyId, frequencyHz, gainDb, q, thresholdDb, attackMs, releaseMs } = ducking;
  if (keyId === stripId || routeLoop(document, keyId, stripId))
    return bellMove(document, stripId, { frequencyHz, gainDb, q });
  return insertLast(document, stripId, 'check-eq', {
    kind: 'equaliser',
    parameters: oneBand({
      Type: BAND_TYPE.bell,
      FrequencyHz: frequencyHz,
      GainDb: 0,
      Q: q,
      Dynamic: 1,
      ThresholdDb: tenths(Math.min(0, Math.max(-80, thresholdDb))),
      RangeDb: tenths(gainDb),
      AttackMs: attackMs,
      ReleaseMs: releaseMs,
      Source: BAND_SOURCE.sideChain,
    }),
    sideChain: { stripId: keyId, point: 'post' },
  });
}
