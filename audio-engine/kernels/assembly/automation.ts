// Automation: lanes of points in shared memory, evaluated at the sample of the session whose sound is passing. Gains
// get a value for every sample of a quantum, parameters of inserts the one at its first.
import { QUANTUM } from './math';
import { spanAt } from './run-clock';

// Run block: word 6 is the map (run-clock.ts).
const RUN_MAP: usize = 24;

// Lane set, in bytes.
const LANES: usize = 0;
/** 1 while a quantum has a value for each of its samples instead of one for all. */
const MOVING: usize = 4;
/** How late the sound is where the lanes act, and where the input trim does. */
const DELAY: usize = 8;
const HEAD_DELAY: usize = 16;
/** What is added to the fader's dB: its VCAs'. */
const OFFSET_DB: usize = 24;
/** Session sample that was evaluated last: held while the transport does not play. */
const LAST: usize = 32;
const SPAN: usize = 40;
const HEAD_MOVING: usize = 56;
const FIRST_LANE: usize = 64;

// Lane: i32 field, i32 points, i32 cursor, i32 shape, i32 address of the points, i32 moving.
const LANE_BYTES: usize = 32;
const POINTS: usize = 4;
const CURSOR: usize = 8;
const SHAPE: usize = 12;
const ADDRESS: usize = 16;
const LANE_MOVING: usize = 20;
/** Point, f64: 0 session sample, 8 value, 16 bend. */
const POINT_BYTES: usize = 24;

/** Ways from a point to the next: bent, a step, or a switch that takes the length of a quantum so that it does not click. */
const BENT: i32 = 0;
const SWITCHED: i32 = 2;

// Room of a strip's or an edge's set: values of each field, then gains.
const VALUES: usize = 256;
const FIELD_BYTES: usize = 512;
const OWN: usize = 2816;
const OVER: usize = 3840;
const TRIMS: usize = 4864;

/** The field of a strip that acts before its inserts. */
const HEAD_FIELD: i32 = 3;

/** Bytes of a set before its points: with room for gains, or for lanes alone. */
export function automation_bytes(lanes: i32, gains: i32): i32 {
  return gains != 0 ? 5376 : i32(FIRST_LANE + LANE_BYTES * usize(lanes));
}

// @ts-ignore: decorator
@inline
export function ownGains(set: usize): usize {
  return set + OWN;
}

// @ts-ignore: decorator
@inline
export function overGains(set: usize): usize {
  return set + OVER;
}

// @ts-ignore: decorator
@inline
export function trimGains(set: usize): usize {
  return set + TRIMS;
}

// @ts-ignore: decorator
@inline
export function offsetDb(set: usize): f64 {
  return load<f64>(set, OFFSET_DB);
}

export function isMoving(set: usize): bool {
  return load<i32>(set, MOVING) != 0;
}

export function setMoving(set: usize, moving: bool): void {
  store<i32>(set, moving ? 1 : 0, MOVING);
}

export function isHeadMoving(set: usize): bool {
  return load<i32>(set, HEAD_MOVING) != 0;
}

export function setHeadMoving(set: usize, moving: bool): void {
  store<i32>(set, moving ? 1 : 0, HEAD_MOVING);
}

// @ts-ignore: decorator
@inline
function laneAt(set: usize, index: i32): usize {
  return set + FIRST_LANE + usize(index) * LANE_BYTES;
}

/** The values of a field in this quantum, 64 doubles; 0 where no lane moves it. */
export function valuesOf(set: usize, field: i32): usize {
  for (let i = 0; i < load<i32>(set, LANES); i++)
    if (load<i32>(laneAt(set, i)) == field) return set + VALUES + usize(field) * FIELD_BYTES;
  return 0;
}

// @ts-ignore: decorator
@inline
function sampleOf(points: usize, at: i32): f64 {
  return load<f64>(points + usize(at) * POINT_BYTES);
}

// @ts-ignore: decorator
@inline
function valueOf(points: usize, at: i32): f64 {
  return load<f64>(points + usize(at) * POINT_BYTES, 8);
}

/** The last point at or before a sample, or -1. */
function seek(lane: usize, sample: f64): i32 {
  const count = load<i32>(lane, POINTS);
  const points = usize(load<i32>(lane, ADDRESS));
  const at = load<i32>(lane, CURSOR);
  if ((at < 0 || sampleOf(points, at) <= sample) && (at + 1 >= count || sampleOf(points, at + 1) > sample)) return at;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sampleOf(points, middle) <= sample) low = middle + 1;
    else high = middle;
  }
  store<i32>(lane, low - 1, CURSOR);
  return low - 1;
}

/** The way from one value to the next at the part t of the time: session/automation-points.ts has the formula. */
// @ts-ignore: decorator
@inline
function bent(t: f64, bend: f64): f64 {
  const b = Math.max(-0.99, Math.min(0.99, bend));
  return ((1.0 + b) * t) / ((1.0 + b) * t + (1.0 - b) * (1.0 - t));
}

/** Value at a sample that point `at` is the last before. */
function valueAfter(lane: usize, at: i32, sample: f64): f64 {
  const points = usize(load<i32>(lane, ADDRESS));
  const shape = load<i32>(lane, SHAPE);
  const last = load<i32>(lane, POINTS) - 1;
  if (at < 0) return valueOf(points, 0);
  const value = valueOf(points, at);
  const from = sampleOf(points, at);
  if (shape == SWITCHED) {
    const since = sample - from + 1.0;
    if (at == 0 || since >= f64(QUANTUM)) return value;
    const before = valueOf(points, at - 1);
    return before + (value - before) * (since / f64(QUANTUM));
  }
  if (shape != BENT || at == last) return value;
  const t = (sample - from) / (sampleOf(points, at + 1) - from);
  const bend = load<f64>(points + usize(at) * POINT_BYTES, 16);
  return value + (valueOf(points, at + 1) - value) * (bend == 0.0 ? t : bent(t, bend));
}

/** Whether the value does not change in samples [sample, sample + frames), of which point `at` is the last before the first. */
function holds(lane: usize, at: i32, sample: f64, frames: f64): bool {
  const points = usize(load<i32>(lane, ADDRESS));
  const last = load<i32>(lane, POINTS) - 1;
  if (at < last && sampleOf(points, at + 1) < sample + frames) return false;
  if (at < 0) return true;
  const shape = load<i32>(lane, SHAPE);
  if (shape == SWITCHED) return at == 0 || sample - sampleOf(points, at) + 1.0 >= f64(QUANTUM);
  return shape != BENT || at == last || valueOf(points, at + 1) == valueOf(points, at);
}

/** Values of a stretch of the session without a jump, to `out`; true where they are not all the same. */
function fillStretch(lane: usize, sample: f64, frames: i32, out: usize): bool {
  let at = seek(lane, sample);
  if (holds(lane, at, sample, f64(frames))) {
    const value = valueAfter(lane, at, sample);
    for (let i = 0; i < frames; i++) store<f64>(out + (usize(i) << 3), value);
    return false;
  }
  const points = usize(load<i32>(lane, ADDRESS));
  const last = load<i32>(lane, POINTS) - 1;
  for (let i = 0; i < frames; i++) {
    const now = sample + f64(i);
    while (at < last && sampleOf(points, at + 1) <= now) at++;
    store<f64>(out + (usize(i) << 3), valueAfter(lane, at, now));
  }
  store<i32>(lane, at, CURSOR);
  return true;
}

/** Values of a quantum that begins at a sample of the run, across jumps; true where they are not all the same. */
function fillLane(lane: usize, set: usize, map: usize, frame: f64, out: usize): bool {
  let moving = false;
  for (let done = 0; done < QUANTUM; ) {
    spanAt(map, frame + f64(done), set + SPAN);
    const sample = load<f64>(set + SPAN);
    const frames = i32(Math.min(f64(QUANTUM - done), load<f64>(set + SPAN, 8)));
    const place = sample == sample ? sample : load<f64>(set, LAST);
    if (sample == sample) {
      if (fillStretch(lane, sample, frames, out + (usize(done) << 3))) moving = true;
    } else {
      const value = valueAfter(lane, seek(lane, place), place);
      for (let i = 0; i < frames; i++) store<f64>(out + (usize(done + i) << 3), value);
    }
    if (done > 0 && load<f64>(out) != load<f64>(out + (usize(done) << 3))) moving = true;
    done += frames;
  }
  return moving;
}

/** While the transport does not play, all values stay where they are. */
function hold(lane: usize, sample: f64, out: usize): void {
  const value = valueAfter(lane, seek(lane, sample), sample);
  for (let i = 0; i < QUANTUM; i++) store<f64>(out + (usize(i) << 3), value);
}

/** Every field's values in this quantum; true where a field after the inserts moves. */
export function fillLanes(set: usize, run: usize, quantum: i32): bool {
  const map = usize(load<i32>(run, RUN_MAP));
  const playing = load<i32>(run) != 0;
  const frame = f64(quantum) * f64(QUANTUM);
  const last = load<f64>(set, LAST);
  let moving = false;
  let headMoving = false;
  for (let i = 0; i < load<i32>(set, LANES); i++) {
    const lane = laneAt(set, i);
    const field = load<i32>(lane);
    const out = set + VALUES + usize(field) * FIELD_BYTES;
    if (!playing && last == last) {
      hold(lane, last, out);
      continue;
    }
    const isHead = field == HEAD_FIELD;
    const moves = fillLane(lane, set, map, frame - load<f64>(set + (isHead ? HEAD_DELAY : DELAY)), out);
    if (isHead) headMoving = moves;
    else if (moves) moving = true;
  }
  if (playing) remember(set, map, frame);
  setHeadMoving(set, headMoving);
  return moving;
}

/** Where the lanes were last: what they stay at when the transport stops. */
function remember(set: usize, map: usize, frame: f64): void {
  spanAt(map, frame + f64(QUANTUM - 1) - load<f64>(set, DELAY), set + SPAN);
  const sample = load<f64>(set + SPAN);
  if (sample == sample) store<f64>(set, sample, LAST);
}

/** Parameters of an insert at the quantum's first sample: field -1 to `active`, others to `params`. True where one changed. */
export function fillParameters(set: usize, run: usize, quantum: i32, params: usize, active: usize): bool {
  const map = usize(load<i32>(run, RUN_MAP));
  let place = load<f64>(set, LAST);
  if (load<i32>(run) != 0 || place != place) {
    spanAt(map, f64(quantum) * f64(QUANTUM) - load<f64>(set, DELAY), set + SPAN);
    const sample = load<f64>(set + SPAN);
    if (sample == sample) place = sample;
    store<f64>(set, place, LAST);
  }
  let changed = false;
  for (let i = 0; i < load<i32>(set, LANES); i++) {
    const lane = laneAt(set, i);
    const field = load<i32>(lane);
    const value = valueAfter(lane, seek(lane, place), place);
    const target = field < 0 ? active : params + usize(field) * 8;
    if (load<f64>(target) == value) continue;
    store<f64>(target, value);
    changed = true;
  }
  return changed;
}
