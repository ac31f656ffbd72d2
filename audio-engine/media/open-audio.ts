/** Opens any audio file Threshold reads as one stream of samples, by its content. */
import { mediaWords, ThresholdError } from '../words/index.ts';
import type { AudioSource } from './audio-source.ts';
import { DiskFile } from './disk.ts';
import { openAiff } from './formats/aiff.ts';
import { openFlac } from './formats/flac.ts';
import { sniff } from './formats/sniff.ts';
import { bytesPerSample } from './sample-format.ts';
import { openWav, type WavReader } from './wav-reader.ts';

/** Throws a ThresholdError with a sentence for what cannot be read; whatever else goes wrong becomes one, too. */
export async function openAudio(path: string): Promise<AudioSource> {
  const source = await open(path);
  return {
    ...source,
    async read(frames) {
      try {
        return await source.read(frames);
      } catch (error) {
        if (error instanceof ThresholdError) throw error;
        throw new ThresholdError(mediaWords.undecodable(path, error), { cause: error });
      }
    },
    close() {
      try {
        source.close();
      } catch {
        // A decoder that a damaged file has upset may trip once more while it is taken down.
      }
    },
  };
}

async function open(path: string): Promise<AudioSource> {
  const file = DiskFile.open(path);
  try {
    const found = sniff(file);
    // Codecs are loaded when a file wants them: the engine reads WAV only and starts without them.
    switch (found.kind) {
      case 'wav':
        file.close();
        return sourceOfWav(openWav(path));
      case 'aiff':
        return openAiff(file);
      case 'flac':
        return openFlac(file, found.start);
      case 'mpeg':
        return await (await import('./formats/mpeg.ts')).openMpeg(file, found.start);
      case 'ogg':
        return await (await import('./formats/ogg.ts')).openOgg(file, found.start);
      case 'boxed':
        return await (await import('./formats/boxed.ts')).openBoxed(file);
      case 'unsupported':
        throw new ThresholdError(mediaWords.unsupported(path, found.name));
      case 'other':
        throw new ThresholdError(mediaWords.notAudio(path, found.name));
      case 'empty':
        throw new ThresholdError(mediaWords.emptyFile(path));
    }
  } catch (error) {
    file.close();
    if (error instanceof ThresholdError) throw error;
    throw new ThresholdError(mediaWords.undecodable(path, error), { cause: error });
  }
}

export function sourceOfWav(reader: WavReader): AudioSource {
  let position = 0;
  return {
    format: 'WAV',
    channels: reader.channels,
    sampleRate: reader.sampleRate,
    lengthSamples: reader.lengthSamples,
    bitDepth: bytesPerSample(reader.sampleFormat) * 8,
    storeAs: reader.sampleFormat,
    notices: reader.notices,
    async read(frames) {
      const count = Math.min(Math.max(1, frames), reader.lengthSamples - position);
      if (count <= 0) return null;
      const block = new Float64Array(count * reader.channels);
      const got = reader.read(position, count, block);
      position += got;
      return got === 0 ? null : block.subarray(0, got * reader.channels);
    },
    close: () => reader.close(),
  };
}
