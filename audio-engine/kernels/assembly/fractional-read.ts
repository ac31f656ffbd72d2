// Reading a ring of stereo frames between its samples, each side at its own place: cubic Hermite through four points
// (Catmull-Rom), 2.5 dB down at 15 kHz half-way between two samples at 48 kHz and exact on a sample.
import { FRAME } from './math';

/** Samples that must already be written after the place read at: the curve needs two on either side. */
export const READ_AHEAD: f64 = 2;

// @ts-ignore: decorator
@inline
function pick(ring: usize, mask: i32, left: i32, right: i32): v128 {
  const first = v128.load64_zero(ring + <usize>(left & mask) * FRAME);
  return v128.load64_lane(ring + <usize>(right & mask) * FRAME, first, 1, 8);
}

/**
 * What stood in the ring `delay` frames before `now`, left and right each by its own. The fraction is the delay's alone:
 * the same bits wherever in the ring the sound happens to stand.
 */
// @ts-ignore: decorator
@inline
export function readBetween(ring: usize, mask: i32, now: i32, delay: v128): v128 {
  const ahead = f64x2.neg(delay);
  const floor = f64x2.floor(ahead);
  const t = f64x2.sub(ahead, floor);
  const left = now + <i32>f64x2.extract_lane(floor, 0);
  const right = now + <i32>f64x2.extract_lane(floor, 1);
  const a = pick(ring, mask, left - 1, right - 1);
  const b = pick(ring, mask, left, right);
  const c = pick(ring, mask, left + 1, right + 1);
  const d = pick(ring, mask, left + 2, right + 2);
  const half = f64x2.splat(0.5);
  const slope = f64x2.mul(half, f64x2.sub(c, a));
  const next = f64x2.mul(half, f64x2.sub(d, b));
  const rise = f64x2.sub(c, b);
  // b + t*slope + t^2*(3*rise - 2*slope - next) + t^3*(slope + next - 2*rise)
  const square = f64x2.sub(f64x2.sub(f64x2.mul(f64x2.splat(3), rise), f64x2.add(slope, slope)), next);
  const cube = f64x2.sub(f64x2.add(slope, next), f64x2.add(rise, rise));
  return f64x2.add(b, f64x2.mul(t, f64x2.add(slope, f64x2.mul(t, f64x2.add(square, f64x2.mul(t, cube))))));
}
