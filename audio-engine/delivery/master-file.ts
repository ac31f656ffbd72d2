/** Masters a plain audio file: the final limiter on it, brought to a loudness and a ceiling. */
import { existsSync, rmSync } from 'node:fs';
import { loadKernels } from '../kernels/index.ts';
import type { LoudnessHistory, Measurement } from '../measure/index.ts';
import { openAudio } from '../media/index.ts';
import { type ExportOptions, fileRate, type WantedFile } from '../protocol/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import { ChainCache } from './chain-cache.ts';
import { openEncoder } from './encode/index.ts';
import { limiterValues } from './final-limiter.ts';
import { finishMaster } from './finish-master.ts';
import { InputLook } from './input-look.ts';
import type { PlannedFile } from './outputs.ts';
import type { Bits } from './quantiser.ts';
import type { FileTags } from './tags/index.ts';
import { Turns } from './turns.ts';
import type { WrittenFile } from './written.ts';

export interface MasterFileJob {
  /** Any format that media can open, one or two channels. */
  inputPath: string;
  path?: string;
  format?: 'wav' | 'flac';
  bits?: Bits;
  /** Null keeps the file's own. */
  sampleRate?: number | null;
  /** All files of the master, where there is more to say than one path, format and depth. */
  outputs?: readonly { path: string; wanted: WantedFile }[];
  tags?: FileTags;
  overshoot?: ExportOptions['overshoot'];
  /** Null for `lufs` leaves the gain as `limiter` says. */
  target: { lufs: number | null; ceilingDbtp: number };
  /** Limiter parameters that differ from their defaults. */
  limiter?: Record<string, number>;
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

export interface MasterFileResult {
  path: string;
  measurement: Measurement;
  history: LoudnessHistory | null;
  limiter: { gainDb: number; ceilingDbtp: number };
  passes: number;
  notices: string[];
  files: WrittenFile[];
}

const READ_FRAMES = 16384;
/** Of the progress, what reading and converting takes. */
const READ_SHARE = 0.2;

/** Throws a ThresholdError; after a failure or a cancel there is no file and no half of one. */
export async function masterFile(job: MasterFileJob): Promise<MasterFileResult> {
  if (!job.outputs && job.format === 'flac' && job.bits === '32f')
    throw new ThresholdError(deliveryWords.flacNeedsInteger);
  const turns = new Turns(job.signal);
  const home = loadKernels();
  const source = await openAudio(job.inputPath);
  const { channels, sampleRate: fromRate, lengthSamples } = source;
  if (channels > 2) {
    source.close();
    throw new ThresholdError(deliveryWords.tooManyChannels(job.inputPath, channels));
  }
  const files = filesOf(job, fromRate);
  const look = new InputLook(channels, fromRate);
  const caches = new Map(
    [...new Set(files.map(({ sampleRate }) => sampleRate))].map((sampleRate) => [
      sampleRate,
      new ChainCache(home, { channels, fromRate, sampleRate }),
    ]),
  );
  const there = new Set(files.map(({ path }) => path).filter((path) => existsSync(path)));
  try {
    let frames = 0;
    try {
      for (;;) {
        await turns.take();
        const samples = await source.read(READ_FRAMES);
        if (!samples) break;
        const count = Math.floor(samples.length / channels);
        look.push(samples, count);
        for (const cache of caches.values()) cache.push(samples, count);
        frames += count;
        const fraction = lengthSamples ? Math.min(1, frames / lengthSamples) : 0;
        job.onProgress?.(READ_SHARE * fraction, deliveryWords.step.reading(job.inputPath));
      }
    } finally {
      source.close();
    }
    if (frames === 0) throw new ThresholdError(deliveryWords.emptyFile(job.inputPath));
    const seen = look.finish(job.inputPath);
    const finished = await finishMaster({
      home,
      caches,
      limiter: limiterValues(job.limiter ?? {}),
      ceilingDbtp: job.target.ceilingDbtp,
      targetLufs: job.target.lufs,
      raiseQuiet: true,
      files,
      open: (file) =>
        openEncoder(file.path, {
          file: file.file,
          sampleRate: file.sampleRate,
          channels,
          home,
          loudness: job.tags !== undefined,
          ...(job.tags && { tags: job.tags }),
        }),
      overshoot: job.overshoot ?? 'say',
      turns,
      signal: job.signal,
      onProgress: (fraction, sentence) =>
        job.onProgress?.(READ_SHARE + (1 - READ_SHARE) * fraction, sentence),
    });
    return {
      path: files[0]!.path,
      measurement: finished.files[0]!.measurement,
      files: finished.files,
      history: finished.history,
      limiter: finished.limiter!,
      passes: finished.passes,
      notices: [...source.notices, ...seen, ...finished.notices],
    };
  } catch (error) {
    for (const { path } of files) if (!there.has(path)) rmSync(path, { force: true });
    throw error;
  } finally {
    for (const cache of caches.values()) cache.dispose();
  }
}

function filesOf(job: MasterFileJob, ownRate: number): PlannedFile[] {
  const { format = 'wav', bits = '24', sampleRate = null, path = '' } = job;
  const plain: WantedFile = {
    file: format === 'wav' ? { format, bits } : { format, bits: bits === '16' ? '16' : '24' },
    sampleRate,
    dither: 'tpdf',
  };
  return (job.outputs ?? [{ path, wanted: plain }]).map(({ path, wanted }) => ({
    path,
    file: wanted.file,
    dither: wanted.dither,
    sampleRate: fileRate(wanted.file, wanted.sampleRate ?? ownRate),
    version: 'full',
    stem: null,
    set: null,
  }));
}
