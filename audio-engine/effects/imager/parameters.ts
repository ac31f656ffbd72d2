/**
 * The imager's parameters; the order of the array is the kernel's block layout. Read-outs beside the peaks: 3 correlation
 * of what comes in and 4 of what goes out over 300 ms, 5 how far the guard narrows in dB, 6 level of the side against the
 * middle going out in dB.
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, onOff, type Parameter } from '../parameter.ts';

const words = effectWords.imager;
const GLIDE_MS = 40;

export const imagerParameters: readonly Parameter[] = [
  { id: 'monoBelow', ...words.monoBelow, ...onOff(0), smoothingMs: GLIDE_MS, automatable: false },
  {
    id: 'monoBelowHz',
    ...words.monoBelowFrequency,
    ...logarithmic('Hz', 30, 400, 120),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'lowCrossoverHz',
    ...words.lowCrossover,
    ...logarithmic('Hz', 80, 2000, 300),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'highCrossoverHz',
    ...words.highCrossover,
    ...logarithmic('Hz', 800, 16000, 3500),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'lowWidthPercent',
    ...words.lowWidth,
    ...linear('%', 0, 200, 100),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'midWidthPercent',
    ...words.midWidth,
    ...linear('%', 0, 200, 100),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'highWidthPercent',
    ...words.highWidth,
    ...linear('%', 0, 200, 100),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'balancePercent',
    ...words.balance,
    ...linear('%', -100, 100, 0),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'guard', ...words.guard, ...onOff(0), smoothingMs: GLIDE_MS, automatable: false },
];
