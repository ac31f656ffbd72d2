/**
 * The match curve: what brings one balance in third octaves to another, as parameters; and for drawing what the kernel
 * makes of them (kernels/assembly/match-curve.ts once more).
 */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { equaliserParameters, MATCH_HZ, MATCH_MOST_DB, matchParameter } from './parameters.ts';

const DEFAULTS = defaultsOf(equaliserParameters);
const AT_1_KHZ = 16;
const REACH = 6;
const WIDEST = 2;

const value = (values: ParameterValues, id: string): number => values[id] ?? DEFAULTS[id]!;

/** Whether a curve is in use. */
export function isMatched(values: ParameterValues): boolean {
  return value(values, 'matchOn') >= 0.5;
}

/** dB at each of MATCH_HZ, strength and smoothing included. */
export function matchBandsDb(values: ParameterValues): number[] {
  const strength = value(values, 'matchStrengthPercent') / 100;
  const deviation = (WIDEST * value(values, 'matchSmoothingPercent')) / 100;
  const gains = MATCH_HZ.map((hz) => value(values, matchParameter(hz)));
  return gains.map((_, band) => {
    let sum = 0;
    let weight = 0;
    for (let k = -REACH; k <= REACH; k++) {
      const share = deviation > 0 ? Math.exp(-0.5 * (k / deviation) ** 2) : k === 0 ? 1 : 0;
      sum += share * gains[Math.min(gains.length - 1, Math.max(0, band + k))]!;
      weight += share;
    }
    return (strength * sum) / weight;
  });
}

/** dB of a curve of bands at a frequency. */
export function matchDbAt(bandsDb: readonly number[], hz: number): number {
  const last = bandsDb.length - 1;
  const place = hz > 1 ? Math.min(last, Math.max(0, 10 * Math.log10(hz / 1000) + AT_1_KHZ)) : 0;
  const index = Math.min(last - 1, Math.floor(place));
  const t = place - index;
  const at = (i: number) => bandsDb[Math.min(last, Math.max(0, i))]!;
  const [a, b, c, d] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
}

export interface MatchOptions {
  /** How much of the difference is taken, 0..100 %. Default 100. */
  strength?: number;
  /** The most that any band is moved before the strength, dB. Default 6. */
  mostDb?: number;
  /** Over neighbours, 0..100 %. Default 35. */
  smoothing?: number;
  /** Differences up to this are left alone, and larger ones are moved no nearer, dB. Default 0. */
  toleranceDb?: number;
}

/** Bands this far below a balance's loudest one hold nothing that could be brought to anything. */
const FLOOR_DB = 70;
/** What the level of two balances is compared over: bands from 100 Hz to 10 kHz. */
const LEVEL_FROM_HZ = 100;
const LEVEL_TO_HZ = 10000;

/**
 * How far a balance lies above another in each band, dB: levels in dB at MATCH_HZ, null where there is nothing. How loud
 * either is does not count.
 */
export function balanceDifferenceDb(
  balance: readonly (number | null)[],
  other: readonly (number | null)[],
): (number | null)[] {
  const loudest = (levels: readonly (number | null)[]) =>
    levels.reduce<number>(
      (top, level) => Math.max(top, level ?? Number.NEGATIVE_INFINITY),
      Number.NEGATIVE_INFINITY,
    );
  const floors = [loudest(balance) - FLOOR_DB, loudest(other) - FLOOR_DB] as const;
  const differences = MATCH_HZ.map((_, band) => {
    const above = balance[band];
    const below = other[band];
    if (above == null || below == null || !Number.isFinite(above) || !Number.isFinite(below)) return null;
    return above < floors[0] || below < floors[1] ? null : above - below;
  });
  const level = differences.filter(
    (difference, band): difference is number =>
      difference !== null && MATCH_HZ[band]! >= LEVEL_FROM_HZ && MATCH_HZ[band]! <= LEVEL_TO_HZ,
  );
  const offset = level.length > 0 ? level.reduce((sum, one) => sum + one, 0) / level.length : 0;
  return differences.map((difference) => (difference === null ? null : difference - offset));
}

/** The parameters of an equaliser that bring `own` to `reference`, as balances. */
export function matchCurve(
  reference: readonly (number | null)[],
  own: readonly (number | null)[],
  options: MatchOptions = {},
): ParameterValues {
  const { strength = 100, mostDb = 6, smoothing = 35, toleranceDb = 0 } = options;
  const most = Math.min(MATCH_MOST_DB, Math.max(0, mostDb));
  const values: ParameterValues = {
    matchOn: 1,
    matchStrengthPercent: Math.min(100, Math.max(0, strength)),
    matchSmoothingPercent: Math.min(100, Math.max(0, smoothing)),
  };
  for (const [band, difference] of balanceDifferenceDb(reference, own).entries()) {
    const wanted = Math.sign(difference ?? 0) * Math.max(0, Math.abs(difference ?? 0) - toleranceDb);
    const gain = Math.min(most, Math.max(-most, wanted));
    // Rounding may leave a negative zero, which no file keeps.
    values[matchParameter(MATCH_HZ[band]!)] = Math.round(gain * 10) / 10 + 0;
  }
  return values;
}
