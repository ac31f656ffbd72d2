/**
 * The imager's parameters; the order of the array is the kernel's block layout. Read-outs beside the peaks: 3 correlation
 * of what comes in and 4 of what goes out over 300 ms, 5 how far the guard narrows in dB, 6 level of the side against the
 * middle going out in dB.
 */
import { effectWords } from '../../words/index.ts';
import type { Parameter } from '../parameter.ts';

const words = effectWords.imager;
const GLIDE_MS = 40;

const width = (id: string, text: { name: string; why: string }): Parameter => ({
  id,
  ...text,
  unit: '%',
  min: 0,
  max: 200,
  default: 100,
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

const toggle = (id: string, text: { name: string; why: string }): Parameter => ({
  id,
  ...text,
  unit: 'switch',
  min: 0,
  max: 1,
  default: 0,
  curve: 'choice',
  smoothingMs: GLIDE_MS,
  automatable: false,
});

export const imagerParameters: readonly Parameter[] = [
  toggle('monoBelow', words.monoBelow),
  frequency('monoBelowHz', words.monoBelowFrequency, 30, 400, 120),
  frequency('lowCrossoverHz', words.lowCrossover, 80, 2000, 300),
  frequency('highCrossoverHz', words.highCrossover, 800, 16000, 3500),
  width('lowWidthPercent', words.lowWidth),
  width('midWidthPercent', words.midWidth),
  width('highWidthPercent', words.highWidth),
  {
    id: 'balancePercent',
    ...words.balance,
    unit: '%',
    min: -100,
    max: 100,
    default: 0,
    curve: 'linear',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  toggle('guard', words.guard),
];
