/** The de-esser's detector band and its static curve, for drawing. */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { DEESSER_MODE, deesserParameters } from './parameters.ts';

const KNEE_DB = 3;

/** Frequency as the digital filters warp it: their response is the analogue one at tan(pi f / fs). */
function warped(hz: number, sampleRate: number): number {
  return Math.tan((Math.PI * Math.min(hz, 0.499 * sampleRate)) / sampleRate);
}

/** Where the split begins: the band's lower -3 dB point. */
export function footHz(values: ParameterValues): number {
  const { frequencyHz, q } = { ...defaultsOf(deesserParameters), ...values };
  const half = 0.5 / q!;
  return frequencyHz! * (Math.sqrt(1 + half * half) - half);
}

/** Response of the detector's band-pass in dB. */
export function detectorDb(hz: number, values: ParameterValues, sampleRate: number): number {
  const { frequencyHz, q } = { ...defaultsOf(deesserParameters), ...values };
  const x = warped(hz, sampleRate) / warped(frequencyHz!, sampleRate);
  const off = q! * (x - 1 / x);
  return -10 * Math.log10(1 + off * off);
}

/** Response in dB while the reduction is `reductionDb`: what the present mode turns down, and where. */
export function responseDb(
  hz: number,
  reductionDb: number,
  values: ParameterValues,
  sampleRate: number,
): number {
  const all = { ...defaultsOf(deesserParameters), ...values };
  const gain = 10 ** (-reductionDb / 20);
  if (all.mode === DEESSER_MODE.wide) return -reductionDb;
  if (all.mode === DEESSER_MODE.split) {
    // Both halves of the crossover are in phase: magnitudes add.
    const power = (warped(hz, sampleRate) / warped(footHz(all), sampleRate)) ** 4;
    return 20 * Math.log10((1 + gain * power) / (1 + power));
  }
  const x = warped(hz, sampleRate) / warped(all.frequencyHz!, sampleRate);
  const off = all.q! * (x - 1 / x);
  // |1 - (1 - g) / (1 + j off)|
  return 10 * Math.log10((gain * gain + off * off) / (1 + off * off));
}

/** Reduction in dB at a steady ratio of band to voice. */
export function staticReductionDb(ratioDb: number, values: ParameterValues): number {
  const { thresholdDb, ratio, rangeDb } = { ...defaultsOf(deesserParameters), ...values };
  const slope = 1 - 1 / ratio!;
  const over = ratioDb - thresholdDb! + KNEE_DB / 2;
  const inside = Math.min(KNEE_DB, Math.max(0, over));
  const change = (slope * inside * inside) / (2 * KNEE_DB) + slope * Math.max(0, over - KNEE_DB);
  return Math.min(rangeDb!, change);
}
