/** Tone for the assistant: how far a song is from a reference, and the broad curve that brings it nearer. */
import { balanceDifferenceDb, matchBandsDb, matchCurve, matchDbAt } from '../effects/equaliser/curves.ts';
import type { ParameterValues } from '../effects/parameter.ts';
import { THIRD_OCTAVES_HZ, type TonalCurve } from '../protocol/index.ts';
import { assistantWords as words } from '../words/index.ts';

export interface TonalReference {
  name: string;
  kind: 'reference' | 'curve';
  /** By THIRD_OCTAVES_HZ, dB against anything. */
  levelsDb: readonly (number | null)[];
  /** Within so many dB of the reference nothing is moved. */
  toleranceDb: number;
}

/** Where the curve goes somewhere: how far the song is off around there before it, and what the curve does. */
export interface ToneMove {
  frequencyHz: number;
  gainDb: number;
  offDb: number;
}

export interface ToneFit {
  moves: ToneMove[];
  /** Of an equaliser: its match curve. */
  parameters: ParameterValues;
  beforeDb: number;
  afterDb: number;
  /** What the curve leaves where it is most. */
  rest: { hz: number; db: number } | null;
}

/** Where tones are compared: what lies outside is speakers and rooms. */
const FROM_HZ = 40;
const TO_HZ = 16_000;
/** The places that are named, as a person would. */
const PLACES_HZ = [63, 160, 400, 1000, 2500, 6300, 12500] as const;
const MOST_DB = 3;
const LEAST_DB = 0.4;
/** Part of the way: a reference is another song. */
const STRENGTH = 70;
/** As broad as the curve can be: a third octave by itself is a note. */
const SMOOTHING = 100;
/** Fewer third octaves in common say nothing about tone. */
const LEAST_BANDS = 5;
/** Broad differences this large are a matter of the mix. */
const REST_DB = 4;

const compared = (levelsDb: readonly (number | null)[]): (number | null)[] =>
  levelsDb.map((db, band) => {
    const hz = THIRD_OCTAVES_HZ[band]!;
    return hz < FROM_HZ || hz > TO_HZ ? null : db;
  });

/** Own minus reference by band; null outside the compared range and where either is silent. */
const toneDifference = (tone: readonly (number | null)[], reference: TonalReference): (number | null)[] =>
  balanceDifferenceDb(compared(tone), compared(reference.levelsDb));

/** Distance of two spectra, dB rms, whatever their levels; null where they share nothing. */
export function tonalDistanceDb(tone: readonly (number | null)[], reference: TonalReference): number | null {
  const values = toneDifference(tone, reference).filter((db): db is number => db !== null);
  return values.length === 0 ? null : rms(centred(values));
}

const rms = (values: readonly number[]): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length);

/** Without their mean: a shift of all bands is level, not tone. */
function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/**
 * The match curve part of the way to a reference, as broad as it can be and by at most 3 dB; what lies within the
 * reference's tolerance is left alone. Null where nothing is worth moving.
 */
export function fitTone(tone: readonly (number | null)[], reference: TonalReference): ToneFit | null {
  const differences = toneDifference(tone, reference);
  const used = differences.flatMap((db, band) => (db === null ? [] : [{ hz: THIRD_OCTAVES_HZ[band]!, db }]));
  if (used.length < LEAST_BANDS) return null;
  const parameters = matchCurve(compared(reference.levelsDb), compared(tone), {
    strength: STRENGTH,
    smoothing: SMOOTHING,
    mostDb: (100 * MOST_DB) / STRENGTH,
    toleranceDb: reference.toleranceDb,
  });
  const curve = matchBandsDb(parameters);
  const off = centred(used.map(({ db }) => db));
  const left = centred(used.map(({ hz, db }) => db + matchDbAt(curve, hz)));
  const [beforeDb, afterDb] = [rms(off), rms(left)];
  const broad = smoothed(off);
  const moves = PLACES_HZ.map((frequencyHz) => ({
    frequencyHz,
    gainDb: tenth(matchDbAt(curve, frequencyHz)),
    offDb: broad[nearest(used, frequencyHz)]!,
  })).filter(({ gainDb }) => Math.abs(gainDb) >= LEAST_DB);
  if (moves.length === 0 || afterDb > beforeDb - 0.05) return null;
  const worst = smoothed(left).reduce(
    (most, db, i) => (Math.abs(db) > Math.abs(most.db) ? { hz: used[i]!.hz, db } : most),
    { hz: 0, db: 0 },
  );
  return {
    moves,
    parameters,
    beforeDb,
    afterDb,
    rest: Math.abs(worst.db) > reference.toleranceDb + REST_DB ? worst : null,
  };
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** Index of the band nearest to a frequency. */
function nearest(bands: readonly { hz: number }[], hz: number): number {
  return bands.reduce(
    (best, one, k) => (Math.abs(Math.log(one.hz / hz)) < Math.abs(Math.log(bands[best]!.hz / hz)) ? k : best),
    0,
  );
}

/** Over three neighbouring bands: one band alone is a note. */
function smoothed(values: readonly number[]): number[] {
  return values.map((value, i) => (value + (values[i - 1] ?? value) + (values[i + 1] ?? value)) / 3);
}

/** A curve in place of a reference: what lies within the room it leaves is left alone. */
export const curveReference = ({ title, sigmaDb, levelsDb }: TonalCurve): TonalReference => ({
  name: words.curve(title),
  kind: 'curve',
  toleranceDb: sigmaDb,
  levelsDb,
});
