/**
 * The saturator's parameters; the order of the array is the kernel's block layout. Read-outs beside the peaks:
 * 3 gain in dB that matches the loudness, 4 the part of it that was learned from the music, 5 loudness before and
 * 6 after in dB (K-weighted, 3 s, without the match).
 */
import { effectWords } from '../../words/index.ts';
import { linear, mixParameter, oneOf, onOff, outputParameter, type Parameter } from '../parameter.ts';

/** The values of `character`. */
export const CHARACTER = { tape: 0, tube: 1, clip: 2 } as const;

const words = effectWords.saturator;
const GLIDE_MS = 40;

export const saturatorParameters: readonly Parameter[] = [
  {
    id: 'character',
    ...words.character,
    ...oneOf(words.characters, CHARACTER.tape),
    smoothingMs: 10,
    automatable: false,
  },
  { id: 'driveDb', ...words.drive, ...linear('dB', 0, 36, 6), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'biasPercent', ...words.bias, ...linear('%', 0, 100, 0), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'toneDb', ...words.tone, ...linear('dB', -12, 12, 0), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'matchLoudness', ...words.match, ...onOff(1), smoothingMs: GLIDE_MS, automatable: false },
  mixParameter(words.mix, GLIDE_MS),
  outputParameter(words.output, GLIDE_MS),
];
