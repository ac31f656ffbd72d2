/** One figure on its scale: what is usual, what it is compared with, and where it stands. */
import type { Evidence } from '../../../audio-engine/protocol/index.ts';
import { checkWords } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import {
  type About,
  type Canvas,
  FONT,
  FONT_PLAIN,
  label,
  markText,
  niceStep,
  scaleMarks,
} from './common.ts';

type Scale = Extract<Evidence, { kind: 'scale' }>;

export function drawScale(canvas: Canvas, evidence: Scale, about: About): void {
  const { context, width, height } = canvas;
  const { value, from, to, low, high, marks, unit } = evidence;
  const pad = 22;
  const x = (v: number) =>
    pad + ((Math.min(to, Math.max(from, v)) - from) / Math.max(1e-9, to - from)) * (width - 2 * pad);
  const axis = Math.round(height * 0.54);
  const ink = token(about.ink);
  const wanted = Math.max(3, width / 55);
  if (low !== null || high !== null) {
    const left = Math.round(x(low ?? from));
    const right = Math.round(x(high ?? to));
    context.fillStyle = alpha(token('accent'), 0.18);
    context.fillRect(left, axis - 9, Math.max(2, right - left), 18);
    context.fillStyle = alpha(token('accent'), 0.6);
    if (low !== null) context.fillRect(left, axis - 9, 1, 18);
    if (high !== null) context.fillRect(right - 1, axis - 9, 1, 18);
  }
  context.fillStyle = token('hair-2');
  context.fillRect(pad, axis, width - 2 * pad, 1);
  context.font = FONT_PLAIN;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (const mark of scaleMarks(from, to, wanted)) {
    context.fillStyle = token('hair-2');
    context.fillRect(Math.round(x(mark)), axis - 3, 1, 7);
    context.fillStyle = token('text-3');
    context.fillText(markText(mark, niceStep(to - from, wanted)), x(mark), height - 7);
  }
  marks.forEach((mark, i) => {
    context.fillStyle = token('curve');
    context.fillRect(Math.round(x(mark.value)), axis - 8, 1, 16);
    context.font = FONT;
    context.textAlign = 'center';
    context.fillStyle = token('accent-hi');
    // Names that would touch are raised by turns.
    const y = axis - (i % 2 === 0 ? 15 : 25);
    if (y > 6 && (about.size === 'large' || i === 0)) context.fillText(mark.name, x(mark.value), y);
  });
  const at = x(value);
  context.fillStyle = ink;
  context.fillRect(Math.round(at), axis - 6, 1, 12);
  context.beginPath();
  context.moveTo(at + 0.5, axis + 3);
  context.lineTo(at + 5, axis + 12);
  context.lineTo(at - 4, axis + 12);
  context.fill();
  const text = about.measured || `${checkWords.figure(value)} ${unit}`;
  const taken = marks.some((mark) => Math.abs(x(mark.value) - at) < 40);
  label(canvas, text, at, taken ? axis - 34 : axis - 15, ink, 'center');
}
