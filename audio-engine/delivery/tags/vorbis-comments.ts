/** Vorbis comments (xiph.org/vorbis/doc/v-comment.html) as FLAC, Ogg Vorbis and Opus have them, and FLAC's picture. */
import { concat, latin1, u32be, u32le, utf8 } from '../encode/bytes.ts';
import {
  type Artwork,
  type FileTags,
  r128GainText,
  replayGainText,
  replayPeakText,
  type TagLoudness,
} from './tags.ts';

const NAMES: readonly (readonly [keyof FileTags, string])[] = [
  ['title', 'TITLE'],
  ['artist', 'ARTIST'],
  ['album', 'ALBUM'],
  ['albumArtist', 'ALBUMARTIST'],
  ['composer', 'COMPOSER'],
  ['genre', 'GENRE'],
  ['date', 'DATE'],
  ['copyright', 'COPYRIGHT'],
  ['comment', 'COMMENT'],
  ['isrc', 'ISRC'],
  ['upc', 'BARCODE'],
  ['trackNumber', 'TRACKNUMBER'],
  ['trackCount', 'TRACKTOTAL'],
];

export interface CommentOptions {
  tags: FileTags;
  /** Goes into the comments themselves; FLAC has a block of its own for it. */
  artwork: Artwork | null;
  /** Undefined leaves loudness out; null keeps its room. */
  loudness?: TagLoudness | null | undefined;
  /** Opus has its own gain tag, and must not have ReplayGain's (RFC 7845, 5.2.1). */
  opus: boolean;
  vendor: string;
  software: string;
}

/** Vendor and list, without the framing of a container. Its length does not depend on the figures of `loudness`. */
export function vorbisComments(options: CommentOptions): Uint8Array {
  const { tags, artwork, loudness, opus } = options;
  const entries = NAMES.flatMap(([key, name]) => {
    const value = tags[key];
    return value === undefined || value === null || value === '' ? [] : [`${name}=${value}`];
  });
  entries.push(`ENCODED-BY=${options.software}`);
  if (loudness !== undefined && opus) entries.push(`R128_TRACK_GAIN=${r128GainText(loudness)}`);
  if (loudness !== undefined && !opus) {
    entries.push(`REPLAYGAIN_TRACK_GAIN=${replayGainText(loudness)}`);
    entries.push(`REPLAYGAIN_TRACK_PEAK=${replayPeakText(loudness)}`);
    entries.push('REPLAYGAIN_REFERENCE_LOUDNESS=-18.00 LUFS');
  }
  if (artwork) entries.push(`METADATA_BLOCK_PICTURE=${Buffer.from(flacPicture(artwork)).toString('base64')}`);
  const sized = (text: string): Uint8Array => {
    const bytes = utf8(text);
    return concat([u32le(bytes.length), bytes]);
  };
  return concat([sized(options.vendor), u32le(entries.length), ...entries.map(sized)]);
}

/** METADATA_BLOCK_PICTURE (RFC 9639, 8.8), type 3: front cover. */
export function flacPicture({ mime, data, width, height, bitsPerPixel }: Artwork): Uint8Array {
  return concat([
    u32be(3, mime.length),
    latin1(mime),
    u32be(0, width, height, bitsPerPixel, 0, data.length),
    data,
  ]);
}
