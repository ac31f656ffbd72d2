/** What a lossy file is when it plays: decoded and measured, and how much lower it would have to be. */
import { type Measurement, measureAudio } from '../measure/index.ts';
import { openAudio } from '../media/index.ts';
import { ThresholdError } from '../words/index.ts';

/** Full scale: what a converter cannot go beyond. */
const CEILING_DBTP = 0;
/** Lowering is linear but encoding is not: so much more than was measured. */
const MARGIN_DB = 0.1;
/** A tenth of a decibel as a factor: 10^(-0.1/20). */
const TENTH = 0.9885530946569389;

/** Null where nothing here can decode it (AAC without a browser), with the reason. */
export async function measureDecoded(
  path: string,
  signal: AbortSignal | undefined,
): Promise<{ measurement: Measurement | null; why: string | null }> {
  try {
    const source = await openAudio(path);
    try {
      return { measurement: await measureAudio(source, signal ? { signal } : {}), why: null };
    } finally {
      source.close();
    }
  } catch (error) {
    if (signal?.aborted) throw error;
    if (error instanceof ThresholdError) return { measurement: null, why: error.failure.sentence };
    throw error;
  }
}

/** Decibels, in tenths, by which what was encoded must come down; 0 where it is below full scale. */
export function lowerBy(truePeakDbtp: number | null): number {
  const over = (truePeakDbtp ?? Number.NEGATIVE_INFINITY) - CEILING_DBTP;
  return over > 0 ? Math.ceil((over + MARGIN_DB) * 10 - 1e-9) / 10 : 0;
}

/** The factor that lowers by so many tenths of a decibel; products only, so that it is the same everywhere. */
export function loweringFactor(db: number): number {
  let factor = 1;
  for (let tenth = Math.round(db * 10); tenth > 0; tenth--) factor *= TENTH;
  return factor;
}
