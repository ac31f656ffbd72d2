// One way from a strip into a sum that needs more than adding: a send with level and balance, a delay that lines it
// up with the sum's latest input, or a way that opens, shuts, comes or goes. Gains move in ramps of about 10 ms.
import { alignCopy, alignReset } from './align';
import { isMoving } from './automation';
import { addAutomated } from './edge-automation';
import { clamp, QUANTUM } from './math';
import { panLeft, panRight } from './pan';
import { faderGain, quantaOf, rampAdvance, rampEnd, rampSnap, rampTo } from './smooth';

const RAMP_SECONDS: f64 = 0.01;

// Edge block, in bytes. Targets are f64 in the order of EdgeTarget (graph/description.ts), then 1 = in the plan.
export const LEVEL_DB: usize = 0;
export const PAN: usize = 8;
export const OPEN: usize = 16;
export const PRESENT: usize = 24;
/** The targets that the ramps' goals were computed from. */
export const SEEN: usize = 32;
export const LEFT: usize = 64;
export const RIGHT: usize = 96;
/** Node of the delay (align.ts), or 0. Atomic. */
const ALIGN: usize = 128;
export const RAMP_QUANTA: usize = 132;
export const FRESH: usize = 136;
/** Quanta until the delay of an edge that comes in has the source's sound at its end. */
export const WAIT: usize = 140;

/** The set of lanes (automation.ts) that the edge follows, or 0. Atomic; and the one it followed last. */
export const EDGE_AUTOMATION: usize = 144;
export const EDGE_AUTOMATION_SEEN: usize = 148;
/** What both gains still are beside where the lanes want them, and quanta until they are there. */
export const EDGE_OFFSETS: usize = 160;
export const EDGE_AUTOMATION_LEFT: usize = 176;

/** What an edge is at its first quantum: where its targets are, silent, or the whole source. */
export const SNAP: i32 = 1;
const SILENT: i32 = 2;
export const WHOLE: i32 = 3;

export function edge_bytes(): i32 {
  return 192;
}

/** Prepares a zeroed block; `waitSamples` hold back one that begins silent. */
export function edge_init(edge: usize, sampleRate: f64, begins: i32, waitSamples: i32): void {
  store<f64>(edge, 1.0, PRESENT);
  store<i32>(edge, quantaOf(RAMP_SECONDS, sampleRate), RAMP_QUANTA);
  store<i32>(edge, begins, FRESH);
  store<i32>(edge, waitSamples > 0 ? (waitSamples + 2 * QUANTUM - 1) / QUANTUM : 0, WAIT);
}

export function edgeReset(edge: usize): void {
  const align = usize(load<i32>(edge, ALIGN));
  if (align != 0) alignReset(align);
  store<i32>(edge, SNAP, FRESH);
  store<i32>(edge, 0, WAIT);
}

function targets(edge: usize): void {
  const fresh = load<i32>(edge, FRESH);
  if (fresh == SILENT || fresh == WHOLE) {
    rampSnap(edge + LEFT, fresh == WHOLE ? 1.0 : 0.0);
    rampSnap(edge + RIGHT, fresh == WHOLE ? 1.0 : 0.0);
    // Not what any target says, so that they are taken next.
    store<f64>(edge, NaN, SEEN);
    store<i32>(edge, 0, FRESH);
  }
  const wait = load<i32>(edge, WAIT);
  if (wait > 0) {
    store<i32>(edge, wait - 1, WAIT);
    return;
  }
  const a = v128.xor(v128.load(edge), v128.load(edge, SEEN));
  const b = v128.xor(v128.load(edge, 16), v128.load(edge, SEEN + 16));
  if (fresh != SNAP && !v128.any_true(v128.or(a, b))) return;
  memory.copy(edge + SEEN, edge, 32);
  const heard = load<f64>(edge, OPEN) > 0.5 && load<f64>(edge, PRESENT) > 0.5;
  const level: f64 = heard ? faderGain(load<f64>(edge, LEVEL_DB)) : 0.0;
  const pan = clamp(load<f64>(edge, PAN), -1.0, 1.0);
  const left = level * panLeft(pan, 0.0, 2);
  const right = level * panRight(pan, 0.0, 2);
  if (fresh == SNAP) {
    rampSnap(edge + LEFT, left);
    rampSnap(edge + RIGHT, right);
    store<i32>(edge, 0, FRESH);
    return;
  }
  const quanta = load<i32>(edge, RAMP_QUANTA);
  rampTo(edge + LEFT, left, quanta);
  rampTo(edge + RIGHT, right, quanta);
}

// @ts-ignore: decorator
@inline
function pair(left: f64, right: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(left), 1, right);
}

/** Adds a quantum of `source`, delayed and at the edge's gain, to `sum`. `scratch` is room for a quantum. */
export function edgeAdd(edge: usize, source: usize, sum: usize, scratch: usize): void {
  const set = usize(load<i32>(edge, EDGE_AUTOMATION_SEEN));
  if (set == 0) targets(edge);
  let from = source;
  const align = usize(atomic.load<i32>(edge + ALIGN));
  if (align != 0) {
    alignCopy(align, source, scratch);
    from = scratch;
  }
  if (set != 0 && isMoving(set)) {
    addAutomated(set, from, sum);
    return;
  }
  const left = rampEnd(edge + LEFT);
  const right = rampEnd(edge + RIGHT);
  const start = pair(load<f64>(edge, LEFT), load<f64>(edge, RIGHT));
  const end = pair(left, right);
  rampAdvance(edge + LEFT, left);
  rampAdvance(edge + RIGHT, right);
  if (!v128.any_true(v128.xor(start, end))) {
    if (!v128.any_true(start)) return;
    for (let at: usize = 0; at < 1024; at += 32) {
      v128.store(sum + at, f64x2.add(v128.load(sum + at), f64x2.mul(v128.load(from + at), end)));
      v128.store(sum + at, f64x2.add(v128.load(sum + at, 16), f64x2.mul(v128.load(from + at, 16), end)), 16);
    }
    return;
  }
  const step = f64x2.mul(f64x2.sub(end, start), f64x2.splat(1.0 / f64(QUANTUM)));
  for (let i = 1; i <= QUANTUM; i++) {
    const at = usize(i - 1) << 4;
    const gain = f64x2.add(start, f64x2.mul(step, f64x2.splat(f64(i))));
    v128.store(sum + at, f64x2.add(v128.load(sum + at), f64x2.mul(v128.load(from + at), gain)));
  }
}
