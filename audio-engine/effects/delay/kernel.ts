// The delay: a ring read at a distance that either cross-fades or glides to a new time, with filters in the loop, echoes
// that can cross from side to side, and a loop that is straight up to full level and never grows beyond twice that.
import { SECTION_BYTES, clearSection, sections2, setSection } from '../../kernels/assembly/biquad';
import { designHighPass1, designLowPass1 } from '../../kernels/assembly/biquad-design';
import { READ_AHEAD, readBetween } from '../../kernels/assembly/fractional-read';
import { bankAdvance, bankAim, bankBefore, bankValue } from '../../kernels/assembly/glide-bank';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import {
  FRAME, QUANTUM, clamp, dbToGain, gainToDb, glide, glidePerQuantum, param, peakOf, settle, swapLanes,
} from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';
import { quantaOf } from '../../kernels/assembly/smooth';
import { bpmOf, noteBeats } from '../../kernels/assembly/tempo';

// Parameters, in the order of parameters.ts.
const SYNC: i32 = 0;
const NOTE: i32 = 1;
const TIME: i32 = 2;
const FEEDBACK: i32 = 3;
const PATTERN: i32 = 4;
const LOW_CUT: i32 = 5;
const HIGH_CUT: i32 = 6;
const DUCK: i32 = 7;
const DUCK_THRESHOLD: i32 = 8;
const DUCK_RELEASE: i32 = 9;
const TIME_CHANGE: i32 = 10;
const WIDTH: i32 = 11;
const SEND: i32 = 12;
const MIX: i32 = 13;
const PARAMETERS: i32 = 14;

const GLIDE_TAU_MS: f64 = 10;
const FADE_SECONDS: f64 = 0.03;
const LONGEST_SECONDS: f64 = 5;
/** A tape machine's speed finds its new value in about this time, and never runs further from its own than by half. */
const TAPE_SECONDS: f64 = 0.12;
const MOST_SLEW: f64 = 0.5;
/** The dry sound ducks fully this far above the threshold. */
const DUCK_RANGE_DB: f64 = 15;
/** Straight to here, then bent towards twice that: the loop's ceiling. */
const STRAIGHT: f64 = 1;
/** -200 dB: an echo that quiet is over. */
const OVER: f64 = 1e-10;
/** -80 dB, under every threshold: the ducking has let go. */
const LET_GO: f64 = 1e-4;
/** An open filter is none. */
const OPEN_HZ: f64 = 19990;

// What glides.
const SEND_GAIN: i32 = 0;
const LOOP_GAIN: i32 = 1;
const CROSSING: i32 = 2;
const OWN: i32 = 3;
const OTHER: i32 = 4;
const DRY_GAIN: i32 = 5;
const WET_GAIN: i32 = 6;
const LOG_LOW: i32 = 7;
const LOG_HIGH: i32 = 8;
const VALUES: i32 = 9;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const QUIET_QUANTA: usize = 84; // i32: silent input while nothing goes into the ring
const MOVING: usize = 88; // i32
const MASK: usize = 92; // i32
const POSITION: usize = 96; // i32
const FADE: usize = 100; // i32: quanta of a cross-fade still to come
const FADE_LENGTH: usize = 104; // i32
const HEARD: usize = 112; // delay in samples
const NEXT: usize = 120;
const SPEED: usize = 128; // of a gliding time, samples a quantum
const ENVELOPE: usize = 136;
const DUCK_GAIN: usize = 144;
const ECHO_PEAK: usize = 160; // v128
const BANK: usize = 192;
const KNOWN: usize = BANK + 240;
const COEFFICIENTS: usize = KNOWN + 128;
const LOW: usize = COEFFICIENTS + 48;
const HIGH: usize = LOW + SECTION_BYTES;
const WET: usize = HIGH + SECTION_BYTES;
const RING: usize = WET + <usize>QUANTUM * FRAME;

function ringFrames(rate: f64): i32 {
  const longest = <i32>Math.ceil(LONGEST_SECONDS * rate) + QUANTUM + 8;
  let frames = QUANTUM;
  while (frames < longest) frames <<= 1;
  return frames;
}

export function delay_bytes(sampleRate: f64): i32 {
  return <i32>(RING + <usize>ringFrames(sampleRate) * FRAME);
}

export function delay_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, <usize>delay_bytes(sampleRate));
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<i32>(state, ringFrames(sampleRate) - 1, MASK);
  store<i32>(state, quantaOf(FADE_SECONDS, sampleRate), FADE_LENGTH);
  store<i32>(state, ringFrames(sampleRate) / QUANTUM + 1, QUIET_QUANTA);
  store<f64>(state, 1, DUCK_GAIN);
  store<i32>(state, 1, FRESH);
}

/** None: the dry sound is not late. */
export function delay_latency(params: usize, sampleRate: f64): i32 {
  return 0;
}

function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  const bank = state + BANK;
  const width = clamp(param(params, WIDTH), 0, 200) / 100;
  const mix = clamp(param(params, MIX), 0, 100) / 100;
  const rate = load<f64>(state, RATE);
  bankAim(bank, VALUES, SEND_GAIN, clamp(param(params, SEND), 0, 100) / 100);
  bankAim(bank, VALUES, LOOP_GAIN, clamp(param(params, FEEDBACK), 0, 110) / 100);
  bankAim(bank, VALUES, CROSSING, param(params, PATTERN) >= 0.5 ? 1 : 0);
  bankAim(bank, VALUES, OWN, (1 + width) * 0.5);
  bankAim(bank, VALUES, OTHER, (1 - width) * 0.5);
  // Balance: both at full level in the middle.
  bankAim(bank, VALUES, DRY_GAIN, min(1.0, 2 - 2 * mix));
  bankAim(bank, VALUES, WET_GAIN, min(1.0, 2 * mix));
  bankAim(bank, VALUES, LOG_LOW, Math.log(clamp(param(params, LOW_CUT), 5, 0.4 * rate)));
  bankAim(bank, VALUES, LOG_HIGH, Math.log(clamp(param(params, HIGH_CUT), 100, 0.49 * rate)));
  store<i32>(state, 1, MOVING);
}

/** Whole samples between echoes; at least what a quantum of its own echo needs. */
function wantedDelay(state: usize, context: usize): f64 {
  const known = state + KNOWN;
  const rate = load<f64>(state, RATE);
  const beats = noteBeats(<i32>clamp(param(known, NOTE), 0, 13));
  const seconds = param(known, SYNC) >= 0.5 ? (60 * beats) / bpmOf(context) : clamp(param(known, TIME), 0, 60000) / 1000;
  return nearest(clamp(seconds * rate, <f64>QUANTUM + READ_AHEAD + 2, LONGEST_SECONDS * rate));
}

// @ts-ignore: decorator
@inline
function isEmpty(state: usize): bool {
  return load<i32>(state, QUIET_QUANTA) > (load<i32>(state, MASK) + 1) / QUANTUM;
}

function filters(state: usize): void {
  const at = state + COEFFICIENTS;
  const w = (2 * Math.PI) / load<f64>(state, RATE);
  designHighPass1(at, w * Math.exp(bankValue(state + BANK, VALUES, LOG_LOW)));
  setSection(state + LOW, at, true, true);
  const hz = Math.exp(bankValue(state + BANK, VALUES, LOG_HIGH));
  if (hz < OPEN_HZ) designLowPass1(at, w * hz);
  else {
    store<f64>(at, 1);
    memory.fill(at + 8, 0, 32);
  }
  setSection(state + HIGH, at, true, true);
}

/** The sound `delay` samples old into WET, or blended onto what stands there. */
function readRing(state: usize, from: f64, to: f64, fadeFrom: f64, fadeTo: f64): void {
  const ring = state + RING;
  const mask = load<i32>(state, MASK);
  const position = load<i32>(state, POSITION);
  const wet = state + WET;
  const share = 1.0 / <f64>QUANTUM;
  if (fadeTo == 0 && fadeFrom == 0 && from == to && from == nearest(from)) {
    const delay = <i32>from;
    for (let i = 0; i < QUANTUM; i++) {
      v128.store(wet + <usize>i * FRAME, v128.load(ring + <usize>((position + i - delay) & mask) * FRAME));
    }
    return;
  }
  const step = (to - from) * share;
  const fadeStep = (fadeTo - fadeFrom) * share;
  const blends = fadeTo != 0 || fadeFrom != 0;
  for (let i = 0; i < QUANTUM; i++) {
    const n = <f64>(i + 1);
    const read = readBetween(ring, mask, position + i, f64x2.splat(from + step * n));
    const at = wet + <usize>i * FRAME;
    if (!blends) v128.store(at, read);
    else {
      const old = v128.load(at);
      v128.store(at, f64x2.add(old, f64x2.mul(f64x2.splat(fadeFrom + fadeStep * n), f64x2.sub(read, old))));
    }
  }
}

/** Moves the time towards where it should be, and reads the echoes of the quantum. */
function readEchoes(state: usize, wanted: f64): void {
  // In an empty ring there is nothing to cross-fade or to glide.
  if (isEmpty(state)) {
    store<f64>(state, wanted, HEARD);
    store<i32>(state, 0, FADE);
    store<f64>(state, 0, SPEED);
  }
  const heard = load<f64>(state, HEARD);
  let fade = load<i32>(state, FADE);
  const tape = param(state + KNOWN, TIME_CHANGE) >= 0.5;
  if (fade == 0 && tape && (heard != wanted || load<f64>(state, SPEED) != 0)) {
    // Critically damped towards the new time, a quantum at a time.
    const pace = <f64>QUANTUM / (TAPE_SECONDS * load<f64>(state, RATE));
    let speed = load<f64>(state, SPEED);
    speed += pace * (pace * (wanted - heard) - 2 * speed);
    const most = MOST_SLEW * <f64>QUANTUM;
    speed = clamp(speed, -most, most);
    let next = heard + speed;
    if (abs(next - wanted) < 0.1 && abs(speed) < 0.1) {
      next = wanted;
      speed = 0;
    }
    next = clamp(next, <f64>QUANTUM + READ_AHEAD + 2, LONGEST_SECONDS * load<f64>(state, RATE));
    readRing(state, heard, next, 0, 0);
    store<f64>(state, next, HEARD);
    store<f64>(state, speed, SPEED);
    return;
  }
  store<f64>(state, 0, SPEED);
  readRing(state, heard, heard, 0, 0);
  if (fade == 0 && heard != wanted) {
    store<f64>(state, wanted, NEXT);
    fade = load<i32>(state, FADE_LENGTH);
  }
  if (fade == 0) return;
  const length = <f64>load<i32>(state, FADE_LENGTH);
  const next = load<f64>(state, NEXT);
  readRing(state, next, next, (length - <f64>fade) / length, (length - <f64>(fade - 1)) / length);
  store<i32>(state, fade - 1, FADE);
  if (fade == 1) store<f64>(state, next, HEARD);
}

/** Straight up to full level, then bent so that it never passes twice that; what is no number becomes silence. */
// @ts-ignore: decorator
@inline
function contain(x: v128): v128 {
  const sane = settle(x);
  const size = f64x2.abs(sane);
  const inside = f64x2.min(size, f64x2.splat(STRAIGHT));
  const beyond = f64x2.sub(size, inside);
  // e / (1 + e): slope 1 at the joint, 1 at infinity.
  const bent = f64x2.add(inside, f64x2.div(beyond, f64x2.add(f64x2.splat(1), beyond)));
  return v128.or(bent, v128.and(sane, i64x2.splat(0x8000000000000000)));
}

/** Sends the quantum and its echoes into the ring. */
function writeRing(state: usize, buffer: usize): void {
  const bank = state + BANK;
  const mask = load<i32>(state, MASK);
  const position = load<i32>(state, POSITION);
  const newest = state + RING + <usize>position * FRAME;
  const share = 1.0 / <f64>QUANTUM;
  const sendFrom = bankBefore(bank, SEND_GAIN);
  const sendStep = (bankValue(bank, VALUES, SEND_GAIN) - sendFrom) * share;
  const loopFrom = bankBefore(bank, LOOP_GAIN);
  const loopStep = (bankValue(bank, VALUES, LOOP_GAIN) - loopFrom) * share;
  const crossFrom = bankBefore(bank, CROSSING);
  const crossStep = (bankValue(bank, VALUES, CROSSING) - crossFrom) * share;
  const leftOnly = f64x2.replace_lane(f64x2.splat(0), 0, 0.5);
  let most = f64x2.splat(0);
  for (let i = 0; i < QUANTUM; i++) {
    const n = <f64>(i + 1);
    const at = <usize>i * FRAME;
    const crossing = f64x2.splat(crossFrom + crossStep * n);
    const x = v128.load(buffer + at);
    const echo = v128.load(state + WET + at);
    const mono = f64x2.mul(leftOnly, f64x2.add(x, swapLanes(x)));
    const sent = f64x2.add(x, f64x2.mul(crossing, f64x2.sub(mono, x)));
    const back = f64x2.add(echo, f64x2.mul(crossing, f64x2.sub(swapLanes(echo), echo)));
    const sum = f64x2.add(
      f64x2.mul(f64x2.splat(sendFrom + sendStep * n), sent),
      f64x2.mul(f64x2.splat(loopFrom + loopStep * n), back),
    );
    const contained = contain(sum);
    most = f64x2.pmax(most, f64x2.abs(contained));
    v128.store(newest + at, contained);
  }
  const silent = max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1)) < OVER;
  if (silent) memory.fill(newest, 0, <usize>QUANTUM * FRAME);
  store<i32>(state, silent ? min(load<i32>(state, QUIET_QUANTA) + 1, 1 << 24) : 0, QUIET_QUANTA);
  store<i32>(state, (position + QUANTUM) & mask, POSITION);
}

/** How far the echoes give way to the dry sound: a gain for the end of the quantum. */
function duck(state: usize, inputPeak: f64): f64 {
  const known = state + KNOWN;
  const release = clamp(param(known, DUCK_RELEASE), 1, 20000);
  let envelope = load<f64>(state, ENVELOPE) * (1 - glidePerQuantum(release, load<f64>(state, RATE)));
  if (inputPeak > envelope) envelope = min(inputPeak, 1e6);
  if (envelope < LET_GO) envelope = 0;
  store<f64>(state, envelope, ENVELOPE);
  const over = (gainToDb(envelope) - clamp(param(known, DUCK_THRESHOLD), -78, 24)) / DUCK_RANGE_DB;
  const reduction = clamp(param(known, DUCK), 0, 60) * clamp(over, 0, 1);
  const gain = reduction == 0 ? 1 : dbToGain(-reduction);
  return glide(load<f64>(state, DUCK_GAIN), gain, load<f64>(state, AMOUNT), 1e-6);
}

function quantum(state: usize, buffer: usize, context: usize): void {
  const bank = state + BANK;
  const fresh = load<i32>(state, FRESH) != 0;
  if (load<i32>(state, MOVING)) {
    const moving = bankAdvance(bank, VALUES, fresh ? 1 : load<f64>(state, AMOUNT), 1e-6);
    store<i32>(state, moving ? 1 : 0, MOVING);
    filters(state);
  }
  store<i32>(state, 0, FRESH);
  const wet = state + WET;
  readEchoes(state, wantedDelay(state, context));
  sections2(state + LOW, state + HIGH, wet, QUANTUM);
  writeRing(state, buffer);
  const duckFrom = load<f64>(state, DUCK_GAIN);
  const duckTo = duck(state, peakOf(buffer, QUANTUM));
  store<f64>(state, duckTo, DUCK_GAIN);
  const share = 1.0 / <f64>QUANTUM;
  const ownFrom = bankBefore(bank, OWN);
  const ownStep = (bankValue(bank, VALUES, OWN) - ownFrom) * share;
  const otherFrom = bankBefore(bank, OTHER);
  const otherStep = (bankValue(bank, VALUES, OTHER) - otherFrom) * share;
  const dryFrom = bankBefore(bank, DRY_GAIN);
  const dryStep = (bankValue(bank, VALUES, DRY_GAIN) - dryFrom) * share;
  const wetFrom = bankBefore(bank, WET_GAIN) * duckFrom;
  const wetStep = (bankValue(bank, VALUES, WET_GAIN) * duckTo - wetFrom) * share;
  let most = v128.load(state, ECHO_PEAK);
  for (let i = 0; i < QUANTUM; i++) {
    const n = <f64>(i + 1);
    const at = <usize>i * FRAME;
    const echo = v128.load(wet + at);
    const wide = f64x2.add(
      f64x2.mul(f64x2.splat(ownFrom + ownStep * n), echo),
      f64x2.mul(f64x2.splat(otherFrom + otherStep * n), swapLanes(echo)),
    );
    const heard = f64x2.mul(f64x2.splat(wetFrom + wetStep * n), wide);
    most = f64x2.pmax(most, f64x2.abs(heard));
    v128.store(buffer + at, f64x2.add(f64x2.mul(f64x2.splat(dryFrom + dryStep * n), v128.load(buffer + at)), heard));
  }
  v128.store(state, most, ECHO_PEAK);
}

export function delay_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  aim(state, params);
  const inputPeak = peakOf(buffer, frames);
  v128.store(state, f64x2.splat(0), ECHO_PEAK);
  for (let done = 0; done < frames; done += QUANTUM) quantum(state, buffer + <usize>done * FRAME, context);
  store<f64>(state, max(0.0, 0.0 - gainToDb(load<f64>(state, DUCK_GAIN))), 24);
  store<f64>(state, (1000 * load<f64>(state, HEARD)) / load<f64>(state, RATE), 32);
  store<f64>(state, gainToDb(load<f64>(state, ECHO_PEAK)), 40);
  store<f64>(state, gainToDb(load<f64>(state, ECHO_PEAK + 8)), 48);
  storePeaks(state, inputPeak, peakOf(buffer, frames));
}

// @ts-ignore: decorator
@inline
function rings(section: usize): bool {
  return v128.any_true(v128.or(v128.load(section, 80), v128.load(section, 96)));
}

/** Whether silence in gives silence out from here on: no echo anywhere, nothing glides, the ducking has let go. */
export function delay_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING) || load<i32>(state, FADE)) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  if (load<f64>(state, ENVELOPE) != 0 || load<f64>(state, DUCK_GAIN) != 1) return false;
  return isEmpty(state) && !rings(state + LOW) && !rings(state + HIGH);
}
