/**
 * The clipper's parameters; the order of the array is the kernel's block layout. Read-outs beside the peaks, all at the
 * high rate: 0 the most that was taken off, dB; 3 highest peak of the driven sound and 4 what is left of it, dB; 5 part of
 * the time in which something was taken off, %.
 */
import { effectWords } from '../../words/index.ts';
import { mixParameter, outputParameter, type Parameter } from '../parameter.ts';

/** The values of `quality`. */
export const QUALITY = { four: 0, eight: 1 } as const;

const words = effectWords.clipper;
const GLIDE_MS = 40;

export const clipperParameters: readonly Parameter[] = [
  {
    id: 'driveDb',
    ...words.drive,
    unit: 'dB',
    min: 0,
    max: 24,
    default: 0,
    curve: 'linear',
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'ceilingDb',
    ...words.ceiling,
    unit: 'dB',
    min: -24,
    max: 0,
    default: -1,
    curve: 'linear',
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'kneePercent',
    ...words.knee,
    unit: '%',
    min: 0,
    max: 100,
    default: 10,
    curve: 'linear',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'quality',
    ...words.quality,
    unit: 'choice',
    min: 0,
    max: 1,
    default: QUALITY.eight,
    curve: 'choice',
    choices: words.qualities,
    smoothingMs: 10,
    automatable: false,
  },
  {
    id: 'linkPercent',
    ...words.link,
    unit: '%',
    min: 0,
    max: 100,
    default: 0,
    curve: 'linear',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  mixParameter(words.mix, GLIDE_MS),
  outputParameter(words.output, GLIDE_MS),
];
