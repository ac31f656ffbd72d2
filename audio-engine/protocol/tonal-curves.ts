/**
 * The curves that mixes of a kind usually lie near (assets/tonal-targets.json), for songs without a reference: a rough
 * guide, a convention and no measurement of this song's kind. Chosen once, for the picture and for the assistant.
 */
import targets from '../../assets/tonal-targets.json' with { type: 'json' };
import { THIRD_OCTAVES_HZ } from './comparison.ts';

export interface TonalCurve {
  name: string;
  title: string;
  /** What pieces of the kind differ from it by, dB, and at the edges of hearing. */
  sigmaDb: number;
  edgeSigmaDb: number;
  source: string;
  /** By THIRD_OCTAVES_HZ, dB; about 0 from 200 Hz to 2 kHz. */
  levelsDb: readonly number[];
}

export const TONAL_CURVES: readonly TonalCurve[] = targets.curves;
/** Key of a session's view that holds the name of the chosen curve; null is the one nearest to the song. */
export const TONAL_CURVE_VIEW = 'master.tonalCurve';

/** What chooses the curve: treble does not, or a dull pop mix would pass for a string quartet. */
const FIT_LOW_HZ = 50;
const FIT_HIGH_HZ = 4000;
/** Misfits count to here only: one fault must not choose the curve. */
const MOST_MISFIT_DB = 6;
const EDGE_LOW_HZ = 40;
const EDGE_HIGH_HZ = 12_500;

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** The curve that third octaves lie nearest to, however loud; the first where there is nothing to compare. */
export function nearestCurve(levelsDb: readonly (number | null)[]): TonalCurve {
  let best = TONAL_CURVES[0]!;
  let least = Number.POSITIVE_INFINITY;
  for (const curve of TONAL_CURVES) {
    const differences = THIRD_OCTAVES_HZ.flatMap((hz, band) => {
      const level = levelsDb[band];
      return level == null || hz < FIT_LOW_HZ || hz > FIT_HIGH_HZ ? [] : [level - curve.levelsDb[band]!];
    });
    const middle = median(differences);
    const misfit =
      differences.reduce((sum, db) => sum + Math.min(MOST_MISFIT_DB, Math.abs(db - middle)), 0) /
      differences.length;
    if (misfit < least) {
      best = curve;
      least = misfit;
    }
  }
  return best;
}

/** The chosen one, or the nearest; without levels the first. */
export function curveFor(name: string | null, levelsDb: readonly (number | null)[] | null): TonalCurve {
  const chosen = TONAL_CURVES.find((curve) => curve.name === name);
  return chosen ?? (levelsDb ? nearestCurve(levelsDb) : TONAL_CURVES[0]!);
}

export function curveRoomDb({ sigmaDb, edgeSigmaDb }: TonalCurve, hz: number): number {
  return hz <= EDGE_LOW_HZ || hz >= EDGE_HIGH_HZ ? edgeSigmaDb : sigmaDb;
}
