// Scalars and lane tools every kernel shares. AssemblyScript's own `Math` is compiled into the module, so that
// sine, exponential and logarithm have the same bits on every machine.

/** Frames in a quantum: smoothing, coefficient updates and state clearing sit on this grid. */
export const QUANTUM: i32 = 64;

/** Bytes of one stereo frame: left and right as one v128. */
export const FRAME: usize = 16;

/** What a silent meter reads, in dB; the document's minus infinity. */
export const SILENCE_DB: f64 = -144;

// @ts-ignore: decorator
@inline const LN10_20: f64 = 0.11512925464970228420089957273422;
// @ts-ignore: decorator
@inline const DB_PER_NEPER: f64 = 8.685889638065036553022579225834;

/** Amplitude of a level in dB; exactly 1 at 0 dB. */
export function dbToGain(db: f64): f64 {
  return Math.exp(db * LN10_20);
}

/** Level in dB of an amplitude, not below `SILENCE_DB`; NaN reads as silence. */
export function gainToDb(gain: f64): f64 {
  if (!(gain > 0)) return SILENCE_DB;
  const db = Math.log(gain) * DB_PER_NEPER;
  return db > SILENCE_DB ? db : SILENCE_DB;
}

// @ts-ignore: decorator
@inline
export function clamp(value: f64, low: f64, high: f64): f64 {
  // NaN falls to `low`: comparisons with it are false.
  return value >= low ? (value <= high ? value : high) : low;
}

// @ts-ignore: decorator
@inline
export function param(params: usize, index: i32): f64 {
  return load<f64>(params + (<usize>index << 3));
}

/**
 * Lanes below 1e-60 (on their way to denormals, which WebAssembly cannot flush), above 1e60, infinite or NaN
 * become 0, so that neither silence slows a kernel nor one bad sample poisons its state.
 */
// @ts-ignore: decorator
@inline
export function settle(lanes: v128): v128 {
  const magnitude = f64x2.abs(lanes);
  const sane = v128.and(f64x2.ge(magnitude, f64x2.splat(1e-60)), f64x2.le(magnitude, f64x2.splat(1e60)));
  return v128.and(lanes, sane);
}

/** The scalar of `settle`. */
// @ts-ignore: decorator
@inline
export function settleScalar(value: f64): f64 {
  const magnitude = abs(value);
  return magnitude >= 1e-60 && magnitude <= 1e60 ? value : 0;
}

/** Left and right exchanged. */
// @ts-ignore: decorator
@inline
export function swapLanes(lanes: v128): v128 {
  return i64x2.shuffle(lanes, lanes, 1, 0);
}

/** Largest magnitude in `frames` stereo frames; NaN is passed over. */
export function peakOf(buffer: usize, frames: i32): f64 {
  let a = f64x2.splat(0);
  let b = f64x2.splat(0);
  const end = buffer + <usize>frames * FRAME;
  for (let at = buffer; at < end; at += 2 * FRAME) {
    // pmax(x, y) is x < y ? y : x, which keeps the running value where y is NaN.
    a = f64x2.pmax(a, f64x2.abs(v128.load(at)));
    b = f64x2.pmax(b, f64x2.abs(v128.load(at, 16)));
  }
  a = f64x2.pmax(a, b);
  const left = f64x2.extract_lane(a, 0);
  const right = f64x2.extract_lane(a, 1);
  return left > right ? left : right;
}

/** Fraction of the way to its target that a one-pole glide of time constant `tauMs` goes in one quantum. */
export function glidePerQuantum(tauMs: f64, sampleRate: f64): f64 {
  return 1 - Math.exp((-1000.0 * <f64>QUANTUM) / (tauMs * sampleRate));
}

/** One step of a glide, which lands on its target once it is within `epsilon`. */
// @ts-ignore: decorator
@inline
export function glide(current: f64, target: f64, amount: f64, epsilon: f64): f64 {
  const next = current + (target - current) * amount;
  return abs(target - next) < epsilon ? target : next;
}

/** `glide` of a value in memory. Returns whether it has still some way to go. */
// @ts-ignore: decorator
@inline
export function glideAt(state: usize, offset: usize, target: f64, amount: f64, epsilon: f64): bool {
  const next = glide(load<f64>(state + offset), target, amount, epsilon);
  store<f64>(state + offset, next);
  return next != target;
}

/** A quantum without what is not sound (`settle`): what goes into memories that give it back much later. */
export function copySettled(to: usize, from: usize): void {
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) v128.store(to + i, settle(v128.load(from + i)));
}
