/**
 * AAC-LC in an .m4a by FFmpeg's encoder in WebAssembly. The encoder primes with 1024 samples: an edit list and
 * iTunes' gapless item take them off again, and the movie box stands at the end with the tags.
 */
import { registerAacEncoder } from '@mediabunny/aac-encoder';
import { AdtsOutputFormat, AudioSample, AudioSampleSource, NullTarget, Output } from 'mediabunny';
import { itemList } from '../tags/index.ts';
import { concat, latin1, u32be } from './bytes.ts';
import { type Encoder, type NativeOptions, PROGRAM } from './encoder.ts';
import { box } from './mp4-box.ts';
import { movieBox } from './mp4-movie.ts';
import { ENCODERS } from './names.ts';
import { PartFile } from './part-file.ts';

const PACKET_FRAMES = 1024;
/** What the encoder puts before the sound. */
const PRIMING = 1024;
const BLOCK_FRAMES = 16384;

export async function openAac(path: string, options: NativeOptions): Promise<Encoder> {
  const { file, channels, sampleRate, tags = {}, artwork = null } = options;
  if (file.format !== 'aac') throw new Error(`AAC was asked for ${file.format}.`);
  registerAacEncoder();
  const part = new PartFile(path);
  const brand = box('ftyp', latin1('M4A '), u32be(512), latin1('M4A mp42isom'));
  part.append(brand);
  // The length of `mdat` is written at the end.
  part.append(box('mdat'));
  const sizes: number[] = [];
  let config: Uint8Array | null = null;

  // Packets are taken as they come; what the muxer makes of them goes nowhere.
  const output = new Output({ format: new AdtsOutputFormat(), target: new NullTarget() });
  const source = new AudioSampleSource({
    codec: 'aac',
    bitrate: file.kbps * 1000,
    onEncodedPacket(packet, meta) {
      const description = meta?.decoderConfig?.description;
      if (description) config ??= bytesOf(description);
      part.append(packet.data);
      sizes.push(packet.data.length);
    },
  });
  output.addAudioTrack(source);
  await output.start();
  let frames = 0;

  return {
    path,
    sampleRate,
    encoderName: ENCODERS.aac,
    get lengthSamples() {
      return frames;
    },
    async write(samples, count) {
      for (let at = 0; at < count; at += BLOCK_FRAMES) {
        const take = Math.min(BLOCK_FRAMES, count - at);
        const sample = new AudioSample({
          data: Float32Array.from(samples.subarray(at * channels, (at + take) * channels)),
          format: 'f32',
          numberOfChannels: channels,
          sampleRate,
          timestamp: frames / sampleRate,
        });
        frames += take;
        await source.add(sample);
        sample.close();
      }
    },
    async close(loudness = null) {
      await output.finalize();
      if (!config) throw new Error('The AAC encoder gave no configuration.');
      const padding = Math.max(0, sizes.length * PACKET_FRAMES - PRIMING - frames);
      const items = itemList({
        tags,
        artwork,
        ...(options.loudness && { loudness }),
        software: PROGRAM,
        gapless: { delay: PRIMING, padding, lengthSamples: frames },
      });
      part.overwrite(u32be(part.position - brand.length), brand.length);
      part.append(
        movieBox({
          sampleRate,
          channels,
          config,
          sizes,
          packetFrames: PACKET_FRAMES,
          dataOffset: brand.length + 8,
          priming: PRIMING,
          lengthSamples: frames,
          items,
        }),
      );
      part.commit();
    },
    async abort() {
      await output.cancel().catch(() => undefined);
      part.abort();
    },
  };
}

function bytesOf(source: AllowSharedBufferSource): Uint8Array {
  if (ArrayBuffer.isView(source))
    return new Uint8Array(source.buffer, source.byteOffset, source.byteLength).slice();
  return concat([new Uint8Array(source)]);
}
