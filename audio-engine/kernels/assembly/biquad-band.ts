// One band of the equaliser: what it is, where its values glide to, and its sections. A change of what it *is* (on,
// type, slope, channels) fades it out and in again.
import {
  butterworthQ, designBell, designHighPass, designHighPass1, designHighShelf, designLowPass, designLowPass1,
  designLowShelf, designNotch,
} from './biquad-design';
import { SECTION_BYTES, clearSection, setSection } from './biquad';
import { clamp, dbToGain, glide, param } from './math';

/** As in parameters.ts. */
const SHELF_MAX_Q: f64 = 2;

// Types, in the order of the choices in parameters.ts.
const HIGH_PASS: i32 = 0;
const LOW_PASS: i32 = 1;
const LOW_SHELF: i32 = 2;
const BELL: i32 = 3;
const HIGH_SHELF: i32 = 4;

// Channels, likewise.
const STEREO: i32 = 0;
const MID: i32 = 1;
const SIDE: i32 = 2;
const LEFT: i32 = 3;

// A band's state.
const SHAPE: usize = 0;
const WANTED_SHAPE: usize = 4;
export const COUNT: usize = 8;
export const DOMAIN: usize = 12;
const LOG_F: usize = 16;
const LOG_F_TARGET: usize = 24;
const DB: usize = 32;
const DB_TARGET: usize = 40;
const LOG_Q: usize = 48;
const LOG_Q_TARGET: usize = 56;
export const MIX: usize = 64;
export const MIX_BEFORE: usize = 72;
export const SECTIONS: usize = 128;
const MAX_SECTIONS: usize = 4;
export const BAND_BYTES: usize = SECTIONS + MAX_SECTIONS * SECTION_BYTES;

/** A band that is off has this for its shape. */
const NONE: i32 = -1;

/** Type, order and channels in one number. */
// @ts-ignore: decorator
@inline
function shapeOf(type: i32, order: i32, channels: i32): i32 {
  return type | (order << 8) | (channels << 16);
}

/** Computes a band's coefficients from its present values. */
function redesign(band: usize, rate: f64, coefficients: usize): void {
  const shape = load<i32>(band, SHAPE);
  const type = shape & 0xff;
  const order = (shape >> 8) & 0xff;
  const channels = shape >> 16;
  const w = (2 * Math.PI * min(Math.exp(load<f64>(band, LOG_F)), 0.49 * rate)) / rate;
  const isShelf = type == LOW_SHELF || type == HIGH_SHELF;
  const q = min(Math.exp(load<f64>(band, LOG_Q)), isShelf ? SHELF_MAX_Q : Infinity);
  const first = channels == STEREO || channels == LEFT || channels == MID;
  const second = channels == STEREO || (channels != LEFT && channels != MID);
  const count = load<i32>(band, COUNT);
  const onePole = type <= LOW_PASS && (order & 1) != 0;
  for (let k = 0; k < count; k++) {
    if (type <= LOW_PASS) {
      const isOnePole = onePole && k == count - 1;
      const sectionQ = isOnePole ? 0 : butterworthQ(order, k);
      if (type == HIGH_PASS) isOnePole ? designHighPass1(coefficients, w) : designHighPass(coefficients, w, sectionQ);
      else isOnePole ? designLowPass1(coefficients, w) : designLowPass(coefficients, w, sectionQ);
    } else if (type == BELL) designBell(coefficients, w, dbToGain(load<f64>(band, DB)), q);
    else if (type == LOW_SHELF) designLowShelf(coefficients, w, dbToGain(load<f64>(band, DB)), q);
    else if (type == HIGH_SHELF) designHighShelf(coefficients, w, dbToGain(load<f64>(band, DB)), q);
    else designNotch(coefficients, w, q);
    setSection(band + SECTIONS + <usize>k * SECTION_BYTES, coefficients, first, second);
  }
}

/** Starts a band from rest as what is wanted of it. */
function engage(band: usize, rate: f64, coefficients: usize): void {
  const shape = load<i32>(band, WANTED_SHAPE);
  const type = shape & 0xff;
  const order = (shape >> 8) & 0xff;
  const channels = shape >> 16;
  store<i32>(band, shape, SHAPE);
  store<i32>(band, type <= LOW_PASS ? (order + 1) >> 1 : 1, COUNT);
  store<i32>(band, channels == MID || channels == SIDE ? 1 : 0, DOMAIN);
  store<f64>(band, load<f64>(band, LOG_F_TARGET), LOG_F);
  store<f64>(band, load<f64>(band, DB_TARGET), DB);
  store<f64>(band, load<f64>(band, LOG_Q_TARGET), LOG_Q);
  for (let k: usize = 0; k < MAX_SECTIONS; k++) clearSection(band + SECTIONS + k * SECTION_BYTES);
  redesign(band, rate, coefficients);
}

/** Reads a band's parameters; they hold for the whole call. */
export function aimBand(band: usize, rate: f64, params: usize, first: i32): void {
  const type = <i32>clamp(param(params, first + 1), 0, 5);
  const db = clamp(param(params, first + 3), -24, 24);
  const hasGain = type == BELL || type == LOW_SHELF || type == HIGH_SHELF;
  const on = param(params, first) >= 0.5 && !(hasGain && db == 0);
  const order = type <= LOW_PASS ? <i32>clamp(param(params, first + 5), 1, 8) : 0;
  store<i32>(band, on ? shapeOf(type, order, <i32>clamp(param(params, first + 6), 0, 4)) : NONE, WANTED_SHAPE);
  store<f64>(band, Math.log(clamp(param(params, first + 2), 10, 0.49 * rate)), LOG_F_TARGET);
  store<f64>(band, db, DB_TARGET);
  store<f64>(band, Math.log(clamp(param(params, first + 4), 0.05, 100)), LOG_Q_TARGET);
}

/** Moves a band on by one quantum; `coefficients` is room to design in. Returns whether it sounds in it. */
export function advanceBand(
  band: usize, rate: f64, coefficients: usize, amount: f64, fade: f64, fresh: bool,
): bool {
  const wanted = load<i32>(band, WANTED_SHAPE);
  let mix = load<f64>(band, MIX);
  if (fresh) {
    mix = wanted == NONE ? 0 : 1;
    if (wanted != NONE) engage(band, rate, coefficients);
    store<f64>(band, mix, MIX_BEFORE);
  } else {
    store<f64>(band, mix, MIX_BEFORE);
    if (mix == 0) {
      if (wanted == NONE) return false;
      engage(band, rate, coefficients);
    } else if (load<f64>(band, LOG_F) != load<f64>(band, LOG_F_TARGET) || load<f64>(band, DB) != load<f64>(band, DB_TARGET) || load<f64>(band, LOG_Q) != load<f64>(band, LOG_Q_TARGET)) {
      store<f64>(band, glide(load<f64>(band, LOG_F), load<f64>(band, LOG_F_TARGET), amount, 1e-5), LOG_F);
      store<f64>(band, glide(load<f64>(band, DB), load<f64>(band, DB_TARGET), amount, 1e-4), DB);
      store<f64>(band, glide(load<f64>(band, LOG_Q), load<f64>(band, LOG_Q_TARGET), amount, 1e-5), LOG_Q);
      redesign(band, rate, coefficients);
    }
    mix = wanted == load<i32>(band, SHAPE) ? min(mix + fade, 1.0) : max(mix - fade, 0.0);
  }
  store<f64>(band, mix, MIX);
  return mix > 0 || load<f64>(band, MIX_BEFORE) > 0;
}

// @ts-ignore: decorator
@inline
export function bandSettled(band: usize): bool {
  const wanted = load<i32>(band, WANTED_SHAPE);
  if (wanted == NONE) return load<f64>(band, MIX) == 0 && load<f64>(band, MIX_BEFORE) == 0;
  return load<i32>(band, SHAPE) == wanted && load<f64>(band, MIX) == 1 && load<f64>(band, MIX_BEFORE) == 1 && load<f64>(band, LOG_F) == load<f64>(band, LOG_F_TARGET) && load<f64>(band, DB) == load<f64>(band, DB_TARGET) && load<f64>(band, LOG_Q) == load<f64>(band, LOG_Q_TARGET);
}
