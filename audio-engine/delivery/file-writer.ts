/** A finished file in the making, WAV or FLAC alike: it appears under its name only when it is whole. */
import { createWav, type SampleFormat } from '../media/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import type { Bits } from './quantiser.ts';

export interface AudioFileWriter {
  readonly path: string;
  /** Interleaved frames that lie on the format's grid already. */
  write(samples: Float64Array, frames: number): Promise<void>;
  close(): Promise<void>;
  /** Leaves nothing behind. */
  abort(): Promise<void>;
}

export interface FileOptions {
  format: 'wav' | 'flac';
  bits: Bits;
  channels: number;
  sampleRate: number;
  tags?: { title?: string; artist?: string };
}

const WAV_FORMATS: Record<Bits, SampleFormat> = { '16': 's16', '24': 's24', '32f': 'f32' };

/** Throws a ThresholdError for what the format cannot hold. */
export async function createAudioFile(path: string, options: FileOptions): Promise<AudioFileWriter> {
  const { format, bits, channels, sampleRate, tags = {} } = options;
  if (format === 'flac') {
    if (bits === '32f') throw new ThresholdError(deliveryWords.flacNeedsInteger);
    // Loaded when needed: the encoder is large, and most processes that import this folder never use it.
    const { createFlac } = await import('./flac-writer.ts');
    return createFlac(path, { channels, sampleRate, bits, tags });
  }
  const wav = createWav(path, {
    channels,
    sampleRate,
    format: WAV_FORMATS[bits],
    software: 'Threshold',
    ...(tags.title && { title: tags.title }),
    ...(tags.artist && { artist: tags.artist }),
  });
  return {
    path,
    async write(samples, frames) {
      wav.write(samples, frames);
    },
    async close() {
      wav.close();
    },
    async abort() {
      wav.abort();
    },
  };
}
