/** The hand on the ruler: the playhead by a press, the loop range by a drag, markers by their flags. */
import { orderedMarkers } from '../../../audio-engine/session/index.ts';
import { timelineWords } from '../../../audio-engine/words/views.ts';
import { beginGesture, type Gesture, openDialog, select, shownDocument } from '../../state/index.ts';
import { locate } from '../../transport/index.ts';
import { localPoint } from '../canvas.ts';
import { MARKERS_PX } from '../draw/paint-ruler.ts';
import { snapGround, viewport } from '../model.ts';
import { snapSample } from '../snap.ts';
import { onTimelineWheel } from './wheel.ts';

const HANDLE_PX = 5;
const DRAG_PX = 4;

interface LoopHeld {
  kind: 'loop';
  /** The end that stays. */
  anchor: number;
  gesture: Gesture;
  range: [number, number] | null;
}

interface MarkerHeld {
  kind: 'marker';
  id: string;
  from: number;
  sample: number;
  x: number;
  gesture: Gesture | null;
}

type Held = { kind: 'press'; x: number; at: number } | LoopHeld | MarkerHeld;

function markerUnder(x: number): { id: string; sample: number } | undefined {
  let found: { id: string; sample: number } | undefined;
  for (const marker of orderedMarkers(shownDocument())) {
    const left = viewport.xOf(marker.sample);
    if (x >= left - 3 && x <= left + 12 + marker.name.length * 5.5) found = marker;
  }
  return found;
}

function loopPatches([startSample, endSample]: [number, number]) {
  return [
    { op: 'replace' as const, path: ['loop', 'startSample'], value: startSample },
    { op: 'replace' as const, path: ['loop', 'endSample'], value: endSample },
    { op: 'replace' as const, path: ['loop', 'enabled'], value: true },
  ];
}

export function attachRuler(element: HTMLElement): () => void {
  let held: Held | undefined;
  const beginLoop = (anchor: number): LoopHeld => ({
    kind: 'loop',
    anchor,
    gesture: beginGesture(timelineWords.loopRange),
    range: null,
  });
  const loopEdge = (x: number): Held | undefined => {
    const { loop } = shownDocument();
    if (loop.endSample <= loop.startSample) return undefined;
    if (Math.abs(viewport.xOf(loop.startSample) - x) <= HANDLE_PX) return beginLoop(loop.endSample);
    if (Math.abs(viewport.xOf(loop.endSample) - x) <= HANDLE_PX) return beginLoop(loop.startSample);
    return undefined;
  };
  const onDown = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const { x, y } = localPoint(event, element);
    element.setPointerCapture(event.pointerId);
    const marker = y < MARKERS_PX ? markerUnder(x) : undefined;
    if (marker) {
      select({ markerId: marker.id });
      held = { kind: 'marker', id: marker.id, from: marker.sample, sample: marker.sample, x, gesture: null };
      return;
    }
    held = loopEdge(x) ?? { kind: 'press', x, at: viewport.sampleAt(x) };
  };
  const onMove = (event: PointerEvent) => {
    const { x, y } = localPoint(event, element);
    if (!held) {
      const { loop } = shownDocument();
      const edge =
        y >= MARKERS_PX &&
        loop.endSample > loop.startSample &&
        [loop.startSample, loop.endSample].some((s) => Math.abs(viewport.xOf(s) - x) <= HANDLE_PX);
      element.style.cursor = edge ? 'ew-resize' : y < MARKERS_PX && markerUnder(x) ? 'pointer' : 'default';
      return;
    }
    const ground = snapGround();
    const at = event.shiftKey
      ? Math.max(0, Math.round(viewport.sampleAt(x)))
      : snapSample(viewport.sampleAt(x), ground);
    if (held.kind === 'press') {
      if (Math.abs(x - held.x) < DRAG_PX) return;
      held = beginLoop(snapSample(held.at, ground));
    }
    if (held.kind === 'marker') {
      if (!held.gesture && Math.abs(x - held.x) < DRAG_PX) return;
      held.gesture ??= beginGesture(timelineWords.marker(shownDocument().markers[held.id]?.name ?? '', ''));
      held.sample = at;
      held.gesture.preview([{ op: 'replace', path: ['markers', held.id, 'sample'], value: at }]);
      return;
    }
    if (at === held.anchor) return;
    held.range = [Math.min(at, held.anchor), Math.max(at, held.anchor)];
    held.gesture.preview(loopPatches(held.range));
  };
  const onUp = () => {
    const was = held;
    held = undefined;
    if (!was) return;
    if (was.kind === 'press') locate(snapSample(was.at, { ...snapGround(), places: [] }));
    else if (was.kind === 'marker') {
      if (was.gesture && was.sample !== was.from) {
        void was.gesture.commit({ id: 'marker.move', payload: { markerId: was.id, sample: was.sample } });
      } else {
        was.gesture?.cancel();
        locate(was.from);
      }
    } else if (was.range) {
      const [startSample, endSample] = was.range;
      void was.gesture.commit({ id: 'loop.set', payload: { startSample, endSample, enabled: true } });
    } else was.gesture.cancel();
  };
  const cancel = () => {
    const was = held;
    held = undefined;
    if (was && was.kind !== 'press') was.gesture?.cancel();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !held) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    cancel();
  };
  const onDouble = (event: MouseEvent) => {
    const { x, y } = localPoint(event, element);
    const marker = y < MARKERS_PX ? markerUnder(x) : undefined;
    if (marker) openDialog('marker', marker.id);
  };
  const onWheel = (event: WheelEvent) => onTimelineWheel(event, element);
  const listening = new AbortController();
  const { signal } = listening;
  element.addEventListener('pointerdown', onDown, { signal });
  element.addEventListener('pointermove', onMove, { signal });
  element.addEventListener('pointerup', onUp, { signal });
  element.addEventListener('pointercancel', cancel, { signal });
  element.addEventListener('dblclick', onDouble, { signal });
  element.addEventListener('wheel', onWheel, { signal, passive: false });
  window.addEventListener('keydown', onKey, { signal, capture: true });
  return () => {
    cancel();
    listening.abort();
  };
}
