/** The song's edges over its loudness: what is cut off lies in shade, fades are drawn as they fall, each with its handle. */
import type { Fade, SessionDocument } from '../../audio-engine/session/index.ts';
import { vertical } from '../editors/index.ts';
import { alpha, token } from '../theme/index.ts';
import { songSpan } from './song-edges.ts';

/** Gain 0..1 at a part of the way in, as the engine's fades are shaped. For the picture only. */
function fadeGain(shape: Fade['shape'], part: number): number {
  switch (shape) {
    case 'linear':
      return part;
    case 'equal-power':
      return Math.sin((part * Math.PI) / 2);
    case 's-curve':
      return part * part * (3 - 2 * part);
  }
}

const POINTS = 24;

export function paintSong(
  context: CanvasRenderingContext2D,
  document: SessionDocument,
  xOf: (sample: number) => number,
  width: number,
  height: number,
): void {
  const { song } = document.master;
  const span = songSpan(document);
  const start = xOf(span.startSample);
  const end = xOf(span.endSample);
  context.fillStyle = alpha(token('well'), 0.78);
  if (start > 0) context.fillRect(0, 0, start, height);
  if (end < width) context.fillRect(end, 0, width - end, height);
  const fade = (from: number, to: number, shape: Fade['shape'], rising: boolean): void => {
    if (Math.abs(to - from) < 1) return;
    context.beginPath();
    context.moveTo(from, 0);
    for (let i = 0; i <= POINTS; i++) {
      const part = i / POINTS;
      const gain = fadeGain(shape, rising ? part : 1 - part);
      context.lineTo(from + part * (to - from), (1 - gain) * height);
    }
    const path = new Path2D();
    for (let i = 0; i <= POINTS; i++) {
      const part = i / POINTS;
      const y = (1 - fadeGain(shape, rising ? part : 1 - part)) * height;
      if (i === 0) path.moveTo(from, y);
      else path.lineTo(from + part * (to - from), y);
    }
    context.lineTo(to, 0);
    context.closePath();
    context.fillStyle = alpha(token('well'), 0.6);
    context.fill();
    context.strokeStyle = token('reduction');
    context.lineWidth = 1;
    context.stroke(path);
  };
  fade(start, xOf(span.fadeInEnd), song.fadeIn.shape, true);
  fade(xOf(span.fadeOutStart), end, song.fadeOut.shape, false);
  const shown = song.startSample !== null || song.endSample !== null;
  context.fillStyle = alpha(token('reduction'), shown ? 0.9 : 0.45);
  if (song.startSample !== null) vertical(context, start, 0, height);
  if (song.endSample !== null) vertical(context, end, 0, height);
  handle(context, Math.max(3, xOf(span.fadeInEnd)), 4);
  handle(context, Math.min(width - 4, xOf(span.fadeOutStart)), 4);
}

/** A square of 6 px, as at the ends of a clip's fades. */
function handle(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.fillStyle = token('accent-hi');
  context.fillRect(Math.round(x) - 3, y - 3, 6, 6);
}
