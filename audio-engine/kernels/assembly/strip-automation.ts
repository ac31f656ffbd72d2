// A strip whose fader, pan, width, mute or trim follow lanes: gains for every sample of a quantum where they move, one
// for all of it where they do not. What a hand changes meanwhile is gone to in a ramp.
import { fillLanes, isHeadMoving, offsetDb, ownGains, overGains, setHeadMoving, setMoving, trimGains, valuesOf } from './automation';
import { QUANTUM, SILENCE_DB } from './math';
import { panMatrix } from './pan';
import { faderGain, rampSnap, rampTo } from './smooth';
import {
  AUDIBLE, AUTOMATION_LEFT, AUTOMATION_SEEN, CHANNELS, CROSSES, FADER_DB, FRESH, GATE, LEFT, OFFSETS, PAN, PAN_LAW,
  PAN_MODE, PLACE, POLARITY, RAMP_QUANTA, RIGHT, SEEN, TO_LEFT, TO_RIGHT, TRIM, TRIM_DB, WIDTH,
} from './strip';

// Fields of a strip's lanes.
const FADER_FIELD: i32 = 0;
const PAN_FIELD: i32 = 1;
const WIDTH_FIELD: i32 = 2;
const TRIM_FIELD: i32 = 3;
const MUTE_FIELD: i32 = 4;

// @ts-ignore: decorator
@inline
function at(values: usize, frame: i32): f64 {
  return load<f64>(values + (usize(frame) << 3));
}

/** The fader's factor: a lane's dB with those of the VCAs, at its stop where the lane is. */
function level(db: f64, offset: f64): f64 {
  return db > SILENCE_DB ? faderGain(db + offset) : 0.0;
}

/** What one frame is multiplied by, to PLACE: left, right, right to left, left to right. */
function gainsAt(strip: usize, set: usize, fader: usize, pan: usize, width: usize, mute: usize, frame: i32): void {
  const place = strip + PLACE;
  panMatrix(
    place,
    pan != 0 ? at(pan, frame) : load<f64>(strip, PAN),
    load<f64>(strip, PAN_LAW),
    load<i32>(strip, CHANNELS),
    width != 0 ? at(width, frame) : load<f64>(strip, WIDTH),
    load<f64>(strip, PAN_MODE),
  );
  let gain = fader != 0 ? level(at(fader, frame), offsetDb(set)) : faderGain(load<f64>(strip, FADER_DB));
  if (!(load<f64>(strip, AUDIBLE) > 0.5)) gain = 0.0;
  if (mute != 0) gain *= 1.0 - at(mute, frame);
  for (let i: usize = 0; i < 32; i += 8) store<f64>(place + i, gain * load<f64>(place + i));
}

function handMoved(strip: usize): bool {
  let same = true;
  for (let i: usize = 0; same && i < 64; i += 16)
    same = !v128.any_true(v128.xor(v128.load(strip + i), v128.load(strip + i, SEEN)));
  return !same;
}

/** Where a ramp stands, of four gains and the trim. */
// @ts-ignore: decorator
@inline
function rampOf(strip: usize, index: i32): usize {
  if (index == 0) return strip + LEFT;
  if (index == 1) return strip + RIGHT;
  if (index == 2) return strip + TO_LEFT;
  return index == 3 ? strip + TO_RIGHT : strip + TRIM;
}

/** Gains and trim of the quantum that begins, in place of the ramps that `stripTargets` would make. */
export function stripAutomated(strip: usize, set: usize, run: usize, quantum: i32): void {
  const fresh = load<i32>(strip, FRESH) != 0;
  const turned = !fresh && (load<i32>(strip, AUTOMATION_SEEN) != i32(set) || handMoved(strip));
  store<i32>(strip, i32(set), AUTOMATION_SEEN);
  memory.copy(strip + SEEN, strip, 64);
  const moving = fillLanes(set, run, quantum);
  const fader = valuesOf(set, FADER_FIELD);
  const pan = valuesOf(set, PAN_FIELD);
  const width = valuesOf(set, WIDTH_FIELD);
  const mute = valuesOf(set, MUTE_FIELD);
  const trims = valuesOf(set, TRIM_FIELD);
  const polarity: f64 = load<f64>(strip, POLARITY) > 0.5 ? -1.0 : 1.0;
  const place = strip + PLACE;
  const quanta = load<i32>(strip, RAMP_QUANTA);
  gainsAt(strip, set, fader, pan, width, mute, 0);
  const firstTrim = faderGain(trims != 0 ? at(trims, 0) : load<f64>(strip, TRIM_DB)) * polarity;
  if (turned) {
    for (let i = 0; i < 4; i++)
      store<f64>(strip + OFFSETS + (usize(i) << 3), load<f64>(rampOf(strip, i)) - load<f64>(place + (usize(i) << 3)));
    store<f64>(strip + OFFSETS, load<f64>(strip, TRIM) - firstTrim, 32);
    store<i32>(strip, quanta, AUTOMATION_LEFT);
  }
  if (fresh) {
    store<i32>(strip, 0, AUTOMATION_LEFT);
    store<f64>(strip, load<i32>(run) != 0 ? 1.0 : 0.0, GATE);
    store<i32>(strip, 0, FRESH);
  }
  const left = load<i32>(strip, AUTOMATION_LEFT);
  if (trims != 0) trim(strip, set, trims, polarity, left, quanta);
  else if (fresh) rampSnap(strip + TRIM, firstTrim);
  else rampTo(strip + TRIM, firstTrim, quanta);
  if (moving || left != 0) {
    for (let i = 0; i < QUANTUM; i++) {
      gainsAt(strip, set, fader, pan, width, mute, i);
      const rest = f64(left * QUANTUM - i - 1) / f64(quanta * QUANTUM);
      if (left != 0)
        for (let k: usize = 0; k < 32; k += 8)
          store<f64>(place + k, load<f64>(place + k) + load<f64>(strip + OFFSETS + k) * rest);
      v128.store(ownGains(set) + (usize(i) << 4), v128.load(place));
      v128.store(overGains(set) + (usize(i) << 4), v128.load(place, 16));
    }
  }
  setMoving(set, moving || left != 0);
  if (left != 0) store<i32>(strip, left - 1, AUTOMATION_LEFT);
  // Where the quantum ends: what ramps begin with when the lanes are let go.
  for (let i = 0; i < 4; i++) rampSnap(rampOf(strip, i), load<f64>(place + (usize(i) << 3)));
  const crosses = moving || left != 0 || load<f64>(place, 16) != 0.0 || load<f64>(place, 24) != 0.0;
  store<i32>(strip, crosses ? 1 : 0, CROSSES);
}

function trim(strip: usize, set: usize, trims: usize, polarity: f64, left: i32, quanta: i32): void {
  const moving = isHeadMoving(set) || left != 0;
  setHeadMoving(set, moving);
  let gain = faderGain(at(trims, 0)) * polarity;
  for (let i = 0; moving && i < QUANTUM; i++) {
    gain = faderGain(at(trims, i)) * polarity;
    if (left != 0) gain += load<f64>(strip + OFFSETS, 32) * (f64(left * QUANTUM - i - 1) / f64(quanta * QUANTUM));
    store<f64>(trimGains(set) + (usize(i) << 3), gain);
  }
  rampSnap(strip + TRIM, gain);
}

/** A moving trim and the transport's gate, from `input` to `buffer`. */
export function headAutomated(set: usize, input: usize, buffer: usize, gate: f64, gateGoal: f64): void {
  const step = (gateGoal - gate) / f64(QUANTUM);
  for (let i = 0; i < QUANTUM; i++) {
    const gain = load<f64>(trimGains(set) + (usize(i) << 3)) * (gate + step * f64(i + 1));
    const frame = usize(i) << 4;
    v128.store(buffer + frame, f64x2.add(f64x2.mul(v128.load(input + frame), f64x2.splat(gain)), f64x2.splat(0)));
  }
}

/** Moving gains, in place. */
export function faderAutomated(set: usize, buffer: usize): void {
  const zero = f64x2.splat(0);
  for (let i: usize = 0; i < 1024; i += 16) {
    const frame = v128.load(buffer + i);
    const own = f64x2.mul(frame, v128.load(ownGains(set) + i));
    const over = f64x2.mul(i64x2.shuffle(frame, frame, 1, 0), v128.load(overGains(set) + i));
    v128.store(buffer + i, f64x2.add(f64x2.add(own, over), zero));
  }
}
