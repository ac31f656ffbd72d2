// Curves that bend a waveform, two lanes at a time. A detector's polynomials would do for levels but not here: an error
// with corners in it is distortion of its own, so the exponential is good to the last bits.
import { FRAME } from './math';

// @ts-ignore: decorator
@inline const LOG2_E: f64 = 1.4426950408889634074;
// ln 2 in two parts, so that the remainder of the division by it is exact.
// @ts-ignore: decorator
@inline const LN2_HIGH: f64 = 6.93147180369123816490e-1;
// @ts-ignore: decorator
@inline const LN2_LOW: f64 = 1.90821492927058770002e-10;

// @ts-ignore: decorator
@inline
function term(a: f64, b: f64, r: v128): v128 {
  return f64x2.add(f64x2.splat(a), f64x2.mul(r, f64x2.splat(b)));
}

/** e^x for -700 < x < 700: Taylor to the twelfth power within half an octave, then the exponent's bits. */
// @ts-ignore: decorator
@inline
export function expLanes(x: v128): v128 {
  const whole = f64x2.nearest(f64x2.mul(x, f64x2.splat(LOG2_E)));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(whole, f64x2.splat(LN2_HIGH))), f64x2.mul(whole, f64x2.splat(LN2_LOW)));
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const a = f64x2.add(term(1, 1, r), f64x2.mul(r2, term(1.0 / 2, 1.0 / 6, r)));
  const b = f64x2.add(term(1.0 / 24, 1.0 / 120, r), f64x2.mul(r2, term(1.0 / 720, 1.0 / 5040, r)));
  const c = f64x2.add(term(1.0 / 40320, 1.0 / 362880, r), f64x2.mul(r2, term(1.0 / 3628800, 1.0 / 39916800, r)));
  const high = f64x2.add(b, f64x2.mul(r4, f64x2.add(c, f64x2.mul(r4, f64x2.splat(1.0 / 479001600)))));
  const fraction = f64x2.add(a, f64x2.mul(r4, high));
  const bits = f64x2.add(whole, f64x2.splat(6755399441055744.0));
  return f64x2.mul(fraction, i64x2.add(i64x2.shl(bits, 52), i64x2.splat(0x3ff0000000000000)));
}

/** Hyperbolic tangent, exactly 0 at 0; NaN stays NaN. */
// @ts-ignore: decorator
@inline
export function tanhLanes(x: v128): v128 {
  // Beyond 20 it is 1 to the last bit.
  const e = expLanes(f64x2.mul(f64x2.splat(2), f64x2.min(f64x2.splat(20), f64x2.max(f64x2.splat(-20), x))));
  return f64x2.div(f64x2.sub(e, f64x2.splat(1)), f64x2.add(e, f64x2.splat(1)));
}

/** Cut off at -1 and 1. */
// @ts-ignore: decorator
@inline
export function clipLanes(x: v128): v128 {
  return f64x2.min(f64x2.splat(1), f64x2.max(f64x2.splat(-1), x));
}

/** Antiderivative of the cut: x^2 / 2 inside, |x| - 1/2 beyond. */
// @ts-ignore: decorator
@inline
function clipIntegral(x: v128): v128 {
  const size = f64x2.abs(x);
  const inside = f64x2.min(size, f64x2.splat(1));
  return f64x2.sub(f64x2.mul(inside, size), f64x2.mul(f64x2.splat(0.5), f64x2.mul(inside, inside)));
}

/** Below this difference the quotient of two integrals loses its digits and the curve itself is taken. */
// @ts-ignore: decorator
@inline const SMALL: f64 = 1e-6;

/**
 * The mean of the cut between two samples: first-order antiderivative antialiasing (Parker, Zavalishin, Le Bivic,
 * DAFx-16). Half a sample late.
 */
// @ts-ignore: decorator
@inline
export function clipMeanLanes(x: v128, before: v128): v128 {
  const difference = f64x2.sub(x, before);
  const mean = f64x2.div(f64x2.sub(clipIntegral(x), clipIntegral(before)), difference);
  const flat = clipLanes(f64x2.mul(f64x2.splat(0.5), f64x2.add(x, before)));
  return v128.bitselect(mean, flat, f64x2.gt(f64x2.abs(difference), f64x2.splat(SMALL)));
}

/**
 * tanh(gain x + bias) - tanh(bias), `frames` frames in place; gain and bias ramp in straight lines. Silence gives
 * silence, whatever the bias.
 */
export function bendSmooth(
  buffer: usize, frames: i32, gainFrom: f64, gainTo: f64, biasFrom: f64, biasTo: f64,
): void {
  const share = 1.0 / <f64>frames;
  const steady = biasFrom == biasTo;
  const gainStep = f64x2.splat((gainTo - gainFrom) * share);
  const biasStep = f64x2.splat((biasTo - biasFrom) * share);
  let gain = f64x2.splat(gainFrom);
  let bias = f64x2.splat(biasFrom);
  let rest = tanhLanes(bias);
  for (let at = buffer; at < buffer + <usize>frames * FRAME; at += FRAME) {
    gain = f64x2.add(gain, gainStep);
    if (!steady) {
      bias = f64x2.add(bias, biasStep);
      rest = tanhLanes(bias);
    }
    const bent = tanhLanes(f64x2.add(f64x2.mul(gain, v128.load(at)), bias));
    v128.store(at, f64x2.sub(bent, rest));
  }
}

/** The same with the hard cut; `last` keeps the sample before the first one. */
export function bendHard(
  buffer: usize, frames: i32, last: usize, gainFrom: f64, gainTo: f64, biasFrom: f64, biasTo: f64,
): void {
  const share = 1.0 / <f64>frames;
  const gainStep = f64x2.splat((gainTo - gainFrom) * share);
  const biasStep = f64x2.splat((biasTo - biasFrom) * share);
  let gain = f64x2.splat(gainFrom);
  let bias = f64x2.splat(biasFrom);
  let before = v128.load(last);
  for (let at = buffer; at < buffer + <usize>frames * FRAME; at += FRAME) {
    gain = f64x2.add(gain, gainStep);
    bias = f64x2.add(bias, biasStep);
    const x = f64x2.mul(gain, v128.load(at));
    v128.store(at, f64x2.sub(clipMeanLanes(f64x2.add(x, bias), f64x2.add(before, bias)), clipLanes(bias)));
    before = x;
  }
  v128.store(last, before);
}

/** The sine that curves are matched by: -12 dBFS. */
const REFERENCE: f64 = 0.25118864315095801;
const REFERENCE_POINTS: i32 = 48;

/** Gain that brings the reference sine back to its level behind `bendSmooth`: its power before over its power after. */
export function bentMatch(gain: f64, bias: f64): f64 {
  let before: f64 = 0;
  let after: f64 = 0;
  let mean: f64 = 0;
  for (let i = 0; i < REFERENCE_POINTS; i++) {
    const x = REFERENCE * Math.sin((2 * Math.PI * (<f64>i + 0.5)) / <f64>REFERENCE_POINTS);
    const y = Math.tanh(gain * x + bias) - Math.tanh(bias);
    before += x * x;
    after += y * y;
    mean += y;
  }
  after -= (mean * mean) / <f64>REFERENCE_POINTS;
  return after > 1e-12 ? sqrt(before / after) : 1;
}
