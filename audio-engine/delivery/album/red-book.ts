/**
 * Where songs lie on a compact disc (IEC 60908, "Red Book"): sectors of 588 stereo frames, 75 of them a second. Every
 * song starts on a sector; the first one after two seconds of silence, its pre-gap, that stand in the image and are not
 * counted in a cue sheet.
 */
import { albumWords, ThresholdError } from '../../words/index.ts';

export const CD_RATE = 44_100;
export const SECTOR_FRAMES = 588;
export const SECTOR_BYTES = SECTOR_FRAMES * 4;
export const SECTORS_PER_SECOND = 75;
/** Two seconds before the first song. */
export const FIRST_PREGAP_SECTORS = 2 * SECTORS_PER_SECOND;
const SHORTEST_SONG_SECTORS = 4 * SECTORS_PER_SECOND;
const MOST_SONGS = 99;
/** 79:57, which a disc of 80 minutes holds with its lead-out. */
const MOST_SECTORS = (79 * 60 + 57) * SECTORS_PER_SECOND;

export interface DiscSong {
  /** Frames of sound. */
  lengthFrames: number;
  gapSeconds: number;
}

/** Sectors and frames are counted from the first of the image, pre-gap included. */
export interface DiscTrack {
  number: number;
  /** Where its silence begins (index 00). */
  pregapSector: number;
  /** Where it begins for a player (index 01): at its first frame, or up to one sector before. */
  startSector: number;
  /** Its first frame of sound. Songs without a gap follow one another to the frame. */
  soundFrame: number;
  lengthFrames: number;
}

export interface Disc {
  tracks: DiscTrack[];
  /** All of the image: where the lead-out begins. */
  sectors: number;
  /** At the image's rate; 588 on a disc. */
  sectorFrames: number;
}

/**
 * Lays songs out. A song after a gap begins on a sector; one without a gap follows at once, and its mark stands on the
 * sector it begins in. The image is filled up to a whole sector.
 * @param sampleRate of the image, a multiple of 75.
 */
export function layOut(songs: readonly DiscSong[], sampleRate = CD_RATE): Disc {
  const sectorFrames = sampleRate / SECTORS_PER_SECOND;
  let end = 0;
  const tracks = songs.map(({ lengthFrames, gapSeconds }, index): DiscTrack => {
    const gapSectors = index === 0 ? FIRST_PREGAP_SECTORS : Math.round(gapSeconds * SECTORS_PER_SECOND);
    const pregapSector = gapSectors > 0 ? Math.ceil(end / sectorFrames) : Math.floor(end / sectorFrames);
    const startSector = pregapSector + gapSectors;
    const soundFrame = gapSectors > 0 ? startSector * sectorFrames : end;
    end = soundFrame + lengthFrames;
    return { number: index + 1, pregapSector, startSector, soundFrame, lengthFrames };
  });
  return { tracks, sectors: Math.ceil(end / sectorFrames), sectorFrames };
}

/** Throws a ThresholdError where a disc cannot hold an image. */
export function checkDisc(disc: Disc): void {
  const { tracks, sectors } = disc;
  if (tracks.length > MOST_SONGS) throw new ThresholdError(albumWords.disc.songs(tracks.length));
  tracks.forEach(({ startSector }, index) => {
    const length = (tracks[index + 1]?.pregapSector ?? sectors) - startSector;
    if (length < SHORTEST_SONG_SECTORS)
      throw new ThresholdError(albumWords.disc.short(index + 1, length / SECTORS_PER_SECOND));
  });
  const played = sectors - FIRST_PREGAP_SECTORS;
  if (played > MOST_SECTORS) throw new ThresholdError(albumWords.disc.long(played / SECTORS_PER_SECOND));
}

export interface DiscTime {
  minutes: number;
  seconds: number;
  frames: number;
}

/** Minutes, seconds and frames (of 75) of a count of sectors. */
export function discTime(sectors: number): DiscTime {
  return {
    minutes: Math.floor(sectors / (60 * SECTORS_PER_SECOND)),
    seconds: Math.floor(sectors / SECTORS_PER_SECOND) % 60,
    frames: sectors % SECTORS_PER_SECOND,
  };
}

const two = (value: number): string => String(value).padStart(2, '0');

/** `mm:ss:ff` */
export function discTimeText(sectors: number): string {
  const { minutes, seconds, frames } = discTime(sectors);
  return `${two(minutes)}:${two(seconds)}:${two(frames)}`;
}
