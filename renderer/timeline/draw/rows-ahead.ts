/**
 * Waveforms of rows out of sight, made while the page has nothing else to do: a row that is scrolled to then only
 * copies them. Begins anew when time is scrolled or zoomed, from the rows nearest to the view outwards.
 */
import { inNextPause } from '../idle.ts';
import type { WaveTiles } from '../peaks/index.ts';
import { type Row, visibleRows } from '../rows.ts';
import { type LanesScene, paintRows } from './paint-lanes.ts';

/** So many rows above and below; more would push the waveforms of those in sight out of the kept ones. */
const MOST_ROWS = 60;
/** One row takes about this; with less left of the pause, none is begun. */
const ROW_MS = 3;

export class RowsAhead {
  #scratch: OffscreenCanvasRenderingContext2D | null | undefined;
  #waiting: Row[] = [];
  #takeBack: (() => void) | undefined;
  #scene: LanesScene | undefined;

  /** After a picture: what lies around it comes next. */
  follow(scene: LanesScene, scale: number, width: number, tiles: WaveTiles): void {
    const before = this.#scene;
    this.#scene = scene;
    if (before && sameTime(before, scene)) return;
    const shown = visibleRows(scene.rows, scene.viewport.scrollTop, scene.viewport.height);
    const first = shown[0]?.index ?? 0;
    const last = shown.at(-1)?.index ?? -1;
    this.#waiting = [];
    for (let n = 1; n <= MOST_ROWS; n++) {
      for (const row of [scene.rows.list[last + n], scene.rows.list[first - n]]) {
        if (row) this.#waiting.push(row);
      }
    }
    this.#next(scale, width, tiles);
  }

  stop(): void {
    this.#takeBack?.();
    this.#takeBack = undefined;
    this.#waiting = [];
    this.#scene = undefined;
  }

  #next(scale: number, width: number, tiles: WaveTiles): void {
    if (this.#waiting.length === 0) return;
    this.#takeBack ??= inNextPause((leftMs) => {
      this.#takeBack = undefined;
      // The bitmaps are the point: what is drawn with them goes nowhere.
      this.#scratch ??= new OffscreenCanvas(width, 1).getContext('2d');
      const context = this.#scratch;
      const scene = this.#scene;
      if (!context || !scene) return;
      context.canvas.width = width;
      while (leftMs() > ROW_MS) {
        const row = this.#waiting.shift();
        if (!row) return;
        tiles.beginPicture(leftMs());
        paintRows(context, scale, scene, Math.round(row.top * scale), [row], tiles, () => undefined);
      }
      this.#next(scale, width, tiles);
    });
  }
}

/** The viewport is one object that moves on: what it was is kept beside it. */
function sameTime(a: LanesScene, b: LanesScene): boolean {
  return (
    a.rows === b.rows &&
    a.document.media === b.document.media &&
    a.bitmapSamplesPerPixel === b.bitmapSamplesPerPixel &&
    a.scrollSample === b.scrollSample
  );
}
