/**
 * An album as a person writes it down: a JSON file beside its songs. Paths in it start where it lies. Everything in it
 * is checked here, with the place that is wrong.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { z } from 'zod';
import { albumSchema, type albumSongSchema } from '../../protocol/index.ts';
import { albumWords, ThresholdError } from '../../words/index.ts';

export type AlbumSong = Omit<z.output<typeof albumSongSchema>, 'file' | 'session'> & {
  /** Absolute. */
  path: string;
  from: 'file' | 'session';
};

export type Album = Omit<z.output<typeof albumSchema>, 'songs' | 'artwork'> & {
  songs: AlbumSong[];
  /** Absolute. */
  artwork: string | null;
};

/** Checks what a JSON file or a window says of an album; throws a ThresholdError that names the first wrong place. */
export function parseAlbum(value: unknown, folder: string): Album {
  const parsed = albumSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new ThresholdError(albumWords.invalid(placeOf(issue.path), issue.message));
  }
  const { songs, artwork, ...rest } = parsed.data;
  const found = (path: string): string => {
    const full = resolve(folder, path);
    if (!existsSync(full)) throw new ThresholdError(albumWords.missing(full));
    return full;
  };
  return {
    ...rest,
    artwork: artwork === null ? null : found(artwork),
    songs: songs.map(({ file, session, ...song }) => ({
      ...song,
      path: found(file ?? session ?? ''),
      from: file === undefined ? 'session' : 'file',
    })),
  };
}

/** `songs.2.isrc` counts from 0; people count songs from 1. */
function placeOf(path: readonly PropertyKey[]): string {
  const [first, second, ...rest] = path.map(String);
  if (first === 'songs' && second !== undefined)
    return [albumWords.song(Number(second) + 1), ...rest].join(', ');
  return path.map(String).join('.') || albumWords.theAlbum;
}

export function readAlbum(path: string): Album {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ThresholdError(albumWords.unreadable(path, String(error)), { cause: error });
  }
  return parseAlbum(value, dirname(resolve(path)));
}
