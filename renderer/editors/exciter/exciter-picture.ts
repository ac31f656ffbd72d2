/** The picture of the exciter: its bands over the sound's spectrum, how far each is driven and what each adds now. */
import { crossoversHz, harmonicsDb } from '../../../audio-engine/effects/exciter/curves.ts';
import { bandField } from '../../../audio-engine/effects/exciter/parameters.ts';
import type { ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import { decibels } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import {
  type BandArea,
  type BandPlot,
  bandAreas,
  paintBandDisc,
  paintCrossover,
  plotOf,
} from '../dynamics/band-areas.ts';
import { drawFrequencyGrid, hzOfX, xOfHz } from '../frequency-axis.ts';
import { horizontal, PICTURE_FONT, PICTURE_FONT_STRONG, type Picture, vertical } from '../picture.ts';
import { paintSpectrum, traceSpectrum } from '../spectrum.ts';

export const MOST_AMOUNT_DB = 24;
const SPECTRUM_TOP_DB = -12;
const SPECTRUM_BOTTOM_DB = -84;
/** Overtones of each band that are drawn, and the level they are drawn for. */
const HARMONICS = 6;
const LEVEL_DB = -12;

/** Amount 0 stands near the foot, the most near the top. */
export function yOfAmount(plot: BandPlot, db: number): number {
  return plot.height * (0.94 - (0.86 * db) / MOST_AMOUNT_DB);
}

export function areasOf(plot: BandPlot, values: ParameterValues): BandArea[] {
  return bandAreas(plot, crossoversHz(values));
}

export interface ExciterScene {
  values: ParameterValues;
  color: string;
  selected: number;
  /** What each band adds now, dBFS; empty while nothing plays. */
  addedDb: readonly number[];
  before: Float32Array | null;
  after: Float32Array | null;
  held: string | null;
  off: boolean;
}

const amountOf = (values: ParameterValues, band: number): number => values[bandField(band, 'AmountDb')] ?? 0;

export function handlePlace(
  plot: BandPlot,
  area: BandArea,
  values: ParameterValues,
): { x: number; y: number } {
  return { x: (area.left + area.right) / 2, y: yOfAmount(plot, amountOf(values, area.band)) };
}

export function paintExciter({ context, width, height }: Picture, scene: ExciterScene): void {
  const plot = plotOf(width, height);
  const areas = areasOf(plot, scene.values);
  drawFrequencyGrid(context, plot.width, plot.height);
  paintScale(context, plot, width);
  context.save();
  context.beginPath();
  context.rect(0, 0, plot.width, plot.height);
  context.clip();
  paintSound(context, plot, scene);
  for (const area of areas) {
    if (area.band === scene.selected) {
      context.fillStyle = alpha(token('accent'), 0.09);
      context.fillRect(area.left, 0, area.right - area.left, plot.height);
    }
    paintAmount(context, plot, area, scene);
  }
  const chosen = areas[scene.selected - 1];
  if (chosen) paintHarmonics(context, plot, chosen, scene);
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
  for (let db = 0; db <= MOST_AMOUNT_DB; db += 6) {
    const y = yOfAmount(plot, db);
    context.fillStyle = token(db === 0 ? 'hair-2' : 'hair');
    horizontal(context, 0, plot.width, y);
    context.fillStyle = token(db === 0 ? 'text-2' : 'text-3');
    context.fillText(String(db), width - 6, y);
  }
}

function paintSound(context: CanvasRenderingContext2D, plot: BandPlot, scene: ExciterScene): void {
  const span = SPECTRUM_TOP_DB - SPECTRUM_BOTTOM_DB;
  const y = (db: number) => ((SPECTRUM_TOP_DB - db) / span) * plot.height;
  if (scene.after) {
    paintSpectrum(context, scene.after, plot.width, plot.height, y, scene.color);
    if (!scene.before) return;
    // What stands above the sound before is what was added.
    traceSpectrum(context, scene.before, plot.width, y);
    context.strokeStyle = alpha(token('text-2').startsWith('#') ? token('text-2') : '#b4ada3', 0.6);
    context.lineWidth = 1;
    context.stroke();
  }
}

/** From nothing to the band's amount: how far it is driven. */
function paintAmount(
  context: CanvasRenderingContext2D,
  plot: BandPlot,
  area: BandArea,
  scene: ExciterScene,
): void {
  const amount = amountOf(scene.values, area.band);
  if (amount <= 0) return;
  const mix = (scene.values[bandField(area.band, 'MixPercent')] ?? 100) / 100;
  const top = yOfAmount(plot, amount);
  context.fillStyle = alpha(token('reduction'), scene.off ? 0.04 : 0.05 + 0.11 * mix);
  context.fillRect(area.left, top, area.right - area.left, yOfAmount(plot, 0) - top);
  context.fillStyle = alpha(token('reduction'), scene.off ? 0.25 : 0.7);
  horizontal(context, area.left, area.right, top);
}

/** The overtones of a tone in the middle of the chosen band, where they fall. */
function paintHarmonics(
  context: CanvasRenderingContext2D,
  plot: BandPlot,
  area: BandArea,
  scene: ExciterScene,
): void {
  if (amountOf(scene.values, area.band) <= 0) return;
  const centre = hzOfX((Math.max(area.left, 8) + area.right) / 2, plot.width);
  const levels = harmonicsAt(scene.values, area.band);
  const foot = plot.height;
  for (let n = 2; n <= HARMONICS; n++) {
    const hz = centre * n;
    const db = levels[n - 1] ?? -120;
    if (hz > 20000 || db < -80) continue;
    const x = Math.round(xOfHz(hz, plot.width));
    const tall = ((db + 80) / 80) * plot.height * 0.6;
    context.fillStyle = scene.off ? token('text-4') : n % 2 === 0 ? token('reduction') : token('accent-hi');
    context.fillRect(x - 1, foot - tall, 2, tall);
    context.fillStyle = token('text-2');
    context.font = PICTURE_FONT;
    context.textAlign = 'center';
    context.textBaseline = 'bottom';
    context.fillText(String(n), x, foot - tall - 2);
  }
}

const known = new WeakMap<ParameterValues, Map<number, number[]>>();

function harmonicsAt(values: ParameterValues, band: number): number[] {
  let bands = known.get(values);
  if (!bands) {
    bands = new Map();
    known.set(values, bands);
  }
  let levels = bands.get(band);
  if (!levels) {
    levels = harmonicsDb(band, values, LEVEL_DB, HARMONICS);
    bands.set(band, levels);
  }
  return levels;
}

function paintHandle(
  context: CanvasRenderingContext2D,
  plot: BandPlot,
  area: BandArea,
  scene: ExciterScene,
): void {
  const place = handlePlace(plot, area, scene.values);
  const idle = amountOf(scene.values, area.band) <= 0;
  const held = scene.held === `amount${area.band}`;
  paintBandDisc(context, place, { band: area.band, selected: area.band === scene.selected, held, idle });
  const added = scene.addedDb[area.band - 1];
  if (added === undefined || idle || added < -100 || area.right - area.left < 52) return;
  context.font = PICTURE_FONT_STRONG;
  context.fillStyle = token('reduction');
  context.fillText(`${decibels(added)} dB`, place.x, 12);
}
