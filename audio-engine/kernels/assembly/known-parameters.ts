// An effect keeps the parameters it last saw, so that what follows from them is computed only when one changes.
import { param } from './math';

/** Keeps those that differ. Returns whether any did. */
export function takeParameters(params: usize, known: usize, count: i32): bool {
  let changed = false;
  for (let i = 0; i < count; i++) {
    const value = param(params, i);
    const at = known + (<usize>i << 3);
    if (load<f64>(at) != value) {
      store<f64>(at, value);
      changed = true;
    }
  }
  return changed;
}

export function sameParameters(params: usize, known: usize, count: i32): bool {
  for (let i = 0; i < count; i++) if (param(params, i) != param(known, i)) return false;
  return true;
}
