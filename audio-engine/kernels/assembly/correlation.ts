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
  const decay = f64x2.splat(get(state, 8));
  let squares = v128.load(state, 16); // recent ll, rr
  let products = v128.load64_splat(state, 32); // recent lr, twice
  let allSquares = v128.load(state, 40);
  let allProducts = v128.load64_splat(state, 56);
  for (let i = 0, p = buffer; i < frames; i++, p += strideBytes) {
    const x = v128.load(p);
    const turned = v128.shuffle<f64>(x, x, 1, 0);
    const size = f64x2.add(f64x2.abs(x), f64x2.abs(turned));
    if (!i64x2.all_true(f64x2.lt(size, f64x2.splat(Infinity)))) continue;
    const square = f64x2.mul(x, x);
    const product = f64x2.mul(x, turned);
    squares = f64x2.add(f64x2.mul(squares, decay), square);
    products = f64x2.add(f64x2.mul(products, decay), product);
    allSquares = f64x2.add(allSquares, square);
    allProducts = f64x2.add(allProducts, product);
  }
  const ll = alive(f64x2.extract_lane(squares, 0));
  const rr = alive(f64x2.extract_lane(squares, 1));
  const lr = alive(f64x2.extract_lane(products, 0));
  const allLr = f64x2.extract_lane(allProducts, 0);
  put(state, 0, ratio(ll, rr, lr));
  put(state, 1, ratio(f64x2.extract_lane(allSquares, 0), f64x2.extract_lane(allSquares, 1), allLr));
  put(state, 2, ll);
  put(state, 3, rr);
  put(state, 4, lr);
  v128.store(state, allSquares, 40);
  put(state, 7, allLr);
}

/** Denormals would follow below. */
// @ts-ignore: decorator
@inline function alive(value: f64): f64 { return Math.abs(value) < 1e-60 ? 0.0 : value; }

// @ts-ignore: decorator
@inline function ratio(ll: f64, rr: f64, lr: f64): f64 {
  const size = Math.sqrt(ll) * Math.sqrt(rr);
  return size > 0.0 ? Math.min(1.0, Math.max(-1.0, lr / size)) : 0.0;
}
