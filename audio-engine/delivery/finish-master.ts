/** From a cached chain to the finished master: gain and ceiling settled, the file written once, and its figures. */
import type { ParameterValues } from '../effects/parameter.ts';
import type { KernelHome, LoudnessHistory, Measurement } from '../measure/index.ts';
import { deliveryWords } from '../words/index.ts';
import type { ChainCache } from './chain-cache.ts';
import type { LaneResult } from './file-lane.ts';
import { createAudioFile } from './file-writer.ts';
import { GAIN_RANGE_DB } from './final-limiter.ts';
import { runMasterPass } from './master-pass.ts';
import type { Bits } from './quantiser.ts';
import { settleMaster } from './settle-master.ts';
import type { Turns } from './turns.ts';

export interface MasterFinish {
  home: KernelHome;
  /** Still being written; it is finished here. */
  cache: ChainCache;
  /** Null writes the chain as it is. */
  limiter: ParameterValues | null;
  ceilingDbtp: number;
  targetLufs: number | null;
  /** Raises what is too quiet for the limiter's range of gain: for files, which have no chain that could. */
  raiseQuiet?: boolean;
  path: string;
  format: 'wav' | 'flac';
  bits: Bits;
  tags?: { title?: string; artist?: string };
  turns: Turns;
  onProgress?: (fraction: number, sentence: string) => void;
}

export interface FinishedMaster {
  measurement: Measurement;
  history: LoudnessHistory | null;
  limiter: { gainDb: number; ceilingDbtp: number } | null;
  passes: number;
  notices: string[];
}

/** Of the progress, what settling takes; the rest is writing. */
const SETTLE_SHARE = 0.8;

export async function finishMaster(options: MasterFinish): Promise<FinishedMaster> {
  const { home, cache, bits, turns, path } = options;
  const chain = cache.finish();
  const doublings = options.raiseQuiet ? doublingsFor(chain, options.targetLufs) : 0;
  const raisedDb = doublings * DOUBLING_DB;
  cache.raise(doublings);
  const settled =
    options.limiter &&
    (await settleMaster({
      home,
      cache,
      bits,
      turns,
      limiter: options.limiter,
      ceilingDbtp: options.ceilingDbtp,
      targetLufs: options.targetLufs,
      chainLufs: chain.integratedLufs === null ? null : chain.integratedLufs + raisedDb,
      chainSamplePeakDbfs: chain.samplePeakDbfs,
      onProgress: (fraction, sentence) => options.onProgress?.(SETTLE_SHARE * fraction, sentence),
    }));
  const writer = await createAudioFile(path, {
    ...options,
    channels: cache.channels,
    sampleRate: cache.sampleRate,
  });
  let written: LaneResult;
  try {
    written = await runMasterPass({
      home,
      cache,
      bits,
      turns,
      limiter: settled?.limiter ?? null,
      writer,
      // The same samples were measured while settling.
      measure: settled === null,
      onProgress: (fraction) =>
        options.onProgress?.(SETTLE_SHARE + (1 - SETTLE_SHARE) * fraction, deliveryWords.step.writing(path)),
    });
    turns.check();
    await writer.close();
  } catch (error) {
    await writer.abort();
    throw error;
  }
  const { measurement, history } = settled?.result ?? written;
  const notices = settled?.notices ?? [];
  if (doublings > 0) notices.unshift(deliveryWords.notice.raised(raisedDb));
  if (written.clippedSamples > 0) notices.push(deliveryWords.notice.clipped(written.clippedSamples));
  return {
    measurement: measurement!,
    history,
    limiter: settled && { gainDb: settled.limiter.gainDb!, ceilingDbtp: settled.limiter.ceilingDbtp! },
    passes: settled?.passes ?? 0,
    notices,
  };
}

const DOUBLING_DB = 20 * Math.log10(2); // a step of the search, not a sample

/** So many that the rest, some 20 dB, is well inside the limiter's range. */
function doublingsFor(chain: Measurement, targetLufs: number | null): number {
  if (targetLufs === null || chain.samplePeakDbfs === null) return 0;
  // Below the gate there is no loudness; programme lies some 12 dB below its peaks.
  const loudness = chain.integratedLufs ?? chain.samplePeakDbfs - 12;
  const gainDb = targetLufs - loudness;
  return gainDb <= GAIN_RANGE_DB.max - 6 ? 0 : Math.ceil((gainDb - 20) / DOUBLING_DB);
}
