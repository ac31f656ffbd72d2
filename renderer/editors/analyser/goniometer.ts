/** The goniometer: the newest tenth of a second turned by 45 degrees, mid upwards, and the correlation beside it. */
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { horizontal, PICTURE_FONT, PICTURE_FONT_STRONG, type Picture, vertical } from '../picture.ts';
import { correlationOf } from './levels.ts';

/** Frames that stand at once. */
const HELD = 4096;

export class Goniometer {
  readonly #data = new Float32Array(HELD * 2);
  #next = 0;
  #atMs = Number.NEGATIVE_INFINITY;
  #gain = 1;
  #correlation = Number.NaN;

  take(samples: Float32Array, nowMs: number): void {
    for (let i = 0; i + 1 < samples.length; i += 2) {
      this.#data[this.#next * 2] = samples[i] as number;
      this.#data[this.#next * 2 + 1] = samples[i + 1] as number;
      this.#next = (this.#next + 1) % HELD;
    }
    this.#atMs = nowMs;
  }

  draw({ context, width, height, nowMs }: Picture, color: string): void {
    const radius = Math.max(20, Math.min(width * 0.32, height / 2 - 22));
    const cx = Math.round(width / 2);
    const cy = Math.round(height / 2);
    context.strokeStyle = token('hair-2');
    context.lineWidth = 1;
    for (const part of [1, 0.5]) {
      context.beginPath();
      context.arc(cx, cy, radius * part, 0, 2 * Math.PI);
      context.stroke();
    }
    context.fillStyle = token('hair');
    horizontal(context, cx - radius, cx + radius, cy);
    vertical(context, cx, cy - radius, cy + radius);
    context.beginPath();
    const slant = radius * Math.SQRT1_2;
    context.moveTo(cx - slant, cy - slant);
    context.lineTo(cx + slant, cy + slant);
    context.moveTo(cx + slant, cy - slant);
    context.lineTo(cx - slant, cy + slant);
    context.strokeStyle = token('hair');
    context.stroke();
    context.font = PICTURE_FONT;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.fillStyle = token('text-3');
    context.fillText('M', cx, cy - radius - 9);
    context.fillText('L', cx - slant - 10, cy - slant - 6);
    context.fillText('R', cx + slant + 10, cy - slant - 6);
    context.fillText('S', cx + radius + 10, cy);
    if (nowMs - this.#atMs < 300) this.#points(context, cx, cy, radius, color);
    else this.#correlation = Number.NaN;
    this.#paintCorrelation(context, width, height);
  }

  #points(context: CanvasRenderingContext2D, cx: number, cy: number, radius: number, color: string): void {
    let most = 1e-6;
    for (const x of this.#data) most = Math.max(most, Math.abs(x));
    // Follows the level slowly, so that a quiet strip fills the picture too.
    this.#gain += 0.06 * (Math.min(0.66 / most, 40) - this.#gain);
    const scale = radius * this.#gain;
    context.beginPath();
    for (let i = 0; i < HELD; i++) {
      const at = ((this.#next + i) % HELD) * 2;
      const left = this.#data[at] as number;
      const right = this.#data[at + 1] as number;
      let x = (right - left) * Math.SQRT1_2 * scale;
      let y = -(left + right) * Math.SQRT1_2 * scale;
      const length = Math.hypot(x, y);
      if (length > radius) {
        x *= radius / length;
        y *= radius / length;
      }
      if (i === 0) context.moveTo(cx + x, cy + y);
      else context.lineTo(cx + x, cy + y);
    }
    context.strokeStyle = alpha(color, 0.22);
    context.lineWidth = 1;
    context.stroke();
    const now = correlationOf(this.#data);
    if (Number.isNaN(this.#correlation)) this.#correlation = now;
    else if (!Number.isNaN(now)) this.#correlation += 0.12 * (now - this.#correlation);
  }

  /** -1..1 along the right edge, the value beside its mark. */
  #paintCorrelation(context: CanvasRenderingContext2D, width: number, height: number): void {
    const x = width - 46;
    const top = 18;
    const span = height - 36;
    context.fillStyle = token('hair-2');
    vertical(context, x, top, top + span);
    context.font = PICTURE_FONT;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    for (const mark of [1, 0.5, 0, -0.5, -1]) {
      const y = top + ((1 - mark) / 2) * span;
      context.fillStyle = token('hair-2');
      horizontal(context, x - 3, x + 4, y);
      context.fillStyle = token('text-3');
      context.fillText(mark > 0 ? `+${mark}` : decibels(mark, mark % 1 === 0 ? 0 : 1), x + 10, y);
    }
    context.textAlign = 'right';
    context.fillText(effectWords.analyser.correlation, x - 10, top);
    if (Number.isNaN(this.#correlation)) return;
    const y = top + ((1 - this.#correlation) / 2) * span;
    context.fillStyle = token(this.#correlation < 0 ? 'warn' : 'ok');
    context.fillRect(x - 5, Math.round(y) - 1, 11, 3);
    context.font = PICTURE_FONT_STRONG;
    context.fillStyle = token('text-1');
    context.fillText(decibels(this.#correlation, 2), x - 10, Math.max(top + 14, y));
  }
}
