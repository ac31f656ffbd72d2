/** The de-esser's picture: the band it judges by over the sound's spectrum, what it turns down there now, and beside it how far the band stood out. */
import { detectorDb, responseDb } from '../../../audio-engine/effects/deesser/curves.ts';
import type { ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import type { HistoryRing } from '../../live/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { paintLevelLine, paintReductionNow } from '../dynamics/history-picture.ts';
import {
  type Box,
  historyColumns,
  type LevelRange,
  paintLevelGrid,
  paintTimeGrid,
  yOfLevel,
} from '../dynamics/level-axis.ts';
import type { ReadoutTrail } from '../dynamics/readout-trail.ts';
import { drawFrequencyGrid, hzOfX, xOfHz } from '../frequency-axis.ts';
import { horizontal, PICTURE_FONT, type Picture } from '../picture.ts';
import { paintSpectrum } from '../spectrum.ts';

const FOOT = 20;
const GUTTER = 30;
const words = effectWords.deesser.editor;
/** The response runs from a little above nothing to the largest range. */
export const RESPONSE_RANGE: LevelRange = { topDb: 6, bottomDb: -26 };
/** Where the band stands against the voice; a threshold in dBFS needs a longer scale. */
export const RATIO_RANGE: LevelRange = { topDb: 0, bottomDb: -36 };
export const ABSOLUTE_RANGE: LevelRange = { topDb: 0, bottomDb: -60 };
const SPECTRUM_TOP_DB = -12;
const SPECTRUM_BOTTOM_DB = -84;

export function deesserBoxes(width: number, height: number): { band: Box; history: Box } {
  const plotHeight = height - FOOT - 6;
  const history = Math.max(160, Math.min(460, Math.round(width * 0.36)));
  const band = Math.max(1, width - history - GUTTER * 2 - 1);
  return {
    band: { x: 0, y: 6, width: band, height: plotHeight },
    history: { x: band + GUTTER + 1, y: 6, width: history, height: plotHeight },
  };
}

export interface DeesserScene {
  values: ParameterValues;
  sampleRate: number;
  history: HistoryRing;
  color: string;
  spectrumDb: Float32Array | null;
  reductionDb: number;
  ratio: ReadoutTrail | undefined;
  held: boolean;
}

export function paintDeesser(picture: Picture, scene: DeesserScene): void {
  const { context, width, height, nowMs } = picture;
  const { band, history } = deesserBoxes(width, height);
  paintBand(context, band, scene);
  paintRatio(context, history, scene, nowMs);
}

function paintBand(context: CanvasRenderingContext2D, box: Box, scene: DeesserScene): void {
  const { values, sampleRate } = scene;
  context.save();
  context.translate(box.x, box.y);
  drawFrequencyGrid(context, box.width, box.height);
  context.restore();
  const y = (db: number) => yOfLevel(box, RESPONSE_RANGE, db);
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (let db = 0; db >= -24; db -= 6) {
    context.fillStyle = token('hair');
    horizontal(context, box.x, box.x + box.width, y(db));
    context.fillStyle = token(db === 0 ? 'text-2' : 'text-3');
    context.fillText(db === 0 ? '0' : decibels(db, 0), box.x + box.width + 6, y(db));
  }
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  if (scene.spectrumDb) {
    const span = SPECTRUM_TOP_DB - SPECTRUM_BOTTOM_DB;
    context.save();
    context.translate(box.x, box.y);
    paintSpectrum(
      context,
      scene.spectrumDb,
      box.width,
      box.height,
      (db) => ((SPECTRUM_TOP_DB - db) / span) * box.height,
      scene.color,
    );
    context.restore();
  }
  const trace = (level: (hz: number) => number) => {
    context.beginPath();
    for (let px = 0; px <= box.width; px++) {
      const at = y(level(hzOfX(px, box.width)));
      if (px === 0) context.moveTo(box.x, at);
      else context.lineTo(box.x + px, at);
    }
  };
  // The band it judges by: its foot at the bottom of the plot, its top at 0.
  trace((hz) => detectorDb(hz, values, sampleRate));
  context.lineTo(box.x + box.width, box.y + box.height);
  context.lineTo(box.x, box.y + box.height);
  context.closePath();
  context.fillStyle = alpha(token('accent'), 0.12);
  context.fill();
  trace((hz) => detectorDb(hz, values, sampleRate));
  context.strokeStyle = alpha(token('accent'), 0.7);
  context.lineWidth = 1;
  context.stroke();
  // As far down as it may go, dashed; the veil and the line are now.
  const range = values.rangeDb ?? 0;
  trace((hz) => responseDb(hz, range, values, sampleRate));
  context.setLineDash([3, 3]);
  context.strokeStyle = alpha(token('reduction'), 0.6);
  context.stroke();
  context.setLineDash([]);
  trace((hz) => responseDb(hz, scene.reductionDb, values, sampleRate));
  context.lineJoin = 'round';
  context.strokeStyle = token('halo');
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = token('curve');
  context.lineWidth = 1.75;
  context.stroke();
  context.lineTo(box.x + box.width, y(0));
  context.lineTo(box.x, y(0));
  context.closePath();
  context.fillStyle = alpha(token('reduction'), 0.22);
  context.fill();
  context.restore();
  const point = deesserPoint(box, values);
  if (scene.held) {
    context.beginPath();
    context.arc(point.x, point.y, 11, 0, 2 * Math.PI);
    context.fillStyle = alpha(token('accent'), 0.3);
    context.fill();
  }
  context.beginPath();
  context.arc(point.x, point.y, 6, 0, 2 * Math.PI);
  context.fillStyle = token('accent');
  context.fill();
  context.strokeStyle = token('accent-hi');
  context.lineWidth = 1.5;
  context.stroke();
}

/** The handle: frequency across, range down. */
export function deesserPoint(box: Box, values: ParameterValues): { x: number; y: number } {
  return {
    x: box.x + xOfHz(values.frequencyHz ?? 1000, box.width),
    y: yOfLevel(box, RESPONSE_RANGE, -(values.rangeDb ?? 0)),
  };
}

function paintRatio(context: CanvasRenderingContext2D, box: Box, scene: DeesserScene, nowMs: number): void {
  const adaptive = (scene.values.adaptive ?? 1) >= 0.5;
  const range = adaptive ? RATIO_RANGE : ABSOLUTE_RANGE;
  paintLevelGrid(context, box, range, 12, 'right');
  paintTimeGrid(context, box, 4);
  context.save();
  context.beginPath();
  context.rect(box.x, box.y, box.width, box.height);
  context.clip();
  const bottom = box.y + box.height;
  const y = (db: number) => Math.min(bottom + 2, yOfLevel(box, range, db));
  const ends = scene.ratio?.trace(context, box, nowMs, y);
  if (ends) {
    context.strokeStyle = scene.color;
    context.lineWidth = 1;
    context.lineJoin = 'round';
    context.stroke();
    context.lineTo(ends.to, bottom);
    context.lineTo(ends.from, bottom);
    context.closePath();
    context.fillStyle = alpha(scene.color, 0.4);
    context.fill();
  }
  const columns = historyColumns(scene.history, Math.max(1, Math.floor(box.width)), 4);
  const perDb = box.height / (range.topDb - range.bottomDb);
  context.beginPath();
  context.moveTo(box.x, box.y);
  columns.reduction.forEach((db, x) => {
    context.lineTo(box.x + x, box.y + (db > 0 ? db * perDb : 0));
  });
  context.lineTo(box.x + box.width, box.y);
  context.closePath();
  context.fillStyle = alpha(token('reduction'), 0.2);
  context.fill();
  context.strokeStyle = token('reduction');
  context.lineWidth = 1.5;
  context.stroke();
  context.restore();
  const threshold = scene.values.thresholdDb ?? 0;
  paintLevelLine(context, box, yOfLevel(box, range, threshold), words.threshold(decibels(threshold)));
  context.font = PICTURE_FONT;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.fillStyle = token('text-3');
  context.fillText(adaptive ? words.above : words.absolute, box.x + 6, box.y + box.height - 9);
  paintReductionNow(context, box, scene.history);
}
