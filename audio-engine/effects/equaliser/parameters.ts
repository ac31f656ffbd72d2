/**
 * The equaliser's parameters: eight bands of seven values in band order, the output gain, six values of dynamics a band,
 * the phase, the match curve. The order of the array is the kernel's block layout.
 *
 * Read-outs 3..6 hold what dynamic bands do at the moment, two bands each: `bandChangesDb` in curves.ts reads them.
 */
import { effectWords } from '../../words/index.ts';
import { linear, logarithmic, oneOf, onOff, type Parameter } from '../parameter.ts';

export const BAND_COUNT = 8;

/** The values of a band's `type`, in the order of its choices. */
export const BAND_TYPE = { highPass: 0, lowPass: 1, lowShelf: 2, bell: 3, highShelf: 4, notch: 5 } as const;

/** A shelf rings at its corner above this, up to dozens of dB: its Q goes no further. */
export const SHELF_MAX_Q = 2;

/** The values of a band's `channels`. */
export const BAND_CHANNELS = { stereo: 0, mid: 1, side: 2, left: 3, right: 4 } as const;

/** The values of `phase`. */
export const PHASE = { minimum: 0, linear: 1 } as const;

/** What a dynamic band listens to. */
export const BAND_SOURCE = { own: 0, sideChain: 1 } as const;

export type BandField =
  | 'Dynamic'
  | 'ThresholdDb'
  | 'RangeDb'
  | 'AttackMs'
  | 'ReleaseMs'
  | 'Source'
  | 'On'
  | 'Type'
  | 'FrequencyHz'
  | 'GainDb'
  | 'Q'
  | 'Slope'
  | 'Channels';

/** The id of a band's parameter, bands counted from 1: `bandParameter(3, 'GainDb')` is `band3GainDb`. */
export function bandParameter(band: number, field: BandField): string {
  return `band${band}${field}`;
}

/** Bands of the match curve: nominal third octaves (IEC 61260-1), as meters and comparisons have them. */
export const MATCH_HZ = [
  25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500,
  3150, 4000, 5000, 6300, 8000, 10000, 12500, 16000,
] as const;

/** Further than this no band of a match curve goes. */
export const MATCH_MOST_DB = 12;

/** `match25`, `match31_5`, ... `match16000`. */
export function matchParameter(hz: number): string {
  return `match${String(hz).replace('.', '_')}`;
}

const words = effectWords.equaliser;

/** Where the bands stand in a new equaliser: in reach of one hand each, and silent at 0 dB. */
const START: readonly { type: number; frequencyHz: number; on: 0 | 1; q: number }[] = [
  { type: BAND_TYPE.highPass, frequencyHz: 30, on: 0, q: 0.71 },
  { type: BAND_TYPE.lowShelf, frequencyHz: 100, on: 1, q: 0.71 },
  { type: BAND_TYPE.bell, frequencyHz: 250, on: 1, q: 1 },
  { type: BAND_TYPE.bell, frequencyHz: 800, on: 1, q: 1 },
  { type: BAND_TYPE.bell, frequencyHz: 2500, on: 1, q: 1 },
  { type: BAND_TYPE.bell, frequencyHz: 5000, on: 1, q: 1 },
  { type: BAND_TYPE.highShelf, frequencyHz: 10000, on: 1, q: 0.71 },
  { type: BAND_TYPE.lowPass, frequencyHz: 18000, on: 0, q: 0.71 },
];

function bandParameters(band: number): Parameter[] {
  const start = START[band - 1]!;
  const named = (field: BandField, text: { readonly name: string; readonly why: string }) => ({
    id: bandParameter(band, field),
    name: words.bandName(band, text.name),
    why: text.why,
  });
  return [
    { ...named('On', words.on), ...onOff(start.on), smoothingMs: 10, automatable: true },
    { ...named('Type', words.type), ...oneOf(words.types, start.type), smoothingMs: 20, automatable: false },
    {
      ...named('FrequencyHz', words.frequency),
      ...logarithmic('Hz', 20, 20000, start.frequencyHz),
      smoothingMs: 40,
      automatable: true,
    },
    { ...named('GainDb', words.gain), ...linear('dB', -24, 24, 0), smoothingMs: 40, automatable: true },
    { ...named('Q', words.q), ...logarithmic('Q', 0.1, 40, start.q), smoothingMs: 40, automatable: true },
    { ...named('Slope', words.slope), ...oneOf(words.slopes, 2, 1), smoothingMs: 20, automatable: false },
    {
      ...named('Channels', words.channel),
      ...oneOf(words.channels, BAND_CHANNELS.stereo),
      smoothingMs: 20,
      automatable: false,
    },
  ];
}

function dynamicParameters(band: number): Parameter[] {
  const named = (field: BandField, text: { readonly name: string; readonly why: string }) => ({
    id: bandParameter(band, field),
    name: words.bandName(band, text.name),
    why: text.why,
  });
  return [
    { ...named('Dynamic', words.dynamic), ...onOff(0), smoothingMs: 10, automatable: true },
    {
      ...named('ThresholdDb', words.threshold),
      ...linear('dB', -80, 0, -30),
      smoothingMs: 0,
      automatable: true,
    },
    {
      ...named('RangeDb', words.dynamicRange),
      ...linear('dB', -24, 24, -6),
      smoothingMs: 0,
      automatable: true,
    },
    {
      ...named('AttackMs', words.attack),
      ...logarithmic('ms', 0.5, 200, 10),
      smoothingMs: 0,
      automatable: true,
    },
    {
      ...named('ReleaseMs', words.release),
      ...logarithmic('ms', 10, 2000, 120),
      smoothingMs: 0,
      automatable: true,
    },
    {
      ...named('Source', words.source),
      ...oneOf(words.sources, BAND_SOURCE.own),
      smoothingMs: 0,
      automatable: false,
    },
  ];
}

export const equaliserParameters: readonly Parameter[] = [
  ...Array.from({ length: BAND_COUNT }, (_, index) => bandParameters(index + 1)).flat(),
  {
    id: 'outputGainDb',
    name: words.outputGain.name,
    ...linear('dB', -24, 24, 0),
    smoothingMs: 40,
    automatable: true,
    why: words.outputGain.why,
  },
  ...Array.from({ length: BAND_COUNT }, (_, index) => dynamicParameters(index + 1)).flat(),
  { id: 'phase', ...words.phase, ...oneOf(words.phases, PHASE.minimum), smoothingMs: 0, automatable: false },
  { id: 'matchOn', ...words.matchOn, ...onOff(0), smoothingMs: 0, automatable: false },
  {
    id: 'matchStrengthPercent',
    ...words.matchStrength,
    ...linear('%', 0, 100, 100),
    smoothingMs: 0,
    automatable: false,
  },
  {
    id: 'matchSmoothingPercent',
    ...words.matchSmoothing,
    ...linear('%', 0, 100, 35),
    smoothingMs: 0,
    automatable: false,
  },
  ...MATCH_HZ.map(
    (hz): Parameter => ({
      id: matchParameter(hz),
      name: words.matchBandName(hz),
      why: words.matchBand.why,
      ...linear('dB', -MATCH_MOST_DB, MATCH_MOST_DB, 0),
      smoothingMs: 0,
      automatable: false,
    }),
  ),
];
