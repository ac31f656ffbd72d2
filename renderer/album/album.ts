/** The album of the page: kept by the program as it is typed, shown here at once. */
import { useEffect, useSyncExternalStore } from 'react';
import type {
  AlbumSongWritten,
  AlbumState,
  AlbumWritten,
  Failure,
} from '../../audio-engine/protocol/index.ts';
import { failureFrom, showFailure, studio } from '../state/index.ts';

/** Typing comes in bursts; the file can wait for their end. */
const SETTLE_MS = 300;

export interface ShownAlbum {
  path: string;
  album: AlbumWritten;
  problem: Failure | null;
}

let present: ShownAlbum | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function show(next: ShownAlbum): void {
  present = next;
  for (const listener of listeners) listener();
}

/** What stands in the file may be anything: fields of the wrong kind are left out. */
function written(album: AlbumState['album']): AlbumWritten {
  const songs = Array.isArray(album.songs) ? (album.songs as AlbumSongWritten[]) : [];
  return { ...(album as Partial<AlbumWritten>), songs: songs.filter((song) => typeof song === 'object') };
}

async function load(): Promise<void> {
  try {
    const { path, album, problem } = await studio().invoke('album.get', {});
    show({ path, album: written(album), problem });
  } catch (error) {
    showFailure(failureFrom(error));
  }
}

/** The one on its way to the file. */
let sending: Promise<void> = Promise.resolve();

function keep(): void {
  clearTimeout(timer);
  timer = setTimeout(send, SETTLE_MS);
}

function send(): void {
  timer = undefined;
  if (!present) return;
  const sent = present.album;
  sending = studio()
    .invoke('album.set', { album: JSON.parse(JSON.stringify(sent)) })
    .then(({ problem }) => {
      // What was typed meanwhile stays.
      if (present) show({ ...present, problem: present.album === sent ? problem : present.problem });
    })
    .catch((error: unknown) => showFailure(failureFrom(error)));
}

/** Resolves when the file holds the album as it is shown: what is made of it must not be a moment old. */
export async function albumIsKept(): Promise<void> {
  if (timer !== undefined) {
    clearTimeout(timer);
    send();
  }
  await sending;
}

export function changeAlbum(change: Partial<AlbumWritten>): void {
  if (!present) return;
  show({ ...present, album: { ...present.album, ...change } });
  keep();
}

export function changeSong(index: number, change: Partial<AlbumSongWritten>): void {
  if (!present) return;
  const songs = present.album.songs.map((song, i) => (i === index ? { ...song, ...change } : song));
  changeAlbum({ songs });
}

export function addSongs(songs: readonly AlbumSongWritten[]): void {
  if (present) changeAlbum({ songs: [...present.album.songs, ...songs] });
}

export function removeSong(index: number): void {
  if (present) changeAlbum({ songs: present.album.songs.filter((_, i) => i !== index) });
}

/** Moves a song by one place; answers where it is then. */
export function moveSong(index: number, by: -1 | 1): number {
  const to = index + by;
  if (!present || to < 0 || to >= present.album.songs.length) return index;
  const songs = [...present.album.songs];
  const [song] = songs.splice(index, 1);
  songs.splice(to, 0, song!);
  changeAlbum({ songs });
  return to;
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Null until it was read. */
export function useAlbum(): ShownAlbum | null {
  const album = useSyncExternalStore(subscribe, () => present);
  useEffect(() => {
    if (!present) void load();
  }, []);
  return album;
}

/** The name of a song's file or session, where it has no title of its own. */
export function songName(song: AlbumSongWritten): string {
  const path = song.file ?? song.session ?? '';
  const name = path.split(/[\\/]/).filter(Boolean).at(-1) ?? path;
  return song.title || (song.file === undefined ? name : name.replace(/\.[^.]+$/, ''));
}
