/** A figure by part of the song or by track: points on a line, the usual range behind, those outside it named. */
import type { Evidence } from '../../../audio-engine/protocol/index.ts';
import { checkWords } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { type About, type Canvas, FONT_PLAIN, label } from './common.ts';

type Steps = Extract<Evidence, { kind: 'steps' }>;

const FOOT = 15;
const SIDE = 26;

export function drawSteps(canvas: Canvas, evidence: Steps, about: About): void {
  const { context, width, height } = canvas;
  const { steps, low, high, unit } = evidence;
  const plot = height - FOOT;
  const values = steps.flatMap(({ value }) => (value === null ? [] : [value]));
  const all = [...values, ...(low === null ? [] : [low]), ...(high === null ? [] : [high])];
  if (all.length === 0) return;
  const least = Math.min(...all);
  const most = Math.max(...all);
  const room = Math.max((most - least) * 0.35, 0.5);
  const y = (value: number) => ((most + room - value) / (most - least + 2 * room)) * plot;
  const x = (i: number) =>
    steps.length === 1 ? width / 2 : SIDE + (i / (steps.length - 1)) * (width - 2 * SIDE);
  const outside = (value: number) => (low !== null && value < low) || (high !== null && value > high);
  const ink = token(about.ink);
  if (low !== null || high !== null) {
    const upper = Math.round(high === null ? 0 : y(high));
    const lower = Math.round(low === null ? plot : y(low));
    context.fillStyle = alpha(token('accent'), 0.16);
    context.fillRect(0, upper, width, Math.max(1, lower - upper));
  }
  context.beginPath();
  let begun = false;
  steps.forEach(({ value }, i) => {
    if (value === null) {
      begun = false;
      return;
    }
    if (begun) context.lineTo(x(i), y(value));
    else context.moveTo(x(i), y(value));
    begun = true;
  });
  context.strokeStyle = token('text-2');
  context.lineWidth = 1.25;
  context.stroke();
  context.font = FONT_PLAIN;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  const gap = steps.length > 1 ? (width - 2 * SIDE) / (steps.length - 1) : width;
  // Names that would run into each other are left out by turns; the pointer's help has them all.
  const every = Math.max(1, Math.ceil(34 / gap));
  steps.forEach(({ name, value }, i) => {
    const bad = value !== null && outside(value);
    context.fillStyle = token(bad ? 'text-1' : 'text-3');
    if (i % every === 0 || bad)
      context.fillText(fitted(context, name, gap * every - 4), x(i), plot + FOOT / 2 + 1);
    if (value === null) return;
    context.fillStyle = bad ? ink : token('curve');
    context.beginPath();
    context.arc(x(i), y(value), bad ? 3.5 : 2.5, 0, 2 * Math.PI);
    context.fill();
  });
  const worst = steps.reduce<number | null>((best, { value }, i) => {
    if (value === null || !outside(value)) return best;
    const by = (v: number) => Math.max(low === null ? 0 : low - v, high === null ? 0 : v - high);
    return best === null || by(value) > by(steps[best]?.value ?? 0) ? i : best;
  }, null);
  const value = worst === null ? null : (steps[worst]?.value ?? null);
  if (worst !== null && value !== null) {
    const below = low !== null && value < low;
    label(
      canvas,
      `${checkWords.figure(value)} ${unit}`.trim(),
      x(worst),
      Math.max(8, Math.min(plot - 8, y(value) + (below ? -12 : 13))),
      ink,
      'center',
    );
  } else label(canvas, about.measured, width - 6, 10, ink, 'right');
}

function fitted(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width || text.length < 3) return text;
  let short = text;
  while (short.length > 2 && context.measureText(`${short}…`).width > width) short = short.slice(0, -1);
  return `${short}…`;
}
