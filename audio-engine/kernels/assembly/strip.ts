// A strip's own controls: input trim and polarity before its inserts; width, pan or balance, fader, mute and the meter
// after them. Every gain is a ramp over about 10 ms on the grid of quanta, linear per sample.
import { isHeadMoving, isMoving } from './automation';
import { foldToMono } from './mix';
import { QUANTUM } from './math';
import { meterClear, meterCoefficient, meterWrite } from './meter';
import { panMatrix } from './pan';
import { faderGain, quantaOf, rampAdvance, rampEnd, rampSnap, rampTo } from './smooth';
import { feedQuantum, isSilent, silence } from './source';
import { faderAutomated, headAutomated, stripAutomated } from './strip-automation';

const RAMP_SECONDS: f64 = 0.01;

// Strip block, in bytes. Targets are f64 in the order of StripTarget (graph/description.ts).
export const TRIM_DB: usize = 0;
export const POLARITY: usize = 8;
export const PAN: usize = 16;
export const PAN_LAW: usize = 24;
export const FADER_DB: usize = 32;
export const AUDIBLE: usize = 40;
export const WIDTH: usize = 48;
export const PAN_MODE: usize = 56;
/** The targets that the ramps' goals were computed from. */
export const SEEN: usize = 64;
export const TRIM: usize = 128;
export const LEFT: usize = 160;
export const RIGHT: usize = 192;
/** 1 while the transport plays, 0 while it does not. */
export const GATE: usize = 224;
export const CHANNELS: usize = 232;
export const RAMP_QUANTA: usize = 236;
export const FRESH: usize = 240;
const METER: usize = 244;
/** Whether the quantum at the strip's input was all zero. */
const INPUT_SILENT: usize = 248;
const RMS_COEFFICIENT: usize = 256;
/** What goes from right to left and from left to right: nothing, but for width and the pan that moves a side over. */
export const TO_LEFT: usize = 272;
export const TO_RIGHT: usize = 304;
/** 1 while any of that sounds. */
export const CROSSES: usize = 336;
/** Room for the four factors of the targets (pan.ts). */
export const PLACE: usize = 344;

/** The set of lanes (automation.ts) that the strip follows, or 0. Atomic; and the one it followed last. */
const AUTOMATION: usize = 376;
export const AUTOMATION_SEEN: usize = 380;
/** What four gains and the trim still are beside where the lanes want them, and quanta until they are there. */
export const OFFSETS: usize = 384;
export const AUTOMATION_LEFT: usize = 424;

export const STRIP_METER: usize = METER;
export const STRIP_INPUT_SILENT: usize = INPUT_SILENT;

/** Ramp of how far a sum is folded to mono. */
const FOLD: usize = 448;

/** Bytes of a strip block. */
export function strip_bytes(): i32 {
  return 480;
}

/** Prepares a zeroed block: constants of the rate; the ramps snap at the first quantum. */
export function strip_init(strip: usize, meter: usize, channels: i32, sampleRate: f64): void {
  store<i32>(strip, channels, CHANNELS);
  store<i32>(strip, quantaOf(RAMP_SECONDS, sampleRate), RAMP_QUANTA);
  store<i32>(strip, i32(meter), METER);
  store<f64>(strip, meterCoefficient(sampleRate), RMS_COEFFICIENT);
  store<i32>(strip, 1, FRESH);
}

export function stripReset(strip: usize): void {
  store<i32>(strip, 1, FRESH);
  meterClear(usize(load<i32>(strip, METER)));
}

/** What a sum is in this plan: one that goes from stereo to mono, or back, glides. Before `stripTargets`. */
export function stripChannels(strip: usize, channels: i32): void {
  const goal: f64 = channels == 1 ? 1.0 : 0.0;
  if (load<i32>(strip, FRESH) != 0) rampSnap(strip + FOLD, goal);
  else rampTo(strip + FOLD, goal, load<i32>(strip, RAMP_QUANTA));
  if (load<i32>(strip, CHANNELS) == channels) return;
  store<i32>(strip, channels, CHANNELS);
  // The gains are worked out anew, though no target has changed.
  store<i64>(strip, ~load<i64>(strip), SEEN);
}

/** Folds the strip's sum as far as it is mono in this quantum. */
export function foldSum(strip: usize, sum: usize): void {
  const from = load<f64>(strip, FOLD);
  const to = rampEnd(strip + FOLD);
  rampAdvance(strip + FOLD, to);
  if (from != 0.0 || to != 0.0) foldToMono(sum, from, to);
}

/** Takes new targets into the ramps, once a quantum; lanes take their place where there are some. */
export function stripTargets(strip: usize, run: usize, quantum: i32): void {
  const set = usize(atomic.load<i32>(strip + AUTOMATION));
  if (set != 0) {
    stripAutomated(strip, set, run, quantum);
    return;
  }
  const playing = load<i32>(run) != 0;
  const fresh = load<i32>(strip, FRESH) != 0;
  let same = !fresh && load<i32>(strip, AUTOMATION_SEEN) == 0;
  store<i32>(strip, 0, AUTOMATION_SEEN);
  for (let at: usize = 0; same && at < 64; at += 16) {
    same = !v128.any_true(v128.xor(v128.load(strip + at), v128.load(strip + at, SEEN)));
  }
  if (same) return;
  memory.copy(strip + SEEN, strip, 64);
  const polarity: f64 = load<f64>(strip, POLARITY) > 0.5 ? -1.0 : 1.0;
  const trim = faderGain(load<f64>(strip, TRIM_DB)) * polarity;
  const fader: f64 = load<f64>(strip, AUDIBLE) > 0.5 ? faderGain(load<f64>(strip, FADER_DB)) : 0.0;
  const place = strip + PLACE;
  panMatrix(
    place, load<f64>(strip, PAN), load<f64>(strip, PAN_LAW), load<i32>(strip, CHANNELS), load<f64>(strip, WIDTH),
    load<f64>(strip, PAN_MODE),
  );
  const left = fader * load<f64>(place);
  const right = fader * load<f64>(place, 8);
  const toLeft = fader * load<f64>(place, 16);
  const toRight = fader * load<f64>(place, 24);
  if (toLeft != 0.0 || toRight != 0.0) store<i32>(strip, 1, CROSSES);
  if (fresh) {
    rampSnap(strip + TRIM, trim);
    rampSnap(strip + LEFT, left);
    rampSnap(strip + RIGHT, right);
    rampSnap(strip + TO_LEFT, toLeft);
    rampSnap(strip + TO_RIGHT, toRight);
    store<f64>(strip, playing ? 1.0 : 0.0, GATE);
    store<i32>(strip, 0, FRESH);
    return;
  }
  const quanta = load<i32>(strip, RAMP_QUANTA);
  rampTo(strip + TRIM, trim, quanta);
  rampTo(strip + LEFT, left, quanta);
  rampTo(strip + RIGHT, right, quanta);
  rampTo(strip + TO_LEFT, toLeft, quanta);
  rampTo(strip + TO_RIGHT, toRight, quanta);
}

/** `from` times a ramp of both sides' gains into `to`. Adding +0 makes -0 a plain zero, as skipped silence is. */
function multiplyRamp(from: usize, to: usize, start: v128, end: v128): void {
  const zero = f64x2.splat(0);
  const step = f64x2.mul(f64x2.sub(end, start), f64x2.splat(1.0 / f64(QUANTUM)));
  for (let i = 1; i <= QUANTUM; i++) {
    const at = usize(i - 1) << 4;
    const gain = f64x2.add(start, f64x2.mul(step, f64x2.splat(f64(i))));
    v128.store(to + at, f64x2.add(f64x2.mul(v128.load(from + at), gain), zero));
  }
}

function multiplyConstant(from: usize, to: usize, gain: v128): void {
  const zero = f64x2.splat(0);
  for (let at: usize = 0; at < 1024; at += 64) {
    v128.store(to + at, f64x2.add(f64x2.mul(v128.load(from + at), gain), zero));
    v128.store(to + at, f64x2.add(f64x2.mul(v128.load(from + at, 16), gain), zero), 16);
    v128.store(to + at, f64x2.add(f64x2.mul(v128.load(from + at, 32), gain), zero), 32);
    v128.store(to + at, f64x2.add(f64x2.mul(v128.load(from + at, 48), gain), zero), 48);
  }
}

// @ts-ignore: decorator
@inline
function multiply(from: usize, to: usize, start: v128, end: v128): void {
  if (v128.any_true(v128.xor(start, end))) multiplyRamp(from, to, start, end);
  else multiplyConstant(from, to, end);
}

/** Trim, polarity and the transport's gate, from `input` (0 = nothing there) to `buffer`. */
function head(strip: usize, input: usize, buffer: usize, gateGoal: f64): void {
  const gate = load<f64>(strip, GATE);
  const trim = load<f64>(strip, TRIM);
  const trimEnd = rampEnd(strip + TRIM);
  store<f64>(strip, gateGoal, GATE);
  rampAdvance(strip + TRIM, trimEnd);
  const silent = input == 0 || (gate == 0.0 && gateGoal == 0.0) || isSilent(input);
  store<i32>(strip, silent ? 1 : 0, INPUT_SILENT);
  const set = usize(load<i32>(strip, AUTOMATION_SEEN));
  if (silent) silence(buffer);
  else if (set != 0 && isHeadMoving(set)) headAutomated(set, input, buffer, gate, gateGoal);
  else multiply(input, buffer, f64x2.splat(trim * gate), f64x2.splat(trimEnd * gateGoal));
}

/** Reads the track's ring; counts what was not there in time. */
export function headFeed(strip: usize, feed: usize, quantum: i32, buffer: usize, run: usize): void {
  const playing = load<i32>(run) != 0;
  const input = feedQuantum(feed, quantum);
  if (playing && input == 0) atomic.add<i32>(run + 20, 1);
  head(strip, input, buffer, playing ? 1.0 : 0.0);
}

export function headBuffer(strip: usize, input: usize, buffer: usize): void {
  head(strip, input, buffer, 1.0);
}

/** Width, pan or balance, fader and gating, in place. */
export function fader(strip: usize, buffer: usize): void {
  const set = usize(load<i32>(strip, AUTOMATION_SEEN));
  if (set != 0 && isMoving(set)) {
    faderAutomated(set, buffer);
    return;
  }
  if (load<i32>(strip, CROSSES) != 0) {
    faderMatrix(strip, buffer);
    return;
  }
  const start = f64x2.replace_lane(f64x2.splat(load<f64>(strip, LEFT)), 1, load<f64>(strip, RIGHT));
  const left = rampEnd(strip + LEFT);
  const right = rampEnd(strip + RIGHT);
  rampAdvance(strip + LEFT, left);
  rampAdvance(strip + RIGHT, right);
  multiply(buffer, buffer, start, f64x2.replace_lane(f64x2.splat(left), 1, right));
}

/** The same where sides go over to each other. */
function faderMatrix(strip: usize, buffer: usize): void {
  const start = f64x2.replace_lane(f64x2.splat(load<f64>(strip, LEFT)), 1, load<f64>(strip, RIGHT));
  const startOver = f64x2.replace_lane(f64x2.splat(load<f64>(strip, TO_LEFT)), 1, load<f64>(strip, TO_RIGHT));
  const left = rampEnd(strip + LEFT);
  const right = rampEnd(strip + RIGHT);
  const toLeft = rampEnd(strip + TO_LEFT);
  const toRight = rampEnd(strip + TO_RIGHT);
  rampAdvance(strip + LEFT, left);
  rampAdvance(strip + RIGHT, right);
  rampAdvance(strip + TO_LEFT, toLeft);
  rampAdvance(strip + TO_RIGHT, toRight);
  if (toLeft == 0.0 && toRight == 0.0 && load<f64>(strip, TO_LEFT + 8) == 0.0 && load<f64>(strip, TO_RIGHT + 8) == 0.0) {
    store<i32>(strip, 0, CROSSES);
  }
  const zero = f64x2.splat(0);
  const part = f64x2.splat(1.0 / f64(QUANTUM));
  const step = f64x2.mul(f64x2.sub(f64x2.replace_lane(f64x2.splat(left), 1, right), start), part);
  const stepOver = f64x2.mul(f64x2.sub(f64x2.replace_lane(f64x2.splat(toLeft), 1, toRight), startOver), part);
  for (let i = 1; i <= QUANTUM; i++) {
    const at = buffer + (usize(i - 1) << 4);
    const frame = v128.load(at);
    const n = f64x2.splat(f64(i));
    const own = f64x2.mul(frame, f64x2.add(start, f64x2.mul(step, n)));
    const over = f64x2.mul(i64x2.shuffle(frame, frame, 1, 0), f64x2.add(startOver, f64x2.mul(stepOver, n)));
    v128.store(at, f64x2.add(f64x2.add(own, over), zero));
  }
}

/** Enters what a quantum measured; false, and silence in its place, where it was not finite. */
// @ts-ignore: decorator
@inline
function measured(strip: usize, buffer: usize, peaks: v128, squares: v128): bool {
  // Beyond 1e60 nothing is sound any more. The peak passes NaN over; the squares keep it.
  const sane = v128.and(f64x2.le(peaks, f64x2.splat(1e60)), f64x2.lt(squares, f64x2.splat(Infinity)));
  const finite = i64x2.all_true(sane);
  const meterBlock = usize(load<i32>(strip, METER));
  const coefficient = load<f64>(strip, RMS_COEFFICIENT);
  if (!finite) {
    silence(buffer);
    meterWrite(meterBlock, coefficient, f64x2.splat(0), f64x2.splat(0));
    return false;
  }
  meterWrite(meterBlock, coefficient, peaks, squares);
  return true;
}

/** Measures the quantum and tells whether every sample of it is finite. What is not is replaced by silence. */
export function meter(strip: usize, buffer: usize): bool {
  let peakA = f64x2.splat(0);
  let peakB = f64x2.splat(0);
  let squaresA = f64x2.splat(0);
  let squaresB = f64x2.splat(0);
  for (let at: usize = 0; at < 1024; at += 32) {
    const a = v128.load(buffer + at);
    const b = v128.load(buffer + at, 16);
    peakA = f64x2.pmax(peakA, f64x2.abs(a));
    peakB = f64x2.pmax(peakB, f64x2.abs(b));
    squaresA = f64x2.add(squaresA, f64x2.mul(a, a));
    squaresB = f64x2.add(squaresB, f64x2.mul(b, b));
  }
  return measured(strip, buffer, f64x2.pmax(peakA, peakB), f64x2.add(squaresA, squaresB));
}

/** `fader` and `meter` in one pass while no ramp runs: the same operations in the same order, so the same bits. */
export function faderAndMeter(strip: usize, buffer: usize): bool {
  if ((load<i32>(strip, LEFT + 24) | load<i32>(strip, RIGHT + 24) | load<i32>(strip, CROSSES)) != 0) {
    fader(strip, buffer);
    return meter(strip, buffer);
  }
  const gain = f64x2.replace_lane(f64x2.splat(load<f64>(strip, LEFT)), 1, load<f64>(strip, RIGHT));
  const zero = f64x2.splat(0);
  let peakA = zero;
  let peakB = zero;
  let squaresA = zero;
  let squaresB = zero;
  for (let at: usize = 0; at < 1024; at += 64) {
    const a = f64x2.add(f64x2.mul(v128.load(buffer + at), gain), zero);
    const b = f64x2.add(f64x2.mul(v128.load(buffer + at, 16), gain), zero);
    v128.store(buffer + at, a);
    v128.store(buffer + at, b, 16);
    peakA = f64x2.pmax(peakA, f64x2.abs(a));
    peakB = f64x2.pmax(peakB, f64x2.abs(b));
    squaresA = f64x2.add(squaresA, f64x2.mul(a, a));
    squaresB = f64x2.add(squaresB, f64x2.mul(b, b));
    const c = f64x2.add(f64x2.mul(v128.load(buffer + at, 32), gain), zero);
    const d = f64x2.add(f64x2.mul(v128.load(buffer + at, 48), gain), zero);
    v128.store(buffer + at, c, 32);
    v128.store(buffer + at, d, 48);
    peakA = f64x2.pmax(peakA, f64x2.abs(c));
    peakB = f64x2.pmax(peakB, f64x2.abs(d));
    squaresA = f64x2.add(squaresA, f64x2.mul(c, c));
    squaresB = f64x2.add(squaresB, f64x2.mul(d, d));
  }
  return measured(strip, buffer, f64x2.pmax(peakA, peakB), f64x2.add(squaresA, squaresB));
}

/** The meter and the ramps of a quantum of zeros: what `fader` and `meter` would do, without looking at it. */
export function passSilence(strip: usize): void {
  rampAdvance(strip + LEFT, rampEnd(strip + LEFT));
  rampAdvance(strip + RIGHT, rampEnd(strip + RIGHT));
  rampAdvance(strip + TO_LEFT, rampEnd(strip + TO_LEFT));
  rampAdvance(strip + TO_RIGHT, rampEnd(strip + TO_RIGHT));
  const zero = f64x2.splat(0);
  meterWrite(usize(load<i32>(strip, METER)), load<f64>(strip, RMS_COEFFICIENT), zero, zero);
}
