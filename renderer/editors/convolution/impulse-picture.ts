/** An impulse response in dB over time, with what its trims leave of it. */
import {
  convolutionValues,
  decayChangeDb,
  trimmedSeconds,
} from '../../../audio-engine/effects/convolution/curves.ts';
import type { ParameterValues } from '../../../audio-engine/effects/parameter.ts';
import { alpha, token } from '../../theme/index.ts';
import { horizontal, PICTURE_FONT, vertical } from '../picture.ts';
import type { ImpulsePicture } from './impulses.ts';

export const FLOOR_DB = -72;
const TOP_DB = 3;
const FOOT = 20;
const GUTTER = 30;
const HEAD = 8;

export interface ImpulsePlot {
  left: number;
  width: number;
  top: number;
  height: number;
  /** Seconds across the plot, and where the response begins in it. */
  span: number;
  startX: number;
  endX: number;
  xOf(seconds: number): number;
  yOf(db: number): number;
}

/** The plot's axis begins with the dry sound: pre-delay moves the response to the right. */
export function impulsePlot(
  width: number,
  height: number,
  seconds: number,
  values: ParameterValues,
): ImpulsePlot {
  const left = GUTTER;
  const plotWidth = width - GUTTER - 12;
  const plotHeight = height - HEAD - FOOT;
  const preDelay = convolutionValues(values).preDelayMs! / 1000;
  // Room for the longest pre-delay, within reason: a response of 30 ms is not drawn as a needle.
  const span = seconds * 1.04 + Math.max(preDelay, Math.min(0.25, seconds * 0.12));
  const xOf = (s: number): number => left + (s / span) * plotWidth;
  return {
    left,
    width: plotWidth,
    top: HEAD,
    height: plotHeight,
    span,
    startX: xOf(preDelay),
    endX: xOf(preDelay + trimmedSeconds(seconds, values)),
    xOf,
    yOf: (db) =>
      HEAD + ((TOP_DB - Math.max(FLOOR_DB, Math.min(TOP_DB, db))) / (TOP_DB - FLOOR_DB)) * plotHeight,
  };
}

function timeStep(span: number): number {
  for (const step of [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1]) if (span / step <= 9) return step;
  return 2;
}

export function paintTimeAxis(context: CanvasRenderingContext2D, plot: ImpulsePlot): void {
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (let db = 0; db >= FLOOR_DB; db -= 12) {
    context.fillStyle = token(db === 0 ? 'hair-2' : 'hair');
    horizontal(context, plot.left, plot.left + plot.width, plot.yOf(db));
    context.fillStyle = token('text-3');
    context.fillText(
      db === 0 ? '0' : `−${-db}`,
      plot.left - 6,
      Math.min(plot.yOf(db), plot.top + plot.height - 5),
    );
  }
  const step = timeStep(plot.span);
  context.textAlign = 'center';
  for (let s = 0; s <= plot.span; s += step) {
    const x = plot.xOf(s);
    context.fillStyle = token(s === 0 ? 'hair-2' : 'hair');
    vertical(context, x, plot.top, plot.top + plot.height);
    context.fillStyle = token('text-3');
    const text = plot.span < 0.5 ? `${Math.round(s * 1000)} ms` : `${Number(s.toFixed(2))} s`;
    if (x < plot.left + plot.width - 12)
      context.fillText(text, Math.max(plot.left + 8, x), plot.top + plot.height + 10);
  }
}

/** Outline of levels under the decay's change, from the start to `until` seconds. */
function trace(
  context: CanvasRenderingContext2D,
  plot: ImpulsePlot,
  picture: ImpulsePicture,
  levels: readonly number[],
  change: (seconds: number) => number,
  until: number,
): void {
  const bottom = plot.top + plot.height;
  const each = picture.seconds / levels.length;
  context.beginPath();
  context.moveTo(plot.startX, bottom);
  const perSecond = plot.width / plot.span;
  let x = plot.startX;
  for (let column = 0; column < levels.length; column++) {
    const s = (column + 0.5) * each;
    if (s > until) break;
    x = plot.startX + s * perSecond;
    if (column === 0) context.lineTo(plot.startX, plot.yOf((levels[0] as number) + change(0)));
    context.lineTo(x, plot.yOf((levels[column] as number) + change(s)));
  }
  context.lineTo(Math.min(x, plot.endX), bottom);
  context.closePath();
}

export function paintImpulse(
  context: CanvasRenderingContext2D,
  plot: ImpulsePlot,
  picture: ImpulsePicture,
  values: ParameterValues,
  color: string,
): void {
  const until = trimmedSeconds(picture.seconds, values);
  const change = (s: number) => decayChangeDb(s, picture.decaySeconds, values);
  const bottom = plot.top + plot.height;
  // What the trims take away stays as a shadow.
  trace(context, plot, picture, picture.peaksDb, () => 0, picture.seconds);
  context.fillStyle = alpha(token('text-3'), 0.1);
  context.fill();
  context.strokeStyle = alpha(token('text-3'), 0.35);
  context.lineWidth = 1;
  context.stroke();
  context.save();
  context.beginPath();
  context.rect(plot.startX, plot.top, plot.endX - plot.startX, plot.height);
  context.clip();
  trace(context, plot, picture, picture.peaksDb, change, until);
  const fill = context.createLinearGradient(0, plot.top, 0, bottom);
  fill.addColorStop(0, alpha(color, 0.42));
  fill.addColorStop(1, alpha(color, 0.08));
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = alpha(color, 0.75);
  context.stroke();
  trace(context, plot, picture, picture.levelsDb, change, until);
  context.fillStyle = alpha(color, 0.55);
  context.fill();
  context.restore();
  context.strokeStyle = color;
  context.lineWidth = 1;
}
