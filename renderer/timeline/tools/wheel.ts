/** Scrolling and zooming: the wheel, and the view that goes along with the playhead. */
import { store } from '../../state/index.ts';
import { localPoint } from '../canvas.ts';
import { changeRowHeights, followMode, timelineEnd, viewport } from '../model.ts';

let userScrolledAtMs = 0;
/** A wheel sends many events for one turn of the hand; the rows take one step. */
const ROW_STEP_MS = 150;
let rowsChangedAtMs = 0;

/** A hand that scrolls is left alone for a moment before the view follows again. */
export function noteUserScroll(): void {
  userScrolledAtMs = performance.now();
}

export function followPlayhead(sample: number): void {
  const mode = followMode();
  if (mode === 'off' || !store.getState().status.engine?.playing) return;
  if (performance.now() - userScrolledAtMs < 2500) return;
  const x = viewport.xOf(sample);
  if (mode === 'centre') {
    const wanted = sample - (viewport.width / 2) * viewport.samplesPerPixel;
    if (Math.abs(viewport.xOf(sample) - viewport.width / 2) >= 1) viewport.scrollTo(wanted);
  } else if (x < 0 || x > viewport.width * 0.98) {
    viewport.scrollTo(sample - viewport.width * 0.04 * viewport.samplesPerPixel);
  }
}

/** Wheel: sideways and Shift scroll in time, Ctrl zooms around the pointer, Alt changes the height of the rows. */
export function onTimelineWheel(event: WheelEvent, element: HTMLElement): void {
  const { x } = localPoint(event, element);
  noteUserScroll();
  if (event.ctrlKey || event.metaKey) {
    event.preventDefault();
    const amount = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    viewport.zoomAround(x, 2 ** (amount / 240));
    return;
  }
  if (event.altKey) {
    event.preventDefault();
    if (performance.now() - rowsChangedAtMs < ROW_STEP_MS || event.deltaY === 0) return;
    rowsChangedAtMs = performance.now();
    changeRowHeights(event.deltaY < 0 ? 1 : -1);
    return;
  }
  const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
  if (Math.abs(sideways) > 0) {
    event.preventDefault();
    const limit = timelineEnd() - viewport.width * 0.5 * viewport.samplesPerPixel;
    const next = viewport.scrollSample + sideways * viewport.samplesPerPixel;
    viewport.scrollTo(Math.min(Math.max(0, next), Math.max(limit, viewport.scrollSample, 0)));
  }
}
