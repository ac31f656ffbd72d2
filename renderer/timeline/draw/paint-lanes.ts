/** The base layer: ground, grid, the clips that show. Drawn again only when something of it changed. */
import { orderedClips, type SessionDocument } from '../../../audio-engine/session/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { clipBox } from '../clip-shape.ts';
import type { WaveTiles } from '../peaks/index.ts';
import { type Rows, visibleRows } from '../rows.ts';
import type { Viewport } from '../viewport.ts';
import type { GridLine } from './grid.ts';
import { type ClipPaint, paintClip, paintOverlap } from './paint-clip.ts';

export interface LanesScene {
  document: SessionDocument;
  rows: Rows;
  viewport: Viewport;
  grid: readonly GridLine[];
  selectedClips: ReadonlySet<string>;
  selectedTracks: ReadonlySet<string>;
  /** The zoom that waveform bitmaps are drawn for. */
  bitmapSamplesPerPixel: number;
  /** How much taller than life a track's waveforms are drawn. */
  waveFactor(trackId: string): number;
}

export function paintLanes(
  context: CanvasRenderingContext2D,
  scale: number,
  scene: LanesScene,
  tiles: WaveTiles,
): void {
  const { document, viewport, rows, grid } = scene;
  const { canvas } = context;
  const px = (v: number) => Math.round(v * scale);
  context.fillStyle = token('panel');
  context.fillRect(0, 0, canvas.width, canvas.height);
  const contentBottom = px(Math.min(viewport.height, rows.totalHeight - viewport.scrollTop));
  context.fillStyle = token('ground');
  context.fillRect(0, 0, canvas.width, Math.max(0, contentBottom));
  const shown = visibleRows(rows, viewport.scrollTop, viewport.height);
  context.fillStyle = alpha(token('strip'), 0.6);
  for (const row of shown) {
    if (scene.selectedTracks.has(row.track.id))
      context.fillRect(0, px(row.top - viewport.scrollTop), canvas.width, px(row.height));
  }
  const hair = token('hair');
  const hair2 = token('hair-2');
  for (const line of grid) {
    context.fillStyle = line.rank === 0 ? hair2 : hair;
    if (line.rank === 2) context.globalAlpha = 0.5;
    context.fillRect(px(viewport.xOf(line.sample)), 0, 1, Math.max(0, contentBottom));
    context.globalAlpha = 1;
  }
  context.fillStyle = token('line');
  for (const row of shown)
    context.fillRect(0, px(row.top + row.height - viewport.scrollTop) - 1, canvas.width, 1);

  const paint: ClipPaint = {
    context,
    scale,
    canvasWidth: canvas.width,
    samplesPerPixel: viewport.samplesPerPixel,
    bitmapSamplesPerPixel: scene.bitmapSamplesPerPixel,
    waveFactor: 1,
    tiles,
  };
  const firstSample = viewport.scrollSample;
  const lastSample = viewport.endSample;
  for (const row of shown) {
    const clips = orderedClips(document, row.track.id);
    paint.waveFactor = scene.waveFactor(row.track.id);
    const visible = clips.filter(
      (c) => c.startSample < lastSample && c.startSample + c.lengthSamples > firstSample,
    );
    for (const clip of visible) {
      if (scene.selectedClips.has(clip.id)) continue;
      paintClip(
        paint,
        clip,
        document.media[clip.mediaId],
        row.track.color,
        clipBox(clip, row, viewport),
        false,
      );
    }
    for (let i = 1; i < visible.length; i++) {
      const earlier = visible[i - 1];
      const later = visible[i];
      if (!earlier || !later || earlier.muted || later.muted) continue;
      const overlapEnd = Math.min(
        earlier.startSample + earlier.lengthSamples,
        later.startSample + later.lengthSamples,
      );
      if (overlapEnd <= later.startSample) continue;
      paintOverlap(
        paint,
        earlier,
        later,
        viewport.xOf(later.startSample),
        viewport.xOf(overlapEnd),
        clipBox(later, row, viewport),
      );
    }
    for (const clip of visible) {
      if (!scene.selectedClips.has(clip.id)) continue;
      paintClip(
        paint,
        clip,
        document.media[clip.mediaId],
        row.track.color,
        clipBox(clip, row, viewport),
        true,
      );
    }
  }
  paintLoopEdges(context, scale, scene, contentBottom);
}

function paintLoopEdges(
  context: CanvasRenderingContext2D,
  scale: number,
  { document, viewport }: LanesScene,
  bottom: number,
): void {
  const { loop } = document;
  if (!loop.enabled || loop.endSample <= loop.startSample) return;
  context.fillStyle = alpha(token('accent'), 0.55);
  for (const sample of [loop.startSample, loop.endSample]) {
    context.fillRect(Math.round(viewport.xOf(sample) * scale), 0, 1, Math.max(0, bottom));
  }
}
