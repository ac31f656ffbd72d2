/**
 * What explains a move on the master: which tracks fill the band that a final equaliser band cuts or lifts, and the same
 * move made on those tracks, as near as half a dB of what the master's band does to the mix.
 */
import { bandResponseDb } from '../effects/equaliser/curves.ts';
import {
  BAND_CHANNELS,
  BAND_TYPE,
  bandParameter,
  equaliserParameters,
} from '../effects/equaliser/parameters.ts';
import { defaultsOf } from '../effects/parameter.ts';
import { type Effect, type Id, MASTER_STRIP, type SessionDocument, stripName } from '../session/index.ts';
import { masterMoveWords as words } from '../words/index.ts';
import { type Flow, flowsOf, placeOn } from './explain-flows.ts';
import { THIRD_OCTAVES_HZ } from './features/bands.ts';
import type { SongFeatures } from './features/types.ts';
import { bellOver, insertLast, type Move } from './masking/moves.ts';

export interface MasterMove {
  document: SessionDocument;
  features: SongFeatures;
  lowHz: number;
  highHz: number;
  gainDb: number;
  /** The band of an equaliser on the master that makes it, from 1. Without, a bell from one frequency to the other. */
  band?: { effectId: Id; number: number } | undefined;
}

export interface TrackShare {
  stripId: Id;
  name: string;
  /** Of the energy in the band as it reaches the master, reverb included: 0..1. */
  share: number;
}

export interface MoveExplained {
  /** Worth a sentence: a large move that few tracks are the reason for. */
  isWorthSaying: boolean;
  sentence: string;
  /** The largest first, those with at least 2 %. */
  tracks: TrackShare[];
  /** Makes the move on the tracks and takes it off the master, as one step; empty where tracks cannot make it. */
  commands: Move[];
  /** Strips that the commands put a band on. */
  stripIds: Id[];
  /** The largest difference to the master's own move in a third octave, as computed, dB. */
  withinDb: number;
}

const LEAST_DB = 3;
const FEW = 3;
const MOST_OF_IT = 0.6;
/** What the tracks' move may differ by, by this reckoning; leaves room for what energies do not tell. */
const WITHIN_DB = 0.35;
const MOST_STRIPS = 8;
/** How much deeper a band on few tracks may be than the one on all of them. */
const DEEPER = [1, 1.05, 1.1, 1.15, 1.2, 1.3, 1.4, 1.5, 1.65, 1.8];
const MOST_GAIN_DB = 12;
/** Third octaves this far below the loudest one are no part of what is heard. */
const HEARD_DB = -50;

const BELL_BAND = 4;
const DEFAULTS = defaultsOf(equaliserParameters);

/** The values of the one band that makes the move, as an equaliser's fourth. */
function bandValues({ document, lowHz, highHz, gainDb, band }: MasterMove): Record<string, number> | null {
  const values: Record<string, number> = {};
  for (let n = 1; n <= 8; n++) values[bandParameter(n, 'On')] = n === BELL_BAND ? 1 : 0;
  if (!band) {
    const { frequencyHz, q } = bellOver(lowHz, highHz);
    values[bandParameter(BELL_BAND, 'Type')] = BAND_TYPE.bell;
    values[bandParameter(BELL_BAND, 'FrequencyHz')] = frequencyHz;
    values[bandParameter(BELL_BAND, 'Q')] = q;
    values[bandParameter(BELL_BAND, 'GainDb')] = gainDb;
    return values;
  }
  const effect = document.effects[MASTER_STRIP]?.[band.effectId];
  if (effect?.kind !== 'equaliser') return null;
  const of = (field: Parameters<typeof bandParameter>[1]): number => parameterOf(effect, band.number, field);
  const isPlain = of('Channels') === BAND_CHANNELS.stereo && of('Dynamic') < 0.5 && of('On') >= 0.5;
  if (!isPlain || !GAINED.includes(of('Type'))) return null;
  for (const field of ['Type', 'FrequencyHz', 'GainDb', 'Q', 'Slope'] as const)
    values[bandParameter(BELL_BAND, field)] = of(field);
  return values;
}

const GAINED: readonly number[] = [BAND_TYPE.bell, BAND_TYPE.lowShelf, BAND_TYPE.highShelf];

function parameterOf(effect: Effect, band: number, field: Parameters<typeof bandParameter>[1]): number {
  const id = bandParameter(band, field);
  return effect.parameters[id] ?? DEFAULTS[id]!;
}

/** Bands of the master's equalisers that move at least 3 dB: what is worth explaining. */
export function masterMoves(document: SessionDocument): Omit<MasterMove, 'document' | 'features'>[] {
  const moves: Omit<MasterMove, 'document' | 'features'>[] = [];
  // A file from elsewhere has no tracks behind it.
  if (document.master.source.kind === 'file') return moves;
  for (const effect of Object.values(document.effects[MASTER_STRIP] ?? {})) {
    if (effect.kind !== 'equaliser' || effect.bypassed) continue;
    for (let number = 1; number <= 8; number++) {
      const of = (field: Parameters<typeof bandParameter>[1]): number => parameterOf(effect, number, field);
      const gainDb = of('GainDb');
      const type = of('Type');
      if (of('On') < 0.5 || !GAINED.includes(type) || Math.abs(gainDb) < LEAST_DB) continue;
      const hz = of('FrequencyHz');
      const half = 1 / (2 * of('Q'));
      const reach = Math.sqrt(1 + half * half);
      moves.push({
        lowHz: type === BAND_TYPE.lowShelf ? 20 : type === BAND_TYPE.highShelf ? hz : hz * (reach - half),
        highHz: type === BAND_TYPE.lowShelf ? hz : type === BAND_TYPE.highShelf ? 20000 : hz * (reach + half),
        gainDb,
        band: { effectId: effect.id, number },
      });
    }
  }
  return moves;
}

/** Null for a file, which has no tracks, and for silence. */
export function explainMasterMove(move: MasterMove): MoveExplained | null {
  const { document, features, lowHz, highHz, gainDb } = move;
  const flows = flowsOf(features);
  if (!flows || flows.length === 0) return null;
  const tracks = sharesIn(document, flows, lowHz, highHz);
  if (tracks.length === 0) return null;
  const few = tracks.slice(0, FEW);
  const enough = few.findIndex((_, i) => sum(few.slice(0, i + 1)) >= MOST_OF_IT);
  const named = enough < 0 ? few : few.slice(0, enough + 1);
  const values = bandValues(move);
  const made = values && moveOnTracks(document, features.sampleRate, flows, tracks, values, gainDb);
  const isWorthSaying = Math.abs(gainDb) >= LEAST_DB && enough >= 0;
  return {
    isWorthSaying,
    sentence: words.sentence({
      gainDb,
      frequencyHz: values ? values[bandParameter(BELL_BAND, 'FrequencyHz')]! : Math.sqrt(lowHz * highHz),
      share: sum(named),
      names: named.map(({ name }) => name),
    }),
    tracks,
    commands: made ? [...backToTheMix(document), ...made.moves, ...offTheMaster(move)] : [],
    stripIds: made?.stripIds ?? [],
    withinDb: made?.withinDb ?? Number.POSITIVE_INFINITY,
  };
}

const sum = (tracks: readonly TrackShare[]): number => tracks.reduce((total, { share }) => total + share, 0);

function sharesIn(
  document: SessionDocument,
  flows: readonly Flow[],
  lowHz: number,
  highHz: number,
): TrackShare[] {
  const middle = Math.sqrt(lowHz * highHz);
  const nearest = THIRD_OCTAVES_HZ.reduce(
    (best, hz, i) =>
      Math.abs(Math.log(hz / middle)) < Math.abs(Math.log(THIRD_OCTAVES_HZ[best]! / middle)) ? i : best,
    0,
  );
  const inside = THIRD_OCTAVES_HZ.map((hz, i) => i === nearest || (hz >= lowHz && hz <= highHz));
  const sums = new Map<Id, number>();
  let all = 0;
  for (const { trackId, power } of flows) {
    const here = power.reduce((total, value, i) => total + (inside[i] ? value : 0), 0);
    sums.set(trackId, (sums.get(trackId) ?? 0) + here);
    all += here;
  }
  if (all <= 0) return [];
  return [...sums]
    .map(([stripId, value]) => ({ stripId, name: stripName(document, stripId), share: value / all }))
    .filter(({ share }) => share >= 0.02)
    .sort((a, b) => b.share - a.share);
}

interface Made {
  moves: Move[];
  stripIds: Id[];
  withinDb: number;
}

/** The fewest strips that the band, a little deeper where others stay as they are, must stand on. */
function moveOnTracks(
  document: SessionDocument,
  sampleRate: number,
  flows: readonly Flow[],
  tracks: readonly TrackShare[],
  values: Record<string, number>,
  gainDb: number,
): Made | null {
  const heard = heardBands(flows);
  const responseOf = (db: number): Float64Array => {
    const response = bandResponseDb(
      BELL_BAND,
      { ...values, [bandParameter(BELL_BAND, 'GainDb')]: db },
      THIRD_OCTAVES_HZ,
      sampleRate,
    );
    return response.map((value) => 10 ** (value / 10));
  };
  const wanted = responseOf(gainDb);
  const depths = DEEPER.map((times) => tenth(gainDb * times)).filter(
    (db) => Math.abs(db) <= Math.max(MOST_GAIN_DB, Math.abs(gainDb)),
  );
  const responses = depths.map(responseOf);
  const candidates = [...new Set(ordered(flows, tracks).map(({ path }) => placeOn(document, path)))];
  const chosen: Id[] = [];
  let best: { db: number; withinDb: number } | null = null;
  while (chosen.length < Math.min(MOST_STRIPS, candidates.length) && (!best || best.withinDb > WITHIN_DB)) {
    let step: { id: Id; db: number; withinDb: number } | null = null;
    for (const id of candidates) {
      if (chosen.includes(id)) continue;
      for (const [i, response] of responses.entries()) {
        const withinDb = difference(flows, [...chosen, id], response, wanted, heard);
        if (!step || withinDb < step.withinDb) step = { id, db: depths[i]!, withinDb };
      }
    }
    if (!step) break;
    chosen.push(step.id);
    best = { db: step.db, withinDb: step.withinDb };
  }
  if (!best || best.withinDb > WITHIN_DB) return null;
  const { db, withinDb } = best;
  return {
    stripIds: chosen,
    withinDb,
    moves: chosen.map((id) =>
      insertLast(document, id, 'from-master', {
        kind: 'equaliser',
        parameters: { ...values, [bandParameter(BELL_BAND, 'GainDb')]: db },
      }),
    ),
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10 + 0;

/** Flows in the order of their tracks' shares. */
function ordered(flows: readonly Flow[], tracks: readonly TrackShare[]): Flow[] {
  const order = tracks.map(({ stripId }) => stripId);
  const rank = ({ trackId }: Flow): number => {
    const at = order.indexOf(trackId);
    return at < 0 ? order.length : at;
  };
  return [...flows].sort((a, b) => rank(a) - rank(b) || a.path.length - b.path.length);
}

function heardBands(flows: readonly Flow[]): boolean[] {
  const sums = THIRD_OCTAVES_HZ.map((_, band) => flows.reduce((total, { power }) => total + power[band]!, 0));
  const least = Math.max(...sums) * 10 ** (HEARD_DB / 10);
  return sums.map((value) => value > least);
}

/** Largest difference in a third octave between the band on these strips and the band on the master, dB. */
function difference(
  flows: readonly Flow[],
  stripIds: readonly Id[],
  response: Float64Array,
  wanted: Float64Array,
  heard: readonly boolean[],
): number {
  let most = 0;
  const times = flows.map(({ path }) => path.filter((id) => stripIds.includes(id)).length);
  for (let band = 0; band < wanted.length; band++) {
    if (!heard[band]) continue;
    let before = 0;
    let after = 0;
    for (const [i, { power }] of flows.entries()) {
      before += power[band]!;
      after += power[band]! * response[band]! ** times[i]!;
    }
    most = Math.max(most, Math.abs(10 * Math.log10(after / (before * wanted[band]!))));
  }
  return most;
}

/** What a change of the tracks is heard in: a print does not have it. */
function backToTheMix({ master }: SessionDocument): Move[] {
  if (master.source.kind === 'live') return [];
  return [{ id: 'master.source', payload: { kind: 'live', mediaId: null } }];
}

/** The master's own band back to nothing. */
function offTheMaster({ band }: MasterMove): Move[] {
  if (!band) return [];
  const parameters = { [bandParameter(band.number, 'GainDb')]: 0 };
  return [{ id: 'effect.set', payload: { stripId: MASTER_STRIP, effectId: band.effectId, parameters } }];
}
