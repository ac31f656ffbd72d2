/**
 * The hand on the lanes: finds what is under the pointer, says so in the status line, and turns a press into
 * the drag that fits. Tools by modifier: Alt splits, Ctrl copies or adds to the selection, Shift is free of the grid.
 */
import { orderedClips } from '../../../audio-engine/session/index.ts';
import { timelineWords } from '../../../audio-engine/words/views.ts';
import { showHelp } from '../../controls/index.ts';
import { type ClipRef, select, selection, selectStrip, shownDocument } from '../../state/index.ts';
import { formatBars, locate } from '../../transport/index.ts';
import { localPoint } from '../canvas.ts';
import { type ClipBox, type ClipZone, clipBox, clipZone } from '../clip-shape.ts';
import { rows, snapGround, viewport } from '../model.ts';
import { rowAt } from '../rows.ts';
import { snapSample } from '../snap.ts';
import { splitClips } from './clip-actions.ts';
import { type Drag, type DragPoint, fadeDrag, gainDrag, moveDrag, trimDrag } from './drags.ts';

export interface Under {
  ref: ClipRef;
  zone: ClipZone;
  box: ClipBox;
}

const CURSORS: Record<ClipZone, string> = {
  move: 'default',
  'trim-start': 'w-resize',
  'trim-end': 'e-resize',
  'fade-in': 'nesw-resize',
  'fade-out': 'nwse-resize',
  gain: 'ns-resize',
};
const DRAG_THRESHOLD_PX = 3;
const EDGE_SCROLL_PX = 24;

export function clipUnder(x: number, y: number): Under | undefined {
  const row = rowAt(rows(), y + viewport.scrollTop);
  // A frozen track plays its file: its clips lie below, until it is thawed.
  if (!row || row.track.frozen) return undefined;
  const chosen = new Set(selection().clips.map((c) => c.clipId));
  const clips = orderedClips(shownDocument(), row.track.id);
  // Chosen clips lie on top, later ones over earlier.
  const order = [...clips].sort((a, b) => Number(chosen.has(a.id)) - Number(chosen.has(b.id)));
  for (let i = order.length - 1; i >= 0; i--) {
    const clip = order[i];
    if (!clip) continue;
    const box = clipBox(clip, row, viewport);
    const zone = clipZone(clip, box, x, y, viewport.samplesPerPixel, chosen.has(clip.id));
    if (zone) return { ref: { trackId: row.track.id, clipId: clip.id }, zone, box };
  }
  return undefined;
}

/** A rubber band over the lanes, in their pixels. */
export interface Band {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

function bandDrag(
  start: { x: number; y: number },
  add: boolean,
  show: (band: Band | null) => void,
): Drag & { to(x: number, y: number): void } {
  const before = add ? selection().clips : [];
  const originSample = viewport.sampleAt(start.x);
  const originY = start.y + viewport.scrollTop;
  let moved = false;
  return {
    move: () => undefined,
    to(x, y) {
      moved = true;
      const band = { x0: viewport.xOf(originSample), y0: originY - viewport.scrollTop, x1: x, y1: y };
      show(band);
      const [from, to] = [originSample, viewport.sampleAt(x)].sort((a, b) => a - b) as [number, number];
      const [top, bottom] = [originY, y + viewport.scrollTop].sort((a, b) => a - b) as [number, number];
      const found: ClipRef[] = [...before];
      for (const row of rows().list) {
        if (row.top > bottom || row.top + row.height < top) continue;
        for (const clip of orderedClips(shownDocument(), row.track.id)) {
          const inside = clip.startSample < to && clip.startSample + clip.lengthSamples > from;
          if (inside && !before.some((c) => c.clipId === clip.id))
            found.push({ trackId: row.track.id, clipId: clip.id });
        }
      }
      select({ clips: found });
    },
    end() {
      show(null);
      if (!moved && !add) select({ clips: [], markerId: null });
    },
    cancel() {
      show(null);
      select({ clips: before });
    },
  };
}

function describe(under: Under | undefined, sample: number): void {
  const document = shownDocument();
  const where = formatBars(Math.max(0, sample), document.tempo, document.session.sampleRate);
  if (!under) {
    showHelp({ name: where, sentence: timelineWords.help.empty });
    return;
  }
  const clip = document.clips[under.ref.trackId]?.[under.ref.clipId];
  if (clip) showHelp({ name: clip.name, sentence: timelineWords.help[under.zone](clip.gainDb, where) });
}

/** Puts the hand on the element that holds the lanes. Returns the function that takes it away. */
export function attachPointer(element: HTMLElement, showBand: (band: Band | null) => void): () => void {
  let drag: Drag | undefined;
  let band: ReturnType<typeof bandDrag> | undefined;
  let pressed: { x: number; y: number; moved: boolean; pointerId: number } | undefined;
  let last: PointerEvent | undefined;
  let scrolling: number | undefined;

  const pointOf = (event: PointerEvent): DragPoint & { x: number } => {
    const { x, y } = localPoint(event, element);
    return { x, y, sample: viewport.sampleAt(x), contentY: y + viewport.scrollTop, shift: event.shiftKey };
  };
  const over = () => {
    drag = undefined;
    band = undefined;
    pressed = undefined;
    if (scrolling !== undefined) cancelAnimationFrame(scrolling);
    scrolling = undefined;
    document.body.style.cursor = '';
  };

  const onDown = (event: PointerEvent) => {
    if (event.button !== 0 || drag || band) return;
    if (event.target instanceof Element && event.target.closest('[data-own-pointer]')) return;
    const point = pointOf(event);
    const under = clipUnder(point.x, point.y);
    const extend = event.ctrlKey || event.metaKey || (event.shiftKey && under?.zone === 'move');
    element.focus({ preventScroll: true });
    pressed = { x: point.x, y: point.y, moved: false, pointerId: event.pointerId };
    element.setPointerCapture(event.pointerId);
    if (!under) {
      const row = rowAt(rows(), point.contentY);
      if (row && !extend) selectStrip(row.track.id);
      band = bandDrag(point, extend, showBand);
      return;
    }
    const clip = shownDocument().clips[under.ref.trackId]?.[under.ref.clipId];
    if (!clip) return;
    if (event.altKey && under.zone === 'move') {
      void splitClips(snapSample(point.sample, snapGround(new Set([clip.id]))), [{ ...under.ref, clip }]);
      return;
    }
    const chosen = selection().clips;
    const has = chosen.some((c) => c.clipId === under.ref.clipId);
    if (extend && has && !(event.ctrlKey || event.metaKey))
      select({ clips: chosen.filter((c) => c.clipId !== under.ref.clipId) });
    else if (!has)
      select({ clips: extend ? [...chosen, under.ref] : [under.ref], stripIds: [under.ref.trackId] });
    else select({ stripIds: [under.ref.trackId] });
    document.body.style.cursor = CURSORS[under.zone];
    switch (under.zone) {
      case 'trim-start':
      case 'trim-end':
        drag = trimDrag(under.ref, under.zone === 'trim-start' ? 'start' : 'end');
        break;
      case 'fade-in':
      case 'fade-out':
        drag = fadeDrag(under.ref, under.zone === 'fade-in' ? 'fadeIn' : 'fadeOut');
        break;
      case 'gain':
        drag = gainDrag(under.ref, under.box);
        break;
      default:
        drag = moveDrag(under.ref, selection().clips, point, event.ctrlKey || event.metaKey);
    }
  };

  /** Near the sides the view runs on under a held clip. */
  const edgeScroll = () => {
    scrolling = undefined;
    if (!pressed?.moved || !last) return;
    const { x } = localPoint(last, element);
    const past =
      x < EDGE_SCROLL_PX
        ? x - EDGE_SCROLL_PX
        : x > viewport.width - EDGE_SCROLL_PX
          ? x - viewport.width + EDGE_SCROLL_PX
          : 0;
    if (past === 0) return;
    viewport.scrollTo(viewport.scrollSample + past * 0.35 * viewport.samplesPerPixel);
    moveTo(last);
    scrolling = requestAnimationFrame(edgeScroll);
  };
  const moveTo = (event: PointerEvent) => {
    const point = pointOf(event);
    drag?.move(point);
    band?.to(point.x, point.y);
  };
  const onMove = (event: PointerEvent) => {
    last = event;
    const point = pointOf(event);
    if (!pressed) {
      const under = clipUnder(point.x, point.y);
      element.style.cursor = under
        ? event.altKey && under.zone === 'move'
          ? 'col-resize'
          : CURSORS[under.zone]
        : 'default';
      describe(under, point.sample);
      return;
    }
    if (!pressed.moved && Math.hypot(point.x - pressed.x, point.y - pressed.y) < DRAG_THRESHOLD_PX) return;
    pressed.moved = true;
    moveTo(event);
    scrolling ??= requestAnimationFrame(edgeScroll);
  };
  const onUp = () => {
    if (!pressed) return;
    const { moved } = pressed;
    const held = drag;
    const rubber = band;
    over();
    if (moved) held?.end();
    else held?.cancel();
    rubber?.end();
  };
  const cancel = () => {
    const held = drag;
    const rubber = band;
    over();
    held?.cancel();
    rubber?.cancel();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !pressed) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    cancel();
  };
  const onDouble = (event: MouseEvent) => {
    const { x, y } = localPoint(event, element);
    if (!clipUnder(x, y)) locate(snapSample(viewport.sampleAt(x), snapGround()));
  };
  const onLeave = () => showHelp(null);

  const listening = new AbortController();
  const { signal } = listening;
  element.addEventListener('pointerdown', onDown, { signal });
  element.addEventListener('pointermove', onMove, { signal });
  element.addEventListener('pointerup', onUp, { signal });
  element.addEventListener('pointercancel', cancel, { signal });
  element.addEventListener('pointerleave', onLeave, { signal });
  element.addEventListener('dblclick', onDouble, { signal });
  window.addEventListener('keydown', onKey, { signal, capture: true });
  return () => {
    cancel();
    listening.abort();
  };
}
