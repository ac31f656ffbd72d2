/**
 * The convolution reverb's parameters; the order of the array is the kernel's block layout. Of the read-outs 0 is the
 * ducking in dB and 3 the peak of the wet sound in dB.
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, type Parameter, powered } from '../parameter.ts';

const words = effectWords.convolution;

/** What an insert plays whose `impulse` is null. */
export const FIRST_IMPULSE = 'factory:vocal-plate';

const GLIDE_MS = 50;

export const convolutionParameters: readonly Parameter[] = [
  {
    id: 'preDelayMs',
    ...words.preDelay,
    ...powered('ms', 0, 250, 0, 2),
    decimals: 0,
    smoothingMs: 0,
    automatable: true,
  },
  { id: 'lengthPercent', ...words.length, ...linear('%', 1, 100, 100), smoothingMs: 0, automatable: false },
  { id: 'decayPercent', ...words.decay, ...linear('%', 10, 100, 100), smoothingMs: 0, automatable: false },
  {
    id: 'lowCutHz',
    ...words.lowCut,
    ...logarithmic('Hz', 20, 1000, 20),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'highCutHz',
    ...words.highCut,
    ...logarithmic('Hz', 1000, 20000, 20000),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'widthPercent',
    ...words.width,
    ...linear('%', 0, 200, 100),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'duckDb', ...words.duck, ...linear('dB', 0, 24, 0), smoothingMs: GLIDE_MS, automatable: true },
  {
    id: 'duckReleaseMs',
    ...words.duckRelease,
    ...logarithmic('ms', 20, 2000, 250),
    smoothingMs: 0,
    automatable: true,
  },
  { id: 'mixPercent', ...words.mix, ...linear('%', 0, 100, 20), smoothingMs: GLIDE_MS, automatable: true },
];
