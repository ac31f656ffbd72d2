// A level detector whose effect has an end: it turns down or up, above a threshold or below it, by no more than a range.
// Static curve of Giannoulis, Massberg, Reiss, JAES 60(6), 2012, eq. 4 and its mirror image for expansion; decoupled
// ballistics on a quantity that grows with the level, so that attack always means "it got louder".
import { QUANTUM } from './math';
import { DB_PER_POWER_OCTAVE, exp2Lanes, log2Lanes } from './math-levels';

// Settings, doubles: threshold dB, slope (dB of change per dB), knee dB, range dB (positive), direction (1 works above the
// threshold, -1 below), turn (-1 down, 1 up), attack and release as amounts per sample.
export const SET_THRESHOLD: usize = 0;
export const SET_SLOPE: usize = 8;
export const SET_KNEE: usize = 16;
export const SET_RANGE: usize = 24;
export const SET_DIRECTION: usize = 32;
export const SET_TURN: usize = 40;
export const SET_ATTACK: usize = 48;
export const SET_RELEASE: usize = 56;
export const SETTINGS_BYTES: usize = 64;

// State, doubles: held, smoothed; then 1.0 where the last quantum ended on its goal, and the largest change in dB with its sign.
export const RANGE_HELD: usize = 0;
export const RANGE_SMOOTH: usize = 8;
export const RANGE_SETTLED: usize = 16;
export const RANGE_CHANGE: usize = 24;
export const RANGE_BYTES: usize = 32;

// @ts-ignore: decorator
@inline const OCTAVES_PER_DB: f64 = 0.16609640474436811739;
// @ts-ignore: decorator
@inline const LEAST_POWER: f64 = 1e-12;
// @ts-ignore: decorator
@inline const MOST_POWER: f64 = 1e6;
/** Below this many dB nothing is left to do: -180 dB of change. */
// @ts-ignore: decorator
@inline const LEAST_DB: f64 = 1e-8;

/** Wanted change in dB (positive, at most the range) of 64 powers as doubles, in place. */
export function toRangedChange(values: usize, settings: usize): void {
  const threshold = load<f64>(settings, SET_THRESHOLD);
  const slope = load<f64>(settings, SET_SLOPE);
  const knee = load<f64>(settings, SET_KNEE);
  const direction = load<f64>(settings, SET_DIRECTION);
  const perOctave = f64x2.splat(direction * DB_PER_POWER_OCTAVE);
  const start = f64x2.splat(knee * 0.5 - direction * threshold);
  const quadratic = f64x2.splat(knee > 1e-6 ? slope / (2 * knee) : 0);
  const width = f64x2.splat(knee);
  const straight = f64x2.splat(slope);
  const range = f64x2.splat(load<f64>(settings, SET_RANGE));
  const zero = f64x2.splat(0);
  for (let at = values; at < values + <usize>QUANTUM * 8; at += 16) {
    const power = f64x2.pmin(f64x2.splat(MOST_POWER), f64x2.pmax(f64x2.splat(LEAST_POWER), v128.load(at)));
    const over = f64x2.add(f64x2.mul(log2Lanes(power), perOctave), start);
    const inside = f64x2.pmin(width, f64x2.pmax(zero, over));
    const beyond = f64x2.pmax(zero, f64x2.sub(over, width));
    const change = f64x2.add(f64x2.mul(quadratic, f64x2.mul(inside, inside)), f64x2.mul(straight, beyond));
    v128.store(at, f64x2.pmin(range, change));
  }
}

/** 64 changes in dB to gains, in place, with `factor` as their sign. */
export function changeToGain(values: usize, factor: f64): void {
  const octaves = f64x2.splat(factor * OCTAVES_PER_DB);
  for (let at = values; at < values + <usize>QUANTUM * 8; at += 16) v128.store(at, exp2Lanes(f64x2.mul(v128.load(at), octaves)));
}

/** 64 powers to 64 gains, in place. Returns false, and writes nothing, where every gain is exactly 1. */
export function rangedGains(values: usize, state: usize, settings: usize): bool {
  toRangedChange(values, settings);
  const direction = load<f64>(settings, SET_DIRECTION);
  const attack = load<f64>(settings, SET_ATTACK);
  const release = load<f64>(settings, SET_RELEASE);
  let held = load<f64>(state, RANGE_HELD);
  let smooth = load<f64>(state, RANGE_SMOOTH);
  let wanted: f64 = 0;
  let most: f64 = 0;
  for (let at = values; at < values + <usize>QUANTUM * 8; at += 8) {
    // Works below: less change is louder.
    wanted = load<f64>(at) * direction;
    held += release * (wanted - held);
    held = wanted > held ? wanted : held;
    smooth += attack * (held - smooth);
    store<f64>(at, smooth);
    most = max(most, abs(smooth));
  }
  // A state that is no number, or as good as there, is put where it belongs.
  if (!(abs(wanted - held) >= LEAST_DB)) held = wanted;
  if (!(abs(held - smooth) >= LEAST_DB)) smooth = held;
  store<f64>(state, held, RANGE_HELD);
  store<f64>(state, smooth, RANGE_SMOOTH);
  store<f64>(state, smooth == wanted ? 1.0 : 0.0, RANGE_SETTLED);
  const turn = load<f64>(settings, SET_TURN);
  store<f64>(state, most * turn, RANGE_CHANGE);
  if (most == 0) return false;
  changeToGain(values, turn * direction);
  return true;
}
