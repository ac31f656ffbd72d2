/** Parts other than the vocal that one other track covers: which of the two a listener never gets to hear. */
import type { Finding } from '../../protocol/index.ts';
import type { TrackRole } from '../../session/index.ts';
import { adviceTrackWords } from '../../words/index.ts';
import { ERB_EDGES_HZ } from '../features/bands.ts';
import type { SongFeatures } from '../features/types.ts';
import { type Coverage, coverageOf, maskersOf, worstRegion } from '../masking/cover.ts';
import {
  commandsOf,
  gridEvidence,
  keyOf,
  meanSpectrum,
  rangesAbove,
  spectra,
  uniqueIds,
} from '../masking/describe.ts';
import { roomFor } from '../masking/room.ts';
import { type Source, type Sources, sourcesOf, together } from '../masking/sources.ts';
import { isVoice, restOf } from '../masking/voices.ts';
import { PLAIN_WEIGHTS } from '../masking/weights.ts';
import type { Check } from './check.ts';

const words = adviceTrackWords.trackMasking;

/** By part: what may be covered of it. What carries a song may less than what fills it; measured on clean mixes. */
const LIMITS: Partial<Record<TrackRole, number>> = {
  kick: 0.8,
  snare: 0.8,
  bass: 0.85,
  lead: 0.8,
  guitar: 0.92,
  keys: 0.9,
};
/** Of what covers it, what a single track must hold to be named. */
const ONE_MASKER = 0.6;
const FIX_ABOVE = 0.1;
const LEAST_SECONDS = 1;
const COVERED = 0.8;
const MOST_FINDINGS = 6;

export const trackMasking: Check = {
  code: 'masking.tracks',
  title: words.title,
  help: words.help,
  run(song) {
    const sources = sourcesOf(song);
    if (!sources) return null;
    const targets = sources.list.filter(({ id, role }) => sources.document.tracks[id] && role in LIMITS);
    if (targets.length < 2) return null;
    const findings: Finding[] = [];
    let worst: { name: string; share: number } | null = null;
    for (const target of targets) {
      // A part doubled left and right, or taken by two microphones, does not hide itself.
      const same = sources.list.filter(({ role }) => role === target.role);
      const coverage = coverageOf(together([target], song.frames), restOf(sources, same), PLAIN_WEIGHTS);
      if (coverage.moments * song.frameSamples < LEAST_SECONDS * song.sampleRate) continue;
      if (!worst || coverage.share > worst.share) worst = { name: target.name, share: coverage.share };
      const finding = findingFor(song, sources, target, coverage);
      if (finding) findings.push(finding);
    }
    findings.sort((a, b) => b.cost - a.cost).splice(MOST_FINDINGS);
    return { findings, text: worst ? words.share(worst.name, worst.share) : words.none };
  },
};

function findingFor(
  song: SongFeatures,
  sources: Sources,
  target: Source,
  coverage: Coverage,
): Finding | null {
  const limit = LIMITS[target.role]!;
  if (coverage.share < limit) return null;
  const maskers = sources.list.filter(
    (source) => source.role !== target.role && !isVoice(sources, source) && !source.fedBy.has(target.id),
  );
  const { first, last } = worstRegion(coverage);
  const [most] = maskersOf(coverage, maskers, first, last);
  if (!most || most.share < ONE_MASKER) return null;
  const masker = most.source;
  const lowHz = ERB_EDGES_HZ[first]!;
  const highHz = ERB_EDGES_HZ[last + 1]!;
  const room = roomFor({
    sources,
    targets: [target],
    maskers: [masker],
    first,
    last,
    weights: PLAIN_WEIGHTS,
    until: limit - 0.05,
  });
  return {
    key: keyOf('masking.tracks', target.id, masker.id),
    code: 'masking.tracks',
    severity: coverage.share >= limit + FIX_ABOVE ? 'fix' : 'hear',
    title: words.found(target.name, masker.name),
    stripIds: uniqueIds(target.id, masker.id),
    ranges: rangesAbove(song, coverage.byFrame, COVERED),
    frequency: { lowHz, highHz },
    measured: {
      value: coverage.share * 100,
      unit: '%',
      text: words.measured(coverage.share, lowHz, highHz, masker.name, most.share),
    },
    expected: { value: limit * 100, unit: '%', text: words.expected(limit) },
    cost: 4 * (coverage.share - limit + 0.1) * (coverage.moments / Math.max(1, song.frames)),
    costSentence: words.cost(target.name),
    why: words.why,
    fix: { sentence: room.sentence, commands: commandsOf(room.moves) },
    evidence: [
      spectra([
        { name: target.name, levelsDb: meanSpectrum(target.power, target.active) },
        { name: masker.name, levelsDb: meanSpectrum(masker.power, target.active) },
      ]),
      gridEvidence(song, coverage.grid),
    ],
  };
}
