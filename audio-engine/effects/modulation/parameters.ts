/**
 * The parameters of chorus, flanger and phaser; the order of the array is the kernel's block layout. Read-outs beside
 * the peaks: 3 and 4 where the sweep is left and right in turns (0..1), 5 its rate in Hz, 6 and 7 the delay in ms or, in the
 * phaser, the frequency in Hz it stands at left and right.
 */
import { effectWords } from '../../words/index.ts';
import type { Parameter } from '../parameter.ts';

/** The values of `type`. */
export const MODULATION = { chorus: 0, flanger: 1, phaser: 2 } as const;

const words = effectWords.modulation;
const GLIDE_MS = 40;

const choice = (
  id: string,
  text: { name: string; why: string },
  choices: readonly string[],
  initial: number,
  automatable = false,
): Parameter => ({
  id,
  ...text,
  unit: 'choice',
  min: 0,
  max: choices.length - 1,
  default: initial,
  curve: 'choice',
  choices,
  smoothingMs: 10,
  automatable,
});

const percent = (
  id: string,
  text: { name: string; why: string },
  min: number,
  max: number,
  initial: number,
): Parameter => ({
  id,
  ...text,
  unit: '%',
  min,
  max,
  default: initial,
  curve: 'linear',
  smoothingMs: GLIDE_MS,
  automatable: true,
});

export const modulationParameters: readonly Parameter[] = [
  choice('type', words.type, words.types, MODULATION.chorus),
  {
    id: 'sync',
    ...words.sync,
    unit: 'switch',
    min: 0,
    max: 1,
    default: 0,
    curve: 'choice',
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'rateHz',
    ...words.rate,
    unit: 'Hz',
    min: 0.02,
    max: 12,
    default: 0.6,
    curve: 'log',
    decimals: 2,
    smoothingMs: 0,
    automatable: true,
  },
  choice('note', words.note, words.notes, 4, true),
  percent('depthPercent', words.depth, 0, 100, 40),
  percent('feedbackPercent', words.feedback, -95, 95, 0),
  choice('voices', words.voices, words.voiceCounts, 1),
  choice('stages', words.stages, words.stageCounts, 2),
  {
    id: 'delayMs',
    ...words.delay,
    unit: 'ms',
    min: 0.2,
    max: 30,
    default: 12,
    curve: 'log',
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'centreHz',
    ...words.centre,
    unit: 'Hz',
    min: 80,
    max: 8000,
    default: 800,
    curve: 'log',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'stereoDegrees',
    ...words.stereo,
    unit: '°',
    min: 0,
    max: 180,
    default: 90,
    curve: 'linear',
    decimals: 0,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  percent('mixPercent', words.mix, 0, 100, 50),
];
