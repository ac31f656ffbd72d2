/**
 * The pitch shifter's parameters; the order of the array is the kernel's block layout. Read-out 3 is the ratio of
 * frequencies that it applies at the moment.
 */
import { effectWords } from '../../words/index.ts';
import type { Parameter } from '../parameter.ts';

const words = effectWords.pitch;
const GLIDE_MS = 40;

export const pitchParameters: readonly Parameter[] = [
  {
    id: 'semitones',
    ...words.semitones,
    unit: '',
    min: -12,
    max: 12,
    default: 0,
    curve: 'linear',
    decimals: 0,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'cents',
    ...words.cents,
    unit: '',
    min: -100,
    max: 100,
    default: 0,
    curve: 'linear',
    decimals: 0,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'formantSemitones',
    ...words.formant,
    unit: '',
    min: -12,
    max: 12,
    default: 0,
    curve: 'linear',
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'keepFormants',
    ...words.keepFormants,
    unit: 'switch',
    min: 0,
    max: 1,
    default: 1,
    curve: 'choice',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'mixPercent',
    ...words.mix,
    unit: '%',
    min: 0,
    max: 100,
    default: 100,
    curve: 'linear',
    decimals: 0,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'outputGainDb',
    ...words.outputGain,
    unit: 'dB',
    min: -24,
    max: 12,
    default: 0,
    curve: 'linear',
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
];
