// Correlation of left and right, -1..1: sum(l r) / sqrt(sum(l l) sum(r r)), over everything since reset and over
// the recent past with a time constant of 300 ms. Silence on either side reads 0.
//
// State (f64 indices): 0 recent · 1 since reset · 2-4 recent ll, rr, lr · 5-7 the same since reset · 8 decay.

const SECONDS: f64 = 0.3;

// @ts-ignore: decorator
@inline function get(state: usize, index: usize): f64 { return load<f64>(state + (index << 3)); }
// @ts-ignore: decorator
@inline function put(state: usize, index: usize, value: f64): void { store<f64>(state + (index << 3), value); }

export function correlation_bytes(): i32 { return 9 << 3; }

export function correlation_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, correlation_bytes());
  put(state, 8, Math.exp(-1.0 / (sampleRate * SECONDS)));
}

/** Feeds `frames` frames of a pair, `strideBytes` apart: 16 for stereo. */
export function correlation_process(state: usize, buffer: usize, frames: i32, strideBytes: i32): void {
  const decay = get(state, 8);
  let ll = get(state, 2);
  let rr = get(state, 3);
  let lr = get(state, 4);
  let allLl = get(state, 5);
  let allRr = get(state, 6);
  let allLr = get(state, 7);
  for (let i = 0, p = buffer; i < frames; i++, p += strideBytes) {
    const l = load<f64>(p);
    const r = load<f64>(p, 8);
    if (!(Math.abs(l) + Math.abs(r) < Infinity)) continue;
    ll = ll * decay + l * l;
    rr = rr * decay + r * r;
    lr = lr * decay + l * r;
    allLl += l * l;
    allRr += r * r;
    allLr += l * r;
  }
  if (ll < 1e-60) ll = 0.0;
  if (rr < 1e-60) rr = 0.0;
  if (Math.abs(lr) < 1e-60) lr = 0.0;
  put(state, 0, ratio(ll, rr, lr));
  put(state, 1, ratio(allLl, allRr, allLr));
  put(state, 2, ll);
  put(state, 3, rr);
  put(state, 4, lr);
  put(state, 5, allLl);
  put(state, 6, allRr);
  put(state, 7, allLr);
}

// @ts-ignore: decorator
@inline function ratio(ll: f64, rr: f64, lr: f64): f64 {
  const size = Math.sqrt(ll) * Math.sqrt(rr);
  return size > 0.0 ? Math.min(1.0, Math.max(-1.0, lr / size)) : 0.0;
}
