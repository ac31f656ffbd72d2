/** Ogg files as a stream: Vorbis, Opus (always 48 kHz, pre-skip trimmed) and FLAC inside. */
import { OggVorbisDecoder } from '@wasm-audio-decoders/ogg-vorbis';
import { OggOpusDecoder } from 'ogg-opus-decoder';
import { mediaWords, ThresholdError } from '../../words/index.ts';
import { type AudioSource, interleave, sourceOfBlocks } from '../audio-source.ts';
import type { DiskFile } from '../disk.ts';
import { flacSource } from './flac.ts';
import { oggEnd, oggPages } from './ogg-pages.ts';

/** Bytes given to a decoder at a time. */
const PIECE_BYTES = 1 << 15;

export async function openOgg(file: DiskFile, start: number): Promise<AudioSource> {
  const first = oggPages(file, start).next().value;
  const packet = first?.body ?? new Uint8Array(0);
  const begins = (word: string): boolean =>
    [...word].every((letter, i) => packet[i] === letter.charCodeAt(0));
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  if (first && begins('\x7fFLAC') && packet.length > 13) return openOggFlac(file, start, first.serial);
  if (first && begins('\x01vorbis') && packet.length >= 28) {
    const channels = packet[11]!;
    const sampleRate = view.getUint32(12, true);
    const { granule, finished } = oggEnd(file, first.serial);
    const decoder = new OggVorbisDecoder();
    return stream(
      file,
      start,
      { format: 'Ogg Vorbis', channels, sampleRate, lengthSamples: granule, finished },
      decoder,
    );
  }
  if (first && begins('OpusHead') && packet.length >= 19) {
    const channels = packet[9]!;
    const preSkip = view.getUint16(10, true);
    const { granule, finished } = oggEnd(file, first.serial);
    const lengthSamples = granule === null ? null : Math.max(0, granule - preSkip);
    return stream(
      file,
      start,
      { format: 'Opus', channels, sampleRate: 48000, lengthSamples, finished },
      new OggOpusDecoder(),
    );
  }
  throw new ThresholdError(mediaWords.noAudio(file.path, 'Ogg'));
}

interface OggFacts {
  format: string;
  channels: number;
  sampleRate: number;
  lengthSamples: number | null;
  finished: boolean;
}

interface Decoder {
  ready: Promise<void>;
  decode(bytes: Uint8Array): Decoded | Promise<Decoded>;
  flush(): Promise<Decoded>;
  free(): void;
}

interface Decoded {
  channelData: Float32Array[];
  samplesDecoded: number;
  errors: unknown[];
}

async function stream(
  file: DiskFile,
  start: number,
  facts: OggFacts,
  decoder: Decoder,
): Promise<AudioSource> {
  if (facts.channels < 1 || facts.sampleRate < 1 || facts.sampleRate > 768_000) {
    throw new ThresholdError(mediaWords.badHeader(file.path, 'its channels or sample rate make no sense'));
  }
  await decoder.ready;
  const notices: string[] = [];
  return sourceOfBlocks(
    { ...facts, bitDepth: null, storeAs: 'f32', notices },
    decodeBlocks(file, start, facts, decoder, notices),
    () => {
      file.close();
      decoder.free();
    },
  );
}

async function* decodeBlocks(
  file: DiskFile,
  start: number,
  facts: OggFacts,
  decoder: Decoder,
  notices: string[],
): AsyncGenerator<Float64Array, void> {
  let done = 0;
  let damaged = false;
  const block = (decoded: Decoded): Float64Array | null => {
    if (decoded.errors.length > 0) damaged = true;
    const room = Math.min(decoded.samplesDecoded, (facts.lengthSamples ?? Number.POSITIVE_INFINITY) - done);
    if (room <= 0 || decoded.channelData.length < facts.channels) return null;
    done += room;
    return interleave(decoded.channelData.slice(0, facts.channels), room);
  };
  try {
    for (let position = start; ; ) {
      const bytes = new Uint8Array(PIECE_BYTES);
      const got = file.read(bytes, position);
      if (got === 0) break;
      position += got;
      const next = block(await decoder.decode(bytes.subarray(0, got)));
      if (next) yield next;
    }
    const last = block(await decoder.flush());
    if (last) yield last;
  } catch (error) {
    if (error instanceof ThresholdError) throw error;
    // The decoders throw on streams that change under their feet; what was decoded until then is kept.
    damaged = true;
  }
  if (damaged) notices.push(mediaWords.noticeDamaged);
  const missing = (facts.lengthSamples ?? done) - done;
  if (!facts.finished) notices.push(mediaWords.noticeUnfinished);
  else if (missing > 0 && !damaged) notices.push(mediaWords.noticeTruncated(missing / facts.sampleRate));
}

/** In Ogg each FLAC frame is a packet, and the first packet has nine bytes before the native header. */
function openOggFlac(file: DiskFile, start: number, serial: number): AudioSource {
  const pages = oggPages(file, start);
  let first = true;
  const pull = (): Uint8Array | null => {
    for (let next = pages.next(); !next.done; next = pages.next()) {
      const page = next.value;
      if (page.serial !== serial || page.body.length === 0) continue;
      const skip = first ? 9 : 0;
      first = false;
      return page.body.subarray(skip);
    }
    return null;
  };
  return flacSource(pull, file.path, () => file.close());
}
