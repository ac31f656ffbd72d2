// The transient shaper: two pairs of envelopes, whose difference in dB says how far a hit stands out and how far it has died
// away, whatever its level. Dual-envelope method after the SPL Transient Designer's patent (DE 199 11 484): the gain is
// attack * rise + sustain * fall, within +-15 dB; no threshold, no delay.
import { designHighPass } from '../../kernels/assembly/biquad-design';
import { SECTION_BYTES, clearSection, sections1, setSection } from '../../kernels/assembly/biquad';
import { applyGains, louderPower, onePoleAmount } from '../../kernels/assembly/envelope';
import { changeToGain } from '../../kernels/assembly/envelope-range';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import { FRAME, QUANTUM, clamp, dbToGain, glideAt, glidePerQuantum, param, peakOf } from '../../kernels/assembly/math';
import { log2Lanes, storePeaks } from '../../kernels/assembly/math-levels';

// Parameters, in the order of parameters.ts.
const ATTACK: i32 = 0;
const SUSTAIN: i32 = 1;
const ATTACK_MS: i32 = 2;
const SUSTAIN_MS: i32 = 3;
const HIGH_PASS_HZ: i32 = 4;
const OUTPUT: i32 = 5;
const MIX: i32 = 6;
const PARAMETERS: i32 = 7;

const GLIDE_TAU_MS: f64 = 10;
/** The quick follower, and how long both attack followers hold a peak: short enough to see the next hit. */
const QUICK_MS: f64 = 1;
const HOLD_MS: f64 = 100;
const MOST_DB: f64 = 15;
/** -100 dB: below it there is nothing to shape. */
const FLOOR: f64 = 1e-5;
const LOWEST_HZ: f64 = 20;
/** 20 * log10(2). */
const DB_PER_OCTAVE: f64 = 6.0205999132796239043;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const MOVING: usize = 84; // i32
const FILTERED: usize = 88; // i32
const QUIET: usize = 92; // i32: the last quantum was silent
const NOW_ATTACK: usize = 96;
const NOW_SUSTAIN: usize = 104;
const NOW_OUTPUT: usize = 112;
const NOW_MIX: usize = 120;
const NOW_LOG_HZ: usize = 128;
const DRY_PART: usize = 136;
const WET_PART: usize = 144;
const QUICK_AMOUNT: usize = 152;
const SLOW_AMOUNT: usize = 160;
const SHORT_KEEP: usize = 168;
const LONG_KEEP: usize = 176;
const SHORT_HOLD: usize = 184;
const LONG_HOLD: usize = 192;
const QUICK: usize = 200;
const SLOW: usize = 208;
const QUICK_LONG: usize = 216;
const INPUT_PEAK: usize = 224;
const OUTPUT_PEAK: usize = 232;
const DOWN: usize = 240; // largest and smallest change of the call
const UP: usize = 248;
const RISE: usize = 256;
const FALL: usize = 264;
const KNOWN: usize = 272;
const COEFFICIENTS: usize = 336;
const SECTION: usize = 384;
const KEY: usize = SECTION + SECTION_BYTES;
const LEVELS: usize = KEY + <usize>QUANTUM * FRAME;
const RISES: usize = LEVELS + <usize>QUANTUM * 8;
const FALLS: usize = RISES + <usize>QUANTUM * 8;
const BYTES: usize = FALLS + <usize>QUANTUM * 8;

export function transient_bytes(_sampleRate: f64): i32 {
  return <i32>BYTES;
}

export function transient_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, BYTES);
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<f64>(state, onePoleAmount(QUICK_MS, sampleRate), QUICK_AMOUNT);
  store<f64>(state, 1 - onePoleAmount(HOLD_MS, sampleRate), SHORT_KEEP);
  store<i32>(state, 1, FRESH);
}

export function transient_latency(_params: usize, _sampleRate: f64): i32 {
  return 0;
}

function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  const rate = load<f64>(state, RATE);
  store<f64>(state, onePoleAmount(clamp(param(params, ATTACK_MS), 2, 1000), rate), SLOW_AMOUNT);
  store<f64>(state, 1 - onePoleAmount(clamp(param(params, SUSTAIN_MS), HOLD_MS + 1, 10000), rate), LONG_KEEP);
  const filtered = param(params, HIGH_PASS_HZ) > LOWEST_HZ ? 1 : 0;
  if (filtered != load<i32>(state, FILTERED)) {
    store<i32>(state, filtered, FILTERED);
    clearSection(state + SECTION);
    store<f64>(state, -1, NOW_LOG_HZ);
  }
  store<i32>(state, 1, MOVING);
}

/** Moves the gliding values on by one quantum; what multiplies the sound ramps inside it. */
function advance(state: usize): void {
  if (!load<i32>(state, MOVING)) return;
  const known = state + KNOWN;
  const amount: f64 = load<i32>(state, FRESH) ? 1 : load<f64>(state, AMOUNT);
  let moving = glideAt(state, NOW_ATTACK, clamp(param(known, ATTACK), -100, 100) / 100, amount, 1e-5);
  moving = glideAt(state, NOW_SUSTAIN, clamp(param(known, SUSTAIN), -100, 100) / 100, amount, 1e-5) || moving;
  moving = glideAt(state, NOW_OUTPUT, clamp(param(known, OUTPUT), -48, 48), amount, 1e-4) || moving;
  moving = glideAt(state, NOW_MIX, clamp(param(known, MIX), 0, 100) / 100, amount, 1e-6) || moving;
  const mix = load<f64>(state, NOW_MIX);
  const output = dbToGain(load<f64>(state, NOW_OUTPUT));
  store<f64>(state, (1 - mix) * output, DRY_PART);
  store<f64>(state, mix * output, WET_PART);
  if (load<i32>(state, FILTERED)) {
    const rate = load<f64>(state, RATE);
    const first = load<f64>(state, NOW_LOG_HZ) < 0;
    const target = Math.log(clamp(param(known, HIGH_PASS_HZ), 10, 0.4 * rate));
    moving = glideAt(state, NOW_LOG_HZ, target, first ? 1 : amount, 1e-5) || moving;
    designHighPass(state + COEFFICIENTS, (2 * Math.PI * Math.exp(load<f64>(state, NOW_LOG_HZ))) / rate, 0.70710678118654752440);
    setSection(state + SECTION, state + COEFFICIENTS, true, true);
  }
  store<i32>(state, moving ? 1 : 0, MOVING);
}

/** Levels to two ratios a frame: how far the quick follower stands over the slow one, and under the long one. */
function follow(state: usize): void {
  const levels = state + LEVELS;
  const quickAmount = load<f64>(state, QUICK_AMOUNT);
  const slowAmount = load<f64>(state, SLOW_AMOUNT);
  const shortKeep = load<f64>(state, SHORT_KEEP);
  const longKeep = load<f64>(state, LONG_KEEP);
  let short = load<f64>(state, SHORT_HOLD);
  let long = load<f64>(state, LONG_HOLD);
  let quick = load<f64>(state, QUICK);
  let slow = load<f64>(state, SLOW);
  let quickLong = load<f64>(state, QUICK_LONG);
  for (let i: usize = 0; i < <usize>QUANTUM * 8; i += 8) {
    const power = load<f64>(levels + i);
    // Comparisons are false for what is no number; 1e6 is +120 dB.
    const level: f64 = power <= 1e12 ? sqrt(power) : 0;
    short *= shortKeep;
    short = level > short ? level : short;
    long *= longKeep;
    long = level > long ? level : long;
    quick += quickAmount * (short - quick);
    slow += slowAmount * (short - slow);
    quickLong += quickAmount * (long - quickLong);
    store<f64>(state + RISES + i, (quick + FLOOR) / (slow + FLOOR));
    // The peak itself ends the tail before the quick follower has seen the hit: what sustain lifts never lifts the next front.
    store<f64>(state + FALLS + i, (quickLong + FLOOR) / (max(quick, short) + FLOOR));
  }
  store<f64>(state, rest(short), SHORT_HOLD);
  store<f64>(state, rest(long), LONG_HOLD);
  store<f64>(state, rest(quick), QUICK);
  store<f64>(state, rest(slow), SLOW);
  store<f64>(state, rest(quickLong), QUICK_LONG);
}

/** Ten orders below the floor an envelope is over. */
// @ts-ignore: decorator
@inline
function rest(value: f64): f64 {
  return value >= 1e-15 && value <= 1e15 ? value : 0;
}

/** The ratios to a change in dB at RISES. */
function shape(state: usize): void {
  const attack = f64x2.splat(load<f64>(state, NOW_ATTACK));
  const sustain = f64x2.splat(load<f64>(state, NOW_SUSTAIN));
  const perOctave = f64x2.splat(DB_PER_OCTAVE);
  const most = f64x2.splat(MOST_DB), least = f64x2.splat(-MOST_DB), zero = f64x2.splat(0);
  let up = zero, down = zero, rises = zero, falls = zero;
  for (let i: usize = 0; i < <usize>QUANTUM * 8; i += 16) {
    const rise = f64x2.pmax(zero, f64x2.mul(log2Lanes(v128.load(state + RISES + i)), perOctave));
    const fall = f64x2.pmax(zero, f64x2.mul(log2Lanes(v128.load(state + FALLS + i)), perOctave));
    const both = f64x2.add(f64x2.mul(attack, rise), f64x2.mul(sustain, fall));
    const change = f64x2.pmin(most, f64x2.pmax(least, both));
    v128.store(state + RISES + i, change);
    up = f64x2.pmax(up, change);
    down = f64x2.pmin(down, change);
    rises = f64x2.pmax(rises, rise);
    falls = f64x2.pmax(falls, fall);
  }
  widen(state, UP, up);
  widen(state, DOWN, f64x2.neg(down));
  widen(state, RISE, rises);
  widen(state, FALL, falls);
}

// @ts-ignore: decorator
@inline
function widen(state: usize, offset: usize, lanes: v128): void {
  store<f64>(state + offset, max(load<f64>(state + offset), max(f64x2.extract_lane(lanes, 0), f64x2.extract_lane(lanes, 1))));
}

function quantum(state: usize, buffer: usize): void {
  const dry = load<f64>(state, DRY_PART);
  const wet = load<f64>(state, WET_PART);
  advance(state);
  const fresh = load<i32>(state, FRESH) != 0;
  store<i32>(state, 0, FRESH);
  let source = buffer;
  if (load<i32>(state, FILTERED)) {
    source = state + KEY;
    memory.copy(source, buffer, <usize>QUANTUM * FRAME);
    sections1(state + SECTION, source, QUANTUM);
  }
  louderPower(source, state + LEVELS);
  const peak = peakOf(buffer, QUANTUM);
  store<f64>(state, max(load<f64>(state, INPUT_PEAK), peak), INPUT_PEAK);
  store<i32>(state, peak == 0 ? 1 : 0, QUIET);
  follow(state);
  const dryTo = load<f64>(state, DRY_PART);
  const wetTo = load<f64>(state, WET_PART);
  const dryFrom = fresh ? dryTo : dry;
  const wetFrom = fresh ? wetTo : wet;
  const flat = load<f64>(state, NOW_ATTACK) == 0 && load<f64>(state, NOW_SUSTAIN) == 0;
  shape(state);
  if (!(flat && dryFrom + wetFrom == 1 && dryTo + wetTo == 1)) {
    changeToGain(state + RISES, 1);
    const steady = dryTo == dryFrom && wetTo == wetFrom;
    applyGains(
      buffer, state + RISES, true,
      dryFrom, steady ? 0 : (dryTo - dryFrom) / <f64>QUANTUM, wetFrom, steady ? 0 : (wetTo - wetFrom) / <f64>QUANTUM,
    );
  }
  store<f64>(state, max(load<f64>(state, OUTPUT_PEAK), peakOf(buffer, QUANTUM)), OUTPUT_PEAK);
}

export function transient_process(state: usize, params: usize, buffer: usize, frames: i32): void {
  aim(state, params);
  memory.fill(state + INPUT_PEAK, 0, KNOWN - INPUT_PEAK);
  for (let done = 0; done < frames; done += QUANTUM) quantum(state, buffer + <usize>done * FRAME);
  const up = load<f64>(state, UP);
  const down = load<f64>(state, DOWN);
  store<f64>(state, down);
  storePeaks(state, load<f64>(state, INPUT_PEAK), load<f64>(state, OUTPUT_PEAK));
  store<f64>(state, up >= down ? up : -down, 24);
  store<f64>(state, load<f64>(state, RISE), 32);
  store<f64>(state, load<f64>(state, FALL), 40);
}

/** Whether silence in gives silence out from here on and nothing is left to follow. */
export function transient_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING) || load<i32>(state, QUIET) == 0) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  const followers = load<f64>(state, SHORT_HOLD) + load<f64>(state, LONG_HOLD) + load<f64>(state, QUICK) + load<f64>(state, SLOW) + load<f64>(state, QUICK_LONG);
  return followers == 0 && !v128.any_true(v128.or(v128.load(state, SECTION + 80), v128.load(state, SECTION + 96)));
}
