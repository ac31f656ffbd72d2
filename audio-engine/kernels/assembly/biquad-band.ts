// One band of the equaliser: what it is, where its values glide to, and its sections. A change of what it *is* (on,
// type, slope, channels, dynamic) fades it out and in again. While its values glide, and always where it is dynamic, its
// sections run in the form of biquad-moving.ts, with every coefficient in a straight line.
import {
  butterworthQ, designBell, designHighPass, designHighPass1, designHighShelf, designLowPass, designLowPass1,
  designLowShelf, designNotch,
} from './biquad-design';
import { SECTION_BYTES, clearSection, sections1, setSection } from './biquad';
import {
  DETECTOR_BYTES, REGION_BAND, REGION_HIGH, REGION_LOW, STEP, aimDetector, changeOf, clearDetector, detect, detectorRests,
  KEYED,
} from './biquad-dynamics';
import { MOVING_BYTES, aimMoving, beginMoving, carryState, clearMoving, movingRests, runMoving } from './biquad-moving';
import { FRAME, QUANTUM, clamp, dbToGain, glide, param } from './math';

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
export const LOG_F: usize = 16;
const LOG_F_TARGET: usize = 24;
export const DB: usize = 32;
const DB_TARGET: usize = 40;
export const LOG_Q: usize = 48;
const LOG_Q_TARGET: usize = 56;
export const MIX: usize = 64;
export const MIX_BEFORE: usize = 72;
/** i32: 1 while the sections run in their moving form. */
const MOVING: usize = 80;
const LOG_F_BEFORE: usize = 88;
const DB_BEFORE: usize = 96;
const LOG_Q_BEFORE: usize = 104;
export const SECTIONS: usize = 128;
const MAX_SECTIONS: usize = 4;
const MOTION: usize = SECTIONS + MAX_SECTIONS * SECTION_BYTES;
const DETECTOR: usize = MOTION + MAX_SECTIONS * MOVING_BYTES;
export const BAND_BYTES: usize = DETECTOR + DETECTOR_BYTES;

/** Below this a dynamic band that has no gain of its own does exactly nothing, dB. */
const NOTHING_DB: f64 = 1e-4;

/** A band that is off has this for its shape. */
const NONE: i32 = -1;

/** Type, order, channels and whether it is dynamic in one number. */
// @ts-ignore: decorator
@inline
function shapeOf(type: i32, order: i32, channels: i32, dynamic: bool): i32 {
  return type | (order << 8) | (channels << 16) | (dynamic ? DYNAMIC : 0);
}

const DYNAMIC: i32 = 1 << 24;

// @ts-ignore: decorator
@inline
function channelsOf(shape: i32): i32 {
  return (shape >> 16) & 0xff;
}

// @ts-ignore: decorator
@inline
function hearsFirst(channels: i32): bool {
  return channels == STEREO || channels == LEFT || channels == MID;
}

// @ts-ignore: decorator
@inline
function hearsSecond(channels: i32): bool {
  return channels == STEREO || (channels != LEFT && channels != MID);
}

/** Whether the band moves with the sound. */
// @ts-ignore: decorator
@inline
export function isDynamic(band: usize): bool {
  const shape = load<i32>(band, SHAPE);
  return shape != NONE && (shape & DYNAMIC) != 0;
}

/** Takes the dynamic band as it is with `change` dB beside its own gain into the sections that a response is made of. */
export function standBand(band: usize, rate: f64, coefficients: usize, change: f64): void {
  const db = clamp(load<f64>(band, DB) + change, -40, 40);
  const plain = abs(db) < NOTHING_DB;
  designAt(band, rate, coefficients, load<f64>(band, LOG_F), plain ? NOTHING_DB : db, load<f64>(band, LOG_Q), false);
}

/** Whether it acts on left or right alone. */
// @ts-ignore: decorator
@inline
export function isOneSided(band: usize): bool {
  return channelsOf(load<i32>(band, SHAPE)) >= LEFT;
}

/** What a dynamic band does at the moment beside its own gain, dB. */
export function bandChange(band: usize): f64 {
  return isDynamic(band) ? changeOf(band + DETECTOR) : 0;
}

/** Computes a band's coefficients from its present values. */
function redesign(band: usize, rate: f64, coefficients: usize): void {
  designAt(band, rate, coefficients, load<f64>(band, LOG_F), load<f64>(band, DB), load<f64>(band, LOG_Q), false);
}

/** Coefficients at these values: where the movement ends, or where the band stands. */
function designAt(band: usize, rate: f64, coefficients: usize, logF: f64, db: f64, logQ: f64, moving: bool): void {
  const shape = load<i32>(band, SHAPE);
  const type = shape & 0xff;
  const order = (shape >> 8) & 0xff;
  const channels = channelsOf(shape);
  const w = (2 * Math.PI * min(Math.exp(logF), 0.49 * rate)) / rate;
  const isShelf = type == LOW_SHELF || type == HIGH_SHELF;
  const q = min(Math.exp(logQ), isShelf ? SHELF_MAX_Q : Infinity);
  const first = hearsFirst(channels);
  const second = hearsSecond(channels);
  const plain = moving && (type == BELL || isShelf) && abs(db) < NOTHING_DB;
  const gain = dbToGain(plain ? NOTHING_DB : db);
  const count = load<i32>(band, COUNT);
  const onePole = type <= LOW_PASS && (order & 1) != 0;
  for (let k = 0; k < count; k++) {
    if (type <= LOW_PASS) {
      const isOnePole = onePole && k == count - 1;
      const sectionQ = isOnePole ? 0 : butterworthQ(order, k);
      if (type == HIGH_PASS) isOnePole ? designHighPass1(coefficients, w) : designHighPass(coefficients, w, sectionQ);
      else isOnePole ? designLowPass1(coefficients, w) : designLowPass(coefficients, w, sectionQ);
    } else if (type == BELL) designBell(coefficients, w, gain, q);
    else if (type == LOW_SHELF) designLowShelf(coefficients, w, gain, q);
    else if (type == HIGH_SHELF) designHighShelf(coefficients, w, gain, q);
    else designNotch(coefficients, w, q);
    if (moving) aimMoving(motionAt(band, k), coefficients, first, second, plain);
    else setSection(band + SECTIONS + <usize>k * SECTION_BYTES, coefficients, first, second);
  }
}

// @ts-ignore: decorator
@inline
function motionAt(band: usize, k: i32): usize {
  return band + MOTION + <usize>k * MOVING_BYTES;
}

/** From here on the sections run in their moving form, from where they stand. */
function startMoving(band: usize, rate: f64, coefficients: usize): void {
  designAt(band, rate, coefficients, load<f64>(band, LOG_F), load<f64>(band, DB), load<f64>(band, LOG_Q), true);
  for (let k = 0; k < load<i32>(band, COUNT); k++) carryState(motionAt(band, k), band + SECTIONS + <usize>k * SECTION_BYTES, true);
  store<i32>(band, 1, MOVING);
}

/** The values have landed: on in direct form. */
function stopMoving(band: usize, rate: f64, coefficients: usize): void {
  redesign(band, rate, coefficients);
  for (let k = 0; k < load<i32>(band, COUNT); k++) carryState(motionAt(band, k), band + SECTIONS + <usize>k * SECTION_BYTES, false);
  store<i32>(band, 0, MOVING);
}

/** A quantum of the band in place. `key` is what a keyed detector hears (left/right), or 0. */
export function runBand(band: usize, rate: f64, coefficients: usize, buffer: usize, key: usize): void {
  const count = load<i32>(band, COUNT);
  if (isDynamic(band)) runDynamic(band, rate, coefficients, buffer, key);
  else if (load<i32>(band, MOVING)) {
    for (let k = 0; k < count; k++) runMoving(motionAt(band, k), buffer, QUANTUM, 0, 1);
  } else for (let k = 0; k < count; k++) sections1(band + SECTIONS + <usize>k * SECTION_BYTES, buffer, QUANTUM);
}

/** Looks at the level and moves on in steps; what glides besides goes along in the same steps. */
function runDynamic(band: usize, rate: f64, coefficients: usize, buffer: usize, key: usize): void {
  const shape = load<i32>(band, SHAPE);
  const type = shape & 0xff;
  const channels = channelsOf(shape);
  const region = type == BELL ? REGION_BAND : type == LOW_SHELF ? REGION_LOW : REGION_HIGH;
  const detector = band + DETECTOR;
  const outside = key != 0 && load<i32>(detector, KEYED) != 0;
  const middle = outside && load<i32>(band, DOMAIN) == 1;
  const motion = motionAt(band, 0);
  for (let at = 0; at < QUANTUM; at += STEP) {
    const frames = buffer + <usize>at * FRAME;
    const part = <f64>(at + STEP) / <f64>QUANTUM;
    const logF = between(band, LOG_F_BEFORE, LOG_F, part), logQ = between(band, LOG_Q_BEFORE, LOG_Q, part);
    const before = changeOf(detector);
    detect(
      detector, outside ? key + <usize>at * FRAME : frames, rate, logF, logQ, region,
      hearsFirst(channels), hearsSecond(channels), middle,
    );
    beginMoving(motion);
    const glides = load<f64>(band, LOG_F_BEFORE) != load<f64>(band, LOG_F) || load<f64>(band, DB_BEFORE) != load<f64>(band, DB)
      || load<f64>(band, LOG_Q_BEFORE) != load<f64>(band, LOG_Q);
    if (glides || changeOf(detector) != before) {
      const db = clamp(between(band, DB_BEFORE, DB, part) + changeOf(detector), -40, 40);
      designAt(band, rate, coefficients, logF, db, logQ, true);
    }
    runMoving(motion, frames, STEP, 0, 1);
  }
}

// @ts-ignore: decorator
@inline
function between(band: usize, before: usize, now: usize, part: f64): f64 {
  const from = load<f64>(band + before);
  const to = load<f64>(band + now);
  return from == to ? to : from + (to - from) * part;
}

/** Whether a sounding band has nothing in flight beside the direct-form sections, which chainRests knows. */
export function bandRests(band: usize): bool {
  if (!isDynamic(band)) return load<i32>(band, MOVING) == 0;
  return detectorRests(band + DETECTOR) && movingRests(motionAt(band, 0));
}

// @ts-ignore: decorator
@inline
function keepBefore(band: usize): void {
  store<f64>(band, load<f64>(band, LOG_F), LOG_F_BEFORE);
  store<f64>(band, load<f64>(band, DB), DB_BEFORE);
  store<f64>(band, load<f64>(band, LOG_Q), LOG_Q_BEFORE);
}

/** Starts a band from rest as what is wanted of it. */
function engage(band: usize, rate: f64, coefficients: usize): void {
  const shape = load<i32>(band, WANTED_SHAPE);
  const type = shape & 0xff;
  const order = (shape >> 8) & 0xff;
  const channels = channelsOf(shape);
  store<i32>(band, shape, SHAPE);
  store<i32>(band, type <= LOW_PASS ? (order + 1) >> 1 : 1, COUNT);
  store<i32>(band, channels == MID || channels == SIDE ? 1 : 0, DOMAIN);
  store<f64>(band, load<f64>(band, LOG_F_TARGET), LOG_F);
  store<f64>(band, load<f64>(band, DB_TARGET), DB);
  store<f64>(band, load<f64>(band, LOG_Q_TARGET), LOG_Q);
  for (let k: usize = 0; k < MAX_SECTIONS; k++) clearSection(band + SECTIONS + k * SECTION_BYTES);
  redesign(band, rate, coefficients);
  store<i32>(band, 0, MOVING);
  if (shape & DYNAMIC) {
    clearDetector(band + DETECTOR);
    clearMoving(motionAt(band, 0));
    startMoving(band, rate, coefficients);
    beginMoving(motionAt(band, 0));
  }
  keepBefore(band);
}

/** Takes a standing band to its values at once. */
function retune(band: usize, rate: f64, coefficients: usize): void {
  store<f64>(band, load<f64>(band, LOG_F_TARGET), LOG_F);
  store<f64>(band, load<f64>(band, DB_TARGET), DB);
  store<f64>(band, load<f64>(band, LOG_Q_TARGET), LOG_Q);
  redesign(band, rate, coefficients);
  keepBefore(band);
}

/** Reads a band's parameters, its dynamics from `dynamics` on; they hold for the whole call. */
export function aimBand(band: usize, rate: f64, params: usize, first: i32, dynamics: i32): void {
  const type = <i32>clamp(param(params, first + 1), 0, 5);
  const db = clamp(param(params, first + 3), -24, 24);
  const hasGain = type == BELL || type == LOW_SHELF || type == HIGH_SHELF;
  const range = clamp(param(params, dynamics + 2), -30, 30);
  const dynamic = hasGain && range != 0 && param(params, dynamics) >= 0.5;
  const on = param(params, first) >= 0.5 && !(hasGain && db == 0 && !dynamic);
  const order = type <= LOW_PASS ? <i32>clamp(param(params, first + 5), 1, 8) : 0;
  store<i32>(band, on ? shapeOf(type, order, <i32>clamp(param(params, first + 6), 0, 4), dynamic) : NONE, WANTED_SHAPE);
  if (dynamic) {
    aimDetector(
      band + DETECTOR, rate, clamp(param(params, dynamics + 1), -120, 24), range, clamp(param(params, dynamics + 3), 0.1, 1000),
      clamp(param(params, dynamics + 4), 1, 10000), param(params, dynamics + 5) >= 0.5,
    );
  }
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
    // One that sounds and stays what it is only moves: what rings in it goes on.
    if (mix == 1 && wanted == load<i32>(band, SHAPE)) retune(band, rate, coefficients);
    else if (wanted != NONE) engage(band, rate, coefficients);
    mix = wanted == NONE ? 0 : 1;
    store<f64>(band, mix, MIX_BEFORE);
  } else {
    store<f64>(band, mix, MIX_BEFORE);
    if (mix == 0) {
      if (wanted == NONE) return false;
      engage(band, rate, coefficients);
    } else {
      keepBefore(band);
      const dynamic = isDynamic(band);
      if (load<f64>(band, LOG_F) != load<f64>(band, LOG_F_TARGET) || load<f64>(band, DB) != load<f64>(band, DB_TARGET) || load<f64>(band, LOG_Q) != load<f64>(band, LOG_Q_TARGET)) {
      if (!dynamic) {
        if (load<i32>(band, MOVING) == 0) startMoving(band, rate, coefficients);
        for (let k = 0; k < load<i32>(band, COUNT); k++) beginMoving(motionAt(band, k));
      }
      store<f64>(band, glide(load<f64>(band, LOG_F), load<f64>(band, LOG_F_TARGET), amount, 1e-5), LOG_F);
      store<f64>(band, glide(load<f64>(band, DB), load<f64>(band, DB_TARGET), amount, 1e-4), DB);
      store<f64>(band, glide(load<f64>(band, LOG_Q), load<f64>(band, LOG_Q_TARGET), amount, 1e-5), LOG_Q);
      if (!dynamic) designAt(band, rate, coefficients, load<f64>(band, LOG_F), load<f64>(band, DB), load<f64>(band, LOG_Q), true);
      } else if (!dynamic && load<i32>(band, MOVING)) stopMoving(band, rate, coefficients);
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
  return load<i32>(band, SHAPE) == wanted && (load<i32>(band, MOVING) == 0 || isDynamic(band)) && load<f64>(band, MIX) == 1 && load<f64>(band, MIX_BEFORE) == 1 && load<f64>(band, LOG_F) == load<f64>(band, LOG_F_TARGET) && load<f64>(band, DB) == load<f64>(band, DB_TARGET) && load<f64>(band, LOG_Q) == load<f64>(band, LOG_Q_TARGET);
}
