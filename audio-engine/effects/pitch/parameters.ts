/**
 * The pitch shifter's parameters; the order of the array is the kernel's block layout. Read-out 3 is the ratio of
 * frequencies that it applies at the moment.
 */
import { effectWords } from '../../words/index.ts';
import { linear, onOff, type Parameter } from '../parameter.ts';

const words = effectWords.pitch;
const GLIDE_MS = 40;

export const pitchParameters: readonly Parameter[] = [
  {
    id: 'semitones',
    ...words.semitones,
    ...linear('', -12, 12, 0),
    decimals: 0,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'cents',
    ...words.cents,
    ...linear('', -100, 100, 0),
    decimals: 0,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'formantSemitones',
    ...words.formant,
    ...linear('', -12, 12, 0),
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'keepFormants', ...words.keepFormants, ...onOff(1), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'mixPercent', ...words.mix, ...linear('%', 0, 100, 100), smoothingMs: GLIDE_MS, automatable: true },
  {
    id: 'outputGainDb',
    ...words.outputGain,
    ...linear('dB', -24, 12, 0),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
];
