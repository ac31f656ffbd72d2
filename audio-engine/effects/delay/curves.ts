/** The delay's echoes, their times and the filter they pass, for drawing. */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { delayParameters, PATTERN } from './parameters.ts';

/** What the delay holds at most. */
export const LONGEST_MS = 5000;

/** Beats (quarter notes) of a note value: 1/32, then triplet, straight and dotted of 1/16 to 1/2, then 1/1. */
export function noteBeats(note: number): number {
  if (note <= 0) return 0.125;
  if (note >= 13) return 4;
  const straight = 0.25 * 2 ** Math.floor((note - 1) / 3);
  return straight * ([2 / 3, 1, 1.5][(note - 1) % 3] as number);
}

const complete = (values: ParameterValues) => ({ ...defaultsOf(delayParameters), ...values });

/** Time between echoes in ms at a tempo. */
export function timeMs(values: ParameterValues, bpm: number): number {
  const all = complete(values);
  const wanted = all.sync! >= 0.5 ? (60_000 * noteBeats(all.note!)) / bpm : all.timeMs!;
  return Math.min(LONGEST_MS, wanted);
}

export interface Echo {
  ms: number;
  /** Amplitudes of a hit of 1 on both sides, before the filter. */
  left: number;
  right: number;
}

/** The first `count` echoes of a hit on both sides: pattern, feedback, width, send and mix. */
export function echoes(values: ParameterValues, bpm: number, count: number): Echo[] {
  const all = complete(values);
  const time = timeMs(all, bpm);
  const width = all.widthPercent! / 100;
  const gain = Math.min(1, (2 * all.mixPercent!) / 100) * (all.sendPercent! / 100);
  return Array.from({ length: count }, (_, k) => {
    const level = gain * (all.feedbackPercent! / 100) ** k;
    const crossed = all.pattern === PATTERN.pingPong;
    const left = crossed && k % 2 === 1 ? 0 : level;
    const right = crossed && k % 2 === 0 ? 0 : level;
    const mid = (left + right) / 2;
    const side = ((left - right) / 2) * width;
    return { ms: time * (k + 1), left: mid + side, right: mid - side };
  });
}

/** Level in dB of one pass through the filter: a one-pole cut at each end, the upper one open at 20 kHz. */
export function filterDb(values: ParameterValues, hz: number): number {
  const all = complete(values);
  const low = (all.lowCutHz! / hz) ** 2;
  const high = all.highCutHz! >= 19_990 ? 0 : (hz / all.highCutHz!) ** 2;
  return -10 * Math.log10(1 + low) - 10 * Math.log10(1 + high);
}
