/** A cue sheet for an album in one file: what players and burning programs read beside it. */
import { ean13 } from '../../session/index.ts';
import { type Disc, discTimeText } from './red-book.ts';

export interface SheetSong {
  title: string;
  artist: string;
  composer: string;
  isrc: string;
}

export interface CueSheet {
  /** The file beside it, by name. */
  fileName: string;
  /** `WAVE`, or what the file is otherwise. */
  fileType: 'WAVE' | 'AIFF' | 'MP3';
  title: string;
  artist: string;
  upc: string;
  date: string;
  genre: string;
  songs: readonly SheetSong[];
  disc: Disc;
  /** The file begins with the first song: the pre-gap of two seconds is not in it. */
  skippedSectors: number;
}

/** Text with double quotes cannot be told in a cue sheet: they become single ones. */
const quoted = (text: string): string => `"${text.replace(/"/g, "'").replace(/[\r\n]+/g, ' ')}"`;

export function cueSheet(sheet: CueSheet): string {
  const { songs, disc, skippedSectors } = sheet;
  const lines: string[] = [];
  if (sheet.genre) lines.push(`REM GENRE ${quoted(sheet.genre)}`);
  if (sheet.date) lines.push(`REM DATE ${sheet.date.slice(0, 4)}`);
  if (sheet.upc) lines.push(`CATALOG ${ean13(sheet.upc)}`);
  if (sheet.artist) lines.push(`PERFORMER ${quoted(sheet.artist)}`);
  if (sheet.title) lines.push(`TITLE ${quoted(sheet.title)}`);
  lines.push(`FILE ${quoted(sheet.fileName)} ${sheet.fileType}`);
  disc.tracks.forEach((track, index) => {
    const song = songs[index]!;
    lines.push(`  TRACK ${String(track.number).padStart(2, '0')} AUDIO`);
    if (song.title) lines.push(`    TITLE ${quoted(song.title)}`);
    if (song.artist || sheet.artist) lines.push(`    PERFORMER ${quoted(song.artist || sheet.artist)}`);
    if (song.composer) lines.push(`    SONGWRITER ${quoted(song.composer)}`);
    if (song.isrc) lines.push(`    ISRC ${song.isrc}`);
    if (index > 0 && track.pregapSector < track.startSector)
      lines.push(`    INDEX 00 ${discTimeText(track.pregapSector - skippedSectors)}`);
    lines.push(`    INDEX 01 ${discTimeText(track.startSector - skippedSectors)}`);
  });
  return `${lines.join('\r\n')}\r\n`;
}
