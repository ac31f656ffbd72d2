/**
 * FLAC by libFLAC in WebAssembly (RFC 9639). Its frames are put into a file of our own: stream facts, seek table,
 * tags, artwork; and the checksum of the samples, by which a decoder can prove the file.
 */
import { createHash } from 'node:crypto';
import { registerFlacEncoder } from '@mediabunny/flac-encoder';
import { AudioSample, AudioSampleSource, FlacOutputFormat, NullTarget, Output } from 'mediabunny';
import { formatWords, ThresholdError } from '../../words/index.ts';
import { flacPicture, vorbisComments } from '../tags/index.ts';
import { concat, latin1, u16be, u32be, u64be } from './bytes.ts';
import { type Encoder, type NativeOptions, PROGRAM } from './encoder.ts';
import { ENCODERS } from './names.ts';
import { PartFile } from './part-file.ts';

const BLOCK = { streamInfo: 0, padding: 1, seekTable: 3, comments: 4, picture: 6 };
const RATES = [8000, 16000, 22050, 24000, 32000, 44100, 48000, 88200, 96000, 176400, 192000];
const BLOCK_FRAMES = 16384;
const SEEK_POINTS = 100;
const PADDING_BYTES = 4096;
/** STREAMINFO as mediabunny hands it over, after `fLaC` and a block header. */
const INFO_OFFSET = 8;
const INFO_BYTES = 34;

interface Frame {
  firstSample: number;
  offset: number;
  frames: number;
}

export async function openFlac(path: string, options: NativeOptions): Promise<Encoder> {
  const { file, channels, sampleRate, tags = {}, artwork = null } = options;
  if (file.format !== 'flac') throw new Error(`FLAC was asked for ${file.format}.`);
  if (!RATES.includes(sampleRate)) throw new ThresholdError(formatWords.rate('flac', sampleRate));
  const { bits } = file;
  registerFlacEncoder();
  const part = new PartFile(path);
  const md5 = createHash('md5');
  const sizes = { least: 0xffffff, most: 0 };
  const seekable: Frame[] = [];
  let description: Uint8Array | null = null;
  let frames = 0;
  let given = 0;
  let soundBytes = 0;

  const head = (loudness: Parameters<Encoder['close']>[0], digest: Uint8Array): Uint8Array => {
    const comments = vorbisComments({
      tags,
      artwork: null,
      ...(options.loudness && { loudness: loudness ?? null }),
      opus: false,
      vendor: `reference ${ENCODERS.flac}`,
      software: PROGRAM,
    });
    return concat([
      latin1('fLaC'),
      block(BLOCK.streamInfo, streamInfo(description, { frames, sizes, digest })),
      block(BLOCK.seekTable, seekTable(seekable, frames)),
      block(BLOCK.comments, comments),
      ...(artwork ? [block(BLOCK.picture, flacPicture(artwork))] : []),
      block(BLOCK.padding, new Uint8Array(PADDING_BYTES), true),
    ]);
  };
  part.append(head(null, new Uint8Array(16)));

  const output = new Output({ format: new FlacOutputFormat(), target: new NullTarget() });
  const source = new AudioSampleSource({
    codec: 'flac',
    onEncodedPacket(packet, meta) {
      const config = meta?.decoderConfig?.description;
      if (config) description ??= infoOf(config);
      const count = Math.round(packet.duration * sampleRate);
      sizes.least = Math.min(sizes.least, packet.data.length);
      sizes.most = Math.max(sizes.most, packet.data.length);
      seekable.push({ firstSample: given, offset: soundBytes, frames: count });
      given += count;
      soundBytes += packet.data.length;
      part.append(packet.data);
    },
  });
  output.addAudioTrack(source);
  await output.start();
  const sampleBytes = bits === '16' ? 2 : 3;

  const add = async (samples: Float64Array, count: number): Promise<void> => {
    const values = samples.subarray(0, count * channels);
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
      timestamp: frames / sampleRate,
    });
    frames += count;
    await source.add(sample);
    sample.close();
  };

  return {
    path,
    sampleRate,
    encoderName: ENCODERS.flac,
    get lengthSamples() {
      return frames;
    },
    async write(samples, count) {
      for (let at = 0; at < count; at += BLOCK_FRAMES) {
        const take = Math.min(BLOCK_FRAMES, count - at);
        await add(samples.subarray(at * channels, (at + take) * channels), take);
      }
    },
    async close(loudness = null) {
      await output.finalize();
      part.overwrite(head(loudness, md5.digest()), 0);
      part.commit();
    },
    async abort() {
      await output.cancel().catch(() => undefined);
      part.abort();
    },
  };
}

function block(type: number, body: Uint8Array, last = false): Uint8Array {
  const header = u32be(body.length);
  header[0] = type | (last ? 0x80 : 0);
  return concat([header, body]);
}

function infoOf(source: AllowSharedBufferSource): Uint8Array {
  const bytes = ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
  return bytes.slice(INFO_OFFSET, INFO_OFFSET + INFO_BYTES);
}

interface StreamFacts {
  frames: number;
  sizes: { least: number; most: number };
  digest: Uint8Array;
}

/** What the encoder said of itself, with what is known at the end only: lengths and the checksum. */
function streamInfo(from: Uint8Array | null, { frames, sizes, digest }: StreamFacts): Uint8Array {
  const info = from?.slice() ?? new Uint8Array(INFO_BYTES);
  const known = sizes.most > 0 && frames > 0;
  if (known) {
    info.set(u32be(sizes.least).subarray(1), 4);
    info.set(u32be(sizes.most).subarray(1), 7);
    // 36 bits; the upper four share a byte with the bit depth.
    info[13] = (info[13]! & 0xf0) | (Math.floor(frames / 4294967296) & 15);
    info.set(u32be(frames % 4294967296), 14);
  }
  info.set(digest, 18);
  return info;
}

/** Points a hundredth of the song apart; those that are not known yet are marked as empty. */
function seekTable(frames: readonly Frame[], length: number): Uint8Array {
  const points: Uint8Array[] = [];
  let last = -1;
  for (let point = 0, at = 0; point < SEEK_POINTS && frames.length > 0; point++) {
    const wanted = Math.floor((point * length) / SEEK_POINTS);
    while (at + 1 < frames.length && frames[at + 1]!.firstSample <= wanted) at++;
    if (at === last) continue;
    last = at;
    const frame = frames[at]!;
    points.push(concat([u64be(frame.firstSample), u64be(frame.offset), u16be(frame.frames)]));
  }
  const empty = concat([u32be(0xffffffff, 0xffffffff, 0, 0), u16be(0)]);
  while (points.length < SEEK_POINTS) points.push(empty);
  return concat(points);
}
