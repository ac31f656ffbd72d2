/** Tonal zones that stand out or are missing: mud, box, honk, harshness, dullness, brittleness, boom, a thin low end. */
import type { Evidence, Finding } from '../../protocol/index.ts';
import { MASTER_STRIP } from '../../session/index.ts';
import { adviceToneWords, type ZoneName } from '../../words/index.ts';
import type { SongFeatures } from '../features/index.ts';
import type { Check } from './check.ts';
import { meanOff, type Summing, TONE_HZ, type Tone, toneOf } from './tone.ts';
import { bandParameters, type Command, figure, finding, graded, insertCommand, sharesOf } from './tools.ts';

interface Zone {
  name: ZoneName;
  /** First and last third octave. */
  lowHz: number;
  highHz: number;
  /** What it is compared with, to each side, wide enough that one note more or less there does not count. */
  besideHz: readonly (readonly [number, number])[];
  /** 1: too much; −1: too little. */
  sign: 1 | -1;
  by: Summing;
  hearDb: number;
  fixDb: number;
  /** Of the cure. */
  centreHz: number;
  q: number;
  type: 'bell' | 'lowShelf' | 'highShelf';
}

const MOST_BESIDE_DB = 3.5;
const TYPES = { lowShelf: 2, bell: 3, highShelf: 4 } as const;

export const zones: readonly Zone[] = [
  {
    name: 'boom',
    lowHz: 80,
    highHz: 160,
    besideHz: [
      [31.5, 63],
      [200, 1000],
    ],
    sign: 1,
    by: 'level',
    hearDb: 2.5,
    fixDb: 6,
    centreHz: 100,
    q: 1.1,
    type: 'bell',
  },
  {
    name: 'mud',
    lowHz: 250,
    highHz: 315,
    besideHz: [
      [80, 160],
      [630, 2500],
    ],
    sign: 1,
    by: 'power',
    hearDb: 1.9,
    fixDb: 5.2,
    centreHz: 315,
    q: 1,
    type: 'bell',
  },
  {
    name: 'box',
    lowHz: 500,
    highHz: 800,
    besideHz: [
      [80, 315],
      [1000, 4000],
    ],
    sign: 1,
    by: 'level',
    hearDb: 3.1,
    fixDb: 6.2,
    centreHz: 560,
    q: 1.4,
    type: 'bell',
  },
  {
    name: 'honk',
    lowHz: 1000,
    highHz: 2000,
    besideHz: [
      [160, 630],
      [2500, 5000],
    ],
    sign: 1,
    by: 'level',
    hearDb: 3.2,
    fixDb: 6.3,
    centreHz: 1250,
    q: 1.4,
    type: 'bell',
  },
  {
    name: 'harsh',
    lowHz: 2500,
    highHz: 5000,
    besideHz: [
      [500, 2000],
      [6300, 10000],
    ],
    sign: 1,
    by: 'power',
    hearDb: 1.7,
    fixDb: 5,
    centreHz: 3150,
    q: 1,
    type: 'bell',
  },
  {
    name: 'dull',
    lowHz: 6300,
    highHz: 12500,
    besideHz: [[200, 3150]],
    sign: -1,
    by: 'level',
    hearDb: 4.6,
    fixDb: 8,
    centreHz: 7000,
    q: 0.71,
    type: 'highShelf',
  },
  {
    name: 'brittle',
    lowHz: 8000,
    highHz: 16000,
    besideHz: [[200, 4000]],
    sign: 1,
    by: 'level',
    hearDb: 2.5,
    fixDb: 6,
    centreHz: 8500,
    q: 0.71,
    type: 'highShelf',
  },
  {
    name: 'thin',
    lowHz: 63,
    highHz: 160,
    besideHz: [[200, 1000]],
    sign: -1,
    by: 'power',
    hearDb: 4,
    fixDb: 7.5,
    centreHz: 130,
    q: 0.71,
    type: 'lowShelf',
  },
];

/** How much further a zone stands from the curve than what is beside it, in the fault's direction. */
export function zoneExcess(tone: Tone, zone: Zone): number {
  const here = zone.sign * meanOff(tone, zone.lowHz, zone.highHz, zone.by);
  // What is missing beside it is another matter: it counts to a part only.
  const beside = zone.besideHz.map(([low, high]) =>
    Math.max(-MOST_BESIDE_DB, Math.min(MOST_BESIDE_DB, zone.sign * meanOff(tone, low, high, zone.by))),
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
  // A band's top stands higher than the mean of its zone, and reaches into what is beside it.
  const gainDb = -zone.sign * Math.min(15, excessDb * 1.5);
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
      const severity = graded(excess, zone.fixDb, zone.hearDb);
      if (!severity) return { findings: [], text };
      const cure = mend(song, zone, excess);
      const found: Finding = finding({
        code: `tone.${zone.name}`,
        severity,
        title: words.title,
        stripIds: cure.ids.length > 0 ? cure.ids : [MASTER_STRIP],
        frequency: { lowHz: Math.round(zone.lowHz * 0.891), highHz: Math.round(zone.highHz * 1.122) },
        measured: figure(zone.sign * excess, 'dB', adviceToneWords.measured(zone.sign * excess)),
        expected: figure(0, 'dB', adviceToneWords.expected(zone.hearDb)),
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
