/** Tone for the assistant: how far a song is from a reference, and the few broad moves that bring it nearer. */
import targets from '../../assets/tonal-targets.json' with { type: 'json' };
import { totalResponseDb } from '../effects/equaliser/curves.ts';
import { BAND_TYPE, bandParameter } from '../effects/equaliser/parameters.ts';
import { defaultsOf, type ParameterValues } from '../effects/parameter.ts';
import { effectKinds } from '../effects/registry.ts';
import { THIRD_OCTAVES_HZ } from '../protocol/index.ts';
import { assistantWords as words } from '../words/index.ts';
import { againstMiddle } from './assistant-song.ts';

export interface TonalReference {
  name: string;
  kind: 'reference' | 'curve';
  /** By THIRD_OCTAVES_HZ, dB against anything. */
  levelsDb: readonly (number | null)[];
  /** Within so many dB of the reference nothing is moved. */
  toleranceDb: number;
}

/** One move: a band of the equaliser, and how far the song is off there before it. */
export interface ToneMove {
  band: number;
  frequencyHz: number;
  gainDb: number;
  offDb: number;
}

export interface ToneFit {
  moves: ToneMove[];
  parameters: ParameterValues;
  beforeDb: number;
  afterDb: number;
  /** What the moves leave where it is most. */
  rest: { hz: number; db: number } | null;
}

/** Where tones are compared: what lies outside is speakers and rooms. */
const FROM_HZ = 40;
const TO_HZ = 16_000;
/** Broad: shelves at the ends, bells of an octave and a half between. */
const BANDS = [
  { band: 2, type: BAND_TYPE.lowShelf, hz: 100, q: 0.71 },
  { band: 3, type: BAND_TYPE.bell, hz: 280, q: 0.8 },
  { band: 4, type: BAND_TYPE.bell, hz: 900, q: 0.7 },
  { band: 5, type: BAND_TYPE.bell, hz: 3000, q: 0.7 },
  { band: 7, type: BAND_TYPE.highShelf, hz: 9000, q: 0.71 },
] as const;
const MOST_DB = 3;
const LEAST_DB = 0.4;
const MOST_MOVES = 4;
/** Part of the way: a reference is another song. */
const STRENGTH = 0.7;
const RIDGE = 1.5;
/** Broad differences this large are a matter of the mix. */
const REST_DB = 4;

/** Own minus reference by band; null outside the compared range and where either is silent. */
export function toneDifference(
  tone: readonly (number | null)[],
  reference: TonalReference,
): (number | null)[] {
  const wanted = againstMiddle(reference.levelsDb);
  const own = againstMiddle(tone);
  return own.map((db, band) => {
    const hz = THIRD_OCTAVES_HZ[band]!;
    const there = wanted[band] ?? null;
    return db === null || there === null || hz < FROM_HZ || hz > TO_HZ ? null : db - there;
  });
}

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

function parametersOf(gains: readonly number[]): ParameterValues {
  const values: ParameterValues = {};
  for (const [i, { band, type, hz, q }] of BANDS.entries()) {
    if (gains[i] === 0) continue;
    values[bandParameter(band, 'Type')] = type;
    values[bandParameter(band, 'FrequencyHz')] = hz;
    values[bandParameter(band, 'Q')] = q;
    values[bandParameter(band, 'GainDb')] = gains[i]!;
    values[bandParameter(band, 'On')] = 1;
  }
  return values;
}

const DEFAULTS = defaultsOf(effectKinds.equaliser.parameters);

function response(gains: readonly number[], hz: Float64Array, sampleRate: number): Float64Array {
  return totalResponseDb({ ...DEFAULTS, ...parametersOf(gains) }, hz, sampleRate);
}

/** Solves the small symmetric system by elimination. */
function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const factor = rows[j]![i]! / rows[i]![i]!;
      for (let k = i; k <= n; k++) rows[j]![k]! -= factor * rows[i]![k]!;
    }
  }
  const found = new Array<number>(n).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    let sum = rows[i]![n]!;
    for (let k = i + 1; k < n; k++) sum -= rows[i]![k]! * found[k]!;
    found[i] = sum / rows[i]![i]!;
  }
  return found;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/**
 * At most four broad moves of at most 3 dB, by least squares over the third octaves with a penalty on large gains; what
 * lies within the reference's tolerance is left alone. Null where nothing is worth moving.
 */
export function fitTone(
  tone: readonly (number | null)[],
  reference: TonalReference,
  sampleRate: number,
): ToneFit | null {
  const differences = toneDifference(tone, reference);
  const used = differences.flatMap((db, band) => (db === null ? [] : [{ hz: THIRD_OCTAVES_HZ[band]!, db }]));
  if (used.length < BANDS.length) return null;
  const hz = Float64Array.from(used, (one) => Math.min(one.hz, 0.45 * sampleRate));
  const off = centred(used.map(({ db }) => db));
  const wanted = off.map((db) => {
    const outside = Math.max(0, Math.abs(db) - reference.toleranceDb);
    return -Math.sign(db) * outside * STRENGTH;
  });
  const shapes = BANDS.map((_, i) =>
    centred([
      ...response(
        BANDS.map((__, j) => (i === j ? 1 : 0)),
        hz,
        sampleRate,
      ),
    ]),
  );
  const fit = (chosen: readonly number[]): number[] => {
    const matrix = chosen.map((i) => chosen.map((j) => dot(shapes[i]!, shapes[j]!) + (i === j ? RIDGE : 0)));
    const found = solve(
      matrix,
      chosen.map((i) => dot(shapes[i]!, wanted)),
    );
    const gains = BANDS.map(() => 0);
    for (const [k, i] of chosen.entries()) gains[i] = found[k]!;
    return gains;
  };
  const broad = smoothed(off);
  const offAt = BANDS.map(({ hz: at }) => broad[nearest(used, at)]!);
  // What works against its own place goes first, then the least while there are too many or it is too small.
  let chosen = BANDS.map((_, i) => i);
  let gains = fit(chosen);
  for (;;) {
    const against = chosen.find((i) => gains[i]! * offAt[i]! > 0);
    const least = chosen.reduce((a, b) => (Math.abs(gains[a]!) <= Math.abs(gains[b]!) ? a : b), chosen[0]!);
    const goes = against ?? least;
    if (against === undefined && chosen.length <= MOST_MOVES && Math.abs(gains[least]!) >= LEAST_DB) break;
    chosen = chosen.filter((i) => i !== goes);
    if (chosen.length === 0) return null;
    gains = fit(chosen);
  }
  gains = gains.map((gain) => tenth(Math.min(MOST_DB, Math.max(-MOST_DB, gain))));
  const after = (scale: number): number[] => {
    const moved = response(
      gains.map((gain) => tenth(gain * scale)),
      hz,
      sampleRate,
    );
    return centred(off.map((db, i) => db + moved[i]!));
  };
  const before = rms(off);
  const scale = [1, 0.75, 0.5].find((part) => rms(after(part)) < before - 0.05);
  if (scale === undefined) return null;
  gains = gains.map((gain) => tenth(gain * scale));
  const left = after(scale);
  const worst = smoothed(left).reduce(
    (most, db, i) => (Math.abs(db) > Math.abs(most.db) ? { hz: used[i]!.hz, db } : most),
    { hz: 0, db: 0 },
  );
  return {
    moves: BANDS.flatMap(({ band, hz: frequencyHz }, i) =>
      gains[i] === 0 ? [] : [{ band, frequencyHz, gainDb: gains[i]!, offDb: offAt[i]! }],
    ),
    parameters: parametersOf(gains),
    beforeDb: before,
    afterDb: rms(left),
    rest: Math.abs(worst.db) > reference.toleranceDb + REST_DB ? worst : null,
  };
}

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

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/**
 * Third octaves of number-one hits, for songs without a reference. Our construction from Pestana et al. 2013 (AES 135,
 * paper 8960) and Elowsson and Friberg 2017 (AES 142, paper 9762): a convention, not a rule.
 */
export const POP_CURVE: TonalReference = {
  name: words.curve,
  kind: 'curve',
  toleranceDb: 3,
  levelsDb: targets.curves.find(({ name }) => name === 'pop')!.levelsDb,
};
