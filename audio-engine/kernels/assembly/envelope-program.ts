// Ballistics that depend on the programme: what a compressor's characters and its automatic release are made of. Frames of
// wanted reduction in dB become gains, both channels in the lanes of one vector.
import { exp2Lanes } from './math-levels';
import { FRAME, QUANTUM } from './math';

// Settings, doubles: attack and release per sample; steady release in dB per sample; how much quicker per dB of distance;
// share of the memory that holds; how the memory fills and empties per sample.
export const PROGRAM_ATTACK: usize = 0;
export const PROGRAM_RELEASE: usize = 8;
export const PROGRAM_STEP: usize = 16;
export const PROGRAM_QUICKER: usize = 24;
export const PROGRAM_SHARE: usize = 32;
export const PROGRAM_FILL: usize = 40;
export const PROGRAM_EMPTY: usize = 48;
export const PROGRAM_BYTES: usize = 64;

// @ts-ignore: decorator
@inline const OCTAVES_PER_DB: f64 = 0.16609640474436811739;
// @ts-ignore: decorator
@inline const LEAST_DB: f64 = 1e-8;

// @ts-ignore: decorator
@inline
function settleDb(lanes: v128): v128 {
  return v128.and(lanes, v128.and(f64x2.ge(lanes, f64x2.splat(LEAST_DB)), f64x2.le(lanes, f64x2.splat(1e4))));
}

/**
 * In place. `state`: held and smoothed, two v128; `memory`: one. The memory follows long reductions slowly and keeps its
 * share of them from being released (an optical cell; or the slow half of an automatic release). Returns the largest reduction.
 */
export function programFrames(frames: usize, state: usize, memory: usize, settings: usize): f64 {
  const attack = v128.load64_splat(settings, PROGRAM_ATTACK);
  const release = v128.load64_splat(settings, PROGRAM_RELEASE);
  const step = v128.load64_splat(settings, PROGRAM_STEP);
  const quicker = v128.load64_splat(settings, PROGRAM_QUICKER);
  const share = v128.load64_splat(settings, PROGRAM_SHARE);
  const fill = v128.load64_splat(settings, PROGRAM_FILL);
  const empty = v128.load64_splat(settings, PROGRAM_EMPTY);
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  let held = v128.load(state);
  let smooth = v128.load(state, 16);
  let slow = v128.load(memory);
  let most = zero;
  for (let at = frames; at < frames + <usize>QUANTUM * FRAME; at += FRAME) {
    const x = v128.load(at);
    const drop = f64x2.pmax(zero, f64x2.sub(held, x));
    const falls = f64x2.pmin(one, f64x2.mul(release, f64x2.add(one, f64x2.mul(quicker, drop))));
    held = f64x2.pmax(x, f64x2.sub(f64x2.sub(held, f64x2.mul(falls, drop)), step));
    const more = f64x2.sub(x, slow);
    slow = f64x2.add(slow, f64x2.mul(v128.bitselect(fill, empty, f64x2.gt(more, zero)), more));
    const distance = f64x2.sub(f64x2.pmax(held, f64x2.mul(share, slow)), smooth);
    const moves = f64x2.pmin(one, f64x2.mul(attack, f64x2.add(one, f64x2.mul(quicker, f64x2.abs(distance)))));
    smooth = f64x2.add(smooth, f64x2.mul(moves, distance));
    most = f64x2.pmax(most, smooth);
    v128.store(at, exp2Lanes(f64x2.mul(smooth, f64x2.splat(-OCTAVES_PER_DB))));
  }
  v128.store(state, settleDb(held));
  v128.store(state, settleDb(smooth), 16);
  v128.store(memory, settleDb(slow));
  return max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}
