/** The bands that energies are kept in: forty ERB-wide ones for what masks what, third octaves for tone. */
import { THIRD_OCTAVES_HZ } from '../../protocol/index.ts';

export { THIRD_OCTAVES_HZ };

export const ERB_BANDS = 40;
const LOWEST_HZ = 20;
const HIGHEST_HZ = 16000;

/** ERB number (Cam) of a frequency: Glasberg and Moore 1990. */
export function erbNumber(hz: number): number {
  return 21.4 * Math.log10(1 + 0.00437 * hz);
}

export function erbFrequency(number: number): number {
  return (10 ** (number / 21.4) - 1) / 0.00437;
}

const low = erbNumber(LOWEST_HZ);
const step = (erbNumber(HIGHEST_HZ) - low) / ERB_BANDS;

/** ERB_BANDS + 1 edges: band b lies between edge b and b + 1. */
export const ERB_EDGES_HZ: readonly number[] = Array.from({ length: ERB_BANDS + 1 }, (_, i) =>
  erbFrequency(low + i * step),
);
export const ERB_CENTRES_HZ: readonly number[] = Array.from({ length: ERB_BANDS }, (_, i) =>
  erbFrequency(low + (i + 0.5) * step),
);

/** Exact base-ten edges of the third octaves (IEC 61260-1), one more than there are bands. */
export const THIRD_OCTAVE_EDGES_HZ: readonly number[] = [
  ...THIRD_OCTAVES_HZ.map((hz) => exactCentre(hz) * 10 ** -0.05),
  exactCentre(THIRD_OCTAVES_HZ.at(-1)!) * 10 ** 0.05,
];

function exactCentre(nominalHz: number): number {
  return 1000 * 10 ** (Math.round(10 * Math.log10(nominalHz / 1000)) / 10);
}

/** Index of the third octave whose nominal centre is nearest to a frequency. */
export function thirdOctaveAt(hz: number): number {
  let best = 0;
  for (const [i, centre] of THIRD_OCTAVES_HZ.entries())
    if (Math.abs(Math.log(centre / hz)) < Math.abs(Math.log(THIRD_OCTAVES_HZ[best]! / hz))) best = i;
  return best;
}
