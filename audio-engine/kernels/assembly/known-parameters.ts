// An effect keeps the parameters it last saw, so that what follows from them is computed only when one changes.
import { param } from './math';

/** Keeps those that differ. Returns whether any did. */
export function takeParameters(params: usize, known: usize, count: i32): bool {
  if (sameParameters(params, known, count)) return false;
  for (let i = 0; i < count; i++) store<f64>(known + (<usize>i << 3), param(params, i));
  return true;
}

/** Two at a time, because most quanta find all of them as they were. NaN is never the same. */
export function sameParameters(params: usize, known: usize, count: i32): bool {
  let differ = f64x2.splat(0);
  const pairs = <usize>(count >> 1) << 4;
  for (let at: usize = 0; at < pairs; at += 16) {
    differ = v128.or(differ, f64x2.ne(v128.load(params + at), v128.load(known + at)));
  }
  if (v128.any_true(differ)) return false;
  return (count & 1) == 0 || param(params, count - 1) == param(known, count - 1);
}
