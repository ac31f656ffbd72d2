/** The whole song at a glance: its envelope, and the frame that is the view. Drag scrolls, the frame's edges zoom. */
import { useEffect, useRef } from 'react';
import { timelineWords } from '../../audio-engine/words/views.ts';
import { subscribeFrame } from '../live/index.ts';
import { shownDocument } from '../state/index.ts';
import { onThemeChange, token } from '../theme/index.ts';
import { positionNow } from '../transport/index.ts';
import { fitCanvas, localPoint, type SizedCanvas } from './canvas.ts';
import { paintOverview } from './draw/paint-ruler.ts';
import { onTimeChange, timelineEnd, viewport } from './model.ts';
import { peakStore } from './peaks/index.ts';
import { songEnvelope } from './song-envelope.ts';
import { noteUserScroll } from './tools/wheel.ts';

const EDGE_PX = 5;
const KEY_STEP = 0.1;

export function Overview() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const area = box.current;
    if (!element || !area) return;
    let sized: SizedCanvas | undefined;
    let frame: number | undefined;
    let envelope: Float32Array | undefined;
    let madeFrom: readonly unknown[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    let headX = -1;
    let held: { kind: 'scroll' | 'left' | 'right'; offset: number } | undefined;

    const paint = () => {
      frame = undefined;
      if (!sized) return;
      const { context, scale } = sized;
      const document = shownDocument();
      const end = timelineEnd(document);
      const from = [document.clips, document.strips, document.media, end, context.canvas.width];
      if (from.some((part, i) => part !== madeFrom[i])) {
        madeFrom = from;
        clearTimeout(timer);
        timer = setTimeout(makeEnvelope, 120);
      }
      paintOverview(context, scale, document, viewport, end, envelope);
      headX = Math.round((positionNow() / end) * context.canvas.width);
      context.fillStyle = token('curve');
      context.fillRect(headX, 0, Math.max(1, Math.round(scale)), context.canvas.height);
    };
    const request = () => {
      frame ??= requestAnimationFrame(paint);
    };
    const makeEnvelope = () => {
      if (!sized) return;
      const document = shownDocument();
      envelope = songEnvelope(document, timelineEnd(document), sized.context.canvas.width);
      request();
    };
    const onPeaks = () => {
      clearTimeout(timer);
      timer = setTimeout(makeEnvelope, 250);
    };
    const sampleAt = (x: number) => (x / Math.max(1, sized?.width ?? 1)) * timelineEnd();
    const onDown = (event: PointerEvent) => {
      const { x } = localPoint(event, area);
      const end = timelineEnd();
      const width = sized?.width ?? 1;
      const left = (viewport.scrollSample / end) * width;
      const right = (viewport.endSample / end) * width;
      area.setPointerCapture(event.pointerId);
      noteUserScroll();
      if (Math.abs(x - left) <= EDGE_PX && left > 2) held = { kind: 'left', offset: 0 };
      else if (Math.abs(x - right) <= EDGE_PX) held = { kind: 'right', offset: 0 };
      else {
        const inside = x > left && x < right;
        held = {
          kind: 'scroll',
          offset: inside
            ? sampleAt(x) - viewport.scrollSample
            : (viewport.width * viewport.samplesPerPixel) / 2,
        };
        onMove(event);
      }
    };
    const onMove = (event: PointerEvent) => {
      if (!held) return;
      noteUserScroll();
      const sample = sampleAt(localPoint(event, area).x);
      if (held.kind === 'scroll') viewport.scrollTo(sample - held.offset);
      else if (held.kind === 'left') {
        const end = viewport.endSample;
        if (sample < end) viewport.zoomAround(viewport.width, (end - sample) / (end - viewport.scrollSample));
      } else if (sample > viewport.scrollSample) {
        viewport.zoomAround(
          0,
          (sample - viewport.scrollSample) / (viewport.endSample - viewport.scrollSample),
        );
      }
    };
    const onUp = () => {
      held = undefined;
    };
    area.addEventListener('pointerdown', onDown);
    area.addEventListener('pointermove', onMove);
    area.addEventListener('pointerup', onUp);
    area.addEventListener('pointercancel', onUp);
    const ends = [
      fitCanvas(element, (size) => {
        sized = size;
        paint();
      }),
      onTimeChange(request),
      peakStore().onChange(onPeaks),
      onThemeChange(request),
      subscribeFrame(() => {
        if (sized && Math.round((positionNow() / timelineEnd()) * sized.context.canvas.width) !== headX)
          request();
      }),
    ];
    return () => {
      for (const end of ends) end();
      clearTimeout(timer);
      if (frame !== undefined) cancelAnimationFrame(frame);
      area.removeEventListener('pointerdown', onDown);
      area.removeEventListener('pointermove', onMove);
      area.removeEventListener('pointerup', onUp);
      area.removeEventListener('pointercancel', onUp);
    };
  }, []);
  return (
    <div
      className="overview"
      ref={box}
      role="scrollbar"
      tabIndex={0}
      aria-orientation="horizontal"
      aria-controls="lanes"
      aria-valuenow={0}
      aria-label={timelineWords.overview}
      data-help={timelineWords.overviewHelp}
      data-help-name={timelineWords.overview}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
        event.preventDefault();
        event.stopPropagation();
        const step = viewport.width * viewport.samplesPerPixel * KEY_STEP;
        viewport.scrollTo(viewport.scrollSample + (event.key === 'ArrowRight' ? step : -step));
      }}
    >
      <canvas className="overview-canvas" ref={canvas} />
    </div>
  );
}
