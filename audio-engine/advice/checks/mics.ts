/** Tracks of one source that work against each other: one upside down, or one later than the other. */
import type { Finding } from '../../protocol/index.ts';
import { type SessionDocument, stripName, type TrackRole } from '../../session/index.ts';
import { adviceTrackWords } from '../../words/index.ts';
import type { SongFeatures } from '../features/types.ts';
import { type Relation, relationOf } from '../masking/align.ts';
import { commandsOf, keyOf, uniqueIds } from '../masking/describe.ts';
import type { Move } from '../masking/moves.ts';
import { type Source, type Sources, sourcesOf } from '../masking/sources.ts';
import type { Check } from './check.ts';

const words = adviceTrackWords.mics;

const MOST_LAG_SECONDS = 0.025;
const LEAST_LAG_SECONDS = 0.00025;
/** Unrelated parts stay below 0.2, programmed hits that fall together below 0.45. */
const SAME_SOURCE = 0.5;
/** Further apart in level than this the quieter one changes little. */
const APART_DB = 22;
const MOST_PAIRS = 200;

/** Turned the right way up, the pair must gain at least this: else it hardly matters which way it is. */
const LEAST_LOSS_DB = 1;

/** What one microphone hears of another's source: a kit's overheads hear its kick, a kick's do not hear its snare. */
function mayShare(a: TrackRole, b: TrackRole): boolean {
  const isKit = (role: TrackRole): boolean => role === 'kick' || role === 'snare';
  const isVoice = (role: TrackRole): boolean => role === 'lead-vocal' || role === 'backing-vocal';
  return a === b || (a === 'drums' && isKit(b)) || (b === 'drums' && isKit(a)) || (isVoice(a) && isVoice(b));
}

interface Pair {
  a: Source;
  b: Source;
  relation: Relation;
}

export const mics: Check = {
  code: 'phase.tracks',
  title: words.title,
  help: words.help,
  run(song) {
    const sources = sourcesOf(song);
    if (!sources) return null;
    const pairs = pairsOf(sources);
    if (pairs === null) return null;
    const inverted = pairs.filter(
      ({ relation }) => relation.polarity < 0 && relation.lossDb >= LEAST_LOSS_DB,
    );
    const late = pairs.filter(
      ({ relation }) => relation.polarity > 0 && Math.abs(relation.lagSeconds) >= LEAST_LAG_SECONDS,
    );
    const findings = [
      ...oneAPair(inverted).map((found) => polarityFinding(sources, found)),
      ...oneAPair(late).map((found) => delayFinding(song, sources, found)),
    ];
    return { findings, text: words.figure(pairs.length, findings.length) };
  },
};

/** Pairs that have a source in common; null where no two tracks could. */
function pairsOf({ list, document }: Sources): Pair[] | null {
  const tracks = list.filter(({ id, role }) => document.tracks[id] && role !== 'effects');
  const pairs: Pair[] = [];
  let tried = 0;
  for (const [i, a] of tracks.entries()) {
    for (const b of tracks.slice(i + 1)) {
      if (!mayShare(a.role, b.role) || tried >= MOST_PAIRS) continue;
      tried++;
      const relation = relationOf(a.features.low, b.features.low, MOST_LAG_SECONDS);
      if (relation && relation.strength >= SAME_SOURCE && Math.abs(relation.levelDb) < APART_DB)
        pairs.push({ a, b, relation });
    }
  }
  return tried > 0 ? pairs : null;
}

/** One finding for each track that is out of line: where it is so against several, the strongest of them. */
function oneAPair(pairs: readonly Pair[]): { odd: Source; other: Source; relation: Relation }[] {
  const left = [...pairs];
  const found: { odd: Source; other: Source; relation: Relation }[] = [];
  while (left.length > 0) {
    const times = new Map<Source, number>();
    for (const { a, b } of left) for (const source of [a, b]) times.set(source, (times.get(source) ?? 0) + 1);
    const most = Math.max(...times.values());
    const [strongest] = left
      .filter(({ a, b }) => Math.max(times.get(a)!, times.get(b)!) === most)
      .sort((p, q) => q.relation.strength - p.relation.strength);
    const { a, b, relation } = strongest!;
    // The one that is so against more of the others, else the quieter one.
    const odd =
      times.get(a) === times.get(b) ? (relation.levelDb < 0 ? b : a) : times.get(a)! > times.get(b)! ? a : b;
    found.push({ odd, other: odd === a ? b : a, relation: odd === b ? relation : turned(relation) });
    for (let i = left.length - 1; i >= 0; i--)
      if (left[i]!.a === odd || left[i]!.b === odd) left.splice(i, 1);
  }
  return found;
}

const turned = (relation: Relation): Relation => ({
  ...relation,
  lagSeconds: -relation.lagSeconds + 0,
  levelDb: -relation.levelDb,
});

interface Odd {
  odd: Source;
  other: Source;
  relation: Relation;
}

function polarityFinding({ document }: Sources, { odd, other, relation }: Odd): Finding {
  const move: Move = {
    id: 'strip.set',
    payload: { stripId: odd.id, polarityInverted: !document.strips[odd.id]!.polarityInverted },
  };
  return {
    ...common(document, 'phase.polarity', odd, other, relation),
    severity: 'fix',
    title: words.inverted(odd.name, other.name),
    measured: { value: relation.lossDb, unit: 'dB', text: words.lossOf(relation.lossDb, relation.strength) },
    fix: { sentence: words.fixPolarity(odd.name), commands: commandsOf([move]) },
  };
}

function delayFinding(song: SongFeatures, { document }: Sources, { odd, other, relation }: Odd): Finding {
  const samples = Math.round(relation.lagSeconds * song.sampleRate);
  const move: Move = {
    id: 'track.delay',
    payload: { trackId: odd.id, delaySamples: document.tracks[odd.id]!.delaySamples - samples },
  };
  return {
    ...common(document, 'phase.delay', odd, other, relation),
    severity: 'hear',
    title: words.late(odd.name, other.name, samples > 0),
    measured: {
      value: Math.abs(relation.lagSeconds) * 1000,
      unit: 'ms',
      text: words.lag(Math.abs(relation.lagSeconds) * 1000, Math.abs(samples), relation.lossDb),
    },
    fix: { sentence: words.fixDelay(odd.name, samples), commands: commandsOf([move]) },
  };
}

function common(document: SessionDocument, code: string, odd: Source, other: Source, relation: Relation) {
  return {
    key: keyOf(code, odd.id, other.id),
    code,
    stripIds: uniqueIds(odd.id, other.id),
    ranges: [],
    frequency: null,
    expected: { value: 0, unit: code === 'phase.delay' ? 'ms' : 'dB', text: words.expected },
    cost: Math.min(5, 0.4 * relation.lossDb + 0.3),
    costSentence: words.cost(stripName(document, odd.id), stripName(document, other.id)),
    why: words.why,
    evidence: [
      {
        kind: 'scale' as const,
        unit: 'dB',
        value: Math.round(-relation.lossDb * 10) / 10,
        from: -20,
        to: 0,
        low: -1.5,
        high: 0,
        marks: [],
      },
    ],
  };
}
