/** Paints the saturator: the curve with what the music reaches of it, and the overtones of a tone at that level. */
import { curveAt, harmonicsDb } from '../../../audio-engine/effects/saturator/curves.ts';
import { decibels, effectWords } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import type { Box } from '../dynamics/level-axis.ts';
import { horizontal, PICTURE_FONT, PICTURE_FONT_STRONG, vertical } from '../picture.ts';

const words = effectWords.saturator.picture;
const FOOT = 20;
const HARMONICS = 9;
const HARMONIC_FLOOR_DB = -80;

export interface SaturatorPlots {
  curve: Box;
  history: Box | null;
  harmonics: Box;
}

export function saturatorPlots(width: number, height: number): SaturatorPlots {
  const plotHeight = Math.max(20, height - FOOT - 6);
  const side = Math.min(Math.round(plotHeight * 1.15), Math.round(width * 0.42));
  const curve = { x: 30, y: 6, width: side, height: plotHeight };
  const bars = Math.max(120, Math.min(280, Math.round(width * 0.24)));
  const harmonics = { x: width - bars - 8, y: 6, width: bars - 26, height: plotHeight };
  const from = curve.x + curve.width + 1;
  const room = harmonics.x - from - 34;
  return {
    curve,
    history: room > 150 ? { x: from, y: 6, width: room, height: plotHeight } : null,
    harmonics,
  };
}

/** -1..1 on both axes, the present reach of the music in full strength, the rest of the curve quiet. */
export function paintCurve(
  context: CanvasRenderingContext2D,
  box: Box,
  values: Record<string, number>,
  gain: number,
  reach: number,
  held: boolean,
  off: boolean,
): void {
  const { x, y, width, height } = box;
  const px = (input: number) => x + ((input + 1) / 2) * width;
  const py = (output: number) => y + ((1 - output) / 2) * height;
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  for (const db of [0, -6, -12]) {
    const level = 10 ** (db / 20);
    for (const at of [level, -level]) {
      context.fillStyle = token('hair');
      horizontal(context, x, x + width, Math.min(y + height - 1, py(at)));
      vertical(context, Math.min(x + width - 1, px(at)), y, y + height);
    }
    context.fillStyle = token('text-3');
    context.textAlign = 'right';
    context.fillText(decibels(db, 0), x - 6, Math.max(y + 6, py(level)));
    context.textAlign = 'center';
    context.fillText(decibels(db, 0), Math.min(x + width - 8, px(level)), y + height + 10);
  }
  context.fillStyle = token('hair-2');
  horizontal(context, x, x + width, py(0));
  vertical(context, px(0), y, y + height);
  context.fillStyle = token('text-3');
  context.textAlign = 'left';
  context.fillText(words.output, x + 5, y + 10);
  context.textAlign = 'right';
  context.fillText(words.input, x + width - 5, y + height - 9);
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  context.moveTo(px(-1), py(-1));
  context.lineTo(px(1), py(1));
  context.setLineDash([2, 3]);
  context.strokeStyle = token('text-4');
  context.lineWidth = 1;
  context.stroke();
  context.setLineDash([]);
  if (reach > 0) {
    context.fillStyle = alpha(token('reduction'), 0.1);
    const edge = Math.min(1, reach);
    context.fillRect(px(-edge), y, px(edge) - px(-edge), height);
  }
  const trace = (from: number, to: number) => {
    context.beginPath();
    const steps = Math.max(2, Math.ceil(((to - from) / 2) * width));
    for (let i = 0; i <= steps; i++) {
      const input = from + ((to - from) * i) / steps;
      const at = py(curveAt(input, values) * gain);
      if (i === 0) context.moveTo(px(input), at);
      else context.lineTo(px(input), at);
    }
  };
  context.lineJoin = 'round';
  trace(-1, 1);
  context.strokeStyle = token('halo');
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = token(off ? 'text-4' : reach > 0 ? 'text-3' : 'curve');
  context.lineWidth = 1.5;
  context.stroke();
  if (reach > 0 && !off) {
    const edge = Math.min(1, reach);
    trace(-edge, edge);
    context.strokeStyle = token('curve');
    context.lineWidth = 2;
    context.stroke();
    for (const at of [edge, -edge]) {
      context.beginPath();
      context.arc(px(at), py(curveAt(at, values) * gain), 3, 0, 2 * Math.PI);
      context.fillStyle = token('reduction');
      context.fill();
    }
  }
  // Where the curve begins to bend: full level divided by the drive.
  const knee = 10 ** (-(values.driveDb ?? 0) / 20);
  context.beginPath();
  context.arc(px(knee), py(curveAt(knee, values) * gain), held ? 6 : 5, 0, 2 * Math.PI);
  context.fillStyle = token('accent');
  context.fill();
  context.strokeStyle = token('accent-hi');
  context.lineWidth = 1.5;
  context.stroke();
  context.restore();
}

const held = new WeakMap<Record<string, number>, { step: number; levels: number[] }>();

/** Overtones at a level, worked out anew only when it moved by a decibel. */
function harmonicsAt(values: Record<string, number>, levelDb: number): number[] {
  const step = Math.round(levelDb);
  const known = held.get(values);
  if (known?.step === step) return known.levels;
  const levels = harmonicsDb(values, step, HARMONICS);
  held.set(values, { step, levels });
  return levels;
}

/** Bars of the second to ninth harmonic under the fundamental: even ones are the bias's, odd ones the curve's. */
export function paintHarmonics(
  context: CanvasRenderingContext2D,
  box: Box,
  values: Record<string, number>,
  levelDb: number,
  color: string,
  off: boolean,
): void {
  const { x, y, width, height } = box;
  const top = y + 22;
  const span = height - 22;
  const py = (db: number) => top + (db / HARMONIC_FLOOR_DB) * span;
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  for (let db = 0; db >= HARMONIC_FLOOR_DB; db -= 20) {
    context.fillStyle = token('hair');
    horizontal(context, x, x + width, Math.min(y + height - 1, py(db)));
    context.fillStyle = token('text-3');
    context.textAlign = 'left';
    context.fillText(decibels(db, 0), x + width + 6, Math.min(y + height - 6, Math.max(top + 5, py(db))));
  }
  context.textAlign = 'left';
  context.font = PICTURE_FONT_STRONG;
  context.fillStyle = token('text-2');
  context.fillText(words.harmonics, x, y + 8);
  const named = context.measureText(words.harmonics).width;
  context.font = PICTURE_FONT;
  context.fillStyle = token('text-3');
  const level = words.harmonicsAt(decibels(Math.round(levelDb), 0));
  // In a narrow editor the bars' colours speak for themselves.
  if (width > 140 + named) context.fillText(level, x + named + 6, y + 8);
  const levels = harmonicsAt(values, levelDb);
  const slot = width / (HARMONICS - 1);
  const bar = Math.max(4, Math.round(slot * 0.5));
  for (let n = 2; n <= HARMONICS; n++) {
    const db = levels[n - 1] ?? HARMONIC_FLOOR_DB;
    const centre = x + slot * (n - 1.5);
    const at = py(Math.max(HARMONIC_FLOOR_DB, Math.min(0, db)));
    const isEven = n % 2 === 0;
    context.fillStyle = off ? token('text-4') : isEven ? token('reduction') : color;
    const tall = Math.max(1, y + height - Math.round(at));
    context.fillRect(Math.round(centre - bar / 2), Math.round(y + height - tall), bar, tall);
    context.fillStyle = token('text-3');
    context.textAlign = 'center';
    context.fillText(String(n), centre, y + height + 10);
  }
  let right = x + width;
  if (width < 80 + named) return;
  for (const [name, ink] of [
    [words.odd, color],
    [words.even, token('reduction')],
  ] as const) {
    context.textAlign = 'right';
    context.fillStyle = token('text-3');
    context.fillText(name, right, y + 8);
    right -= context.measureText(name).width + 10;
    context.fillStyle = off ? token('text-4') : ink;
    context.fillRect(Math.round(right), y + 5, 6, 6);
    right -= 8;
  }
}
