// A biquad section while its coefficients move: the same filter in state-variable form, whose state stays sane under
// modulation (A. Simper, "Linear trapezoidal integrated state variable filter", Cytomic 2013), every coefficient a straight
// line per sample. Where it stands still again it goes on in direct form, from the same state: nothing clicks.
//
// A section (192 bytes): g, k, m0, m1, m2 where the movement begins, the same where it ends, two integrators; v128 each.
import { settle } from './math';
import { FRAME } from './math';

export const MOVING_BYTES: usize = 192;
const END: usize = 80;

// @ts-ignore: decorator
@inline const K: usize = 16;
// @ts-ignore: decorator
@inline const M0: usize = 32;
// @ts-ignore: decorator
@inline const M1: usize = 48;
// @ts-ignore: decorator
@inline const M2: usize = 64;
// @ts-ignore: decorator
@inline const IC1: usize = 160;
// @ts-ignore: decorator
@inline const IC2: usize = 176;

/**
 * Where the movement ends: the state-variable form of b0, b1, b2, a1, a2. With S = (z - 1)/(z + 1) the denominator is
 * S^2 + k g S + g^2 and the numerator n2 S^2 + n1 S + n0. A lane that is off passes its signal on. `plain` is exactly nothing.
 */
export function aimMoving(moving: usize, coefficients: usize, first: bool, second: bool, plain: bool): void {
  const b0 = load<f64>(coefficients), b1 = load<f64>(coefficients, 8), b2 = load<f64>(coefficients, 16);
  const a1 = load<f64>(coefficients, 24), a2 = load<f64>(coefficients, 32);
  const high = 1 / (1 - a1 + a2);
  const g = sqrt(max((1 + a1 + a2) * high, 1e-30));
  const k = (2 * (1 - a2) * high) / g;
  const n2 = (b0 - b1 + b2) * high;
  const m1 = (2 * (b0 - b2) * high) / g - k * n2;
  const m2 = ((b0 + b1 + b2) * high) / (g * g) - n2;
  for (let lane: usize = 0; lane < 2; lane++) {
    const at = moving + END + (lane << 3);
    const on = (lane == 0 ? first : second) && !plain;
    store<f64>(at, g);
    store<f64>(at, k, K);
    store<f64>(at, on ? n2 : 1, M0);
    store<f64>(at, on ? m1 : 0, M1);
    store<f64>(at, on ? m2 : 0, M2);
  }
}

/** The next movement begins where this one ended. */
export function beginMoving(moving: usize): void {
  for (let i: usize = 0; i < END; i += 16) v128.store(moving + i, v128.load(moving + END + i));
}

export function clearMoving(moving: usize): void {
  v128.store(moving, f64x2.splat(0), IC1);
  v128.store(moving, f64x2.splat(0), IC2);
}

// @ts-ignore: decorator
@inline
export function movingRests(moving: usize): bool {
  return !v128.any_true(v128.or(v128.load(moving, IC1), v128.load(moving, IC2)));
}

/** Frames in place while the coefficients go from `from` to `to` (0..1) of the movement. */
export function runMoving(moving: usize, buffer: usize, frames: i32, from: f64, to: f64): void {
  const one = f64x2.splat(1), two = f64x2.splat(2);
  const start = f64x2.splat(from);
  const part = f64x2.splat((to - from) / <f64>frames);
  const end = moving + END;
  const dg = f64x2.sub(v128.load(end), v128.load(moving)), dk = f64x2.sub(v128.load(end, K), v128.load(moving, K));
  const d0 = f64x2.sub(v128.load(end, M0), v128.load(moving, M0)), d1 = f64x2.sub(v128.load(end, M1), v128.load(moving, M1));
  const d2 = f64x2.sub(v128.load(end, M2), v128.load(moving, M2));
  let g = f64x2.add(v128.load(moving), f64x2.mul(dg, start)), k = f64x2.add(v128.load(moving, K), f64x2.mul(dk, start));
  let m0 = f64x2.add(v128.load(moving, M0), f64x2.mul(d0, start)), m1 = f64x2.add(v128.load(moving, M1), f64x2.mul(d1, start));
  let m2 = f64x2.add(v128.load(moving, M2), f64x2.mul(d2, start));
  const sg = f64x2.mul(dg, part), sk = f64x2.mul(dk, part);
  const s0 = f64x2.mul(d0, part), s1 = f64x2.mul(d1, part), s2 = f64x2.mul(d2, part);
  let ic1 = v128.load(moving, IC1), ic2 = v128.load(moving, IC2);
  for (let at = buffer; at < buffer + <usize>frames * FRAME; at += FRAME) {
    g = f64x2.add(g, sg);
    k = f64x2.add(k, sk);
    m0 = f64x2.add(m0, s0);
    m1 = f64x2.add(m1, s1);
    m2 = f64x2.add(m2, s2);
    const c1 = f64x2.div(one, f64x2.add(one, f64x2.mul(g, f64x2.add(g, k))));
    const c2 = f64x2.mul(g, c1);
    const v0 = v128.load(at);
    const v3 = f64x2.sub(v0, ic2);
    const v1 = f64x2.add(f64x2.mul(c1, ic1), f64x2.mul(c2, v3));
    const v2 = f64x2.add(ic2, f64x2.add(f64x2.mul(c2, ic1), f64x2.mul(f64x2.mul(g, c2), v3)));
    ic1 = f64x2.sub(f64x2.mul(two, v1), ic1);
    ic2 = f64x2.sub(f64x2.mul(two, v2), ic2);
    v128.store(at, f64x2.add(f64x2.mul(m0, v0), f64x2.add(f64x2.mul(m1, v1), f64x2.mul(m2, v2))));
  }
  v128.store(moving, settle(ic1), IC1);
  v128.store(moving, settle(ic2), IC2);
}

/**
 * Carries the state over between the direct form (s1, s2 at `section`) and this one, at the coefficients where the last
 * movement ended: both must give the same two samples y0, y1 of answer to silence.
 */
export function carryState(moving: usize, section: usize, toMoving: bool): void {
  for (let lane: usize = 0; lane < 2; lane++) {
    const at = moving + END + (lane << 3);
    const g = load<f64>(at), k = load<f64>(at, K), m1 = load<f64>(at, M1), m2 = load<f64>(at, M2);
    const c1 = 1 / (1 + g * (g + k));
    const c2 = g * c1;
    const c3 = g * c2;
    // y0 = p ic1 + q ic2, y1 = r ic1 + s ic2
    const p = m1 * c1 + m2 * c2;
    const q = m2 * (1 - c3) - m1 * c2;
    const r = p * (2 * c1 - 1) + q * 2 * c2;
    const s = q * (1 - 2 * c3) - p * 2 * c2;
    const direct = section + (lane << 3);
    const a1 = load<f64>(direct, 48);
    const state = moving + (lane << 3);
    if (!toMoving) {
      const ic1 = load<f64>(state, IC1), ic2 = load<f64>(state, IC2);
      const y0 = p * ic1 + q * ic2;
      store<f64>(direct, y0, 80);
      store<f64>(direct, r * ic1 + s * ic2 + a1 * y0, 96);
      continue;
    }
    const y0 = load<f64>(direct, 80);
    const y1 = load<f64>(direct, 96) - a1 * y0;
    const det = p * s - q * r;
    const size = abs(p * s) + abs(q * r);
    const square = p * p + q * q;
    if (abs(det) > 1e-9 * size) {
      store<f64>(state, (y0 * s - q * y1) / det, IC1);
      store<f64>(state, (p * y1 - r * y0) / det, IC2);
    } else {
      // One pole (the other one is hidden behind a zero), or nothing at all: the smallest state that answers so.
      store<f64>(state, square > 0 ? (y0 * p) / square : 0, IC1);
      store<f64>(state, square > 0 ? (y0 * q) / square : 0, IC2);
    }
  }
}
