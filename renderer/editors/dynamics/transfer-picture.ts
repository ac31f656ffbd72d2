/** What goes in against what comes out: the compressor's curve, where the music's levels lie beneath it, the threshold. */
import { outputLevelDb } from '../../../audio-engine/effects/compressor/curves.ts';
import type { ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import { mixingWords } from '../../../audio-engine/words/index.ts';
import type { HistoryRing } from '../../live/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { PICTURE_FONT, vertical } from '../picture.ts';
import { type Box, paintLevelGrid, yOfLevel } from './level-axis.ts';

export const TRANSFER_RANGE = { topDb: 0, bottomDb: -60 } as const;
const SPAN = TRANSFER_RANGE.topDb - TRANSFER_RANGE.bottomDb;

export function xOfInput(box: Box, db: number): number {
  return box.x + ((db - TRANSFER_RANGE.bottomDb) / SPAN) * box.width;
}

export function paintTransfer(
  context: CanvasRenderingContext2D,
  box: Box,
  values: ParameterValues,
  history: HistoryRing,
  color: string,
): void {
  paintLevelGrid(context, box, TRANSFER_RANGE, 12, 'left');
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (let db = -60; db <= 0; db += 12) {
    const x = xOfInput(box, db);
    context.fillStyle = token('hair');
    vertical(context, Math.min(x, box.x + box.width - 1), box.y, box.y + box.height);
    context.fillStyle = token('text-3');
    if (db < 0) context.fillText(String(-db), Math.max(box.x + 6, x), box.y + box.height + 10);
  }
  context.textAlign = 'left';
  context.fillText(mixingWords.compressor.out, box.x + 5, box.y + 10);
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  paintHistogram(context, box, history, color);
  paintCurve(context, box, values);
  const threshold = values.thresholdDb ?? 0;
  const x = xOfInput(box, threshold);
  const y = yOfLevel(box, TRANSFER_RANGE, outputLevelDb(threshold, values));
  context.fillStyle = token('accent');
  vertical(context, x, box.y, box.y + box.height);
  paintNow(context, box, values, history);
  context.beginPath();
  context.arc(x, y, 5, 0, 2 * Math.PI);
  context.fill();
  context.strokeStyle = token('accent-hi');
  context.lineWidth = 1.5;
  context.stroke();
  context.restore();
}

const curves = new WeakMap<ParameterValues, Float64Array>();

/** Output level for each pixel of the input axis, evaluated once for a set of values. */
function curveOf(values: ParameterValues, width: number): Float64Array {
  let curve = curves.get(values);
  if (curve?.length !== width + 1) {
    curve = Float64Array.from({ length: width + 1 }, (_, px) =>
      outputLevelDb(TRANSFER_RANGE.bottomDb + (px / width) * SPAN, values),
    );
    curves.set(values, curve);
  }
  return curve;
}

function paintCurve(context: CanvasRenderingContext2D, box: Box, values: ParameterValues): void {
  context.beginPath();
  context.moveTo(box.x, box.y + box.height);
  context.lineTo(box.x + box.width, box.y);
  context.setLineDash([2, 3]);
  context.strokeStyle = token('text-4');
  context.lineWidth = 1;
  context.stroke();
  context.setLineDash([]);
  context.beginPath();
  const curve = curveOf(values, box.width);
  for (let px = 0; px <= box.width; px++) {
    const y = yOfLevel(box, TRANSFER_RANGE, curve[px] as number);
    if (px === 0) context.moveTo(box.x, y);
    else context.lineTo(box.x + px, y);
  }
  context.lineJoin = 'round';
  context.strokeStyle = token('halo');
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = token('curve');
  context.lineWidth = 1.75;
  context.stroke();
}

const BIN_DB = 1.5;
const BINS = SPAN / BIN_DB;

/** How often each input level occurred in the history, as bars along the foot, the tallest a third of the height. */
function paintHistogram(
  context: CanvasRenderingContext2D,
  box: Box,
  history: HistoryRing,
  color: string,
): void {
  const counts = new Uint32Array(BINS);
  let most = 0;
  const span = Math.min(history.length, Math.round(history.ratePerS * 4));
  for (let age = 0; age < span; age++) {
    const bin = Math.floor((history.at(age, 0) - TRANSFER_RANGE.bottomDb) / BIN_DB);
    if (bin < 0 || bin >= BINS) continue;
    const count = (counts[bin] as number) + 1;
    counts[bin] = count;
    most = Math.max(most, count);
  }
  if (most === 0) return;
  context.fillStyle = alpha(color, 0.5);
  const width = box.width / BINS;
  for (let bin = 0; bin < BINS; bin++) {
    const height = Math.round(((counts[bin] as number) / most) * box.height * 0.3);
    if (height > 0) {
      const x = Math.round(box.x + bin * width);
      context.fillRect(x, box.y + box.height - height, Math.max(1, Math.round(width) - 1), height);
    }
  }
}

/** Where the sound is at this moment on the curve. */
function paintNow(
  context: CanvasRenderingContext2D,
  box: Box,
  values: ParameterValues,
  history: HistoryRing,
): void {
  const input = history.at(0, 0);
  if (!(input > TRANSFER_RANGE.bottomDb)) return;
  const x = xOfInput(box, input);
  const y = yOfLevel(box, TRANSFER_RANGE, outputLevelDb(input, values));
  const fill = context.fillStyle;
  context.beginPath();
  context.arc(x, y, 3, 0, 2 * Math.PI);
  context.fillStyle = token('reduction');
  context.fill();
  context.fillStyle = fill;
}
