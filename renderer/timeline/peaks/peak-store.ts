/**
 * Peaks and samples of media files, fetched in tiles when something wants to draw them. Newest wishes are
 * served first, old tiles are let go; listeners hear once a frame that new tiles came.
 */
import { studio } from '../../state/index.ts';

/** Columns of one tile: 1024 x 2 channels x 3 floats is 24 KB, well under the carrier's 64 KB. */
export const TILE_COLUMNS = 1024;
export const SAMPLE_TILE_FRAMES = 4096;
export const FINEST_LEVEL = 64;
const COARSEST_LEVEL = 1 << 20;
const MOST_TILES = 1500;
const AT_ONCE = 6;
const RETRY_MS = 1500;

interface Tile {
  data: Float32Array | undefined;
  failedAtMs: number;
}

interface Wish {
  key: string;
  load: () => Promise<ArrayBuffer>;
}

/** The largest level (a power of two from 64) that is not coarser than a pixel. */
export function levelFor(samplesPerPixel: number): number {
  let level = FINEST_LEVEL;
  while (level * 2 <= samplesPerPixel && level < COARSEST_LEVEL) level *= 2;
  return level;
}

export class PeakStore {
  readonly #tiles = new Map<string, Tile>();
  #wishes: Wish[] = [];
  #loading = 0;
  readonly #listeners = new Set<() => void>();
  #announcement: number | undefined;

  /** Min, max, rms by column and channel; undefined while it is on its way. */
  tile(mediaId: string, level: number, index: number): Float32Array | undefined {
    return this.#get(`${mediaId}|${level}|${index}`, () =>
      studio().invoke('media.peaks', {
        mediaId,
        samplesPerColumn: level,
        first: index * TILE_COLUMNS,
        count: TILE_COLUMNS,
      }),
    );
  }

  /** A tile only if it is here already: a coarser picture while the sharp one loads. */
  peek(mediaId: string, level: number, index: number): Float32Array | undefined {
    return this.#tiles.get(`${mediaId}|${level}|${index}`)?.data;
  }

  /** Interleaved samples, for zooms finer than the finest peaks. */
  samples(mediaId: string, index: number): Float32Array | undefined {
    return this.#get(`${mediaId}|s|${index}`, () =>
      studio().invoke('media.samples', {
        mediaId,
        firstSample: index * SAMPLE_TILE_FRAMES,
        count: SAMPLE_TILE_FRAMES,
      }),
    );
  }

  /** Peaks of this file were computed or changed: what is here of it may hold gaps. */
  forget(mediaId: string): void {
    for (const key of this.#tiles.keys()) if (key.startsWith(`${mediaId}|`)) this.#tiles.delete(key);
    this.#announce();
  }

  clear(): void {
    this.#tiles.clear();
    this.#wishes = [];
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #get(key: string, load: () => Promise<ArrayBuffer>): Float32Array | undefined {
    const known = this.#tiles.get(key);
    if (known) {
      if (known.data) {
        // Used again: to the young end of the map.
        this.#tiles.delete(key);
        this.#tiles.set(key, known);
        return known.data;
      }
      if (known.failedAtMs === 0 || performance.now() - known.failedAtMs < RETRY_MS) return undefined;
    }
    this.#tiles.set(key, { data: undefined, failedAtMs: 0 });
    this.#wishes.push({ key, load });
    this.#pump();
    return undefined;
  }

  #pump(): void {
    while (this.#loading < AT_ONCE && this.#wishes.length > 0) {
      const wish = this.#wishes.pop();
      if (!wish) return;
      this.#loading += 1;
      wish
        .load()
        .then(
          (buffer) => this.#arrived(wish.key, new Float32Array(buffer)),
          () => this.#tryLater(wish.key),
        )
        .finally(() => {
          this.#loading -= 1;
          this.#pump();
        });
    }
  }

  /** Peaks that are still being computed are asked for again by the next picture. */
  #tryLater(key: string): void {
    if (!this.#tiles.has(key)) return;
    this.#tiles.set(key, { data: undefined, failedAtMs: performance.now() });
    setTimeout(() => this.#announce(), RETRY_MS + 50);
  }

  #arrived(key: string, data: Float32Array): void {
    if (!this.#tiles.has(key)) return;
    if (data.length === 0 || Number.isNaN(data[0])) {
      this.#tryLater(key);
      return;
    }
    this.#tiles.set(key, { data, failedAtMs: 0 });
    for (const old of this.#tiles.keys()) {
      if (this.#tiles.size <= MOST_TILES) break;
      this.#tiles.delete(old);
    }
    this.#announce();
  }

  #announce(): void {
    this.#announcement ??= requestAnimationFrame(() => {
      this.#announcement = undefined;
      for (const listener of this.#listeners) listener();
    });
  }
}

let app: PeakStore | undefined;

/** The window's one store; listens for files whose peaks became ready. */
export function peakStore(): PeakStore {
  if (!app) {
    const store = new PeakStore();
    app = store;
    studio().on('peaks.ready', ({ mediaId }) => store.forget(mediaId));
    studio().on('studio.reset', () => store.clear());
  }
  return app;
}
