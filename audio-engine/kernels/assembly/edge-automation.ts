// A send whose level, pan or mute follow lanes.
import { fillLanes, ownGains, setMoving, valuesOf } from './automation';
import {
  EDGE_AUTOMATION, EDGE_AUTOMATION_LEFT, EDGE_AUTOMATION_SEEN, EDGE_OFFSETS, FRESH, LEFT, LEVEL_DB, OPEN, PAN, PRESENT,
  RAMP_QUANTA, RIGHT, SEEN, SNAP, WAIT, WHOLE,
} from './edge';
import { clamp, QUANTUM } from './math';
import { panLeft, panRight } from './pan';
import { faderGain, rampSnap } from './smooth';

const LEVEL_FIELD: i32 = 0;
const PAN_FIELD: i32 = 1;
const MUTE_FIELD: i32 = 2;

// @ts-ignore: decorator
@inline
function at(values: usize, frame: i32): f64 {
  return load<f64>(values + (usize(frame) << 3));
}

// @ts-ignore: decorator
@inline
function gainsAt(edge: usize, levels: usize, pans: usize, mutes: usize, heard: bool, frame: i32): v128 {
  let level: f64 = heard ? faderGain(levels != 0 ? at(levels, frame) : load<f64>(edge, LEVEL_DB)) : 0.0;
  if (mutes != 0) level *= 1.0 - at(mutes, frame);
  const pan = clamp(pans != 0 ? at(pans, frame) : load<f64>(edge, PAN), -1.0, 1.0);
  return f64x2.mul(
    f64x2.splat(level),
    f64x2.replace_lane(f64x2.splat(panLeft(pan, 0.0, 2)), 1, panRight(pan, 0.0, 2)),
  );
}

/** Before a quantum of the sum that the edge leads to. */
export function edgeAutomate(edge: usize, run: usize, quantum: i32): void {
  const set = usize(atomic.load<i32>(edge + EDGE_AUTOMATION));
  if (set == 0) {
    if (load<i32>(edge, EDGE_AUTOMATION_SEEN) == 0) return;
    store<i32>(edge, 0, EDGE_AUTOMATION_SEEN);
    // Not what any target says, so that they are gone to from where the lanes were.
    store<f64>(edge, NaN, SEEN);
    return;
  }
  const fresh = load<i32>(edge, FRESH);
  if (fresh != 0 && fresh != SNAP) {
    rampSnap(edge + LEFT, fresh == WHOLE ? 1.0 : 0.0);
    rampSnap(edge + RIGHT, fresh == WHOLE ? 1.0 : 0.0);
  }
  store<i32>(edge, 0, FRESH);
  const waiting = load<i32>(edge, WAIT);
  if (waiting > 0) store<i32>(edge, waiting - 1, WAIT);
  const a = v128.xor(v128.load(edge), v128.load(edge, SEEN));
  const b = v128.xor(v128.load(edge, 16), v128.load(edge, SEEN + 16));
  const known = load<i32>(edge, EDGE_AUTOMATION_SEEN) == i32(set) && waiting == 0;
  const turned = fresh != SNAP && (fresh != 0 || !known || v128.any_true(v128.or(a, b)));
  store<i32>(edge, i32(set), EDGE_AUTOMATION_SEEN);
  memory.copy(edge + SEEN, edge, 32);
  const moving = fillLanes(set, run, quantum);
  if (waiting > 0) {
    // Its delay does not have the source's sound yet: it stays as it is.
    setMoving(set, false);
    return;
  }
  const levels = valuesOf(set, LEVEL_FIELD);
  const pans = valuesOf(set, PAN_FIELD);
  const mutes = valuesOf(set, MUTE_FIELD);
  const heard = load<f64>(edge, OPEN) > 0.5 && load<f64>(edge, PRESENT) > 0.5;
  const quanta = load<i32>(edge, RAMP_QUANTA);
  let gains = gainsAt(edge, levels, pans, mutes, heard, 0);
  if (turned) {
    const now = f64x2.replace_lane(f64x2.splat(load<f64>(edge, LEFT)), 1, load<f64>(edge, RIGHT));
    v128.store(edge, f64x2.sub(now, gains), EDGE_OFFSETS);
    store<i32>(edge, quanta, EDGE_AUTOMATION_LEFT);
  }
  if (fresh == SNAP) store<i32>(edge, 0, EDGE_AUTOMATION_LEFT);
  const left = load<i32>(edge, EDGE_AUTOMATION_LEFT);
  setMoving(set, moving || left != 0);
  if (moving || left != 0) {
    const offsets = v128.load(edge, EDGE_OFFSETS);
    for (let i = 0; i < QUANTUM; i++) {
      gains = gainsAt(edge, levels, pans, mutes, heard, i);
      if (left != 0) {
        const rest = f64(left * QUANTUM - i - 1) / f64(quanta * QUANTUM);
        gains = f64x2.add(gains, f64x2.mul(offsets, f64x2.splat(rest)));
      }
      v128.store(ownGains(set) + (usize(i) << 4), gains);
    }
  }
  if (left != 0) store<i32>(edge, left - 1, EDGE_AUTOMATION_LEFT);
  rampSnap(edge + LEFT, f64x2.extract_lane(gains, 0));
  rampSnap(edge + RIGHT, f64x2.extract_lane(gains, 1));
}

/** Adds a quantum of `from` at moving gains to `sum`. */
export function addAutomated(set: usize, from: usize, sum: usize): void {
  for (let i: usize = 0; i < 1024; i += 16)
    v128.store(sum + i, f64x2.add(v128.load(sum + i), f64x2.mul(v128.load(from + i), v128.load(ownGains(set) + i))));
}

/** Before a sum: every input whose gains follow lanes. Inputs as in mix.ts. */
export function automateInputs(inputs: usize, count: i32, run: usize, quantum: i32): void {
  for (let i = 0; i < count; i++) {
    const edge = usize(load<i32>(inputs + (usize(i) << 3), 4));
    if (edge != 0) edgeAutomate(edge, run, quantum);
  }
}
