/**
 * The de-esser's parameters; the order of the array is the kernel's block layout. Read-out 3: how far the band stands above
 * the voice in dB, which is what the threshold is held against (in dBFS where it does not follow the level).
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, oneOf, onOff, type Parameter } from '../parameter.ts';

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
    ...oneOf(words.modes, DEESSER_MODE.split),
    smoothingMs: 10,
    automatable: false,
  },
  {
    id: 'frequencyHz',
    ...words.frequency,
    ...logarithmic('Hz', 1000, 16_000, 6800),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'q', ...words.q, ...logarithmic('Q', 0.3, 6, 1), smoothingMs: GLIDE_MS, automatable: true },
  {
    id: 'thresholdDb',
    ...words.threshold,
    ...linear('dB', -60, 0, -10),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'ratio', ...words.ratio, ...logarithmic(':1', 1, 20, 4), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'rangeDb', ...words.range, ...linear('dB', 0, 24, 8), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'attackMs', ...words.attack, ...logarithmic('ms', 0.1, 20, 1), smoothingMs: 0, automatable: true },
  { id: 'releaseMs', ...words.release, ...logarithmic('ms', 5, 300, 40), smoothingMs: 0, automatable: true },
  { id: 'adaptive', ...words.adaptive, ...onOff(1), smoothingMs: 0, automatable: false },
  {
    id: 'lookAheadMs',
    ...words.lookAhead,
    ...linear('ms', 0, 5, 0),
    decimals: 1,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'listen',
    ...words.listen,
    ...oneOf(words.listens, DEESSER_LISTEN.off),
    smoothingMs: 10,
    automatable: false,
  },
];
