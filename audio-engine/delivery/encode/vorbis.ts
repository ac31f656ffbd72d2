/**
 * Ogg Vorbis by libvorbis in WebAssembly. Its stream is passed on page by page with our comment header in place of
 * its own; granules, and with them start and end, are the encoder's and exact.
 */
import { vorbisComments } from '../tags/index.ts';
import { concat, latin1, planes } from './bytes.ts';
import { type Encoder, type NativeOptions, PROGRAM } from './encoder.ts';
import { ENCODERS } from './names.ts';
import { OggPages, renumberPage } from './ogg-pages.ts';
import { PartFile } from './part-file.ts';
import { SERIAL } from './serial.ts';
import { vorbisEncoder } from './wasm-encoder.ts';

const HEADER_PACKETS = 3;
const BLOCK_FRAMES = 4096;

export async function openVorbis(path: string, options: NativeOptions): Promise<Encoder> {
  const { file, channels, sampleRate, tags = {}, artwork = null } = options;
  if (file.format !== 'vorbis') throw new Error(`Vorbis was asked for ${file.format}.`);
  const vorbis = await vorbisEncoder();
  vorbis.configure({
    channels: channels as 1 | 2,
    sampleRate,
    vbrQuality: file.quality,
    oggSerialNo: SERIAL,
  });
  const part = new PartFile(path);
  let frames = 0;
  let rest: Uint8Array = new Uint8Array(0);
  const headers: Uint8Array[] = [];
  let unfinished: Uint8Array[] = [];
  let sequence = 0;

  const heads = (loudness: Parameters<Encoder['close']>[0]): { bytes: Uint8Array; next: number } => {
    const pages = new OggPages(SERIAL);
    const comments = concat([
      Uint8Array.of(3),
      latin1('vorbis'),
      vorbisComments({
        tags,
        artwork,
        ...(options.loudness && { loudness: loudness ?? null }),
        opus: false,
        vendor: vendorOf(headers[1]!),
        software: PROGRAM,
      }),
      Uint8Array.of(1),
    ]);
    const bytes = [
      ...pages.packet(headers[0]!, 0),
      ...pages.flush(),
      ...pages.packet(comments, 0),
      ...pages.packet(headers[2]!, 0),
      ...pages.flush(),
    ];
    return { bytes: concat(bytes), next: pages.sequence };
  };

  /** Takes the whole pages out of what the encoder has given so far. */
  const pass = (bytes: Uint8Array): void => {
    const stream = rest.length === 0 ? bytes.slice() : concat([rest, bytes]);
    let at = 0;
    for (let length = pageLength(stream, at); length > 0; length = pageLength(stream, at)) {
      const page = stream.subarray(at, at + length);
      at += length;
      if (headers.length < HEADER_PACKETS) {
        unfinished = collectPackets(page, headers, unfinished);
        if (headers.length < HEADER_PACKETS) continue;
        const begin = heads(null);
        part.append(begin.bytes);
        sequence = begin.next;
      } else {
        renumberPage(page, SERIAL, sequence++);
        part.append(page);
      }
    }
    rest = stream.slice(at);
  };

  return {
    path,
    sampleRate,
    encoderName: ENCODERS.vorbis,
    get lengthSamples() {
      return frames;
    },
    async write(samples, count) {
      for (let at = 0; at < count; at += BLOCK_FRAMES) {
        const take = Math.min(BLOCK_FRAMES, count - at);
        pass(vorbis.encode(planes(samples.subarray(at * channels), take, channels)));
      }
      frames += count;
    },
    async close(loudness = null) {
      pass(vorbis.finalize());
      part.overwrite(heads(loudness).bytes, 0);
      part.commit();
    },
    async abort() {
      part.abort();
    },
  };
}

/** Bytes of the page at `at`; 0 where it is not all there. */
function pageLength(bytes: Uint8Array, at: number): number {
  if (at + 27 > bytes.length) return 0;
  const segments = bytes[at + 26]!;
  if (at + 27 + segments > bytes.length) return 0;
  let length = 27 + segments;
  for (let i = 0; i < segments; i++) length += bytes[at + 27 + i]!;
  return at + length <= bytes.length ? length : 0;
}

/** Appends the packets that end in the page; answers with the pieces of one that does not. */
function collectPackets(page: Uint8Array, packets: Uint8Array[], begun: Uint8Array[]): Uint8Array[] {
  const segments = page[26]!;
  let at = 27 + segments;
  let pieces = begun;
  for (let i = 0; i < segments; i++) {
    const length = page[27 + i]!;
    pieces.push(page.slice(at, at + length));
    at += length;
    if (length < 255) {
      packets.push(concat(pieces));
      pieces = [];
    }
  }
  return pieces;
}

/** Who encoded, as the encoder's own comment header says. */
function vendorOf(comments: Uint8Array): string {
  const length = new DataView(comments.buffer, comments.byteOffset).getUint32(7, true);
  return new TextDecoder().decode(comments.subarray(11, 11 + length));
}
