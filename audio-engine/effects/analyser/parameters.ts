/**
 * The analyser's parameters: how its pictures are drawn. They stand in the document, so that a session opens as it was
 * left, and none of them reaches a sample.
 */
import { effectWords } from '../../words/index.ts';
import type { Parameter } from '../parameter.ts';

/** The values of `view`. */
export const ANALYSER_VIEW = { spectrum: 0, spectrogram: 1, goniometer: 2 } as const;

/** The values of `peakHold`. */
export const PEAK_HOLD = { off: 0, falling: 1, kept: 2 } as const;

const words = effectWords.analyser;

export const analyserParameters: readonly Parameter[] = [
  {
    id: 'view',
    ...words.view,
    unit: 'choice',
    min: 0,
    max: 2,
    default: ANALYSER_VIEW.spectrum,
    curve: 'choice',
    choices: words.views,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'slopeDbPerOctave',
    ...words.slope,
    unit: 'dB/oct',
    min: 0,
    max: 6,
    default: 4.5,
    curve: 'linear',
    decimals: 1,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'rangeDb',
    ...words.range,
    unit: 'dB',
    min: 30,
    max: 120,
    default: 78,
    curve: 'linear',
    decimals: 0,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'averagingMs',
    ...words.averaging,
    unit: 'ms',
    min: 10,
    max: 10000,
    default: 120,
    curve: 'log',
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'peakHold',
    ...words.peakHold,
    unit: 'choice',
    min: 0,
    max: 2,
    default: PEAK_HOLD.falling,
    curve: 'choice',
    choices: words.peakHolds,
    smoothingMs: 0,
    automatable: false,
  },
];
