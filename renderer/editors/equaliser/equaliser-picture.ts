/** Paints the equaliser: grid, the strip's spectrum, each band, the result with its halo, the numbered points. */
import { formatParts } from '../../../audio-engine/effects/parameter.ts';
import { decibels, effectWords, signedDecibels } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { parameterOf } from '../effect-values.ts';
import { drawFrequencyGrid, xOfHz } from '../frequency-axis.ts';
import { horizontal, PICTURE_FONT, PICTURE_FONT_STRONG, type Picture } from '../picture.ts';
import { paintSpectrum } from '../spectrum.ts';
import { type Band, hasGain, isPass, pointDb } from './bands.ts';

/** The foot with frequencies, and the gutter with decibels. */
export const FOOT = 20;
export const GUTTER = 34;
export const POINT_RADIUS = 8;
/** Level range of the spectrum behind the curve, tilted dBFS. */
const SPECTRUM_TOP_DB = -12;
const SPECTRUM_BOTTOM_DB = -84;

export interface Plot {
  width: number;
  height: number;
  rangeDb: number;
}

export function plotOf(width: number, height: number, rangeDb: number): Plot {
  return { width: Math.max(1, width - GUTTER), height: Math.max(1, height - FOOT), rangeDb };
}

export function yOfGain(plot: Plot, db: number): number {
  return plot.height * (0.5 - db / (plot.rangeDb * 2 * 1.1));
}

export function gainOfY(plot: Plot, y: number): number {
  return (0.5 - y / plot.height) * plot.rangeDb * 2 * 1.1;
}

export interface EqualiserScene {
  rangeDb: number;
  bands: readonly Band[];
  selected: number | null;
  /** The held or hovered band, whose values stand in a chip. */
  chip: number | null;
  /** One value for each column of the plot, dB. */
  result: Float64Array;
  /** The second channel's curve where bands act on one side only. */
  second: Float64Array | null;
  selectedCurve: Float64Array | null;
  /** For each dynamic band where it rests, how far it may go, and what it does now (dB beside its own gain). */
  dynamics: readonly DynamicVeil[];
  spectrumDb: Float32Array | null;
  trackColor: string;
  bypassed: boolean;
}

export interface DynamicVeil {
  number: number;
  rest: Float64Array;
  full: Float64Array;
  changeDb: number;
  rangeDb: number;
}

export function paintEqualiser(picture: Picture, scene: EqualiserScene): void {
  const { context, width, height } = picture;
  const plot = plotOf(width, height, scene.rangeDb);
  drawFrequencyGrid(context, plot.width, plot.height);
  paintGainGrid(context, plot, width);
  context.save();
  context.beginPath();
  context.rect(0, 0, plot.width, plot.height);
  context.clip();
  if (scene.spectrumDb) {
    const span = SPECTRUM_TOP_DB - SPECTRUM_BOTTOM_DB;
    const y = (db: number) => ((SPECTRUM_TOP_DB - db) / span) * plot.height;
    paintSpectrum(context, scene.spectrumDb, plot.width, plot.height, y, scene.trackColor);
  }
  context.fillStyle = alpha(token('accent'), 0.55);
  horizontal(context, 0, plot.width, yOfGain(plot, 0));
  if (scene.selectedCurve && !scene.bypassed) {
    fillCurve(context, plot, scene.selectedCurve, alpha(token('accent'), 0.22));
  }
  for (const veil of scene.dynamics) paintVeil(context, plot, veil, scene);
  const ink = scene.bypassed ? token('text-4') : token('curve');
  if (scene.second)
    strokeCurve(context, plot, scene.second, alpha(ink.startsWith('#') ? ink : '#888888', 0.55), 1);
  strokeCurve(context, plot, scene.result, token('halo'), 4);
  strokeCurve(context, plot, scene.result, ink, 1.75);
  context.restore();
  for (const veil of scene.dynamics) {
    const band = scene.bands[veil.number - 1];
    if (band && !scene.bypassed) paintLive(context, plot, band, veil);
  }
  for (const band of scene.bands) {
    if (band.on) paintPoint(context, plot, band, band.number === scene.selected, scene.bypassed);
  }
  const chip = scene.bands.find((band) => band.number === scene.chip);
  if (chip) paintChip(context, plot, chip);
}

function paintGainGrid(context: CanvasRenderingContext2D, plot: Plot, width: number): void {
  const step = plot.rangeDb / 2;
  context.font = PICTURE_FONT;
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (let db = -plot.rangeDb; db <= plot.rangeDb; db += step) {
    const y = yOfGain(plot, db);
    context.fillStyle = token('hair');
    horizontal(context, 0, plot.width, y);
    context.fillStyle = token(db === 0 ? 'text-2' : 'text-3');
    context.fillText(db === 0 ? '0' : signedDecibels(db, 0), width - 6, y);
  }
}

function tracePlot(context: CanvasRenderingContext2D, plot: Plot, curve: Float64Array): void {
  context.beginPath();
  for (let x = 0; x < curve.length; x++) {
    const y = Math.max(-20, Math.min(plot.height + 20, yOfGain(plot, curve[x] as number)));
    if (x === 0) context.moveTo(0, y);
    else context.lineTo(x, y);
  }
}

function strokeCurve(
  context: CanvasRenderingContext2D,
  plot: Plot,
  curve: Float64Array,
  color: string,
  width: number,
): void {
  tracePlot(context, plot, curve);
  context.lineJoin = 'round';
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
}

function fillCurve(context: CanvasRenderingContext2D, plot: Plot, curve: Float64Array, color: string): void {
  tracePlot(context, plot, curve);
  const zero = yOfGain(plot, 0);
  context.lineTo(curve.length - 1, zero);
  context.lineTo(0, zero);
  context.closePath();
  context.fillStyle = color;
  context.fill();
}

/**
 * The reach of a dynamic band as a veil between where it rests and how far it may go, and inside it, stronger, how far it
 * is gone now.
 */
function paintVeil(
  context: CanvasRenderingContext2D,
  plot: Plot,
  veil: DynamicVeil,
  scene: EqualiserScene,
): void {
  const ink = token(scene.bypassed ? 'text-4' : 'reduction');
  fillBetween(context, plot, veil, 1);
  context.fillStyle = alpha(ink, veil.number === scene.selected ? 0.16 : 0.1);
  context.fill();
  strokeCurve(context, plot, veil.full, alpha(ink, 0.45), 1);
  const part = veil.rangeDb === 0 ? 0 : Math.max(0, Math.min(1, veil.changeDb / veil.rangeDb));
  if (part < 0.005 || scene.bypassed) return;
  fillBetween(context, plot, veil, part);
  context.fillStyle = alpha(ink, 0.34);
  context.fill();
}

function fillBetween(context: CanvasRenderingContext2D, plot: Plot, veil: DynamicVeil, part: number): void {
  const { rest, full } = veil;
  context.beginPath();
  for (let x = 0; x < rest.length; x++) context.lineTo(x, yOfGain(plot, rest[x] as number));
  for (let x = rest.length - 1; x >= 0; x--) {
    const from = rest[x] as number;
    context.lineTo(x, yOfGain(plot, from + ((full[x] as number) - from) * part));
  }
  context.closePath();
}

/** Where the band is at the moment: a short bar beside its point with the live gain. */
function paintLive(context: CanvasRenderingContext2D, plot: Plot, band: Band, veil: DynamicVeil): void {
  const { x, y } = pointOf(plot, band);
  const to = yOfGain(plot, band.gainDb + veil.changeDb);
  context.fillStyle = token('reduction');
  context.fillRect(Math.round(x) - 1, Math.min(y, to), 2, Math.abs(to - y));
  if (Math.abs(veil.changeDb) < 0.05) return;
  context.beginPath();
  context.arc(x, to, 3.5, 0, 2 * Math.PI);
  context.fill();
  context.font = PICTURE_FONT_STRONG;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const text = signedDecibels(veil.changeDb);
  const width = context.measureText(text).width;
  const left = Math.min(x + 10, plot.width - width - 6);
  const at = Math.max(10, Math.min(plot.height - 10, to + (veil.changeDb < 0 ? 11 : -11)));
  context.fillStyle = alpha(token('well'), 0.8);
  context.fillRect(left - 3, at - 8, width + 6, 16);
  context.fillStyle = token('reduction');
  context.fillText(text, left, at);
}

export function pointOf(plot: Plot, band: Band): { x: number; y: number } {
  const y = yOfGain(plot, pointDb(band));
  return {
    x: xOfHz(band.frequencyHz, plot.width),
    y: Math.max(POINT_RADIUS, Math.min(plot.height - POINT_RADIUS, y)),
  };
}

function paintPoint(
  context: CanvasRenderingContext2D,
  plot: Plot,
  band: Band,
  selected: boolean,
  bypassed: boolean,
): void {
  const { x, y } = pointOf(plot, band);
  if (selected) {
    context.beginPath();
    context.arc(x, y, POINT_RADIUS + 3, 0, 2 * Math.PI);
    context.fillStyle = alpha(token('accent'), 0.3);
    context.fill();
  }
  context.beginPath();
  context.arc(x, y, POINT_RADIUS, 0, 2 * Math.PI);
  context.fillStyle = selected ? token('accent') : token('strip');
  context.fill();
  context.lineWidth = 1.5;
  context.strokeStyle = selected ? token('accent-hi') : token(bypassed ? 'text-4' : 'text-2');
  context.stroke();
  context.font = '600 10px "Inter Variable", system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = selected ? token('on-accent') : token('text-1');
  context.fillText(String(band.number), x, y + 0.5);
}

/** `2.85 kHz  +3.1 dB  Q 1.10` */
export function chipText(band: Band): string {
  const frequency = formatParts(parameterOf('equaliser', `band${band.number}FrequencyHz`), band.frequencyHz);
  const parts = [`${frequency.number} ${frequency.unit}`];
  if (hasGain(band.type)) parts.push(`${signedDecibels(band.gainDb)} dB`);
  if (isPass(band.type)) parts.push(effectWords.equaliser.slopes[band.slope - 1] ?? '');
  else parts.push(`Q ${decibels(band.q, 2)}`);
  return parts.join('  ');
}

function paintChip(context: CanvasRenderingContext2D, plot: Plot, band: Band): void {
  const { x, y } = pointOf(plot, band);
  const text = chipText(band);
  context.font = PICTURE_FONT_STRONG;
  const width = Math.ceil(context.measureText(text).width) + 14;
  const height = 20;
  const left = Math.round(Math.max(2, Math.min(plot.width - width - 2, x - width / 2)));
  const above = y - POINT_RADIUS - 8 - height;
  const top = Math.round(above >= 2 ? above : y + POINT_RADIUS + 8);
  context.fillStyle = token('control-hi');
  context.beginPath();
  context.roundRect(left, top, width, height, 3);
  context.fill();
  context.fillStyle = token('text-1');
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, left + width / 2, top + height / 2 + 0.5);
}
