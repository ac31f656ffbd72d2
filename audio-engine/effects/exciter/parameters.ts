/**
 * The exciter's parameters: three crossovers, the common ones, then three for each of four bands; the order of the array is
 * the kernel's block layout. Read-outs 3..6: what each band has added lately, dBFS; 7: all of them together.
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, mixParameter, oneOf, outputParameter, type Parameter } from '../parameter.ts';

export const BAND_COUNT = 4;

/** The values of a band's `curve`. */
export const BAND_CURVE = { tape: 0, tube: 1, transformer: 2 } as const;

export type BandField = 'Curve' | 'AmountDb' | 'MixPercent';

/** `bandField(2, 'AmountDb')` is `band2AmountDb`; bands are counted from 1. */
export function bandField(band: number, field: BandField): string {
  return `band${band}${field}`;
}

export function crossoverId(crossover: number): string {
  return `crossover${crossover}Hz`;
}

const words = effectWords.exciter;
const GLIDE_MS = 40;

const CROSSOVERS_HZ = [150, 1000, 5000];
const START = [BAND_CURVE.transformer, BAND_CURVE.tube, BAND_CURVE.tape, BAND_CURVE.tape];

function crossoverParameter(index: number): Parameter {
  return {
    id: crossoverId(index + 1),
    name: words.crossoverName(index + 1),
    why: words.crossover.why,
    ...logarithmic('Hz', 40, 16000, CROSSOVERS_HZ[index]!),
    smoothingMs: GLIDE_MS,
    automatable: true,
  };
}

function bandParameters(band: number): Parameter[] {
  const named = (field: BandField, text: { readonly name: string; readonly why: string }) => ({
    id: bandField(band, field),
    name: words.bandName(band, text.name),
    why: text.why,
  });
  return [
    {
      ...named('Curve', words.curve),
      ...oneOf(words.curves, START[band - 1]!),
      smoothingMs: 10,
      automatable: false,
    },
    {
      ...named('AmountDb', words.amount),
      ...linear('dB', 0, 24, 0),
      smoothingMs: GLIDE_MS,
      automatable: true,
    },
    {
      ...named('MixPercent', words.bandMix),
      ...linear('%', 0, 100, 100),
      smoothingMs: GLIDE_MS,
      automatable: true,
    },
  ];
}

export const exciterParameters: readonly Parameter[] = [
  ...CROSSOVERS_HZ.map((_, index) => crossoverParameter(index)),
  mixParameter(words.mix, GLIDE_MS),
  outputParameter(words.output, GLIDE_MS),
  ...Array.from({ length: BAND_COUNT }, (_, index) => bandParameters(index + 1)).flat(),
];
