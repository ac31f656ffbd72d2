/** Four seconds of input, output and gain reduction on one clock, in one scale. */
import { decibels } from '../../../audio-engine/words/index.ts';
import type { HistoryRing } from '../../live/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { PICTURE_FONT_STRONG } from '../picture.ts';
import {
  type Box,
  historyColumns,
  type LevelRange,
  paintLevelGrid,
  paintTimeGrid,
  yOfLevel,
} from './level-axis.ts';

export const HISTORY_SECONDS = 4;

export function paintHistory(
  context: CanvasRenderingContext2D,
  box: Box,
  range: LevelRange,
  stepDb: number,
  history: HistoryRing,
  color: string,
): void {
  paintLevelGrid(context, box, range, stepDb, 'right');
  paintTimeGrid(context, box, HISTORY_SECONDS);
  const columns = historyColumns(history, Math.max(1, Math.floor(box.width)), HISTORY_SECONDS);
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  fillLevels(context, box, range, columns.input, alpha(color, 0.4), color);
  fillLevels(context, box, range, columns.output, alpha(color, 0.45));
  hangReduction(context, box, range, columns.reduction);
  context.restore();
}

/** The same without axes, for a module's small picture. */
export function paintHistoryStrip(
  context: CanvasRenderingContext2D,
  box: Box,
  range: LevelRange,
  history: HistoryRing,
  color: string,
): void {
  const columns = historyColumns(history, Math.max(1, Math.floor(box.width)), HISTORY_SECONDS);
  fillLevels(context, box, range, columns.output, alpha(color, 0.4), alpha(color, 0.8));
  hangReduction(context, box, range, columns.reduction);
}

function fillLevels(
  context: CanvasRenderingContext2D,
  box: Box,
  range: LevelRange,
  levels: Float32Array,
  fill: string,
  edge?: string,
): void {
  const bottom = box.y + box.height;
  context.beginPath();
  context.moveTo(box.x, bottom);
  for (let x = 0; x < levels.length; x++) {
    const db = levels[x] as number;
    context.lineTo(box.x + x, Number.isNaN(db) ? bottom : Math.min(bottom, yOfLevel(box, range, db)));
  }
  context.lineTo(box.x + levels.length, bottom);
  context.closePath();
  context.fillStyle = fill;
  context.fill();
  if (!edge) return;
  context.strokeStyle = edge;
  context.lineWidth = 1;
  context.stroke();
}

/** Gain reduction hangs from the top of the plot in the same decibels as the levels. */
function hangReduction(
  context: CanvasRenderingContext2D,
  box: Box,
  range: LevelRange,
  reduction: Float32Array,
): void {
  const perDb = box.height / (range.topDb - range.bottomDb);
  context.beginPath();
  context.moveTo(box.x, box.y);
  for (let x = 0; x < reduction.length; x++) {
    const db = reduction[x] as number;
    context.lineTo(box.x + x, box.y + (db > 0 ? db * perDb : 0));
  }
  context.lineTo(box.x + reduction.length, box.y);
  context.closePath();
  context.fillStyle = alpha(token('reduction'), 0.2);
  context.fill();
  context.strokeStyle = token('reduction');
  context.lineWidth = 1.5;
  context.stroke();
}

/** A draggable level across a plot in the accent, with its name and value in a chip. */
export function paintLevelLine(context: CanvasRenderingContext2D, box: Box, y: number, text: string): void {
  const line = Math.round(Math.max(box.y, Math.min(box.y + box.height - 1, y)));
  context.fillStyle = token('accent');
  context.fillRect(box.x, line, box.width, 1);
  context.font = PICTURE_FONT_STRONG;
  const width = Math.ceil(context.measureText(text).width) + 10;
  const top = Math.max(box.y, Math.min(box.y + box.height - 17, line - 8));
  context.beginPath();
  context.roundRect(box.x + 4, top, width, 17, 3);
  context.fill();
  context.fillStyle = token('on-accent');
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillText(text, box.x + 9, top + 9);
}

/** The reduction of this moment, written in the corner. */
export function paintReductionNow(context: CanvasRenderingContext2D, box: Box, history: HistoryRing): void {
  if (history.length === 0) return;
  let largest = 0;
  const span = Math.min(history.length, Math.round(history.ratePerS * 0.1));
  for (let age = 0; age < span; age++) largest = Math.max(largest, history.at(age, 2));
  const text = `GR ${decibels(-largest)} dB`;
  context.font = PICTURE_FONT_STRONG;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  const width = context.measureText(text).width + 8;
  context.fillStyle = alpha(token('well').startsWith('#') ? token('well') : '#000000', 0.7);
  context.fillRect(box.x + box.width - width - 2, box.y + 3, width, 15);
  context.fillStyle = token('reduction');
  context.fillText(text, box.x + box.width - 6, box.y + 11);
}
