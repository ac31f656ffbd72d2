/**
 * FLAC by libFLAC in WebAssembly. The muxer leaves the checksum of the samples out of the header, so it is
 * computed here and written in at the end; a decoder can then prove the file.
 */
import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import { registerFlacEncoder } from '@mediabunny/flac-encoder';
import { AudioSample, AudioSampleSource, FilePathTarget, FlacOutputFormat, Output } from 'mediabunny';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import type { AudioFileWriter } from './file-writer.ts';

/** Bytes before the MD5 in the file: `fLaC`, the block header, 18 bytes of STREAMINFO (RFC 9639, 8.2). */
const MD5_OFFSET = 4 + 4 + 18;
/** Least and largest block, two bytes each. */
const BLOCKS_OFFSET = 4 + 4;
/** What the encoder takes. */
const RATES = [8000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 176400, 192000];
const BLOCK_FRAMES = 16384;

export interface FlacOptions {
  channels: number;
  sampleRate: number;
  bits: '16' | '24';
  tags: { title?: string; artist?: string };
}

export async function createFlac(path: string, options: FlacOptions): Promise<AudioFileWriter> {
  const { channels, sampleRate, bits } = options;
  if (!RATES.includes(sampleRate)) throw new ThresholdError(deliveryWords.flacRate(sampleRate));
  registerFlacEncoder();
  const working = `${path}.part`;
  const output = new Output({ format: new FlacOutputFormat(), target: new FilePathTarget(working) });
  const source = new AudioSampleSource({ codec: 'flac' });
  output.addAudioTrack(source);
  output.setMetadataTags({
    ...(options.tags.title && { title: options.tags.title }),
    ...(options.tags.artist && { artist: options.tags.artist }),
  });
  const guard = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      await abort();
      throw new ThresholdError(deliveryWords.flacFailed(path, String(error)), { cause: error });
    }
  };
  const abort = async (): Promise<void> => {
    await output.cancel().catch(() => undefined);
    rmSync(working, { force: true });
  };
  await guard(() => output.start());

  const md5 = createHash('md5');
  const sampleBytes = bits === '16' ? 2 : 3;
  let frame = 0;

  const add = async (samples: Float64Array, frames: number): Promise<void> => {
    const values = samples.subarray(0, frames * channels);
    const data = bits === '16' ? new Int16Array(values.length) : new Int32Array(values.length);
    const raw = Buffer.alloc(values.length * sampleBytes);
    for (let i = 0; i < values.length; i++) {
      if (bits === '16') {
        const value = Math.round(values[i]! * 32768);
        data[i] = value;
        raw.writeInt16LE(value, i * 2);
      } else {
        const value = Math.round(values[i]! * 8388608);
        data[i] = value * 256;
        raw.writeIntLE(value, i * 3, 3);
      }
    }
    md5.update(raw);
    const sample = new AudioSample({
      data,
      format: bits === '16' ? 's16' : 's32',
      numberOfChannels: channels,
      sampleRate,
      timestamp: frame / sampleRate,
    });
    frame += frames;
    await source.add(sample);
    sample.close();
  };

  return {
    path,
    async write(samples, frames) {
      await guard(async () => {
        for (let at = 0; at < frames; at += BLOCK_FRAMES) {
          const count = Math.min(BLOCK_FRAMES, frames - at);
          await add(samples.subarray(at * channels, (at + count) * channels), count);
        }
      });
    },
    async close() {
      await guard(async () => {
        await output.finalize();
        completeHeader(working, md5.digest());
        renameSync(working, path);
      });
    },
    abort,
  };
}

/** Writes the checksum, and block sizes that the standard allows: a file of one short block gets those of none. */
function completeHeader(path: string, md5: Buffer): void {
  const file = openSync(path, 'r+');
  try {
    const blocks = Buffer.alloc(4);
    readSync(file, blocks, 0, 4, BLOCKS_OFFSET);
    const largest = Math.max(16, blocks.readUInt16BE(2));
    const least = blocks.readUInt16BE(0);
    blocks.writeUInt16BE(least < 16 ? largest : least, 0);
    blocks.writeUInt16BE(largest, 2);
    writeSync(file, blocks, 0, 4, BLOCKS_OFFSET);
    writeSync(file, md5, 0, 16, MD5_OFFSET);
  } finally {
    closeSync(file);
  }
}
