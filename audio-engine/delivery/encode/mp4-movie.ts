/** The `moov` box of an audio file of one track (ISO 14496-12 and -14): packets, edit list and tags. */
import { concat, latin1, u16be, u32be, utf8 } from './bytes.ts';
import { box, fullBox } from './mp4-box.ts';

export interface MovieFacts {
  sampleRate: number;
  channels: number;
  /** AudioSpecificConfig (ISO 14496-3, 1.6.2.1). */
  config: Uint8Array;
  /** Bytes of each packet. */
  sizes: readonly number[];
  packetFrames: number;
  /** Where the first packet stands in the file. */
  dataOffset: number;
  /** Samples before the sound. */
  priming: number;
  lengthSamples: number;
  /** The `ilst` box. */
  items: Uint8Array;
}

const IDENTITY = u32be(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);
/** Packets in a chunk: about half a second. */
const CHUNK_PACKETS = 24;
/** ISO 639-2 `und`, five bits a letter. */
const UNDETERMINED = 0x55c4;

export function movieBox(all: MovieFacts): Uint8Array {
  const { sampleRate, lengthSamples, priming } = all;
  const mediaFrames = priming + lengthSamples;
  // Packets that hold nothing but the encoder's own tail are left out.
  const facts = { ...all, sizes: all.sizes.slice(0, Math.ceil(mediaFrames / all.packetFrames)) };
  const header = fullBox(
    'mvhd',
    0,
    0,
    u32be(0, 0, sampleRate, lengthSamples, 0x10000),
    u16be(0x100, 0),
    u32be(0, 0),
    IDENTITY,
    u32be(0, 0, 0, 0, 0, 0, 2),
  );
  const trackHeader = fullBox(
    'tkhd',
    0,
    3,
    u32be(0, 0, 1, 0, lengthSamples, 0, 0),
    u16be(0, 0, 0x100, 0),
    IDENTITY,
    u32be(0, 0),
  );
  const edits = box('edts', fullBox('elst', 0, 0, u32be(1, lengthSamples, priming, 0x10000)));
  const media = box(
    'mdia',
    fullBox('mdhd', 0, 0, u32be(0, 0, sampleRate, mediaFrames), u16be(UNDETERMINED, 0)),
    fullBox('hdlr', 0, 0, u32be(0), latin1('soun'), u32be(0, 0, 0), utf8('Sound\0')),
    box(
      'minf',
      fullBox('smhd', 0, 0, u32be(0)),
      box('dinf', fullBox('dref', 0, 0, u32be(1), fullBox('url ', 0, 1))),
      sampleTable(facts),
    ),
  );
  const meta = fullBox(
    'meta',
    0,
    0,
    fullBox('hdlr', 0, 0, u32be(0), latin1('mdirappl'), u32be(0, 0), Uint8Array.of(0)),
    facts.items,
  );
  return box('moov', header, box('trak', trackHeader, edits, media), box('udta', meta));
}

function sampleTable(facts: MovieFacts): Uint8Array {
  const { sizes, packetFrames, dataOffset } = facts;
  const chunks: number[] = [];
  let at = dataOffset;
  sizes.forEach((bytes, i) => {
    if (i % CHUNK_PACKETS === 0) chunks.push(at);
    at += bytes;
  });
  const whole = Math.floor(sizes.length / CHUNK_PACKETS);
  const rest = sizes.length % CHUNK_PACKETS;
  const runs: number[] = [];
  if (whole > 0) runs.push(1, CHUNK_PACKETS, 1);
  if (rest > 0) runs.push(whole + 1, rest, 1);
  // The last packet lasts as long as there is sound in it: players that know no edit list end there.
  const last = facts.priming + facts.lengthSamples - (sizes.length - 1) * packetFrames;
  const durations =
    last === packetFrames ? [sizes.length, packetFrames] : [sizes.length - 1, packetFrames, 1, last];
  return box(
    'stbl',
    fullBox('stsd', 0, 0, u32be(1), soundEntry(facts)),
    fullBox('stts', 0, 0, u32be(durations.length / 2, ...durations)),
    fullBox('stsc', 0, 0, u32be(runs.length / 3, ...runs)),
    fullBox('stsz', 0, 0, numbers([0, sizes.length], sizes)),
    fullBox('stco', 0, 0, numbers([chunks.length], chunks)),
  );
}

/** Many 32-bit numbers: a spread of a long song would overflow the stack. */
function numbers(first: readonly number[], rest: readonly number[]): Uint8Array {
  const bytes = new Uint8Array((first.length + rest.length) * 4);
  const view = new DataView(bytes.buffer);
  first.forEach((value, i) => view.setUint32(i * 4, value));
  rest.forEach((value, i) => view.setUint32((first.length + i) * 4, value));
  return bytes;
}

function soundEntry(facts: MovieFacts): Uint8Array {
  const { channels, sampleRate } = facts;
  return box(
    'mp4a',
    u32be(0),
    u16be(0, 1),
    u32be(0, 0),
    u16be(channels, 16, 0, 0),
    u32be(Math.min(65535, sampleRate) * 65536),
    streamDescriptor(facts),
  );
}

/** Elementary stream descriptor (ISO 14496-1, 7.2.6). */
function streamDescriptor({ config, sizes, packetFrames, sampleRate }: MovieFacts): Uint8Array {
  const seconds = (sizes.length * packetFrames) / sampleRate;
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const average = seconds > 0 ? Math.round((bytes * 8) / seconds) : 0;
  const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
  const most = Math.round((largest * 8 * sampleRate) / packetFrames);
  const specific = descriptor(5, config);
  const decoder = descriptor(
    4,
    concat([
      // 0x40: AAC; 0x15: a sound stream.
      Uint8Array.of(0x40, 0x15, (largest >> 16) & 255, (largest >> 8) & 255, largest & 255),
      u32be(most, average),
      specific,
    ]),
  );
  const stream = descriptor(
    3,
    concat([u16be(1), Uint8Array.of(0), decoder, descriptor(6, Uint8Array.of(2))]),
  );
  return fullBox('esds', 0, 0, stream);
}

function descriptor(tag: number, body: Uint8Array): Uint8Array {
  return concat([Uint8Array.of(tag, 0x80, 0x80, 0x80, body.length), body]);
}
