/** A finished lossless file in the making, by format and depth: what exports, prints and masters write into. */
import type { KernelHome } from '../measure/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import { type Encoder, openEncoder } from './encode/index.ts';
import type { Bits } from './quantiser.ts';
import type { FileTags } from './tags/index.ts';

export type AudioFileWriter = Pick<Encoder, 'path' | 'write' | 'close' | 'abort'>;

export interface FileOptions {
  format: 'wav' | 'flac';
  bits: Bits;
  channels: number;
  sampleRate: number;
  tags?: FileTags;
  home?: KernelHome;
}

/** Throws a ThresholdError for what the format cannot hold. */
export async function createAudioFile(path: string, options: FileOptions): Promise<AudioFileWriter> {
  const { format, bits, channels, sampleRate, tags = {}, home } = options;
  const facts = { channels, sampleRate, tags, ...(home && { home }) };
  if (format === 'wav') return openEncoder(path, { file: { format, bits }, ...facts });
  if (bits === '32f') throw new ThresholdError(deliveryWords.flacNeedsInteger);
  return openEncoder(path, { file: { format, bits }, ...facts });
}

/** One writer for several, which all get the same samples. */
export function toAll(writers: readonly AudioFileWriter[]): AudioFileWriter {
  return {
    path: writers[0]?.path ?? '',
    async write(samples, frames) {
      for (const writer of writers) await writer.write(samples, frames);
    },
    async close(loudness) {
      for (const writer of writers) await writer.close(loudness);
    },
    async abort() {
      for (const writer of writers) await writer.abort();
    },
  };
}
