/**
 * All meters that a worker draws: canvases handed over by the page, the levels of every strip, and what stands
 * on each canvas already. Knows no worker, so that tests can drive it message by message.
 */
import { STRIP_FLOATS } from '../../audio-engine/protocol/telemetry.ts';
import type { MeterColours, MeterContext } from './meter-paint.ts';
import { paintMeter } from './meter-picture.ts';
import type { CanvasSize, MeterPlace, ScreenMessage } from './screen-messages.ts';
import { StripLevel } from './strip-level.ts';

/** What of a canvas the screen uses. */
interface Canvas {
  width: number;
  height: number;
  getContext(kind: '2d'): MeterContext | null;
}

class MeterSheet {
  readonly #canvas: Canvas;
  readonly #context: MeterContext;
  #places: readonly MeterPlace[] = [];
  /** A new size waits for the next paint: setting it empties the canvas at once. */
  #size: CanvasSize | undefined;
  #stale = true;
  readonly #painted = new Map<string, string>();

  constructor(canvas: Canvas, context: MeterContext) {
    this.#canvas = canvas;
    this.#context = context;
  }

  resize(size: CanvasSize): void {
    this.#size = size;
  }

  place(places: readonly MeterPlace[]): void {
    this.#places = places;
    this.#stale = true;
  }

  repaint(): void {
    this.#stale = true;
  }

  paint(levels: ReadonlyMap<string, StripLevel>, nowMs: number, colours: MeterColours): void {
    const context = this.#context;
    if (this.#size) {
      const { width, height, ratio } = this.#size;
      this.#canvas.width = Math.round(width * ratio);
      this.#canvas.height = Math.round(height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.#size = undefined;
      this.#stale = true;
    }
    if (this.#stale) {
      context.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
      this.#painted.clear();
      this.#stale = false;
    }
    for (const place of this.#places) {
      const before = this.#painted.get(place.stripId);
      const now = paintMeter(context, place, levels.get(place.stripId), nowMs, colours, before);
      if (now !== before) this.#painted.set(place.stripId, now);
    }
  }
}

export class MeterScreen {
  readonly #sheets = new Map<number, MeterSheet>();
  readonly #levels = new Map<string, StripLevel>();
  #stripIds: readonly string[] = [];
  #colours: MeterColours | undefined;

  /** True while there is anything to draw on. */
  get open(): boolean {
    return this.#sheets.size > 0;
  }

  take(message: ScreenMessage, nowMs: number): void {
    switch (message.kind) {
      case 'open': {
        const canvas: Canvas = message.canvas;
        const context = canvas.getContext('2d');
        if (context) this.#sheets.set(message.canvasId, new MeterSheet(canvas, context));
        break;
      }
      case 'size':
        this.#sheets.get(message.canvasId)?.resize(message.size);
        break;
      case 'places':
        this.#sheets.get(message.canvasId)?.place(message.places);
        break;
      case 'close':
        this.#sheets.delete(message.canvasId);
        break;
      case 'colours':
        this.#colours = message.colours;
        for (const sheet of this.#sheets.values()) sheet.repaint();
        break;
      case 'strips':
        this.#stripIds = message.stripIds;
        for (const id of message.clippedIds) this.#level(id).clipped = true;
        break;
      case 'rows':
        this.#takeRows(message.rows, nowMs);
        break;
      case 'clear':
        if (message.stripId !== undefined) this.#levels.get(message.stripId)?.clear();
        else for (const level of this.#levels.values()) level.clear();
        break;
      case 'forget':
        this.#levels.clear();
        break;
    }
  }

  paint(nowMs: number): void {
    if (!this.#colours) return;
    for (const sheet of this.#sheets.values()) sheet.paint(this.#levels, nowMs, this.#colours);
  }

  #level(stripId: string): StripLevel {
    let level = this.#levels.get(stripId);
    if (!level) {
      level = new StripLevel();
      this.#levels.set(stripId, level);
    }
    return level;
  }

  #takeRows(rows: Float32Array, nowMs: number): void {
    for (const [i, id] of this.#stripIds.entries())
      this.#level(id).take(rows.subarray(i * STRIP_FLOATS, (i + 1) * STRIP_FLOATS), nowMs);
  }
}
