/**
 * Whole rows as bitmaps, for as long as nothing moves but the height they are scrolled to. A row is drawn again
 * when what it shows changed, or when the last time it was not yet complete.
 */
const MOST_BYTES = 64 * 1024 * 1024;
const BYTES_A_PIXEL = 4;

interface RowBitmap {
  image: ImageBitmap;
  key: readonly unknown[];
  complete: boolean;
}

export class RowBitmaps {
  readonly #rows = new Map<string, RowBitmap>();
  #timeKey: readonly unknown[] = [];
  #scratch: OffscreenCanvas | undefined;
  #bytes = 0;

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

  /** The row's bitmap; `paint` draws it where it is not there yet, and answers whether it is complete. */
  get(
    id: string,
    key: readonly unknown[],
    width: number,
    height: number,
    paint: (context: OffscreenCanvasRenderingContext2D) => boolean,
  ): ImageBitmap | undefined {
    const known = this.#rows.get(id);
    if (known?.complete && known.image.height === height && same(known.key, key)) {
      // Used again: to the young end of the map.
      this.#rows.delete(id);
      this.#rows.set(id, known);
      return known.image;
    }
    this.#scratch ??= new OffscreenCanvas(width, height);
    const scratch = this.#scratch;
    if (scratch.width !== width) scratch.width = width;
    if (scratch.height !== height) scratch.height = height;
    const context = scratch.getContext('2d');
    if (!context) return undefined;
    const complete = paint(context);
    const image = scratch.transferToImageBitmap();
    if (known) this.#forget(id, known);
    this.#rows.set(id, { image, key, complete });
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
