// True peak of one channel pair by Kaiser-windowed sinc interpolation (BS.1770-5 Annex 2 with a better filter):
// 8x with 48 taps a phase for live meters, 16x with 96 taps for files; Kaiser beta 8 in both.
//
// State (f64 indices): 0, 1 true peak left and right since reset, linear · 2, 3 the same since the host last put
// zero there · 4, 5 sample peak since reset · 6 frames seen.
//
// For files, points that cannot hold the maximum are not computed. The interpolated signal is band-limited just
// above Nyquist, w <= pi + 0.17 rad/sample, so by Bernstein's inequality (in Szego's form) a point with value v
// <= M is surrounded by values of at least M cos(arccos(v/M) + w d) at distance d, M being the largest of all. The largest point
// of the 16x grid has v >= M cos(w/32). Hence, looking at an interval of length h between two computed points,
// its inside matters only where one end reaches cos(w h/2 + w/32) of the maximum so far: 0.597, 0.869, 0.952
// for h = 1/2, 1/4, 1/8. The thresholds below leave room for the stop band. A live meter, whose maximum
// is forgotten again and again, computes every point.
//
// Most samples are passed over before any point is computed. With g the straight line between two neighbouring
// samples, scaled to the sum and the first moment of a phase's taps h, the residue h - g sums to zero twice and so is
// q * (1, -2, 1): |y| <= G max(|x_n|, |x_n+1|) + Q max|x_k - 2 x_k+1 + x_k+2|, with G the largest sum of |taps of g|,
// Q the largest sum of |q| over the phases, and the second differences taken over the taps' reach. Music has little at
// the top of its band, so the second term is small, and only samples near the maximum are looked at. In the worst
// case, noise up to half the rate, nothing is saved and nothing is lost.

import { besselI0, kaiser, sinc } from "./kaiser";

const FACTOR: usize = 7;
const TAPS: usize = 8;
const THRESHOLDS: usize = 9; // for h = 1/2, 1/4, 1/8
const LINE_SUM: usize = 12; // G
const RESIDUE_SUM: usize = 13; // Q
const TABLE: usize = 16; // FACTOR phases of TAPS; then CHUNK + TAPS frames of work; then BLOCKS pairs
const CHUNK: i32 = 256;
const BLOCK: i32 = 32; // largest second differences are kept by so many frames
const BLOCKS: i32 = CHUNK / BLOCK + 3;
const GROUP: i32 = 8; // samples passed over at once
const BETA: f64 = 8.0;

// @ts-ignore: decorator
@inline function get(state: usize, index: usize): f64 { return load<f64>(state + (index << 3)); }
// @ts-ignore: decorator
@inline function put(state: usize, index: usize, value: f64): void { store<f64>(state + (index << 3), value); }

export function truepeak_bytes(factor: i32, taps: i32): i32 {
  return (<i32>TABLE + factor * taps + 2 * (CHUNK + taps + BLOCKS)) << 3;
}

/** `factor` 8 or 16; `taps` even; `everyPoint` 1 for live meters, 0 for files. */
export function truepeak_reset(state: usize, factor: i32, taps: i32, everyPoint: i32): void {
  memory.fill(state, 0, truepeak_bytes(factor, taps));
  put(state, FACTOR, <f64>factor);
  put(state, TAPS, <f64>taps);
  put(state, THRESHOLDS, everyPoint ? 0.0 : 0.58);
  put(state, THRESHOLDS + 1, everyPoint ? 0.0 : 0.855);
  put(state, THRESHOLDS + 2, everyPoint ? 0.0 : 0.945);
  const half = <f64>(taps >> 1);
  const scale = 1.0 / besselI0(BETA);
  let line = 1.0;
  let residue = 0.0;
  for (let phase = 0; phase < factor; phase++) {
    const centre = half - 1.0 + <f64>phase / <f64>factor;
    let sum = 0.0;
    let moment = 0.0;
    for (let k = 0; k < taps; k++) {
      const t = centre - <f64>k;
      const tap = sinc(t) * kaiser(t / half, BETA, scale);
      sum += tap;
      moment += tap * (<f64>k - (half - 1.0));
      put(state, TABLE + <usize>(phase * taps + k), tap);
    }
    line = Math.max(line, Math.abs(sum - moment) + Math.abs(moment));
    residue = Math.max(residue, residueSum(state + ((TABLE + <usize>(phase * taps)) << 3), taps, sum, moment));
  }
  // A little more than exact arithmetic would need.
  put(state, LINE_SUM, line * (1.0 + 1e-9));
  put(state, RESIDUE_SUM, everyPoint ? Infinity : residue * (1.0 + 1e-9));
}

/** Sum of |q|, where the taps less their line are q * (1, -2, 1). */
function residueSum(table: usize, taps: i32, sum: f64, moment: f64): f64 {
  const left = (taps >> 1) - 1;
  let before = 0.0;
  let last = 0.0;
  let total = 0.0;
  for (let k = 0; k < taps - 2; k++) {
    let r = load<f64>(table + (<usize>k << 3));
    if (k == left) r -= sum - moment;
    if (k == left + 1) r -= moment;
    const q = r + 2.0 * last - before;
    before = last;
    last = q;
    total += Math.abs(q);
  }
  return total;
}

/** `strideBytes` from one frame to the next: 16 for stereo. Feed `taps` frames of silence to reach the last sample. */
export function truepeak_process(state: usize, buffer: usize, frames: i32, strideBytes: i32): void {
  const taps = <i32>get(state, TAPS);
  const work = state + ((TABLE + <usize>(<i32>get(state, FACTOR) * taps)) << 3);
  const fresh = work + (<usize>(taps - 1) << 4);
  let sample = v128.load(state, 32);
  put(state, 6, get(state, 6) + <f64>frames);
  for (let at = 0; at < frames; at += CHUNK) {
    const count = min(CHUNK, frames - at);
    let block = f64x2.splat(0);
    let p = buffer + <usize>at * <usize>strideBytes;
    for (let i = 0; i < count; i++, p += strideBytes) {
      let x = v128.load(p);
      const size = f64x2.abs(x);
      x = v128.and(x, f64x2.lt(size, f64x2.splat(Infinity))); // NaN and infinity are no level
      v128.store(fresh + (<usize>i << 4), x);
      block = f64x2.pmax(block, v128.and(size, f64x2.lt(size, f64x2.splat(Infinity))));
    }
    sample = f64x2.pmax(sample, block);
    interpolate(state, work, taps, count);
    memory.copy(work, work + (<usize>count << 4), <usize>(taps - 1) << 4);
  }
  v128.store(state, sample, 32);
}

/** One point: `taps` frames from `at` with the taps of a phase. */
// @ts-ignore: decorator
@inline function point(at: usize, table: usize, taps: i32): v128 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  const end = table + (<usize>taps << 3);
  while (table < end) {
    a = f64x2.add(a, f64x2.mul(v128.load64_splat(table), v128.load(at)));
    b = f64x2.add(b, f64x2.mul(v128.load64_splat(table, 8), v128.load(at, 16)));
    c = f64x2.add(c, f64x2.mul(v128.load64_splat(table, 16), v128.load(at, 32)));
    d = f64x2.add(d, f64x2.mul(v128.load64_splat(table, 24), v128.load(at, 48)));
    table += 32;
    at += 64;
  }
  return f64x2.abs(f64x2.add(f64x2.add(a, b), f64x2.add(c, d)));
}

function interpolate(state: usize, work: usize, taps: i32, count: i32): void {
  const middle = <usize>((taps >> 1) - 1) << 4;
  const curves = work + (<usize>(CHUNK + taps) << 4);
  curvatures(work, curves, count + taps - 3);
  const residue = f64x2.splat(get(state, RESIDUE_SUM));
  const line = f64x2.splat(get(state, LINE_SUM));
  for (let from = 0, at = curves; from < count; from += BLOCK, at += 16) {
    // The taps of one block's samples reach over four.
    const near = f64x2.pmax(v128.load(at), v128.load(at, 16));
    const far = f64x2.pmax(v128.load(at, 32), v128.load(at, 48));
    const slack = f64x2.mul(f64x2.pmax(near, far), residue);
    const to = min(from + BLOCK, count);
    for (let i = from; i < to; i += GROUP) {
      const first = work + (<usize>i << 4) + middle;
      const last = first + (<usize>min(GROUP, to - i) << 4);
      let size = f64x2.abs(v128.load(first));
      for (let p = first + 16; p <= last; p += 16) size = f64x2.pmax(size, f64x2.abs(v128.load(p)));
      // Not below: also where every point is asked for and the reach is no number.
      if (below(state, size, line, slack)) continue;
      for (let p = first; p < last; p += 16) {
        const left = f64x2.abs(v128.load(p));
        const right = f64x2.abs(v128.load(p, 16));
        if (!below(state, f64x2.pmax(left, right), line, slack)) examine(state, p - middle, taps, left, right);
      }
    }
  }
}

/** Whether nothing between samples of this size can be above the maximum. */
// @ts-ignore: decorator
@inline function below(state: usize, size: v128, line: v128, slack: v128): bool {
  return i64x2.all_true(f64x2.lt(f64x2.add(f64x2.mul(size, line), slack), v128.load(state)));
}

/** The points between two samples. */
function examine(state: usize, at: usize, taps: i32, left: v128, right: v128): void {
  const factor = <i32>get(state, FACTOR);
  const value = point(at, state + ((TABLE + <usize>((factor >> 1) * taps)) << 3), taps);
  raise(state, f64x2.pmax(left, value));
  refine(state, at, taps, 0, factor >> 1, left, value, 0);
  refine(state, at, taps, factor >> 1, factor, value, right, 0);
}

/** Largest second differences by block, of `frames` of them from `work` on; zero in the blocks behind. */
// @ts-ignore: decorator
@inline function curvatures(work: usize, curves: usize, frames: i32): void {
  let slope = f64x2.sub(v128.load(work, 16), v128.load(work));
  for (let from = 0, at = work; from < BLOCKS * BLOCK; from += BLOCK, curves += 16) {
    let largest = f64x2.splat(0);
    const end = work + (<usize>min(from + BLOCK, frames) << 4);
    for (; at < end; at += 16) {
      const next = f64x2.sub(v128.load(at, 32), v128.load(at, 16));
      largest = f64x2.pmax(largest, f64x2.abs(f64x2.sub(next, slope)));
      slope = next;
    }
    v128.store(curves, largest);
  }
}

// @ts-ignore: decorator
@inline function raise(state: usize, value: v128): void {
  v128.store(state, f64x2.pmax(v128.load(state), value));
  v128.store(state, f64x2.pmax(v128.load(state, 16), value), 16);
}

/** The points between two phases, halving as long as an end is high enough. */
function refine(state: usize, at: usize, taps: i32, low: i32, high: i32, left: v128, right: v128, level: usize): void {
  if (high - low < 2) return;
  const threshold = f64x2.mul(v128.load(state), f64x2.splat(get(state, THRESHOLDS + level)));
  if (!v128.any_true(f64x2.ge(f64x2.pmax(left, right), threshold))) return;
  const phase = (low + high) >> 1;
  const value = point(at, state + ((TABLE + <usize>(phase * taps)) << 3), taps);
  raise(state, value);
  refine(state, at, taps, low, phase, left, value, level + 1);
  refine(state, at, taps, phase, high, value, right, level + 1);
}
