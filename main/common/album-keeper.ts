/** The album of the album page, kept in the app's data folder as it is typed. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseAlbum } from '../../audio-engine/delivery/index.ts';
import type { AlbumState } from '../../audio-engine/protocol/index.ts';
import { Disk } from '../../audio-engine/studio/index.ts';
import { albumWords, failureOf } from '../../audio-engine/words/index.ts';

export const ALBUM_FILE = 'album.json';

type Written = AlbumState['album'];

/** Always readable: what cannot be read is an empty album, and stays in its file until something is set. */
export class AlbumKeeper {
  readonly #path: string;
  readonly #folder: string;
  readonly #disk = new Disk();

  constructor(dataFolder: string) {
    this.#folder = dataFolder;
    this.#path = join(dataFolder, ALBUM_FILE);
  }

  get state(): AlbumState {
    const album = this.#read();
    return { path: this.#path, album, problem: this.#problem(album) };
  }

  set(album: Written): AlbumState {
    mkdirSync(this.#folder, { recursive: true });
    this.#disk.replace(this.#path, `${JSON.stringify(album, null, 2)}\n`);
    return this.state;
  }

  #read(): Written {
    if (!this.#disk.exists(this.#path)) return { songs: [] };
    try {
      const read: unknown = JSON.parse(this.#disk.read(this.#path).toString('utf8'));
      return typeof read === 'object' && read !== null && !Array.isArray(read)
        ? (read as Written)
        : { songs: [] };
    } catch {
      return { songs: [] };
    }
  }

  #problem(album: Written): AlbumState['problem'] {
    try {
      parseAlbum(album, this.#folder);
      return null;
    } catch (error) {
      return failureOf(error, albumWords.theAlbum);
    }
  }
}
