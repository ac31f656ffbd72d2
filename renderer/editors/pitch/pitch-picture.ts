/** The field of notes and formants, and the sound before and after. */
import { effectWords } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { drawFrequencyGrid } from '../frequency-axis.ts';
import { horizontal, PICTURE_FONT, vertical } from '../picture.ts';
import { paintSpectrum, shapeSpectrum, traceSpectrum } from '../spectrum.ts';

const words = effectWords.pitch;
const FOOT = 20;
const HEAD = 8;
const GUTTER = 32;
const MOST = 13;
const TOP_DB = 6;
const BOTTOM_DB = -84;

export interface PitchField {
  left: number;
  width: number;
  top: number;
  height: number;
  xOf(semitones: number): number;
  semitonesOf(x: number): number;
  yOf(semitones: number): number;
  formantOf(y: number): number;
}

export function pitchField(width: number, height: number): PitchField {
  const inner = width - GUTTER - 12;
  const plot = height - HEAD - FOOT;
  return {
    left: GUTTER,
    width: inner,
    top: HEAD,
    height: plot,
    xOf: (st) => GUTTER + ((st + MOST) / (2 * MOST)) * inner,
    semitonesOf: (x) => ((x - GUTTER) / inner) * 2 * MOST - MOST,
    yOf: (st) => HEAD + ((MOST - st) / (2 * MOST)) * plot,
    formantOf: (y) => MOST - ((y - HEAD) / plot) * 2 * MOST,
  };
}

export function paintField(context: CanvasRenderingContext2D, field: PitchField): void {
  const bottom = field.top + field.height;
  const right = field.left + field.width;
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  for (let st = -12; st <= 12; st++) {
    const name = words.intervals[String(st)];
    context.fillStyle = token(name ? 'hair-2' : 'hair');
    vertical(context, field.xOf(st), field.top, bottom);
    if (name) {
      context.textAlign = 'center';
      context.fillStyle = token('text-3');
      context.fillText(name, field.xOf(st), bottom + 10);
    }
    if (st % 3 !== 0) continue;
    context.fillStyle = token(st === 0 ? 'hair-2' : 'hair');
    horizontal(context, field.left, right, field.yOf(st));
    if (st % 6 !== 0) continue;
    context.textAlign = 'right';
    context.fillStyle = token('text-3');
    context.fillText(
      words.intervals[String(st)] ?? (st > 0 ? `+${st}` : `−${-st}`),
      field.left - 6,
      field.yOf(st),
    );
  }
  context.textAlign = 'left';
  context.fillStyle = token('text-3');
  context.fillText(words.formantAxis, field.left + 6, field.top + 8);
  context.textAlign = 'right';
  context.fillText(words.pitchAxis, right - 4, bottom - 8);
}

/** Lines from where the take is to where it has been moved. */
export function paintMove(
  context: CanvasRenderingContext2D,
  field: PitchField,
  x: number,
  y: number,
  color: string,
): void {
  const x0 = field.xOf(0);
  const y0 = field.yOf(0);
  context.fillStyle = alpha(color, 0.16);
  context.fillRect(Math.min(x0, x), Math.min(y0, y), Math.abs(x - x0), Math.abs(y - y0));
  context.strokeStyle = alpha(color, 0.9);
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x, y0);
  context.lineTo(x, y);
  context.stroke();
  context.fillStyle = color;
  context.beginPath();
  context.arc(x0, y0, 3, 0, 2 * Math.PI);
  context.fill();
}

const shapedBefore = new Float32Array(512);
const shapedAfter = new Float32Array(512);

export function paintBeforeAfter(
  context: CanvasRenderingContext2D,
  box: { x: number; width: number; height: number },
  before: Float32Array | undefined,
  after: Float32Array | undefined,
  color: string,
): void {
  const bottom = box.height - FOOT;
  context.save();
  context.translate(box.x, 0);
  context.beginPath();
  context.rect(0, 0, box.width, box.height);
  context.clip();
  drawFrequencyGrid(context, box.width, bottom);
  const y = (db: number) => HEAD + ((TOP_DB - db) / (TOP_DB - BOTTOM_DB)) * (bottom - HEAD);
  if (after) {
    const shaped = shapeSpectrum(after, 'twelfth', shapedAfter.subarray(0, after.length));
    paintSpectrum(context, shaped, box.width, bottom, y, color);
  }
  if (before) {
    const shaped = shapeSpectrum(before, 'twelfth', shapedBefore.subarray(0, before.length));
    traceSpectrum(context, shaped, box.width, (db) => Math.min(bottom, y(db)));
    context.strokeStyle = token('text-3');
    context.lineWidth = 1;
    context.setLineDash([3, 3]);
    context.stroke();
  }
  context.setLineDash([]);
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const right = box.width - 10;
  const afterWidth = context.measureText(words.after).width;
  context.fillStyle = token('text-2');
  context.fillText(words.after, right, 15);
  context.fillStyle = color;
  context.fillRect(right - afterWidth - 16, 12, 10, 6);
  const next = right - afterWidth - 28;
  context.fillStyle = token('text-3');
  context.fillText(words.before, next, 15);
  const beforeWidth = context.measureText(words.before).width;
  for (let i = 0; i < 3; i++) context.fillRect(next - beforeWidth - 18 + i * 5, 15, 3, 1);
  context.restore();
}
