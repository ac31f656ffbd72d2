/** The limiter's parameters; the order of the array is the kernel's block layout. */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, oneOf, onOff, type Parameter } from '../parameter.ts';

/** The values of `character`. */
export const CHARACTER = { transparent: 0, warm: 1, punchy: 2, loud: 3 } as const;

const words = effectWords.limiter;

export const limiterParameters: readonly Parameter[] = [
  {
    id: 'gainDb',
    ...words.gain,
    ...linear('dB', -24, 36, 0),
    decimals: 2,
    smoothingMs: 40,
    automatable: true,
  },
  {
    id: 'ceilingDbtp',
    ...words.ceiling,
    ...linear('dBTP', -12, 0, -1),
    decimals: 2,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'lookAheadMs',
    ...words.lookAhead,
    ...logarithmic('ms', 0.5, 5, 2),
    decimals: 1,
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'releaseMs',
    ...words.release,
    ...logarithmic('ms', 5, 1000, 100),
    smoothingMs: 0,
    automatable: true,
  },
  { id: 'autoRelease', ...words.autoRelease, ...onOff(1), smoothingMs: 0, automatable: false },
  { id: 'linkPercent', ...words.link, ...linear('%', 0, 100, 100), smoothingMs: 0, automatable: true },
  {
    id: 'character',
    ...words.character,
    ...oneOf(words.characters, CHARACTER.transparent),
    smoothingMs: 0,
    automatable: false,
  },
];
