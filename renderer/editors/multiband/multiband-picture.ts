/** The picture of multiband dynamics: the bands over the sound's spectrum, how far each may move and how far it does now. */
import { crossoversHz, responseDb } from '../../../audio-engine/effects/multiband/curves.ts';
import { bandField } from '../../../audio-engine/effects/multiband/parameters.ts';
import type { ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import { signedDecibels } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import {
  type BandArea,
  type BandPlot,
  bandAreas,
  paintBandDisc,
  paintCrossover,
  plotOf,
} from '../dynamics/band-areas.ts';
import { drawFrequencyGrid, hzOfX } from '../frequency-axis.ts';
import { horizontal, PICTURE_FONT, PICTURE_FONT_STRONG, type Picture, vertical } from '../picture.ts';
import { paintSpectrum, traceSpectrum } from '../spectrum.ts';

/** Decibels of change that the picture shows to each side of nothing. */
export const CHANGE_RANGE_DB = 18;
const SPECTRUM_TOP_DB = -12;
const SPECTRUM_BOTTOM_DB = -84;

export function yOfChange(plot: BandPlot, db: number): number {
  return plot.height * (0.5 - db / (2 * CHANGE_RANGE_DB * 1.08));
}

export function areasOf(plot: BandPlot, values: ParameterValues): BandArea[] {
  return bandAreas(plot, crossoversHz(values));
}

export interface MultibandScene {
  values: ParameterValues;
  sampleRate: number;
  color: string;
  selected: number;
  /** Live change of each band in dB; empty while nothing plays. */
  changesDb: readonly number[];
  before: Float32Array | null;
  after: Float32Array | null;
  /** The handle under the pointer. */
  held: string | null;
}

const on = (values: ParameterValues, band: number, field: 'Solo' | 'Bypass') =>
  (values[bandField(band, field)] ?? 0) >= 0.5;

/** Where a band's range ends, make-up included: its handle. */
export function handleDb(values: ParameterValues, band: number): number {
  return (values[bandField(band, 'RangeDb')] ?? 0) + (values[bandField(band, 'MakeupDb')] ?? 0);
}

export function paintMultiband({ context, width, height }: Picture, scene: MultibandScene): void {
  const plot = plotOf(width, height);
  const { values } = scene;
  const areas = areasOf(plot, values);
  const solo = areas.some(({ band }) => on(values, band, 'Solo'));
  drawFrequencyGrid(context, plot.width, plot.height);
  paintScale(context, plot, width);
  context.save();
  context.beginPath();
  context.rect(0, 0, plot.width, plot.height);
  context.clip();
  paintSound(context, plot, scene);
  for (const area of areas) {
    const silent = solo && !on(values, area.band, 'Solo');
    if (area.band === scene.selected) {
      context.fillStyle = alpha(token('accent'), 0.09);
      context.fillRect(area.left, 0, area.right - area.left, plot.height);
    }
    if (silent) {
      context.fillStyle = alpha(token('well').startsWith('#') ? token('well') : '#100f0e', 0.6);
      context.fillRect(area.left, 0, area.right - area.left, plot.height);
    }
    paintRange(context, plot, area, scene);
  }
  paintResponse(context, plot, scene);
  for (const area of areas.slice(1)) {
    context.fillStyle = scene.held === `crossover${area.band - 1}` ? token('accent-hi') : token('text-3');
    vertical(context, area.left, 0, plot.height);
  }
  context.restore();
  for (const area of areas) paintHandle(context, plot, area, scene);
  for (const area of areas.slice(1)) paintCrossover(context, plot, area, scene.held);
}

function paintScale(context: CanvasRenderingContext2D, plot: BandPlot, width: number): void {
  context.font = PICTURE_FONT;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (let db = -CHANGE_RANGE_DB; db <= CHANGE_RANGE_DB; db += 6) {
    const y = yOfChange(plot, db);
    context.fillStyle = token(db === 0 ? 'hair-2' : 'hair');
    horizontal(context, 0, plot.width, y);
    context.fillStyle = token(db === 0 ? 'text-2' : 'text-3');
    context.fillText(db === 0 ? '0' : signedDecibels(db, 0), width - 6, y);
  }
}

function paintSound(context: CanvasRenderingContext2D, plot: BandPlot, scene: MultibandScene): void {
  const span = SPECTRUM_TOP_DB - SPECTRUM_BOTTOM_DB;
  const y = (db: number) => ((SPECTRUM_TOP_DB - db) / span) * plot.height;
  if (scene.before) {
    traceSpectrum(context, scene.before, plot.width, y);
    context.strokeStyle = alpha(token('text-2').startsWith('#') ? token('text-2') : '#b4ada3', 0.45);
    context.lineWidth = 1;
    context.stroke();
  }
  if (scene.after) paintSpectrum(context, scene.after, plot.width, plot.height, y, scene.color);
}

/** From make-up to the end of the range: where the band may be; bold, where it is. */
function paintRange(
  context: CanvasRenderingContext2D,
  plot: BandPlot,
  area: BandArea,
  scene: MultibandScene,
): void {
  const { values } = scene;
  if (on(values, area.band, 'Bypass')) return;
  const makeup = values[bandField(area.band, 'MakeupDb')] ?? 0;
  const from = yOfChange(plot, makeup);
  const end = yOfChange(plot, handleDb(values, area.band));
  context.fillStyle = alpha(token('reduction'), 0.08);
  context.fillRect(area.left, Math.min(from, end), area.right - area.left, Math.abs(end - from));
  context.strokeStyle = alpha(token('reduction'), 0.55);
  context.lineWidth = 1;
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(area.left, Math.round(end) + 0.5);
  context.lineTo(area.right, Math.round(end) + 0.5);
  context.stroke();
  context.setLineDash([]);
  const change = scene.changesDb[area.band - 1] ?? 0;
  if (change === 0) return;
  const now = yOfChange(plot, makeup + change);
  context.fillStyle = alpha(token('reduction'), 0.3);
  context.fillRect(area.left, Math.min(from, now), area.right - area.left, Math.abs(now - from));
}

/** The response of this moment, the filters' own. */
function paintResponse(context: CanvasRenderingContext2D, plot: BandPlot, scene: MultibandScene): void {
  context.beginPath();
  for (let px = 0; px <= plot.width; px += 2) {
    const db = responseDb(hzOfX(px, plot.width), scene.changesDb, scene.values, scene.sampleRate);
    const y = yOfChange(plot, db);
    if (px === 0) context.moveTo(0, y);
    else context.lineTo(px, y);
  }
  context.lineJoin = 'round';
  context.strokeStyle = token('halo');
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = token('curve');
  context.lineWidth = 1.75;
  context.stroke();
}

export function handlePlace(
  plot: BandPlot,
  area: BandArea,
  values: ParameterValues,
): { x: number; y: number } {
  const y = yOfChange(plot, handleDb(values, area.band));
  return { x: (area.left + area.right) / 2, y: Math.max(9, Math.min(plot.height - 9, y)) };
}

function paintHandle(
  context: CanvasRenderingContext2D,
  plot: BandPlot,
  area: BandArea,
  scene: MultibandScene,
): void {
  const place = handlePlace(plot, area, scene.values);
  const off = on(scene.values, area.band, 'Bypass');
  const held = scene.held === `range${area.band}`;
  paintBandDisc(context, place, { band: area.band, selected: area.band === scene.selected, held, idle: off });
  const change = scene.changesDb[area.band - 1];
  if (change === undefined || off || area.right - area.left < 44) return;
  // What it does now, at the top of its band, where no curve runs.
  context.font = PICTURE_FONT_STRONG;
  context.fillStyle = Math.abs(change) >= 0.05 ? token('reduction') : token('text-3');
  context.fillText(signedDecibels(change), place.x, 12);
}
