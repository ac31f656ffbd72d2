/**
 * The parameters of chorus, flanger and phaser; the order of the array is the kernel's block layout. Read-outs beside
 * the peaks: 3 and 4 where the sweep is left and right in turns (0..1), 5 its rate in Hz, 6 and 7 the delay in ms or, in the
 * phaser, the frequency in Hz it stands at left and right.
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, oneOf, onOff, type Parameter } from '../parameter.ts';

/** The values of `type`. */
export const MODULATION = { chorus: 0, flanger: 1, phaser: 2 } as const;

const words = effectWords.modulation;
const GLIDE_MS = 40;

export const modulationParameters: readonly Parameter[] = [
  {
    id: 'type',
    ...words.type,
    ...oneOf(words.types, MODULATION.chorus),
    smoothingMs: 10,
    automatable: false,
  },
  { id: 'sync', ...words.sync, ...onOff(0), smoothingMs: 0, automatable: false },
  {
    id: 'rateHz',
    ...words.rate,
    ...logarithmic('Hz', 0.02, 12, 0.6),
    decimals: 2,
    smoothingMs: 0,
    automatable: true,
  },
  { id: 'note', ...words.note, ...oneOf(words.notes, 4), smoothingMs: 10, automatable: true },
  {
    id: 'depthPercent',
    ...words.depth,
    ...linear('%', 0, 100, 40),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'feedbackPercent',
    ...words.feedback,
    ...linear('%', -95, 95, 0),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'voices', ...words.voices, ...oneOf(words.voiceCounts, 1), smoothingMs: 10, automatable: false },
  { id: 'stages', ...words.stages, ...oneOf(words.stageCounts, 2), smoothingMs: 10, automatable: false },
  {
    id: 'delayMs',
    ...words.delay,
    ...logarithmic('ms', 0.2, 30, 12),
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'centreHz',
    ...words.centre,
    ...logarithmic('Hz', 80, 8000, 800),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'stereoDegrees',
    ...words.stereo,
    ...linear('°', 0, 180, 90),
    decimals: 0,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'mixPercent', ...words.mix, ...linear('%', 0, 100, 50), smoothingMs: GLIDE_MS, automatable: true },
];
