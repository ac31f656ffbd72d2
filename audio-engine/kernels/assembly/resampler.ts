// Sample-rate conversion by a Kaiser-windowed polyphase sinc: y[m] = sum x[n] h(m M/L - n), zero offset, linear
// phase. Flat to `pass` of the lower rate (the host says), 150 dB down from half of it (Kaiser & Schafer: N = (A - 7.95) / (2.285 dw),
// beta = 0.1102 (A - 8.7)). One row of taps for each of the L phases; where L is too large for a table, rows
// at 8192 phases with linear interpolation between them, whose error (h''/8 / 8192^2) is below -160 dB.
//
// State (f64 indices): 0 L · 1 M · 2 taps a row · 3 channels, 1 or 2 · 4 rows · 5 phase, in 1/L input frames
// · 6 frames in the buffer · 7 first frame of the next window · from 8: the rows, then the buffer.

import { besselI0, kaiser, sinc } from './kaiser';

const LARGEST_TABLE: i32 = 4096;
const INTERPOLATED: i32 = 8192;
/** Input frames that one call takes at most. */
const CHUNK: i32 = 1024;
const TABLE: usize = 8;
const ATTENUATION: f64 = 150.0;
const STOP: f64 = 0.5;

// @ts-ignore: decorator
@inline function get(state: usize, index: usize): f64 { return load<f64>(state + (index << 3)); }
// @ts-ignore: decorator
@inline function put(state: usize, index: usize, value: f64): void { store<f64>(state + (index << 3), value); }

/** Taps a row: a multiple of 8. */
export function resampler_taps(up: i32, down: i32, pass: f64): i32 {
  const lower = Math.min(1.0, <f64>up / <f64>down);
  const width = 2.0 * Math.PI * (STOP - pass) * lower;
  return (<i32>Math.ceil((ATTENUATION - 7.95) / (2.285 * width)) + 8) & ~7;
}

// @ts-ignore: decorator
@inline function rowsOf(up: i32): i32 { return up <= LARGEST_TABLE ? up : INTERPOLATED + 1; }

export function resampler_bytes(up: i32, down: i32, channels: i32, pass: f64): i32 {
  const taps = resampler_taps(up, down, pass);
  return (<i32>TABLE + rowsOf(up) * taps + channels * (taps + CHUNK)) << 3;
}

/** `up` / `down`: output over input rate in lowest terms. `pass`: end of the pass band over the lower rate, below 0.5. */
export function resampler_reset(state: usize, up: i32, down: i32, channels: i32, pass: f64): void {
  const taps = resampler_taps(up, down, pass);
  const rows = rowsOf(up);
  memory.fill(state, 0, resampler_bytes(up, down, channels, pass));
  put(state, 0, <f64>up);
  put(state, 1, <f64>down);
  put(state, 2, <f64>taps);
  put(state, 3, <f64>channels);
  put(state, 4, <f64>rows);
  put(state, 6, <f64>(taps / 2 - 1)); // silence before the first frame
  const half = <f64>taps / 2.0;
  const cutoff = (pass + STOP) * Math.min(1.0, <f64>up / <f64>down);
  const beta = 0.1102 * (ATTENUATION - 8.7);
  const scale = 1.0 / besselI0(beta);
  const steps = up <= LARGEST_TABLE ? <f64>up : <f64>INTERPOLATED;
  for (let row = 0; row < rows; row++) {
    const at = TABLE + <usize>(row * taps);
    const centre = half - 1.0 + <f64>row / steps;
    let sum = 0.0;
    for (let k = 0; k < taps; k++) {
      const t = centre - <f64>k;
      // The window's very edge, 1e-9, has no mirror image and is left out.
      const tap = t > -half ? sinc(cutoff * t) * kaiser(t / half, beta, scale) : 0.0;
      sum += tap;
      put(state, at + <usize>k, tap);
    }
    for (let k = 0; k < taps; k++) put(state, at + <usize>k, get(state, at + <usize>k) / sum);
  }
}

/** Takes up to 1024 interleaved frames; returns the frames written to `output`. */
export function resampler_process(state: usize, input: usize, frames: i32, output: usize): i32 {
  const up = <i32>get(state, 0);
  const down = <i32>get(state, 1);
  const taps = <i32>get(state, 2);
  const channels = <i32>get(state, 3);
  const frameShift: usize = channels == 2 ? 4 : 3;
  const whole = down / up;
  const part = down % up;
  const exact = up <= LARGEST_TABLE;
  const table = state + (TABLE << 3);
  const buffer = table + (<usize>(<i32>get(state, 4) * taps) << 3);
  let phase = <i32>get(state, 5);
  let fill = <i32>get(state, 6);
  let first = <i32>get(state, 7);
  memory.copy(buffer + (<usize>fill << frameShift), input, <usize>frames << frameShift);
  fill += frames;
  let made = 0;
  while (first + taps <= fill) {
    const at = buffer + (<usize>first << frameShift);
    const to = output + (<usize>made << frameShift);
    if (exact) {
      const row = table + (<usize>(phase * taps) << 3);
      if (channels == 2) v128.store(to, up <= 2 ? mirrored(at, row, taps, phase) : pair(at, row, taps));
      else store<f64>(to, single(at, row, taps));
    } else {
      const position = <f64>phase * <f64>INTERPOLATED / <f64>up;
      const index = Math.floor(position);
      const mix = position - index;
      const row = table + (<usize>(<i32>index * taps) << 3);
      const next = row + (<usize>taps << 3);
      if (channels == 2) {
        const a = pair(at, row, taps);
        const b = pair(at, next, taps);
        v128.store(to, f64x2.add(a, f64x2.mul(f64x2.sub(b, a), f64x2.splat(mix))));
      } else {
        const a = single(at, row, taps);
        store<f64>(to, a + (single(at, next, taps) - a) * mix);
      }
    }
    made++;
    first += whole;
    phase += part;
    if (phase >= up) {
      phase -= up;
      first++;
    }
  }
  // Keep what later windows need; a window may begin beyond what has come in yet.
  const kept = max(0, fill - first);
  if (kept > 0) memory.copy(buffer, buffer + (<usize>first << frameShift), <usize>kept << frameShift);
  put(state, 5, <f64>phase);
  put(state, 6, <f64>kept);
  put(state, 7, <f64>max(0, first - fill));
  return made;
}

/** Both channels of one output frame. */
// @ts-ignore: decorator
@inline function pair(at: usize, row: usize, taps: i32): v128 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  const end = row + (<usize>taps << 3);
  while (row < end) {
    a = f64x2.add(a, f64x2.mul(v128.load64_splat(row), v128.load(at)));
    b = f64x2.add(b, f64x2.mul(v128.load64_splat(row, 8), v128.load(at, 16)));
    c = f64x2.add(c, f64x2.mul(v128.load64_splat(row, 16), v128.load(at, 32)));
    d = f64x2.add(d, f64x2.mul(v128.load64_splat(row, 24), v128.load(at, 48)));
    row += 32;
    at += 64;
  }
  return f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
}

/** The same where the phase, 0 or 1/2, is its own mirror image: the two frames of a tap are added first. */
// @ts-ignore: decorator
@inline function mirrored(at: usize, row: usize, taps: i32, phase: i32): v128 {
  const middle = <usize>(taps / 2 - 1);
  let left = at + (middle << 4);
  let right = left + 16;
  let tap = row + (middle << 3);
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let count = taps / 2;
  if (phase == 0) {
    a = f64x2.mul(v128.load64_splat(tap), v128.load(left));
    left -= 16;
    count--;
  }
  tap += 8;
  for (; count >= 2; count -= 2) {
    a = f64x2.add(a, f64x2.mul(v128.load64_splat(tap), f64x2.add(v128.load(left), v128.load(right))));
    b = f64x2.add(
      b,
      f64x2.mul(v128.load64_splat(tap, 8), f64x2.add(v128.load(left - 16), v128.load(right, 16))),
    );
    tap += 16;
    left -= 32;
    right += 32;
  }
  if (count) a = f64x2.add(a, f64x2.mul(v128.load64_splat(tap), f64x2.add(v128.load(left), v128.load(right))));
  return f64x2.add(a, b);
}

/** One output sample, two taps at a time. */
// @ts-ignore: decorator
@inline function single(at: usize, row: usize, taps: i32): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  let c = f64x2.splat(0);
  let d = f64x2.splat(0);
  const end = row + (<usize>taps << 3);
  while (row < end) {
    a = f64x2.add(a, f64x2.mul(v128.load(row), v128.load(at)));
    b = f64x2.add(b, f64x2.mul(v128.load(row, 16), v128.load(at, 16)));
    c = f64x2.add(c, f64x2.mul(v128.load(row, 32), v128.load(at, 32)));
    d = f64x2.add(d, f64x2.mul(v128.load(row, 48), v128.load(at, 48)));
    row += 64;
    at += 64;
  }
  const sum = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
