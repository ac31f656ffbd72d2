// The reverb: pre-delay, early reflections and diffusion, a feedback delay network for the tail, the wet stage. A new type or
// size fades the tail out, builds the other space and fades in; everything else glides.
import { frameOf, seedOf } from '../../kernels/assembly/context';
import { delayBytes, delayQuanta, delayQuantum, delayReset } from '../../kernels/assembly/delay-line';
import {
  fdnBytes, fdnClear, fdnMeanLength, fdnProcess, fdnReset, fdnSetLengths, fdnSetLosses,
} from '../../kernels/assembly/fdn';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import { FRAME, QUANTUM, clamp, copySettled, dbToGain, gainToDb, glide, glidePerQuantum, param, peakOf } from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';
import { frontBytes, frontClear, frontProcess, frontReset, frontSetTimes } from '../../kernels/assembly/reverb-front';
import { WET_STAGE_BYTES, wetFinish, wetReset, wetRests } from '../../kernels/assembly/wet-stage';

// Parameters, in the order of parameters.ts.
const TYPE: i32 = 0;
const DECAY: i32 = 1;
const SIZE: i32 = 2;
const PRE_DELAY: i32 = 3;
const LOW_DECAY: i32 = 4;
const HIGH_DECAY: i32 = 5;
const LOW_CROSSOVER: i32 = 6;
const HIGH_CROSSOVER: i32 = 7;
const DIFFUSION: i32 = 8;
const EARLY: i32 = 9;
const MODULATION: i32 = 10;
const MODULATION_HZ: i32 = 11;
const LOW_CUT: i32 = 12;
const HIGH_CUT: i32 = 13;
const WIDTH: i32 = 14;
const DUCK: i32 = 15;
const DUCK_RELEASE: i32 = 16;
const FREEZE: i32 = 17;
const MIX: i32 = 18;
const PARAMETERS: i32 = 19;

const LONGEST_PRE_DELAY_MS: f64 = 250;
/** Longest line at the largest size. */
const LONGEST_LINE_MS: f64 = 190;
const GLIDE_TAU_MS: f64 = 25;
/** Decay times and crossovers set filters anew each quantum: slowly enough that their steps are not heard. */
const DECAY_TAU_MS: f64 = 120;
const FADE_QUANTA: f64 = 8;
/** Below this, with silence coming in for longer than anything is delayed, the tail is cleared. */
const INAUDIBLE: f64 = 1e-11;
/** Largest rotation of the modulation, radians. */
const DEEPEST: f64 = 0.55;
/** Nepers of power in 60 dB. */
const POWER_60: f64 = 13.815510557964274;

// State, after the eight read-outs: 0 is the ducking, 3 the peak of the wet sound before the mix.
const WET_DB: usize = 24;
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const MOVING: usize = 84; // i32
const QUIET: usize = 88; // i32: quanta of silence in and out
const RESTING: usize = 92; // i32
const BUILT: usize = 96; // i32: type + 1 of the space there is, 0 for none
const BUILT_SIZE: usize = 104; // f64
const FADE: usize = 112; // f64: 0..1
const LOG_MID: usize = 120; // decay times, natural logarithms of seconds
const LOG_LOW: usize = 128;
const LOG_HIGH: usize = 136;
const LOG_LOW_HZ: usize = 144;
const LOG_HIGH_HZ: usize = 152;
const FROZEN: usize = 160; // 0..1
const EARLY_GAIN: usize = 168;
const DIFFUSED: usize = 176;
const DEPTH: usize = 184;
const LEVEL: usize = 192; // gain that makes the tail's energy one
const INPUT_PEAK: usize = 200;
const OUTPUT_PEAK: usize = 208;
const WET_PEAK: usize = 216;
const SLOW_AMOUNT: usize = 224;
const KNOWN: usize = 232;
const STAGE: usize = 384;
const INPUT: usize = STAGE + WET_STAGE_BYTES;
const WET: usize = INPUT + <usize>QUANTUM * FRAME;
const LINE: usize = WET + <usize>QUANTUM * FRAME;

function longestDelay(sampleRate: f64): i32 {
  return <i32>Math.ceil((LONGEST_PRE_DELAY_MS * sampleRate) / 1000);
}

function longestLine(sampleRate: f64): i32 {
  return <i32>Math.ceil((LONGEST_LINE_MS * sampleRate) / 1000);
}

// @ts-ignore: decorator
@inline
function frontOf(state: usize): usize {
  return state + LINE + delayBytes(longestDelay(load<f64>(state, RATE)));
}

// @ts-ignore: decorator
@inline
function fdnOf(state: usize): usize {
  return frontOf(state) + frontBytes(load<f64>(state, RATE));
}

export function reverb_bytes(sampleRate: f64): i32 {
  return <i32>(LINE + delayBytes(longestDelay(sampleRate)) + frontBytes(sampleRate) + fdnBytes(longestLine(sampleRate)));
}

export function reverb_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, LINE);
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<f64>(state, glidePerQuantum(DECAY_TAU_MS, sampleRate), SLOW_AMOUNT);
  store<i32>(state, 1, FRESH);
  store<i32>(state, 1, RESTING);
  wetReset(state + STAGE, sampleRate);
  delayReset(state + LINE, longestDelay(sampleRate));
  frontReset(frontOf(state), sampleRate);
  fdnReset(fdnOf(state), longestLine(sampleRate));
}

export function reverb_latency(params: usize, sampleRate: f64): i32 {
  return 0;
}

/** Builds the space that is asked for, in silence. */
function build(state: usize, type: i32, size: f64): void {
  const rate = load<f64>(state, RATE);
  const s = size / 100;
  // Lines, then reflections: shortest and longest in ms; how far the reflections fall; how long the diffusers are.
  if (type == 0) {
    fdnSetLengths(fdnOf(state), 7.1 * s, 33.7 * s, rate);
    frontSetTimes(frontOf(state), 1.3 * s, 24 * s, 11, 0.7 + 0.3 * s, rate);
  } else if (type == 1) {
    fdnSetLengths(fdnOf(state), 11.3 * s, 49.1 * s, rate);
    frontSetTimes(frontOf(state), 2.1 * s, 31 * s, 7, 0.8 + 0.4 * s, rate);
  } else if (type == 2) {
    fdnSetLengths(fdnOf(state), 8.9 * s, 43.3 * s, rate);
    frontSetTimes(frontOf(state), 0.4 * s, 11 * s, 4, 0.8 + 0.2 * s, rate);
  } else {
    fdnSetLengths(fdnOf(state), 23.9 * s, 91.7 * s, rate);
    frontSetTimes(frontOf(state), 9.7 * s, 78 * s, 9, 1.0 + 0.6 * s, rate);
  }
  silence(state);
  store<i32>(state, type + 1, BUILT);
  store<f64>(state, size, BUILT_SIZE);
  store<i32>(state, 1, MOVING);
  store<f64>(state, -1, LEVEL);
}

function silence(state: usize): void {
  frontClear(frontOf(state));
  fdnClear(fdnOf(state));
}

// @ts-ignore: decorator
@inline
function glideAt(state: usize, offset: usize, target: f64, epsilon: f64, pace: usize = AMOUNT): bool {
  const amount: f64 = load<i32>(state, FRESH) ? 1 : load<f64>(state + pace);
  const next = glide(load<f64>(state + offset), target, amount, epsilon);
  store<f64>(state + offset, next);
  return next != target;
}

/** Share of a shelf's dB at a frequency, tangents of half angles, as long as the dB are few. */
// @ts-ignore: decorator
@inline
function lowShare(t: f64, corner: f64): f64 {
  return 1 / (1 + (t / corner) * (t / corner));
}

/**
 * Losses in dB a second at the bottom, in the middle and at the top such that the decay times hold an octave below the
 * low crossover, between the two and an octave above the high one, although the shelves are wide: the linear system of
 * their shares (S. Schlecht, E. Habets, DAFx-17), solved by elimination.
 */
function setLosses(state: usize): void {
  const rate = load<f64>(state, RATE);
  const lowHz = Math.exp(load<f64>(state, LOG_LOW_HZ));
  const highHz = min(Math.exp(load<f64>(state, LOG_HIGH_HZ)), 0.4 * rate);
  const k1 = Math.tan((Math.PI * lowHz) / rate);
  const k2 = Math.tan((Math.PI * highHz) / rate);
  const t0 = Math.tan((Math.PI * lowHz * 0.5) / rate);
  const t1 = Math.tan((Math.PI * sqrt(lowHz * highHz)) / rate);
  const t2 = Math.tan((Math.PI * min(2 * highHz, 0.44 * rate)) / rate);
  const want0 = 60 / Math.exp(load<f64>(state, LOG_LOW));
  const want1 = 60 / Math.exp(load<f64>(state, LOG_MID));
  const want2 = 60 / Math.exp(load<f64>(state, LOG_HIGH));
  // Rows a*low + b*mid + c*high = want.
  const a0 = lowShare(t0, k1), c0 = 1 - lowShare(t0, k2), b0 = 1 - a0 - c0;
  const a1 = lowShare(t1, k1), c1 = 1 - lowShare(t1, k2), b1 = 1 - a1 - c1;
  const a2 = lowShare(t2, k1), c2 = 1 - lowShare(t2, k2), b2 = 1 - a2 - c2;
  const det = a0 * (b1 * c2 - b2 * c1) - b0 * (a1 * c2 - a2 * c1) + c0 * (a1 * b2 - a2 * b1);
  const low = (want0 * (b1 * c2 - b2 * c1) - b0 * (want1 * c2 - want2 * c1) + c0 * (want1 * b2 - want2 * b1)) / det;
  const mid = (a0 * (want1 * c2 - want2 * c1) - want0 * (a1 * c2 - a2 * c1) + c0 * (a1 * want2 - a2 * want1)) / det;
  const high = (a0 * (b1 * want2 - b2 * want1) - b0 * (a1 * want2 - a2 * want1) + want0 * (a1 * b2 - a2 * b1)) / det;
  const alive = (1 - load<f64>(state, FROZEN)) / rate;
  // Never a gain: nothing decays more slowly than a fifth of the loss that is asked for.
  fdnSetLosses(
    fdnOf(state), max(low, 0.2 * want0) * alive, max(mid, 0.2 * want1) * alive, max(high, 0.2 * want2) * alive, k1, k2,
  );
}

/** Moves everything that glides on by a quantum. */
function advance(state: usize, params: usize): void {
  const decay = clamp(param(params, DECAY), 50, 60000) / 1000;
  let moving = glideAt(state, LOG_MID, Math.log(decay), 1e-5, SLOW_AMOUNT);
  moving = glideAt(state, LOG_LOW, Math.log((decay * clamp(param(params, LOW_DECAY), 10, 400)) / 100), 1e-5, SLOW_AMOUNT) || moving;
  moving = glideAt(state, LOG_HIGH, Math.log((decay * clamp(param(params, HIGH_DECAY), 5, 400)) / 100), 1e-5, SLOW_AMOUNT) || moving;
  moving = glideAt(state, LOG_LOW_HZ, Math.log(clamp(param(params, LOW_CROSSOVER), 20, 1200)), 1e-5, SLOW_AMOUNT) || moving;
  moving = glideAt(state, LOG_HIGH_HZ, Math.log(clamp(param(params, HIGH_CROSSOVER), 1200, 20000)), 1e-5, SLOW_AMOUNT) || moving;
  moving = glideAt(state, FROZEN, param(params, FREEZE) >= 0.5 ? 1 : 0, 1e-6, SLOW_AMOUNT) || moving;
  if (moving || load<i32>(state, MOVING)) setLosses(state);
  const level = sqrt((POWER_60 * fdnMeanLength(fdnOf(state))) / (Math.exp(load<f64>(state, LOG_MID)) * load<f64>(state, RATE)));
  if (load<f64>(state, LEVEL) < 0) store<f64>(state, level, LEVEL);
  // What is frozen keeps its level.
  else if (load<f64>(state, FROZEN) == 0) store<f64>(state, level, LEVEL);
  store<i32>(state, moving ? 1 : 0, MOVING);
}

/** Fades the space out where another is wanted, builds that, and fades in. Returns the fade at the quantum's end. */
function fadeTo(state: usize, params: usize): f64 {
  const type = <i32>clamp(nearest(param(params, TYPE)), 0, 3);
  const size = clamp(param(params, SIZE), 40, 200);
  const same = load<i32>(state, BUILT) == type + 1 && load<f64>(state, BUILT_SIZE) == size;
  const fade = load<f64>(state, FADE);
  if (same) return min(1, fade + 1 / FADE_QUANTA);
  if (fade > 0 && !load<i32>(state, FRESH)) return max(0, fade - 1 / FADE_QUANTA);
  build(state, type, size);
  return load<i32>(state, FRESH) ? 1 : 0;
}

function quantum(state: usize, params: usize, buffer: usize, frame: f64, seed: f64): void {
  const rate = load<f64>(state, RATE);
  const inputPeak = peakOf(buffer, QUANTUM);
  store<f64>(state, max(load<f64>(state, INPUT_PEAK), inputPeak), INPUT_PEAK);
  const fadeFrom = load<f64>(state, FADE);
  const fade = fadeTo(state, params);
  store<f64>(state, fade, FADE);
  const fresh = load<i32>(state, FRESH) != 0;
  const levelFrom = load<f64>(state, LEVEL);
  const frozenFrom = load<f64>(state, FROZEN);
  advance(state, params);
  const early = load<f64>(state, EARLY_GAIN);
  const diffused = load<f64>(state, DIFFUSED);
  const depth = load<f64>(state, DEPTH);
  let moving = glideAt(state, EARLY_GAIN, param(params, EARLY) <= -39.99 ? 0 : dbToGain(clamp(param(params, EARLY), -60, 12)), 1e-6);
  moving = glideAt(state, DIFFUSED, 0.75 * clamp(param(params, DIFFUSION), 0, 100) / 100, 1e-6) || moving;
  moving = glideAt(state, DEPTH, DEEPEST * clamp(param(params, MODULATION), 0, 100) / 100, 1e-6) || moving;
  if (moving || fade < 1) store<i32>(state, 1, MOVING);
  const wet = state + WET;
  const input = state + INPUT;
  const delay = <i32>nearest((clamp(param(params, PRE_DELAY), 0, LONGEST_PRE_DELAY_MS) * rate) / 1000);
  copySettled(input, buffer);
  delayQuantum(state + LINE, input, input, delay);
  if (inputPeak > 0) store<i32>(state, 0, RESTING);
  memory.fill(wet, 0, <usize>QUANTUM * FRAME);
  if (!load<i32>(state, RESTING)) {
    const frozenTo = load<f64>(state, FROZEN);
    if (frozenFrom > 0 || frozenTo > 0) ramp(input, 1 - frozenFrom, 1 - frozenTo);
    // A new space is filled gently, or every line would answer to a sound that begins out of nothing.
    if (fade > fadeFrom && !fresh) ramp(input, fadeFrom, fade);
    else if (fade == 0) ramp(input, 0, 0);
    const tail = load<f64>(state, LEVEL);
    // The tail's level lies on the way in, so that a change of decay is not heard in what rings already.
    const earlyTo = load<f64>(state, EARLY_GAIN);
    const diffusedTo = load<f64>(state, DIFFUSED);
    frontProcess(frontOf(state), input, wet, fresh ? earlyTo : early, earlyTo, fresh ? diffusedTo : diffused, diffusedTo);
    ramp(input, fresh || levelFrom < 0 ? tail : levelFrom, tail);
    const radians = (2 * Math.PI * clamp(param(params, MODULATION_HZ), 0.01, 20)) / rate;
    fdnProcess(fdnOf(state), input, wet, frame, fresh ? load<f64>(state, DEPTH) : depth, load<f64>(state, DEPTH), radians, seed);
    if (fadeFrom < 1 || fade < 1) ramp(wet, fresh ? 1 : fadeFrom, fade);
    watchRest(state, inputPeak, peakOf(wet, QUANTUM));
  }
  const ducked = wetFinish(
    state + STAGE, buffer, wet, param(params, LOW_CUT), param(params, HIGH_CUT), param(params, WIDTH),
    param(params, DUCK), param(params, DUCK_RELEASE), param(params, MIX),
  );
  store<i32>(state, 0, FRESH);
  store<f64>(state, max(load<f64>(state), ducked));
  store<f64>(state, max(load<f64>(state, OUTPUT_PEAK), peakOf(buffer, QUANTUM)), OUTPUT_PEAK);
  store<f64>(state, max(load<f64>(state, WET_PEAK), peakOf(wet, QUANTUM)), WET_PEAK);
}

function ramp(buffer: usize, from: f64, to: f64): void {
  let g = f64x2.splat(from);
  const step = f64x2.splat((to - from) / <f64>QUANTUM);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    g = f64x2.add(g, step);
    v128.store(buffer + i, f64x2.mul(g, v128.load(buffer + i)));
  }
}

/** Counts silence going in and next to nothing coming out; after longer than any delay the space is empty. */
function watchRest(state: usize, inputPeak: f64, wetPeak: f64): void {
  if (inputPeak > 0 || !(wetPeak < INAUDIBLE)) {
    store<i32>(state, 0, QUIET);
    return;
  }
  const quiet = load<i32>(state, QUIET) + 1;
  store<i32>(state, quiet, QUIET);
  const longest = <i32>((2 * LONGEST_LINE_MS * load<f64>(state, RATE)) / 1000) / QUANTUM + delayQuanta(state + LINE);
  if (quiet <= longest) return;
  silence(state);
  store<i32>(state, 0, QUIET);
  store<i32>(state, 1, RESTING);
}

export function reverb_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  takeParameters(params, state + KNOWN, PARAMETERS);
  store<f64>(state, 0);
  store<f64>(state, 0, INPUT_PEAK);
  store<f64>(state, 0, OUTPUT_PEAK);
  store<f64>(state, 0, WET_PEAK);
  const frame = frameOf(context);
  const seed = <f64>(seedOf(context) & 0xffff);
  for (let done = 0; done < frames; done += QUANTUM) {
    quantum(state, params, buffer + <usize>done * FRAME, frame + <f64>done, seed);
  }
  storePeaks(state, load<f64>(state, INPUT_PEAK), load<f64>(state, OUTPUT_PEAK));
  store<f64>(state, gainToDb(load<f64>(state, WET_PEAK)), WET_DB);
}

/** Whether silence in gives silence out from here on. */
export function reverb_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING) || !load<i32>(state, RESTING)) return false;
  return sameParameters(params, state + KNOWN, PARAMETERS) && wetRests(state + STAGE);
}
