/** Paints the clipper's curve: output over input as levels, with where the music's peaks reach on it. */
import { kneeStartDb, outputLevelDb } from '../../../audio-engine/effects/clipper/curves.ts';
import { effectWords } from '../../../audio-engine/words/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { type Box, type LevelRange, paintLevelGrid, yOfLevel } from '../dynamics/level-axis.ts';
import { PICTURE_FONT, vertical } from '../picture.ts';

const words = effectWords.clipper.picture;
const FOOT = 20;
export const CLIP_RANGE: LevelRange = { topDb: 6, bottomDb: -24 };

export interface ClipperPlots {
  curve: Box;
  history: Box | null;
}

export function clipperPlots(width: number, height: number): ClipperPlots {
  const plotHeight = Math.max(20, height - FOOT - 6);
  const side = Math.min(Math.round(plotHeight * 1.25), Math.round(width * 0.46));
  const curve = { x: 30, y: 6, width: side, height: plotHeight };
  const from = curve.x + side + 1;
  const room = width - from - 30;
  return { curve, history: room > 140 ? { x: from, y: 6, width: room, height: plotHeight } : null };
}

export function xOfLevel(box: Box, db: number): number {
  return box.x + ((db - CLIP_RANGE.bottomDb) / (CLIP_RANGE.topDb - CLIP_RANGE.bottomDb)) * box.width;
}

/** The highest peak that came in lately, dB; minus infinity while nothing plays. */
export type Reach = number;

export function paintClipCurve(
  context: CanvasRenderingContext2D,
  box: Box,
  values: Record<string, number>,
  reach: Reach,
  held: boolean,
  off: boolean,
): void {
  const { x, y, width, height } = box;
  paintLevelGrid(context, box, CLIP_RANGE, 6, 'left');
  context.font = PICTURE_FONT;
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  for (let db = CLIP_RANGE.bottomDb; db <= CLIP_RANGE.topDb; db += 6) {
    const at = Math.min(x + width - 1, xOfLevel(box, db));
    context.fillStyle = token(db === 0 ? 'hair-2' : 'hair');
    vertical(context, at, y, y + height);
    context.fillStyle = token('text-3');
    context.fillText(db > 0 ? `+${db}` : String(Math.abs(db)), Math.min(x + width - 8, at), y + height + 10);
  }
  context.textAlign = 'left';
  context.fillText(words.output, x + 5, y + 10);
  context.textAlign = 'right';
  context.fillText(words.input, x + width - 5, y + height - 9);
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.beginPath();
  context.moveTo(x, y + height);
  context.lineTo(xOfLevel(box, CLIP_RANGE.topDb), yOfLevel(box, CLIP_RANGE, CLIP_RANGE.topDb));
  context.setLineDash([2, 3]);
  context.strokeStyle = token('text-4');
  context.lineWidth = 1;
  context.stroke();
  context.setLineDash([]);
  const drive = values.driveDb ?? 0;
  const bends = kneeStartDb(values) - drive;
  if (reach > bends && !off) {
    context.fillStyle = alpha(token('reduction'), 0.12);
    const from = xOfLevel(box, Math.max(CLIP_RANGE.bottomDb, bends));
    context.fillRect(from, y, Math.max(1, xOfLevel(box, reach) - from), height);
  }
  const span = CLIP_RANGE.topDb - CLIP_RANGE.bottomDb;
  const trace = (toDb: number) => {
    context.beginPath();
    const steps = Math.max(2, Math.ceil(((toDb - CLIP_RANGE.bottomDb) / span) * width));
    for (let i = 0; i <= steps; i++) {
      const db = CLIP_RANGE.bottomDb + ((toDb - CLIP_RANGE.bottomDb) * i) / steps;
      const px = xOfLevel(box, db);
      const py = yOfLevel(box, CLIP_RANGE, outputLevelDb(db, values));
      if (i === 0) context.moveTo(px, py);
      else context.lineTo(px, py);
    }
  };
  context.lineJoin = 'round';
  trace(CLIP_RANGE.topDb);
  context.strokeStyle = token('halo');
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = token(off ? 'text-4' : reach > CLIP_RANGE.bottomDb ? 'text-3' : 'curve');
  context.lineWidth = 1.5;
  context.stroke();
  if (reach > CLIP_RANGE.bottomDb && !off) {
    const edge = Math.min(CLIP_RANGE.topDb, reach);
    trace(edge);
    context.strokeStyle = token('curve');
    context.lineWidth = 2;
    context.stroke();
    context.beginPath();
    context.arc(
      xOfLevel(box, edge),
      yOfLevel(box, CLIP_RANGE, outputLevelDb(edge, values)),
      3,
      0,
      2 * Math.PI,
    );
    context.fillStyle = token('reduction');
    context.fill();
  }
  const at = handlePlace(box, values);
  context.beginPath();
  context.arc(at.x, at.y, held ? 6 : 5, 0, 2 * Math.PI);
  context.fillStyle = token('accent');
  context.fill();
  context.strokeStyle = token('accent-hi');
  context.lineWidth = 1.5;
  context.stroke();
  context.restore();
}

/** The handle sits where the curve begins to bend: up and down is the ceiling, to the left a softer knee. */
export function handlePlace(box: Box, values: Record<string, number>): { x: number; y: number } {
  const start = Math.max(CLIP_RANGE.bottomDb + 1, kneeStartDb(values));
  return {
    x: xOfLevel(box, Math.max(CLIP_RANGE.bottomDb, start - (values.driveDb ?? 0))),
    y: yOfLevel(box, CLIP_RANGE, Math.max(CLIP_RANGE.bottomDb, values.ceilingDb ?? -1)),
  };
}
