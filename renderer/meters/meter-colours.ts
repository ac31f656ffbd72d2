/** The theme's meter colours as a canvas takes them, made here because a worker has no style sheets to read. */
import { alpha, token } from '../theme/index.ts';
import type { MeterColours } from './meter-paint.ts';

/** Read once for a theme, not once a frame. */
export function meterColours(): MeterColours {
  const low = token('meter-low');
  const near = token('meter-near');
  const over = token('meter-over');
  return {
    low,
    near,
    over,
    lowPeak: alpha(low, 0.5),
    nearPeak: alpha(near, 0.5),
    overPeak: alpha(over, 0.5),
    trough: token('meter-trough'),
    reduction: token('reduction'),
    latchOff: token('control-hi'),
  };
}
