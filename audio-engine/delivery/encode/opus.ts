/**
 * Opus in Ogg (RFC 6716, 7845) by libopus in WebAssembly: always 48 kHz. The encoder looks 312 samples ahead, which
 * the header declares as pre-skip; the last page's granule ends the stream at the very sample.
 */
import OpusScript from 'opusscript';
import { Quantiser } from '../quantiser.ts';
import { vorbisComments } from '../tags/index.ts';
import { concat, latin1, u16le, u32le } from './bytes.ts';
import { type Encoder, type NativeOptions, PROGRAM } from './encoder.ts';
import { ENCODERS } from './names.ts';
import { OggPages } from './ogg-pages.ts';
import { PartFile } from './part-file.ts';
import { SERIAL } from './serial.ts';

const RATE = 48000;
/** 20 ms: what libopus is tuned for. */
const PACKET_FRAMES = 960;
/** OPUS_GET_LOOKAHEAD at 48 kHz for OPUS_APPLICATION_AUDIO: 2.5 ms of MDCT overlap and 4 ms of delay compensation. */
const LOOKAHEAD = 312;
/** OPUS_SET_COMPLEXITY: the most care. */
const SET_COMPLEXITY = 4010;
/** Packets on a page: one second. */
const PAGE_PACKETS = 50;

export async function openOpus(path: string, options: NativeOptions): Promise<Encoder> {
  const { file, channels, home, tags = {}, artwork = null } = options;
  if (file.format !== 'opus') throw new Error(`Opus was asked for ${file.format}.`);
  const opus = new OpusScript(RATE, channels as 1 | 2, OpusScript.Application.AUDIO);
  opus.setBitrate(file.kbps * 1000);
  opus.encoderCTL(SET_COMPLEXITY, 10);
  // The encoder takes 16-bit samples: dithered, so that quiet endings stay clean.
  const quantiser = new Quantiser(home, channels, '16');
  const packet = new Float64Array(PACKET_FRAMES * channels);
  const words = new Int16Array(packet.length);
  const part = new PartFile(path);

  const heads = (loudness: Parameters<Encoder['close']>[0]): { bytes: Uint8Array; next: number } => {
    const pages = new OggPages(SERIAL);
    const head = concat([
      latin1('OpusHead'),
      Uint8Array.of(1, channels),
      u16le(LOOKAHEAD),
      u32le(options.sampleRate),
      u16le(0),
      Uint8Array.of(0),
    ]);
    const comments = concat([
      latin1('OpusTags'),
      vorbisComments({
        tags,
        artwork,
        ...(options.loudness && { loudness: loudness ?? null }),
        opus: true,
        vendor: ENCODERS.opus,
        software: PROGRAM,
      }),
    ]);
    const bytes = [
      ...pages.packet(head, 0),
      ...pages.flush(),
      ...pages.packet(comments, 0),
      ...pages.flush(),
    ];
    return { bytes: concat(bytes), next: pages.sequence };
  };

  let frames = 0;
  let fill = 0;
  let packets = 0;
  const begin = heads(null);
  const pages = new OggPages(SERIAL, begin.next);
  const encodePacket = (): void => {
    // A page is closed when the next packet comes: the last one must carry the end.
    if (packets > 0 && packets % PAGE_PACKETS === 0) for (const bytes of pages.flush()) part.append(bytes);
    quantiser.process(packet, PACKET_FRAMES);
    for (let i = 0; i < words.length; i++) words[i] = packet[i]! * 32768;
    const data = opus.encode(Buffer.from(words.buffer, 0, words.byteLength), PACKET_FRAMES);
    packets++;
    for (const bytes of pages.packet(data, packets * PACKET_FRAMES)) part.append(bytes);
    fill = 0;
  };
  const release = (): void => {
    quantiser.dispose();
    opus.delete();
  };
  part.append(begin.bytes);

  return {
    path,
    sampleRate: RATE,
    encoderName: ENCODERS.opus,
    get lengthSamples() {
      return frames;
    },
    async write(samples, count) {
      for (let at = 0; at < count; ) {
        const take = Math.min(PACKET_FRAMES - fill, count - at);
        packet.set(samples.subarray(at * channels, (at + take) * channels), fill * channels);
        fill += take;
        at += take;
        if (fill === PACKET_FRAMES) encodePacket();
      }
      frames += count;
    },
    async close(loudness = null) {
      while (packets * PACKET_FRAMES < frames + LOOKAHEAD) {
        packet.fill(0, fill * channels);
        encodePacket();
      }
      for (const bytes of pages.flush(true, frames + LOOKAHEAD)) part.append(bytes);
      part.overwrite(heads(loudness).bytes, 0);
      part.commit();
      release();
    },
    async abort() {
      part.abort();
      release();
    },
  };
}
