/** The frequency axis of every spectrum and filter picture: 20 Hz to 20 kHz, logarithmic, lines at each 1 to 9 step. */
import { token } from '../theme/index.ts';
import { PICTURE_FONT, vertical } from './picture.ts';

export const LOWEST_HZ = 20;
export const HIGHEST_HZ = 20_000;
const SPAN = Math.log(HIGHEST_HZ / LOWEST_HZ);

export function xOfHz(hz: number, width: number): number {
  return (Math.log(hz / LOWEST_HZ) / SPAN) * width;
}

export function hzOfX(x: number, width: number): number {
  return LOWEST_HZ * Math.exp((x / width) * SPAN);
}

const LABELS: readonly (readonly [hz: number, text: string])[] = [
  [30, '30'],
  [50, '50'],
  [100, '100'],
  [200, '200'],
  [500, '500'],
  [1000, '1k'],
  [2000, '2k'],
  [5000, '5k'],
  [10_000, '10k'],
];

/** `plotHeight` is where the plot ends; labels are drawn in the foot below it. */
export function drawFrequencyGrid(
  context: CanvasRenderingContext2D,
  width: number,
  plotHeight: number,
  labels = true,
): void {
  const minor = token('hair');
  const major = token('hair-2');
  for (let decade = 10; decade <= 10_000; decade *= 10) {
    for (let step = 1; step <= 9; step++) {
      const hz = decade * step;
      if (hz <= LOWEST_HZ || hz >= HIGHEST_HZ) continue;
      context.fillStyle = step === 1 ? major : minor;
      vertical(context, xOfHz(hz, width), 0, plotHeight);
    }
  }
  if (!labels) return;
  context.font = PICTURE_FONT;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillStyle = token('text-3');
  for (const [hz, text] of LABELS) context.fillText(text, xOfHz(hz, width), plotHeight + 10);
}
