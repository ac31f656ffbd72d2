/** The rows of the base layer: ground, grid, the clips that show. What of them has to be drawn, the picture knows. */
import { orderedClips, type SessionDocument } from '../../../audio-engine/session/index.ts';
import { alpha, token } from '../../theme/index.ts';
import { clipBox } from '../clip-shape.ts';
import { frozenClip } from '../frozen-clip.ts';
import type { WaveTiles } from '../peaks/index.ts';
import type { Row, Rows } from '../rows.ts';
import type { Viewport } from '../viewport.ts';
import type { GridLine } from './grid.ts';
import { type ClipPaint, type Context, paintClip, paintOverlap } from './paint-clip.ts';

export interface LanesScene {
  document: SessionDocument;
  rows: Rows;
  viewport: Viewport;
  /** Where the viewport stood in time when this was made. */
  scrollSample: number;
  grid: readonly GridLine[];
  selectedClips: ReadonlySet<string>;
  selectedTracks: ReadonlySet<string>;
  /** The zoom that waveform bitmaps are drawn for. */
  bitmapSamplesPerPixel: number;
  /** How much taller than life a track's waveforms are drawn. */
  waveFactor(trackId: string): number;
}

/** What a row is drawn with: the viewport, scrolled to where the canvas begins. */
type View = Pick<Viewport, 'scrollSample' | 'endSample' | 'samplesPerPixel' | 'scrollTop' | 'xOf'>;

/** Whether more of a row is to come: when data arrives, or as soon as there is time to draw it. */
export type RowState = 'complete' | 'waits' | 'late';

/** Draws rows onto a canvas that begins `origin` device pixels below the content's top. */
export function paintRows(
  context: Context,
  scale: number,
  scene: LanesScene,
  origin: number,
  rows: readonly Row[],
  tiles: WaveTiles,
  onDrawn: (row: Row, state: RowState) => void,
): void {
  const { viewport } = scene;
  const view: View = {
    scrollSample: viewport.scrollSample,
    endSample: viewport.endSample,
    samplesPerPixel: viewport.samplesPerPixel,
    scrollTop: origin / scale,
    xOf: (sample) => viewport.xOf(sample),
  };
  // Neighbours share their ground and grid: one line is drawn through all of them.
  for (const group of neighbours(rows)) paintGround(context, scale, scene, view, group);
  for (const row of rows) {
    const complete = paintRow(context, scale, scene, view, row, tiles);
    onDrawn(row, complete ? 'complete' : tiles.behind ? 'late' : 'waits');
  }
}

/** Below the last track there is nothing. */
export function paintBelow(context: CanvasRenderingContext2D, top: number): void {
  context.fillStyle = token('panel');
  context.fillRect(0, top, context.canvas.width, context.canvas.height - top);
}

function neighbours(rows: readonly Row[]): Row[][] {
  const groups: Row[][] = [];
  for (const row of rows) {
    const group = groups.at(-1);
    if (group?.at(-1)?.index === row.index - 1) group.push(row);
    else groups.push([row]);
  }
  return groups;
}

function paintGround(
  context: Context,
  scale: number,
  scene: LanesScene,
  view: View,
  shown: readonly Row[],
): void {
  const first = shown[0];
  const last = shown.at(-1);
  if (!first || !last) return;
  const { width } = context.canvas;
  const px = (v: number) => Math.round(v * scale);
  const top = px(first.top - view.scrollTop);
  const height = px(last.top + last.height - view.scrollTop) - top;
  context.fillStyle = token('ground');
  context.fillRect(0, top, width, height);
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
    context.fillRect(px(view.xOf(line.sample)), top, 1, height);
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
  const frozen = frozenClip(document, row.track);
  const visible = (frozen ? [frozen] : orderedClips(document, row.track.id)).filter(
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
  paintLoopEdges(context, scale, scene, view, row);
  return complete;
}

function paintLoopEdges(
  context: Context,
  scale: number,
  { document: { loop } }: LanesScene,
  view: View,
  row: Row,
): void {
  if (!loop.enabled || loop.endSample <= loop.startSample) return;
  const top = Math.round((row.top - view.scrollTop) * scale);
  context.fillStyle = alpha(token('accent'), 0.55);
  for (const sample of [loop.startSample, loop.endSample])
    context.fillRect(
      Math.round(view.xOf(sample) * scale),
      top,
      1,
      Math.round((row.top + row.height - view.scrollTop) * scale) - top,
    );
}
