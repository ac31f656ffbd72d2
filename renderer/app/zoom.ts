/** Size of the whole interface, 80 to 200 %. */
import { setView, viewValue } from '../state/index.ts';

export const ZOOM_STEP = 10;
const SMALLEST = 80;
const LARGEST = 200;

export function changeZoom(by: number): void {
  const now = viewValue<number>('app.zoomPercent', 100);
  setView({ 'app.zoomPercent': Math.min(LARGEST, Math.max(SMALLEST, now + by)) });
}

/** Lays the page out in a smaller or larger box and enlarges it to the window. */
export function applyZoom(percent: number): void {
  const factor = Math.min(LARGEST, Math.max(SMALLEST, percent)) / 100;
  document.documentElement.style.setProperty('zoom', factor === 1 ? '' : String(factor));
  window.dispatchEvent(new Event('resize'));
}
