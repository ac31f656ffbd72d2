/**
 * The spectrogram: a ring of columns in a canvas of its own, one written a frame, drawn as two pieces so that time runs
 * without copying pixels. Colour goes from the well through the track's colour to the curve's: level, never a rainbow.
 */
import { SPECTRUM_BANDS } from '../../../audio-engine/protocol/index.ts';
import { channels, token } from '../../theme/index.ts';
import { HIGHEST_HZ, LOWEST_HZ } from '../frequency-axis.ts';
import { PICTURE_FONT, type Picture } from '../picture.ts';
import { TOP_DB } from './spectrum-picture.ts';

const COLUMNS = 960;
/** Seconds across the picture. */
export const SECONDS = 12;
const COLUMN_MS = (SECONDS * 1000) / COLUMNS;
const FOOT = 20;
const GUTTER = 34;
const LABELS = [50, 100, 200, 500, 1000, 2000, 5000, 10_000] as const;

export class Spectrogram {
  readonly #canvas = document.createElement('canvas');
  readonly #column: ImageData;
  readonly #context: CanvasRenderingContext2D | null;
  #next = 0;
  #owedMs = 0;
  #colors = new Uint8ClampedArray(256 * 3);
  #colorsOf = '';

  constructor() {
    this.#canvas.width = COLUMNS;
    this.#canvas.height = SPECTRUM_BANDS;
    this.#context = this.#canvas.getContext('2d');
    this.#column = new ImageData(1, SPECTRUM_BANDS);
  }

  /** Writes as many columns as the time asks for. */
  write(levels: Float32Array, rangeDb: number, color: string, elapsedMs: number): void {
    this.#paint(color);
    this.#owedMs = Math.min(this.#owedMs + elapsedMs, 200);
    if (this.#owedMs < COLUMN_MS) return;
    const { data } = this.#column;
    for (let band = 0; band < SPECTRUM_BANDS; band++) {
      const part = ((levels[band] as number) - TOP_DB + rangeDb) / rangeDb;
      const index = Math.max(0, Math.min(255, Math.round(part * 255))) * 3;
      const at = (SPECTRUM_BANDS - 1 - band) * 4;
      data[at] = this.#colors[index] as number;
      data[at + 1] = this.#colors[index + 1] as number;
      data[at + 2] = this.#colors[index + 2] as number;
      data[at + 3] = 255;
    }
    for (; this.#owedMs >= COLUMN_MS; this.#owedMs -= COLUMN_MS) {
      this.#context?.putImageData(this.#column, this.#next, 0);
      this.#next = (this.#next + 1) % COLUMNS;
    }
  }

  draw({ context, width: whole, height: tall }: Picture): void {
    const width = whole - GUTTER;
    const height = tall - FOOT;
    const older = COLUMNS - this.#next;
    const split = (older / COLUMNS) * width;
    context.imageSmoothingEnabled = true;
    if (older > 0) context.drawImage(this.#canvas, this.#next, 0, older, SPECTRUM_BANDS, 0, 0, split, height);
    if (this.#next > 0)
      context.drawImage(this.#canvas, 0, 0, this.#next, SPECTRUM_BANDS, split, 0, width - split, height);
    context.font = PICTURE_FONT;
    context.textBaseline = 'middle';
    context.textAlign = 'right';
    context.fillStyle = token('text-3');
    const span = Math.log(HIGHEST_HZ / LOWEST_HZ);
    for (const hz of LABELS) {
      const y = height * (1 - Math.log(hz / LOWEST_HZ) / span);
      context.fillText(hz >= 1000 ? `${hz / 1000}k` : String(hz), whole - 6, y);
      context.fillRect(width, Math.round(y), 4, 1);
    }
    context.textAlign = 'center';
    for (let s = 2; s < SECONDS; s += 2) context.fillText(`−${s} s`, width * (1 - s / SECONDS), height + 10);
  }

  #paint(color: string): void {
    const name = `${color}${token('well')}`;
    if (name === this.#colorsOf) return;
    this.#colorsOf = name;
    const stops = [token('well'), color, token('curve')].map(channels);
    for (let i = 0; i < 256; i++) {
      // The lower two thirds lead from the ground to the track's colour.
      const place = (i / 255) ** 1.15;
      const [a, b, t] =
        place < 0.7 ? [stops[0]!, stops[1]!, place / 0.7] : [stops[1]!, stops[2]!, (place - 0.7) / 0.3];
      for (let c = 0; c < 3; c++) this.#colors[i * 3 + c] = a[c as 0]! + (b[c as 0]! - a[c as 0]!) * t;
    }
  }
}
