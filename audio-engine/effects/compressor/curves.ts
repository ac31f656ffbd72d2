/** The compressor's static curve, for drawing its transfer picture. */
import type { ParameterValues } from '../parameter.ts';
import { defaultsOf } from '../parameter.ts';
import { CHARACTER, compressorParameters } from './parameters.ts';

/** The knee as the character has it: opto at least 10 dB, FET at most 3. */
export function effectiveKneeDb(values: ParameterValues): number {
  const { kneeDb, character } = { ...defaultsOf(compressorParameters), ...values };
  if (character === CHARACTER.opto) return Math.max(kneeDb!, 10);
  return character === CHARACTER.fet ? Math.min(kneeDb!, 3) : kneeDb!;
}

/**
 * Gain reduction in dB (positive) that a steady level settles at: nothing below the knee, a quadratic inside it, then
 * 1 - 1/ratio of every dB over the threshold (Giannoulis, Massberg, Reiss, JAES 60(6), 2012, eq. 4).
 */
export function staticReductionDb(levelDb: number, values: ParameterValues): number {
  const { thresholdDb, ratio } = { ...defaultsOf(compressorParameters), ...values };
  const kneeDb = effectiveKneeDb(values);
  const slope = 1 - 1 / ratio!;
  const over = levelDb - thresholdDb! + kneeDb / 2;
  const inside = Math.min(kneeDb, Math.max(0, over));
  const beyond = Math.max(0, over - kneeDb);
  return (kneeDb > 0 ? (slope * inside * inside) / (2 * kneeDb) : 0) + slope * beyond;
}

/** Make-up in dB that is applied: the knob's, and half the reduction of full level where auto make-up is on. */
export function makeupDb(values: ParameterValues): number {
  const all = { ...defaultsOf(compressorParameters), ...values };
  return all.makeupDb! + (all.autoMakeup! >= 0.5 ? staticReductionDb(0, all) / 2 : 0);
}

/** Output level in dB of a steady input level, with make-up and parallel mix. */
export function outputLevelDb(levelDb: number, values: ParameterValues): number {
  const all = { ...defaultsOf(compressorParameters), ...values };
  const mix = all.mixPercent! / 100;
  const wet = 10 ** ((makeupDb(all) - staticReductionDb(levelDb, all)) / 20);
  return levelDb + 20 * Math.log10(1 - mix + mix * wet);
}
