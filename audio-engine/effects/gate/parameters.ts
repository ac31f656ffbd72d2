/**
 * The gate's parameters; the order of the array is the kernel's block layout. Read-outs beyond the first three:
 * 3 peak of what it listens to in dB, after the filters; 4 whether it is open (1) or closed (0).
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, onOff, type Parameter, powered } from '../parameter.ts';

const words = effectWords.gate;
const GLIDE_MS = 40;

/** The key's filters at these ends are out of the way. */
export const KEY_HIGH_PASS_OFF_HZ = 20;
export const KEY_LOW_PASS_OFF_HZ = 20_000;

export const gateParameters: readonly Parameter[] = [
  {
    id: 'thresholdDb',
    ...words.threshold,
    ...linear('dB', -80, 0, -40),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'hysteresisDb',
    ...words.hysteresis,
    ...linear('dB', 0, 24, 4),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'ratio', ...words.ratio, ...logarithmic(':1', 1, 100, 10), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'rangeDb', ...words.range, ...linear('dB', 0, 80, 40), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'kneeDb', ...words.knee, ...linear('dB', 0, 24, 0), smoothingMs: GLIDE_MS, automatable: true },
  {
    id: 'attackMs',
    ...words.attack,
    ...logarithmic('ms', 0.05, 100, 0.5),
    smoothingMs: 0,
    automatable: true,
  },
  { id: 'holdMs', ...words.hold, ...powered('ms', 0, 1000, 30, 3), smoothingMs: 0, automatable: true },
  {
    id: 'releaseMs',
    ...words.release,
    ...logarithmic('ms', 5, 2500, 120),
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'lookAheadMs',
    ...words.lookAhead,
    ...linear('ms', 0, 10, 0),
    decimals: 1,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'keyHighPassHz',
    ...words.keyHighPass,
    ...logarithmic('Hz', KEY_HIGH_PASS_OFF_HZ, 5000, KEY_HIGH_PASS_OFF_HZ),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'keyLowPassHz',
    ...words.keyLowPass,
    ...logarithmic('Hz', 100, KEY_LOW_PASS_OFF_HZ, KEY_LOW_PASS_OFF_HZ),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'listen', ...words.listen, ...onOff(0), smoothingMs: 10, automatable: false },
];
