/** What the transient shaper does to a single hit, in closed form, for drawing. */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { transientParameters } from './parameters.ts';

/** As in kernel.ts. */
const QUICK_MS = 1;
const HOLD_MS = 100;
const MOST_DB = 15;
const FLOOR = 1e-5;

/** A step of 1 that decays by e in `tauMs`, smoothed by a one-pole of `poleMs`, at `ms` after the step. */
function followed(ms: number, tauMs: number, poleMs: number): number {
  return (tauMs / (tauMs - poleMs)) * (Math.exp(-ms / tauMs) - Math.exp(-ms / poleMs));
}

/** How far a hit at full level that decays by e in `decayMs` (less than 100) stands out `ms` after it, in dB. */
export function riseDb(ms: number, values: ParameterValues): number {
  const { attackMs } = { ...defaultsOf(transientParameters), ...values };
  const slowMs = attackMs === HOLD_MS ? attackMs * 1.0001 : attackMs!;
  const quick = followed(ms, HOLD_MS, QUICK_MS);
  const slow = followed(ms, HOLD_MS, slowMs);
  return Math.max(0, 20 * Math.log10((quick + FLOOR) / (slow + FLOOR)));
}

/** How far its tail has died away then. */
export function fallDb(ms: number, values: ParameterValues): number {
  const { sustainMs } = { ...defaultsOf(transientParameters), ...values };
  const quick = followed(ms, HOLD_MS, QUICK_MS);
  const long = followed(ms, sustainMs!, QUICK_MS);
  return Math.max(0, 20 * Math.log10((long + FLOOR) / (quick + FLOOR)));
}

/** Change of level in dB at `ms` after a hit, without output gain and mix. */
export function changeDb(ms: number, values: ParameterValues): number {
  const { attackPercent, sustainPercent } = { ...defaultsOf(transientParameters), ...values };
  const change = (attackPercent! / 100) * riseDb(ms, values) + (sustainPercent! / 100) * fallDb(ms, values);
  return Math.max(-MOST_DB, Math.min(MOST_DB, change));
}

/** The same as it leaves the effect: mixed with the untouched sound, and with the output gain. */
export function appliedDb(ms: number, values: ParameterValues): number {
  const { outputDb, mixPercent } = { ...defaultsOf(transientParameters), ...values };
  const mix = mixPercent! / 100;
  return outputDb! + 20 * Math.log10(1 - mix + mix * 10 ** (changeDb(ms, values) / 20));
}
