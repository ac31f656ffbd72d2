// What a clipper takes off a waveform, at a high rate: nothing below the knee, a parabola through it, all that is above the
// ceiling beyond it. Only this excess is made here and taken off the sound itself, so what stays below the knee passes
// untouched to the bit. Its aliases are held down by second-order antiderivatives (Bilbao, Esqueda, Parker, Valimaki,
// "Antiderivative Antialiasing for Memoryless Nonlinearities", IEEE SPL 24(7), 2017), which need the frame after: the
// excess of a frame is written in its own place once the next one is known.
import { FRAME, settle } from './math';

// Block: the two frames before, the quotient of their antiderivatives, then what a quantum showed (f64): 48 highest
// magnitude that came in, 56 highest that is left, 64 largest share taken off, 72 frames that lost something.
const BEFORE: usize = 0;
const LAST: usize = 16;
const QUOTIENT: usize = 32;
export const EXCESS_IN: usize = 48;
export const EXCESS_OUT: usize = 56;
export const EXCESS_SHARE: usize = 64;
export const EXCESS_FRAMES: usize = 72;
export const EXCESS_BYTES: usize = 80;

/** Below these differences the quotients lose their digits, and the function itself is taken. */
// @ts-ignore: decorator
@inline const CLOSE: f64 = 1e-5;
// @ts-ignore: decorator
@inline const CLOSE_TWICE: f64 = 1e-4;
/** Half the width of a knee, as a share of the ceiling: a corner would need a division by nothing. */
const LEAST_KNEE: f64 = 1e-4;

/** `0.5` of a wave's height: where the knee begins is 1 - knee, where it ends 1 + knee. */
// @ts-ignore: decorator
@inline
function inKnee(size: v128, knee: v128): v128 {
  const into = f64x2.max(f64x2.splat(0), f64x2.sub(size, f64x2.sub(f64x2.splat(1), knee)));
  return f64x2.min(into, f64x2.add(knee, knee));
}

// @ts-ignore: decorator
@inline
function beyondKnee(size: v128, knee: v128): v128 {
  return f64x2.max(f64x2.splat(0), f64x2.sub(size, f64x2.add(f64x2.splat(1), knee)));
}

// @ts-ignore: decorator
@inline
function withSignOf(value: v128, like: v128): v128 {
  return v128.or(value, v128.and(like, f64x2.splat(-0.0)));
}

/** The excess itself. */
// @ts-ignore: decorator
@inline
function excess(x: v128, knee: v128): v128 {
  const size = f64x2.abs(x);
  const v = inKnee(size, knee);
  const bent = f64x2.div(f64x2.mul(v, v), f64x2.mul(f64x2.splat(4), knee));
  return withSignOf(f64x2.add(bent, beyondKnee(size, knee)), x);
}

/** Its antiderivative. */
// @ts-ignore: decorator
@inline
function first(x: v128, knee: v128): v128 {
  const size = f64x2.abs(x);
  const v = inKnee(size, knee), t = beyondKnee(size, knee);
  const bent = f64x2.div(f64x2.mul(v, f64x2.mul(v, v)), f64x2.mul(f64x2.splat(12), knee));
  return f64x2.add(bent, f64x2.mul(t, f64x2.add(knee, f64x2.mul(f64x2.splat(0.5), t))));
}

/** The antiderivative of that. */
// @ts-ignore: decorator
@inline
function second(x: v128, knee: v128): v128 {
  const size = f64x2.abs(x);
  const v = inKnee(size, knee), t = beyondKnee(size, knee);
  const v2 = f64x2.mul(v, v);
  const bent = f64x2.div(f64x2.mul(v2, v2), f64x2.mul(f64x2.splat(48), knee));
  const inner = f64x2.add(f64x2.mul(f64x2.splat(0.5), knee), f64x2.mul(f64x2.splat(1.0 / 6), t));
  const slope = f64x2.add(f64x2.mul(f64x2.splat(2.0 / 3), f64x2.mul(knee, knee)), f64x2.mul(t, inner));
  return withSignOf(f64x2.add(bent, f64x2.mul(t, slope)), x);
}

// @ts-ignore: decorator
@inline
function quotient(a: v128, b: v128, knee: v128): v128 {
  const apart = f64x2.sub(a, b);
  const exact = f64x2.div(f64x2.sub(second(a, knee), second(b, knee)), apart);
  const close = first(f64x2.mul(f64x2.splat(0.5), f64x2.add(a, b)), knee);
  return v128.bitselect(exact, close, f64x2.gt(f64x2.abs(apart), f64x2.splat(CLOSE)));
}

export function excessClear(block: usize): void {
  memory.fill(block, 0, EXCESS_BYTES);
}

/**
 * The excess over a ceiling of `frames` frames at `buffer`, in place, each in the place of its own frame: the last one of
 * the call before is written to the frame in front of the buffer, and the last one of this call waits. `scale` is one over
 * the ceiling and moves in a straight line, as `knee` (0..1) does; `link` 1 takes the same share off both sides.
 */
export function excessOver(
  block: usize, buffer: usize, frames: i32, scaleFrom: f64, scaleTo: f64, kneeFrom: f64, kneeTo: f64, link: f64,
): void {
  const share = 1.0 / <f64>frames;
  const one = f64x2.splat(1), zero = f64x2.splat(0), third = f64x2.splat(1.0 / 3);
  const scaleStep = (scaleTo - scaleFrom) * share, kneeStep = (kneeTo - kneeFrom) * share;
  const linked = f64x2.splat(link);
  const most = f64x2.splat(1e6);
  let before = v128.load(block, BEFORE), last = v128.load(block, LAST), held = v128.load(block, QUOTIENT);
  let highest = zero, left = zero, taken = zero;
  let count = 0;
  for (let i = 0; i < frames; i++) {
    const at = buffer + <usize>i * FRAME;
    const scale = scaleFrom + scaleStep * <f64>(i + 1);
    const knee = f64x2.splat(max(LEAST_KNEE, kneeFrom + kneeStep * <f64>(i + 1)));
    let x = f64x2.mul(v128.load(at), f64x2.splat(scale));
    // What is no number, or far beyond any sound, is silence.
    x = v128.and(x, f64x2.le(f64x2.abs(x), most));
    const largest = f64x2.pmax(f64x2.pmax(f64x2.abs(before), f64x2.abs(last)), f64x2.abs(x));
    highest = f64x2.pmax(highest, f64x2.abs(last));
    const start = f64x2.sub(one, knee);
    if (!v128.any_true(f64x2.gt(largest, start))) {
      left = f64x2.pmax(left, f64x2.abs(last));
      v128.store(at - FRAME, zero);
      held = zero;
      before = last;
      last = x;
      continue;
    }
    const next = quotient(x, last, knee);
    const apart = f64x2.sub(x, before);
    const exact = f64x2.div(f64x2.mul(f64x2.splat(2), f64x2.sub(next, held)), apart);
    const middle = f64x2.mul(f64x2.splat(0.25), f64x2.add(f64x2.add(x, before), f64x2.add(last, last)));
    let e = v128.bitselect(exact, excess(middle, knee), f64x2.gt(f64x2.abs(apart), f64x2.splat(CLOSE_TWICE)));
    // Where all three are wholly above, the mean of three is the same and loses no digits; wholly below, it is nothing.
    const end = f64x2.add(one, knee);
    const low = f64x2.min(f64x2.min(before, last), x), high = f64x2.max(f64x2.max(before, last), x);
    const mean = f64x2.mul(third, f64x2.add(f64x2.add(before, last), x));
    e = v128.bitselect(f64x2.sub(mean, one), e, f64x2.ge(low, end));
    e = v128.bitselect(f64x2.add(mean, one), e, f64x2.le(high, f64x2.neg(end)));
    e = v128.and(e, f64x2.gt(largest, start));
    const size = f64x2.abs(last);
    // The share of the frame that goes: no frame loses more than itself.
    let part = f64x2.min(one, f64x2.max(zero, f64x2.div(e, v128.bitselect(last, one, f64x2.gt(size, f64x2.splat(1e-9))))));
    if (link > 0) {
      const both = f64x2.pmax(part, i64x2.shuffle(part, part, 1, 0));
      e = f64x2.add(e, f64x2.mul(linked, f64x2.sub(f64x2.mul(last, both), e)));
      part = f64x2.add(part, f64x2.mul(linked, f64x2.sub(both, part)));
    }
    taken = f64x2.pmax(taken, part);
    left = f64x2.pmax(left, f64x2.abs(f64x2.sub(last, e)));
    count++;
    v128.store(at - FRAME, f64x2.mul(e, f64x2.splat(1 / scale)));
    held = next;
    before = last;
    last = x;
  }
  v128.store(block, settle(before), BEFORE);
  v128.store(block, settle(last), LAST);
  v128.store(block, settle(held), QUOTIENT);
  const back = 1 / scaleTo;
  store<f64>(block, max(load<f64>(block, EXCESS_IN), louder(highest) * back), EXCESS_IN);
  store<f64>(block, max(load<f64>(block, EXCESS_OUT), louder(left) * back), EXCESS_OUT);
  store<f64>(block, max(load<f64>(block, EXCESS_SHARE), louder(taken)), EXCESS_SHARE);
  store<f64>(block, load<f64>(block, EXCESS_FRAMES) + <f64>count * share, EXCESS_FRAMES);
}

// @ts-ignore: decorator
@inline
function louder(lanes: v128): f64 {
  return max(f64x2.extract_lane(lanes, 0), f64x2.extract_lane(lanes, 1));
}
