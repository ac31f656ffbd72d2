/**
 * Opens any format as one encoder: what a format cannot take as it comes (a rate above 48 kHz in a lossy one, 44.1
 * kHz in Opus) is converted on the way in, and what goes wrong leaves no file.
 */
import { loadKernels, Resampler } from '../../kernels/index.ts';
import { type FormatName, fileRate } from '../../protocol/index.ts';
import { formatWords, ThresholdError } from '../../words/index.ts';
import type { Encoder, EncoderOptions, NativeOptions } from './encoder.ts';

type Open = (path: string, options: NativeOptions) => Promise<Encoder>;

/** Loaded when needed: encoders are large, and most processes that import this folder never use one. */
const OPEN: Record<FormatName, () => Promise<Open>> = {
  wav: async () => (await import('./wav.ts')).openWavEncoder,
  aiff: async () => (await import('./aiff.ts')).openAiff,
  flac: async () => (await import('./flac.ts')).openFlac,
  mp3: async () => (await import('./mp3.ts')).openMp3,
  aac: async () => (await import('./aac.ts')).openAac,
  vorbis: async () => (await import('./vorbis.ts')).openVorbis,
  opus: async () => (await import('./opus.ts')).openOpus,
};

/** Throws a ThresholdError for what the format cannot hold. */
export async function openEncoder(path: string, options: EncoderOptions): Promise<Encoder> {
  const { file, channels, sampleRate } = options;
  if (channels > 2 && file.format !== 'wav')
    throw new ThresholdError(formatWords.channels(file.format, channels));
  const home = options.home ?? loadKernels();
  const rate = fileRate(file, sampleRate);
  const guard = async <T>(encoder: Encoder | null, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      await encoder?.abort();
      if (error instanceof ThresholdError) throw error;
      throw new ThresholdError(formatWords.failed(file.format, path, String(error)), { cause: error });
    }
  };
  const encoder = await guard(null, async () =>
    (await OPEN[file.format]())(path, { ...options, sampleRate: rate, home }),
  );
  const resampler =
    rate === sampleRate ? null : new Resampler(home.kernels, home.allocator, sampleRate, rate, channels);
  return {
    path,
    sampleRate: rate,
    encoderName: encoder.encoderName,
    get lengthSamples() {
      return encoder.lengthSamples;
    },
    write: (samples, frames) =>
      guard(encoder, async () => {
        if (!resampler) return encoder.write(samples, frames);
        const converted = resampler.process(samples, frames);
        await encoder.write(converted, converted.length / channels);
      }),
    close: (loudness) =>
      guard(encoder, async () => {
        if (resampler) {
          const rest = resampler.flush();
          await encoder.write(rest, rest.length / channels);
        }
        await encoder.close(loudness);
        resampler?.dispose();
      }),
    async abort() {
      resampler?.dispose();
      await encoder.abort();
    },
  };
}
