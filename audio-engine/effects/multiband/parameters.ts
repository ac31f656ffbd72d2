/**
 * The parameters of multiband dynamics; the order of the array is the kernel's block layout: the common ones, then nine for each of
 * five bands. Read-outs 3 to 7: change of each band in dB with its sign, make-up left out; 0 is the largest reduction of them.
 */
import { effectWords } from '../../words/index.ts';
import {
  linear,
  logarithmic,
  mixParameter,
  oneOf,
  onOff,
  outputParameter,
  type Parameter,
} from '../parameter.ts';

export const MOST_BANDS = 5;
export const FEWEST_BANDS = 3;
/** The values of `band1When` and its sisters. */
export const BAND_WHEN = { above: 0, below: 1 } as const;

const words = effectWords.multiband;
const GLIDE_MS = 40;

export type BandField =
  | 'ThresholdDb'
  | 'Ratio'
  | 'AttackMs'
  | 'ReleaseMs'
  | 'RangeDb'
  | 'When'
  | 'MakeupDb'
  | 'Solo'
  | 'Bypass';

/** Identifier of a band's parameter: `band2RangeDb`; bands count from 1. */
export function bandField(band: number, field: BandField): string {
  return `band${band}${field}`;
}

/** Identifier of a crossover, counted from 1. */
export function crossoverId(crossover: number): string {
  return `crossover${crossover}Hz`;
}

const CROSSOVERS_HZ = [120, 600, 2500, 8000];
/** Slower in the lows, where a wave alone takes 20 ms. */
const ATTACKS_MS = [30, 20, 15, 10, 5];
const RELEASES_MS = [200, 160, 120, 100, 80];

function band(number: number): Parameter[] {
  const id = (field: BandField) => bandField(number, field);
  const named = (word: { name: string; why: string }) => ({
    name: words.bandName(number, word.name),
    why: word.why,
  });
  return [
    {
      id: id('ThresholdDb'),
      ...named(words.threshold),
      ...linear('dB', -80, 0, -24),
      smoothingMs: GLIDE_MS,
      automatable: true,
    },
    {
      id: id('Ratio'),
      ...named(words.ratio),
      ...logarithmic(':1', 1, 20, 2),
      smoothingMs: GLIDE_MS,
      automatable: true,
    },
    {
      id: id('AttackMs'),
      ...named(words.attack),
      ...logarithmic('ms', 0.1, 300, ATTACKS_MS[number - 1]!),
      smoothingMs: 0,
      automatable: true,
    },
    {
      id: id('ReleaseMs'),
      ...named(words.release),
      ...logarithmic('ms', 5, 2500, RELEASES_MS[number - 1]!),
      smoothingMs: 0,
      automatable: true,
    },
    {
      id: id('RangeDb'),
      ...named(words.range),
      ...linear('dB', -24, 24, -6),
      smoothingMs: GLIDE_MS,
      automatable: true,
    },
    {
      id: id('When'),
      ...named(words.when),
      ...oneOf(words.whens, BAND_WHEN.above),
      smoothingMs: 20,
      automatable: false,
    },
    {
      id: id('MakeupDb'),
      ...named(words.makeup),
      ...linear('dB', -18, 18, 0),
      smoothingMs: GLIDE_MS,
      automatable: true,
    },
    { id: id('Solo'), ...named(words.solo), ...onOff(0), smoothingMs: 10, automatable: false },
    { id: id('Bypass'), ...named(words.bypass), ...onOff(0), smoothingMs: 10, automatable: true },
  ];
}

export const multibandParameters: readonly Parameter[] = [
  {
    id: 'bands',
    ...words.bands,
    ...oneOf(words.counts, 4, FEWEST_BANDS),
    smoothingMs: 20,
    automatable: false,
  },
  ...CROSSOVERS_HZ.map(
    (hz, index): Parameter => ({
      id: crossoverId(index + 1),
      name: words.crossoverName(index + 1),
      why: words.crossover.why,
      ...logarithmic('Hz', 30, 16_000, hz),
      smoothingMs: GLIDE_MS,
      automatable: true,
    }),
  ),
  { id: 'kneeDb', ...words.knee, ...linear('dB', 0, 24, 6), smoothingMs: GLIDE_MS, automatable: true },
  outputParameter(words.output, GLIDE_MS),
  mixParameter(words.mix, GLIDE_MS),
  ...[1, 2, 3, 4, 5].flatMap(band),
];
