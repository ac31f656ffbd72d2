/**
 * What of the lanes is on the base canvas. The canvas is taller than the view: scrolled up and down it is only
 * moved, rows come onto it ahead of the view, and what is there already moves along when its end is reached.
 * Scrolled or zoomed in time, all that shows is drawn anew.
 */
import { currentTheme } from '../../theme/index.ts';
import type { WaveTiles } from '../peaks/index.ts';
import { type Row, visibleRows } from '../rows.ts';
import { type LanesScene, paintBelow, paintRows, type RowState } from './paint-lanes.ts';

/** CSS pixels that the canvas is taller than the view, at its top and again at its foot. */
export const MARGIN_PX = 320;

/** A stretch of the content's height, device pixels. */
interface Stretch {
  from: number;
  to: number;
}

interface DrawnRow extends Stretch {
  key: readonly unknown[];
  state: RowState;
  drawnAtMs: number;
}

export class LanesPicture {
  readonly #rows = new Map<string, DrawnRow>();
  #timeKey: readonly unknown[] = [];
  /** Device pixels of the content that lie above the canvas. */
  #origin = 0;
  /** What is drawn without a gap. */
  #drawn: Stretch = { from: 0, to: 0 };
  #behind = false;

  /** True when another picture is due: there was no time for all rows. */
  get behind(): boolean {
    return this.#behind;
  }

  /** True when no row waits for anything. */
  get complete(): boolean {
    return [...this.#rows.values()].every(({ state }) => state === 'complete');
  }

  /** Nothing on the canvas holds any more. */
  clear(): void {
    this.#timeKey = [];
  }

  /**
   * Brings the canvas up to date, and answers how far it has to be moved down, in CSS pixels. Rows whose waveforms
   * were not complete are drawn again for `budgetMs`, the others in the next picture.
   */
  paint(
    context: CanvasRenderingContext2D,
    scale: number,
    scene: LanesScene,
    tiles: WaveTiles,
    budgetMs: number,
  ): number {
    const { viewport, rows } = scene;
    const { canvas } = context;
    const drawnAtMs = performance.now();
    const deadlineMs = drawnAtMs + budgetMs;
    const top = Math.round(viewport.scrollTop * scale);
    const bottom = top + Math.round(viewport.height * scale);
    this.#behind = false;
    this.#makeRoom(context, timeKey(scene, scale, canvas), top, bottom);

    const onCanvas = (row: Row): Stretch => ({
      from: Math.max(this.#origin, Math.round(row.top * scale)),
      to: Math.min(this.#origin + canvas.height, Math.round((row.top + row.height) * scale)),
    });
    const { from, to } = this.#drawn;
    // The last pixel that is wanted, not the first that is not: a row that only begins there is none of them.
    const wanted = visibleRows(rows, from / scale, (to - from - 1) / scale);
    const stale = wanted.filter((row) => {
      const part = onCanvas(row);
      const lies = { from: Math.max(part.from, from), to: Math.min(part.to, to) };
      return this.#isStale(row, lies, rowKey(scene, row), tiles, deadlineMs);
    });
    paintRows(context, scale, scene, this.#origin, stale, tiles, (row, state) => {
      this.#rows.set(row.track.id, { ...onCanvas(row), key: rowKey(scene, row), state, drawnAtMs });
    });
    const first = wanted[0];
    const last = wanted.at(-1);
    if (first && last)
      this.#drawn = { from: Math.min(from, onCanvas(first).from), to: Math.max(to, onCanvas(last).to) };
    const end = Math.round(rows.tracksHeight * scale);
    if (to > end) paintBelow(context, end - this.#origin);
    return (this.#origin - top) / scale;
  }

  /** Widens what is to be drawn to the view, and somewhat further in the direction that it goes. */
  #makeRoom(context: CanvasRenderingContext2D, key: readonly unknown[], top: number, bottom: number): void {
    const { height } = context.canvas;
    const margin = Math.floor(Math.max(0, height - (bottom - top)) / 2);
    const { from, to } = this.#drawn;
    if (!same(key, this.#timeKey) || bottom <= from || top >= to) {
      this.#timeKey = key;
      this.#rows.clear();
      this.#origin = Math.max(0, top - margin);
      this.#drawn = { from: top, to: bottom };
      return;
    }
    if (top < from) {
      const ahead = Math.max(Math.min(0, top), top - margin);
      if (ahead < this.#origin) this.#moveTo(context, bottom - height);
      this.#drawn.from = ahead;
    }
    if (bottom > to) {
      if (bottom + margin > this.#origin + height) this.#moveTo(context, top);
      this.#drawn.to = bottom + margin;
    }
  }

  /** Moves what is drawn, so that the canvas begins at another height of the content. */
  #moveTo(context: CanvasRenderingContext2D, origin: number): void {
    const { canvas } = context;
    const end = origin + canvas.height;
    context.globalCompositeOperation = 'copy';
    context.drawImage(canvas, 0, this.#origin - origin);
    context.globalCompositeOperation = 'source-over';
    this.#origin = origin;
    const cut = ({ from, to }: Stretch) => ({ from: Math.max(from, origin), to: Math.min(to, end) });
    this.#drawn = cut(this.#drawn);
    for (const [id, row] of this.#rows) {
      const left = cut(row);
      if (left.to > left.from) this.#rows.set(id, { ...row, ...left });
      else this.#rows.delete(id);
    }
  }

  #isStale(row: Row, lies: Stretch, key: readonly unknown[], tiles: WaveTiles, deadlineMs: number): boolean {
    const known = this.#rows.get(row.track.id);
    if (!known || !same(known.key, key)) return true;
    if (known.from > lies.from || known.to < lies.to) return true;
    // What waits for data is drawn again only when some came after it was drawn.
    const due = known.state === 'late' || (known.state === 'waits' && tiles.arrivedAtMs >= known.drawnAtMs);
    if (!due) return false;
    if (performance.now() <= deadlineMs) return true;
    this.#behind = true;
    return false;
  }
}

/** All that rows have in common but the height they are scrolled to. */
function timeKey(
  { document, rows, viewport, grid, bitmapSamplesPerPixel }: LanesScene,
  scale: number,
  canvas: HTMLCanvasElement,
) {
  return [
    rows,
    viewport.scrollSample,
    viewport.samplesPerPixel,
    bitmapSamplesPerPixel,
    scale,
    canvas.width,
    canvas.height,
    currentTheme(),
    document.tempo,
    document.session.sampleRate,
    document.loop,
    grid.length,
    grid[0]?.sample,
    grid.at(-1)?.sample,
  ];
}

function rowKey({ document, selectedClips, selectedTracks, waveFactor }: LanesScene, row: Row) {
  const clips = document.clips[row.track.id];
  const selected =
    selectedClips.size === 0 ? '' : Object.keys(clips ?? {}).filter((id) => selectedClips.has(id));
  return [
    clips,
    document.media,
    row.track.frozen,
    row.track.delaySamples,
    selectedTracks.has(row.track.id),
    selected.toString(),
    waveFactor(row.track.id),
  ];
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}
