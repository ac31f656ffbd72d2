/** What the pitch shifter's settings come to, for drawing. */
import type { ParameterValues } from '../parameter.ts';
import { defaultsOf } from '../parameter.ts';
import { pitchParameters } from './parameters.ts';

export function pitchValues(values: ParameterValues): ParameterValues {
  return { ...defaultsOf(pitchParameters), ...values };
}

/** Shift in semitones with its cents. */
export function shiftSemitones(values: ParameterValues): number {
  const v = pitchValues(values);
  return v.semitones! + v.cents! / 100;
}

/** How far the formants move against the take: along with the notes where they are not kept. */
export function formantShiftSemitones(values: ParameterValues): number {
  const v = pitchValues(values);
  return v.formantSemitones! + (v.keepFormants! >= 0.5 ? 0 : shiftSemitones(v));
}
