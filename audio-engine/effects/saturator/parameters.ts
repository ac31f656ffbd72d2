/**
 * The saturator's parameters; the order of the array is the kernel's block layout. Read-outs beside the peaks:
 * 3 gain in dB that matches the loudness, 4 the part of it that was learned from the music, 5 loudness before and
 * 6 after in dB (K-weighted, 3 s, without the match).
 */
import { effectWords } from '../../words/index.ts';
import { mixParameter, outputParameter, type Parameter } from '../parameter.ts';

/** The values of `character`. */
export const CHARACTER = { tape: 0, tube: 1, clip: 2 } as const;

const words = effectWords.saturator;
const GLIDE_MS = 40;

export const saturatorParameters: readonly Parameter[] = [
  {
    id: 'character',
    ...words.character,
    unit: 'choice',
    min: 0,
    max: 2,
    default: CHARACTER.tape,
    curve: 'choice',
    choices: words.characters,
    smoothingMs: 10,
    automatable: false,
  },
  {
    id: 'driveDb',
    ...words.drive,
    unit: 'dB',
    min: 0,
    max: 36,
    default: 6,
    curve: 'linear',
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'biasPercent',
    ...words.bias,
    unit: '%',
    min: 0,
    max: 100,
    default: 0,
    curve: 'linear',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'toneDb',
    ...words.tone,
    unit: 'dB',
    min: -12,
    max: 12,
    default: 0,
    curve: 'linear',
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'matchLoudness',
    ...words.match,
    unit: 'switch',
    min: 0,
    max: 1,
    default: 1,
    curve: 'choice',
    smoothingMs: GLIDE_MS,
    automatable: false,
  },
  mixParameter(words.mix, GLIDE_MS),
  outputParameter(words.output, GLIDE_MS),
];
