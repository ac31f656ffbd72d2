/** Crossovers, bands and static curves of multiband dynamics, for drawing. */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { BAND_WHEN, bandField, crossoverId, multibandParameters } from './parameters.ts';

/** As in kernel.ts. */
const APART = 1.15;

const defaults = defaultsOf(multibandParameters);

/** The crossovers in use, ascending and kept apart as the kernel keeps them. */
export function crossoversHz(values: ParameterValues): number[] {
  const all = { ...defaults, ...values };
  let least = 20;
  return Array.from({ length: all.bands! - 1 }, (_, index) => {
    const hz = Math.max(least, all[crossoverId(index + 1)]!);
    least = hz * APART;
    return hz;
  });
}

/** Magnitudes of the two sides of a fourth-order Linkwitz-Riley crossover, which add up to 1. */
function sides(hz: number, cornerHz: number, sampleRate: number): { low: number; high: number } {
  const warp = (f: number) => Math.tan((Math.PI * Math.min(f, 0.499 * sampleRate)) / sampleRate);
  const power = (warp(hz) / warp(cornerHz)) ** 4;
  return { low: 1 / (1 + power), high: power / (1 + power) };
}

/** Share 0..1 of each band in the amplitude at a frequency; all bands are in phase and the shares add up to 1. */
export function bandShares(hz: number, corners: readonly number[], sampleRate: number): number[] {
  const shares: number[] = [];
  let rest = 1;
  for (const corner of corners) {
    const { low, high } = sides(hz, corner, sampleRate);
    shares.push(rest * low);
    rest *= high;
  }
  shares.push(rest);
  return shares;
}

/** Change in dB with its sign that a steady level in a band settles at, make-up left out. */
export function staticChangeDb(band: number, levelDb: number, values: ParameterValues): number {
  const all = { ...defaults, ...values };
  const range = all[bandField(band, 'RangeDb')]!;
  const ratio = all[bandField(band, 'Ratio')]!;
  const direction = all[bandField(band, 'When')] === BAND_WHEN.below ? -1 : 1;
  const turn = range > 0 ? 1 : -1;
  const slope = direction * turn < 0 ? 1 - 1 / ratio : ratio - 1;
  const knee = all.kneeDb!;
  const over = direction * (levelDb - all[bandField(band, 'ThresholdDb')]!) + knee / 2;
  const inside = Math.min(knee, Math.max(0, over));
  const change = (knee > 0 ? (slope * inside * inside) / (2 * knee) : 0) + slope * Math.max(0, over - knee);
  return turn * Math.min(Math.abs(range), change);
}

/** Response in dB at a frequency with every band changed by `changesDb`, its make-up, bypass and the mix included. */
export function responseDb(
  hz: number,
  changesDb: readonly number[],
  values: ParameterValues,
  sampleRate: number,
): number {
  const all = { ...defaults, ...values };
  const corners = crossoversHz(all);
  const mix = all.mixPercent! / 100;
  const sum = bandShares(hz, corners, sampleRate).reduce((total, share, index) => {
    const act = all[bandField(index + 1, 'Bypass')]! >= 0.5 ? 0 : mix;
    const gain = 10 ** (((changesDb[index] ?? 0) + all[bandField(index + 1, 'MakeupDb')]!) / 20);
    return total + share * (1 - act + act * gain);
  }, 0);
  return all.outputDb! + 20 * Math.log10(sum);
}
