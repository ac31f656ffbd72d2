/**
 * The utility's parameters; the order of the array is the kernel's block layout. Read-outs beside the peaks:
 * 3 correlation of the output over 300 ms.
 */
import { effectWords } from '../../words/index.ts';
import { linear, onOff, type Parameter, powered } from '../parameter.ts';

const words = effectWords.utility;
const GLIDE_MS = 40;

export const utilityParameters: readonly Parameter[] = [
  { id: 'gainDb', ...words.gain, ...linear('dB', -60, 24, 0), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'invertLeft', ...words.invertLeft, ...onOff(0), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'invertRight', ...words.invertRight, ...onOff(0), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'swap', ...words.swap, ...onOff(0), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'mono', ...words.mono, ...onOff(0), smoothingMs: GLIDE_MS, automatable: true },
  {
    id: 'widthPercent',
    ...words.width,
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
  { id: 'dcFilter', ...words.dcFilter, ...onOff(0), smoothingMs: GLIDE_MS, automatable: true },
  {
    id: 'delayLeftMs',
    ...words.delayLeftMs,
    ...powered('ms', 0, 100, 0, 2),
    decimals: 2,
    smoothingMs: 10,
    automatable: true,
  },
  {
    id: 'delayRightMs',
    ...words.delayRightMs,
    ...powered('ms', 0, 100, 0, 2),
    decimals: 2,
    smoothingMs: 10,
    automatable: true,
  },
  {
    id: 'delayLeftSamples',
    ...words.delayLeftSamples,
    ...linear('', 0, 1000, 0),
    decimals: 0,
    smoothingMs: 10,
    automatable: true,
  },
  {
    id: 'delayRightSamples',
    ...words.delayRightSamples,
    ...linear('', 0, 1000, 0),
    decimals: 0,
    smoothingMs: 10,
    automatable: true,
  },
];
