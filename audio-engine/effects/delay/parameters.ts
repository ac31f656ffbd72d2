/**
 * The delay's parameters; the order of the array is the kernel's block layout. Read-outs beside the peaks: 3 how far the
 * echoes are ducked in dB, 4 the time heard in ms, 5 and 6 level of the echoes left and right in dB.
 */
import { effectWords } from '../../words/index.ts';
import type { Parameter } from '../parameter.ts';

/** The values of `pattern`. */
export const PATTERN = { stereo: 0, pingPong: 1 } as const;
/** The values of `timeChange`. */
export const TIME_CHANGE = { crossfade: 0, tape: 1 } as const;

const words = effectWords.delay;
const GLIDE_MS = 40;

const percent = (
  id: string,
  text: { name: string; why: string },
  max: number,
  initial: number,
): Parameter => ({
  id,
  ...text,
  unit: '%',
  min: 0,
  max,
  default: initial,
  curve: 'linear',
  smoothingMs: GLIDE_MS,
  automatable: true,
});

const frequency = (
  id: string,
  text: { name: string; why: string },
  min: number,
  max: number,
  initial: number,
): Parameter => ({
  id,
  ...text,
  unit: 'Hz',
  min,
  max,
  default: initial,
  curve: 'log',
  smoothingMs: GLIDE_MS,
  automatable: true,
});

export const delayParameters: readonly Parameter[] = [
  {
    id: 'sync',
    ...words.sync,
    unit: 'switch',
    min: 0,
    max: 1,
    default: 1,
    curve: 'choice',
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'note',
    ...words.note,
    unit: 'choice',
    min: 0,
    max: 13,
    default: 8,
    curve: 'choice',
    choices: words.notes,
    smoothingMs: 30,
    automatable: true,
  },
  {
    id: 'timeMs',
    ...words.time,
    unit: 'ms',
    min: 2,
    max: 5000,
    default: 350,
    curve: 'log',
    smoothingMs: 30,
    automatable: true,
  },
  percent('feedbackPercent', words.feedback, 110, 35),
  {
    id: 'pattern',
    ...words.pattern,
    unit: 'choice',
    min: 0,
    max: 1,
    default: PATTERN.stereo,
    curve: 'choice',
    choices: words.patterns,
    smoothingMs: GLIDE_MS,
    automatable: false,
  },
  frequency('lowCutHz', words.lowCut, 20, 2000, 150),
  frequency('highCutHz', words.highCut, 500, 20000, 6000),
  {
    id: 'duckDb',
    ...words.duck,
    unit: 'dB',
    min: 0,
    max: 30,
    default: 0,
    curve: 'linear',
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'duckThresholdDb',
    ...words.duckThreshold,
    unit: 'dB',
    min: -60,
    max: -6,
    default: -36,
    curve: 'linear',
    decimals: 1,
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'duckReleaseMs',
    ...words.duckRelease,
    unit: 'ms',
    min: 20,
    max: 2000,
    default: 250,
    curve: 'log',
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'timeChange',
    ...words.timeChange,
    unit: 'choice',
    min: 0,
    max: 1,
    default: TIME_CHANGE.crossfade,
    curve: 'choice',
    choices: words.timeChanges,
    smoothingMs: 0,
    automatable: false,
  },
  percent('widthPercent', words.width, 200, 100),
  percent('sendPercent', words.send, 100, 100),
  percent('mixPercent', words.mix, 100, 25),
];
