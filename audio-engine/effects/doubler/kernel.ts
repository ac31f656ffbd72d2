// The doubler: two to four copies of the take, each on a delay that wanders smoothly. A delay that changes bends the
// pitch, so that time and tuning drift together, as they do when somebody sings a line again.
import { frameOf, seedOf } from '../../kernels/assembly/context';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import {
  FRAME, QUANTUM, clamp, dbToGain, glide, glidePerQuantum, param, peakOf, settle, swapLanes,
} from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';
import { SINC_BYTES, sincInit, sincRead } from '../../kernels/assembly/sinc-read';
import { WET_STAGE_BYTES, wetFinish, wetReset, wetRests } from '../../kernels/assembly/wet-stage';

// Parameters, in the order of parameters.ts.
const COPIES: i32 = 0;
const DELAY: i32 = 1;
const SPREAD: i32 = 2;
const DETUNE: i32 = 3;
const DRIFT: i32 = 4;
const WIDTH: i32 = 5;
const LOW_CUT: i32 = 6;
const HIGH_CUT: i32 = 7;
const LEVEL: i32 = 8;
const DRY: i32 = 9;
const PARAMETERS: i32 = 10;

const VOICES: i32 = 4;
const GLIDE_TAU_MS: f64 = 40;
/** Longest delay of a voice with all its wandering. */
const LONGEST_MS: f64 = 180;
/** Furthest a voice wanders from its place. */
const FURTHEST_MS: f64 = 25;
/** Steepest a drift of one unit can be in one unit of its time: between -1 and 1 along a smooth step. */
const STEEPEST: f64 = 3;
const CENTS_PER_RATIO: f64 = 1731.2340490667561;

// State, after the eight read-outs: 3..6 are the voices' detuning in cents.
const CENTS: usize = 24;
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const POSITION: usize = 84; // i32
const QUIET: usize = 88; // i32
const MOVING: usize = 92; // i32
const NOW_DELAY: usize = 96; // ms
const NOW_SPREAD: usize = 104;
const NOW_SWING: usize = 112; // ms
const INPUT_PEAK: usize = 120;
const OUTPUT_PEAK: usize = 128;
const PLACES: usize = 136; // f64 a voice: delay in frames at the end of the last quantum
const GAINS: usize = 176; // v128 a voice
const KNOWN: usize = 240;
const NEXT_FRAME: usize = 320;
const STAGE: usize = 336;
const WORK: usize = STAGE + WET_STAGE_BYTES;
const TABLE: usize = WORK + <usize>QUANTUM * FRAME;
const RING: usize = (TABLE + SINC_BYTES + 63) & ~63;

function ringFrames(sampleRate: f64): i32 {
  let frames = QUANTUM;
  while (<f64>frames < (LONGEST_MS * sampleRate) / 1000 + 2 * <f64>QUANTUM) frames <<= 1;
  return frames;
}

export function doubler_bytes(sampleRate: f64): i32 {
  return <i32>(RING + (<usize>ringFrames(sampleRate) << 4));
}

export function doubler_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, RING + (<usize>ringFrames(sampleRate) << 4));
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<i32>(state, 1, FRESH);
  wetReset(state + STAGE, sampleRate);
  sincInit(state + TABLE);
}

export function doubler_latency(params: usize, sampleRate: f64): i32 {
  return 0;
}

/** A number in -1..1 for a voice's step in time: a hash, the same in every run (T. Wang's mix). */
function random(seed: i32, voice: i32, step: i64): f64 {
  let x = <u32>step * 0x9e3779b1 + <u32>seed * 0x85ebca6b + <u32>voice * 0xc2b2ae35;
  x ^= x >> 16;
  x *= 0x7feb352d;
  x ^= x >> 15;
  x *= 0x846ca68b;
  x ^= x >> 16;
  return <f64>x / 2147483647.5 - 1;
}

/** Where a voice has wandered to, -1..1, at a time in steps of its drift: smooth steps between random places. */
function wander(seed: i32, voice: i32, time: f64): f64 {
  const whole = Math.floor(time);
  const t = time - whole;
  const from = random(seed, voice, <i64>whole);
  const to = random(seed, voice, <i64>whole + 1);
  return from + (to - from) * t * t * (3 - 2 * t);
}

/** How late a voice is against the others, 0..1. */
// @ts-ignore: decorator
@inline
function lateness(voice: i32): f64 {
  return voice == 0 ? 0 : voice == 1 ? 0.62 : voice == 2 ? 1 : 0.29;
}

/** Where a voice stands, -1..1. */
// @ts-ignore: decorator
@inline
function side(voice: i32, copies: i32): f64 {
  if (voice == 0) return -1;
  if (voice == 1) return 1;
  if (copies == 3) return 0;
  return voice == 2 ? -0.45 : 0.45;
}

function glideAt(state: usize, offset: usize, target: f64, epsilon: f64): void {
  const amount: f64 = load<i32>(state, FRESH) ? 1 : load<f64>(state, AMOUNT);
  const next = glide(load<f64>(state + offset), target, amount, epsilon);
  store<f64>(state + offset, next);
  if (next != target) store<i32>(state, 1, MOVING);
}

/** Frames that a voice is late at a frame of the run. */
function placeOf(state: usize, voice: i32, seed: i32, frame: f64, driftHz: f64): f64 {
  const rate = load<f64>(state, RATE);
  const swing = load<f64>(state, NOW_SWING);
  const base = load<f64>(state, NOW_DELAY) * (1 + 1.4 * load<f64>(state, NOW_SPREAD) * lateness(voice));
  const ms = max(base, swing + 1) + swing * wander(seed, voice, (frame * driftHz) / rate + 0.37 * <f64>voice);
  return clamp((ms * rate) / 1000, 16, (LONGEST_MS * rate) / 1000);
}

/** Adds a voice to the work area; its place and gains move in straight lines. */
function voice(state: usize, number: i32, from: f64, to: f64, gainTo: v128, seed: i32): void {
  const gains = state + GAINS + (<usize>number << 4);
  let gain = load<i32>(state, FRESH) ? gainTo : v128.load(gains);
  const step = f64x2.mul(f64x2.splat(1 / <f64>QUANTUM), f64x2.sub(gainTo, gain));
  v128.store(gains, gainTo);
  if (!v128.any_true(gain) && !v128.any_true(gainTo)) return;
  const rate = load<f64>(state, RATE);
  const mask = ringFrames(rate) - 1;
  const position = load<i32>(state, POSITION);
  const slope = (to - from) / <f64>QUANTUM;
  for (let i = 0; i < QUANTUM; i++) {
    gain = f64x2.add(gain, step);
    const late = from + slope * <f64>(i + 1);
    const whole = Math.ceil(late);
    const x = sincRead(state + TABLE, state + RING, mask, position + i - <i32>whole, whole - late);
    const at = state + WORK + (<usize>i << 4);
    v128.store(at, f64x2.add(v128.load(at), f64x2.mul(gain, x)));
  }
}

function quantum(state: usize, params: usize, buffer: usize, frame: f64, seed: i32): void {
  const rate = load<f64>(state, RATE);
  const mask = ringFrames(rate) - 1;
  const position = load<i32>(state, POSITION);
  const inputPeak = peakOf(buffer, QUANTUM);
  store<i32>(state, 0, MOVING);
  store<i32>(state, inputPeak == 0 ? min(load<i32>(state, QUIET) + 1, 1 << 20) : 0, QUIET);
  store<f64>(state, max(load<f64>(state, INPUT_PEAK), inputPeak), INPUT_PEAK);
  const half = f64x2.splat(0.5);
  for (let i = 0; i < QUANTUM; i++) {
    const x = v128.load(buffer + (<usize>i << 4));
    const mid = settle(f64x2.mul(half, f64x2.add(x, swapLanes(x))));
    v128.store(state + RING + (<usize>((position + i) & mask) << 4), mid);
  }
  const driftHz = clamp(param(params, DRIFT), 0.01, 10);
  const ratio = Math.exp(clamp(param(params, DETUNE), 0, 100) / CENTS_PER_RATIO) - 1;
  // After a rest the places are computed anew: they are those that a run without it would have.
  const known = !load<i32>(state, FRESH) && load<f64>(state, NEXT_FRAME) == frame;
  store<f64>(state, frame + <f64>QUANTUM, NEXT_FRAME);
  glideAt(state, NOW_DELAY, clamp(param(params, DELAY), 1, 60), 1e-4);
  glideAt(state, NOW_SPREAD, clamp(param(params, SPREAD), 0, 100) / 100, 1e-6);
  glideAt(state, NOW_SWING, min((1000 * ratio) / (STEEPEST * driftHz), FURTHEST_MS), 1e-4);
  const copies = <i32>clamp(nearest(param(params, COPIES)), 2, 4);
  const level = dbToGain(clamp(param(params, LEVEL), -80, 12)) / sqrt(<f64>copies);
  const width = clamp(param(params, WIDTH), 0, 100) / 100;
  const amount: f64 = load<i32>(state, FRESH) ? 1 : load<f64>(state, AMOUNT);
  memory.fill(state + WORK, 0, <usize>QUANTUM * FRAME);
  for (let number = 0; number < VOICES; number++) {
    const place = state + PLACES + (<usize>number << 3);
    const to = placeOf(state, number, seed, frame + <f64>QUANTUM, driftHz);
    const from: f64 = known ? load<f64>(place) : placeOf(state, number, seed, frame, driftHz);
    store<f64>(place, to);
    const angle = (Math.PI / 4) * (1 + width * side(number, copies));
    const wanted: f64 = number < copies ? level : 0;
    const goal = f64x2.replace_lane(f64x2.splat(wanted * Math.cos(angle)), 1, wanted * Math.sin(angle));
    const now = v128.load(state + GAINS + (<usize>number << 4));
    let next = f64x2.add(now, f64x2.mul(f64x2.splat(amount), f64x2.sub(goal, now)));
    const left = f64x2.abs(f64x2.sub(goal, next));
    if (f64x2.extract_lane(left, 0) < 1e-7 && f64x2.extract_lane(left, 1) < 1e-7) next = goal;
    else store<i32>(state, 1, MOVING);
    voice(state, number, from, to, next, seed);
    store<f64>(state + CENTS + (<usize>number << 3), number < copies ? ((from - to) / <f64>QUANTUM) * CENTS_PER_RATIO : 0);
  }
  store<i32>(state, (position + QUANTUM) & mask, POSITION);
  wetFinish(
    state + STAGE, buffer, state + WORK, param(params, LOW_CUT), param(params, HIGH_CUT), 100, 0, 100,
    param(params, DRY) >= 0.5 ? 50 : 100,
  );
  store<i32>(state, 0, FRESH);
  store<f64>(state, max(load<f64>(state, OUTPUT_PEAK), peakOf(buffer, QUANTUM)), OUTPUT_PEAK);
}

export function doubler_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  takeParameters(params, state + KNOWN, PARAMETERS);
  store<f64>(state, 0, INPUT_PEAK);
  store<f64>(state, 0, OUTPUT_PEAK);
  const frame = frameOf(context);
  const seed = seedOf(context);
  for (let done = 0; done < frames; done += QUANTUM) {
    quantum(state, params, buffer + <usize>done * FRAME, frame + <f64>done, seed);
  }
  storePeaks(state, load<f64>(state, INPUT_PEAK), load<f64>(state, OUTPUT_PEAK));
}

/** Whether silence in gives silence out from here on. */
export function doubler_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING)) return false;
  return load<i32>(state, QUIET) > ringFrames(load<f64>(state, RATE)) / QUANTUM
    && sameParameters(params, state + KNOWN, PARAMETERS) && wetRests(state + STAGE);
}
