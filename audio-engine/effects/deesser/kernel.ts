// The de-esser: compares the loudness of a band with the loudness of the whole voice, so that it finds an "s" at any level,
// and turns down everything, all above the band's foot, or the band itself. The reference is the louder of the last 30 ms
// and the last 3 ms, so that the first moments of a word are no "s". Split: Linkwitz-Riley; band: x - (1 - g) * bandpass(x),
// which is exactly x while nothing is reduced.
import { keyOf } from '../../kernels/assembly/context';
import {
  CROSSOVER_BYTES, bandPassQuantum, clearCrossover, crossoverRests, splitQuantum, tuneCrossover, tuneStateVariable,
} from '../../kernels/assembly/crossover';
import { delayBytes, delayQuanta, delayQuantum, delayReset } from '../../kernels/assembly/delay-line';
import { onePoleAmount } from '../../kernels/assembly/envelope';
import {
  RANGE_BYTES, RANGE_CHANGE, RANGE_SETTLED, SETTINGS_BYTES, SET_ATTACK, SET_DIRECTION, SET_KNEE, SET_RANGE, SET_RELEASE,
  SET_SLOPE, SET_THRESHOLD, SET_TURN, rangedGains,
} from '../../kernels/assembly/envelope-range';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import { FRAME, QUANTUM, clamp, gainToDb, glideAt, glidePerQuantum, param, peakOf, settleScalar, swapLanes } from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';

// Parameters, in the order of parameters.ts.
const MODE: i32 = 0;
const FREQUENCY: i32 = 1;
const Q: i32 = 2;
const THRESHOLD: i32 = 3;
const RATIO: i32 = 4;
const RANGE: i32 = 5;
const ATTACK: i32 = 6;
const RELEASE: i32 = 7;
const ADAPTIVE: i32 = 8;
const LOOK_AHEAD: i32 = 9;
const LISTEN: i32 = 10;
const PARAMETERS: i32 = 11;

// Modes.
const WIDE: i32 = 0;
const SPLIT: i32 = 1;
// Listen.
const HEAR_BAND: i32 = 1;
const HEAR_REMOVED: i32 = 2;

const GLIDE_TAU_MS: f64 = 10;
const LONGEST_MS: f64 = 5;
const BAND_MS: f64 = 3;
const VOICE_MS: f64 = 30;
/** The band is known this much later than the whole, so that the edge of a word weighs in the whole first. */
const LATER_MS: f64 = 1;
const KNEE_DB: f64 = 3;
/** -55 dB: below it there is no voice to compare with. */
const FLOOR: f64 = 3.1622776601683795e-6;
/** A switch of mode or listening takes eight quanta, about 10 ms. */
const FADE: f64 = 0.125;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const QUIET_QUANTA: usize = 84; // i32
const MOVING: usize = 88; // i32
const DELAY: usize = 92; // i32
const MODE_NOW: usize = 96; // i32
const MODE_BEFORE: usize = 100; // i32
const FADED: usize = 104; // how far the present mode has taken over
const LISTEN_BAND: usize = 112;
const LISTEN_REMOVED: usize = 120;
const NOW_LOG_HZ: usize = 128;
const NOW_LOG_Q: usize = 136;
const BAND_AMOUNT: usize = 144;
const VOICE_AMOUNT: usize = 152;
const BAND_POWER: usize = 160;
const WHOLE_POWER: usize = 168;
const VOICE_POWER: usize = 176;
const DAMPING: usize = 184;
const LATER_AMOUNT: usize = 224;
const LATER_POWER: usize = 232;
const INPUT_PEAK: usize = 192;
const OUTPUT_PEAK: usize = 200;
const MOST_CHANGE: usize = 208;
const MOST_RATIO: usize = 216;
const SETTINGS: usize = 256;
const BALLISTICS: usize = SETTINGS + SETTINGS_BYTES;
const KNOWN: usize = BALLISTICS + RANGE_BYTES;
const BAND_TUNING: usize = KNOWN + 96;
const DETECTOR: usize = BAND_TUNING + 32;
const SOUND: usize = DETECTOR + 32;
const CROSSOVER: usize = SOUND + 32;
const GAINS: usize = (CROSSOVER + CROSSOVER_BYTES + 63) & ~63;
const BAND: usize = GAINS + <usize>QUANTUM * 8;
const TOTAL: usize = BAND + <usize>QUANTUM * FRAME;
const PART: usize = TOTAL + <usize>QUANTUM * FRAME;
const OTHER_TOTAL: usize = PART + <usize>QUANTUM * FRAME;
const OTHER_PART: usize = OTHER_TOTAL + <usize>QUANTUM * FRAME;
const LINE: usize = OTHER_PART + <usize>QUANTUM * FRAME;

function longestDelay(sampleRate: f64): i32 {
  return <i32>Math.ceil((LONGEST_MS * sampleRate) / 1000);
}

export function deesser_bytes(sampleRate: f64): i32 {
  return <i32>(LINE + delayBytes(longestDelay(sampleRate)));
}

export function deesser_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, LINE);
  delayReset(state + LINE, longestDelay(sampleRate));
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<f64>(state, onePoleAmount(BAND_MS, sampleRate), BAND_AMOUNT);
  store<f64>(state, onePoleAmount(VOICE_MS, sampleRate), VOICE_AMOUNT);
  store<f64>(state, onePoleAmount(LATER_MS, sampleRate), LATER_AMOUNT);
  store<i32>(state, 1, FRESH);
}

export function deesser_latency(params: usize, sampleRate: f64): i32 {
  return <i32>nearest((clamp(param(params, LOOK_AHEAD), 0, LONGEST_MS) * sampleRate) / 1000);
}

function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  const rate = load<f64>(state, RATE);
  const settings = state + SETTINGS;
  store<f64>(settings, onePoleAmount(clamp(param(params, ATTACK), 0.01, 1000), rate), SET_ATTACK);
  store<f64>(settings, onePoleAmount(clamp(param(params, RELEASE), 1, 10000), rate), SET_RELEASE);
  store<f64>(settings, KNEE_DB, SET_KNEE);
  store<f64>(settings, 1, SET_DIRECTION);
  store<f64>(settings, -1, SET_TURN);
  store<i32>(state, deesser_latency(params, rate), DELAY);
  store<i32>(state, 1, MOVING);
}

/** Where the split begins: the band's lower -3 dB point. */
function footHz(hz: f64, q: f64): f64 {
  const half = 0.5 / q;
  return hz * (sqrt(1 + half * half) - half);
}

/** Moves the gliding values on by one quantum. */
function advance(state: usize): void {
  if (!load<i32>(state, MOVING)) return;
  const known = state + KNOWN;
  const settings = state + SETTINGS;
  const rate = load<f64>(state, RATE);
  const amount: f64 = load<i32>(state, FRESH) ? 1 : load<f64>(state, AMOUNT);
  let moving = glideAt(settings, SET_THRESHOLD, clamp(param(known, THRESHOLD), -120, 24), amount, 1e-4);
  moving = glideAt(settings, SET_SLOPE, 1 - 1 / clamp(param(known, RATIO), 1, 1000), amount, 1e-6) || moving;
  moving = glideAt(settings, SET_RANGE, clamp(param(known, RANGE), 0, 60), amount, 1e-4) || moving;
  moving = glideAt(state, NOW_LOG_HZ, Math.log(clamp(param(known, FREQUENCY), 200, 0.4 * rate)), amount, 1e-5) || moving;
  moving = glideAt(state, NOW_LOG_Q, Math.log(clamp(param(known, Q), 0.1, 20)), amount, 1e-5) || moving;
  const hz = Math.exp(load<f64>(state, NOW_LOG_HZ));
  const q = Math.exp(load<f64>(state, NOW_LOG_Q));
  store<f64>(state, 1 / q, DAMPING);
  tuneStateVariable(state + BAND_TUNING, hz, 1 / q, rate);
  tuneCrossover(state + CROSSOVER, footHz(hz, q), rate);
  store<i32>(state, moving ? 1 : 0, MOVING);
}

// @ts-ignore: decorator
@inline
function bothPowers(x: v128): f64 {
  const power = f64x2.mul(x, x);
  const sum = f64x2.add(power, swapLanes(power));
  const value = f64x2.extract_lane(sum, 0);
  return value <= 1e12 ? value : 0;
}

/** Band over voice as power ratios at GAINS; not adaptive: the band's power, a full-scale sine as 1. */
function detect(state: usize, source: usize): void {
  bandPassQuantum(state + BAND_TUNING, load<f64>(state, DAMPING), state + DETECTOR, source, state + BAND);
  const quick = load<f64>(state, BAND_AMOUNT);
  const slow = load<f64>(state, VOICE_AMOUNT);
  const adaptive = param(state + KNOWN, ADAPTIVE) >= 0.5;
  const lag = load<f64>(state, LATER_AMOUNT);
  let band = load<f64>(state, BAND_POWER);
  let later = load<f64>(state, LATER_POWER);
  let whole = load<f64>(state, WHOLE_POWER);
  let voice = load<f64>(state, VOICE_POWER);
  let most = load<f64>(state, MOST_RATIO);
  for (let i: usize = 0; i < <usize>QUANTUM; i++) {
    const all = bothPowers(v128.load(source + i * FRAME));
    band += quick * (bothPowers(v128.load(state + BAND + i * FRAME)) - band);
    later += lag * (band - later);
    whole += quick * (all - whole);
    voice += slow * (all - voice);
    const ratio = adaptive ? later / max(max(whole, voice), FLOOR) : later;
    most = max(most, ratio);
    store<f64>(state + GAINS + (i << 3), ratio);
  }
  store<f64>(state, settleScalar(band), BAND_POWER);
  store<f64>(state, settleScalar(later), LATER_POWER);
  store<f64>(state, settleScalar(whole), WHOLE_POWER);
  store<f64>(state, settleScalar(voice), VOICE_POWER);
  store<f64>(state, most, MOST_RATIO);
}

/** What a mode leaves alone with nothing reduced, and the part of it that is turned down. */
function take(state: usize, mode: i32, buffer: usize, total: usize, part: usize): void {
  if (mode == SPLIT) {
    splitQuantum(state + CROSSOVER, buffer, total, part);
    for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
      v128.store(total + i, f64x2.add(v128.load(total + i), v128.load(part + i)));
    }
    return;
  }
  memory.copy(total, buffer, <usize>QUANTUM * FRAME);
  if (mode == WIDE) memory.copy(part, buffer, <usize>QUANTUM * FRAME);
  else bandPassQuantum(state + BAND_TUNING, load<f64>(state, DAMPING), state + SOUND, buffer, part);
}

/** A mode that is taken up begins with filters at rest; the fade covers what they need to fill. */
function changeMode(state: usize, wanted: i32, fresh: bool): void {
  const now = load<i32>(state, MODE_NOW);
  if (fresh) {
    store<i32>(state, wanted, MODE_NOW);
    store<f64>(state, 1, FADED);
    return;
  }
  if (wanted == now || load<f64>(state, FADED) < 1) return;
  store<i32>(state, now, MODE_BEFORE);
  store<i32>(state, wanted, MODE_NOW);
  store<f64>(state, 0, FADED);
  if (wanted == SPLIT) clearCrossover(state + CROSSOVER);
  else if (wanted != WIDE) memory.fill(state + SOUND, 0, 32);
}

/** total - (1 - gain) * part, or what is listened to instead. */
function apply(state: usize, buffer: usize, reduced: bool, fadeFrom: f64, fadeTo: f64, bandFrom: f64, bandTo: f64, removedFrom: f64, removedTo: f64): void {
  const n: f64 = QUANTUM;
  const fading = fadeFrom < 1;
  const fadeStep = (fadeTo - fadeFrom) / n;
  const bandStep = (bandTo - bandFrom) / n;
  const removedStep = (removedTo - removedFrom) / n;
  const listening = bandFrom != 0 || bandTo != 0 || removedFrom != 0 || removedTo != 0;
  for (let i: usize = 0; i < <usize>QUANTUM; i++) {
    const at = i * FRAME;
    let total = v128.load(state + TOTAL + at);
    let part = v128.load(state + PART + at);
    if (fading) {
      const share = f64x2.splat(fadeFrom + fadeStep * <f64>(<i32>i + 1));
      const oldTotal = v128.load(state + OTHER_TOTAL + at);
      const oldPart = v128.load(state + OTHER_PART + at);
      total = f64x2.add(oldTotal, f64x2.mul(share, f64x2.sub(total, oldTotal)));
      part = f64x2.add(oldPart, f64x2.mul(share, f64x2.sub(part, oldPart)));
    }
    const loss: f64 = reduced ? 1 - load<f64>(state + GAINS + (i << 3)) : 0;
    const removed = f64x2.mul(f64x2.splat(loss), part);
    let out = f64x2.sub(total, removed);
    if (listening) {
      const one = f64x2.splat(bandFrom + bandStep * <f64>(<i32>i + 1));
      const other = f64x2.splat(removedFrom + removedStep * <f64>(<i32>i + 1));
      const rest = f64x2.sub(f64x2.sub(f64x2.splat(1), one), other);
      out = f64x2.add(f64x2.mul(rest, out), f64x2.add(f64x2.mul(one, v128.load(state + BAND + at)), f64x2.mul(other, removed)));
    }
    v128.store(buffer + at, out);
  }
}

// @ts-ignore: decorator
@inline
function towards(value: f64, target: f64): f64 {
  return value < target ? min(value + FADE, target) : max(value - FADE, target);
}

function quantum(state: usize, buffer: usize, key: usize): void {
  advance(state);
  const known = state + KNOWN;
  const fresh = load<i32>(state, FRESH) != 0;
  store<i32>(state, 0, FRESH);
  const peak = peakOf(buffer, QUANTUM);
  store<f64>(state, max(load<f64>(state, INPUT_PEAK), peak), INPUT_PEAK);
  store<i32>(state, peak == 0 && key == 0 ? min(load<i32>(state, QUIET_QUANTA) + 1, 1 << 20) : 0, QUIET_QUANTA);
  detect(state, key == 0 ? buffer : key);
  const reduced = rangedGains(state + GAINS, state + BALLISTICS, state + SETTINGS);
  store<f64>(state, max(load<f64>(state, MOST_CHANGE), -load<f64>(state + BALLISTICS, RANGE_CHANGE)), MOST_CHANGE);
  delayQuantum(state + LINE, buffer, buffer, load<i32>(state, DELAY));
  changeMode(state, <i32>clamp(param(known, MODE), 0, 2), fresh);
  const faded = load<f64>(state, FADED);
  take(state, load<i32>(state, MODE_NOW), buffer, state + TOTAL, state + PART);
  if (faded < 1) take(state, load<i32>(state, MODE_BEFORE), buffer, state + OTHER_TOTAL, state + OTHER_PART);
  const listen = <i32>clamp(param(known, LISTEN), 0, 2);
  const wantBand: f64 = listen == HEAR_BAND ? 1 : 0;
  const wantRemoved: f64 = listen == HEAR_REMOVED ? 1 : 0;
  const band: f64 = fresh ? wantBand : load<f64>(state, LISTEN_BAND);
  const removed: f64 = fresh ? wantRemoved : load<f64>(state, LISTEN_REMOVED);
  const fadedTo = towards(faded, 1);
  const bandTo = towards(band, wantBand);
  const removedTo = towards(removed, wantRemoved);
  apply(state, buffer, reduced, faded, fadedTo, band, bandTo, removed, removedTo);
  store<f64>(state, fadedTo, FADED);
  store<f64>(state, bandTo, LISTEN_BAND);
  store<f64>(state, removedTo, LISTEN_REMOVED);
  store<f64>(state, max(load<f64>(state, OUTPUT_PEAK), peakOf(buffer, QUANTUM)), OUTPUT_PEAK);
}

export function deesser_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  aim(state, params);
  store<f64>(state, 0, INPUT_PEAK);
  store<f64>(state, 0, OUTPUT_PEAK);
  store<f64>(state, 0, MOST_CHANGE);
  store<f64>(state, 0, MOST_RATIO);
  const key = context == 0 ? 0 : keyOf(context);
  for (let done = 0; done < frames; done += QUANTUM) {
    const at = <usize>done * FRAME;
    quantum(state, buffer + at, key == 0 ? 0 : key + at);
  }
  store<f64>(state, load<f64>(state, MOST_CHANGE));
  storePeaks(state, load<f64>(state, INPUT_PEAK), load<f64>(state, OUTPUT_PEAK));
  store<f64>(state, gainToDb(sqrt(load<f64>(state, MOST_RATIO))), 24);
}

/** Whether silence in gives silence out from here on: nothing is reduced, delayed, ringing or on its way. */
export function deesser_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING)) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  if (load<i32>(state, QUIET_QUANTA) <= delayQuanta(state + LINE)) return false;
  if (load<f64>(state + BALLISTICS, RANGE_SETTLED) == 0 || load<f64>(state, FADED) < 1) return false;
  const listen = <i32>clamp(param(params, LISTEN), 0, 2);
  if (load<f64>(state, LISTEN_BAND) != (listen == HEAR_BAND ? 1.0 : 0.0)) return false;
  if (load<f64>(state, LISTEN_REMOVED) != (listen == HEAR_REMOVED ? 1.0 : 0.0)) return false;
  if (load<f64>(state, BAND_POWER) + load<f64>(state, LATER_POWER) + load<f64>(state, WHOLE_POWER) + load<f64>(state, VOICE_POWER) != 0) return false;
  const detector = v128.or(v128.load(state, DETECTOR), v128.load(state, DETECTOR + 16));
  const sound = v128.or(v128.load(state, SOUND), v128.load(state, SOUND + 16));
  if (v128.any_true(detector)) return false;
  // What another mode left behind is cleared when that mode is taken up.
  const mode = load<i32>(state, MODE_NOW);
  return mode == WIDE || (mode == SPLIT ? crossoverRests(state + CROSSOVER) : !v128.any_true(sound));
}
