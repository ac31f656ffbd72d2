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

const COARSER_STEPS = 12;

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
  let complete = true;
  for (let x = 0; x < pixels; x++) {
    const from = firstSample + x * samplesPerPixel;
    const to = Math.min(media.lengthSamples, from + samplesPerPixel);
    if (to <= 0 || from >= media.lengthSamples) continue;
    if (!gather(store, media, level, Math.max(0, from), to, values, x * lanes * 3, merged, true)) {
      complete = false;
      for (let step = 1, coarse = level * 2; step <= COARSER_STEPS; step++, coarse *= 2) {
        if (gather(store, media, coarse, Math.max(0, from), to, values, x * lanes * 3, merged, false)) break;
      }
    }
  }
  return { values, lanes, complete };
}

function gather(
  store: PeakStore,
  media: MediaShape,
  level: number,
  from: number,
  to: number,
  into: Float32Array,
  at: number,
  merged: boolean,
  fetch: boolean,
): boolean {
  const { channels } = media;
  const first = Math.floor(from / level);
  const last = Math.max(first, Math.ceil(to / level) - 1);
  let known = true;
  for (let column = first; column <= last; column++) {
    const index = Math.floor(column / TILE_COLUMNS);
    const tile = fetch ? store.tile(media.id, level, index) : store.peek(media.id, level, index);
    if (!tile) {
      known = false;
      // One missing tile is enough to know; the loop over pixels asks for the others.
      break;
    }
    const base = (column - index * TILE_COLUMNS) * channels * 3;
    for (let channel = 0; channel < channels; channel++) {
      const low = tile[base + channel * 3] as number;
      if (low === undefined || Number.isNaN(low)) {
        known = false;
        continue;
      }
      const high = tile[base + channel * 3 + 1] as number;
      const rms = tile[base + channel * 3 + 2] as number;
      const slot = at + (merged ? 0 : channel * 3);
      const before = into[slot] as number;
      if (Number.isNaN(before)) {
        into[slot] = low;
        into[slot + 1] = high;
        into[slot + 2] = rms;
      } else {
        into[slot] = Math.min(before, low);
        into[slot + 1] = Math.max(into[slot + 1] as number, high);
        into[slot + 2] = Math.max(into[slot + 2] as number, rms);
      }
    }
  }
  return known;
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
