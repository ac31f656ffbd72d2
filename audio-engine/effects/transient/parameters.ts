/**
 * The transient shaper's parameters; the order of the array is the kernel's block layout. Read-outs beyond the first three:
 * 3 the largest change in dB with its sign, 4 how far a hit stood out, 5 how far a tail had died away, both in dB before the amounts.
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, mixParameter, outputParameter, type Parameter } from '../parameter.ts';

const words = effectWords.transient;
const GLIDE_MS = 40;

/** The detector's filter at this end is out of the way. */
export const TRANSIENT_HIGH_PASS_OFF_HZ = 20;

export const transientParameters: readonly Parameter[] = [
  {
    id: 'attackPercent',
    ...words.attack,
    ...linear('%', -100, 100, 0),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'sustainPercent',
    ...words.sustain,
    ...linear('%', -100, 100, 0),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'attackMs',
    ...words.attackTime,
    ...logarithmic('ms', 5, 100, 20),
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'sustainMs',
    ...words.sustainTime,
    ...logarithmic('ms', 120, 2000, 400),
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'highPassHz',
    ...words.highPass,
    ...logarithmic('Hz', TRANSIENT_HIGH_PASS_OFF_HZ, 2000, TRANSIENT_HIGH_PASS_OFF_HZ),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  outputParameter(words.output, GLIDE_MS),
  mixParameter(words.mix, GLIDE_MS),
];
