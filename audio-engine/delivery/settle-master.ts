/**
 * Settles gain and ceiling of the final limiter before a file is written: the loudness meets its target, and the
 * finished samples (dithered, at the file's rate, measured at 16x) stay below the ceiling. A limiter working at
 * the base rate can leak by a few hundredths; then its ceiling is lowered by the excess and 0.02 dB, at most twice.
 */
import type { ParameterValues } from '../effects/parameter.ts';
import { deliveryWords } from '../words/index.ts';
import type { LaneResult } from './file-lane.ts';
import { GAIN_RANGE_DB } from './final-limiter.ts';
import { estimateGain } from './gain-estimate.ts';
import { findGain } from './loudness-search.ts';
import { type MasterPass, runMasterPass } from './master-pass.ts';

const MARGIN_DB = 0.02;
const MOST_LOWERINGS = 2;
const TOLERANCE_LU = 0.02;
/** Beyond this the target counts as missed, and the summary says so. */
const REACH_LU = 0.1;

export interface SettleOptions extends Omit<MasterPass, 'writer' | 'measure' | 'limiter' | 'onProgress'> {
  limiter: ParameterValues;
  ceilingDbtp: number;
  /** Null keeps the limiter's own gain. */
  targetLufs: number | null;
  /** What the chain measures before the limiter; null where it is silent or too short. */
  chainLufs: number | null;
  chainSamplePeakDbfs: number | null;
  /** One pass with the settings as they are, whatever it measures. */
  fixed?: boolean;
  onProgress?: (fraction: number, sentence: string) => void;
}

export interface Settled {
  limiter: ParameterValues;
  result: LaneResult;
  passes: number;
  notices: string[];
}

/** A rough count, for progress only. */
const expectedPasses = (searching: boolean): number => (searching ? 4 : 1);

export async function settleMaster(options: SettleOptions): Promise<Settled> {
  const { ceilingDbtp, targetLufs, chainLufs } = options;
  const words = deliveryWords.notice;
  const notices: string[] = [];
  const measurable = chainLufs !== null;
  const searching = targetLufs !== null && (measurable || longEnough(options));
  if (targetLufs !== null && options.chainSamplePeakDbfs === null) notices.push(words.silent);
  else if (targetLufs !== null && !searching) notices.push(words.tooShort);

  let limiterCeiling = ceilingDbtp;
  let passes = 0;
  let lowerings = 0;
  let latest: { gainDb: number; ceiling: number; result: LaneResult } | null = null;

  /** One gain at the ceiling that holds for it. */
  const measure = async (gainDb: number): Promise<number | null> => {
    for (;;) {
      passes++;
      const step = searching ? deliveryWords.step.searching(passes) : deliveryWords.step.checking(passes);
      const share = expectedPasses(searching);
      const result = await runMasterPass({
        ...options,
        limiter: { ...options.limiter, gainDb, ceilingDbtp: limiterCeiling },
        writer: null,
        measure: true,
        onProgress: (fraction) => {
          options.onProgress?.(Math.min(1, (Math.min(passes - 1, share - 1) + fraction) / share), step);
        },
      });
      latest = { gainDb, ceiling: limiterCeiling, result };
      const excess = (result.measurement?.truePeakDbtp ?? -Infinity) - ceilingDbtp;
      if (excess <= 0 || options.fixed || lowerings === MOST_LOWERINGS)
        return result.measurement?.integratedLufs ?? null;
      lowerings++;
      limiterCeiling = Math.floor((limiterCeiling - excess - MARGIN_DB) * 100) / 100;
    }
  };

  const ownGain = options.limiter.gainDb ?? 0;
  if (searching) {
    const range = { minDb: GAIN_RANGE_DB.min, maxDb: GAIN_RANGE_DB.max };
    const start = measurable
      ? await estimateGain({
          ...options,
          ...range,
          targetLufs: targetLufs!,
          chainLufs,
          onProgress: undefined,
        })
      : null;
    const found = await findGain({
      targetLufs: targetLufs!,
      startDb: start?.gainDb ?? (measurable ? targetLufs! - chainLufs : GAIN_RANGE_DB.max),
      ...(start && { startSlope: start.slope }),
      ...range,
      toleranceLu: TOLERANCE_LU,
      measure,
    });
    // The search may have gone past its best, or the ceiling may have come down after it.
    if (stale(latest, found.gainDb, limiterCeiling)) await measure(found.gainDb);
  } else {
    await measure(ownGain);
  }
  const { gainDb, ceiling, result } = latest as unknown as {
    gainDb: number;
    ceiling: number;
    result: LaneResult;
  };
  const { integratedLufs = null, truePeakDbtp = null } = result.measurement ?? {};
  if (searching && integratedLufs !== null && Math.abs(integratedLufs - targetLufs!) > REACH_LU) {
    notices.push(words.outOfReach(integratedLufs, targetLufs!));
  }
  if (options.fixed)
    return { limiter: { ...options.limiter, gainDb, ceilingDbtp: ceiling }, result, passes, notices };
  if (truePeakDbtp !== null && truePeakDbtp > ceilingDbtp)
    notices.push(words.aboveCeiling(truePeakDbtp, ceilingDbtp));
  else if (ceiling < ceilingDbtp) notices.push(words.lowered(ceiling));
  return { limiter: { ...options.limiter, gainDb, ceilingDbtp: ceiling }, result, passes, notices };
}

function stale(latest: { gainDb: number; ceiling: number } | null, gainDb: number, ceiling: number): boolean {
  return latest === null || latest.gainDb !== gainDb || latest.ceiling !== ceiling;
}

/** Quiet below the gate of -70 LUFS, but not silent and long enough to be measured once it is louder. */
function longEnough({ cache, chainSamplePeakDbfs }: SettleOptions): boolean {
  return chainSamplePeakDbfs !== null && cache.lengthSamples >= 0.4 * cache.sampleRate;
}
