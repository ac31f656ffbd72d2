/**
 * Peaks as one column a pixel: gathers the stored columns under each pixel, so that a waveform is exact at
 * every zoom. Where the sharp level is not here yet, a coarser one stands in.
 */
import { levelFor, type PeakStore, SAMPLE_TILE_FRAMES, TILE_COLUMNS } from './peak-store.ts';

export interface Columns {
  /** By pixel and lane: min, max, rms. NaN where nothing is known. */
  values: Float32Array;
  lanes: number;
  complete: boolean;
}

export interface MediaShape {
  id: string;
  channels: number;
  lengthSamples: number;
}

const COARSER_STEPS = 8;

/** The tiles of a level under a range of the file, looked up once and then read by index. */
class LevelTiles {
  readonly level: number;
  readonly #first: number;
  readonly #tiles: (Float32Array | undefined)[] = [];

  constructor(store: PeakStore, mediaId: string, level: number, from: number, to: number, fetch: boolean) {
    this.level = level;
    this.#first = Math.floor(from / level / TILE_COLUMNS);
    const last = Math.floor(to / level / TILE_COLUMNS);
    for (let index = this.#first; index <= last; index++) {
      this.#tiles.push(fetch ? store.tile(mediaId, level, index) : store.peek(mediaId, level, index));
    }
  }

  /** Folds the columns under [from, to) into `into` at `at`; false where something is not known yet. */
  fold(from: number, to: number, channels: number, into: Float32Array, at: number, merged: boolean): boolean {
    const first = Math.floor(from / this.level);
    const last = Math.max(first, Math.ceil(to / this.level) - 1);
    for (let column = first; column <= last; column++) {
      const index = Math.floor(column / TILE_COLUMNS);
      const tile = this.#tiles[index - this.#first];
      if (!tile) return false;
      const base = (column - index * TILE_COLUMNS) * channels * 3;
      for (let channel = 0; channel < channels; channel++) {
        const low = tile[base + channel * 3];
        if (low === undefined || Number.isNaN(low)) return false;
        const slot = at + (merged ? 0 : channel * 3);
        const fresh = Number.isNaN(into[slot] as number);
        const high = tile[base + channel * 3 + 1] as number;
        const rms = tile[base + channel * 3 + 2] as number;
        into[slot] = fresh ? low : Math.min(into[slot] as number, low);
        into[slot + 1] = fresh ? high : Math.max(into[slot + 1] as number, high);
        into[slot + 2] = fresh ? rms : Math.max(into[slot + 2] as number, rms);
      }
    }
    return true;
  }
}

/** `merged` folds both channels into one lane: the wider peak, the louder RMS. */
export function peakColumns(
  store: PeakStore,
  media: MediaShape,
  firstSample: number,
  samplesPerPixel: number,
  pixels: number,
  merged: boolean,
): Columns {
  const lanes = merged ? 1 : media.channels;
  const values = new Float32Array(pixels * lanes * 3).fill(Number.NaN);
  const level = levelFor(samplesPerPixel);
  const begin = Math.max(0, firstSample);
  const end = Math.min(media.lengthSamples, firstSample + pixels * samplesPerPixel);
  if (end <= begin) return { values, lanes, complete: true };
  const levels = [new LevelTiles(store, media.id, level, begin, end, true)];
  let complete = true;
  for (let x = 0; x < pixels; x++) {
    const from = firstSample + x * samplesPerPixel;
    const to = Math.min(media.lengthSamples, from + samplesPerPixel);
    if (to <= 0 || from >= media.lengthSamples) continue;
    for (let step = 0; step <= COARSER_STEPS; step++) {
      levels[step] ??= new LevelTiles(store, media.id, level * 2 ** step, begin, end, false);
      if (levels[step]?.fold(Math.max(0, from), to, media.channels, values, x * lanes * 3, merged)) break;
      complete = false;
    }
  }
  return { values, lanes, complete };
}

/** Samples of one channel from `firstSample`; undefined while they load. Past the end they are 0. */
export function rawSamples(
  store: PeakStore,
  media: MediaShape,
  firstSample: number,
  count: number,
): { values: Float32Array; channels: number } | undefined {
  const { channels } = media;
  const values = new Float32Array(count * channels);
  let complete = true;
  const begin = Math.max(0, firstSample);
  const end = Math.min(media.lengthSamples, firstSample + count);
  for (let index = Math.floor(begin / SAMPLE_TILE_FRAMES); index * SAMPLE_TILE_FRAMES < end; index++) {
    const tile = store.samples(media.id, index);
    if (!tile) {
      complete = false;
      continue;
    }
    const tileStart = index * SAMPLE_TILE_FRAMES;
    const from = Math.max(begin, tileStart);
    const to = Math.min(end, tileStart + SAMPLE_TILE_FRAMES);
    values.set(
      tile.subarray((from - tileStart) * channels, (to - tileStart) * channels),
      (from - firstSample) * channels,
    );
  }
  return complete ? { values, channels } : undefined;
}

/** Columns made from the samples themselves, for zooms finer than the finest peaks. */
export function columnsOfSamples(
  samples: { values: Float32Array; channels: number },
  firstSample: number,
  fromSample: number,
  samplesPerPixel: number,
  pixels: number,
  merged: boolean,
): Float32Array {
  const { values, channels } = samples;
  const lanes = merged ? 1 : channels;
  const out = new Float32Array(pixels * lanes * 3).fill(Number.NaN);
  const count = values.length / channels;
  for (let x = 0; x < pixels; x++) {
    const from = Math.max(0, Math.floor(fromSample + x * samplesPerPixel - firstSample));
    const to = Math.min(count, Math.ceil(fromSample + (x + 1) * samplesPerPixel - firstSample) + 1);
    for (let lane = 0; lane < lanes; lane++) {
      let low = Number.POSITIVE_INFINITY;
      let high = Number.NEGATIVE_INFINITY;
      let squares = 0;
      let n = 0;
      for (let channel = merged ? 0 : lane; channel < (merged ? channels : lane + 1); channel++) {
        for (let i = from; i < to; i++) {
          const v = values[i * channels + channel] as number;
          low = Math.min(low, v);
          high = Math.max(high, v);
          squares += v * v;
          n += 1;
        }
      }
      if (n === 0) continue;
      const at = (x * lanes + lane) * 3;
      out[at] = low;
      out[at + 1] = high;
      out[at + 2] = Math.sqrt(squares / n);
    }
  }
  return out;
}
