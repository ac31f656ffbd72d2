/**
 * Whole rows as bitmaps, for as long as nothing moves but the height they are scrolled to. A row is drawn again
 * when what it shows changed, or when the last time it was not yet complete.
 */
const MOST_BYTES = 64 * 1024 * 1024;
const BYTES_A_PIXEL = 4;

/** Whether more is to come: when data arrives, or as soon as there is time to draw it. */
export type RowState = 'complete' | 'waits' | 'late';

interface RowBitmap {
  image: ImageBitmap;
  key: readonly unknown[];
  state: RowState;
  drawnAtMs: number;
}

export class RowBitmaps {
  readonly #rows = new Map<string, RowBitmap>();
  #timeKey: readonly unknown[] = [];
  #scratch: OffscreenCanvas | undefined;
  #bytes = 0;
  #deadlineMs = Number.POSITIVE_INFINITY;
  #arrivedAtMs = 0;
  #behind = false;

  /**
   * From here on rows that are there, but not complete, are drawn again for `budgetMs`; the others come later.
   * What waits for data is drawn again only when some came after it was drawn.
   */
  beginPicture(budgetMs: number, arrivedAtMs: number): void {
    this.#deadlineMs = performance.now() + budgetMs;
    this.#arrivedAtMs = arrivedAtMs;
    this.#behind = false;
  }

  /** True when another picture is due. */
  get behind(): boolean {
    return this.#behind;
  }

  /** True when the picture of time is the one of the last call; else all rows are let go. */
  sameTime(key: readonly unknown[]): boolean {
    if (same(key, this.#timeKey)) return true;
    this.#timeKey = key;
    this.#release();
    return false;
  }

  clear(): void {
    this.#timeKey = [];
    this.#release();
  }

  /** The row's bitmap; `paint` draws it where it is not there yet, and answers how far it got. */
  get(
    id: string,
    key: readonly unknown[],
    width: number,
    height: number,
    paint: (context: OffscreenCanvasRenderingContext2D) => RowState,
  ): ImageBitmap | undefined {
    const known = this.#rows.get(id);
    if (known && known.image.height === height && same(known.key, key)) {
      const due = known.state === 'late' || (known.state === 'waits' && this.#arrivedAtMs >= known.drawnAtMs);
      const late = due && performance.now() > this.#deadlineMs;
      this.#behind ||= late;
      if (!due || late) {
        // Used again: to the young end of the map.
        this.#rows.delete(id);
        this.#rows.set(id, known);
        return known.image;
      }
    }
    this.#scratch ??= new OffscreenCanvas(width, height);
    const scratch = this.#scratch;
    if (scratch.width !== width) scratch.width = width;
    if (scratch.height !== height) scratch.height = height;
    const context = scratch.getContext('2d');
    if (!context) return undefined;
    const drawnAtMs = performance.now();
    const state = paint(context);
    const image = scratch.transferToImageBitmap();
    if (known) this.#forget(id, known);
    this.#rows.set(id, { image, key, state, drawnAtMs });
    this.#bytes += bytesOf(image);
    return image;
  }

  /** Lets the rows go that were out of sight the longest. */
  trim(): void {
    for (const [id, row] of this.#rows) {
      if (this.#bytes <= MOST_BYTES) break;
      this.#forget(id, row);
    }
  }

  #forget(id: string, row: RowBitmap): void {
    this.#bytes -= bytesOf(row.image);
    row.image.close();
    this.#rows.delete(id);
  }

  #release(): void {
    for (const [id, row] of this.#rows) this.#forget(id, row);
  }
}

function bytesOf(image: ImageBitmap): number {
  return image.width * image.height * BYTES_A_PIXEL;
}

function same(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}
