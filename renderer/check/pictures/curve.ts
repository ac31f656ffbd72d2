/** A value over frequency or time with the range it should keep: what lies outside is filled. */
import type { Evidence } from '../../../audio-engine/protocol/index.ts';
import { clock } from '../../../audio-engine/words/check.ts';
import { alpha, token } from '../../theme/index.ts';
import {
  type About,
  type Canvas,
  FONT_PLAIN,
  hertzMarks,
  label,
  logAxis,
  markText,
  niceStep,
  scaleMarks,
} from './common.ts';

type Curve = Extract<Evidence, { kind: 'curve' }>;

const FOOT = 14;

export function drawCurve(canvas: Canvas, evidence: Curve, about: About): void {
  const { context, width, height } = canvas;
  const { points, low, high, over } = evidence;
  const large = about.size === 'large';
  const gutter = large ? 34 : 0;
  const plot = height - FOOT;
  const right = width - gutter;
  const values = points.map(([, value]) => value);
  const all = [...values, ...(low === null ? [] : [low]), ...(high === null ? [] : [high])];
  const least = Math.min(...all);
  const most = Math.max(...all);
  const room = Math.max((most - least) * 0.18, 1e-3);
  const y = (value: number) => ((most + room - value) / (most - least + 2 * room)) * plot;
  const from = points[0]?.[0] ?? 0;
  const to = points.at(-1)?.[0] ?? 1;
  const x =
    over === 'hz'
      ? logAxis(Math.max(1, from), Math.max(from * 1.01, to), 0, right)
      : (at: number) => ((at - from) / Math.max(1e-9, to - from)) * right;
  const ink = token(about.ink);

  context.font = FONT_PLAIN;
  context.textBaseline = 'middle';
  if (large)
    for (const mark of scaleMarks(least - room, most + room, 4)) {
      context.fillStyle = token('hair');
      context.fillRect(0, Math.round(y(mark)), right, 1);
      context.fillStyle = token('text-3');
      context.textAlign = 'left';
      context.fillText(markText(mark, niceStep(most - least + 2 * room, 4)), right + 6, y(mark));
    }
  context.textAlign = 'center';
  if (over === 'hz')
    for (const mark of hertzMarks(x, from, to, large ? 44 : 56)) {
      context.fillStyle = token('hair');
      context.fillRect(Math.round(mark.x), 0, 1, plot);
      context.fillStyle = token('text-3');
      if (mark.x > 10 && mark.x < right - 10) context.fillText(mark.text, mark.x, plot + FOOT / 2 + 1);
    }
  else
    for (const seconds of scaleMarks(from, to, Math.max(2, right / 90))) {
      context.fillStyle = token('hair');
      context.fillRect(Math.round(x(seconds)), 0, 1, plot);
      context.fillStyle = token('text-3');
      if (x(seconds) > 14 && x(seconds) < right - 14)
        context.fillText(clock(seconds), x(seconds), plot + FOOT / 2 + 1);
    }

  if (low !== null || high !== null) {
    const upper = high === null ? 0 : y(high);
    const lower = low === null ? plot : y(low);
    context.fillStyle = alpha(token('accent'), 0.12);
    context.fillRect(0, Math.round(upper), right, Math.round(lower) - Math.round(upper));
    context.fillStyle = alpha(token('accent'), 0.5);
    if (high !== null) context.fillRect(0, Math.round(upper), right, 1);
    if (low !== null) context.fillRect(0, Math.round(lower), right, 1);
  }

  const path = () => {
    context.beginPath();
    points.forEach(([at, value], i) => {
      if (i === 0) context.moveTo(x(at), y(value));
      else context.lineTo(x(at), y(value));
    });
  };
  const outside = (edge: number, above: boolean) => {
    context.save();
    context.beginPath();
    if (above) context.rect(0, 0, right, edge);
    else context.rect(0, edge, right, plot - edge);
    context.clip();
    path();
    context.lineTo(x(to), edge);
    context.lineTo(x(from), edge);
    context.fillStyle = alpha(ink, 0.45);
    context.fill();
    path();
    context.strokeStyle = ink;
    context.lineWidth = 1.75;
    context.stroke();
    context.restore();
  };
  path();
  context.strokeStyle = token('curve');
  context.lineWidth = 1.5;
  context.lineJoin = 'round';
  context.stroke();
  const band = about.frequency;
  if (over === 'hz' && band && low === null && high === null) {
    // Without limits the band itself is what it is about.
    const left = Math.max(0, x(Math.max(from, band.lowHz)));
    const edge = Math.min(right, x(Math.min(to, band.highHz)));
    context.save();
    context.beginPath();
    context.rect(left, 0, Math.max(2, edge - left), plot);
    context.clip();
    context.fillStyle = alpha(ink, 0.14);
    context.fillRect(left, 0, edge - left, plot);
    path();
    context.lineTo(right, plot);
    context.lineTo(0, plot);
    context.fillStyle = alpha(ink, 0.4);
    context.fill();
    path();
    context.strokeStyle = ink;
    context.lineWidth = 1.75;
    context.stroke();
    context.restore();
  }
  if (high !== null) outside(y(high), true);
  if (low !== null) outside(y(low), false);

  // The figure stands beside the farthest place outside.
  const worst = points.reduce<{ at: number; by: number } | null>((best, [at, value]) => {
    const by = Math.max(high === null ? 0 : value - high, low === null ? 0 : low - value);
    return by > (best?.by ?? 0) ? { at, by } : best;
  }, null);
  const value = worst ? (points.find(([at]) => at === worst.at)?.[1] ?? 0) : 0;
  if (worst) {
    const up = high !== null && value > high;
    const place = Math.min(plot - 10, Math.max(9, y(value) + (up ? -11 : 12)));
    label(canvas, about.measured, x(worst.at), place, ink, 'center');
  } else label(canvas, about.measured, right - 6, 10, ink, 'right');
}
