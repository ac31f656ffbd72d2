/**
 * The loudness a song should have: from its own peaks against its loudness, not from a number that is the same for
 * all music. A target that must be hit is hit; a service that levels anyway gets what keeps the drums alive.
 */
import { assistantWords as words } from '../words/index.ts';
import { type LoudWindow, loudPsrDb, percentile, type SongFacts } from './assistant-song.ts';

export interface WantedTarget {
  /** Null where none was chosen. */
  name: string | null;
  /** Null where the target has no level. */
  lufs: number | null;
  ceilingDbtp: number;
  /** It asks for exactly this level; a service that levels what it plays does not. */
  fixed: boolean;
}

export interface ChosenLevel {
  lufs: number;
  gainDb: number;
  /** dB by which the highest tenth of the loud half's peaks goes over the ceiling. */
  overDb: number;
  /** Predicted for the loud half after limiting. */
  psrDb: number;
  fixed: boolean;
  reason: string;
}

/** Records are not louder than this; what would be is kept. */
const LOUDEST_LUFS = -8;
/** What the lightest limiting of loud music keeps, and the most that open music is asked to keep (AES e-Brief 373). */
const LEAST_PSR_DB = 8;
const MOST_PSR_DB = 11;
/** Part of its own PSR that a song should keep. */
const KEPT_PART = 0.68;
/** More than this off the highest peaks is heard, however it is done. */
const MOST_OVER_DB = 5;
/** Measured after the chain, a prediction is this much off at most. */
const MARGIN_DB = 0.4;

/** The loud half turned up by a gain, its peaks held at the ceiling. */
function limited(loud: readonly LoudWindow[], gainDb: number, ceilingDb: number): LoudWindow[] {
  return loud.map(({ lufs, peakDb }) => ({
    lufs: lufs + gainDb,
    peakDb: Math.min(ceilingDb, peakDb + gainDb),
  }));
}

const overAt = (loud: readonly LoudWindow[], gainDb: number, ceilingDb: number): number =>
  percentile(
    loud.map(({ peakDb }) => peakDb + gainDb - ceilingDb),
    0.9,
  );

/** The largest gain, within 0.01 dB, at which the loud half keeps a PSR and its peaks are not taken off further than may be. */
function mostGain(
  loud: readonly LoudWindow[],
  ceilingDb: number,
  floorDb: number,
): { gainDb: number; by: 'psr' | 'peaks' } {
  const holds = (gainDb: number): boolean => loudPsrDb(limited(loud, gainDb, ceilingDb))! >= floorDb;
  const byPeaks = MOST_OVER_DB - overAt(loud, 0, ceilingDb);
  let low = -overAt(loud, 0, ceilingDb) - 12;
  let high = byPeaks;
  if (holds(high)) return { gainDb: high, by: 'peaks' };
  while (high - low > 0.01) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return { gainDb: low, by: 'psr' };
}

const tenth = (value: number): number => Math.floor(value * 10) / 10;

export function chooseLevel(song: SongFacts, target: WantedTarget): ChosenLevel {
  const own = song.integratedLufs!;
  const ceilingDb = target.ceilingDbtp;
  const at = (lufs: number, fixed: boolean, reason: string): ChosenLevel => {
    const gainDb = lufs - own;
    const psr = loudPsrDb(limited(song.loud, gainDb, ceilingDb))!;
    return {
      lufs,
      gainDb,
      overDb: overAt(song.loud, gainDb, ceilingDb),
      psrDb: tenth(psr - MARGIN_DB),
      fixed,
      reason,
    };
  };
  if (target.fixed && target.lufs !== null)
    return at(target.lufs, true, words.target.fixed(target.name ?? '', target.lufs));
  const ownPsr = loudPsrDb(song.loud)!;
  const floorDb = Math.min(MOST_PSR_DB, Math.max(LEAST_PSR_DB, KEPT_PART * ownPsr));
  const untouched = ceilingDb - Math.max(...song.loud.map(({ peakDb }) => peakDb), song.truePeakDbtp ?? -200);
  const served = (lufs: number): string =>
    target.name !== null && target.lufs !== null ? words.target.service(target.name, target.lufs, lufs) : '';
  if (ownPsr <= floorDb) {
    const lufs = tenth(own + untouched);
    return at(lufs, false, words.target.already(lufs) + served(lufs));
  }
  const { gainDb, by } = mostGain(song.loud, ceilingDb, floorDb + MARGIN_DB);
  const lufs = tenth(own + gainDb);
  if (lufs > LOUDEST_LUFS) {
    const chosen = at(LOUDEST_LUFS, false, '');
    const reason = words.target.loudEnough(LOUDEST_LUFS, chosen.psrDb) + served(LOUDEST_LUFS);
    return { ...chosen, reason };
  }
  const chosen = at(lufs, false, '');
  const why =
    by === 'psr' ? words.target.psr(lufs, chosen.psrDb, floorDb) : words.target.peaks(lufs, MOST_OVER_DB);
  return { ...chosen, reason: why + served(lufs) };
}
