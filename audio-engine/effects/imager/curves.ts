/** The imager's widths over frequency, for drawing. */
import { defaultsOf, type ParameterValues } from '../parameter.ts';
import { imagerParameters } from './parameters.ts';

/** Low-pass of a fourth-order Linkwitz-Riley crossover, as a real weight: both halves are in phase and add up to 1. */
function below(hz: number, cornerHz: number): number {
  const ratio = (hz / cornerHz) ** 4;
  return 1 / (1 + ratio);
}

/**
 * Width in per cent at a frequency: the bands' widths, weighted by what each crossover lets through. The weights are those
 * of the amplitudes, so that the picture is what the side really gets.
 */
export function widthAt(values: ParameterValues, hz: number): number {
  const all = { ...defaultsOf(imagerParameters), ...values };
  const mono = below(hz, all.monoBelowHz!);
  const low = below(hz, all.lowCrossoverHz!);
  const high = below(hz, all.highCrossoverHz!);
  const lowest = all.monoBelow! >= 0.5 ? 0 : all.lowWidthPercent!;
  const above =
    low * all.lowWidthPercent! +
    (1 - low) * (high * all.midWidthPercent! + (1 - high) * all.highWidthPercent!);
  return mono * lowest + (1 - mono) * above;
}

/** Crossovers in Hz and widths in per cent of the three bands. */
export function bandsOf(values: ParameterValues): { hz: [number, number]; widths: [number, number, number] } {
  const all = { ...defaultsOf(imagerParameters), ...values };
  return {
    hz: [all.lowCrossoverHz!, all.highCrossoverHz!],
    widths: [all.lowWidthPercent!, all.midWidthPercent!, all.highWidthPercent!],
  };
}
