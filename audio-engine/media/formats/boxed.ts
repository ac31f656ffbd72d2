/**
 * M4A and other boxes (MPEG-4, ADTS, Matroska, WebM): taken apart here, their packets decoded by a browser. The
 * encoder's lead-in lies before time zero and is cut, and the end is where the file's own edit says.
 */
import {
  ADTS,
  CustomSource,
  EncodedPacketSink,
  Input,
  type InputAudioTrack,
  MATROSKA,
  MP4,
  QTFF,
  WEBM,
} from 'mediabunny';
import { mediaWords, ThresholdError } from '../../words/index.ts';
import { type AudioSource, sourceOfBlocks } from '../audio-source.ts';
import { type BrowserStream, openBrowserStream, type WorkAnswer } from '../browser/browser-worker.ts';
import { decoderPages, type PageOpener } from '../browser/decoder-pages.ts';
import type { DiskFile } from '../disk.ts';

/** Packets decoded at a time: 5 s of AAC. */
const BATCH = 240;
/** Enough for a decoder to show its rate and channels, which may differ from what the box says (SBR, PS). */
const FIRST_BATCH = 8;
const CODEC_NAMES: Record<string, string> = {
  alac: 'Apple Lossless (ALAC)',
  'ac-3': 'Dolby AC-3',
  'ec-3': 'Dolby E-AC-3',
  samr: 'AMR',
};

interface Opened {
  input: Input;
  sink: EncodedPacketSink;
  track: InputAudioTrack;
}

export async function openBoxed(file: DiskFile): Promise<AudioSource> {
  const { input, sink, track } = await openTrack(file);
  const codec = (await track.getCodec())!;
  const config = await track.getDecoderConfig();
  if (!config) throw new ThresholdError(mediaWords.codecUnknown(file.path, codec));
  const pages = decoderPages();
  if (pages.length === 0) throw new ThresholdError(mediaWords.needsBrowser(file.path));
  const description = config.description
    ? Buffer.from(bytesOf(config.description)).toString('base64')
    : undefined;
  const browser = await firstThatDecodes(file.path, pages, { ...config, description });
  if (!browser) throw new ThresholdError(mediaWords.codecUnknown(file.path, CODEC_NAMES[codec] ?? codec));
  const close = (): void => {
    browser.close();
    input.dispose();
    file.close();
  };
  try {
    const batches = packetBatches(sink);
    const firstBatch = await batches.next();
    if (firstBatch.done) throw new ThresholdError(mediaWords.noAudio(file.path, 'M4A'));
    const first = await asked(file.path, browser.decode(firstBatch.value.packets, firstBatch.value.body));
    const channels = first.channels ?? config.numberOfChannels;
    const sampleRate = first.sampleRate ?? config.sampleRate;
    const skip = Math.max(0, Math.round(-firstBatch.value.firstTimestamp * sampleRate));
    const seconds = await track.computeDuration();
    const lengthSamples = Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * sampleRate) : null;
    const notices: string[] = [];
    const state: Stream = { path: file.path, channels, sampleRate, skip, lengthSamples, notices };
    return sourceOfBlocks(
      {
        format: codec === 'aac' ? 'M4A (AAC)' : codec.toUpperCase(),
        channels,
        sampleRate,
        lengthSamples,
        bitDepth: null,
        storeAs: 'f32',
        notices,
      },
      decodeBlocks(state, first, batches, browser),
      close,
    );
  } catch (error) {
    browser.close();
    input.dispose();
    throw error;
  }
}

/** A stream in the first of the pages whose browser has the codec; undefined where none has. */
async function firstThatDecodes(
  path: string,
  pages: readonly PageOpener[],
  config: object,
): Promise<BrowserStream | undefined> {
  for (const [index, page] of pages.entries()) {
    const browser = openBrowserStream(page);
    try {
      if ((await asked(path, browser.open(config))).supported) return browser;
    } catch (error) {
      if (index === pages.length - 1) {
        browser.close();
        throw error;
      }
    }
    browser.close();
  }
  return undefined;
}

async function openTrack(file: DiskFile): Promise<Opened> {
  const input = new Input({
    source: new CustomSource({
      getSize: () => file.sizeBytes,
      read: (start, end) => {
        const bytes = new Uint8Array(end - start);
        return bytes.subarray(0, file.read(bytes, start));
      },
    }),
    formats: [MP4, QTFF, ADTS, MATROSKA, WEBM],
  });
  try {
    const track = await input.getPrimaryAudioTrack();
    if (!track) throw new ThresholdError(mediaWords.noAudio(file.path, 'media'));
    const codec = await track.getCodec();
    const inside = await track.getInternalCodecId();
    if (inside === 'drms' || inside === 'enca') throw new ThresholdError(mediaWords.protectedFile(file.path));
    if (!codec) {
      const name = typeof inside === 'string' ? inside : 'an unknown kind of';
      throw new ThresholdError(mediaWords.codecUnknown(file.path, CODEC_NAMES[name] ?? name));
    }
    return { input, track, sink: new EncodedPacketSink(track) };
  } catch (error) {
    input.dispose();
    throw error;
  }
}

interface Batch {
  packets: { bytes: number; timestampUs: number; durationUs: number }[];
  body: Uint8Array;
  /** Seconds; negative for a lead-in. */
  firstTimestamp: number;
}

async function* packetBatches(sink: EncodedPacketSink): AsyncGenerator<Batch, void> {
  let packets: Batch['packets'] = [];
  let parts: Uint8Array[] = [];
  let firstTimestamp = 0;
  let most = FIRST_BATCH;
  for await (const packet of sink.packets()) {
    if (packets.length === 0) firstTimestamp = packet.timestamp;
    packets.push({
      bytes: packet.data.length,
      timestampUs: packet.microsecondTimestamp,
      durationUs: packet.microsecondDuration,
    });
    parts.push(packet.data);
    if (packets.length < most) continue;
    yield { packets, body: Buffer.concat(parts), firstTimestamp };
    packets = [];
    parts = [];
    most = BATCH;
  }
  if (packets.length > 0) yield { packets, body: Buffer.concat(parts), firstTimestamp };
}

interface Stream {
  path: string;
  channels: number;
  sampleRate: number;
  /** Frames before time zero. */
  skip: number;
  lengthSamples: number | null;
  notices: string[];
}

async function* decodeBlocks(
  stream: Stream,
  first: WorkAnswer,
  batches: AsyncGenerator<Batch, void>,
  browser: BrowserStream,
): AsyncGenerator<Float64Array, void> {
  const { channels } = stream;
  let skip = stream.skip;
  let done = 0;
  let damaged = false;
  const cut = (answer: WorkAnswer): Float64Array => {
    if (answer.error !== null) damaged = true;
    if (answer.frames > 0 && answer.channels !== channels) damaged = true;
    const frames = answer.channels === channels ? answer.frames : 0;
    const head = Math.min(skip, frames);
    skip -= head;
    const room = Math.min(frames - head, (stream.lengthSamples ?? Number.POSITIVE_INFINITY) - done);
    done += Math.max(0, room);
    return Float64Array.from(answer.samples.subarray(head * channels, (head + Math.max(0, room)) * channels));
  };
  yield cut(first);
  try {
    for await (const batch of batches) {
      yield cut(await asked(stream.path, browser.decode(batch.packets, batch.body)));
      if (damaged) break;
    }
  } catch (error) {
    if (error instanceof ThresholdError) throw error;
    // The box itself is torn: what came until then is kept.
    damaged = true;
  }
  yield cut(await asked(stream.path, browser.flush()));
  const missing = (stream.lengthSamples ?? done) - done;
  if (missing > stream.sampleRate / 10)
    stream.notices.push(mediaWords.noticeTruncated(missing / stream.sampleRate));
  else if (damaged) stream.notices.push(mediaWords.noticeDamaged);
}

async function asked(path: string, work: Promise<WorkAnswer>): Promise<WorkAnswer> {
  try {
    return await work;
  } catch (error) {
    throw new ThresholdError(mediaWords.browserFailed(path, String(error)), { cause: error });
  }
}

function bytesOf(source: AllowSharedBufferSource): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
