/** Masters a plain audio file: the final limiter on it, brought to a loudness and a ceiling. */
import { loadKernels } from '../kernels/index.ts';
import type { LoudnessHistory, Measurement } from '../measure/index.ts';
import { openAudio } from '../media/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import { ChainCache } from './chain-cache.ts';
import { limiterValues } from './final-limiter.ts';
import { finishMaster } from './finish-master.ts';
import type { Bits } from './quantiser.ts';
import { Turns } from './turns.ts';

export interface MasterFileJob {
  /** Any format that media can open, one or two channels. */
  inputPath: string;
  path: string;
  format: 'wav' | 'flac';
  bits: Bits;
  /** Null keeps the file's own. */
  sampleRate: number | null;
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
}

const READ_FRAMES = 16384;
/** Of the progress, what reading and converting takes. */
const READ_SHARE = 0.2;

/** Throws a ThresholdError; after a failure or a cancel there is no file and no half of one. */
export async function masterFile(job: MasterFileJob): Promise<MasterFileResult> {
  if (job.format === 'flac' && job.bits === '32f') throw new ThresholdError(deliveryWords.flacNeedsInteger);
  const turns = new Turns(job.signal);
  const home = loadKernels();
  const source = await openAudio(job.inputPath);
  const { channels, sampleRate: fromRate, lengthSamples } = source;
  if (channels > 2) {
    source.close();
    throw new ThresholdError(deliveryWords.tooManyChannels(job.inputPath, channels));
  }
  const cache = new ChainCache(home, { channels, fromRate, sampleRate: job.sampleRate ?? fromRate });
  try {
    let frames = 0;
    try {
      for (;;) {
        await turns.take();
        const samples = await source.read(READ_FRAMES);
        if (!samples) break;
        const count = Math.floor(samples.length / channels);
        cache.push(samples, count);
        frames += count;
        const fraction = lengthSamples ? Math.min(1, frames / lengthSamples) : 0;
        job.onProgress?.(READ_SHARE * fraction, deliveryWords.step.reading(job.inputPath));
      }
    } finally {
      source.close();
    }
    if (frames === 0) throw new ThresholdError(deliveryWords.emptyFile(job.inputPath));
    const finished = await finishMaster({
      home,
      cache,
      limiter: limiterValues(job.limiter ?? {}),
      ceilingDbtp: job.target.ceilingDbtp,
      targetLufs: job.target.lufs,
      raiseQuiet: true,
      path: job.path,
      format: job.format,
      bits: job.bits,
      turns,
      onProgress: (fraction, sentence) =>
        job.onProgress?.(READ_SHARE + (1 - READ_SHARE) * fraction, sentence),
    });
    return {
      path: job.path,
      measurement: finished.measurement,
      history: finished.history,
      limiter: finished.limiter!,
      passes: finished.passes,
      notices: [...source.notices, ...finished.notices],
    };
  } finally {
    cache.dispose();
  }
}
