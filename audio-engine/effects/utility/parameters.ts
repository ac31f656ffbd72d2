/**
 * The utility's parameters; the order of the array is the kernel's block layout. Read-outs beside the peaks:
 * 3 correlation of the output over 300 ms.
 */
import { effectWords } from '../../words/index.ts';
import type { Parameter } from '../parameter.ts';

const words = effectWords.utility;
const GLIDE_MS = 40;

const toggle = (id: string, text: { name: string; why: string }, smoothingMs = GLIDE_MS): Parameter => ({
  id,
  ...text,
  unit: 'switch',
  min: 0,
  max: 1,
  default: 0,
  curve: 'choice',
  smoothingMs,
  automatable: true,
});

const delay = (id: string, text: { name: string; why: string }, unit: 'ms' | '', max: number): Parameter => ({
  id,
  ...text,
  unit,
  min: 0,
  max,
  default: 0,
  curve: unit === 'ms' ? { power: 2 } : 'linear',
  decimals: unit === 'ms' ? 2 : 0,
  smoothingMs: 10,
  automatable: true,
});

export const utilityParameters: readonly Parameter[] = [
  {
    id: 'gainDb',
    ...words.gain,
    unit: 'dB',
    min: -60,
    max: 24,
    default: 0,
    curve: 'linear',
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  toggle('invertLeft', words.invertLeft),
  toggle('invertRight', words.invertRight),
  toggle('swap', words.swap),
  toggle('mono', words.mono),
  {
    id: 'widthPercent',
    ...words.width,
    unit: '%',
    min: 0,
    max: 200,
    default: 100,
    curve: 'linear',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
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
  toggle('dcFilter', words.dcFilter),
  delay('delayLeftMs', words.delayLeftMs, 'ms', 100),
  delay('delayRightMs', words.delayRightMs, 'ms', 100),
  delay('delayLeftSamples', words.delayLeftSamples, '', 1000),
  delay('delayRightSamples', words.delayRightSamples, '', 1000),
];
