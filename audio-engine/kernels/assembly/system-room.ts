// The room a playback system stands in: early reflections from what is near, the reverberation of a hall, the two
// ears of headphones. All of it for the listener only.
import { clamp, dbToGain, FRAME, QUANTUM, settle, settleScalar, swapLanes } from './math';

// Reflections: a ring of the last frames, and taps of {frames, gain, crossed} into it.
/** 21 ms at 192 kHz. */
const RING_FRAMES: i32 = 4096;
export const MOST_TAPS: i32 = 8;
const POSITION: usize = 0;
const TAP_COUNT: usize = 4;
const LATE: usize = 8;
const TAPS: usize = 16;
const RING: usize = TAPS + <usize>MOST_TAPS * 24;
export const REFLECTIONS_BYTES: usize = RING + <usize>RING_FRAMES * FRAME;

/** `specification`: `count` triples ms, dB, crossed; `lateMs`: how much later the right side comes than the left. */
export function reflectionsInit(at: usize, specification: usize, count: i32, lateMs: f64, sampleRate: f64): void {
  memory.fill(at, 0, REFLECTIONS_BYTES);
  store<i32>(at, <i32>min(f64(RING_FRAMES - QUANTUM - 1), Math.round((lateMs * sampleRate) / 1000)), LATE);
  store<i32>(at, min(count, MOST_TAPS), TAP_COUNT);
  for (let i = 0; i < min(count, MOST_TAPS); i++) {
    const from = specification + <usize>i * 24;
    const tap = at + TAPS + <usize>i * 24;
    store<f64>(tap, clamp(Math.round((load<f64>(from) * sampleRate) / 1000), 1, f64(RING_FRAMES - QUANTUM - 1)));
    store<f64>(tap, dbToGain(load<f64>(from, 8)), 8);
    store<f64>(tap, load<f64>(from, 16), 16);
  }
}

// @ts-ignore: decorator
@inline
function past(at: usize, position: i32, frames: i32): v128 {
  return v128.load(at + RING + (<usize>((position - frames) & (RING_FRAMES - 1)) << 4));
}

export function reflectionsQuantum(at: usize, buffer: usize): void {
  const count = load<i32>(at, TAP_COUNT);
  const late = load<i32>(at, LATE);
  if (count == 0 && late == 0) return;
  let position = load<i32>(at, POSITION);
  for (let i = 0; i < QUANTUM; i++) {
    const frame = buffer + (<usize>i << 4);
    v128.store(at + RING + (<usize>position << 4), settle(v128.load(frame)));
    let sum = v128.load(frame);
    if (late > 0) sum = f64x2.replace_lane(sum, 1, f64x2.extract_lane(past(at, position, late), 1));
    for (let t = 0; t < count; t++) {
      const tap = at + TAPS + <usize>t * 24;
      let x = past(at, position, <i32>load<f64>(tap));
      if (load<f64>(tap, 16) != 0.0) x = swapLanes(x);
      sum = f64x2.add(sum, f64x2.mul(x, f64x2.splat(load<f64>(tap, 8))));
    }
    v128.store(frame, sum);
    position = (position + 1) & (RING_FRAMES - 1);
  }
  store<i32>(at, position, POSITION);
}

// A hall: four stereo delay lines through a Hadamard matrix (J. Stautner, M. Puckette, CMJ 6(1), 1982), each with a
// one-pole loss that makes the treble die sooner.
const LINES: i32 = 4;
const LINE_FRAMES: i32 = 16384;
const HALL_ON: usize = 0;
const HALL_POSITION: usize = 4;
const HALL_DAMP: usize = 8;
const HALL_LEVEL: usize = 16;
const HALL_LINES: usize = 32; // per line: f64 frames, f64 gain, v128 low-pass state
const HALL_RINGS: usize = HALL_LINES + <usize>LINES * 32;
export const HALL_BYTES: usize = HALL_RINGS + <usize>(LINES * LINE_FRAMES) * FRAME;

// @ts-ignore: decorator
@inline
function lineMs(line: i32): f64 {
  return line == 0 ? 29.7 : line == 1 ? 37.1 : line == 2 ? 41.1 : 43.7;
}

/** Falls by 60 dB in `seconds`; above `dampHz` sooner. 0 seconds: no hall. */
export function hallInit(at: usize, seconds: f64, levelDb: f64, dampHz: f64, sampleRate: f64): void {
  store<i32>(at, seconds > 0 ? 1 : 0, HALL_ON);
  if (!(seconds > 0)) return;
  memory.fill(at + HALL_LINES, 0, HALL_BYTES - HALL_LINES);
  store<i32>(at, 0, HALL_POSITION);
  store<f64>(at, Math.exp((-2 * Math.PI * min(dampHz, 0.45 * sampleRate)) / sampleRate), HALL_DAMP);
  // Four lines of equal power: half of their sum is the power of one.
  store<f64>(at, 0.5 * dbToGain(levelDb), HALL_LEVEL);
  for (let line = 0; line < LINES; line++) {
    const frames = min(f64(LINE_FRAMES - 1), Math.round((lineMs(line) * sampleRate) / 1000));
    const state = at + HALL_LINES + <usize>line * 32;
    store<f64>(state, frames);
    store<f64>(state, dbToGain((-60 * frames) / (seconds * sampleRate)), 8);
  }
}

export function hallQuantum(at: usize, buffer: usize): void {
  if (load<i32>(at, HALL_ON) == 0) return;
  const damp = load<f64>(at, HALL_DAMP);
  const level = f64x2.splat(load<f64>(at, HALL_LEVEL));
  let position = load<i32>(at, HALL_POSITION);
  for (let i = 0; i < QUANTUM; i++) {
    const frame = buffer + (<usize>i << 4);
    const x = v128.load(frame);
    let sum = f64x2.splat(0);
    for (let line = 0; line < LINES; line++) {
      const state = at + HALL_LINES + <usize>line * 32;
      const ring = at + HALL_RINGS + (<usize>(line * LINE_FRAMES) << 4);
      const read = (position - <i32>load<f64>(state)) & (LINE_FRAMES - 1);
      const out = f64x2.mul(v128.load(ring + (<usize>read << 4)), f64x2.splat(load<f64>(state, 8)));
      const low = settle(f64x2.add(f64x2.mul(out, f64x2.splat(1 - damp)), f64x2.mul(v128.load(state, 16), f64x2.splat(damp))));
      v128.store(state, low, 16);
      sum = f64x2.add(sum, low);
    }
    // Hadamard of 4 as identity minus half of the sum (a Householder reflection): as lossless, and cheaper.
    const half = f64x2.mul(sum, f64x2.splat(0.5));
    for (let line = 0; line < LINES; line++) {
      const state = at + HALL_LINES + <usize>line * 32;
      const ring = at + HALL_RINGS + (<usize>(line * LINE_FRAMES) << 4);
      const back = swapLanes(f64x2.sub(v128.load(state, 16), half));
      const input = line & 1 ? f64x2.neg(x) : x;
      v128.store(ring + (<usize>position << 4), settle(f64x2.add(back, input)));
    }
    v128.store(frame, f64x2.add(x, f64x2.mul(sum, level)));
    position = (position + 1) & (LINE_FRAMES - 1);
  }
  store<i32>(at, position, HALL_POSITION);
}

// Crossfeed of libbs2b (bs2b.c, B. Mikhaylov): a low-passed share of each side in the other ear, the own side's treble
// raised by as much.
const FEED_ON: usize = 0;
const FEED_GAIN: usize = 8;
const LOW_A0: usize = 16;
const LOW_B1: usize = 24;
const HIGH_A0: usize = 32;
const HIGH_A1: usize = 40;
const HIGH_B1: usize = 48;
const LOW_LEFT: usize = 56; // y of the low-pass, then x and y of the high shelf, each left and right
export const CROSSFEED_BYTES: usize = 128;

export function crossfeedInit(at: usize, hz: f64, feedDb: f64, sampleRate: f64): void {
  memory.fill(at, 0, CROSSFEED_BYTES);
  store<i32>(at, hz > 0 ? 1 : 0, FEED_ON);
  if (!(hz > 0)) return;
  const lowDb = (-5 * feedDb) / 6 - 3;
  const highDb = feedDb / 6 - 3;
  const low = dbToGain(lowDb);
  const high = 1 - dbToGain(highDb);
  const highHz = hz * Math.pow(2, (lowDb - 20 * Math.log10(high)) / 12);
  let x = Math.exp((-2 * Math.PI * hz) / sampleRate);
  store<f64>(at, low * (1 - x), LOW_A0);
  store<f64>(at, x, LOW_B1);
  x = Math.exp((-2 * Math.PI * highHz) / sampleRate);
  store<f64>(at, 1 - high * (1 - x), HIGH_A0);
  store<f64>(at, -x, HIGH_A1);
  store<f64>(at, x, HIGH_B1);
  store<f64>(at, 1 / (1 - high + low), FEED_GAIN);
}

// @ts-ignore: decorator
@inline
function lowOf(at: usize, side: usize, x: f64): f64 {
  const y = settleScalar(load<f64>(at, LOW_A0) * x + load<f64>(at, LOW_B1) * load<f64>(at + LOW_LEFT + side));
  store<f64>(at + LOW_LEFT + side, y);
  return y;
}

// @ts-ignore: decorator
@inline
function highOf(at: usize, side: usize, x: f64): f64 {
  const before = at + LOW_LEFT + 16 + side * 2;
  const y = settleScalar(load<f64>(at, HIGH_A0) * x + load<f64>(at, HIGH_A1) * load<f64>(before) + load<f64>(at, HIGH_B1) * load<f64>(before, 8));
  store<f64>(before, settleScalar(x));
  store<f64>(before, y, 8);
  return y;
}

export function crossfeedQuantum(at: usize, buffer: usize): void {
  if (load<i32>(at, FEED_ON) == 0) return;
  const gain = load<f64>(at, FEED_GAIN);
  for (let i = 0; i < QUANTUM; i++) {
    const frame = buffer + (<usize>i << 4);
    const left = load<f64>(frame);
    const right = load<f64>(frame, 8);
    const lowLeft = lowOf(at, 0, left);
    const lowRight = lowOf(at, 8, right);
    store<f64>(frame, gain * (highOf(at, 0, left) + lowRight));
    store<f64>(frame, gain * (highOf(at, 8, right) + lowLeft), 8);
  }
}
