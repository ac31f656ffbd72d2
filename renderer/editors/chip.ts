/** A name and value on a picture: on a ground of its own, so that it never lies over a bright trace unread. */
import { alpha, token } from '../theme/index.ts';
import { PICTURE_FONT, PICTURE_FONT_STRONG } from './picture.ts';

export interface Chip {
  name: string;
  value: string;
  /** Blue while it is under the hand. */
  held?: boolean;
}

/** Centred at `x` within 0..`width`, its top at `y`; returns its bottom. */
export function paintChip(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  width: number,
  chip: Chip,
): number {
  context.font = PICTURE_FONT;
  const nameWidth = context.measureText(chip.name).width;
  context.font = PICTURE_FONT_STRONG;
  const whole = Math.ceil(nameWidth + context.measureText(chip.value).width + 17);
  const left = Math.round(Math.max(2, Math.min(width - whole - 2, x - whole / 2)));
  context.beginPath();
  context.roundRect(left, Math.round(y), whole, 17, 3);
  context.fillStyle = chip.held ? token('accent') : alpha(token('control'), 0.94);
  context.fill();
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.font = PICTURE_FONT;
  context.fillStyle = token(chip.held ? 'on-accent' : 'text-2');
  context.fillText(chip.name, left + 6, Math.round(y) + 9);
  context.font = PICTURE_FONT_STRONG;
  context.fillStyle = token(chip.held ? 'on-accent' : 'text-1');
  context.fillText(chip.value, left + 11 + nameWidth, Math.round(y) + 9);
  return y + 17;
}

/** A round handle: hollow at rest, filled while it is under the hand. */
export function paintHandle(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  held: boolean,
  color = token('accent-hi'),
): void {
  context.beginPath();
  context.arc(x, y, held ? 5.5 : 4.5, 0, 2 * Math.PI);
  context.fillStyle = held ? color : token('well');
  context.fill();
  context.strokeStyle = color;
  context.lineWidth = 1.5;
  context.stroke();
}
