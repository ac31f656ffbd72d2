/**
 * MP3 by LAME in WebAssembly, with an ID3v2 tag before it and a Xing/Info frame of our own, from which players take
 * length, seek points and the samples that LAME puts before and after the sound.
 */
import { parseMpegHeader } from '../../media/index.ts';
import { id3Tag } from '../tags/index.ts';
import { concat, planes } from './bytes.ts';
import { type Encoder, type NativeOptions, PROGRAM } from './encoder.ts';
import { ENCODERS } from './names.ts';
import { PartFile } from './part-file.ts';
import { lameEncoder } from './wasm-encoder.ts';
import { crc16, xingFrame } from './xing-frame.ts';

const BLOCK_FRAMES = 4608;

export async function openMp3(path: string, options: NativeOptions): Promise<Encoder> {
  const { file, channels, sampleRate, tags = {}, artwork = null } = options;
  if (file.format !== 'mp3') throw new Error(`MP3 was asked for ${file.format}.`);
  const { kbps } = file;
  const lame = await lameEncoder();
  lame.configure({
    channels: channels as 1 | 2,
    sampleRate,
    outputSampleRate: sampleRate as 32000 | 44100 | 48000,
    ...(typeof kbps === 'number' ? { bitrate: kbps } : { vbrQuality: Number(kbps.slice(1)) }),
  });
  const part = new PartFile(path);
  const id3 = (loudness: Parameters<Encoder['close']>[0]): Uint8Array =>
    id3Tag({ tags, artwork, ...(options.loudness && { loudness: loudness ?? null }), software: PROGRAM });
  const tagBytes = id3(null).length;
  part.append(id3(null));

  let frames = 0;
  let rest: Uint8Array = new Uint8Array(0);
  let first: Uint8Array | null = null;
  let infoBytes = 0;
  const offsets: number[] = [];
  let soundBytes = 0;
  let checksum = 0;
  const info = (): Uint8Array =>
    xingFrame({
      first: first!,
      kbps,
      frames: offsets.length,
      lengthSamples: frames,
      offsets,
      soundBytes,
      checksum,
    });

  /** Passes whole frames on. */
  const pass = (bytes: Uint8Array): void => {
    const stream = rest.length === 0 ? bytes.slice() : concat([rest, bytes]);
    let at = 0;
    for (;;) {
      const header = parseMpegHeader(stream, at);
      if (!header || at + header.frameBytes > stream.length) break;
      const frame = stream.subarray(at, at + header.frameBytes);
      if (!first) {
        first = frame.slice();
        const room = info();
        infoBytes = room.length;
        part.append(room);
      }
      offsets.push(soundBytes);
      soundBytes += frame.length;
      checksum = crc16(frame, checksum);
      part.append(frame);
      at += frame.length;
    }
    rest = stream.slice(at);
  };

  return {
    path,
    sampleRate,
    encoderName: ENCODERS.mp3,
    get lengthSamples() {
      return frames;
    },
    async write(samples, count) {
      for (let at = 0; at < count; at += BLOCK_FRAMES) {
        const take = Math.min(BLOCK_FRAMES, count - at);
        pass(lame.encode(planes(samples.subarray(at * channels), take, channels)));
      }
      frames += count;
    },
    async close(loudness = null) {
      pass(lame.finalize());
      part.overwrite(id3(loudness), 0);
      const frame = info();
      if (frame.length !== infoBytes) throw new Error('The Xing frame changed its length.');
      part.overwrite(frame, tagBytes);
      part.commit();
    },
    async abort() {
      part.abort();
    },
  };
}
