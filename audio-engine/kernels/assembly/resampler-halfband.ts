// Halving and doubling of the sample rate by a half-band Kaiser sinc: every second tap is zero, the others are
// symmetrical. The cheap stage beside the steep one when a rate changes by more than two; flat to half of `guard`,
// 150 dB down from what would fold onto that.
//
// State (f64 indices): 0 taps on one side · 1 channels, 1 or 2 · 2 frames in the buffer · 3 next centre · 4 room
// for frames in the buffer · from 8: the taps, then the buffer.

import { besselI0, kaiser, sinc } from './kaiser';

const TABLE: usize = 8;
const ATTENUATION: f64 = 150.0;

// @ts-ignore: decorator
@inline function get(state: usize, index: usize): f64 { return load<f64>(state + (index << 3)); }
// @ts-ignore: decorator
@inline function put(state: usize, index: usize, value: f64): void { store<f64>(state + (index << 3), value); }

/** Taps on one side: `low` is the lower rate of the stage, `guard` the rate whose band stays clean. */
export function halfband_taps(low: f64, guard: f64): i32 {
  const width = 2.0 * Math.PI * (low - guard) / (2.0 * low);
  return <i32>Math.ceil(((ATTENUATION - 7.95) / (2.285 * width) + 1.0) / 4.0);
}

/** Frames on each side of a centre: the decimator's taps lie two frames apart. */
// @ts-ignore: decorator
@inline function reach(taps: i32): i32 { return 2 * taps; }

/** `room`: frames that one call brings at most. */
export function halfband_bytes(taps: i32, channels: i32, room: i32): i32 {
  return (<i32>TABLE + taps + channels * (2 * reach(taps) + 2 + room)) << 3;
}

export function halfband_reset(state: usize, taps: i32, channels: i32, room: i32): void {
  memory.fill(state, 0, halfband_bytes(taps, channels, room));
  put(state, 0, <f64>taps);
  put(state, 1, <f64>channels);
  put(state, 2, <f64>reach(taps)); // silence before the first frame
  put(state, 3, <f64>reach(taps));
  put(state, 4, <f64>room);
  const beta = 0.1102 * (ATTENUATION - 8.7);
  const scale = 1.0 / besselI0(beta);
  let sum = 0.0;
  for (let j = 0; j < taps; j++) {
    const t = <f64>(2 * j + 1);
    const tap = sinc(t * 0.5) * kaiser(t / <f64>(2 * taps), beta, scale);
    sum += tap;
    put(state, TABLE + <usize>j, tap);
  }
  // Both sides of an interpolated point together have a gain of one.
  for (let j = 0; j < taps; j++) put(state, TABLE + <usize>j, get(state, TABLE + <usize>j) / (2.0 * sum));
}

/** sum of taps[j] (x[centre - (2j+1) step / 2 ...] + its mirror), the mirror images `step` bytes apart each. */
// @ts-ignore: decorator
@inline function sides(table: usize, left: usize, right: usize, step: usize, taps: i32): v128 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  const end = table + ((<usize>taps & ~1) << 3);
  while (table < end) {
    a = f64x2.add(a, f64x2.mul(v128.load64_splat(table), f64x2.add(v128.load(left), v128.load(right))));
    b = f64x2.add(
      b,
      f64x2.mul(v128.load64_splat(table, 8), f64x2.add(v128.load(left - step), v128.load(right + step))),
    );
    table += 16;
    left -= 2 * step;
    right += 2 * step;
  }
  if (taps & 1) a = f64x2.add(a, f64x2.mul(v128.load64_splat(table), f64x2.add(v128.load(left), v128.load(right))));
  return f64x2.add(a, b);
}

// @ts-ignore: decorator
@inline function sidesMono(table: usize, left: usize, right: usize, step: usize, taps: i32): f64 {
  let sum = 0.0;
  for (let j = 0; j < taps; j++) {
    sum += load<f64>(table) * (load<f64>(left) + load<f64>(right));
    table += 8;
    left -= step;
    right += step;
  }
  return sum;
}

/** Appends input; returns the frames now in the buffer. */
function take(state: usize, buffer: usize, input: usize, frames: i32, shift: usize): i32 {
  const fill = <i32>get(state, 2);
  memory.copy(buffer + (<usize>fill << shift), input, <usize>frames << shift);
  return fill + frames;
}

function keep(state: usize, buffer: usize, fill: i32, centre: i32, shift: usize): void {
  const first = centre - reach(<i32>get(state, 0));
  const drop = max(0, min(first, fill));
  if (drop > 0) memory.copy(buffer, buffer + (<usize>drop << shift), <usize>(fill - drop) << shift);
  put(state, 2, <f64>(fill - drop));
  put(state, 3, <f64>(centre - drop));
}

/** Half the rate; returns the frames made. */
export function halfband_halve(state: usize, input: usize, frames: i32, output: usize): i32 {
  const taps = <i32>get(state, 0);
  const shift: usize = get(state, 1) == 2.0 ? 4 : 3;
  const table = state + (TABLE << 3);
  const buffer = table + (<usize>taps << 3);
  const fill = take(state, buffer, input, frames, shift);
  const step: usize = (<usize>2) << shift;
  const one: usize = (<usize>1) << shift;
  const half = f64x2.splat(0.5);
  let centre = <i32>get(state, 3);
  let made = 0;
  for (; centre + 2 * taps - 1 < fill; centre += 2, made++) {
    const at = buffer + (<usize>centre << shift);
    const to = output + (<usize>made << shift);
    // The half-band filter is half the sample itself and half what interpolates it from its neighbours.
    if (shift == 4) {
      v128.store(to, f64x2.mul(half, f64x2.add(v128.load(at), sides(table, at - one, at + one, step, taps))));
    } else {
      store<f64>(to, 0.5 * (load<f64>(at) + sidesMono(table, at - one, at + one, step, taps)));
    }
  }
  keep(state, buffer, fill, centre, shift);
  return made;
}

/** Twice the rate; returns the frames made. */
export function halfband_double(state: usize, input: usize, frames: i32, output: usize): i32 {
  const taps = <i32>get(state, 0);
  const shift: usize = get(state, 1) == 2.0 ? 4 : 3;
  const table = state + (TABLE << 3);
  const buffer = table + (<usize>taps << 3);
  const fill = take(state, buffer, input, frames, shift);
  const one: usize = (<usize>1) << shift;
  let centre = <i32>get(state, 3);
  let made = 0;
  for (; centre + taps < fill; centre++, made += 2) {
    const at = buffer + (<usize>centre << shift);
    const to = output + (<usize>made << shift);
    if (shift == 4) {
      v128.store(to, v128.load(at));
      v128.store(to, sides(table, at, at + one, one, taps), 16);
    } else {
      store<f64>(to, load<f64>(at));
      store<f64>(to, sidesMono(table, at, at + one, one, taps), 8);
    }
  }
  keep(state, buffer, fill, centre, shift);
  return made;
}
