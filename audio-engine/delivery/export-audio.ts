/**
 * Exports a session: the mix as it leaves the mix room, the master with its limiter, or stems of one length.
 * Order for every file: chain, rate conversion, limiter at the file's rate, dither, measurement of what is written.
 */
import { existsSync, mkdirSync, readdirSync, rmdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadKernels, Resampler } from '../kernels/index.ts';
import type { LoudnessHistory, Measurement } from '../measure/index.ts';
import { NameRegister, safeFileName } from '../media/index.ts';
import type { ExportOptions } from '../protocol/index.ts';
import { renderOffline } from '../render/index.ts';
import {
  audibleTrackIds,
  finalLimiter,
  MASTER_STRIP,
  orderedTracks,
  type SessionDocument,
  sessionEndSample,
} from '../session/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import { ChainCache } from './chain-cache.ts';
import { FileLane, type LaneResult } from './file-lane.ts';
import { type AudioFileWriter, createAudioFile } from './file-writer.ts';
import { limiterValues } from './final-limiter.ts';
import { finishMaster, type MasterFinish } from './finish-master.ts';
import { findTarget } from './targets.ts';
import { Turns } from './turns.ts';

export interface ExportJob {
  document: SessionDocument;
  /** The session's folder. */
  folder: string;
  options: ExportOptions;
  /** Threads that render. Default 1; the bits do not depend on it. */
  threads?: number;
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

export interface ExportedFile {
  path: string;
  /** Track name of a stem, or null. */
  name: string | null;
  measurement: Measurement;
}

export interface ExportResult {
  files: ExportedFile[];
  /** Settings of the final limiter where they differ from the document's: to be written into it as one step. */
  limiter: { gainDb: number; ceilingDbtp: number } | null;
  /** Runs of limiter and measurement before the file was written. */
  passes: number;
  /** Loudness over the song, of a mix or master. */
  history: LoudnessHistory | null;
  notices: string[];
}

/** Tail that a render may add, for sizing histories. */
const TAIL_SECONDS = 30;

/** Throws a ThresholdError; after a failure or a cancel there is no file and no half of one. */
export async function exportAudio(job: ExportJob): Promise<ExportResult> {
  const { document, options } = job;
  if (sessionEndSample(document) === 0) throw new ThresholdError(deliveryWords.emptySession);
  if (options.format === 'flac' && options.bits === '32f')
    throw new ThresholdError(deliveryWords.flacNeedsInteger);
  switch (options.what) {
    case 'stems':
      return exportStems(job);
    case 'mix':
      return exportMix(job);
    case 'master':
      return exportMaster(job);
  }
}

async function exportMix(job: ExportJob): Promise<ExportResult> {
  const { path } = job.options;
  const { results, notices } = await renderToFiles(job, [{ stripId: MASTER_STRIP, path }]);
  return {
    files: [{ path, name: null, measurement: results[0]!.measurement! }],
    limiter: null,
    passes: 0,
    history: results[0]!.history,
    notices,
  };
}

async function exportStems(job: ExportJob): Promise<ExportResult> {
  const { document, options } = job;
  const audible = audibleTrackIds(document);
  const tracks = orderedTracks(document).filter((track) => audible.has(track.id));
  if (tracks.length === 0) throw new ThresholdError(deliveryWords.noTracks);
  const names = new NameRegister();
  const stems = tracks.map((track) => ({
    stripId: track.id,
    path: join(options.path, names.claim(safeFileName(track.name), `.${options.format}`)),
  }));
  const isNew = !existsSync(options.path);
  mkdirSync(options.path, { recursive: true });
  try {
    const { results, notices } = await renderToFiles(job, stems);
    return {
      files: results.map((result, i) => ({
        path: stems[i]!.path,
        name: tracks[i]!.name,
        measurement: result.measurement!,
      })),
      limiter: null,
      passes: 0,
      history: null,
      notices,
    };
  } catch (error) {
    if (isNew && readdirSync(options.path).length === 0) rmdirSync(options.path);
    throw error;
  }
}

interface Output {
  stripId: string;
  path: string;
}

/** Streams strips into files, without a limiter: nothing is kept, so a hundred stems need no room but their own. */
async function renderToFiles(
  job: ExportJob,
  outputs: readonly Output[],
): Promise<{ results: LaneResult[]; notices: string[] }> {
  const { document, folder, options, signal } = job;
  const home = loadKernels();
  const fromRate = document.session.sampleRate;
  const sampleRate = options.sampleRate ?? fromRate;
  const { format, bits } = options;
  const lengthSamples = Math.ceil((rangeLength(document, options) / fromRate + TAIL_SECONDS) * sampleRate);
  const writers: AudioFileWriter[] = [];
  try {
    for (const { path } of outputs) {
      writers.push(
        await createAudioFile(path, { format, bits, channels: 2, sampleRate, tags: document.release }),
      );
    }
    const lanes = writers.map((writer, fileIndex) => ({
      resampler: new Resampler(home.kernels, home.allocator, fromRate, sampleRate, 2),
      file: new FileLane({
        home,
        channels: 2,
        sampleRate,
        bits,
        fileIndex,
        writer,
        measure: true,
        lengthSamples,
      }),
    }));
    const rendered = await renderOffline({
      document,
      folder,
      outputs: outputs.map((o) => o.stripId),
      limiter: false,
      range: options.range,
      workers: job.threads ?? 1,
      ...(signal && { signal }),
      onProgress: (fraction) => job.onProgress?.(fraction, deliveryWords.step.writing(options.path)),
      async onBlock(blocks, frames) {
        for (const [i, lane] of lanes.entries()) {
          const samples = lane.resampler.process(blocks[i]!, frames);
          await lane.file.push(samples, samples.length / 2);
        }
      },
    });
    const results: LaneResult[] = [];
    for (const lane of lanes) {
      const rest = lane.resampler.flush();
      await lane.file.push(rest, rest.length / 2);
      results.push(await lane.file.finish());
    }
    new Turns(signal).check();
    for (const writer of writers) await writer.close();
    return { results, notices: [...rendered.notices, ...results.flatMap((r) => levelNotices(r))] };
  } catch (error) {
    for (const writer of writers) await writer.abort();
    throw error;
  }
}

/** What a file without a limiter does above full scale. */
function levelNotices({ clippedSamples, measurement }: LaneResult): string[] {
  const peak = measurement?.samplePeakDbfs ?? -Infinity;
  if (clippedSamples > 0) return [deliveryWords.notice.clipped(clippedSamples)];
  return peak > 0 ? [deliveryWords.notice.overFloat(peak)] : [];
}

async function exportMaster(job: ExportJob): Promise<ExportResult> {
  const { document, options, signal } = job;
  const home = loadKernels();
  const turns = new Turns(signal);
  const { target } = options;
  const effect = finalLimiter(document);
  const held = effect && !(effect.bypassed && !target) ? limiterValues(effect.parameters) : null;
  const limiter = held ?? (target ? limiterValues({}) : null);
  const named = target?.name ? findTarget(target.name) : null;
  const cache = new ChainCache(home, {
    channels: 2,
    fromRate: document.session.sampleRate,
    sampleRate: options.sampleRate ?? document.session.sampleRate,
  });
  try {
    const notices = await renderChain(job, cache);
    const finish: MasterFinish = {
      home,
      cache,
      limiter,
      ceilingDbtp: target?.ceilingDbtp ?? limiter?.ceilingDbtp ?? 0,
      targetLufs: target?.lufs ?? null,
      path: options.path,
      format: options.format,
      bits: options.bits,
      tags: document.release,
      turns,
      onProgress: (fraction, sentence) =>
        job.onProgress?.(CHAIN_SHARE + (1 - CHAIN_SHARE) * fraction, sentence),
    };
    const finished = await finishMaster(finish);
    if (!effect && limiter) notices.push(deliveryWords.notice.noLimiter);
    if (named?.gate === 'dialogue') notices.push(deliveryWords.notice.dialogueGated(named.name));
    return {
      files: [{ path: options.path, name: null, measurement: finished.measurement }],
      limiter: changed(effect?.bypassed ? null : held, finished.limiter),
      passes: finished.passes,
      history: finished.history,
      notices: [...notices, ...finished.notices],
    };
  } finally {
    cache.dispose();
  }
}

/** Of the progress, what the chain's render takes. */
const CHAIN_SHARE = 0.5;

async function renderChain(job: ExportJob, cache: ChainCache): Promise<string[]> {
  const { document, folder, options, signal } = job;
  const rendered = await renderOffline({
    document,
    folder,
    outputs: [MASTER_STRIP],
    limiter: false,
    range: options.range,
    workers: job.threads ?? 1,
    ...(signal && { signal }),
    onProgress: (fraction) => job.onProgress?.(CHAIN_SHARE * fraction, deliveryWords.step.rendering),
    onBlock: (blocks, frames) => cache.push(blocks[0]!, frames),
  });
  return rendered.notices;
}

function rangeLength(document: SessionDocument, { range }: ExportOptions): number {
  return range ? range.endSample - range.startSample : sessionEndSample(document);
}

/** Null where the document's limiter, if it is on, already says what was used. */
function changed(
  held: Record<string, number> | null,
  used: { gainDb: number; ceilingDbtp: number } | null,
): { gainDb: number; ceilingDbtp: number } | null {
  if (!used || (held && held.gainDb === used.gainDb && held.ceilingDbtp === used.ceilingDbtp)) return null;
  return used;
}
