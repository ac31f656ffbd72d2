/** The equaliser's bands as the picture handles them: read from values, placed as points, changed by a hand. */
import {
  BAND_COUNT,
  BAND_TYPE,
  type BandField,
  bandParameter,
} from '../../../audio-engine/effects/equaliser/parameters.ts';
import type { ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import type { Effect } from '../../../audio-engine/session/index.ts';
import { defaultsFor, valuesOf } from '../effect-values.ts';

export interface Band {
  /** 1..8, as it is written on the point. */
  number: number;
  on: boolean;
  type: number;
  frequencyHz: number;
  gainDb: number;
  q: number;
  slope: number;
  channels: number;
  /** Moves with the sound by up to `rangeDb`. */
  dynamic: boolean;
  rangeDb: number;
}

export function readBand(values: ParameterValues, number: number): Band {
  const field = (name: BandField) => values[bandParameter(number, name)] ?? 0;
  return {
    number,
    on: field('On') >= 0.5,
    type: field('Type'),
    frequencyHz: field('FrequencyHz'),
    gainDb: field('GainDb'),
    q: field('Q'),
    slope: field('Slope'),
    channels: field('Channels'),
    dynamic: field('Dynamic') >= 0.5 && hasGain(field('Type')) && field('RangeDb') !== 0,
    rangeDb: field('RangeDb'),
  };
}

export function readBands(values: ParameterValues): Band[] {
  return Array.from({ length: BAND_COUNT }, (_, index) => readBand(values, index + 1));
}

export function hasGain(type: number): boolean {
  return type === BAND_TYPE.bell || type === BAND_TYPE.lowShelf || type === BAND_TYPE.highShelf;
}

export function isPass(type: number): boolean {
  return type === BAND_TYPE.highPass || type === BAND_TYPE.lowPass;
}

/** Where a band's point stands, in dB: its gain, or the -3 dB corner of a pass filter. */
export function pointDb(band: Band): number {
  if (hasGain(band.type)) return band.gainDb;
  return isPass(band.type) ? -3 : 0;
}

/** A band that does nothing at all at the moment. */
export function isIdle(band: Band): boolean {
  return !band.on || (hasGain(band.type) && band.gainDb === 0 && !band.dynamic);
}

/** Values of a band under their parameter ids. */
export function bandValues(number: number, change: Partial<Record<BandField, number>>): ParameterValues {
  const values: ParameterValues = {};
  for (const [field, value] of Object.entries(change))
    values[bandParameter(number, field as BandField)] = value;
  return values;
}

/**
 * The band that a double-click on an empty place takes: an idle bell near it, else one that is off, else any
 * idle one; undefined where all eight work.
 */
export function bandToAdd(bands: readonly Band[], hz: number): Band | undefined {
  const distance = (band: Band) => Math.abs(Math.log2(band.frequencyHz / hz));
  const nearest = (list: Band[]) => list.sort((a, b) => distance(a) - distance(b))[0];
  const idle = bands.filter(isIdle);
  return (
    nearest(idle.filter((band) => band.type === BAND_TYPE.bell)) ??
    nearest(idle.filter((band) => !band.on)) ??
    nearest(idle)
  );
}

/** What a reset sets: gain and Q as they came, frequency and type stay where the hand put them. */
export function resetValues(band: Band): ParameterValues {
  const defaults = defaultsFor('equaliser');
  return bandValues(band.number, {
    GainDb: 0,
    Q: hasGain(band.type) ? (defaults[bandParameter(band.number, 'Q')] ?? 1) : 0.71,
  });
}

/** How many bands change anything. */
export function countBands(effect: Effect): number {
  return readBands(valuesOf(effect)).filter((band) => !isIdle(band)).length;
}
