/**
 * Drawn waveforms as bitmaps of 512 px, so that scrolling only copies. A bitmap is kept by file, zoom, height,
 * colour and gain; one that was drawn before all its peaks were here is drawn again when they come.
 */
import { columnsOfSamples, type MediaShape, peakColumns, rawSamples } from './columns.ts';
import { FINEST_LEVEL, type PeakStore } from './peak-store.ts';
import { waveImage } from './wave-pixels.ts';

export const TILE_PX = 512;
const MOST_BITMAPS = 700;
/** Bitmaps of the zooms before stand in while new ones are made. */
const ZOOMS_KEPT = 3;

export interface WaveStyle {
  peak: string;
  rms: string;
  /** Device pixels. */
  height: number;
  gain: number;
  merged: boolean;
  /** Device pixels a CSS pixel has; lines get this wide. */
  scale: number;
}

interface Bitmap {
  image: ImageBitmap;
  complete: boolean;
  drawnAtMs: number;
}

/** Draws columns about their zero lines: peak in the track's colour, RMS inside it. */
export function paintColumns(
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D,
  values: Float32Array,
  lanes: number,
  pixels: number,
  left: number,
  top: number,
  style: WaveStyle,
): void {
  const laneHeight = style.height / lanes;
  for (let lane = 0; lane < lanes; lane++) {
    const middle = top + laneHeight * (lane + 0.5);
    const half = (laneHeight / 2 - 1) * style.gain;
    const limit = laneHeight / 2 - 0.5;
    context.fillStyle = style.peak;
    context.beginPath();
    for (let x = 0; x < pixels; x++) {
      const low = values[(x * lanes + lane) * 3] as number;
      if (Number.isNaN(low)) continue;
      const high = values[(x * lanes + lane) * 3 + 1] as number;
      const y0 = Math.max(-limit, -high * half);
      const y1 = Math.min(limit, -low * half);
      context.rect(left + x, middle + y0 - 0.5, 1, Math.max(1, y1 - y0 + 1));
    }
    context.fill();
    context.fillStyle = style.rms;
    context.beginPath();
    for (let x = 0; x < pixels; x++) {
      const rms = (values[(x * lanes + lane) * 3 + 2] as number) * half;
      if (!(rms > 0.5)) continue;
      const low = Math.min(limit, -(values[(x * lanes + lane) * 3] as number) * half);
      const high = Math.min(limit, (values[(x * lanes + lane) * 3 + 1] as number) * half);
      const up = Math.min(rms, Math.max(0, high));
      const down = Math.min(rms, Math.max(0, low));
      if (up + down > 0.5) context.rect(left + x, middle - up, 1, up + down);
    }
    context.fill();
  }
}

/** Single samples as a line, with points where they are far apart. */
export function paintSamples(
  context: OffscreenCanvasRenderingContext2D | CanvasRenderingContext2D,
  samples: { values: Float32Array; channels: number },
  firstSample: number,
  fromSample: number,
  samplesPerPixel: number,
  left: number,
  top: number,
  style: WaveStyle,
): void {
  const { values, channels } = samples;
  const lanes = style.merged ? 1 : channels;
  const laneHeight = style.height / lanes;
  const count = values.length / channels;
  for (let channel = 0; channel < channels; channel++) {
    const middle = top + laneHeight * ((style.merged ? 0 : channel) + 0.5);
    const half = (laneHeight / 2 - 1) * style.gain;
    const limit = laneHeight / 2 - 0.5;
    context.strokeStyle = channel === 0 ? style.rms : style.peak;
    context.fillStyle = context.strokeStyle;
    context.lineWidth = style.scale * 1.2;
    context.lineJoin = 'round';
    context.beginPath();
    for (let i = 0; i < count; i++) {
      const x = left + (firstSample + i - fromSample) / samplesPerPixel;
      const y = middle - Math.max(-limit, Math.min(limit, (values[i * channels + channel] as number) * half));
      if (i === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.stroke();
    if (samplesPerPixel < 0.12) {
      for (let i = 0; i < count; i++) {
        const x = left + (firstSample + i - fromSample) / samplesPerPixel;
        const y =
          middle - Math.max(-limit, Math.min(limit, (values[i * channels + channel] as number) * half));
        context.fillRect(x - 2 * style.scale, y - 2 * style.scale, 4 * style.scale, 4 * style.scale);
      }
    }
  }
}

export class WaveTiles {
  readonly #store: PeakStore;
  readonly #bitmaps = new Map<string, Bitmap>();
  #scratch: OffscreenCanvas | undefined;
  #zooms: readonly number[] = [];
  #arrivals = 0;
  #deadlineMs = Number.POSITIVE_INFINITY;
  #behind = false;

  constructor(store: PeakStore) {
    this.#store = store;
    store.onChange(() => {
      this.#arrivals = performance.now();
    });
  }

  /**
   * From here on bitmaps are made for `budgetMs`; then those of another zoom stand in, or nothing, and `behind`
   * says that another picture is due. At least one is made in each picture.
   */
  beginPicture(budgetMs: number): void {
    this.#deadlineMs = performance.now() + budgetMs;
    this.#behind = false;
  }

  /** When peaks last came. */
  get arrivedAtMs(): number {
    return this.#arrivals;
  }

  get behind(): boolean {
    return this.#behind;
  }

  /**
   * Draws media from `fromSample` into [left, left + width) at `top`, all in device pixels. Bitmaps lie on a
   * grid of the file, so neighbours meet without a seam. `bitmapSamplesPerPixel` is the zoom they are drawn for:
   * while the zoom moves, bitmaps of a zoom nearby are stretched, and sharp ones follow when it rests. False when
   * the picture is not yet what it will be.
   */
  draw(
    context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
    media: MediaShape,
    fromSample: number,
    samplesPerPixel: number,
    left: number,
    width: number,
    top: number,
    style: WaveStyle,
    bitmapSamplesPerPixel = samplesPerPixel,
  ): boolean {
    if (samplesPerPixel < FINEST_LEVEL)
      return this.#drawFine(context, media, fromSample, samplesPerPixel, left, width, top, style);
    if (this.#zooms[0] !== bitmapSamplesPerPixel)
      this.#zooms = [bitmapSamplesPerPixel, ...this.#zooms.filter((z) => z !== bitmapSamplesPerPixel)].slice(
        0,
        ZOOMS_KEPT,
      );
    const wanted = this.#place(bitmapSamplesPerPixel, samplesPerPixel, fromSample, left, width);
    const bitmaps = wanted.indices.map((index) => this.#bitmap(media, index, bitmapSamplesPerPixel, style));
    const old = bitmaps.every((bitmap) => bitmap !== 'later')
      ? undefined
      : this.#zooms
          .slice(1)
          .map((zoom) => {
            const place = this.#place(zoom, samplesPerPixel, fromSample, left, width);
            return {
              place,
              bitmaps: place.indices.map((index) => this.#bitmaps.get(keyOf(media, index, zoom, style))),
              ends: place.indices.map((index) => index * TILE_PX * zoom >= media.lengthSamples),
            };
          })
          .find(({ bitmaps: found, ends }) => found.every((bitmap, i) => bitmap !== undefined || ends[i]));
    const { exact, origin, tileWidth, indices } = old?.place ?? wanted;
    const images = old?.bitmaps ?? bitmaps;
    context.save();
    context.beginPath();
    context.rect(left, top, width, style.height);
    context.clip();
    context.imageSmoothingEnabled = !exact;
    for (const [i, index] of indices.entries()) {
      const bitmap = images[i];
      if (bitmap === undefined || bitmap === 'later') continue;
      if (exact) context.drawImage(bitmap.image, origin + index * TILE_PX, top);
      else context.drawImage(bitmap.image, origin + index * tileWidth, top, tileWidth, style.height);
    }
    context.restore();
    return bitmaps.every((bitmap) => bitmap === undefined || (bitmap !== 'later' && bitmap.complete));
  }

  /** Which bitmaps of a zoom lie under the range, and where the first sample of the file is. */
  #place(zoom: number, samplesPerPixel: number, fromSample: number, left: number, width: number) {
    const stretch = zoom / samplesPerPixel;
    const exact = stretch === 1;
    const tileWidth = TILE_PX * stretch;
    const origin = exact
      ? Math.round(left - fromSample / samplesPerPixel)
      : left - fromSample / samplesPerPixel;
    const first = Math.max(0, Math.floor((left - origin) / tileWidth));
    const last = Math.floor((left + width - 1 - origin) / tileWidth);
    const indices = Array.from({ length: Math.max(0, last - first + 1) }, (_unused, i) => first + i);
    return { exact, origin, tileWidth, indices };
  }

  clear(): void {
    for (const { image } of this.#bitmaps.values()) image.close();
    this.#bitmaps.clear();
  }

  /** Between the finest peaks and single samples: columns made from the samples themselves. */
  #drawFine(
    context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
    media: MediaShape,
    fromSample: number,
    samplesPerPixel: number,
    left: number,
    width: number,
    top: number,
    style: WaveStyle,
  ): boolean {
    const first = Math.max(0, Math.floor(fromSample) - 2);
    const count = Math.ceil(width * samplesPerPixel) + 5;
    const samples = rawSamples(this.#store, media, first, count);
    context.save();
    context.beginPath();
    context.rect(left, top, width, style.height);
    context.clip();
    if (!samples) {
      const coarse = peakColumns(this.#store, media, fromSample, samplesPerPixel, width, style.merged);
      paintColumns(context, coarse.values, coarse.lanes, width, left, top, style);
    } else if (samplesPerPixel < 3) {
      paintSamples(context, samples, first, fromSample, samplesPerPixel, left, top, style);
    } else {
      const lanes = style.merged ? 1 : media.channels;
      const values = columnsOfSamples(samples, first, fromSample, samplesPerPixel, width, style.merged);
      paintColumns(context, values, lanes, width, left, top, style);
    }
    context.restore();
    return samples !== undefined;
  }

  /** The bitmap, undefined past the file's end, or `later` when there was no time to make it. */
  #bitmap(
    media: MediaShape,
    index: number,
    samplesPerPixel: number,
    style: WaveStyle,
  ): Bitmap | 'later' | undefined {
    if (index * TILE_PX * samplesPerPixel >= media.lengthSamples) return undefined;
    const key = keyOf(media, index, samplesPerPixel, style);
    const known = this.#bitmaps.get(key);
    if (known && (known.complete || known.drawnAtMs > this.#arrivals)) {
      this.#bitmaps.delete(key);
      this.#bitmaps.set(key, known);
      return known;
    }
    const late = performance.now() > this.#deadlineMs;
    if (late && this.#behind) return known ?? 'later';
    // The first after the deadline is still made: every picture gets further.
    this.#behind ||= late;
    const columns = peakColumns(
      this.#store,
      media,
      index * TILE_PX * samplesPerPixel,
      samplesPerPixel,
      TILE_PX,
      style.merged,
    );
    const height = Math.max(1, style.height);
    this.#scratch ??= new OffscreenCanvas(TILE_PX, height);
    const scratch = this.#scratch;
    if (scratch.height !== height) scratch.height = height;
    const context = scratch.getContext('2d');
    if (!context) return undefined;
    const { values, lanes, complete } = columns;
    context.putImageData(waveImage(values, lanes, TILE_PX, height, style.gain, style), 0, 0);
    known?.image.close();
    const made = { image: scratch.transferToImageBitmap(), complete, drawnAtMs: performance.now() };
    this.#bitmaps.set(key, made);
    for (const [oldKey, old] of this.#bitmaps) {
      if (this.#bitmaps.size <= MOST_BITMAPS) break;
      old.image.close();
      this.#bitmaps.delete(oldKey);
    }
    return made;
  }
}

function keyOf(media: MediaShape, index: number, samplesPerPixel: number, style: WaveStyle): string {
  return `${media.id}|${index}|${samplesPerPixel}|${style.height}|${style.gain.toFixed(3)}|${style.peak}|${style.merged}`;
}
