/**
 * Drawn waveforms as bitmaps of 512 px, so that scrolling only copies. A bitmap is kept by file, zoom, height,
 * colour and gain; one that was drawn before all its peaks were here is drawn again when they come.
 */
import { type MediaShape, peakColumns, rawSamples } from './columns.ts';
import { FINEST_LEVEL, type PeakStore } from './peak-store.ts';

export const TILE_PX = 512;
const MOST_BITMAPS = 700;

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
  canvas: OffscreenCanvas;
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
  #arrivals = 0;

  constructor(store: PeakStore) {
    this.#store = store;
    store.onChange(() => {
      this.#arrivals = performance.now();
    });
  }

  /**
   * Draws media from `fromSample` into [left, left + width) at `top`, all in device pixels. Bitmaps lie on a
   * grid of the file, so neighbours meet without a seam. `bitmapSamplesPerPixel` is the zoom they are drawn for:
   * while the zoom moves, bitmaps of a zoom nearby are stretched, and sharp ones follow when it rests.
   */
  draw(
    context: CanvasRenderingContext2D,
    media: MediaShape,
    fromSample: number,
    samplesPerPixel: number,
    left: number,
    width: number,
    top: number,
    style: WaveStyle,
    bitmapSamplesPerPixel = samplesPerPixel,
  ): void {
    if (samplesPerPixel < FINEST_LEVEL) {
      this.#drawFine(context, media, fromSample, samplesPerPixel, left, width, top, style);
      return;
    }
    const stretch = bitmapSamplesPerPixel / samplesPerPixel;
    const exact = stretch === 1;
    const tileWidth = TILE_PX * stretch;
    const origin = exact
      ? Math.round(left - fromSample / samplesPerPixel)
      : left - fromSample / samplesPerPixel;
    const firstTile = Math.floor((left - origin) / tileWidth);
    const lastTile = Math.floor((left + width - 1 - origin) / tileWidth);
    context.save();
    context.beginPath();
    context.rect(left, top, width, style.height);
    context.clip();
    context.imageSmoothingEnabled = !exact;
    for (let index = Math.max(0, firstTile); index <= lastTile; index++) {
      const bitmap = this.#bitmap(media, index, bitmapSamplesPerPixel, style);
      if (!bitmap) continue;
      if (exact) context.drawImage(bitmap, origin + index * TILE_PX, top);
      else context.drawImage(bitmap, origin + index * tileWidth, top, tileWidth, style.height);
    }
    context.restore();
  }

  clear(): void {
    this.#bitmaps.clear();
  }

  /** Between the finest peaks and single samples: columns made from the samples themselves. */
  #drawFine(
    context: CanvasRenderingContext2D,
    media: MediaShape,
    fromSample: number,
    samplesPerPixel: number,
    left: number,
    width: number,
    top: number,
    style: WaveStyle,
  ): void {
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
  }

  #bitmap(
    media: MediaShape,
    index: number,
    samplesPerPixel: number,
    style: WaveStyle,
  ): OffscreenCanvas | undefined {
    if (index * TILE_PX * samplesPerPixel >= media.lengthSamples) return undefined;
    const key = `${media.id}|${index}|${samplesPerPixel}|${style.height}|${style.gain.toFixed(3)}|${style.peak}|${style.merged}`;
    const known = this.#bitmaps.get(key);
    if (known && (known.complete || known.drawnAtMs > this.#arrivals)) {
      this.#bitmaps.delete(key);
      this.#bitmaps.set(key, known);
      return known.canvas;
    }
    const columns = peakColumns(
      this.#store,
      media,
      index * TILE_PX * samplesPerPixel,
      samplesPerPixel,
      TILE_PX,
      style.merged,
    );
    const canvas = known?.canvas ?? new OffscreenCanvas(TILE_PX, Math.max(1, style.height));
    const context = canvas.getContext('2d');
    if (!context) return undefined;
    context.clearRect(0, 0, canvas.width, canvas.height);
    paintColumns(context, columns.values, columns.lanes, TILE_PX, 0, 0, style);
    this.#bitmaps.set(key, { canvas, complete: columns.complete, drawnAtMs: performance.now() });
    for (const old of this.#bitmaps.keys()) {
      if (this.#bitmaps.size <= MOST_BITMAPS) break;
      this.#bitmaps.delete(old);
    }
    return canvas;
  }
}

function columnsOfSamples(
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
