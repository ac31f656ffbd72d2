/** The exciter's bands, curves and the overtones they make, for drawing: kernel.ts once more. */
import { bandShares } from '../multiband/curves.ts';
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { BAND_COUNT, BAND_CURVE, bandField, crossoverId, exciterParameters } from './parameters.ts';

const defaults = defaultsOf(exciterParameters);
const APART = 1.15;
const FULL_AT_DB = 3;

/** The crossovers, ascending and kept apart as the kernel keeps them. */
export function crossoversHz(values: ParameterValues): number[] {
  const all = { ...defaults, ...values };
  let least = 20;
  return Array.from({ length: BAND_COUNT - 1 }, (_, index) => {
    const hz = Math.max(least, all[crossoverId(index + 1)]!);
    least = hz * APART;
    return hz;
  });
}

export { bandShares };

/** How far off centre a curve is worked: even overtones. */
export function biasOf(curve: number): number {
  return curve === BAND_CURVE.tube ? 0.4 : curve === BAND_CURVE.tape ? 0 : 0.12;
}

/** Share 0..1 of the driven band, the common mix and the fade of small amounts included. */
export function shareOf(band: number, values: ParameterValues): number {
  const all = { ...defaults, ...values };
  const amountDb = all[bandField(band, 'AmountDb')]!;
  return (
    (all.mixPercent! / 100) * (all[bandField(band, 'MixPercent')]! / 100) * Math.min(1, amountDb / FULL_AT_DB)
  );
}

const POINTS = 256;

/**
 * Levels of harmonics 1..count of a sine of `peakDb` dBFS within the band, dB under the sine; index 0 is the first. Without
 * the emphasis of lows or highs, which depends on frequency.
 */
export function harmonicsDb(band: number, values: ParameterValues, peakDb: number, count: number): number[] {
  const all = { ...defaults, ...values };
  const gain = 10 ** (all[bandField(band, 'AmountDb')]! / 20);
  const bias = biasOf(all[bandField(band, 'Curve')]!);
  const share = shareOf(band, all);
  const amplitude = 10 ** (peakDb / 20);
  const match = matchOf(gain, bias);
  const period = Float64Array.from({ length: POINTS }, (_, i) => {
    const x = amplitude * Math.sin((2 * Math.PI * i) / POINTS);
    return x + share * (match * (Math.tanh(gain * x + bias) - Math.tanh(bias)) - x);
  });
  return Array.from({ length: count }, (_, index) => {
    let re = 0;
    let im = 0;
    for (let i = 0; i < POINTS; i++) {
      const angle = (2 * Math.PI * (index + 1) * i) / POINTS;
      re += period[i]! * Math.cos(angle);
      im += period[i]! * Math.sin(angle);
    }
    return 20 * Math.log10(Math.max(1e-9, (2 * Math.hypot(re, im)) / POINTS / amplitude));
  });
}

const REFERENCE = 10 ** (-12 / 20);
const MATCH_POINTS = 48;

/** Gain that gives a sine at -12 dBFS its level back. */
export function matchOf(gain: number, bias: number): number {
  let before = 0;
  let after = 0;
  let mean = 0;
  for (let i = 0; i < MATCH_POINTS; i++) {
    const x = REFERENCE * Math.sin((2 * Math.PI * (i + 0.5)) / MATCH_POINTS);
    const y = Math.tanh(gain * x + bias) - Math.tanh(bias);
    before += x * x;
    after += y * y;
    mean += y;
  }
  after -= (mean * mean) / MATCH_POINTS;
  return after > 1e-12 ? Math.sqrt(before / after) : 1;
}
