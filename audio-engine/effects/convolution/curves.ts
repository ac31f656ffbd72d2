/** What trimming does to an impulse response, for drawing it. */
import type { ParameterValues } from '../parameter.ts';
import { defaultsOf } from '../parameter.ts';
import { convolutionParameters } from './parameters.ts';

export function convolutionValues(values: ParameterValues): ParameterValues {
  return { ...defaultsOf(convolutionParameters), ...values };
}

/** Seconds that remain of a response of so many. */
export function trimmedSeconds(seconds: number, values: ParameterValues): number {
  return (seconds * convolutionValues(values).lengthPercent!) / 100;
}

/** Change in dB that the decay control makes at a time after the response's start: its own 60 dB take `decay` of the time. */
export function decayChangeDb(atSeconds: number, decaySeconds: number, values: ParameterValues): number {
  const share = convolutionValues(values).decayPercent! / 100;
  return (-60 / Math.max(decaySeconds, 0.02)) * (1 / share - 1) * atSeconds;
}

/** Decay time by 60 dB that is left. */
export function shapedDecaySeconds(decaySeconds: number, values: ParameterValues): number {
  return (decaySeconds * convolutionValues(values).decayPercent!) / 100;
}
