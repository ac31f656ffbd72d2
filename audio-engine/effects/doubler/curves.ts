/** Where the doubler's voices stand in time, tuning and space, for drawing. The kernel has the same numbers. */
import type { ParameterValues } from '../parameter.ts';
import { defaultsOf } from '../parameter.ts';
import { doublerParameters } from './parameters.ts';

const LATENESS = [0, 0.62, 1, 0.29] as const;
const SIDES: Readonly<Record<number, readonly number[]>> = {
  2: [-1, 1],
  3: [-1, 1, 0],
  4: [-1, 1, -0.45, 0.45],
};
const FURTHEST_MS = 25;
const STEEPEST = 3;

export interface Voice {
  /** Place between left (-1) and right (1). */
  side: number;
  /** How late it is on average, and how far it wanders from there. */
  delayMs: number;
  swingMs: number;
  levelDb: number;
}

export function doublerValues(values: ParameterValues): ParameterValues {
  return { ...defaultsOf(doublerParameters), ...values };
}

export function doublerVoices(values: ParameterValues): Voice[] {
  const v = doublerValues(values);
  const copies = v.voices!;
  const swingMs = Math.min(
    (1000 * (2 ** (v.detuneCents! / 1200) - 1)) / (STEEPEST * v.driftHz!),
    FURTHEST_MS,
  );
  return SIDES[copies]!.map((side, n) => ({
    side: (side * v.widthPercent!) / 100,
    delayMs: Math.max(v.delayMs! * (1 + (1.4 * v.spreadPercent! * LATENESS[n]!) / 100), swingMs + 1),
    swingMs,
    levelDb: v.levelDb! - 10 * Math.log10(copies),
  }));
}
