/** Paints the utility: where each side goes, as arrows in the stereo field over what goes out, and when it arrives. */
import { delaysMs, matrixOf } from '../../../audio-engine/effects/utility/curves.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { inkOf, token } from '../../theme/index.ts';
import type { Box } from '../dynamics/level-axis.ts';
import { horizontal, PICTURE_FONT, PICTURE_FONT_STRONG, vertical } from '../picture.ts';

const words = effectWords.utility.picture;

export interface UtilityPlots {
  field: Box;
  timing: Box;
}

export function utilityPlots(width: number, height: number): UtilityPlots {
  const field = Math.min(Math.round(width * 0.5), Math.max(240, Math.round(height * 2)));
  return {
    field: { x: 0, y: 0, width: field, height },
    timing: { x: field + 60, y: 0, width: Math.max(80, width - field - 60 - 90), height },
  };
}

/** Same turn as the goniometer's: up is what both sides share. */
function arrow(
  context: CanvasRenderingContext2D,
  box: Box,
  out: readonly [number, number],
  color: string,
  name: string,
): void {
  const radius = Math.max(20, Math.min(box.width * 0.32, box.height / 2 - 22));
  const cx = box.x + Math.round(box.width / 2);
  const cy = box.y + Math.round(box.height / 2);
  const [left, right] = out;
  let x = (right - left) * Math.SQRT1_2;
  let y = -(left + right) * Math.SQRT1_2;
  const length = Math.hypot(x, y);
  if (length < 1e-3) return;
  // Levels in dB from the rim: 0 dB at three quarters of it, 24 dB to the middle.
  const size = Math.max(0.08, Math.min(1, 0.75 + (20 * Math.log10(length)) / 96)) * radius;
  x /= length;
  y /= length;
  const [tx, ty] = [cx + x * size, cy + y * size];
  context.beginPath();
  context.moveTo(cx, cy);
  context.lineTo(tx, ty);
  context.strokeStyle = token('halo');
  context.lineWidth = 5;
  context.stroke();
  context.strokeStyle = color;
  context.lineWidth = 2;
  context.stroke();
  context.beginPath();
  context.moveTo(tx + x * 7, ty + y * 7);
  context.lineTo(tx - y * 4, ty + x * 4);
  context.lineTo(tx + y * 4, ty - x * 4);
  context.closePath();
  context.fillStyle = color;
  context.fill();
  context.font = PICTURE_FONT_STRONG;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  // Beside the shaft: at the rim stand the names of the field's own corners.
  const side = x < 0 ? -1 : 1;
  context.fillStyle = inkOf(color);
  context.fillText(name, cx + x * size * 0.62 + side * y * -11, cy + y * size * 0.62 + side * x * 11);
}

export function paintField(
  context: CanvasRenderingContext2D,
  box: Box,
  values: Record<string, number>,
  color: string,
  off: boolean,
): void {
  const { left, right } = matrixOf(values);
  arrow(context, box, right, off ? token('text-4') : color, words.right);
  arrow(context, box, left, token(off ? 'text-4' : 'curve'), words.left);
}

/** A hit on both sides at 0, and where each arrives. */
export function paintTiming(
  context: CanvasRenderingContext2D,
  box: Box,
  values: Record<string, number>,
  sampleRate: number,
  color: string,
): void {
  const delays = delaysMs(values, sampleRate);
  const most = Math.max(...delays);
  const span = [1, 2, 5, 10, 20, 50, 100, 200].find((ms) => ms >= most * 1.2) ?? 200;
  const x = (ms: number) => box.x + (ms / span) * box.width;
  const middle = Math.round(box.y + box.height / 2);
  const tall = Math.min(60, Math.round(box.height * 0.26));
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  const marks = box.width < 260 ? 2 : 5;
  for (let i = 0; i <= marks; i++) {
    const ms = (span * i) / marks;
    context.fillStyle = token(i === 0 ? 'hair-2' : 'hair');
    vertical(context, x(ms), middle - tall - 20, middle + tall + 20);
    context.fillStyle = token('text-3');
    context.fillText(`${decibels(ms, ms % 1 === 0 ? 0 : 1)} ms`, x(ms), middle + tall + 30);
  }
  for (const [i, name] of [words.left, words.right].entries()) {
    const base = i === 0 ? middle - 8 : middle + tall + 8;
    context.fillStyle = token('hair-2');
    horizontal(context, box.x, box.x + box.width, base);
    context.fillStyle = i === 0 ? token('curve') : color;
    context.fillRect(Math.round(x(delays[i] ?? 0)) - 1, base - tall + 14, 3, tall - 14);
    context.font = PICTURE_FONT_STRONG;
    context.textAlign = 'right';
    context.fillStyle = inkOf(i === 0 ? token('curve') : color);
    context.fillText(name, box.x - 10, base - 8);
    context.textAlign = 'left';
    context.fillStyle = token('text-2');
    context.fillText(`${decibels(delays[i], 2)} ms`, box.x + box.width + 10, base - 8);
  }
  const difference = delays[1] - delays[0];
  context.font = PICTURE_FONT;
  context.textAlign = 'left';
  context.fillStyle = token('text-3');
  const text =
    difference === 0
      ? words.together
      : words.later(difference > 0 ? words.right : words.left, `${decibels(Math.abs(difference), 2)} ms`);
  context.fillText(`${words.delays}, ${text}`, box.x, middle - tall - 30);
}
