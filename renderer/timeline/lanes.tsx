/** The lanes: base canvas, playhead and rubber band over it, and the hidden tree by which clips are met by role and name. */
import { useEffect, useRef } from 'react';
import { timelineWords } from '../../audio-engine/words/views.ts';
import { AutomationLanes } from '../automation/index.ts';
import { playheadSample, subscribeFrame } from '../live/index.ts';
import { selection, shownDocument } from '../state/index.ts';
import { onThemeChange } from '../theme/index.ts';
import { positionNow } from '../transport/index.ts';
import { fitCanvas, localPoint, type SizedCanvas } from './canvas.ts';
import { ClipTree } from './clip-tree.tsx';
import { LanesPicture, MARGIN_PX } from './draw/lanes-picture.ts';
import { forgetTextWidths } from './draw/paint-clip.ts';
import type { LanesScene } from './draw/paint-lanes.ts';
import { RowsAhead } from './draw/rows-ahead.ts';
import { laneSurface } from './lane-surface.ts';
import {
  gridNow,
  onTimelineChange,
  ROOM_BELOW_PX,
  rows,
  snapGround,
  viewport,
  wavesFitted,
  waveZoom,
} from './model.ts';
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
function useBaseLayer(
  canvas: React.RefObject<HTMLCanvasElement | null>,
  scale: React.RefObject<number>,
): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const peaks = peakStore();
    const tiles = new WaveTiles(peaks);
    const fit = new WaveFit(peaks);
    const picture = new LanesPicture();
    const ahead = new RowsAhead();
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
      const { context, scale } = sized;
      const scene: LanesScene = {
        document: shownDocument(),
        rows: rows(),
        viewport,
        scrollSample: viewport.scrollSample,
        grid: gridNow(),
        selectedClips: new Set(chosen.clips.map((c) => c.clipId)),
        selectedTracks: new Set(chosen.stripIds),
        bitmapSamplesPerPixel: bitmapZoom(),
        waveFactor: (trackId) => waveZoom() * (wavesFitted() ? fit.forTrack(shownDocument(), trackId) : 1),
      };
      const down = picture.paint(context, scale, scene, tiles, WAVES_MS);
      element.style.transform = `translateY(${down}px)`;
      if (tiles.behind || picture.behind) request();
      // What shows comes first: peaks that are asked for last are fetched first.
      else if (picture.complete) ahead.follow(scene, scale, element.width, tiles);
    };
    const request = () => {
      frame ??= requestAnimationFrame(paint);
    };
    const ends = [
      fitCanvas(
        element,
        (size) => {
          sized = size;
          scale.current = size.scale;
          viewport.resize(size.width, size.height - 2 * MARGIN_PX);
          // At once: a canvas is empty after its size changed.
          picture.clear();
          paint();
        },
        { opaque: true },
      ),
      onTimelineChange(request),
      peaks.onChange(request),
      onThemeChange(() => {
        tiles.clear();
        picture.clear();
        request();
      }),
    ];
    document.fonts?.ready.then(() => {
      forgetTextWidths();
      picture.clear();
      request();
    });
    return () => {
      for (const end of ends) end();
      ahead.stop();
      tiles.clear();
      picture.clear();
      clearTimeout(rest);
      if (frame !== undefined) cancelAnimationFrame(frame);
    };
  }, [canvas, scale]);
}

/** The playhead is an element that is only moved: a canvas over all lanes would be blended anew each frame. */
function usePlayhead(line: React.RefObject<HTMLDivElement | null>, scale: React.RefObject<number>): void {
  useEffect(() => {
    let drawn = Number.NaN;
    return subscribeFrame((_frame, nowMs) => {
      const element = line.current;
      if (!element) return;
      const sample = playheadSample(nowMs) ?? positionNow();
      followPlayhead(sample);
      const x = Math.round(viewport.xOf(sample) * scale.current) / scale.current;
      if (x === drawn) return;
      drawn = x;
      element.hidden = x < -1 || x > viewport.width;
      element.style.transform = `translateX(${x}px)`;
    });
  }, [line, scale]);
}

function showBand(element: HTMLDivElement | null, band: Band | null): void {
  if (!element) return;
  element.hidden = band === null;
  if (!band) return;
  element.style.left = `${Math.min(band.x0, band.x1)}px`;
  element.style.top = `${Math.min(band.y0, band.y1)}px`;
  element.style.width = `${Math.abs(band.x1 - band.x0)}px`;
  element.style.height = `${Math.abs(band.y1 - band.y0)}px`;
}

export function Lanes() {
  const scroller = useRef<HTMLDivElement>(null);
  const stage = useRef<HTMLDivElement>(null);
  const base = useRef<HTMLCanvasElement>(null);
  const playhead = useRef<HTMLDivElement>(null);
  const spacer = useRef<HTMLDivElement>(null);
  const band = useRef<HTMLDivElement>(null);
  /** Device pixels a CSS pixel has. */
  const scale = useRef(1);
  useBaseLayer(base, scale);
  usePlayhead(playhead, scale);

  useEffect(() => {
    const scroll = scroller.current;
    const element = stage.current;
    if (!scroll || !element) return;
    let height = 0;
    let scrolledTo = 0;
    // Asking an element for its place makes the browser lay out the page: only where something moved it.
    const setHeight = () => {
      const next = rows().totalHeight + ROOM_BELOW_PX;
      if (spacer.current && next !== height) spacer.current.style.height = `${next}px`;
      const moved = Math.abs(viewport.scrollTop - scrolledTo) >= 1;
      if (moved || next !== height) {
        scroll.scrollTop = viewport.scrollTop;
        scrolledTo = viewport.scrollTop;
      }
      height = next;
    };
    setHeight();
    const onScroll = () => {
      scrolledTo = scroll.scrollTop;
      viewport.scrollVertically(scrolledTo);
    };
    const onWheel = (event: WheelEvent) => onTimelineWheel(event, element);
    scroll.addEventListener('scroll', onScroll, { passive: true });
    scroll.addEventListener('wheel', onWheel, { passive: false });
    const ends = [
      onTimelineChange(setHeight),
      attachPointer(element, (next) => showBand(band.current, next)),
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
          <canvas className="lanes-canvas" ref={base} style={{ height: `calc(100% + ${2 * MARGIN_PX}px)` }} />
          <ClipTree />
          <AutomationLanes surface={laneSurface} />
          <div className="lanes-band" ref={band} hidden />
          <div className="lanes-playhead" ref={playhead} />
        </section>
      </div>
    </div>
  );
}
