/**
 * Proposes a chain to begin a master with, from the measured song, a reference and a target. Pure: the same song gives
 * the same chain. It chooses little and says why; what is a fault of the mix is named and sent back there.
 */
import type { Proposal, ProposedModule, SongFigures } from '../protocol/index.ts';
import { ThresholdError, assistantWords as words } from '../words/index.ts';
import { chooseLevel, type WantedTarget } from './assistant-level.ts';
import { type Choice, clipper, glue, limiter, multiband, saturation, stereo } from './assistant-modules.ts';
import { loudPsrDb, type SongFacts } from './assistant-song.ts';
import { fitTone, type TonalReference, tonalDistanceDb } from './assistant-tone.ts';

export interface ProposalRequest {
  song: SongFacts;
  reference: TonalReference;
  /** Of the reference, where it is a song. */
  referenceSideDb: number | null;
  target: WantedTarget;
}

/** A proposal before anything was rendered with it. */
export type PlannedProposal = Proposal & { after: null; limiter: null };

/** Shorter than this there is no short-term loudness to speak of. */
const LEAST_SECONDS = 5;
const SUBSONIC_DB = -18;
/** Music fills more third octaves than this; a tone, hum or a constant does not. */
const LEAST_BANDS = 4;
const LEAST_PART = 0.1;

export function proposeChain(request: ProposalRequest): PlannedProposal {
  const { song, reference, target } = request;
  if (song.integratedLufs === null || song.loud.length === 0) {
    const short = song.usableSeconds < LEAST_SECONDS && song.truePeakDbtp !== null;
    throw new ThresholdError(short ? words.unusable.short : words.unusable.silent);
  }
  if (song.usableSeconds < LEAST_SECONDS) throw new ThresholdError(words.unusable.short);
  if (song.audibleBands < LEAST_BANDS || song.audiblePart < LEAST_PART)
    throw new ThresholdError(words.unusable.noMusic);
  const level = chooseLevel(song, target);
  const tone = finalEq(request);
  const highest = Math.max(...song.loud.map(({ peakDb }) => peakDb));
  const choices: Choice[] = [
    tone.choice,
    multiband(song, level),
    glue(song, level),
    stereo(
      song,
      request.referenceSideDb === null ? null : { name: reference.name, sideDb: request.referenceSideDb },
    ),
    saturation(level),
    clipper(level, highest),
    limiter(song, level, target),
  ];
  const modules = choices.flatMap((choice): ProposedModule[] => ('module' in choice ? [choice.module] : []));
  return {
    target: {
      name: target.name,
      lufs: level.lufs,
      ceilingDbtp: target.ceilingDbtp,
      fixed: level.fixed,
      reason: level.reason,
    },
    reference: { name: reference.name, kind: reference.kind },
    keepsPsrDb: level.psrDb,
    modules,
    leftOut: choices.flatMap((choice) => ('leftOut' in choice ? [choice.leftOut] : [])),
    backToMix: [...faults(song), ...tone.faults],
    before: figuresOf(song, reference),
    after: null,
    limiter: null,
    notices: [],
  };
}

export function figuresOf(song: SongFacts, reference: TonalReference): SongFigures {
  const { integratedLufs, truePeakDbtp, loudnessRangeLu, sideDb } = song;
  return {
    integratedLufs,
    truePeakDbtp,
    plrDb: integratedLufs !== null && truePeakDbtp !== null ? truePeakDbtp - integratedLufs : null,
    psrDb: loudPsrDb(song.loud),
    loudnessRangeLu,
    tonalDistanceDb: tonalDistanceDb(song.tone, reference),
    sideDb,
  };
}

function finalEq({ song, reference }: ProposalRequest): { choice: Choice; faults: string[] } {
  const { eq: say } = words;
  const title = words.titles['final-eq'];
  const fit = fitTone(song.tone, reference);
  const rumble = song.subsonicDb !== null && song.subsonicDb > SUBSONIC_DB;
  const values: ProposedModule['values'] = [];
  const parameters: Record<string, number> = { ...fit?.parameters };
  if (rumble) {
    Object.assign(parameters, { band1On: 1, band1Type: 0, band1FrequencyHz: 28, band1Slope: 2 });
    values.push({ parameterId: 'band1FrequencyHz', value: 28, reason: say.subsonic(song.subsonicDb!) });
  }
  if (fit) {
    const moves = fit.moves.map(({ frequencyHz, offDb, gainDb }) => say.move(frequencyHz, offDb, gainDb));
    values.push(
      {
        parameterId: 'matchStrengthPercent',
        value: fit.parameters.matchStrengthPercent!,
        reason: [...moves, say.strength].join(' '),
      },
      {
        parameterId: 'matchSmoothingPercent',
        value: fit.parameters.matchSmoothingPercent!,
        reason: say.smoothing,
      },
    );
  }
  const rest = fit?.rest ? [say.rest(fit.rest.hz, fit.rest.db)] : [];
  const distance = tonalDistanceDb(song.tone, reference) ?? 0;
  if (values.length === 0)
    return { choice: { leftOut: { title, reason: say.close(distance, reference.name) } }, faults: rest };
  const reason = fit
    ? say.reason(reference.name, fit.beforeDb, fit.afterDb)
    : say.close(distance, reference.name);
  const module: ProposedModule = { kind: 'equaliser', part: 'final-eq', title, reason, parameters, values };
  return { choice: { module }, faults: rest };
}

const SQUASHED_PSR_DB = 6.5;
/** Fewer are the shape of a sound. */
const CLIPPED_RUNS = 5;
const WORKS_AGAINST = -0.1;
const BASS_WIDE_DB = -3;

/** What no master tool mends. */
function faults(song: SongFacts): string[] {
  const { backToMix: say } = words;
  const found: string[] = [];
  if (song.clippedRuns >= CLIPPED_RUNS) found.push(say.clipped);
  const psr = loudPsrDb(song.loud)!;
  if (psr < SQUASHED_PSR_DB) found.push(say.squashed(psr));
  if (song.correlation < WORKS_AGAINST) found.push(say.phase(song.correlation));
  if (song.lowSideDb !== null && song.lowSideDb > BASS_WIDE_DB) found.push(say.bassWide(song.lowSideDb));
  return found;
}
