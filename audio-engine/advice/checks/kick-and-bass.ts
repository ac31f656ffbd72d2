/** Kick and bass in one band: at each hit of the kick, whether the bass leaves it its place. */
import type { Finding } from '../../protocol/index.ts';
import { adviceTrackWords } from '../../words/index.ts';
import { ERB_BANDS, ERB_EDGES_HZ } from '../features/bands.ts';
import type { SongFeatures } from '../features/types.ts';
import { commandsOf, keyOf, meanSpectrum, spectra, uniqueIds } from '../masking/describe.ts';
import { bellOver, duckingMove, levelMove } from '../masking/moves.ts';
import { levelIn } from '../masking/room.ts';
import { type Source, type Sources, sourcesOf, toDb, together } from '../masking/sources.ts';
import type { Check } from './check.ts';

const words = adviceTrackWords.kickAndBass;

const LOW = { first: 0, last: ERB_EDGES_HZ.findIndex((hz) => hz > 170) - 1 };
/** The kick stands above the bass in its own band by less than this: it is the bass that is heard. */
const COVERED_DB = 0;
const HEAR = 0.35;
const FIX = 0.7;
const LEAST_HITS = 4;
/** A kick this far below everything but the bass is felt, as in jazz, and need not cut through. */
const FEATHERED_DB = -9;

export interface Hits {
  /** Frames in which the kick strikes while the bass plays. */
  frames: number[];
  /** By hit: kick against bass in the kick's own band, dB. */
  aboveDb: number[];
  /** Part of the hits in which the bass is the louder of the two there. */
  share: number;
  first: number;
  last: number;
}

export const kickAndBass: Check = {
  code: 'low.kick-bass',
  title: words.title,
  help: words.help,
  run(song) {
    const sources = sourcesOf(song);
    if (!sources) return null;
    const kicks = sources.list.filter(({ role, fedBy }) => role === 'kick' && fedBy.size === 0);
    const basses = sources.list.filter(({ role, fedBy }) => role === 'bass' && fedBy.size === 0);
    if (kicks.length === 0 || basses.length === 0) return null;
    if (isFeathered(sources, kicks, basses)) return null;
    const hits = hitsOf(song, kicks, basses);
    if (hits.frames.length < LEAST_HITS) return null;
    const text = words.share(hits.share);
    return { findings: hits.share < HEAR ? [] : [findingOf(song, sources, kicks, basses, hits)], text };
  },
};

function isFeathered({ list }: Sources, kicks: readonly Source[], basses: readonly Source[]): boolean {
  const energy = (sources: readonly Source[]): number =>
    sources.reduce((sum, { loud }) => sum + loud.reduce((total, value) => total + value, 0), 0);
  const others = list.filter((source) => !kicks.includes(source) && !basses.includes(source));
  return others.length > 0 && toDb(energy(kicks)) - toDb(energy(others)) < FEATHERED_DB;
}

const lowEnergy = (power: Float32Array, frame: number): number => {
  let sum = 0;
  for (let band = LOW.first; band <= LOW.last; band++) sum += power[frame * ERB_BANDS + band] ?? 0;
  return sum;
};

function hitsOf(song: SongFeatures, kicks: readonly Source[], basses: readonly Source[]): Hits {
  const kick = together(kicks, song.frames);
  const bass = together(basses, song.frames);
  // The kick's own band: where most of its low energy is, and its neighbours.
  const sums = new Float64Array(ERB_BANDS);
  for (let i = 0; i < kick.power.length; i++) sums[i % ERB_BANDS]! += kick.power[i]!;
  let middle = LOW.first;
  for (let band = LOW.first; band <= LOW.last; band++) if (sums[band]! > sums[middle]!) middle = band;
  const first = Math.max(LOW.first, middle - 1);
  const last = Math.min(LOW.last, middle + 1);
  const energies = Float64Array.from({ length: song.frames }, (_, frame) => lowEnergy(kick.power, frame));
  const loud = energies.filter((value) => value > 0).sort();
  const least = (loud[Math.floor(loud.length * 0.9)] ?? 0) / 10;
  const frames: number[] = [];
  const aboveDb: number[] = [];
  for (let frame = 1; frame + 1 < song.frames; frame++) {
    const here = energies[frame]!;
    const struck = here > least && here >= energies[frame - 1]! && here > energies[frame + 1]!;
    if (!struck || !bass.active[frame]) continue;
    let own = 0;
    let other = 0;
    for (let band = first; band <= last; band++) {
      own += kick.power[frame * ERB_BANDS + band]!;
      other += bass.power[frame * ERB_BANDS + band]!;
    }
    frames.push(frame);
    aboveDb.push(Math.max(-40, Math.min(40, toDb(own) - toDb(other))));
  }
  const lost = aboveDb.filter((db) => db < COVERED_DB).length;
  return { frames, aboveDb, share: frames.length > 0 ? lost / frames.length : 0, first, last };
}

function findingOf(
  song: SongFeatures,
  { document }: Sources,
  kicks: readonly Source[],
  basses: readonly Source[],
  hits: Hits,
): Finding {
  const kick = kicks[0]!;
  const [bass] = [...basses].sort(
    (a, b) => levelIn(b, hits.first, hits.last) - levelIn(a, hits.first, hits.last),
  );
  const lowHz = ERB_EDGES_HZ[hits.first]!;
  const highHz = ERB_EDGES_HZ[hits.last + 1]!;
  const sorted = [...hits.aboveDb].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1]!;
  const depth = Math.min(8, Math.max(3, Math.round(3 - median)));
  // What a dip cannot give without being heard as one is level.
  const lower = Math.min(6, Math.max(0, Math.round(3 - median - depth)));
  const bell = bellOver(lowHz, highHz);
  const moves = basses.flatMap(({ id }) => [
    ...(lower > 0 ? [levelMove(document, id, -lower)] : []),
    duckingMove(document, id, {
      ...bell,
      gainDb: -depth,
      keyId: kick.id,
      thresholdDb: levelIn(kick, hits.first, hits.last) - 10,
      attackMs: 3,
      releaseMs: 120,
    }),
  ]);
  const k = together(kicks, song.frames);
  const b = together(basses, song.frames);
  const struck = new Uint8Array(song.frames);
  for (const frame of hits.frames) struck[frame] = 1;
  return {
    key: keyOf('low.kick-bass', kick.id, bass!.id),
    code: 'low.kick-bass',
    severity: hits.share >= FIX ? 'fix' : 'hear',
    title: words.found(kick.name, bass!.name),
    stripIds: uniqueIds(kick.id, bass!.id, ...basses.map(({ id }) => id)),
    ranges: [],
    frequency: { lowHz, highHz },
    measured: { value: hits.share * 100, unit: '%', text: words.measured(hits.share, median, lowHz, highHz) },
    expected: { value: HEAR * 100, unit: '%', text: words.expected },
    cost: 3 * hits.share,
    costSentence: words.cost,
    why: words.why,
    fix: {
      sentence: words.fix(bass!.name, kick.name, {
        bellDb: depth,
        levelDb: lower,
        frequencyHz: bell.frequencyHz,
      }),
      commands: commandsOf(moves),
    },
    evidence: [
      spectra([
        { name: kick.name, levelsDb: meanSpectrum(k.power, struck) },
        { name: bass!.name, levelsDb: meanSpectrum(b.power, struck) },
      ]),
      {
        kind: 'places',
        unit: 'dB',
        places: hits.frames.slice(0, 512).map((frame, i) => ({
          sample: frame * song.frameSamples,
          value: Math.round(hits.aboveDb[i]! * 10) / 10,
        })),
      },
    ],
  };
}
