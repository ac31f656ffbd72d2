/** A prepared song as finished files: at the loudness the album has for it, under its ceiling, in every format. */
import { loadKernels } from '../../kernels/index.ts';
import type { Measurement } from '../../measure/index.ts';
import { openAudio } from '../../media/index.ts';
import { type FileFormat, isLossless } from '../../protocol/index.ts';
import { deliveryWords } from '../../words/index.ts';
import { ChainCache } from '../chain-cache.ts';
import { openEncoder } from '../encode/index.ts';
import { limiterValues } from '../final-limiter.ts';
import { runMasterPass } from '../master-pass.ts';
import type { Bits } from '../quantiser.ts';
import { type Settled, settleMaster } from '../settle-master.ts';
import type { Artwork, FileTags } from '../tags/index.ts';
import { Turns } from '../turns.ts';
import type { PreparedSong } from './prepare-song.ts';

export interface SongOutput {
  path: string;
  file: FileFormat;
  sampleRate: number;
  /** Tags and cover stand in what people get, not in what an image is made of. */
  tagged: boolean;
}

export interface SongFile extends SongOutput {
  /** Of exactly what a lossless file holds, and of what a lossy one was made from. */
  measurement: Measurement;
}

export interface SongMastering {
  song: PreparedSong;
  /** Null leaves it as it is, without a limiter. */
  targetLufs: number | null;
  ceilingDbtp: number;
  outputs: readonly SongOutput[];
  tags: FileTags;
  artwork: Artwork | null;
  signal?: AbortSignal | undefined;
  onProgress?: (fraction: number, sentence: string) => void;
}

const READ_FRAMES = 16384;
/** What the noise of 16 bits can add to a peak near full scale, and a little more. */
const DEPTH_MARGIN_DB = 0.002;

/** Throws a ThresholdError; files that are finished by then stay, none is half. */
export async function masterSong(
  mastering: SongMastering,
): Promise<{ files: SongFile[]; notices: string[] }> {
  const { song, outputs, signal } = mastering;
  const files: SongFile[] = [];
  const notices = new Set<string>();
  const turns = new Turns(signal);
  const rates = [...new Set(outputs.map((output) => output.sampleRate))];
  for (const sampleRate of rates) {
    const home = loadKernels();
    const cache = new ChainCache(home, { channels: 2, fromRate: song.sampleRate, sampleRate });
    try {
      await readInto(cache, song.path, turns);
      const chain = cache.finish();
      let settled: Settled | null = null;
      for (const output of outputs.filter((o) => o.sampleRate === sampleRate)) {
        const { path, file } = output;
        const bits = gridOf(file, mastering, sampleRate);
        if (mastering.targetLufs !== null) {
          // Found once a rate: dither of another depth moves a true peak by less than the margin.
          settled ??= await settleMaster({
            home,
            cache,
            bits,
            turns,
            limiter: limiterValues({}),
            ceilingDbtp: mastering.ceilingDbtp - DEPTH_MARGIN_DB,
            targetLufs: mastering.targetLufs,
            chainLufs: chain.integratedLufs,
            chainSamplePeakDbfs: chain.samplePeakDbfs,
          });
          for (const notice of settled.notices) notices.add(notice);
        }
        const { tags, artwork } = mastering;
        const writer = await openEncoder(path, {
          file,
          sampleRate,
          channels: 2,
          home,
          ...(output.tagged && { tags, artwork, loudness: true }),
        });
        try {
          const done = await runMasterPass({
            home,
            cache,
            bits,
            turns,
            limiter: settled?.limiter ?? null,
            writer,
            measure: true,
            onProgress: (fraction) =>
              mastering.onProgress?.(
                (files.length + fraction) / outputs.length,
                deliveryWords.step.writing(path),
              ),
          });
          const measurement = done.measurement!;
          await writer.close({ ...measurement });
          files.push({ ...output, measurement });
          if (done.clippedSamples > 0) notices.add(deliveryWords.notice.clipped(done.clippedSamples));
        } catch (error) {
          await writer.abort();
          throw error;
        }
      }
    } finally {
      cache.dispose();
    }
  }
  return { files, notices: [...notices] };
}

async function readInto(cache: ChainCache, path: string, turns: Turns): Promise<void> {
  const source = await openAudio(path);
  try {
    for (;;) {
      await turns.take();
      const samples = await source.read(READ_FRAMES);
      if (!samples) return;
      cache.push(samples, samples.length / source.channels);
    }
  } finally {
    source.close();
  }
}

/**
 * What the samples are brought to. A song that nothing was done to lies on its grid already: it is dithered only where
 * that grid is finer than the file's. Lossy encoders take floats.
 */
function gridOf(file: FileFormat, { song, targetLufs }: SongMastering, sampleRate: number): Bits {
  if (!isLossless(file)) return '32f';
  const { untouchedBits } = song;
  const untouched = targetLufs === null && untouchedBits !== null && sampleRate === song.sampleRate;
  if (untouched && file.bits !== '32f' && untouchedBits <= Number(file.bits)) return '32f';
  return file.bits;
}
