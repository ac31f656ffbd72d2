// The limiter: true-peak detection by eightfold interpolation, look-ahead gain that is never above what a peak asks
// for, an inner margin for what gain changes between samples add. See kernels/assembly/envelope-limit.ts.
import { delayBytes, delayQuanta, delayQuantum, delayReset } from '../../kernels/assembly/delay-line';
import { onePoleAmount } from '../../kernels/assembly/envelope';
import {
  gainStageBytes, gainStageLength, gainStageQuantum, gainStageReset, gainStageRests,
} from '../../kernels/assembly/envelope-limit';
import { PEAKS_BYTES, PEAKS_INPUT, PEAK_DELAY, peaksQuantum, peaksReset } from '../../kernels/assembly/envelope-peaks';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import {
  FRAME, QUANTUM, clamp, dbToGain, gainToDb, glide, glidePerQuantum, param, peakOf, swapLanes,
} from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';

// Parameters, in the order of parameters.ts.
const DRIVE: i32 = 0;
const CEILING: i32 = 1;
const LOOK_AHEAD: i32 = 2;
const RELEASE: i32 = 3;
const AUTO_RELEASE: i32 = 4;
const LINK: i32 = 5;
const CHARACTER: i32 = 6;
const PARAMETERS: i32 = 7;

// Characters: how early and how smoothly, how soon a single hit is let go, how soon and for how long a loud passage holds
// the level down, how far the sides go together. parameters.ts says what each is for.
const WARM: i32 = 1;
const PUNCHY: i32 = 2;
const LOUD: i32 = 3;

const GLIDE_TAU_MS: f64 = 10;
const SHORTEST_MS: f64 = 0.5;
const LONGEST_MS: f64 = 5;
/** dB kept below the ceiling, because the gain changes between the samples too. */
const MARGIN_DB: f64 = 0.15;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const DELAY: usize = 84; // i32
const AUTO: usize = 88; // i32
const RESTING: usize = 92; // i32: the gain stage is exactly 1 throughout
const DRIVE_DB: usize = 96;
const DRIVE_GAIN: usize = 104;
const LIMIT: usize = 112; // ceiling less margin, linear
const FAST_AMOUNT: usize = 120;
const SLOW_DOWN: usize = 128;
const SLOW_UP: usize = 136;
const LINK_NOW: usize = 144;
const KNOWN: usize = 160;
const QUIET_QUANTA: usize = 224; // i32
const PEAKS: usize = 256;
const GAINS: usize = PEAKS + PEAKS_BYTES;
const LINE: usize = GAINS + <usize>QUANTUM * FRAME;

function lookAhead(ms: f64, sampleRate: f64): i32 {
  return <i32>nearest((clamp(ms, SHORTEST_MS, LONGEST_MS) * sampleRate) / 1000);
}

// @ts-ignore: decorator
@inline
function characterOf(params: usize): i32 {
  return <i32>clamp(param(params, CHARACTER), 0, 3);
}

/** The part of the look-ahead that a character takes: less leaves more of a hit's beginning as it came. */
// @ts-ignore: decorator
@inline
function aheadOf(params: usize, sampleRate: f64): i32 {
  const character = characterOf(params);
  const part: f64 = character == PUNCHY ? 0.6 : character == LOUD ? 0.5 : 1;
  return lookAhead(param(params, LOOK_AHEAD) * part, sampleRate);
}

function longestDelay(sampleRate: f64): i32 {
  return PEAK_DELAY + lookAhead(LONGEST_MS, sampleRate);
}

// @ts-ignore: decorator
@inline
function stageAt(state: usize, sampleRate: f64): usize {
  return state + LINE + delayBytes(longestDelay(sampleRate));
}

export function limiter_bytes(sampleRate: f64): i32 {
  return <i32>(LINE + delayBytes(longestDelay(sampleRate)) + gainStageBytes(lookAhead(LONGEST_MS, sampleRate) + 1));
}

export function limiter_latency(params: usize, sampleRate: f64): i32 {
  return PEAK_DELAY + aheadOf(params, sampleRate);
}

export function limiter_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, LINE);
  delayReset(state + LINE, longestDelay(sampleRate));
  gainStageReset(stageAt(state, sampleRate), lookAhead(LONGEST_MS, sampleRate) + 1, sampleRate);
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<i32>(state, 1, FRESH);
  peaksReset(state + PEAKS);
}

function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  const rate = load<f64>(state, RATE);
  const ahead = aheadOf(params, rate);
  const character = characterOf(params);
  store<i32>(state, PEAK_DELAY + ahead, DELAY);
  gainStageLength(stageAt(state, rate), ahead + 1);
  store<f64>(state, dbToGain(clamp(param(params, CEILING), -60, 0) - MARGIN_DB), LIMIT);
  const together: f64 = character == LOUD ? 0.7 : 1;
  store<f64>(state, (together * clamp(param(params, LINK), 0, 100)) / 100, LINK_NOW);
  const release = clamp(param(params, RELEASE), 1, 10000);
  const auto = param(params, AUTO_RELEASE) >= 0.5;
  store<i32>(state, auto ? 1 : 0, AUTO);
  // Auto: a single hit is let go in a part of the time set; what stays down for long comes back over a multiple of it.
  const single: f64 = character == WARM ? 1 : character == PUNCHY ? 0.15 : character == LOUD ? 0.12 : 0.4;
  const takesHold: f64 = character == WARM ? 0.5 : character == PUNCHY ? 1 : character == LOUD ? 0.7 : 2;
  const letsGo: f64 = character == WARM ? 8 : character == PUNCHY ? 6 : character == LOUD ? 5 : 6;
  const plain: f64 = character == WARM ? 1.5 : character == PUNCHY ? 0.7 : character == LOUD ? 0.6 : 1;
  store<f64>(state, onePoleAmount(release * (auto ? single : plain), rate), FAST_AMOUNT);
  store<f64>(state, onePoleAmount(release * takesHold, rate), SLOW_DOWN);
  store<f64>(state, onePoleAmount(release * letsGo, rate), SLOW_UP);
}

/** Drives the quantum in place and hands it to the peak detector. What is no number, or beyond +120 dBFS, becomes silence. */
function drive(state: usize, buffer: usize): void {
  const target = clamp(param(state + KNOWN, DRIVE), -120, 60);
  const fresh = load<i32>(state, FRESH) != 0;
  let db = load<f64>(state, DRIVE_DB);
  let from = load<f64>(state, DRIVE_GAIN);
  if (fresh || db != target) {
    db = fresh ? target : glide(db, target, load<f64>(state, AMOUNT), 1e-4);
    store<f64>(state, db, DRIVE_DB);
    store<f64>(state, dbToGain(db), DRIVE_GAIN);
  }
  store<i32>(state, 0, FRESH);
  const to = load<f64>(state, DRIVE_GAIN);
  if (fresh) from = to;
  const step = (to - from) / <f64>QUANTUM;
  const most = f64x2.splat(1e6);
  const newest = state + PEAKS + PEAKS_INPUT;
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i * FRAME;
    let x = v128.load(buffer + at);
    x = v128.and(x, f64x2.le(f64x2.abs(x), most));
    x = f64x2.mul(x, f64x2.splat(from + step * <f64>(i + 1)));
    v128.store(buffer + at, x);
    v128.store(newest + at, x);
  }
}

/** The gain each frame asks for, from the peaks on either side of it. Returns whether any is below 1. */
function wantedGains(state: usize): bool {
  const limit = load<f64>(state, LIMIT);
  const gains = state + GAINS;
  const one = f64x2.splat(1);
  if (!peaksQuantum(state + PEAKS, gains, limit)) {
    for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) v128.store(gains + i, one);
    return false;
  }
  const ceiling = f64x2.splat(limit);
  const linked = f64x2.splat(load<f64>(state, LINK_NOW));
  const own = f64x2.splat(1 - load<f64>(state, LINK_NOW));
  let lowest = one;
  for (let at = gains; at < gains + <usize>QUANTUM * FRAME; at += FRAME) {
    const peak = v128.load(at);
    let gain = one;
    if (v128.any_true(f64x2.gt(peak, ceiling))) {
      gain = f64x2.pmin(one, f64x2.div(ceiling, peak));
      const both = f64x2.pmin(gain, swapLanes(gain));
      // A blend of the two is never above the own gain; the minimum guards its last bit.
      gain = f64x2.pmin(gain, f64x2.add(f64x2.mul(own, gain), f64x2.mul(linked, both)));
    }
    lowest = f64x2.pmin(lowest, gain);
    v128.store(at, gain);
  }
  return v128.any_true(f64x2.lt(lowest, one));
}

export function limiter_process(state: usize, params: usize, buffer: usize, frames: i32): void {
  aim(state, params);
  const stage = stageAt(state, load<f64>(state, RATE));
  const gains = state + GAINS;
  const auto = load<i32>(state, AUTO) != 0;
  let lowest: f64 = 1;
  const inputPeak = peakOf(buffer, frames);
  for (let done = 0; done < frames; done += QUANTUM) {
    const at = buffer + <usize>done * FRAME;
    store<i32>(state, peakOf(at, QUANTUM) > 0 ? 0 : min(load<i32>(state, QUIET_QUANTA) + 1, 1 << 20), QUIET_QUANTA);
    drive(state, at);
    const any = wantedGains(state);
    delayQuantum(state + LINE, at, at, load<i32>(state, DELAY));
    const rests = gainStageRests(stage, any);
    store<i32>(state, rests ? 1 : 0, RESTING);
    if (rests) continue;
    const least = gainStageQuantum(stage, gains, load<f64>(state, FAST_AMOUNT), auto, load<f64>(state, SLOW_DOWN), load<f64>(state, SLOW_UP));
    lowest = min(lowest, least);
    for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
      v128.store(at + i, f64x2.mul(v128.load(at + i), v128.load(gains + i)));
    }
  }
  store<f64>(state, lowest < 1 ? -gainToDb(lowest) : 0);
  storePeaks(state, inputPeak, peakOf(buffer, frames));
}

/** Whether silence in gives silence out from here on: the delay has run out, no gain is on its way back. */
export function limiter_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, RESTING) == 0) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  return load<f64>(state, DRIVE_DB) == clamp(param(params, DRIVE), -120, 60) && load<i32>(state, QUIET_QUANTA) > delayQuanta(state + LINE);
}
