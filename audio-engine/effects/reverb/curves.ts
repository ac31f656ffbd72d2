/** What a reverb's settings come to, for drawing: decay time by frequency, first reflections, and levels over time. */
import type { ParameterValues } from '../parameter.ts';
import { defaultsOf } from '../parameter.ts';
import { REVERB_TYPE, reverbParameters } from './parameters.ts';

export function reverbValues(values: ParameterValues): ParameterValues {
  return { ...defaultsOf(reverbParameters), ...values };
}

/** Rate that curves are drawn for; below 10 kHz another one makes no visible difference. */
const DRAWN_RATE = 48000;

const halfTan = (hz: number): number => Math.tan((Math.PI * Math.min(hz, 0.49 * DRAWN_RATE)) / DRAWN_RATE);
const share = (t: number, corner: number): number => 1 / (1 + (t / corner) ** 2);

/**
 * Decay by 60 dB in seconds at a frequency: the shelves in the lines, with their gains solved so that the set times hold
 * an octave outside the crossovers and between them. The kernel solves the same system.
 */
export function decayCurve(values: ParameterValues): (hz: number) => number {
  const v = reverbValues(values);
  const [lowHz, highHz] = [v.lowCrossoverHz!, v.highCrossoverHz!];
  const [k1, k2] = [halfTan(lowHz), halfTan(highHz)];
  const mid = v.decayMs! / 1000;
  const wanted = [
    60 / ((mid * v.lowDecayPercent!) / 100),
    60 / mid,
    60 / ((mid * v.highDecayPercent!) / 100),
  ];
  const rows = [lowHz / 2, Math.sqrt(lowHz * highHz), Math.min(2 * highHz, 0.44 * DRAWN_RATE)].map((hz) => {
    const low = share(halfTan(hz), k1);
    const high = 1 - share(halfTan(hz), k2);
    return [low, 1 - low - high, high];
  });
  const losses = solve(rows, wanted).map((loss, i) => Math.max(loss, 0.2 * wanted[i]!)) as [
    number,
    number,
    number,
  ];
  return (hz) => {
    const t = halfTan(hz);
    const low = share(t, k1);
    const high = 1 - share(t, k2);
    return 60 / (losses[0] * low + losses[1] * (1 - low - high) + losses[2] * high);
  };
}

/** Three equations by Cramer's rule. */
function solve(rows: readonly (readonly number[])[], wanted: readonly number[]): number[] {
  const det = (m: readonly (readonly number[])[]): number =>
    m[0]![0]! * (m[1]![1]! * m[2]![2]! - m[1]![2]! * m[2]![1]!) -
    m[0]![1]! * (m[1]![0]! * m[2]![2]! - m[1]![2]! * m[2]![0]!) +
    m[0]![2]! * (m[1]![0]! * m[2]![1]! - m[1]![1]! * m[2]![0]!);
  const whole = det(rows);
  return [0, 1, 2].map(
    (column) => det(rows.map((row, i) => row.map((x, j) => (j === column ? wanted[i]! : x)))) / whole,
  );
}

/** First and last reflection in ms at full size, and how many dB lie between them, by type. */
const REFLECTIONS: Readonly<Record<number, readonly [number, number, number]>> = {
  [REVERB_TYPE.room]: [1.3, 24, 11],
  [REVERB_TYPE.chamber]: [2.1, 31, 7],
  [REVERB_TYPE.plate]: [0.4, 11, 4],
  [REVERB_TYPE.hall]: [9.7, 78, 9],
};
const TAPS = 12;

const scatter = (n: number): number => {
  const x = 0.7548776662466927 * n + 0.31 * n * n * 0.5698402909980532;
  return x - Math.floor(x);
};

export interface Reflection {
  seconds: number;
  levelDb: number;
  side: 0 | 1;
}

/** The first reflections of both sides, after the pre-delay, in dB against the dry sound. */
export function firstReflections(values: ParameterValues): Reflection[] {
  const v = reverbValues(values);
  const [from, to, slope] = REFLECTIONS[v.type!]!;
  const scale = v.sizePercent! / 100000;
  const taps: Reflection[] = [];
  for (const side of [0, 1] as const) {
    const places = Array.from({ length: TAPS }, (_, tap) => (tap + scatter(tap + 1 + 17.3 * side)) / TAPS);
    const energyDb = 10 * Math.log10(places.reduce((sum, place) => sum + 10 ** ((-slope * place) / 10), 0));
    for (const place of places) {
      taps.push({
        seconds: (from + ((to - from) * (place * place + place)) / 2) * scale,
        levelDb: v.earlyDb! - slope * place - energyDb,
        side,
      });
    }
  }
  return taps;
}

/** Time in ms after which the tail begins: its shortest line. */
const FIRST_LINE_MS: Readonly<Record<number, number>> = {
  [REVERB_TYPE.room]: 7.1,
  [REVERB_TYPE.chamber]: 11.3,
  [REVERB_TYPE.plate]: 8.9,
  [REVERB_TYPE.hall]: 23.9,
};

export function tailStartSeconds(values: ParameterValues): number {
  const v = reverbValues(values);
  return (FIRST_LINE_MS[v.type!]! * v.sizePercent!) / 100000;
}
