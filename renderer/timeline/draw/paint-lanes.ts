/**
 * The base layer: ground, grid, the clips that show. Drawn again only when something of it changed; while time
 * stands still, as in vertical scrolling, rows are kept as bitmaps and only copied.
 */
import { orderedClips, type SessionDocument } from '../../../audio-engine/session/index.ts';
import { alpha, currentTheme, token } from '../../theme/index.ts';
import { clipBox } from '../clip-shape.ts';
import type { WaveTiles } from '../peaks/index.ts';
import { type Row, type Rows, visibleRows } from '../rows.ts';
import type { Viewport } from '../viewport.ts';
import type { GridLine } from './grid.ts';
import { type ClipPaint, type Context, paintClip, paintOverlap } from './paint-clip.ts';
import type { RowBitmaps } from './row-bitmaps.ts';

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

/** What a row is drawn with: the viewport, or the same moment of it with the row at the top. */
type View = Pick<Viewport, 'scrollSample' | 'endSample' | 'samplesPerPixel' | 'scrollTop' | 'xOf'>;

export function paintLanes(
  context: CanvasRenderingContext2D,
  scale: number,
  scene: LanesScene,
  tiles: WaveTiles,
  bitmaps: RowBitmaps,
): void {
  const { viewport, rows } = scene;
  const { canvas } = context;
  const px = (v: number) => Math.round(v * scale);
  const shown = visibleRows(rows, viewport.scrollTop, viewport.height);
  const contentBottom = Math.max(0, px(Math.min(viewport.height, rows.totalHeight - viewport.scrollTop)));
  context.fillStyle = token('panel');
  context.fillRect(0, contentBottom, canvas.width, canvas.height - contentBottom);
  // Rows of whole device pixels lie the same wherever they are scrolled to.
  const whole = shown.every((row) => Number.isInteger(row.height * scale));
  if (!bitmaps.sameTime(timeKey(scene, scale, canvas.width)) || !whole) {
    paintGround(context, scale, scene, viewport, shown, contentBottom);
    for (const row of shown) paintRow(context, scale, scene, viewport, row, tiles);
    paintLoopEdges(context, scale, scene, contentBottom);
    return;
  }
  for (const row of shown) {
    const height = Math.round(row.height * scale);
    const bitmap = bitmaps.get(row.track.id, rowKey(scene, row), canvas.width, height, (target) => {
      const view: View = {
        scrollSample: viewport.scrollSample,
        endSample: viewport.endSample,
        samplesPerPixel: viewport.samplesPerPixel,
        scrollTop: row.top,
        xOf: (sample) => viewport.xOf(sample),
      };
      paintGround(target, scale, scene, view, [row], height);
      const complete = paintRow(target, scale, scene, view, row, tiles);
      paintLoopEdges(target, scale, scene, height);
      return complete ? 'complete' : tiles.behind ? 'late' : 'waits';
    });
    if (bitmap) context.drawImage(bitmap, 0, px(row.top - viewport.scrollTop));
  }
  bitmaps.trim();
}

/** All that rows have in common but the height they are scrolled to. */
function timeKey(
  { document, viewport, grid, bitmapSamplesPerPixel }: LanesScene,
  scale: number,
  width: number,
) {
  return [
    viewport.scrollSample,
    viewport.samplesPerPixel,
    bitmapSamplesPerPixel,
    scale,
    width,
    currentTheme(),
    document.tempo,
    document.session.sampleRate,
    document.loop,
    grid.length,
    grid[0]?.sample,
    grid.at(-1)?.sample,
  ];
}

function rowKey({ document, selectedClips, selectedTracks, waveFactor }: LanesScene, row: Row) {
  const clips = document.clips[row.track.id];
  const selected =
    selectedClips.size === 0 ? '' : Object.keys(clips ?? {}).filter((id) => selectedClips.has(id));
  return [
    clips,
    document.media,
    row.track,
    selectedTracks.has(row.track.id),
    selected.toString(),
    waveFactor(row.track.id),
  ];
}

function paintGround(
  context: Context,
  scale: number,
  scene: LanesScene,
  view: View,
  shown: readonly Row[],
  bottom: number,
): void {
  const { width } = context.canvas;
  const px = (v: number) => Math.round(v * scale);
  context.fillStyle = token('ground');
  context.fillRect(0, 0, width, bottom);
  context.fillStyle = alpha(token('strip'), 0.6);
  for (const row of shown) {
    if (scene.selectedTracks.has(row.track.id))
      context.fillRect(0, px(row.top - view.scrollTop), width, px(row.height));
  }
  const hair = token('hair');
  const hair2 = token('hair-2');
  for (const line of scene.grid) {
    context.fillStyle = line.rank === 0 ? hair2 : hair;
    if (line.rank === 2) context.globalAlpha = 0.5;
    context.fillRect(px(view.xOf(line.sample)), 0, 1, bottom);
    context.globalAlpha = 1;
  }
  context.fillStyle = token('line');
  for (const row of shown) context.fillRect(0, px(row.top + row.height - view.scrollTop) - 1, width, 1);
}

/** The clips of a row; false when a waveform is not yet what it will be. */
function paintRow(
  context: Context,
  scale: number,
  scene: LanesScene,
  view: View,
  row: Row,
  tiles: WaveTiles,
): boolean {
  const { document } = scene;
  const paint: ClipPaint = {
    context,
    scale,
    canvasWidth: context.canvas.width,
    samplesPerPixel: view.samplesPerPixel,
    bitmapSamplesPerPixel: scene.bitmapSamplesPerPixel,
    waveFactor: scene.waveFactor(row.track.id),
    tiles,
  };
  let complete = true;
  const visible = orderedClips(document, row.track.id).filter(
    (c) => c.startSample < view.endSample && c.startSample + c.lengthSamples > view.scrollSample,
  );
  const paintThose = (selected: boolean) => {
    for (const clip of visible) {
      if (scene.selectedClips.has(clip.id) !== selected) continue;
      const media = document.media[clip.mediaId];
      if (!paintClip(paint, clip, media, row.track.color, clipBox(clip, row, view), selected))
        complete = false;
    }
  };
  paintThose(false);
  for (let i = 1; i < visible.length; i++) {
    const earlier = visible[i - 1];
    const later = visible[i];
    if (!earlier || !later || earlier.muted || later.muted) continue;
    const overlapEnd = Math.min(
      earlier.startSample + earlier.lengthSamples,
      later.startSample + later.lengthSamples,
    );
    if (overlapEnd <= later.startSample) continue;
    const from = view.xOf(later.startSample);
    paintOverlap(paint, earlier, later, from, view.xOf(overlapEnd), clipBox(later, row, view));
  }
  paintThose(true);
  return complete;
}

function paintLoopEdges(
  context: Context,
  scale: number,
  { document, viewport }: LanesScene,
  bottom: number,
): void {
  const { loop } = document;
  if (!loop.enabled || loop.endSample <= loop.startSample) return;
  context.fillStyle = alpha(token('accent'), 0.55);
  for (const sample of [loop.startSample, loop.endSample])
    context.fillRect(Math.round(viewport.xOf(sample) * scale), 0, 1, Math.max(0, bottom));
}
