/** The gate's static curve, for drawing its transfer picture. */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { gateParameters } from './parameters.ts';

/** Level in dB at which it opens: where the curve has reached unity. */
export function opensAtDb(values: ParameterValues): number {
  const { thresholdDb, kneeDb } = { ...defaultsOf(gateParameters), ...values };
  return thresholdDb! + kneeDb! / 2;
}

/** Level in dB at which an open gate begins to close. */
export function closesAtDb(values: ParameterValues): number {
  const { hysteresisDb } = { ...defaultsOf(gateParameters), ...values };
  return opensAtDb(values) - hysteresisDb!;
}

/**
 * Reduction in dB (positive) of a steady level while closed: ratio - 1 of every dB below the threshold, through a quadratic
 * knee, at most the range (Giannoulis, Massberg, Reiss 2012, the downward expander).
 */
export function closedReductionDb(levelDb: number, values: ParameterValues): number {
  const { thresholdDb, ratio, rangeDb, kneeDb } = { ...defaultsOf(gateParameters), ...values };
  const under = thresholdDb! - levelDb + kneeDb! / 2;
  const inside = Math.min(kneeDb!, Math.max(0, under));
  const beyond = Math.max(0, under - kneeDb!);
  const slope = ratio! - 1;
  const change = (kneeDb! > 0 ? (slope * inside * inside) / (2 * kneeDb!) : 0) + slope * beyond;
  return Math.min(rangeDb!, change);
}

/** Output level in dB of a steady input level that came from below, as when the gate opens. */
export function outputLevelDb(levelDb: number, values: ParameterValues): number {
  return levelDb - closedReductionDb(levelDb, values);
}

/** The same for a level that came from above: unity down to where it closes. */
export function outputFromAboveDb(levelDb: number, values: ParameterValues): number {
  return levelDb >= closesAtDb(values) ? levelDb : outputLevelDb(levelDb, values);
}
