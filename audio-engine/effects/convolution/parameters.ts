/**
 * The convolution reverb's parameters; the order of the array is the kernel's block layout. Of the read-outs 0 is the
 * ducking in dB and 3 the peak of the wet sound in dB.
 */
import { effectWords } from '../../words/index.ts';
import type { Parameter } from '../parameter.ts';

const words = effectWords.convolution;

/** What an insert plays whose `impulse` is null. */
export const FIRST_IMPULSE = 'factory:vocal-plate';

const GLIDE_MS = 50;

export const convolutionParameters: readonly Parameter[] = [
  {
    id: 'preDelayMs',
    ...words.preDelay,
    unit: 'ms',
    min: 0,
    max: 250,
    default: 0,
    curve: { power: 2 },
    decimals: 0,
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'lengthPercent',
    ...words.length,
    unit: '%',
    min: 1,
    max: 100,
    default: 100,
    curve: 'linear',
    decimals: 0,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'decayPercent',
    ...words.decay,
    unit: '%',
    min: 10,
    max: 100,
    default: 100,
    curve: 'linear',
    decimals: 0,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'lowCutHz',
    ...words.lowCut,
    unit: 'Hz',
    min: 20,
    max: 1000,
    default: 20,
    curve: 'log',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'highCutHz',
    ...words.highCut,
    unit: 'Hz',
    min: 1000,
    max: 20000,
    default: 20000,
    curve: 'log',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'widthPercent',
    ...words.width,
    unit: '%',
    min: 0,
    max: 200,
    default: 100,
    curve: 'linear',
    decimals: 0,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'duckDb',
    ...words.duck,
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
    id: 'duckReleaseMs',
    ...words.duckRelease,
    unit: 'ms',
    min: 20,
    max: 2000,
    default: 250,
    curve: 'log',
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'mixPercent',
    ...words.mix,
    unit: '%',
    min: 0,
    max: 100,
    default: 20,
    curve: 'linear',
    decimals: 0,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
];
