/**
 * What a knob or fader needs to know of its value: travel, words, typed entry, steps. Made from the one
 * declaration of a parameter; the fader brings its own law and pan its own words.
 */
import {
  clampTo,
  formatParts,
  fromPosition,
  type Parameter,
  parse,
  toPosition,
} from '../../audio-engine/effects/parameter.ts';

export type StepSize = 'fine' | 'normal' | 'page';

export interface ValueScale {
  readonly min: number;
  readonly max: number;
  readonly default: number;
  toPosition(value: number): number;
  fromPosition(position: number): number;
  parts(value: number): { number: string; unit: string };
  /** Undefined where the text is not a value. */
  parse(text: string): number | undefined;
  step(value: number, direction: 1 | -1, size: StepSize): number;
}

/** Rounds to what the display shows, so that the number on the screen is the number in the document. */
export function quantise(parameter: Parameter, value: number): number {
  if (parameter.choices || parameter.unit === 'switch' || parameter.curve === 'choice')
    return Math.round(value);
  const to = (step: number) => clampTo(parameter, Number((Math.round(value / step) * step).toFixed(4)));
  switch (parameter.unit) {
    case 'Hz':
      return to(value >= 10_000 ? 100 : value >= 1000 ? 10 : value < 100 ? 0.1 : 1);
    case 'ms':
      return to(value >= 1000 ? 10 : value < 10 ? 0.1 : 1);
    case ':1':
      return to(value < 10 ? 0.1 : 1);
    default:
      return to(10 ** -(parameter.decimals ?? (parameter.unit === 'Q' ? 2 : parameter.unit === '%' ? 0 : 1)));
  }
}

const TRAVEL: Record<StepSize, number> = { fine: 0.002, normal: 0.01, page: 0.1 };
const DECIBELS: Record<StepSize, number> = { fine: 0.1, normal: 0.5, page: 3 };

function stepped(parameter: Parameter, value: number, direction: 1 | -1, size: StepSize): number {
  if (parameter.choices || parameter.unit === 'switch') return clampTo(parameter, value + direction);
  if (parameter.curve === 'linear' && (parameter.unit === 'dB' || parameter.unit === 'dBTP')) {
    return quantise(parameter, value + direction * DECIBELS[size]);
  }
  const next = quantise(
    parameter,
    fromPosition(parameter, toPosition(parameter, value) + direction * TRAVEL[size]),
  );
  if (next !== value) return next;
  // The step is below what the display shows: take the smallest that shows.
  const decimals = parameter.unit === 'Hz' ? 1 : (parameter.decimals ?? 1);
  return quantise(parameter, value + direction * (parameter.unit === '%' ? 1 : 10 ** -decimals));
}

const scales = new WeakMap<Parameter, ValueScale>();

export function scaleOf(parameter: Parameter): ValueScale {
  let scale = scales.get(parameter);
  if (!scale) {
    scale = {
      min: parameter.min,
      max: parameter.max,
      default: parameter.default,
      toPosition: (value) => toPosition(parameter, value),
      fromPosition: (position) => quantise(parameter, fromPosition(parameter, position)),
      parts: (value) => formatParts(parameter, value),
      parse: (text) => parse(parameter, text),
      step: (value, direction, size) => stepped(parameter, value, direction, size),
    };
    scales.set(parameter, scale);
  }
  return scale;
}

/** Number and unit as one text, for screen readers and chips. */
export function spoken(scale: ValueScale, value: number): string {
  const { number, unit } = scale.parts(value);
  return unit ? `${number} ${unit}` : number;
}
