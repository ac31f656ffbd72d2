/** The clipper's curve, for drawing: kernels/assembly/clip-excess.ts once more. */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { clipperParameters } from './parameters.ts';

const defaults = defaultsOf(clipperParameters);
const LEAST_KNEE = 1e-4;

/** What is taken off a sample of a size relative to the ceiling. */
function excess(size: number, knee: number): number {
  const into = Math.min(2 * knee, Math.max(0, size - (1 - knee)));
  return (into * into) / (4 * knee) + Math.max(0, size - (1 + knee));
}

/** Output of one sample, drive, mix and output gain included. */
export function curveAt(x: number, values: ParameterValues): number {
  const all = { ...defaults, ...values };
  const driven = x * 10 ** (all.driveDb! / 20);
  const ceiling = 10 ** (all.ceilingDb! / 20);
  const knee = Math.max(LEAST_KNEE, all.kneePercent! / 100);
  const taken = Math.sign(driven) * ceiling * excess(Math.abs(driven) / ceiling, knee);
  const mix = all.mixPercent! / 100;
  return 10 ** (all.outputDb! / 20) * (x + mix * (driven - taken - x));
}

/** Where the curve begins to bend, dBFS of the driven sound: below it nothing is touched. */
export function kneeStartDb(values: ParameterValues): number {
  const all = { ...defaults, ...values };
  return all.ceilingDb! + 20 * Math.log10(Math.max(1e-3, 1 - all.kneePercent! / 100));
}

/** Level out, dB, of a peak of `levelDb` that comes in. */
export function outputLevelDb(levelDb: number, values: ParameterValues): number {
  return 20 * Math.log10(Math.max(1e-9, curveAt(10 ** (levelDb / 20), values)));
}
