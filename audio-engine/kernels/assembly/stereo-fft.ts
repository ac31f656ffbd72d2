// Fourier transform of a stereo signal, both channels at once in the lanes of a vector: a complex Stockham transform
// of half the size (radix 4, one pass of radix 2 where the size asks for it), then the split into the spectra of the
// two real signals. Every step takes a range of items, so that a long transform can be spread over many quanta.
//
// A point is a complex number a channel: real parts (left, right), imaginary parts (left, right), 32 bytes. Two frames
// of interleaved sound *are* one point. A spectrum of 2*points frames has `points` bins of the same layout; bin 0
// holds DC in its real and Nyquist in its imaginary part (both are real).
//
// Table: points (i32), then exp(-2*pi*i*k/points) for k < points, then exp(-pi*i*k/points) for k <= points/2.

export const POINT: usize = 32;
const ROOTS: usize = 64;

export function stereoFftBytes(points: i32): usize {
  return ROOTS + (<usize>points << 4) + (<usize>((points >> 1) + 1) << 4) + 32;
}

export function stereoFftInit(table: usize, points: i32): void {
  store<i32>(table, points);
  for (let k = 0; k < points; k++) {
    const angle = (2 * Math.PI * <f64>k) / <f64>points;
    store<f64>(table + ROOTS + (<usize>k << 4), Math.cos(angle));
    store<f64>(table + ROOTS + (<usize>k << 4), -Math.sin(angle), 8);
  }
  const halves = table + ROOTS + (<usize>points << 4);
  for (let k = 0; k <= points >> 1; k++) {
    const angle = (Math.PI * <f64>k) / <f64>points;
    store<f64>(halves + (<usize>k << 4), Math.cos(angle));
    store<f64>(halves + (<usize>k << 4), -Math.sin(angle), 8);
  }
}

/** Passes of a transform; each has points/4 items, one of radix 2 at the end has points/2. */
export function stereoFftPasses(points: i32): i32 {
  const bits = 31 - clz(points);
  return (bits + 1) >> 1;
}

/** Items of a pass. */
export function stereoFftItems(points: i32, pass: i32): i32 {
  return points >> (2 * (pass + 1)) > 0 ? points >> 2 : points >> 1;
}

/** Items `first`..`last` of one pass, from one work area to another. */
export function stereoFftPass(table: usize, pass: i32, from: usize, to: usize, first: i32, last: i32): void {
  const points = load<i32>(table);
  const stride = 1 << (2 * pass);
  if (points >> (2 * (pass + 1)) == 0) {
    const apart = <usize>(points >> 1) * POINT;
    for (let at = <usize>first * POINT; at < <usize>last * POINT; at += 16) {
      const a = v128.load(from + at);
      const b = v128.load(from + at + apart);
      v128.store(to + at, f64x2.add(a, b));
      v128.store(to + at + apart, f64x2.sub(a, b));
    }
    return;
  }
  const quarter = <usize>(points >> 2) * POINT;
  const step = <usize>stride * POINT;
  let i = first;
  while (i < last) {
    const group = i / stride;
    const base = group * stride;
    const end = min(last, base + stride);
    const root = table + ROOTS + (<usize>base << 4);
    const w1r = v128.load_splat<f64>(root), w1i = v128.load_splat<f64>(root, 8);
    const root2 = table + ROOTS + (<usize>(2 * base) << 4);
    const w2r = v128.load_splat<f64>(root2), w2i = v128.load_splat<f64>(root2, 8);
    const root3 = table + ROOTS + (<usize>(3 * base) << 4);
    const w3r = v128.load_splat<f64>(root3), w3i = v128.load_splat<f64>(root3, 8);
    let source = from + <usize>i * POINT;
    let target = to + <usize>(4 * base + (i - base)) * POINT;
    for (; i < end; i++) {
      const ar = v128.load(source), ai = v128.load(source, 16);
      const br = v128.load(source + quarter), bi = v128.load(source + quarter, 16);
      const cr = v128.load(source + 2 * quarter), ci = v128.load(source + 2 * quarter, 16);
      const dr = v128.load(source + 3 * quarter), di = v128.load(source + 3 * quarter, 16);
      const sr = f64x2.add(ar, cr), si = f64x2.add(ai, ci);
      const tr = f64x2.sub(ar, cr), ti = f64x2.sub(ai, ci);
      const ur = f64x2.add(br, dr), ui = f64x2.add(bi, di);
      // i * (b - d)
      const vr = f64x2.sub(di, bi), vi = f64x2.sub(br, dr);
      v128.store(target, f64x2.add(sr, ur));
      v128.store(target, f64x2.add(si, ui), 16);
      const xr = f64x2.sub(tr, vr), xi = f64x2.sub(ti, vi);
      v128.store(target + step, f64x2.sub(f64x2.mul(w1r, xr), f64x2.mul(w1i, xi)));
      v128.store(target + step, f64x2.add(f64x2.mul(w1r, xi), f64x2.mul(w1i, xr)), 16);
      const yr = f64x2.sub(sr, ur), yi = f64x2.sub(si, ui);
      v128.store(target + 2 * step, f64x2.sub(f64x2.mul(w2r, yr), f64x2.mul(w2i, yi)));
      v128.store(target + 2 * step, f64x2.add(f64x2.mul(w2r, yi), f64x2.mul(w2i, yr)), 16);
      const zr = f64x2.add(tr, vr), zi = f64x2.add(ti, vi);
      v128.store(target + 3 * step, f64x2.sub(f64x2.mul(w3r, zr), f64x2.mul(w3i, zi)));
      v128.store(target + 3 * step, f64x2.add(f64x2.mul(w3r, zi), f64x2.mul(w3i, zr)), 16);
      source += POINT;
      target += POINT;
    }
  }
}

/** Bins `first`..`last` (of 0..points/2, each with its mirror) of the real signals' spectra, from their half-size transform. */
export function stereoFftSplit(table: usize, z: usize, bins: usize, first: i32, last: i32): void {
  const points = load<i32>(table);
  const halves = table + ROOTS + (<usize>points << 4);
  const half = f64x2.splat(0.5);
  for (let k = first; k < last; k++) {
    if (k == 0) {
      const re = v128.load(z), im = v128.load(z, 16);
      v128.store(bins, f64x2.add(re, im));
      v128.store(bins, f64x2.sub(re, im), 16);
      continue;
    }
    const at = <usize>k * POINT;
    const mirror = <usize>(points - k) * POINT;
    const ar = v128.load(z + at), ai = v128.load(z + at, 16);
    const br = v128.load(z + mirror), bi = v128.load(z + mirror, 16);
    const er = f64x2.mul(half, f64x2.add(ar, br)), ei = f64x2.mul(half, f64x2.sub(ai, bi));
    const or = f64x2.mul(half, f64x2.add(ai, bi)), oi = f64x2.mul(half, f64x2.sub(br, ar));
    const wr = v128.load_splat<f64>(halves + (<usize>k << 4)), wi = v128.load_splat<f64>(halves + (<usize>k << 4), 8);
    const pr = f64x2.sub(f64x2.mul(wr, or), f64x2.mul(wi, oi));
    const pi = f64x2.add(f64x2.mul(wr, oi), f64x2.mul(wi, or));
    v128.store(bins + at, f64x2.add(er, pr));
    v128.store(bins + at, f64x2.add(ei, pi), 16);
    v128.store(bins + mirror, f64x2.sub(er, pr));
    v128.store(bins + mirror, f64x2.sub(pi, ei), 16);
  }
}

/**
 * The inverse of the split, for the same range. Real and imaginary parts come out exchanged: the transform of that,
 * exchanged again, is `points` times the inverse transform.
 */
export function stereoFftMerge(table: usize, bins: usize, z: usize, first: i32, last: i32): void {
  const points = load<i32>(table);
  const halves = table + ROOTS + (<usize>points << 4);
  const half = f64x2.splat(0.5);
  for (let k = first; k < last; k++) {
    if (k == 0) {
      const dc = v128.load(bins), nyquist = v128.load(bins, 16);
      v128.store(z, f64x2.mul(half, f64x2.sub(dc, nyquist)));
      v128.store(z, f64x2.mul(half, f64x2.add(dc, nyquist)), 16);
      continue;
    }
    const at = <usize>k * POINT;
    const mirror = <usize>(points - k) * POINT;
    const ar = v128.load(bins + at), ai = v128.load(bins + at, 16);
    const br = v128.load(bins + mirror), bi = v128.load(bins + mirror, 16);
    const er = f64x2.mul(half, f64x2.add(ar, br)), ei = f64x2.mul(half, f64x2.sub(ai, bi));
    const dr = f64x2.mul(half, f64x2.sub(ar, br)), di = f64x2.mul(half, f64x2.add(ai, bi));
    const wr = v128.load_splat<f64>(halves + (<usize>k << 4)), wi = v128.load_splat<f64>(halves + (<usize>k << 4), 8);
    // d times the conjugate of w
    const or = f64x2.add(f64x2.mul(wr, dr), f64x2.mul(wi, di));
    const oi = f64x2.sub(f64x2.mul(wr, di), f64x2.mul(wi, dr));
    v128.store(z + at, f64x2.add(ei, or));
    v128.store(z + at, f64x2.sub(er, oi), 16);
    v128.store(z + mirror, f64x2.sub(or, ei));
    v128.store(z + mirror, f64x2.add(er, oi), 16);
  }
}

/** All passes at once; returns the work area that holds the result. */
export function stereoFftAll(table: usize, a: usize, b: usize): usize {
  const points = load<i32>(table);
  const passes = stereoFftPasses(points);
  let from = a;
  let to = b;
  for (let pass = 0; pass < passes; pass++) {
    stereoFftPass(table, pass, from, to, 0, stereoFftItems(points, pass));
    const other = from;
    from = to;
    to = other;
  }
  return from;
}
