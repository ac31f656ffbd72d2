/** The lanes: base canvas, overlay with the playhead, and the hidden tree by which clips are met by role and name. */
import { useEffect, useRef } from 'react';
import { timelineWords } from '../../audio-engine/words/views.ts';
import { playheadSample, subscribeFrame } from '../live/index.ts';
import { selection, shownDocument } from '../state/index.ts';
import { alpha, onThemeChange, token } from '../theme/index.ts';
import { positionNow } from '../transport/index.ts';
import { fitCanvas, localPoint, type SizedCanvas } from './canvas.ts';
import { ClipTree } from './clip-tree.tsx';
import { paintLanes } from './draw/paint-lanes.ts';
import { RowBitmaps } from './draw/row-bitmaps.ts';
import { gridNow, onTimelineChange, rows, snapGround, viewport, wavesFitted, waveZoom } from './model.ts';
import { peakStore, WaveTiles } from './peaks/index.ts';
import { rowAt } from './rows.ts';
import { snapSample } from './snap.ts';
import { addClipOf, attachPointer, type Band } from './tools/index.ts';
import { followPlayhead, onTimelineWheel } from './tools/wheel.ts';
import { WaveFit } from './wave-fit.ts';

export const MEDIA_DRAG_TYPE = 'application/x-threshold-media';

const MOST_STRETCH = 2.5;
const ZOOM_REST_MS = 110;
/** Of a frame's 16 ms, for drawing new waveforms. */
const WAVES_MS = 5;

/** Draws the base layer when something changed, at most once a frame. */
function useBaseLayer(canvas: React.RefObject<HTMLCanvasElement | null>): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const peaks = peakStore();
    const tiles = new WaveTiles(peaks);
    const fit = new WaveFit(peaks);
    const bitmaps = new RowBitmaps();
    let sized: SizedCanvas | undefined;
    let frame: number | undefined;
    let zoom = 0;
    let rest: ReturnType<typeof setTimeout> | undefined;
    /** While the zoom moves, bitmaps of a zoom nearby serve; sharp ones are made when it rests. */
    const bitmapZoom = () => {
      const now = viewport.samplesPerPixel;
      if (zoom === now || zoom === 0 || now / zoom > MOST_STRETCH || zoom / now > MOST_STRETCH) {
        zoom = now;
        return zoom;
      }
      clearTimeout(rest);
      rest = setTimeout(() => {
        zoom = viewport.samplesPerPixel;
        request();
      }, ZOOM_REST_MS);
      return zoom;
    };
    const paint = () => {
      frame = undefined;
      if (!sized) return;
      const chosen = selection();
      tiles.beginPicture(WAVES_MS);
      bitmaps.beginPicture(WAVES_MS, tiles.arrivedAtMs);
      paintLanes(
        sized.context,
        sized.scale,
        {
          document: shownDocument(),
          rows: rows(),
          viewport,
          grid: gridNow(),
          selectedClips: new Set(chosen.clips.map((c) => c.clipId)),
          selectedTracks: new Set(chosen.stripIds),
          bitmapSamplesPerPixel: bitmapZoom(),
          waveFactor: (trackId) => waveZoom() * (wavesFitted() ? fit.forTrack(shownDocument(), trackId) : 1),
        },
        tiles,
        bitmaps,
      );
      if (tiles.behind || bitmaps.behind) request();
    };
    const request = () => {
      frame ??= requestAnimationFrame(paint);
    };
    const ends = [
      fitCanvas(element, (size) => {
        sized = size;
        viewport.resize(size.width, size.height);
        // At once: a canvas is empty after its size changed.
        paint();
      }),
      onTimelineChange(request),
      peaks.onChange(request),
      onThemeChange(() => {
        tiles.clear();
        bitmaps.clear();
        request();
      }),
    ];
    document.fonts?.ready.then(() => {
      bitmaps.clear();
      request();
    });
    return () => {
      for (const end of ends) end();
      tiles.clear();
      bitmaps.clear();
      clearTimeout(rest);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [canvas]);
}

/** Playhead and rubber band; only what moves is drawn again. */
function useOverlay(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  band: React.RefObject<Band | null>,
): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    let sized: SizedCanvas | undefined;
    let drawn = '';
    const end = fitCanvas(element, (size) => {
      sized = size;
      drawn = '';
    });
    const stop = subscribeFrame((_frame, nowMs) => {
      if (!sized) return;
      const sample = playheadSample(nowMs) ?? positionNow();
      followPlayhead(sample);
      const { context, scale } = sized;
      const x = Math.round(viewport.xOf(sample) * scale);
      const b = band.current;
      const key = `${x}|${b ? `${b.x0},${b.y0},${b.x1},${b.y1}` : ''}|${document.documentElement.dataset.theme}`;
      if (key === drawn) return;
      drawn = key;
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      if (b) {
        const box = [
          Math.min(b.x0, b.x1),
          Math.min(b.y0, b.y1),
          Math.abs(b.x1 - b.x0),
          Math.abs(b.y1 - b.y0),
        ].map((v) => Math.round(v * scale)) as [number, number, number, number];
        context.fillStyle = token('accent-soft');
        context.fillRect(...box);
        context.strokeStyle = token('accent');
        context.strokeRect(box[0] + 0.5, box[1] + 0.5, box[2], box[3]);
      }
      if (x >= -1 && x <= context.canvas.width) {
        const width = Math.max(1, Math.round(1.25 * scale));
        context.fillStyle = alpha(token('line'), 0.55);
        context.fillRect(x - 1, 0, width + 2, context.canvas.height);
        context.fillStyle = token('curve');
        context.fillRect(x, 0, width, context.canvas.height);
      }
    });
    return () => {
      end();
      stop();
    };
  }, [canvas, band]);
}

export function Lanes() {
  const scroller = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const overlay = useRef<HTMLCanvasElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const band = useRef<Band | null>(null);
  useBaseLayer(base);
  useOverlay(overlay, band);

  useEffect(() => {
    const scroll = scroller.current;
    const element = stage.current;
    if (!scroll || !element) return;
    const setHeight = () => {
      if (spacer.current) spacer.current.style.height = `${rows().totalHeight + 48}px`;
      if (Math.abs(scroll.scrollTop - viewport.scrollTop) >= 1) scroll.scrollTop = viewport.scrollTop;
    };
    setHeight();
    const onScroll = () => viewport.scrollVertically(scroll.scrollTop);
    const onWheel = (event: WheelEvent) => onTimelineWheel(event, element);
    scroll.addEventListener('scroll', onScroll, { passive: true });
    scroll.addEventListener('wheel', onWheel, { passive: false });
    const ends = [
      onTimelineChange(setHeight),
      attachPointer(element, (next) => {
        band.current = next;
      }),
    ];
    return () => {
      scroll.removeEventListener('scroll', onScroll);
      scroll.removeEventListener('wheel', onWheel);
      for (const end of ends) end();
    };
  }, []);

  const dropMedia = (event: React.DragEvent) => {
    const mediaId = event.dataTransfer.getData(MEDIA_DRAG_TYPE);
    const element = stage.current;
    if (!mediaId || !element) return;
    event.preventDefault();
    event.stopPropagation();
    const { x, y } = localPoint(event, element);
    const row = rowAt(rows(), y + viewport.scrollTop);
    if (row) addClipOf(mediaId, row.track.id, snapSample(viewport.sampleAt(x), snapGround()));
  };

  return (
    <div className="lanes-scroll" ref={scroller}>
      <div className="lanes-inner" ref={spacer}>
        <section
          className="lanes-stage"
          ref={stage}
          tabIndex={-1}
          aria-label={timelineWords.lanes}
          onDragOver={(event) => {
            if (event.dataTransfer.types.includes(MEDIA_DRAG_TYPE)) event.preventDefault();
          }}
          onDrop={dropMedia}
        >
          <canvas className="lanes-canvas" ref={base} />
          <ClipTree />
          <canvas className="lanes-canvas lanes-overlay" ref={overlay} />
        </section>
      </div>
    </div>
  );
}
