/** The limiter's parameters; the order of the array is the kernel's block layout. */
import { effectWords } from '../../words/index.ts';
import type { Parameter } from '../parameter.ts';

/** The values of `character`. */
export const CHARACTER = { transparent: 0, warm: 1, punchy: 2, loud: 3 } as const;

const words = effectWords.limiter;

export const limiterParameters: readonly Parameter[] = [
  {
    id: 'gainDb',
    ...words.gain,
    unit: 'dB',
    min: -24,
    max: 36,
    default: 0,
    curve: 'linear',
    decimals: 2,
    smoothingMs: 40,
    automatable: true,
  },
  {
    id: 'ceilingDbtp',
    ...words.ceiling,
    unit: 'dBTP',
    min: -12,
    max: 0,
    default: -1,
    curve: 'linear',
    decimals: 2,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'lookAheadMs',
    ...words.lookAhead,
    unit: 'ms',
    min: 0.5,
    max: 5,
    default: 2,
    curve: 'log',
    decimals: 1,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'releaseMs',
    ...words.release,
    unit: 'ms',
    min: 5,
    max: 1000,
    default: 100,
    curve: 'log',
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'autoRelease',
    ...words.autoRelease,
    unit: 'switch',
    min: 0,
    max: 1,
    default: 1,
    curve: 'choice',
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'linkPercent',
    ...words.link,
    unit: '%',
    min: 0,
    max: 100,
    default: 100,
    curve: 'linear',
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'character',
    ...words.character,
    unit: 'choice',
    min: 0,
    max: 3,
    default: CHARACTER.transparent,
    curve: 'choice',
    choices: words.characters,
    smoothingMs: 0,
    automatable: false,
  },
];
