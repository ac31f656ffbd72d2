/**
 * What a parameter is: the one declaration that the kernel's block layout, automation, knobs, typed entry,
 * presets, the command line, help and tests all read. Pure data and pure functions; no DSP.
 */

export type Unit = 'dB' | 'Hz' | 'ms' | '%' | ':1' | 'Q' | 'dBTP' | 'dB/oct' | '' | '°' | 'choice' | 'switch';

/** How a knob's travel 0..1 maps onto the range. `log` needs min > 0; `choice` and `switch` step by one. */
export type Curve = 'linear' | 'log' | 'choice' | { readonly power: number };

export interface Parameter {
  /** Stable key in documents and presets, for example `thresholdDb`. */
  readonly id: string;
  /** Short name on a knob, sentence case. */
  readonly name: string;
  readonly unit: Unit;
  readonly min: number;
  readonly max: number;
  readonly default: number;
  readonly curve: Curve;
  /** For `choice`: the names of the values min..max; `switch` is off / on. */
  readonly choices?: readonly string[];
  /** Decimals shown for the value. */
  readonly decimals?: number;
  /** Time in which the kernel glides to a new value; 0 means at the next quantum. */
  readonly smoothingMs: number;
  readonly automatable: boolean;
  /** One plain sentence about what the knob does to the music. */
  readonly why: string;
}

export type ParameterValues = Record<string, number>;

/** Value of every parameter at its default. */
export function defaultsOf(parameters: readonly Parameter[]): ParameterValues {
  const values: ParameterValues = {};
  for (const p of parameters) values[p.id] = p.default;
  return values;
}

/** The nearest legal value; NaN becomes the default. */
export function clampTo(parameter: Parameter, value: number): number {
  if (Number.isNaN(value)) return parameter.default;
  const clamped = Math.min(parameter.max, Math.max(parameter.min, value));
  return parameter.curve === 'choice' ? Math.round(clamped) : clamped;
}

/** Knob travel 0..1 of a value. For drawing and gestures only: never on the way to a sample. */
export function toPosition(parameter: Parameter, value: number): number {
  const { min, max, curve } = parameter;
  const v = clampTo(parameter, value);
  if (max === min) return 0;
  if (curve === 'log') return Math.log(v / min) / Math.log(max / min);
  const linear = (v - min) / (max - min);
  return typeof curve === 'object' ? linear ** (1 / curve.power) : linear;
}

/** Value at knob travel 0..1, the inverse of `toPosition`. */
export function fromPosition(parameter: Parameter, position: number): number {
  const { min, max, curve } = parameter;
  const t = Math.min(1, Math.max(0, position));
  if (curve === 'log') return clampTo(parameter, min * (max / min) ** t);
  const linear = typeof curve === 'object' ? t ** curve.power : t;
  return clampTo(parameter, min + linear * (max - min));
}

const MINUS = '−';

function fixed(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `${MINUS}${text}` : text;
}

/** The number and its unit apart, because the unit is drawn after it in a quieter colour. */
export function formatParts(parameter: Parameter, value: number): { number: string; unit: string } {
  const v = clampTo(parameter, value);
  if (parameter.choices) return { number: parameter.choices[v - parameter.min] ?? String(v), unit: '' };
  switch (parameter.unit) {
    case 'switch':
      return { number: v >= 0.5 ? 'On' : 'Off', unit: '' };
    case 'Hz':
      return v >= 1000
        ? { number: fixed(v / 1000, v >= 10000 ? 1 : 2), unit: 'kHz' }
        : { number: fixed(v, parameter.decimals ?? (v < 10 ? 2 : v < 100 ? 1 : 0)), unit: 'Hz' };
    case 'ms':
      return v >= 1000
        ? { number: fixed(v / 1000, 2), unit: 's' }
        : { number: fixed(v, parameter.decimals ?? (v < 10 ? 1 : 0)), unit: 'ms' };
    case ':1':
      return { number: `${fixed(v, v < 10 ? 1 : 0)} : 1`, unit: '' };
    default:
      return {
        number: fixed(v, parameter.decimals ?? (parameter.unit === 'Q' ? 2 : parameter.unit === '%' ? 0 : 1)),
        unit: parameter.unit === 'Q' || parameter.unit === 'choice' ? '' : parameter.unit,
      };
  }
}

export function format(parameter: Parameter, value: number): string {
  const { number, unit } = formatParts(parameter, value);
  return unit ? `${number} ${unit}` : number;
}

/**
 * Reads what a person types: `-3`, `−3 dB`, `1.2k`, `250ms`, `0.25 s`, `on`, a choice's name.
 * Returns undefined where it is not a value at all; a value out of range is clamped.
 */
export function parse(parameter: Parameter, text: string): number | undefined {
  const clean = text.trim().toLowerCase().replaceAll(MINUS, '-').replace(',', '.');
  if (clean === '') return undefined;
  if (parameter.choices) {
    const index = parameter.choices.findIndex((c) => c.toLowerCase() === clean);
    if (index >= 0) return parameter.min + index;
  }
  if (parameter.unit === 'switch') {
    if (['on', 'yes', '1', 'true'].includes(clean)) return 1;
    if (['off', 'no', '0', 'false'].includes(clean)) return 0;
    return undefined;
  }
  const match = /^([+-]?(?:\d+\.?\d*|\.\d+))\s*(khz|k|hz|ms|s|dbtp|dbfs|db|%|:\s*1|q)?$/.exec(clean);
  if (!match) return undefined;
  let value = Number(match[1]);
  if (match[2] === 'k' || match[2] === 'khz') value *= 1000;
  if (match[2] === 's' && parameter.unit === 'ms') value *= 1000;
  return clampTo(parameter, value);
}

interface Named {
  readonly name: string;
  readonly why: string;
}

/** What a value may be and how a knob moves through it; id, words, smoothing and automation stand beside it. */
type Range = Pick<Parameter, 'unit' | 'min' | 'max' | 'default' | 'curve' | 'choices'>;

export function linear(unit: Unit, min: number, max: number, initial: number): Range {
  return { unit, min, max, default: initial, curve: 'linear' };
}

/** `min` above 0: as ears hear frequencies and times. */
export function logarithmic(unit: Unit, min: number, max: number, initial: number): Range {
  return { unit, min, max, default: initial, curve: 'log' };
}

/** Fine at the low end like `logarithmic`, but reaches 0. */
export function powered(unit: Unit, min: number, max: number, initial: number, power: number): Range {
  return { unit, min, max, default: initial, curve: { power } };
}

export function onOff(initial: number): Range {
  return { unit: 'switch', min: 0, max: 1, default: initial, curve: 'choice' };
}

/** One of `choices`, which are counted from `first`. */
export function oneOf(choices: readonly string[], initial: number, first = 0): Range {
  return {
    unit: 'choice',
    min: first,
    max: first + choices.length - 1,
    default: initial,
    curve: 'choice',
    choices,
  };
}

/** How much of the effect is heard beside what came in; all of it in a new one. */
export function mixParameter(words: Named, smoothingMs: number): Parameter {
  return {
    id: 'mixPercent',
    ...words,
    unit: '%',
    min: 0,
    max: 100,
    default: 100,
    curve: 'linear',
    smoothingMs,
    automatable: true,
  };
}

/** Gain behind everything the effect does. */
export function outputParameter(words: Named, smoothingMs: number): Parameter {
  return {
    id: 'outputDb',
    ...words,
    unit: 'dB',
    min: -24,
    max: 24,
    default: 0,
    curve: 'linear',
    decimals: 1,
    smoothingMs,
    automatable: true,
  };
}
