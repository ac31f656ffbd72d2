// Pan laws of mono strips; balance, true stereo pan and width of stereo strips, as factors for left and right.
import { clamp } from './math';

/**
 * Index into PAN_LAWS: 0 min(1, 1 -+ p), 1 constant power (sine and cosine, -3 dB in the centre), 2 the geometric
 * mean of constant power and constant gain (-4.5 dB), 3 constant gain (-6 dB). The far ends are exactly 1 and 0.
 */
function side(law: i32, position: f64): f64 {
  // position 0..1: how far the sound is towards this side.
  if (position <= 0.0) return 0.0;
  if (position >= 1.0) return 1.0;
  if (law == 0) return Math.min(1.0, 2.0 * position);
  if (law == 3) return position;
  const power = Math.sin(position * Math.PI * 0.5);
  return law == 1 ? power : Math.sqrt(power * position);
}

function lawOf(law: f64, channels: i32): i32 {
  if (channels != 1) return 0;
  const index = i32(law);
  return index < 0 || index > 3 ? 0 : index;
}

export function panLeft(pan: f64, law: f64, channels: i32): f64 {
  return side(lawOf(law, channels), (1.0 - pan) * 0.5);
}

export function panRight(pan: f64, law: f64, channels: i32): f64 {
  return side(lawOf(law, channels), (1.0 + pan) * 0.5);
}

/**
 * The four factors of a strip's place between the speakers, to `into`: left, right, what of right goes to left, what
 * of left goes to right. Width acts first: with M = (L + R) / 2 and S = (L - R) / 2 it is M +- width * S. The mode
 * `stereo` (1) moves the part |pan| of the side that is panned away from over to the other.
 */
export function panMatrix(into: usize, pan: f64, law: f64, channels: i32, width: f64, mode: f64): void {
  // Not a number is the centre, as it is.
  const p = pan == pan ? clamp(pan, -1.0, 1.0) : 0.0;
  const w: f64 = channels == 2 && width == width ? clamp(width, 0.0, 2.0) : 1.0;
  const own = (1.0 + w) * 0.5;
  const other = (1.0 - w) * 0.5;
  if (channels == 2 && mode == 1.0) {
    const far = abs(p);
    const near = 1.0 - far;
    // Panned right: left keeps `near` of itself, and right gets the rest.
    const kept = near * own;
    const keptOver = near * other;
    const filled = own + far * other;
    const filledOver = other + far * own;
    store<f64>(into, p > 0.0 ? kept : filled);
    store<f64>(into, p > 0.0 ? filled : kept, 8);
    store<f64>(into, p > 0.0 ? keptOver : filledOver, 16);
    store<f64>(into, p > 0.0 ? filledOver : keptOver, 24);
    return;
  }
  const left = panLeft(p, law, channels);
  const right = panRight(p, law, channels);
  store<f64>(into, left * own);
  store<f64>(into, right * own, 8);
  store<f64>(into, left * other, 16);
  store<f64>(into, right * other, 24);
}
