/**
 * From cached chains to finished files: gain and ceiling settled once, each sort of samples (rate, depth, dither)
 * made in one pass for all files that hold them, lossy ones decoded and measured.
 */
import type { ParameterValues } from '../effects/parameter.ts';
import type { KernelHome, LoudnessHistory, Measurement } from '../measure/index.ts';
import { type ExportOptions, isLossless } from '../protocol/index.ts';
import { deliveryWords } from '../words/index.ts';
import type { ChainCache } from './chain-cache.ts';
import type { Encoder } from './encode/index.ts';
import type { LaneResult } from './file-lane.ts';
import { toAll } from './file-writer.ts';
import { GAIN_RANGE_DB } from './final-limiter.ts';
import { lowerBy, loweringFactor, measureDecoded } from './lossy-check.ts';
import { runMasterPass } from './master-pass.ts';
import { bitsFor, type PlannedFile, sameSamples } from './outputs.ts';
import { type Settled, settleMaster } from './settle-master.ts';
import type { Turns } from './turns.ts';
import type { LimiterSettings, LossyResult, WrittenFile } from './written.ts';

export interface MasterFinish {
  home: KernelHome;
  /** By rate; still being written, they are finished here. */
  caches: ReadonlyMap<number, ChainCache>;
  /** Null writes the chain as it is. */
  limiter: ParameterValues | null;
  ceilingDbtp: number;
  targetLufs: number | null;
  /**
   * Settings by rate that another render came to, and that hold: nothing is searched, nothing lowered. A rate that is
   * not among them is settled on its own.
   */
  fixed?: ReadonlyMap<number, LimiterSettings>;
  /** Raises what is too quiet for the limiter's range of gain: for files, which have no chain that could. */
  raiseQuiet?: boolean;
  files: readonly PlannedFile[];
  open(file: PlannedFile): Promise<Encoder>;
  overshoot: ExportOptions['overshoot'];
  /** So far lossy files are lowered from the start. */
  loweredDb?: number;
  turns: Turns;
  signal?: AbortSignal | undefined;
  onProgress?: (fraction: number, sentence: string) => void;
}

export interface FinishedMaster {
  files: WrittenFile[];
  history: LoudnessHistory | null;
  limiter: LimiterSettings | null;
  /** By rate, as the limiter ran there first: each rate has peaks and a loudness of its own. */
  limiters: ReadonlyMap<number, LimiterSettings>;
  passes: number;
  notices: string[];
}

/** Of the progress, what settling takes; the rest is writing. */
const SETTLE_SHARE = 0.6;

interface Batch {
  files: PlannedFile[];
  cache: ChainCache;
  settled: Settled | null;
}

export async function finishMaster(options: MasterFinish): Promise<FinishedMaster> {
  const batches = batchesOf(options);
  const chains = new Map<ChainCache, Measurement>();
  for (const cache of options.caches.values()) chains.set(cache, cache.finish());
  const first = chains.get(batches[0]!.cache)!;
  const doublings = options.raiseQuiet ? doublingsFor(first, options.targetLufs) : 0;
  for (const cache of options.caches.values()) cache.raise(doublings);

  const notices: string[] = [];
  if (doublings > 0) notices.push(deliveryWords.notice.raised(doublings * DOUBLING_DB));
  let passes = 0;
  const found = new Map<number, Settled>();
  for (const [index, batch] of batches.entries()) {
    if (!options.limiter) break;
    batch.settled = await settle(options, batch, {
      chain: chains.get(batch.cache)!,
      raisedDb: doublings * DOUBLING_DB,
      found: found.get(batch.cache.sampleRate) ?? null,
      onProgress: (fraction, sentence) =>
        options.onProgress?.((SETTLE_SHARE * (index + fraction)) / batches.length, sentence),
    });
    if (!found.has(batch.cache.sampleRate)) found.set(batch.cache.sampleRate, batch.settled);
    passes += batch.settled.passes;
    notices.push(...batch.settled.notices);
  }
  const written: WrittenFile[] = [];
  let history: LoudnessHistory | null = null;
  for (const [index, batch] of batches.entries()) {
    const share = (1 - SETTLE_SHARE) / batches.length;
    const done = await writeBatch(options, batch, (fraction, sentence) =>
      options.onProgress?.(SETTLE_SHARE + share * (index + fraction), sentence),
    );
    history ??= done.history;
    written.push(...done.files);
    notices.push(...done.notices);
  }
  return {
    files: options.files.map((file) => written.find(({ planned }) => planned === file)!),
    history,
    limiter: settingsOf(batches[0]!.settled),
    limiters: new Map([...found].map(([rate, settled]) => [rate, settingsOf(settled)!])),
    passes,
    notices: [...new Set(notices)],
  };
}

const settingsOf = (settled: Settled | null): LimiterSettings | null =>
  settled && { gainDb: settled.limiter.gainDb!, ceilingDbtp: settled.limiter.ceilingDbtp! };

function batchesOf({ files, caches }: MasterFinish): Batch[] {
  const batches = new Map<string, Batch>();
  for (const file of files) {
    const key = sameSamples(file);
    const batch = batches.get(key);
    if (batch) batch.files.push(file);
    else batches.set(key, { files: [file], cache: caches.get(file.sampleRate)!, settled: null });
  }
  return [...batches.values()];
}

interface SettleFacts {
  chain: Measurement;
  raisedDb: number;
  /** What the first batch of this rate came to; its others take that gain and only check the peaks. */
  found: Settled | null;
  onProgress: (fraction: number, sentence: string) => void;
}

function settle(options: MasterFinish, { files, cache }: Batch, facts: SettleFacts): Promise<Settled> {
  const { chain, raisedDb, found } = facts;
  const [file] = files;
  const gainDb = found?.limiter.gainDb;
  const fixed = options.fixed?.get(cache.sampleRate);
  return settleMaster({
    home: options.home,
    cache,
    turns: options.turns,
    bits: bitsFor(file!.file),
    dither: file!.dither,
    limiter: { ...options.limiter!, ...(gainDb !== undefined && { gainDb }), ...fixed },
    ceilingDbtp: fixed?.ceilingDbtp ?? options.ceilingDbtp,
    fixed: fixed !== undefined,
    targetLufs: found || fixed ? null : options.targetLufs,
    chainLufs: chain.integratedLufs === null ? null : chain.integratedLufs + raisedDb,
    chainSamplePeakDbfs: chain.samplePeakDbfs,
    onProgress: facts.onProgress,
  });
}

async function writeBatch(
  options: MasterFinish,
  batch: Batch,
  onProgress: (fraction: number, sentence: string) => void,
): Promise<{ files: WrittenFile[]; history: LoudnessHistory | null; notices: string[] }> {
  const { home, turns } = options;
  const { cache, settled, files } = batch;
  const [first] = files;
  const notices: string[] = [];
  const pass = async (wanted: readonly PlannedFile[], factor: number): Promise<[LaneResult, string[]]> => {
    const encoders: Encoder[] = [];
    try {
      for (const file of wanted) encoders.push(await options.open(file));
      const result = await runMasterPass({
        home,
        cache,
        turns,
        bits: bitsFor(first!.file),
        dither: first!.dither,
        factor,
        limiter: settled?.limiter ?? null,
        writer: toAll(encoders),
        // The same samples were measured while settling.
        measure: settled === null,
        onProgress: (fraction) => onProgress(fraction, deliveryWords.step.writing(wanted[0]!.path)),
      });
      turns.check();
      const loudness = settled?.result.measurement ?? result.measurement;
      for (const encoder of encoders) await encoder.close(loudness);
      return [result, encoders.map(({ encoderName }) => encoderName)];
    } catch (error) {
      for (const encoder of encoders) await encoder.abort();
      throw error;
    }
  };

  const startDb =
    isLossless(first!.file) || files.some(({ file }) => isLossless(file)) ? 0 : (options.loweredDb ?? 0);
  const [result, encoderNames] = await pass(files, loweringFactor(startDb));
  const source = (settled?.result.measurement ?? result.measurement)!;
  if (result.clippedSamples > 0) notices.push(deliveryWords.notice.clipped(result.clippedSamples));
  else if (!settled && (source.samplePeakDbfs ?? -1) > 0)
    notices.push(deliveryWords.notice.overFloat(source.samplePeakDbfs!));
  const written: WrittenFile[] = [];
  for (const [i, planned] of files.entries()) {
    if (isLossless(planned.file)) {
      written.push({ planned, measurement: source, lossy: null, limiter: settingsOf(settled) });
      continue;
    }
    onProgress(1, deliveryWords.step.decoding(planned.path));
    const checked = await checkLossy(options, planned, {
      source,
      startDb,
      limiter: settingsOf(settled),
      encoder: encoderNames[i]!,
      again: async (db) => {
        await pass([planned], loweringFactor(db));
      },
    });
    if (checked.why) notices.push(deliveryWords.notice.notDecoded(planned.path, checked.why));
    written.push(checked.written);
  }
  return { files: written, history: settled?.result.history ?? result.history, notices };
}

/** Encoding at another level moves the peaks anew: so often it is tried. */
const MOST_TRIES = 3;

interface LossyFacts {
  source: Measurement;
  /** How far it is lowered already. */
  startDb: number;
  encoder: string;
  limiter: LimiterSettings | null;
  /** Encodes it again, so many decibels lower. */
  again(db: number): Promise<void>;
}

async function checkLossy(
  { overshoot, signal }: MasterFinish,
  planned: PlannedFile,
  { source, startDb, encoder, limiter, again }: LossyFacts,
): Promise<{ written: WrittenFile; why: string | null }> {
  let loweredDb = startDb;
  for (let tries = 0; ; tries++) {
    const { measurement, why } = await measureDecoded(planned.path, signal);
    const lowerByDb = lowerBy(measurement?.truePeakDbtp ?? null);
    if (lowerByDb > 0 && overshoot === 'lower' && tries < MOST_TRIES) {
      loweredDb = Math.round((loweredDb + lowerByDb) * 10) / 10;
      await again(loweredDb);
      continue;
    }
    const lossy: LossyResult = {
      encoder,
      decoded: measurement !== null,
      sourceTruePeakDbtp: source.truePeakDbtp,
      loweredDb,
      lowerByDb: Math.round((loweredDb + lowerByDb) * 10) / 10 - loweredDb,
    };
    return { written: { planned, measurement: measurement ?? source, lossy, limiter }, why };
  }
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
