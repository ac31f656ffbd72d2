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
  // The worst first: while that one is over, the others need not be asked.
  const suspects = search.codecs.filter((codec) => peakOf(codec) > 0).sort((a, b) => peakOf(b) - peakOf(a));
  const { truePeakDbtp, integratedLufs } = master.measurement;
  if (suspects.length === 0 || truePeakDbtp === null || integratedLufs === null) return null;
  let ceiling = below(truePeakDbtp - worst(suspects), truePeakDbtp);
  for (let attempt = 1; ; attempt++) {
    const path = join(folder, 'ceiling.wav');
    const made = await master.atCeiling(ceiling, path);
    const last = attempt === MOST_TRIES || ceiling <= LOWEST_DBTP;
    const over: CodecResult[] = [];
    try {
      for (const [index, { spec }] of suspects.entries()) {
        search.onProgress((attempt - 1 + index / suspects.length) / MOST_TRIES, ceiling);
        const result = await codecTrip({
          home: search.home,
          master: made.reader,
          spectrum: master.spectrum,
          loudSample: master.loudSample,
          file: parseFormatSpec(spec)!,
          folder,
          preview: null,
          turns: search.turns,
        });
        if (peakOf(result) > 0) over.push(result);
        if (over.length > 0 && !last) break;
      }
    } finally {
      made.reader.close();
    }
    if (over.length === 0 || last) {
      const costLu = integratedLufs - (made.measurement.integratedLufs ?? integratedLufs);
      return { ceilingDbtp: ceiling, over: over.map(({ spec }) => spec), costLu, file: path };
    }
    ceiling = below(ceiling - worst(over), ceiling);
  }
}

const peakOf = ({ truePeakDbtp }: CodecResult): number => truePeakDbtp ?? Number.NEGATIVE_INFINITY;
const worst = (codecs: readonly CodecResult[]): number => Math.max(...codecs.map(peakOf));

/** The half decibel at or under `dbtp`, at least one step under `now`. */
function below(dbtp: number, now: number): number {
  const stepped = Math.floor(dbtp / STEP_DB) * STEP_DB;
  const next = Math.ceil(now / STEP_DB) * STEP_DB - STEP_DB;
  return Math.max(LOWEST_DBTP, Math.min(stepped, next));
}
