/** Fade curves for drawing only: what is heard comes from the engine's own kernel. */
import type { FadeShape } from '../../../audio-engine/session/index.ts';

/** Gain 0..1 at a place 0..1 of a fade-in; a fade-out is the same backwards. */
export function fadeGain(shape: FadeShape, t: number): number {
  const x = Math.min(1, Math.max(0, t));
  switch (shape) {
    case 'equal-power':
      return Math.sin((x * Math.PI) / 2);
    case 's-curve':
      return x * x * (3 - 2 * x);
    default:
      return x;
  }
}
