/** Is the lead vocal covered by other tracks, where, by which, and what gives it room. */
import type { Finding } from '../../protocol/index.ts';
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
import { isVoice, restOf, vocalsOf } from '../masking/voices.ts';
import { WORD_WEIGHTS } from '../masking/weights.ts';
import type { Check, CheckOutcome } from './check.ts';

const words = adviceTrackWords.vocalMasking;

/** Part of what the words need that may be covered. Measured on clean mixes: tests/advice/corpus. */
const HEAR = { one: 0.42, many: 0.55 };
const FIX_ABOVE = 0.13;
/** What the strongest masker holds of it where one track is the reason, and where a whole band is. */
const ONE = 0.8;
const MANY = 0.4;
/** Less singing than this says nothing. */
const LEAST_SECONDS = 2;
/** What a moment must lose to count as covered. */
const COVERED = 0.5;

export const vocalMasking: Check = {
  code: 'masking.vocal',
  title: words.title,
  help: words.help,
  run(song) {
    const sources = sourcesOf(song);
    const vocals = sources ? vocalsOf(sources) : [];
    return sources && vocals.length > 0 ? check(song, sources, vocals) : null;
  },
};

function check(song: SongFeatures, sources: Sources, vocals: readonly Source[]): CheckOutcome | null {
  const target = together(vocals, song.frames);
  const rest = restOf(sources, vocals);
  const maskers = sources.list.filter((source) => !isVoice(sources, source));
  const coverage = coverageOf(target, rest, WORD_WEIGHTS);
  const second = song.sampleRate / song.frameSamples;
  if (coverage.moments < LEAST_SECONDS * second) return null;
  const text = words.share(coverage.share);
  if (coverage.share < HEAR.one || maskers.length === 0) return { findings: [], text };
  const limit = limitFor(coverage, maskers);
  return coverage.share < limit
    ? { findings: [], text }
    : { findings: [findingOf(song, sources, vocals, maskers, coverage, limit)], text };
}

/** One track that covers a voice is a fault of two tracks; a dense arrangement that covers as much may be meant. */
function limitFor(coverage: Coverage, maskers: readonly Source[]): number {
  const { first, last } = worstRegion(coverage);
  const top = maskersOf(coverage, maskers, first, last)[0]!.share;
  const alone = Math.min(1, Math.max(0, (top - MANY) / (ONE - MANY)));
  return HEAR.many + alone * (HEAR.one - HEAR.many);
}

function findingOf(
  song: SongFeatures,
  sources: Sources,
  vocals: readonly Source[],
  maskers: readonly Source[],
  coverage: Coverage,
  limit: number,
): Finding {
  const target = together(vocals, song.frames);
  const { first, last } = worstRegion(coverage);
  const lowHz = ERB_EDGES_HZ[first]!;
  const highHz = ERB_EDGES_HZ[last + 1]!;
  const by = maskersOf(coverage, maskers, first, last)
    .filter(({ share }, i) => i === 0 || share >= 0.12)
    .slice(0, 3);
  const lead = vocals[0]!;
  const room = roomFor({
    sources,
    targets: vocals,
    maskers: by.map(({ source }) => source),
    first,
    last,
    weights: WORD_WEIGHTS,
    until: limit - 0.04,
  });
  const sungShare = coverage.moments / Math.max(1, song.frames);
  return {
    key: keyOf('masking.vocal', lead.id, ...by.slice(0, 2).map(({ source }) => source.id)),
    code: 'masking.vocal',
    severity: coverage.share >= limit + FIX_ABOVE ? 'fix' : 'hear',
    title: words.found(
      lead.name,
      by.map(({ source }) => source.name),
    ),
    stripIds: uniqueIds(lead.id, ...by.map(({ source }) => source.id)),
    ranges: rangesAbove(song, coverage.byFrame, COVERED),
    frequency: { lowHz, highHz },
    measured: {
      value: coverage.share * 100,
      unit: '%',
      text: words.measured(
        coverage.share,
        lowHz,
        highHz,
        by.map(({ source, share }) => ({ name: source.name, share })),
      ),
    },
    expected: { value: limit * 100, unit: '%', text: words.expected(limit) },
    cost: 12 * Math.max(0, coverage.share - limit + 0.1) * sungShare,
    costSentence: words.cost(lead.name),
    why: words.why,
    fix: { sentence: room.sentence, commands: commandsOf(room.moves) },
    evidence: [
      spectra([
        { name: lead.name, levelsDb: meanSpectrum(target.power, target.active) },
        ...by.map(({ source }) => ({
          name: source.name,
          levelsDb: meanSpectrum(source.power, target.active),
        })),
      ]),
      gridEvidence(song, coverage.grid),
    ],
  };
}
