/**
 * The transient shaper's parameters; the order of the array is the kernel's block layout. Read-outs beyond the first three:
 * 3 the largest change in dB with its sign, 4 how far a hit stood out, 5 how far a tail had died away, both in dB before the amounts.
 */
import { effectWords } from '../../words/index.ts';
import { mixParameter, outputParameter, type Parameter } from '../parameter.ts';

const words = effectWords.transient;
const GLIDE_MS = 40;

/** The detector's filter at this end is out of the way. */
export const TRANSIENT_HIGH_PASS_OFF_HZ = 20;

export const transientParameters: readonly Parameter[] = [
  {
    id: 'attackPercent',
    ...words.attack,
    unit: '%',
    min: -100,
    max: 100,
    default: 0,
    curve: 'linear',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'sustainPercent',
    ...words.sustain,
    unit: '%',
    min: -100,
    max: 100,
    default: 0,
    curve: 'linear',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'attackMs',
    ...words.attackTime,
    unit: 'ms',
    min: 5,
    max: 100,
    default: 20,
    curve: 'log',
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'sustainMs',
    ...words.sustainTime,
    unit: 'ms',
    min: 120,
    max: 2000,
    default: 400,
    curve: 'log',
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'highPassHz',
    ...words.highPass,
    unit: 'Hz',
    min: TRANSIENT_HIGH_PASS_OFF_HZ,
    max: 2000,
    default: TRANSIENT_HIGH_PASS_OFF_HZ,
    curve: 'log',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  outputParameter(words.output, GLIDE_MS),
  mixParameter(words.mix, GLIDE_MS),
];
