/** The ruler: markers above, bars or time below, the loop range along its foot, the whole song in the overview. */
import { orderedMarkers, orderedTracks, type SessionDocument } from '../../../audio-engine/session/index.ts';
import { alpha, mix, token, trackColor } from '../../theme/index.ts';
import type { Viewport } from '../viewport.ts';
import type { GridLine } from './grid.ts';
import { fontName } from './paint-clip.ts';

export const OVERVIEW_PX = 20;
export const MARKERS_PX = 16;
export const BARS_PX = 20;
export const RULER_PX = OVERVIEW_PX + MARKERS_PX + BARS_PX;

export function paintRuler(
  context: CanvasRenderingContext2D,
  scale: number,
  document: SessionDocument,
  viewport: Viewport,
  grid: readonly GridLine[],
  selectedMarker: string | null,
): void {
  const { canvas } = context;
  const px = (v: number) => Math.round(v * scale);
  context.fillStyle = token('panel');
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.fillStyle = token('line');
  context.fillRect(0, px(MARKERS_PX), canvas.width, 1);
  context.fillRect(0, canvas.height - 1, canvas.width, 1);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  const barsTop = MARKERS_PX;
  const { loop } = document;
  if (loop.endSample > loop.startSample) {
    const left = px(viewport.xOf(loop.startSample));
    const width = px(viewport.xOf(loop.endSample)) - left;
    context.fillStyle = loop.enabled ? token('accent-soft') : alpha(token('text-4'), 0.25);
    context.fillRect(left, px(barsTop) + 1, width, px(BARS_PX) - 2);
    context.fillStyle = loop.enabled ? token('accent') : token('text-4');
    context.fillRect(left, px(barsTop) + 1, width, Math.max(2, px(2)));
  }
  for (const line of grid) {
    const x = px(viewport.xOf(line.sample));
    const tall = line.rank === 0;
    context.fillStyle = tall ? token('text-3') : token('hair-2');
    if (line.rank === 2) continue;
    context.fillRect(x, px(barsTop + (tall ? 4 : 13)), 1, px(tall ? 15 : 6));
    if (!line.label) continue;
    const major = !line.label.includes('.');
    context.font = `${major ? 600 : 400} ${(major ? 11 : 10) * scale}px ${fontName()}`;
    context.fillStyle = major ? token('text-1') : token('text-3');
    context.fillText(line.label, x + px(4), px(barsTop + BARS_PX / 2 + 1));
  }
  let textEnd = -1;
  for (const marker of orderedMarkers(document)) {
    const x = px(viewport.xOf(marker.sample));
    if (x > canvas.width || x < -200 * scale) continue;
    const chosen = marker.id === selectedMarker;
    context.fillStyle = chosen ? token('accent-hi') : token('reduction');
    context.fillRect(x, px(3), Math.max(1, px(1)), px(MARKERS_PX - 3));
    context.beginPath();
    context.moveTo(x, px(3));
    context.lineTo(x + px(6), px(6));
    context.lineTo(x, px(9));
    context.fill();
    if (x < textEnd) continue;
    context.font = `500 ${10 * scale}px ${fontName()}`;
    context.fillText(marker.name, x + px(9), px(8.5));
    textEnd = x + px(12) + context.measureText(marker.name).width;
  }
}

/** Peak envelope of the song, one value a pixel; filled in by the overview as peaks arrive. */
export function paintOverview(
  context: CanvasRenderingContext2D,
  scale: number,
  document: SessionDocument,
  viewport: Viewport,
  endSample: number,
  envelope: Float32Array | undefined,
): void {
  const { canvas } = context;
  const px = (v: number) => Math.round(v * scale);
  const height = canvas.height;
  context.fillStyle = token('well');
  context.fillRect(0, 0, canvas.width, height);
  const middle = Math.round(height / 2);
  context.fillStyle = mix(token('text-3'), token('well'), 0.75);
  if (envelope) {
    for (let x = 0; x < envelope.length; x++) {
      const half = Math.round((envelope[x] ?? 0) * (height / 2 - 2));
      if (half > 0) context.fillRect(x, middle - half, 1, half * 2);
    }
  } else {
    for (const track of orderedTracks(document)) {
      context.fillStyle = alpha(trackColor(track.color), 0.25);
      for (const clip of Object.values(document.clips[track.id] ?? {})) {
        const left = (clip.startSample / endSample) * canvas.width;
        context.fillRect(
          left,
          middle - 3 * scale,
          (clip.lengthSamples / endSample) * canvas.width,
          6 * scale,
        );
      }
    }
  }
  const left = Math.round((viewport.scrollSample / endSample) * canvas.width);
  const right = Math.min(canvas.width, Math.round((viewport.endSample / endSample) * canvas.width));
  context.fillStyle = token('accent-soft');
  context.fillRect(left, 0, right - left, height);
  context.strokeStyle = token('accent');
  context.lineWidth = Math.max(1, px(1));
  context.strokeRect(left + 0.5, 0.5, Math.max(2, right - left - 1), height - 1);
}
