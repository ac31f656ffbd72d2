/**
 * The delay's parameters; the order of the array is the kernel's block layout. Read-outs beside the peaks: 3 how far the
 * echoes are ducked in dB, 4 the time heard in ms, 5 and 6 level of the echoes left and right in dB.
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, oneOf, onOff, type Parameter } from '../parameter.ts';

/** The values of `pattern`. */
export const PATTERN = { stereo: 0, pingPong: 1 } as const;
/** The values of `timeChange`. */
export const TIME_CHANGE = { crossfade: 0, tape: 1 } as const;

const words = effectWords.delay;
const GLIDE_MS = 40;

export const delayParameters: readonly Parameter[] = [
  { id: 'sync', ...words.sync, ...onOff(1), smoothingMs: 0, automatable: false },
  { id: 'note', ...words.note, ...oneOf(words.notes, 8), smoothingMs: 30, automatable: true },
  { id: 'timeMs', ...words.time, ...logarithmic('ms', 2, 5000, 350), smoothingMs: 30, automatable: true },
  {
    id: 'feedbackPercent',
    ...words.feedback,
    ...linear('%', 0, 110, 35),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'pattern',
    ...words.pattern,
    ...oneOf(words.patterns, PATTERN.stereo),
    smoothingMs: GLIDE_MS,
    automatable: false,
  },
  {
    id: 'lowCutHz',
    ...words.lowCut,
    ...logarithmic('Hz', 20, 2000, 150),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'highCutHz',
    ...words.highCut,
    ...logarithmic('Hz', 500, 20000, 6000),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'duckDb', ...words.duck, ...linear('dB', 0, 30, 0), smoothingMs: GLIDE_MS, automatable: true },
  {
    id: 'duckThresholdDb',
    ...words.duckThreshold,
    ...linear('dB', -60, -6, -36),
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'duckReleaseMs',
    ...words.duckRelease,
    ...logarithmic('ms', 20, 2000, 250),
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'timeChange',
    ...words.timeChange,
    ...oneOf(words.timeChanges, TIME_CHANGE.crossfade),
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'widthPercent',
    ...words.width,
    ...linear('%', 0, 200, 100),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'sendPercent', ...words.send, ...linear('%', 0, 100, 100), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'mixPercent', ...words.mix, ...linear('%', 0, 100, 25), smoothingMs: GLIDE_MS, automatable: true },
];
