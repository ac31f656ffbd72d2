// Values that glide together: three rows of doubles, where each was when the quantum began, where it is at its end, and
// where it is going. Sound ramps in a straight line from the first row to the second.
import { glide } from './math';

/** Bytes of a bank of `count` values, in whole vectors a row. */
export function bankBytes(count: i32): usize {
  return 3 * rowBytes(count);
}

// @ts-ignore: decorator
@inline
function rowBytes(count: i32): usize {
  return <usize>((count + 1) & ~1) << 3;
}

/** Address of the row at the end of the quantum. */
// @ts-ignore: decorator
@inline
export function bankNow(bank: usize, count: i32): usize {
  return bank + rowBytes(count);
}

// @ts-ignore: decorator
@inline
export function bankGoal(bank: usize, count: i32): usize {
  return bank + 2 * rowBytes(count);
}

/** Sets where one value is going. */
// @ts-ignore: decorator
@inline
export function bankAim(bank: usize, count: i32, index: i32, value: f64): void {
  store<f64>(bankGoal(bank, count) + (<usize>index << 3), value);
}

/**
 * Moves on by one quantum; amount 1 lands at once, with no ramp. Returns whether anything is still on its way or
 * ramps in this quantum.
 */
export function bankAdvance(bank: usize, count: i32, amount: f64, epsilon: f64): bool {
  const row = rowBytes(count);
  let moving = false;
  for (let i = 0; i < count; i++) {
    const at = bank + (<usize>i << 3);
    const goal = load<f64>(at + 2 * row);
    const before = load<f64>(at + row);
    const next = glide(before, goal, amount, epsilon);
    store<f64>(at, amount == 1 ? next : before);
    store<f64>(at + row, next);
    if (next != goal || load<f64>(at) != next) moving = true;
  }
  return moving;
}

/** The value at the end of the quantum. */
// @ts-ignore: decorator
@inline
export function bankValue(bank: usize, count: i32, index: i32): f64 {
  return load<f64>(bankNow(bank, count) + (<usize>index << 3));
}

/** The value where the quantum begins. */
// @ts-ignore: decorator
@inline
export function bankBefore(bank: usize, index: i32): f64 {
  return load<f64>(bank + (<usize>index << 3));
}
