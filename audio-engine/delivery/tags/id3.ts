/** ID3v2.3 (id3.org/id3v2.3.0): the version that every player and every Windows reads. Texts are UTF-16 with BOM. */
import { concat, latin1, u32be } from '../encode/bytes.ts';
import { type Artwork, type FileTags, replayGainText, replayPeakText, type TagLoudness } from './tags.ts';

/** UTF-16, little-endian, with byte order mark. */
function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xff, 0xfe]);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[2 + i * 2] = code & 255;
    bytes[3 + i * 2] = code >> 8;
  }
  return bytes;
}

const plain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);
/** Encoding byte and text: Latin where it is enough, because old players read nothing else. */
const encoded = (text: string): { kind: number; bytes: Uint8Array; end: Uint8Array } =>
  plain(text)
    ? { kind: 0, bytes: latin1(text), end: Uint8Array.of(0) }
    : { kind: 1, bytes: utf16(text), end: Uint8Array.of(0, 0) };

function frame(id: string, body: Uint8Array): Uint8Array {
  return concat([latin1(id), u32be(body.length), Uint8Array.of(0, 0), body]);
}

function textFrame(id: string, text: string): Uint8Array {
  const { kind, bytes } = encoded(text);
  return frame(id, concat([Uint8Array.of(kind), bytes]));
}

function userFrame(name: string, text: string): Uint8Array {
  const wide = !plain(text);
  const parts = wide
    ? [utf16(name), Uint8Array.of(0, 0), utf16(text)]
    : [latin1(name), Uint8Array.of(0), latin1(text)];
  return frame('TXXX', concat([Uint8Array.of(wide ? 1 : 0), ...parts]));
}

function commentFrame(text: string): Uint8Array {
  const { kind, bytes } = encoded(text);
  const empty = kind === 1 ? utf16('') : new Uint8Array(0);
  const end = kind === 1 ? Uint8Array.of(0, 0) : Uint8Array.of(0);
  return frame('COMM', concat([Uint8Array.of(kind), latin1('eng'), empty, end, bytes]));
}

/** Attached picture, type 3: front cover. */
function pictureFrame(artwork: Artwork): Uint8Array {
  return frame(
    'APIC',
    concat([Uint8Array.of(0), latin1(artwork.mime), Uint8Array.of(0, 3, 0), artwork.data]),
  );
}

const TEXTS: readonly (readonly [keyof FileTags, string])[] = [
  ['title', 'TIT2'],
  ['artist', 'TPE1'],
  ['album', 'TALB'],
  ['albumArtist', 'TPE2'],
  ['composer', 'TCOM'],
  ['genre', 'TCON'],
  ['copyright', 'TCOP'],
  ['isrc', 'TSRC'],
];

export interface Id3Options {
  tags: FileTags;
  artwork: Artwork | null;
  /** Undefined leaves loudness out; null keeps its room. */
  loudness?: TagLoudness | null | undefined;
  software: string;
}

/** The whole tag; its length does not depend on the figures of `loudness`. */
export function id3Tag({ tags, artwork, loudness, software }: Id3Options): Uint8Array {
  const frames: Uint8Array[] = [];
  for (const [key, id] of TEXTS) {
    const value = tags[key];
    if (typeof value === 'string' && value !== '') frames.push(textFrame(id, value));
  }
  if (tags.date) {
    // v2.3 has the year and, apart from it, day and month as DDMM.
    frames.push(textFrame('TYER', tags.date.slice(0, 4)));
    if (tags.date.length === 10)
      frames.push(textFrame('TDAT', tags.date.slice(8, 10) + tags.date.slice(5, 7)));
  }
  if (tags.trackNumber)
    frames.push(textFrame('TRCK', `${tags.trackNumber}${tags.trackCount ? `/${tags.trackCount}` : ''}`));
  if (tags.comment) frames.push(commentFrame(tags.comment));
  if (tags.upc) frames.push(userFrame('BARCODE', tags.upc));
  if (loudness !== undefined) {
    frames.push(userFrame('REPLAYGAIN_TRACK_GAIN', replayGainText(loudness)));
    frames.push(userFrame('REPLAYGAIN_TRACK_PEAK', replayPeakText(loudness)));
  }
  frames.push(textFrame('TENC', software));
  if (artwork) frames.push(pictureFrame(artwork));
  const body = concat(frames);
  const size = Uint8Array.of(
    (body.length >> 21) & 127,
    (body.length >> 14) & 127,
    (body.length >> 7) & 127,
    body.length & 127,
  );
  return concat([latin1('ID3'), Uint8Array.of(3, 0, 0), size, body]);
}
