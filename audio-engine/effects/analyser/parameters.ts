/**
 * The analyser's parameters: how its pictures are drawn. They stand in the document, so that a session opens as it was
 * left, and none of them reaches a sample.
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, oneOf, type Parameter } from '../parameter.ts';

/** The values of `view`. */
export const ANALYSER_VIEW = { spectrum: 0, spectrogram: 1, goniometer: 2 } as const;

/** The values of `peakHold`. */
export const PEAK_HOLD = { off: 0, falling: 1, kept: 2 } as const;

const words = effectWords.analyser;

export const analyserParameters: readonly Parameter[] = [
  {
    id: 'view',
    ...words.view,
    ...oneOf(words.views, ANALYSER_VIEW.spectrum),
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'slopeDbPerOctave',
    ...words.slope,
    ...linear('dB/oct', 0, 6, 4.5),
    decimals: 1,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'rangeDb',
    ...words.range,
    ...linear('dB', 30, 120, 78),
    decimals: 0,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'averagingMs',
    ...words.averaging,
    ...logarithmic('ms', 10, 10000, 120),
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'peakHold',
    ...words.peakHold,
    ...oneOf(words.peakHolds, PEAK_HOLD.falling),
    smoothingMs: 0,
    automatable: false,
  },
];
