/**
 * Room for a covered sound, in the order of practice: first a masker that stands far above its part comes down, then a
 * bell makes a dip where the target has most to say, and only while it plays. What a move would do is computed on the
 * energies that were heard before it is proposed.
 */
import { adviceTrackWords } from '../../words/index.ts';
import { ERB_BANDS, ERB_CENTRES_HZ, ERB_EDGES_HZ } from '../features/bands.ts';
import { coverageOf } from './cover.ts';
import { bellOver, duckingMove, levelMove, type Move } from './moves.ts';
import { type Source, type Sources, toDb, together } from './sources.ts';
import { spread } from './spread.ts';
import { restOf } from './voices.ts';

const words = adviceTrackWords.room;

export interface RoomWanted {
  sources: Sources;
  targets: readonly Source[];
  /** Worst first. */
  maskers: readonly Source[];
  first: number;
  last: number;
  weights: readonly number[];
  /** The share that may stay covered. */
  until: number;
}

export interface Room {
  sentence: string;
  moves: Move[];
}

const BELL_DB = [2, 3, 4];
const LEVEL_DB = [1, 2, 3, 4, 6, 8];
const ATTACK_MS = 8;
const RELEASE_MS = 180;
/** The key's level in the band stands this far above the threshold: the whole range is used. */
const BELOW_KEY_DB = 14;

export function roomFor(wanted: RoomWanted): Room {
  const { sources, targets, maskers, first, last } = wanted;
  const { document } = sources;
  const target = together(targets, sources.song.frames);
  const rest = restOf(sources, targets);
  const shareWith = (bellDb: number, levelDb: number): number => {
    const others = rest.slice();
    const change = bandGains(first, last, -bellDb, -levelDb);
    for (const masker of maskers) {
      const lower = masker.power.map((value, i) => value * change[i % ERB_BANDS]!);
      const excitation = spread(lower);
      for (let i = 0; i < others.length; i++) others[i]! += excitation[i]! - masker.excitation[i]!;
    }
    return coverageOf(target, others, wanted.weights).share;
  };
  let levelDb = 0;
  let bellDb = BELL_DB.find((db) => shareWith(db, 0) <= wanted.until) ?? null;
  if (bellDb === null) {
    bellDb = BELL_DB.at(-1)!;
    levelDb = LEVEL_DB.find((db) => shareWith(bellDb!, db) <= wanted.until) ?? LEVEL_DB.at(-1)!;
  }
  const bell = bellOver(ERB_EDGES_HZ[first]!, ERB_EDGES_HZ[last + 1]!);
  const key = targets[0]!;
  const moves: Move[] = [];
  for (const { id } of maskers) {
    if (levelDb > 0) moves.push(levelMove(document, id, -levelDb));
    moves.push(
      duckingMove(document, id, {
        ...bell,
        gainDb: -bellDb,
        keyId: key.id,
        thresholdDb: levelIn(key, first, last) - BELOW_KEY_DB,
        attackMs: ATTACK_MS,
        releaseMs: RELEASE_MS,
      }),
    );
  }
  const names = maskers.map(({ name }) => name);
  return {
    moves,
    sentence: words.sentence(names, key.name, { levelDb, bellDb, frequencyHz: bell.frequencyHz }),
  };
}

/** What the strip itself gives in a region while it plays, dB, before the buses behind it. */
export function levelIn(source: Source, first: number, last: number): number {
  let sum = 0;
  let frames = 0;
  const { power, active, features } = source;
  for (let frame = 0; frame < active.length; frame++) {
    if (!active[frame]) continue;
    frames++;
    for (let band = first; band <= last; band++) sum += power[frame * ERB_BANDS + band]!;
  }
  return toDb(sum / Math.max(1, frames)) - (features.pathGainDb ?? 0);
}

/** Power gains by band of a bell over a region, as near as drawing needs, and a level. */
export function bandGains(first: number, last: number, bellDb: number, levelDb: number): Float64Array {
  const middle = Math.sqrt(ERB_EDGES_HZ[first]! * ERB_EDGES_HZ[last + 1]!);
  const { q } = bellOver(ERB_EDGES_HZ[first]!, ERB_EDGES_HZ[last + 1]!);
  return Float64Array.from(ERB_CENTRES_HZ, (hz) => {
    const away = q * (hz / middle - middle / hz);
    // Of a bell with symmetric skirts: the whole gain in the middle, half of its dB where its band ends.
    const db = bellDb / (1 + away * away * 10 ** (Math.abs(bellDb) / 20));
    return 10 ** ((db + levelDb) / 10);
  });
}
