// The gain stages of a look-ahead limiter, a frame at a time: sliding minimum over N frames, release upward only,
// then an FIR of the same length N with non-negative taps of unit sum. Hence the gain that meets a frame, N - 1 frames
// later, is never above the one it asked for (facts: G. Luff, "Designing a straightforward limiter", 2022).
//
// Sliding minimum: van Herk / Gil-Werman (two comparisons a frame for any N). FIR: three boxes in cascade as running
// sums; gains are rounded down to multiples of 2^-24 first, so that the sums are exact and never drift.
//
// The follower of long passages does not come back while its last peak is younger than HOLD_MS: a bass note's peaks are
// half a period apart, and a gain that recovers between them bends the wave's shape instead of its level.
import { FRAME, QUANTUM } from './math';

/** A whole period of 50 Hz: also a wave whose one half is higher than the other is held from peak to peak. */
const HOLD_MS: f64 = 20;
/** Room for HOLD_MS at 192 kHz. */
const HELD_QUANTA: i32 = 64;

const LENGTH: usize = 0; // i32 N
const INDEX: usize = 4; // i32 in the block of N
const BOX1: usize = 8; // i32 lengths and positions of the three boxes
const BOX2: usize = 12;
const BOX3: usize = 16;
const AT1: usize = 20;
const AT2: usize = 24;
const AT3: usize = 28;
const RUN: usize = 32; // minimum of the block so far
const SUM1: usize = 48;
const SUM2: usize = 64;
const SUM3: usize = 80;
const FAST: usize = 96; // release states
const SLOW: usize = 112;
const REST: usize = 128; // i32: frames of unity gain in a row
const LONGEST: usize = 132; // i32 N there is room for
const HOLD: usize = 136; // i32: quanta whose lowest wanted gain the slow follower remembers
const HOLD_AT: usize = 140; // i32: position in their ring
const HELD: usize = 192; // the ring
const DATA: usize = HELD + <usize>HELD_QUANTA * FRAME; // present block N, suffix minima N + 1, boxes N + 2 altogether

const STEPS: f64 = 16777216.0; // 2^24

export function gainStageBytes(longest: i32): usize {
  return DATA + <usize>(3 * longest + 8) * FRAME;
}

export function gainStageReset(stage: usize, longest: i32, sampleRate: f64): void {
  memory.fill(stage, 0, gainStageBytes(longest));
  store<i32>(stage, longest, LONGEST);
  store<i32>(stage, <i32>min(ceil((HOLD_MS * sampleRate) / 1000 / <f64>QUANTUM), <f64>HELD_QUANTA), HOLD);
  fill(stage + HELD, HELD_QUANTA, f64x2.splat(1));
  v128.store(stage, f64x2.splat(1), FAST);
  v128.store(stage, f64x2.splat(1), SLOW);
}

// @ts-ignore: decorator
@inline
function fill(at: usize, count: i32, value: v128): void {
  for (let i = 0; i < count; i++) v128.store(at + <usize>i * FRAME, value);
}

/** Sets the window N = look-ahead + 1. A new length starts from the present gain, as if it had been there for long. */
export function gainStageLength(stage: usize, length: i32): void {
  if (load<i32>(stage, LENGTH) == length) return;
  const n = min(length, load<i32>(stage, LONGEST));
  const held = f64x2.pmin(v128.load(stage, FAST), v128.load(stage, SLOW));
  const gain = f64x2.mul(f64x2.floor(f64x2.mul(held, f64x2.splat(STEPS))), f64x2.splat(1 / STEPS));
  const box1 = (n + 2) / 3;
  const box2 = (n + 2 - box1) / 2;
  const box3 = n + 2 - box1 - box2;
  store<i32>(stage, n, LENGTH);
  store<i32>(stage, 0, INDEX);
  store<i32>(stage, box1, BOX1);
  store<i32>(stage, box2, BOX2);
  store<i32>(stage, box3, BOX3);
  store<i32>(stage, 0, AT1);
  store<i32>(stage, 0, AT2);
  store<i32>(stage, 0, AT3);
  v128.store(stage, f64x2.splat(1), RUN);
  fill(stage + DATA, n, gain);
  fill(stage + DATA + <usize>n * FRAME, n + 1, gain);
  const boxes = stage + DATA + <usize>(2 * n + 1) * FRAME;
  const sum1 = f64x2.mul(gain, f64x2.splat(<f64>box1));
  const sum2 = f64x2.mul(sum1, f64x2.splat(<f64>box2));
  fill(boxes, box1, gain);
  fill(boxes + <usize>box1 * FRAME, box2, sum1);
  fill(boxes + <usize>(box1 + box2) * FRAME, box3, sum2);
  v128.store(stage, sum1, SUM1);
  v128.store(stage, sum2, SUM2);
  v128.store(stage, f64x2.mul(sum2, f64x2.splat(<f64>box3)), SUM3);
  store<i32>(stage, 0, REST);
}

/** Everything in the stage is exactly 1, and what comes is too: the quantum needs no gain. */
export function gainStageRests(stage: usize, anyBelowOne: bool): bool {
  if (anyBelowOne) {
    store<i32>(stage, 0, REST);
    return false;
  }
  const one = f64x2.splat(1);
  if (!i64x2.all_true(v128.and(f64x2.eq(v128.load(stage, FAST), one), f64x2.eq(v128.load(stage, SLOW), one)))) {
    store<i32>(stage, 0, REST);
    return false;
  }
  const rest = load<i32>(stage, REST);
  // The block, its predecessor's suffixes and the boxes hold less than four lengths; the ring of lowest gains its own.
  if (rest > 4 * load<i32>(stage, LENGTH) + (2 + load<i32>(stage, HOLD)) * QUANTUM) return true;
  store<i32>(stage, rest + QUANTUM, REST);
  return false;
}

/** The lowest gain of the quanta held. */
// @ts-ignore: decorator
@inline
function lowestHeld(stage: usize): v128 {
  let lowest = f64x2.splat(1);
  const end = stage + HELD + <usize>load<i32>(stage, HOLD) * FRAME;
  for (let at = stage + HELD; at < end; at += FRAME) lowest = f64x2.pmin(lowest, v128.load(at));
  return lowest;
}

/** A quantum's lowest gain takes the place of the oldest. */
// @ts-ignore: decorator
@inline
function holdLowest(stage: usize, lowest: v128): void {
  const at = load<i32>(stage, HOLD_AT);
  v128.store(stage + HELD + <usize>at * FRAME, lowest);
  store<i32>(stage, at + 1 >= load<i32>(stage, HOLD) ? 0 : at + 1, HOLD_AT);
}

/**
 * A quantum of wanted gains at `gains` becomes the gains to apply, in place. `fast` is the share by which the gain
 * comes back in a frame; with `auto`, `slowDown` and `slowUp` move a second follower that remembers long passages.
 * Returns the lowest gain.
 */
export function gainStageQuantum(stage: usize, gains: usize, fast: f64, auto: bool, slowDown: f64, slowUp: f64): f64 {
  const n = load<i32>(stage, LENGTH);
  const box1 = load<i32>(stage, BOX1), box2 = load<i32>(stage, BOX2), box3 = load<i32>(stage, BOX3);
  let index = load<i32>(stage, INDEX);
  let at1 = load<i32>(stage, AT1), at2 = load<i32>(stage, AT2), at3 = load<i32>(stage, AT3);
  let run = v128.load(stage, RUN);
  let sum1 = v128.load(stage, SUM1), sum2 = v128.load(stage, SUM2), sum3 = v128.load(stage, SUM3);
  let quick = v128.load(stage, FAST), slow = v128.load(stage, SLOW);
  const block = stage + DATA;
  const suffix = block + <usize>n * FRAME;
  const ring1 = suffix + <usize>(n + 1) * FRAME;
  const ring2 = ring1 + <usize>box1 * FRAME;
  const ring3 = ring2 + <usize>box2 * FRAME;
  const one = f64x2.splat(1);
  const up = f64x2.splat(fast);
  const down = f64x2.splat(slowDown), back = f64x2.splat(slowUp);
  const steps = f64x2.splat(STEPS), step = f64x2.splat(1 / STEPS);
  const total = f64x2.splat(<f64>box1 * <f64>box2 * <f64>box3);
  let lowest = one;
  const held = auto ? lowestHeld(stage) : one;
  let dip = one;
  for (let i = 0; i < QUANTUM; i++) {
    const at = gains + <usize>i * FRAME;
    const wanted = v128.load(at);
    run = f64x2.pmin(run, wanted);
    v128.store(block + <usize>index * FRAME, wanted);
    const least = f64x2.pmin(run, v128.load(suffix + <usize>(index + 1) * FRAME));
    if (++index == n) {
      let m = one;
      v128.store(suffix + <usize>n * FRAME, m);
      for (let k = n - 1; k >= 0; k--) {
        m = f64x2.pmin(m, v128.load(block + <usize>k * FRAME));
        v128.store(suffix + <usize>k * FRAME, m);
      }
      run = one;
      index = 0;
    }
    quick = f64x2.pmin(least, f64x2.add(quick, f64x2.mul(up, f64x2.sub(least, quick))));
    let gain = quick;
    if (auto) {
      dip = f64x2.pmin(dip, least);
      const still = f64x2.le(f64x2.pmin(held, dip), slow);
      const speed = v128.bitselect(down, v128.andnot(back, still), f64x2.lt(least, slow));
      slow = f64x2.add(slow, f64x2.mul(speed, f64x2.sub(least, slow)));
      gain = f64x2.pmin(quick, slow);
    }
    gain = f64x2.mul(f64x2.floor(f64x2.mul(gain, steps)), step);
    const p1 = ring1 + <usize>at1 * FRAME, p2 = ring2 + <usize>at2 * FRAME, p3 = ring3 + <usize>at3 * FRAME;
    sum1 = f64x2.add(sum1, f64x2.sub(gain, v128.load(p1)));
    v128.store(p1, gain);
    sum2 = f64x2.add(sum2, f64x2.sub(sum1, v128.load(p2)));
    v128.store(p2, sum1);
    sum3 = f64x2.add(sum3, f64x2.sub(sum2, v128.load(p3)));
    v128.store(p3, sum2);
    at1 = at1 + 1 == box1 ? 0 : at1 + 1;
    at2 = at2 + 1 == box2 ? 0 : at2 + 1;
    at3 = at3 + 1 == box3 ? 0 : at3 + 1;
    const smooth = f64x2.div(sum3, total);
    lowest = f64x2.pmin(lowest, smooth);
    v128.store(at, smooth);
  }
  holdLowest(stage, dip);
  store<i32>(stage, index, INDEX);
  store<i32>(stage, at1, AT1);
  store<i32>(stage, at2, AT2);
  store<i32>(stage, at3, AT3);
  v128.store(stage, run, RUN);
  v128.store(stage, sum1, SUM1);
  v128.store(stage, sum2, SUM2);
  v128.store(stage, sum3, SUM3);
  // Within a step of unity the release is over.
  const nearly = f64x2.splat(1 - 1 / STEPS);
  v128.store(stage, v128.bitselect(one, quick, f64x2.gt(quick, nearly)), FAST);
  v128.store(stage, auto ? v128.bitselect(one, slow, f64x2.gt(slow, nearly)) : one, SLOW);
  return min(f64x2.extract_lane(lowest, 0), f64x2.extract_lane(lowest, 1));
}
