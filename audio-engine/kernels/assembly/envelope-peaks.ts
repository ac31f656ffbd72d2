// True peak around every frame on an eightfold grid, for a limiter's detector. In two steps, a third of the work of one:
// the points half-way between frames by a long filter (Kaiser-windowed sinc, 96 taps, beta 8: as long as the one that
// files are measured with; with 48 taps bright, clipped programmes passed the ceiling by up to 0.4 dB), then the other
// six by short ones, because the doubled signal leaves half its band empty.
//
// Block: the stretch before the newest (v128), reach, tables, frames not yet doubled, doubled signal.
import { besselI0, kaiser, sinc } from './kaiser';
import { FRAME, QUANTUM, peakOf } from './math';

const TAPS: i32 = 96;
const SHORT: i32 = 16;
const BETA: f64 = 8;
/** Pairs of the doubled signal that are kept from the quantum before. */
const KEPT: i32 = 8;
/** Frames from a peak's coming in to its being known. */
export const PEAK_DELAY: i32 = TAPS / 2 + SHORT / 4;

const BEFORE: usize = 0;
const REACH: usize = 16; // how far the signal can rise between samples: the largest sums of |taps|, multiplied
const HALFWAY: usize = 64;
const QUARTERS: usize = HALFWAY + <usize>TAPS * 8; // tap by tap: 1/4, 1/2, 3/4
const FRAMES: usize = QUARTERS + <usize>SHORT * 4 * 8;
const DOUBLED: usize = FRAMES + <usize>(TAPS + QUANTUM) * FRAME;
export const PEAKS_BYTES: usize = DOUBLED + <usize>(2 * (KEPT + QUANTUM)) * FRAME;
/** Where a quantum of new frames goes before `peaksQuantum`. */
export const PEAKS_INPUT: usize = FRAMES + <usize>TAPS * FRAME;

export function peaksReset(block: usize): void {
  memory.fill(block, 0, PEAKS_BYTES);
  const scale = 1 / besselI0(BETA);
  let long: f64 = 0;
  for (let k = 0; k < TAPS; k++) {
    const t = <f64>(TAPS / 2 - 1 - k) + 0.5;
    const tap = sinc(t) * kaiser(t / <f64>(TAPS / 2), BETA, scale);
    long += abs(tap);
    store<f64>(block + HALFWAY + (<usize>k << 3), tap);
  }
  let short: f64 = 1;
  for (let phase = 0; phase < 3; phase++) {
    let sum: f64 = 0;
    for (let k = 0; k < SHORT; k++) {
      const t = <f64>(SHORT / 2 - 1 - k) + 0.25 * <f64>(phase + 1);
      const tap = sinc(t) * kaiser(t / <f64>(SHORT / 2), BETA, scale);
      sum += abs(tap);
      store<f64>(block + QUARTERS + (<usize>(k * 4 + phase) << 3), tap);
    }
    short = max(short, sum);
  }
  store<f64>(block, long * short, REACH);
}

// @ts-ignore: decorator
@inline
function halfway(block: usize, frames: usize): v128 {
  let a = f64x2.splat(0), b = a, c = a, d = a;
  const taps = block + HALFWAY;
  for (let k: usize = 0; k < <usize>TAPS; k += 4) {
    const x = frames + k * FRAME;
    const t = taps + (k << 3);
    a = f64x2.add(a, f64x2.mul(v128.load(x), v128.load64_splat(t)));
    b = f64x2.add(b, f64x2.mul(v128.load(x, 16), v128.load64_splat(t, 8)));
    c = f64x2.add(c, f64x2.mul(v128.load(x, 32), v128.load64_splat(t, 16)));
    d = f64x2.add(d, f64x2.mul(v128.load(x, 48), v128.load64_splat(t, 24)));
  }
  return f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
}

/** Largest magnitude between the doubled signal's points 0 and 2 at `at`, ends included. */
// @ts-ignore: decorator
@inline
function between(block: usize, at: usize): v128 {
  const first = at - <usize>(SHORT / 2 - 1) * FRAME;
  let a = f64x2.splat(0), b = a, c = a, d = a, e = a, f = a;
  for (let k: usize = 0; k < <usize>SHORT; k++) {
    const t = block + QUARTERS + (k << 5);
    const one = v128.load64_splat(t), two = v128.load64_splat(t, 8), three = v128.load64_splat(t, 16);
    const x = v128.load(first + k * FRAME);
    const y = v128.load(first + k * FRAME, 16);
    a = f64x2.add(a, f64x2.mul(x, one));
    b = f64x2.add(b, f64x2.mul(x, two));
    c = f64x2.add(c, f64x2.mul(x, three));
    d = f64x2.add(d, f64x2.mul(y, one));
    e = f64x2.add(e, f64x2.mul(y, two));
    f = f64x2.add(f, f64x2.mul(y, three));
  }
  const ends = f64x2.pmax(f64x2.pmax(f64x2.abs(v128.load(at)), f64x2.abs(v128.load(at, 16))), f64x2.abs(v128.load(at, 32)));
  const left = f64x2.pmax(f64x2.pmax(f64x2.abs(a), f64x2.abs(b)), f64x2.abs(c));
  const right = f64x2.pmax(f64x2.pmax(f64x2.abs(d), f64x2.abs(e)), f64x2.abs(f));
  return f64x2.pmax(f64x2.pmax(left, right), ends);
}

/**
 * Takes the quantum at `PEAKS_INPUT` and writes 64 frames of peaks, each the largest magnitude from a frame before to
 * a frame after the one `PEAK_DELAY` earlier. Returns false, and writes nothing, where none can exceed `limit`.
 */
export function peaksQuantum(block: usize, peaks: usize, limit: f64): bool {
  const frames = block + FRAMES;
  const fresh = block + DOUBLED + <usize>(2 * KEPT) * FRAME;
  let before = v128.load(block, BEFORE);
  const reach = load<f64>(block, REACH);
  const quiet = !v128.any_true(f64x2.gt(before, f64x2.splat(limit))) && max(peakOf(frames, TAPS + QUANTUM), peakOf(block + DOUBLED, 2 * KEPT)) * reach < limit;
  for (let i: usize = 0; i < <usize>QUANTUM; i++) {
    const at = frames + (i + 1) * FRAME;
    v128.store(fresh + 2 * i * FRAME, v128.load(at + <usize>(TAPS / 2 - 1) * FRAME));
    // A quiet quantum needs only the half-way points that the next one will look back on.
    if (!quiet || i >= <usize>(QUANTUM - KEPT)) v128.store(fresh + 2 * i * FRAME, halfway(block, at), 16);
  }
  if (quiet) before = f64x2.splat(0);
  else {
    for (let i: usize = 0; i < <usize>QUANTUM; i++) {
      const after = between(block, fresh + (2 * i - <usize>(SHORT / 2)) * FRAME);
      v128.store(peaks + i * FRAME, f64x2.pmax(before, after));
      before = after;
    }
  }
  v128.store(block, before, BEFORE);
  memory.copy(frames, frames + <usize>QUANTUM * FRAME, <usize>TAPS * FRAME);
  memory.copy(block + DOUBLED, block + DOUBLED + <usize>(2 * QUANTUM) * FRAME, <usize>(2 * KEPT) * FRAME);
  return !quiet;
}
