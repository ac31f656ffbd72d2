/** Tonal zones that stand out or are missing: mud, box, honk, harshness, dullness, brittleness, boom, a thin low end. */
import type { Evidence, Finding } from '../../protocol/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { adviceToneWords, type ZoneName } from '../../words/index.ts';
import type { SongFeatures } from '../features/index.ts';
import type { Check } from './check.ts';
import { meanOff, TONE_HZ, type Tone, toneOf } from './tone.ts';
import { bandParameters, type Command, figure, finding, graded, insertCommand, sharesOf } from './tools.ts';

interface Zone {
  name: ZoneName;
  /** First and last third octave. */
  lowHz: number;
  highHz: number;
  /** What it is compared with, to each side; null: only the curve. */
  besideHz: readonly (readonly [number, number])[];
  /** 1: too much; −1: too little. */
  sign: 1 | -1;
  hearDb: number;
  fixDb: number;
  /** Of the cure. */
  centreHz: number;
  q: number;
  type: 'bell' | 'lowShelf' | 'highShelf';
}

const MOST_BESIDE_DB = 3.5;
const USUAL_SIGMA_DB = 3;
const TYPES = { lowShelf: 2, bell: 3, highShelf: 4 } as const;

export const zones: readonly Zone[] = [
  {
    name: 'boom',
    lowHz: 80,
    highHz: 125,
    besideHz: [
      [40, 63],
      [200, 500],
    ],
    sign: 1,
    hearDb: 3.3,
    fixDb: 6.5,
    centreHz: 100,
    q: 1.1,
    type: 'bell',
  },
  {
    name: 'mud',
    lowHz: 250,
    highHz: 400,
    besideHz: [
      [80, 160],
      [630, 1250],
    ],
    sign: 1,
    hearDb: 2,
    fixDb: 5.2,
    centreHz: 315,
    q: 1,
    type: 'bell',
  },
  {
    name: 'box',
    lowHz: 400,
    highHz: 800,
    besideHz: [
      [160, 315],
      [1000, 2000],
    ],
    sign: 1,
    hearDb: 3,
    fixDb: 6.2,
    centreHz: 560,
    q: 1.4,
    type: 'bell',
  },
  {
    name: 'honk',
    lowHz: 1000,
    highHz: 1600,
    besideHz: [
      [315, 630],
      [2000, 4000],
    ],
    sign: 1,
    hearDb: 3.1,
    fixDb: 6.3,
    centreHz: 1120,
    q: 1.4,
    type: 'bell',
  },
  {
    name: 'harsh',
    lowHz: 2500,
    highHz: 4000,
    besideHz: [
      [800, 1600],
      [6300, 10000],
    ],
    sign: 1,
    hearDb: 2.0,
    fixDb: 5.2,
    centreHz: 3150,
    q: 1,
    type: 'bell',
  },
  {
    name: 'dull',
    lowHz: 6300,
    highHz: 12500,
    besideHz: [[500, 3150]],
    sign: -1,
    hearDb: 3.5,
    fixDb: 6.7,
    centreHz: 7000,
    q: 0.71,
    type: 'highShelf',
  },
  {
    name: 'brittle',
    lowHz: 8000,
    highHz: 12500,
    besideHz: [[500, 4000]],
    sign: 1,
    hearDb: 3.3,
    fixDb: 6.5,
    centreHz: 8500,
    q: 0.71,
    type: 'highShelf',
  },
  {
    name: 'thin',
    lowHz: 63,
    highHz: 125,
    besideHz: [[200, 1000]],
    sign: -1,
    hearDb: 3.8,
    fixDb: 7.0,
    centreHz: 130,
    q: 0.71,
    type: 'lowShelf',
  },
];

/** How far a zone stands from the curve and from what is beside it: the lesser of the two, in the fault's direction. */
export function zoneExcess(tone: Tone, zone: Zone): number {
  const here = zone.sign * meanOff(tone, zone.lowHz, zone.highHz);
  // What is missing beside it is another matter: it counts to a part only.
  const beside = zone.besideHz.map(([low, high]) =>
    Math.max(-MOST_BESIDE_DB, Math.min(MOST_BESIDE_DB, zone.sign * meanOff(tone, low, high))),
  );
  const around = beside.reduce((sum, off) => sum + off, 0) / beside.length;
  return here - around;
}

function evidence(tone: Tone): Evidence[] {
  const rounded = (levels: readonly number[]) => levels.map((level) => Math.round(level * 10) / 10);
  return [
    {
      kind: 'spectra',
      bandsHz: [...TONE_HZ],
      series: [
        { name: 'mix', levelsDb: rounded(tone.levelsDb) },
        { name: 'reference', levelsDb: rounded(tone.curveDb) },
      ],
    },
  ];
}

/** The tracks that fill the zone get the same band: what is too much comes down, what is missing comes up. */
function mend(
  song: SongFeatures,
  zone: Zone,
  excessDb: number,
): { names: string[]; ids: string[]; commands: Command[] } {
  const { document } = song;
  if (!document) return { names: [], ids: [], commands: [] };
  const shares = sharesOf(song, zone.lowHz, zone.highHz);
  const chosen: typeof shares = [];
  let sum = 0;
  for (const one of shares.slice(0, 6)) {
    if (sum > 0.85 || (chosen.length > 0 && one.share < 0.06)) break;
    chosen.push(one);
    sum += one.share;
  }
  const gainDb = -zone.sign * Math.min(12, excessDb * 1.3);
  const band = bandParameters(zone.centreHz, gainDb, zone.q, TYPES[zone.type]);
  return {
    names: chosen.map(({ strip }) => strip.name),
    ids: chosen.map(({ strip }) => strip.id),
    commands: chosen.map(({ strip }) => insertCommand(document, strip.id, 'equaliser', band, zone.name)),
  };
}

function checkOf(zone: Zone): Check {
  const words = adviceToneWords.zones[zone.name];
  return {
    code: `tone.${zone.name}`,
    title: words.line,
    help: adviceToneWords.help(words.what),
    run(song) {
      if (song.mix.silent || song.lengthSamples < 3 * song.sampleRate) return null;
      const tone = toneOf(song.mix);
      const excess = zoneExcess(tone, zone);
      const text = adviceToneWords.off(zone.sign * excess);
      // Kinds of music that differ more among themselves get as much more room.
      const room = tone.sigmaDb / USUAL_SIGMA_DB;
      const severity = graded(excess, zone.fixDb * room, zone.hearDb * room);
      if (!severity) return { findings: [], text };
      const cure = mend(song, zone, excess);
      const found: Finding = finding({
        code: `tone.${zone.name}`,
        severity,
        title: words.title,
        stripIds: cure.ids.length > 0 ? cure.ids : [MASTER_STRIP],
        frequency: { lowHz: Math.round(zone.lowHz * 0.891), highHz: Math.round(zone.highHz * 1.122) },
        measured: figure(zone.sign * excess, 'dB', adviceToneWords.measured(zone.sign * excess)),
        expected: figure(0, 'dB', adviceToneWords.expected(zone.hearDb * room)),
        cost: excess / 3,
        costSentence: words.cost,
        why: adviceToneWords.why(tone.title, zone.sign * excess),
        fix: { sentence: words.fix(cure.names), commands: cure.commands },
        evidence: evidence(tone),
      });
      return { findings: [found], text };
    },
  };
}

export const zoneChecks: readonly Check[] = zones.map(checkOf);
