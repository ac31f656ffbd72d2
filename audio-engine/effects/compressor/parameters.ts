/**
 * The compressor's parameters; the order of the array is the kernel's block layout. Characters are timing and knee, no colour:
 * opto attacks in 10 ms or more, lets half go in the release time and half over twelve times it, knee at least 10 dB; FET moves
 * quicker the further it has to go (twice at 6 dB), knee at most 3 dB; VCA lets go at a steady 10 dB in the release time.
 * Automatic release: 0.4 of the release time for a hit, six times it for what stayed down.
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, mixParameter, oneOf, onOff, type Parameter } from '../parameter.ts';

/** The values of `detector`. */
export const DETECTOR = { peak: 0, rms: 1 } as const;

/** The values of `character`. */
export const CHARACTER = { clean: 0, opto: 1, fet: 2, vca: 3 } as const;

/** The detector's low-pass at this end is out of the way. */
export const SIDECHAIN_LOW_PASS_OFF_HZ = 20_000;

const words = effectWords.compressor;
const GLIDE_MS = 40;

export const compressorParameters: readonly Parameter[] = [
  {
    id: 'thresholdDb',
    ...words.threshold,
    ...linear('dB', -60, 0, -18),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'ratio', ...words.ratio, ...logarithmic(':1', 1, 100, 2), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'attackMs', ...words.attack, ...logarithmic('ms', 0.05, 200, 10), smoothingMs: 0, automatable: true },
  {
    id: 'releaseMs',
    ...words.release,
    ...logarithmic('ms', 5, 2500, 120),
    smoothingMs: 0,
    automatable: true,
  },
  { id: 'kneeDb', ...words.knee, ...linear('dB', 0, 24, 6), smoothingMs: GLIDE_MS, automatable: true },
  {
    id: 'detector',
    ...words.detector,
    ...oneOf(words.detectors, DETECTOR.peak),
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'rmsWindowMs',
    ...words.rmsWindow,
    ...logarithmic('ms', 1, 100, 10),
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
  { id: 'sidechainHighPass', ...words.sidechainHighPass, ...onOff(0), smoothingMs: 0, automatable: false },
  {
    id: 'sidechainHz',
    ...words.sidechainFrequency,
    ...logarithmic('Hz', 20, 500, 100),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'stereoLinkPercent',
    ...words.stereoLink,
    ...linear('%', 0, 100, 100),
    smoothingMs: 0,
    automatable: true,
  },
  { id: 'autoMakeup', ...words.autoMakeup, ...onOff(0), smoothingMs: GLIDE_MS, automatable: false },
  { id: 'makeupDb', ...words.makeup, ...linear('dB', -24, 24, 0), smoothingMs: GLIDE_MS, automatable: true },
  mixParameter(words.mix, GLIDE_MS),
  { id: 'autoRelease', ...words.autoRelease, ...onOff(0), smoothingMs: 0, automatable: false },
  {
    id: 'character',
    ...words.character,
    ...oneOf(words.characters, CHARACTER.clean),
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'sidechainLowPassHz',
    ...words.sidechainLowPass,
    ...logarithmic('Hz', 200, SIDECHAIN_LOW_PASS_OFF_HZ, SIDECHAIN_LOW_PASS_OFF_HZ),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'sidechainListen', ...words.sidechainListen, ...onOff(0), smoothingMs: 10, automatable: false },
];
