/**
 * The de-esser's parameters; the order of the array is the kernel's block layout. Read-out 3: how far the band stands above
 * the voice in dB, which is what the threshold is held against (in dBFS where it does not follow the level).
 */
import { effectWords } from '../../words/index.ts';
import type { Parameter } from '../parameter.ts';

/** The values of `mode`. */
export const DEESSER_MODE = { wide: 0, split: 1, band: 2 } as const;
/** The values of `listen`. */
export const DEESSER_LISTEN = { off: 0, detector: 1, removed: 2 } as const;

const words = effectWords.deesser;
const GLIDE_MS = 40;

export const deesserParameters: readonly Parameter[] = [
  {
    id: 'mode',
    ...words.mode,
    unit: 'choice',
    min: 0,
    max: 2,
    default: DEESSER_MODE.split,
    curve: 'choice',
    choices: words.modes,
    smoothingMs: 10,
    automatable: false,
  },
  {
    id: 'frequencyHz',
    ...words.frequency,
    unit: 'Hz',
    min: 1000,
    max: 16_000,
    default: 6800,
    curve: 'log',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'q',
    ...words.q,
    unit: 'Q',
    min: 0.3,
    max: 6,
    default: 1,
    curve: 'log',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'thresholdDb',
    ...words.threshold,
    unit: 'dB',
    min: -60,
    max: 0,
    default: -10,
    curve: 'linear',
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'ratio',
    ...words.ratio,
    unit: ':1',
    min: 1,
    max: 20,
    default: 4,
    curve: 'log',
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'rangeDb',
    ...words.range,
    unit: 'dB',
    min: 0,
    max: 24,
    default: 8,
    curve: 'linear',
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'attackMs',
    ...words.attack,
    unit: 'ms',
    min: 0.1,
    max: 20,
    default: 1,
    curve: 'log',
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'releaseMs',
    ...words.release,
    unit: 'ms',
    min: 5,
    max: 300,
    default: 40,
    curve: 'log',
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'adaptive',
    ...words.adaptive,
    unit: 'switch',
    min: 0,
    max: 1,
    default: 1,
    curve: 'choice',
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'lookAheadMs',
    ...words.lookAhead,
    unit: 'ms',
    min: 0,
    max: 5,
    default: 0,
    curve: 'linear',
    decimals: 1,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'listen',
    ...words.listen,
    unit: 'choice',
    min: 0,
    max: 2,
    default: DEESSER_LISTEN.off,
    curve: 'choice',
    choices: words.listens,
    smoothingMs: 10,
    automatable: false,
  },
];
