// What every reverb does to its wet sound before it joins the dry one: low and high cut, width, ducking by the dry sound,
// and the mix. Values glide once a quantum; gains ramp inside it.
import { designHighPass, designLowPass } from './biquad-design';
import { SECTION_BYTES, clearSection, sections1, setSection } from './biquad';
import { FRAME, QUANTUM, SILENCE_DB, clamp, dbToGain, gainToDb, glide, glidePerQuantum, swapLanes } from './math';
import { onePoleAmount } from './envelope';

/** A cut at the end of its range is out of the way. */
const LOWEST_HZ: f64 = 20.001;
const HIGHEST_HZ: f64 = 19999;
const GLIDE_TAU_MS: f64 = 12;
/** The cuts are set anew each quantum while they move: slowly enough for a filter to follow. */
const CUT_TAU_MS: f64 = 70;
/** Ducking begins at the first level of the dry sound (RMS over a quantum) and is complete at the second. */
const DUCK_FROM_DB: f64 = -45;
const DUCK_TO_DB: f64 = -21;
const DUCK_ATTACK_MS: f64 = 8;

const RATE: usize = 0;
const AMOUNT: usize = 8;
const DRY: usize = 16;
const WET: usize = 24;
const WIDTH: usize = 32;
const LOG_LOW: usize = 40;
const LOG_HIGH: usize = 48;
const DUCKED_DB: usize = 56;
const DUCK_GAIN: usize = 64;
const FRESH: usize = 72; // i32
const MOVING: usize = 76; // i32
const LOW_ON: usize = 80; // i32
const HIGH_ON: usize = 84; // i32
const CUT_AMOUNT: usize = 88;
const COEFFICIENTS: usize = 96;
const LOW: usize = 144;
const HIGH: usize = LOW + SECTION_BYTES;
export const WET_STAGE_BYTES: usize = HIGH + SECTION_BYTES;

export function wetReset(stage: usize, sampleRate: f64): void {
  memory.fill(stage, 0, WET_STAGE_BYTES);
  store<f64>(stage, sampleRate, RATE);
  store<f64>(stage, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<f64>(stage, glidePerQuantum(CUT_TAU_MS, sampleRate), CUT_AMOUNT);
  store<f64>(stage, 1, DUCK_GAIN);
  store<i32>(stage, 1, FRESH);
}

/** No filter rings, nothing glides, nothing is ducked. */
export function wetRests(stage: usize): bool {
  if (load<i32>(stage, FRESH) || load<i32>(stage, MOVING) || load<f64>(stage, DUCKED_DB) != 0) return false;
  let any = f64x2.splat(0);
  for (let section = stage + LOW; section <= stage + HIGH; section += SECTION_BYTES) {
    any = v128.or(any, v128.or(v128.load(section, 80), v128.load(section, 96)));
  }
  return !v128.any_true(any);
}

function glideTo(stage: usize, offset: usize, target: f64, epsilon: f64, pace: usize = AMOUNT): void {
  const amount: f64 = load<i32>(stage, FRESH) ? 1 : load<f64>(stage + pace);
  const next = glide(load<f64>(stage + offset), target, amount, epsilon);
  store<f64>(stage + offset, next);
  if (next != target) store<i32>(stage, 1, MOVING);
}

/** A low-pass's state as it would be had the signal stood at `x` for ever: it takes over without a step. */
function steady(section: usize, x: v128): void {
  v128.store(section, f64x2.sub(x, f64x2.mul(v128.load(section), x)), 80);
  v128.store(section, f64x2.mul(x, f64x2.sub(v128.load(section, 32), v128.load(section, 64))), 96);
}

/** One of the two filters on the wet sound. */
function cut(stage: usize, wet: usize, high: bool, hz: f64): void {
  const section = stage + (high ? HIGH : LOW);
  const onAt = high ? HIGH_ON : LOW_ON;
  const logAt = high ? LOG_HIGH : LOG_LOW;
  const rate = load<f64>(stage, RATE);
  const wanted = high ? hz < HIGHEST_HZ : hz > LOWEST_HZ;
  if (!wanted) {
    if (load<i32>(stage + onAt)) clearSection(section);
    store<i32>(stage + onAt, 0);
    return;
  }
  const target = Math.log(clamp(hz, 10, 0.45 * rate));
  const before = load<f64>(stage + logAt);
  const comes = load<i32>(stage + onAt) == 0;
  if (comes) {
    // Comes in from the end of its range, where it does nothing.
    store<f64>(stage + logAt, load<i32>(stage, FRESH) ? target : Math.log(high ? min(HIGHEST_HZ, 0.45 * rate) : LOWEST_HZ));
    store<i32>(stage + onAt, 1);
  }
  glideTo(stage, logAt, target, 1e-5, CUT_AMOUNT);
  const now = load<f64>(stage + logAt);
  if (now != before || load<i32>(stage, FRESH)) {
    const w = (2 * Math.PI * Math.exp(now)) / rate;
    if (high) designLowPass(stage + COEFFICIENTS, w, 0.70710678118654752440);
    else designHighPass(stage + COEFFICIENTS, w, 0.70710678118654752440);
    setSection(section, stage + COEFFICIENTS, true, true);
  }
  if (comes && high) steady(section, v128.load(wet));
  sections1(section, wet, QUANTUM);
}

/** Reduction in dB that the dry sound asks for, smoothed; snaps to 0. */
function duck(stage: usize, dry: usize, duckDb: f64, releaseMs: f64): f64 {
  const before = load<f64>(stage, DUCKED_DB);
  if (duckDb <= 0 && before == 0) return 0;
  let power = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    const x = v128.load(dry + i);
    power = f64x2.add(power, f64x2.mul(x, x));
  }
  const mean = max(f64x2.extract_lane(power, 0), f64x2.extract_lane(power, 1)) / <f64>QUANTUM;
  const level = mean > 0 ? gainToDb(sqrt(mean)) : SILENCE_DB;
  const target = duckDb * clamp((level - DUCK_FROM_DB) / (DUCK_TO_DB - DUCK_FROM_DB), 0, 1);
  const quantaRate = load<f64>(stage, RATE) / <f64>QUANTUM;
  const now = before + (target - before) * onePoleAmount(target > before || duckDb <= 0 ? DUCK_ATTACK_MS : releaseMs, quantaRate);
  const settled = target == 0 && now < 1e-4 ? 0 : now;
  store<f64>(stage, settled, DUCKED_DB);
  return settled;
}

/**
 * Finishes a quantum: `buffer` holds the dry sound and then the mix, `wet` the reverb (it is changed). Returns the
 * reduction by ducking in dB. Up to 50 % mix the dry sound stays whole; above, it goes and the wet one stays.
 */
export function wetFinish(
  stage: usize, buffer: usize, wet: usize,
  lowCutHz: f64, highCutHz: f64, widthPercent: f64, duckDb: f64, duckReleaseMs: f64, mixPercent: f64,
): f64 {
  store<i32>(stage, 0, MOVING);
  cut(stage, wet, false, lowCutHz);
  cut(stage, wet, true, highCutHz);
  const mix = clamp(mixPercent, 0, 100) / 100;
  const fresh = load<i32>(stage, FRESH) != 0;
  const dryBefore = load<f64>(stage, DRY);
  const wetBefore = load<f64>(stage, WET) * load<f64>(stage, DUCK_GAIN);
  const widthBefore = load<f64>(stage, WIDTH);
  glideTo(stage, DRY, min(1, 2 * (1 - mix)), 1e-6);
  glideTo(stage, WET, min(1, 2 * mix), 1e-6);
  glideTo(stage, WIDTH, clamp(widthPercent, 0, 200) / 100, 1e-6);
  const ducked = duck(stage, buffer, clamp(duckDb, 0, 60), clamp(duckReleaseMs, 1, 10000));
  store<f64>(stage, ducked > 0 ? dbToGain(-ducked) : 1, DUCK_GAIN);
  const dryTo = load<f64>(stage, DRY);
  const wetTo = load<f64>(stage, WET) * load<f64>(stage, DUCK_GAIN);
  const widthTo = load<f64>(stage, WIDTH);
  let d = f64x2.splat(fresh ? dryTo : dryBefore);
  let w = f64x2.splat(fresh ? wetTo : wetBefore);
  let s = f64x2.splat((fresh ? widthTo : widthBefore) * 0.5);
  const dStep = f64x2.splat(fresh ? 0 : (dryTo - dryBefore) / <f64>QUANTUM);
  const wStep = f64x2.splat(fresh ? 0 : (wetTo - wetBefore) / <f64>QUANTUM);
  const sStep = f64x2.splat(fresh ? 0 : ((widthTo - widthBefore) * 0.5) / <f64>QUANTUM);
  const half = f64x2.splat(0.5);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    d = f64x2.add(d, dStep);
    w = f64x2.add(w, wStep);
    s = f64x2.add(s, sStep);
    const x = v128.load(wet + i);
    const other = swapLanes(x);
    const stereo = f64x2.add(f64x2.mul(half, f64x2.add(x, other)), f64x2.mul(s, f64x2.sub(x, other)));
    v128.store(buffer + i, f64x2.add(f64x2.mul(d, v128.load(buffer + i)), f64x2.mul(w, stereo)));
  }
  store<i32>(stage, 0, FRESH);
  return ducked;
}
