/**
 * The clipper's parameters; the order of the array is the kernel's block layout. Read-outs beside the peaks, all at the
 * high rate: 0 the most that was taken off, dB; 3 highest peak of the driven sound and 4 what is left of it, dB; 5 part of
 * the time in which something was taken off, %.
 */
import { effectWords } from '../../words/index.ts';
import { linear, mixParameter, oneOf, outputParameter, type Parameter } from '../parameter.ts';

/** The values of `quality`. */
export const QUALITY = { four: 0, eight: 1 } as const;

const words = effectWords.clipper;
const GLIDE_MS = 40;

export const clipperParameters: readonly Parameter[] = [
  { id: 'driveDb', ...words.drive, ...linear('dB', 0, 24, 0), smoothingMs: GLIDE_MS, automatable: true },
  {
    id: 'ceilingDb',
    ...words.ceiling,
    ...linear('dB', -24, 0, -1),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'kneePercent', ...words.knee, ...linear('%', 0, 100, 10), smoothingMs: GLIDE_MS, automatable: true },
  {
    id: 'quality',
    ...words.quality,
    ...oneOf(words.qualities, QUALITY.eight),
    smoothingMs: 10,
    automatable: false,
  },
  { id: 'linkPercent', ...words.link, ...linear('%', 0, 100, 0), smoothingMs: GLIDE_MS, automatable: true },
  mixParameter(words.mix, GLIDE_MS),
  outputParameter(words.output, GLIDE_MS),
];
