// Parameter changes on their way to a running plan: the ring that render/parameter-ring.ts writes.

/**
 * Takes the parameter changes that are due at quantum `first` and returns how many quanta (at most `count`) may
 * run before the next one is.
 */
export function takeChanges(run: usize, first: f64, count: i32): i32 {
  const ring = usize(load<i32>(run, 4));
  const mask = load<i32>(run, 8);
  const written = atomic.load<i32>(run + 12);
  let taken = load<i32>(run, 16);
  let until = count;
  while (taken != written) {
    const change = ring + usize((taken & mask) * 24);
    const due = load<f64>(change) - first;
    if (due > 0.0) {
      if (due < f64(count)) until = i32(Math.ceil(due));
      break;
    }
    store<f64>(usize(load<i32>(change, 16)), load<f64>(change, 8));
    taken++;
  }
  atomic.store<i32>(run + 16, taken);
  return until;
}
