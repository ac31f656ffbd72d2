/** The equaliser's response as curves for a picture: one value for each pixel column, so that nothing kinks. */
import {
  bandResponseDb,
  type CurveChannel,
  totalResponseDb,
} from '../../../audio-engine/effects/equaliser/curves.ts';
import { BAND_CHANNELS } from '../../../audio-engine/effects/equaliser/parameters.ts';
import type { ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import { hzOfX } from '../frequency-axis.ts';
import type { Band } from './bands.ts';

const COLUMNS = new Map<number, Float64Array>();

function columns(width: number): Float64Array {
  let hz = COLUMNS.get(width);
  if (!hz) {
    if (COLUMNS.size > 16) COLUMNS.clear();
    hz = Float64Array.from({ length: width + 1 }, (_, x) => hzOfX(x, width));
    COLUMNS.set(width, hz);
  }
  return hz;
}

/**
 * The paths whose curves are drawn: one where every band hears both sides; middle and sides, or left and right,
 * where some band acts on a part of the image only.
 */
export function drawnPaths(bands: readonly Band[]): readonly CurveChannel[] {
  const partial = bands.filter((band) => band.on && band.channels !== BAND_CHANNELS.stereo);
  if (partial.length === 0) return ['stereo'];
  const isMiddleOrSide = (band: Band) =>
    band.channels === BAND_CHANNELS.mid || band.channels === BAND_CHANNELS.side;
  return partial.some(isMiddleOrSide) ? ['mid', 'side'] : ['left', 'right'];
}

/** The bands' common response without the output gain, so that the picture's zero is the bands' zero. */
export function responseAt(
  values: ParameterValues,
  frequenciesHz: ArrayLike<number>,
  sampleRate: number,
  path: CurveChannel,
): Float64Array {
  return totalResponseDb({ ...values, outputGainDb: 0 }, frequenciesHz, sampleRate, path);
}

export interface ResultCurves {
  result: Float64Array;
  /** The second path's curve; null where there is one path. */
  second: Float64Array | null;
}

export function resultCurves(
  values: ParameterValues,
  bands: readonly Band[],
  sampleRate: number,
  width: number,
): ResultCurves {
  const [first, second] = drawnPaths(bands);
  const hz = columns(width);
  return {
    result: responseAt(values, hz, sampleRate, first ?? 'stereo'),
    second: second ? responseAt(values, hz, sampleRate, second) : null,
  };
}

/** Between a dynamic band at rest and as far as it may go: two curves of one band alone. */
export function dynamicEdges(
  values: ParameterValues,
  band: Band,
  sampleRate: number,
  width: number,
): readonly [rest: Float64Array, full: Float64Array] {
  const id = `band${band.number}GainDb`;
  const full = { ...values, [id]: Math.max(-40, Math.min(40, band.gainDb + band.rangeDb)) };
  return [bandCurve(values, band, sampleRate, width), bandCurve(full, band, sampleRate, width)];
}

/** The curve of one band alone. */
export function bandCurve(
  values: ParameterValues,
  band: Band,
  sampleRate: number,
  width: number,
): Float64Array {
  return bandResponseDb(band.number, values, columns(width), sampleRate);
}
