/**
 * The reverb's parameters; the order of the array is the kernel's block layout. Of the read-outs 0 is the ducking in dB
 * and 3 the peak of the wet sound in dB.
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, oneOf, onOff, type Parameter, powered } from '../parameter.ts';

const words = effectWords.reverb;
const GLIDE_MS = 50;

/** The values of `type`. */
export const REVERB_TYPE = { room: 0, chamber: 1, plate: 2, hall: 3 } as const;

export const reverbParameters: readonly Parameter[] = [
  { id: 'type', ...words.type, ...oneOf(words.types, REVERB_TYPE.plate), smoothingMs: 0, automatable: false },
  {
    id: 'decayMs',
    ...words.decay,
    ...logarithmic('ms', 100, 20000, 1800),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'sizePercent', ...words.size, ...logarithmic('%', 40, 200, 100), smoothingMs: 0, automatable: false },
  {
    id: 'preDelayMs',
    ...words.preDelay,
    ...powered('ms', 0, 250, 15, 2),
    decimals: 0,
    smoothingMs: 0,
    automatable: true,
  },
  {
    id: 'lowDecayPercent',
    ...words.lowDecay,
    ...logarithmic('%', 25, 250, 110),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'highDecayPercent',
    ...words.highDecay,
    ...logarithmic('%', 10, 150, 50),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'lowCrossoverHz',
    ...words.lowCrossover,
    ...logarithmic('Hz', 60, 1000, 250),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'highCrossoverHz',
    ...words.highCrossover,
    ...logarithmic('Hz', 1500, 12000, 4000),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'diffusionPercent',
    ...words.diffusion,
    ...linear('%', 0, 100, 80),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'earlyDb', ...words.early, ...linear('dB', -40, 6, -9), smoothingMs: GLIDE_MS, automatable: true },
  {
    id: 'modulationPercent',
    ...words.modulation,
    ...linear('%', 0, 100, 30),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'modulationHz',
    ...words.modulationRate,
    ...logarithmic('Hz', 0.05, 3, 0.6),
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'lowCutHz',
    ...words.lowCut,
    ...logarithmic('Hz', 20, 1000, 120),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'highCutHz',
    ...words.highCut,
    ...logarithmic('Hz', 1000, 20000, 12000),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'widthPercent',
    ...words.width,
    ...linear('%', 0, 200, 100),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'duckDb', ...words.duck, ...linear('dB', 0, 24, 0), smoothingMs: GLIDE_MS, automatable: true },
  {
    id: 'duckReleaseMs',
    ...words.duckRelease,
    ...logarithmic('ms', 20, 2000, 250),
    smoothingMs: 0,
    automatable: true,
  },
  { id: 'freeze', ...words.freeze, ...onOff(0), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'mixPercent', ...words.mix, ...linear('%', 0, 100, 20), smoothingMs: GLIDE_MS, automatable: true },
];
