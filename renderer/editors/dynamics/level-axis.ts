/** The level axis of the dynamics pictures, and the columns of a history that scrolls to the left. */
import type { HistoryRing } from '../../live/index.ts';
import { token } from '../../theme/index.ts';
import { horizontal, PICTURE_FONT, vertical } from '../picture.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface LevelRange {
  topDb: number;
  bottomDb: number;
}

export function yOfLevel(box: Box, range: LevelRange, db: number): number {
  return box.y + ((range.topDb - db) / (range.topDb - range.bottomDb)) * box.height;
}

/** Levels at both edges agree: lines across, marks in the gutter at the given side. */
export function paintLevelGrid(
  context: CanvasRenderingContext2D,
  box: Box,
  range: LevelRange,
  stepDb: number,
  gutter: 'left' | 'right',
): void {
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = gutter === 'left' ? 'right' : 'left';
  for (let db = Math.ceil(range.bottomDb / stepDb) * stepDb; db <= range.topDb; db += stepDb) {
    const y = yOfLevel(box, range, db);
    context.fillStyle = token(db === 0 ? 'hair-2' : 'hair');
    horizontal(context, box.x, box.x + box.width, Math.min(y, box.y + box.height - 1));
    context.fillStyle = token('text-3');
    const text = db > 0 ? `+${db}` : String(Math.abs(db));
    const textY = Math.max(box.y + 6, Math.min(box.y + box.height - 6, y));
    context.fillText(text, gutter === 'left' ? box.x - 6 : box.x + box.width + 6, textY);
  }
}

export function paintTimeGrid(context: CanvasRenderingContext2D, box: Box, seconds: number): void {
  context.font = PICTURE_FONT;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (let s = 1; s <= seconds; s++) {
    const x = box.x + box.width * (1 - s / seconds);
    context.fillStyle = token('hair');
    if (s < seconds) vertical(context, x, box.y, box.y + box.height);
    context.fillStyle = token('text-3');
    context.fillText(`−${s} s`, x + (s === seconds ? 2 : -8), box.y + box.height + 10);
  }
}

export interface HistoryColumns {
  input: Float32Array;
  output: Float32Array;
  reduction: Float32Array;
}

const held = new WeakMap<HistoryRing, HistoryColumns>();

/**
 * Maxima per pixel column over the last seconds, oldest first. Columns lie on whole multiples of the history's
 * own count, so that a peak keeps its shape while it moves; NaN where nothing was.
 */
export function historyColumns(history: HistoryRing, width: number, seconds: number): HistoryColumns {
  let columns = held.get(history);
  if (columns?.input.length !== width) {
    columns = {
      input: new Float32Array(width),
      output: new Float32Array(width),
      reduction: new Float32Array(width),
    };
    held.set(history, columns);
  }
  const per = (history.ratePerS * seconds) / width;
  const last = Math.floor(history.total / per);
  for (let x = 0; x < width; x++) {
    const column = last - (width - 1 - x);
    const from = Math.ceil(column * per);
    const to = Math.min(history.total, Math.ceil((column + 1) * per));
    let input = Number.NaN;
    let output = Number.NaN;
    let reduction = Number.NaN;
    for (let at = Math.max(0, from); at < to; at++) {
      const age = history.total - 1 - at;
      if (age >= history.length) continue;
      const values = [history.at(age, 0), history.at(age, 1), history.at(age, 2)] as const;
      if (!(input >= values[0])) input = values[0];
      if (!(output >= values[1])) output = values[1];
      if (!(reduction >= values[2])) reduction = values[2];
    }
    columns.input[x] = input;
    columns.output[x] = output;
    columns.reduction[x] = reduction;
  }
  return columns;
}
