/** The equaliser's response at a frequency, for drawing: of one band, and of all that a channel goes through. */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import {
  bell,
  butterworthQ,
  highPass,
  highPass1,
  highShelf,
  lowPass,
  lowPass1,
  lowShelf,
  notch,
  power,
  type Section,
} from './design.ts';
import { isMatched, matchBandsDb, matchDbAt } from './match.ts';
import {
  BAND_CHANNELS,
  BAND_COUNT,
  BAND_TYPE,
  bandParameter,
  equaliserParameters,
  SHELF_MAX_Q,
} from './parameters.ts';

export {
  balanceDifferenceDb,
  isMatched,
  type MatchOptions,
  matchBandsDb,
  matchCurve,
  matchDbAt,
} from './match.ts';

/** Which path a curve is drawn for: `stereo` counts every band, the others those that this path goes through. */
export type CurveChannel = keyof typeof BAND_CHANNELS;

/** A band's filters at given values; empty where it is off or does nothing. */
export function bandSections(band: number, values: ParameterValues, sampleRate: number): Section[] {
  const of = (field: Parameters<typeof bandParameter>[1]): number => {
    const id = bandParameter(band, field);
    return values[id] ?? DEFAULTS[id]!;
  };
  if (of('On') < 0.5) return [];
  const type = of('Type');
  const w = (2 * Math.PI * Math.min(of('FrequencyHz'), 0.49 * sampleRate)) / sampleRate;
  if (type === BAND_TYPE.notch) return [notch(w, of('Q'))];
  if (type === BAND_TYPE.highPass || type === BAND_TYPE.lowPass) {
    const order = of('Slope');
    const [two, one] = type === BAND_TYPE.highPass ? [highPass, highPass1] : [lowPass, lowPass1];
    const sections = Array.from({ length: order >> 1 }, (_, k) => two(w, butterworthQ(order, k)));
    return order % 2 === 1 ? [...sections, one(w)] : sections;
  }
  const gainDb = of('GainDb');
  if (gainDb === 0) return [];
  const gain = 10 ** (gainDb / 20);
  if (type === BAND_TYPE.lowShelf) return [lowShelf(w, gain, Math.min(of('Q'), SHELF_MAX_Q))];
  if (type === BAND_TYPE.highShelf) return [highShelf(w, gain, Math.min(of('Q'), SHELF_MAX_Q))];
  return [bell(w, gain, of('Q'))];
}

const DEFAULTS = defaultsOf(equaliserParameters);

function decibels(sections: readonly Section[], hz: number, sampleRate: number): number {
  const w = (2 * Math.PI * hz) / sampleRate;
  let product = 1;
  for (const section of sections) product *= power(section, w);
  return 10 * Math.log10(Math.max(product, 1e-30));
}

/** Response in dB of one band (from 1) at each frequency. */
export function bandResponseDb(
  band: number,
  values: ParameterValues,
  frequenciesHz: ArrayLike<number>,
  sampleRate: number,
): Float64Array {
  const sections = bandSections(band, values, sampleRate);
  return Float64Array.from(frequenciesHz, (hz) => decibels(sections, hz, sampleRate));
}

/** Response in dB of the whole equaliser at each frequency, output gain included. */
export function totalResponseDb(
  values: ParameterValues,
  frequenciesHz: ArrayLike<number>,
  sampleRate: number,
  channel: CurveChannel = 'stereo',
): Float64Array {
  const sections: Section[] = [];
  for (let band = 1; band <= BAND_COUNT; band++) {
    const id = bandParameter(band, 'Channels');
    const channels = values[id] ?? DEFAULTS[id]!;
    const counts =
      channel === 'stereo' || channels === BAND_CHANNELS.stereo || channels === BAND_CHANNELS[channel];
    if (counts) sections.push(...bandSections(band, values, sampleRate));
  }
  const gainDb = values.outputGainDb ?? 0;
  const match = isMatched(values) ? matchBandsDb(values) : null;
  return Float64Array.from(
    frequenciesHz,
    (hz) => decibels(sections, hz, sampleRate) + gainDb + (match ? matchDbAt(match, hz) : 0),
  );
}

const KNEE_DB = 6;
const SHARE = 2 / 3;

/** dB by which a steady level in a dynamic band's region moves it: kernels/assembly/biquad-dynamics.ts, for drawing. */
export function dynamicChangeDb(levelDb: number, thresholdDb: number, rangeDb: number): number {
  const over = levelDb - thresholdDb;
  if (over <= -KNEE_DB / 2 || rangeDb === 0) return 0;
  const bent = over < KNEE_DB / 2 ? (over + KNEE_DB / 2) ** 2 / (2 * KNEE_DB) : over;
  const t = Math.min((bent * SHARE) / Math.abs(rangeDb), 1.5);
  return rangeDb * (t - (4 * t ** 3) / 27);
}

/** What each band's dynamics do at the moment, dB, from the effect's read-outs. */
export function bandChangesDb(readouts: ArrayLike<number>): number[] {
  return Array.from({ length: BAND_COUNT }, (_, band) => {
    const packed = readouts[3 + (band >> 1)] ?? 0;
    if (packed === 0) return 0;
    const part = band % 2 === 0 ? packed % 4096 : Math.floor(packed / 4096);
    return part / 64 - 30;
  });
}
