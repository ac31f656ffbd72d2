// The gate and expander: opens above the threshold, closes below it by the hysteresis and after a hold, and turns down by
// ratio and range what lies below. One detector for both channels; it may listen to another strip. Curve after
// Giannoulis, Massberg, Reiss, JAES 60(6), 2012; what is not open is reduced as a downward expander reduces it.
import { designHighPass, designLowPass } from '../../kernels/assembly/biquad-design';
import { SECTION_BYTES, clearSection, sections1, setSection } from '../../kernels/assembly/biquad';
import { keyOf } from '../../kernels/assembly/context';
import { delayBytes, delayQuanta, delayQuantum, delayReset } from '../../kernels/assembly/delay-line';
import { applyGains, louderPower, onePoleAmount } from '../../kernels/assembly/envelope';
import {
  SETTINGS_BYTES, SET_DIRECTION, SET_KNEE, SET_RANGE, SET_SLOPE, SET_THRESHOLD, changeToGain, toRangedChange,
} from '../../kernels/assembly/envelope-range';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import { FRAME, QUANTUM, clamp, dbToGain, gainToDb, glideAt, glidePerQuantum, param, peakOf } from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';

// Parameters, in the order of parameters.ts.
const THRESHOLD: i32 = 0;
const HYSTERESIS: i32 = 1;
const RATIO: i32 = 2;
const RANGE: i32 = 3;
const KNEE: i32 = 4;
const ATTACK: i32 = 5;
const HOLD: i32 = 6;
const RELEASE: i32 = 7;
const LOOK_AHEAD: i32 = 8;
const HIGH_PASS_HZ: i32 = 9;
const LOW_PASS_HZ: i32 = 10;
const LISTEN: i32 = 11;
const PARAMETERS: i32 = 12;

const GLIDE_TAU_MS: f64 = 10;
const LONGEST_MS: f64 = 10;
/** The detector's fall between the peaks of a wave: by a factor e in this time. */
const PEAK_FALL_MS: f64 = 8;
/** Filters at their ends are out of the way. */
const LOWEST_HZ: f64 = 20;
const HIGHEST_HZ: f64 = 20000;
const BUTTERWORTH: f64 = 0.70710678118654752440;
const LEAST_DB: f64 = 1e-8;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const QUIET_QUANTA: usize = 84; // i32
const MOVING: usize = 88; // i32
const KEYED: usize = 92; // i32: the last quantum listened to another strip
const OPEN: usize = 96; // i32
const HELD_FRAMES: usize = 100; // i32 below the closing level
const HOLD_FRAMES: usize = 104; // i32
const DELAY: usize = 108; // i32
const HIGH_PASSED: usize = 112; // i32
const LOW_PASSED: usize = 116; // i32
const SETTLED: usize = 120; // i32: the last quantum ended on its goal
const NOW_HYSTERESIS: usize = 128;
const NOW_LISTEN: usize = 136;
const LOG_HIGH_PASS: usize = 144;
const LOG_LOW_PASS: usize = 152;
const OPEN_POWER: usize = 160;
const CLOSE_POWER: usize = 168;
const ATTACK_AMOUNT: usize = 176;
const RELEASE_AMOUNT: usize = 184;
const PEAK_KEEP: usize = 192;
const PEAK_POWER: usize = 200;
const HELD: usize = 208;
const SMOOTH: usize = 216;
const REDUCTION: usize = 224;
const INPUT_PEAK: usize = 232;
const OUTPUT_PEAK: usize = 240;
const KEY_POWER: usize = 248;
const SETTINGS: usize = 256;
const KNOWN: usize = SETTINGS + SETTINGS_BYTES;
const COEFFICIENTS: usize = KNOWN + 96;
const HIGH_SECTION: usize = COEFFICIENTS + 48;
const LOW_SECTION: usize = HIGH_SECTION + SECTION_BYTES;
const PEAKS: usize = LOW_SECTION + SECTION_BYTES;
const GAINS: usize = PEAKS + <usize>QUANTUM * 8;
const KEY: usize = GAINS + <usize>QUANTUM * 8;
const LINE: usize = KEY + <usize>QUANTUM * FRAME;

function longestDelay(sampleRate: f64): i32 {
  return <i32>Math.ceil((LONGEST_MS * sampleRate) / 1000);
}

export function gate_bytes(sampleRate: f64): i32 {
  return <i32>(LINE + delayBytes(longestDelay(sampleRate)));
}

export function gate_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, LINE);
  delayReset(state + LINE, longestDelay(sampleRate));
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<f64>(state, Math.exp(-2000 / (PEAK_FALL_MS * sampleRate)), PEAK_KEEP);
  store<i32>(state, 1, FRESH);
}

export function gate_latency(params: usize, sampleRate: f64): i32 {
  return <i32>nearest((clamp(param(params, LOOK_AHEAD), 0, LONGEST_MS) * sampleRate) / 1000);
}

/** Takes over the parameters where they differ from the ones last seen. */
function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  const rate = load<f64>(state, RATE);
  store<f64>(state, onePoleAmount(clamp(param(params, ATTACK), 0.01, 1000), rate), ATTACK_AMOUNT);
  store<f64>(state, onePoleAmount(clamp(param(params, RELEASE), 1, 10000), rate), RELEASE_AMOUNT);
  store<i32>(state, <i32>nearest((clamp(param(params, HOLD), 0, 10000) * rate) / 1000), HOLD_FRAMES);
  store<i32>(state, gate_latency(params, rate), DELAY);
  engage(state, HIGH_PASSED, HIGH_SECTION, LOG_HIGH_PASS, param(params, HIGH_PASS_HZ) > LOWEST_HZ);
  const low = param(params, LOW_PASS_HZ);
  engage(state, LOW_PASSED, LOW_SECTION, LOG_LOW_PASS, low < HIGHEST_HZ && low < 0.45 * rate);
  store<i32>(state, 1, MOVING);
}

/** Takes a filter of the detector in or out; it begins from rest at the frequency asked for. */
function engage(state: usize, flag: usize, section: usize, log: usize, on: bool): void {
  if ((on ? 1 : 0) == load<i32>(state + flag)) return;
  store<i32>(state + flag, on ? 1 : 0);
  clearSection(state + section);
  store<f64>(state + log, -1);
}

/** Moves a detector filter's frequency on; the first step lands. */
function glideFilter(state: usize, log: usize, section: usize, hz: f64, amount: f64, high: bool): bool {
  const rate = load<f64>(state, RATE);
  const first = load<f64>(state + log) < 0;
  const moving = glideAt(state, log, Math.log(clamp(hz, 10, 0.45 * rate)), first ? 1 : amount, 1e-5);
  const w = (2 * Math.PI * Math.exp(load<f64>(state + log))) / rate;
  if (high) designHighPass(state + COEFFICIENTS, w, BUTTERWORTH);
  else designLowPass(state + COEFFICIENTS, w, BUTTERWORTH);
  setSection(state + section, state + COEFFICIENTS, true, true);
  return moving;
}

/** Moves the gliding values on by one quantum. */
function advance(state: usize): void {
  if (!load<i32>(state, MOVING)) return;
  const known = state + KNOWN;
  const settings = state + SETTINGS;
  const amount: f64 = load<i32>(state, FRESH) ? 1 : load<f64>(state, AMOUNT);
  let moving = glideAt(settings, SET_THRESHOLD, clamp(param(known, THRESHOLD), -120, 24), amount, 1e-4);
  moving = glideAt(settings, SET_SLOPE, clamp(param(known, RATIO), 1, 1000) - 1, amount, 1e-4) || moving;
  moving = glideAt(settings, SET_KNEE, clamp(param(known, KNEE), 0, 48), amount, 1e-4) || moving;
  moving = glideAt(settings, SET_RANGE, clamp(param(known, RANGE), 0, 120), amount, 1e-4) || moving;
  moving = glideAt(state, NOW_HYSTERESIS, clamp(param(known, HYSTERESIS), 0, 60), amount, 1e-4) || moving;
  store<f64>(settings, -1, SET_DIRECTION);
  // Above the knee nothing is reduced: there it opens, and the hysteresis below it may close again.
  const opens = load<f64>(settings, SET_THRESHOLD) + load<f64>(settings, SET_KNEE) * 0.5;
  const open = dbToGain(opens);
  const close = dbToGain(opens - load<f64>(state, NOW_HYSTERESIS));
  store<f64>(state, open * open, OPEN_POWER);
  store<f64>(state, close * close, CLOSE_POWER);
  if (load<i32>(state, HIGH_PASSED)) moving = glideFilter(state, LOG_HIGH_PASS, HIGH_SECTION, param(known, HIGH_PASS_HZ), amount, true) || moving;
  if (load<i32>(state, LOW_PASSED)) moving = glideFilter(state, LOG_LOW_PASS, LOW_SECTION, param(known, LOW_PASS_HZ), amount, false) || moving;
  store<i32>(state, moving ? 1 : 0, MOVING);
}

/** The detector's sound for this quantum at KEY, filtered; its peaks, falling slowly enough to bridge a wave, at PEAKS. */
function detect(state: usize, source: usize): void {
  const key = state + KEY;
  memory.copy(key, source, <usize>QUANTUM * FRAME);
  if (load<i32>(state, HIGH_PASSED)) sections1(state + HIGH_SECTION, key, QUANTUM);
  if (load<i32>(state, LOW_PASSED)) sections1(state + LOW_SECTION, key, QUANTUM);
  const peaks = state + PEAKS;
  const most = louderPower(key, peaks);
  store<f64>(state, max(load<f64>(state, KEY_POWER), most), KEY_POWER);
  const keep = load<f64>(state, PEAK_KEEP);
  let held = load<f64>(state, PEAK_POWER);
  for (let at = peaks; at < peaks + <usize>QUANTUM * 8; at += 8) {
    const now = load<f64>(at);
    held *= keep;
    // The comparison is false for what is no number.
    held = now > held ? now : held;
    store<f64>(at, held);
  }
  store<f64>(state, held > 1e-30 && held < 1e30 ? held : 0, PEAK_POWER);
}

/** Peaks to gains; a run begins closed where it begins quiet. Returns whether any gain is not 1. */
function decide(state: usize, fresh: bool): bool {
  const peaks = state + PEAKS;
  const gains = state + GAINS;
  const opens = load<f64>(state, OPEN_POWER);
  const closes = min(load<f64>(state, CLOSE_POWER), opens);
  const hold = load<i32>(state, HOLD_FRAMES);
  const attack = load<f64>(state, ATTACK_AMOUNT);
  const release = load<f64>(state, RELEASE_AMOUNT);
  let open = load<i32>(state, OPEN) != 0;
  let below = load<i32>(state, HELD_FRAMES);
  let held = load<f64>(state, HELD);
  let smooth = load<f64>(state, SMOOTH);
  memory.copy(gains, peaks, <usize>QUANTUM * 8);
  toRangedChange(gains, state + SETTINGS);
  if (fresh) {
    held = load<f64>(peaks) >= opens ? 0 : load<f64>(gains);
    smooth = held;
  }
  let wanted: f64 = 0;
  let most: f64 = 0;
  for (let i: usize = 0; i < <usize>QUANTUM * 8; i += 8) {
    const peak = load<f64>(peaks + i);
    if (peak >= opens) {
      open = true;
      below = 0;
    } else if (open) {
      if (peak >= closes) below = 0;
      else if (++below > hold) open = false;
    }
    wanted = open ? 0 : load<f64>(gains + i);
    // Opening goes by the attack alone, closing by the release and then the attack.
    held += release * (wanted - held);
    held = wanted < held ? wanted : held;
    smooth += attack * (held - smooth);
    store<f64>(gains + i, smooth);
    most = max(most, smooth);
  }
  if (!(abs(wanted - held) >= LEAST_DB)) held = wanted;
  if (!(abs(held - smooth) >= LEAST_DB)) smooth = held;
  store<i32>(state, open ? 1 : 0, OPEN);
  store<i32>(state, below, HELD_FRAMES);
  store<f64>(state, held, HELD);
  store<f64>(state, smooth, SMOOTH);
  store<i32>(state, smooth == wanted && !open ? 1 : 0, SETTLED);
  store<f64>(state, max(load<f64>(state, REDUCTION), most), REDUCTION);
  changeToGain(gains, -1);
  return most != 0;
}

function quantum(state: usize, buffer: usize, key: usize): void {
  advance(state);
  const peak = peakOf(buffer, QUANTUM);
  store<f64>(state, max(load<f64>(state, INPUT_PEAK), peak), INPUT_PEAK);
  store<i32>(state, peak > 0 || !(peak == 0) ? 0 : min(load<i32>(state, QUIET_QUANTA) + 1, 1 << 20), QUIET_QUANTA);
  detect(state, key == 0 ? buffer : key);
  const fresh = load<i32>(state, FRESH) != 0;
  store<i32>(state, 0, FRESH);
  const listens: f64 = param(state + KNOWN, LISTEN) >= 0.5 ? 1 : 0;
  const from: f64 = fresh ? listens : load<f64>(state, NOW_LISTEN);
  // A straight line over eight quanta, about 10 ms.
  const to: f64 = from < listens ? min(from + 0.125, listens) : max(from - 0.125, listens);
  store<f64>(state, to, NOW_LISTEN);
  if (from != 0 || to != 0) hearKey(state, buffer, from, to);
  delayQuantum(state + LINE, buffer, buffer, load<i32>(state, DELAY));
  const reduced = decide(state, fresh);
  if (reduced || from != 0 || to != 0) {
    const step = (to - from) / <f64>QUANTUM;
    // While the key is heard the gate is open: gain + listen * (1 - gain).
    applyGains(buffer, state + GAINS, true, from, step, 1 - from, -step);
  }
  store<f64>(state, max(load<f64>(state, OUTPUT_PEAK), peakOf(buffer, QUANTUM)), OUTPUT_PEAK);
}

/** The detector's sound in place of the strip's. */
function hearKey(state: usize, buffer: usize, from: f64, to: f64): void {
  const step = (to - from) / <f64>QUANTUM;
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i * FRAME;
    const x = v128.load(buffer + at);
    const part = f64x2.splat(from + step * <f64>(i + 1));
    v128.store(buffer + at, f64x2.add(x, f64x2.mul(part, f64x2.sub(v128.load(state + KEY + at), x))));
  }
}

export function gate_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  aim(state, params);
  store<f64>(state, 0, REDUCTION);
  store<f64>(state, 0, INPUT_PEAK);
  store<f64>(state, 0, OUTPUT_PEAK);
  store<f64>(state, 0, KEY_POWER);
  const key = context == 0 ? 0 : keyOf(context);
  store<i32>(state, key == 0 ? 0 : 1, KEYED);
  for (let done = 0; done < frames; done += QUANTUM) {
    const at = <usize>done * FRAME;
    quantum(state, buffer + at, key == 0 ? 0 : key + at);
  }
  store<f64>(state, load<f64>(state, REDUCTION));
  storePeaks(state, load<f64>(state, INPUT_PEAK), load<f64>(state, OUTPUT_PEAK));
  store<f64>(state, gainToDb(sqrt(load<f64>(state, KEY_POWER))), 24);
  store<f64>(state, <f64>load<i32>(state, OPEN), 32);
}

/** Whether silence in gives silence out from here on. What listens to another strip stays awake, to be open in time. */
export function gate_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING) || load<i32>(state, KEYED)) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  if (load<i32>(state, QUIET_QUANTA) <= delayQuanta(state + LINE)) return false;
  if (load<i32>(state, SETTLED) == 0 || load<f64>(state, PEAK_POWER) != 0) return false;
  const listens: f64 = param(params, LISTEN) >= 0.5 ? 1 : 0;
  if (load<f64>(state, NOW_LISTEN) != listens) return false;
  const high = v128.or(v128.load(state, HIGH_SECTION + 80), v128.load(state, HIGH_SECTION + 96));
  const low = v128.or(v128.load(state, LOW_SECTION + 80), v128.load(state, LOW_SECTION + 96));
  return !v128.any_true(v128.or(high, low));
}
