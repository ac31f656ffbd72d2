/** Tags as iTunes writes them into an .m4a: the `ilst` box (moov.udta.meta.ilst). */
import { concat, latin1, u16be, u32be, utf8 } from '../encode/bytes.ts';
import { box } from '../encode/mp4-box.ts';
import { type Artwork, type FileTags, replayGainText, replayPeakText, type TagLoudness } from './tags.ts';

const TEXT = 1;
const JPEG = 13;
const PNG = 14;

const data = (kind: number, value: Uint8Array): Uint8Array => box('data', u32be(kind, 0), value);
const item = (name: string, text: string): Uint8Array => box(name, data(TEXT, utf8(text)));

/** `----` items carry a name of their own. */
function freeItem(name: string, text: string): Uint8Array {
  return box(
    '----',
    box('mean', u32be(0), latin1('com.apple.iTunes')),
    box('name', u32be(0), latin1(name)),
    data(TEXT, utf8(text)),
  );
}

const NAMES: readonly (readonly [keyof FileTags, string])[] = [
  ['title', '©nam'],
  ['artist', '©ART'],
  ['album', '©alb'],
  ['albumArtist', 'aART'],
  ['composer', '©wrt'],
  ['genre', '©gen'],
  ['date', '©day'],
  ['copyright', 'cprt'],
  ['comment', '©cmt'],
];

export interface ItemOptions {
  tags: FileTags;
  artwork: Artwork | null;
  loudness?: TagLoudness | null | undefined;
  software: string;
  /** Samples before the sound, after it, and of it: what iTunes calls gapless information. */
  gapless: { delay: number; padding: number; lengthSamples: number };
}

export function itemList({ tags, artwork, loudness, software, gapless }: ItemOptions): Uint8Array {
  const items = NAMES.flatMap(([key, name]) => {
    const value = tags[key];
    return typeof value === 'string' && value !== '' ? [item(name, value)] : [];
  });
  if (tags.trackNumber) items.push(box('trkn', data(0, u16be(0, tags.trackNumber, tags.trackCount ?? 0, 0))));
  items.push(item('©too', software));
  if (tags.isrc) items.push(freeItem('ISRC', tags.isrc));
  if (tags.upc) items.push(freeItem('BARCODE', tags.upc));
  if (loudness !== undefined) {
    items.push(freeItem('replaygain_track_gain', replayGainText(loudness)));
    items.push(freeItem('replaygain_track_peak', replayPeakText(loudness)));
  }
  items.push(freeItem('iTunSMPB', gaplessText(gapless)));
  if (artwork) items.push(box('covr', data(artwork.mime === 'image/png' ? PNG : JPEG, artwork.data)));
  return box('ilst', concat(items));
}

function gaplessText({ delay, padding, lengthSamples }: ItemOptions['gapless']): string {
  const hex = (value: number, digits: number): string =>
    value.toString(16).toUpperCase().padStart(digits, '0');
  const rest = Array.from({ length: 8 }, () => hex(0, 8)).join(' ');
  return ` ${hex(0, 8)} ${hex(delay, 8)} ${hex(padding, 8)} ${hex(lengthSamples, 16)} ${rest}`;
}
