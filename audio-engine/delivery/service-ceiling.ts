/** The ceiling at which no codec passes full scale any more: tried on the song through the codecs, not worked out. */
import { join } from 'node:path';
import type { KernelHome } from '../measure/index.ts';
import { type CeilingTry, type CodecResult, parseFormatSpec } from '../protocol/index.ts';
import { codecTrip } from './codec-trip.ts';
import type { ServiceMaster } from './service-master.ts';
import type { Turns } from './turns.ts';

/** Ceilings are given in half decibels; below the last no master is asked to go for a codec's sake. */
const STEP_DB = 0.5;
const LOWEST_DBTP = -3;
const MOST_TRIES = 3;

export interface CeilingSearch {
  home: KernelHome;
  master: ServiceMaster;
  codecs: readonly CodecResult[];
  folder: string;
  turns: Turns;
  onProgress(fraction: number, ceilingDbtp: number): void;
}

/** Null where every codec stays below full scale as it is. */
export async function findCeiling(search: CeilingSearch): Promise<CeilingTry | null> {
  const { master, folder } = search;
  let over = search.codecs.filter(({ truePeakDbtp }) => (truePeakDbtp ?? Number.NEGATIVE_INFINITY) > 0);
  const { truePeakDbtp, integratedLufs } = master.measurement;
  if (over.length === 0 || truePeakDbtp === null || integratedLufs === null) return null;
  const suspects = over;
  let ceiling = below(truePeakDbtp - worst(over), truePeakDbtp);
  let tried: CeilingTry | null = null;
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    const path = join(folder, 'ceiling.wav');
    const made = await master.atCeiling(ceiling, path);
    try {
      const results: CodecResult[] = [];
      for (const [index, { spec }] of suspects.entries()) {
        const done = (attempt + index / suspects.length) / MOST_TRIES;
        search.onProgress(done, ceiling);
        results.push(
          await codecTrip({
            home: search.home,
            master: made.reader,
            spectrum: master.spectrum,
            loudSample: master.loudSample,
            file: parseFormatSpec(spec)!,
            folder,
            preview: null,
            turns: search.turns,
          }),
        );
      }
      over = results.filter((one) => (one.truePeakDbtp ?? Number.NEGATIVE_INFINITY) > 0);
      const costLu = integratedLufs - (made.measurement.integratedLufs ?? integratedLufs);
      tried = { ceilingDbtp: ceiling, over: over.map(({ spec }) => spec), costLu, file: path };
    } finally {
      made.reader.close();
    }
    if (over.length === 0 || ceiling <= LOWEST_DBTP) break;
    ceiling = below(ceiling - worst(over), ceiling);
  }
  return tried;
}

const worst = (codecs: readonly CodecResult[]): number =>
  Math.max(...codecs.map(({ truePeakDbtp }) => truePeakDbtp ?? 0));

/** The half decibel at or under `dbtp`, at least one step under `now`. */
function below(dbtp: number, now: number): number {
  const stepped = Math.floor(dbtp / STEP_DB) * STEP_DB;
  const next = Math.ceil(now / STEP_DB) * STEP_DB - STEP_DB;
  return Math.max(LOWEST_DBTP, Math.min(stepped, next));
}
