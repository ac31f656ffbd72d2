/**
 * The doubler's parameters; the order of the array is the kernel's block layout. Of the read-outs 3..6 are the
 * detuning of the four voices in cents at the moment.
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, onOff, type Parameter, powered } from '../parameter.ts';

const words = effectWords.doubler;
const GLIDE_MS = 50;

export const doublerParameters: readonly Parameter[] = [
  {
    id: 'voices',
    ...words.voices,
    unit: '',
    min: 2,
    max: 4,
    default: 2,
    curve: 'choice',
    decimals: 0,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'delayMs',
    ...words.delay,
    ...logarithmic('ms', 5, 60, 18),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'spreadPercent',
    ...words.spread,
    ...linear('%', 0, 100, 50),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  {
    id: 'detuneCents',
    ...words.detune,
    ...powered('', 0, 50, 9, 2),
    decimals: 1,
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'driftHz', ...words.drift, ...logarithmic('Hz', 0.1, 3, 0.5), smoothingMs: 0, automatable: false },
  {
    id: 'widthPercent',
    ...words.width,
    ...linear('%', 0, 100, 90),
    smoothingMs: GLIDE_MS,
    automatable: true,
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
    ...logarithmic('Hz', 1000, 20000, 9000),
    smoothingMs: GLIDE_MS,
    automatable: true,
  },
  { id: 'levelDb', ...words.level, ...linear('dB', -40, 6, -8), smoothingMs: GLIDE_MS, automatable: true },
  { id: 'dry', ...words.dry, ...onOff(1), smoothingMs: GLIDE_MS, automatable: true },
];
