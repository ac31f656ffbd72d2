// The compressor: feed-forward, log domain, detector after the gain computer, decoupled ballistics
// (Giannoulis, Massberg, Reiss 2012). With the channels fully linked one detector serves both. It may listen to another
// strip; characters and automatic release are other ballistics (envelope-program.ts).
import { designHighPass, designLowPass } from '../../kernels/assembly/biquad-design';
import { SECTION_BYTES, clearSection, sections1, setSection } from '../../kernels/assembly/biquad';
import { keyOf } from '../../kernels/assembly/context';
import { delayBytes, delayQuanta, delayQuantum, delayReset } from '../../kernels/assembly/delay-line';
import {
  applyGains, largestPower, linkReduction, linkedGains, linkedGainsPair, louderChannel, louderPower, onePoleAmount,
  smoothFrames, toMeanPower, toPower, toReduction,
} from '../../kernels/assembly/envelope';
import {
  PROGRAM_ATTACK, PROGRAM_BYTES, PROGRAM_EMPTY, PROGRAM_FILL, PROGRAM_QUICKER, PROGRAM_RELEASE, PROGRAM_SHARE, PROGRAM_STEP,
  programFrames,
} from '../../kernels/assembly/envelope-program';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import { FRAME, QUANTUM, clamp, dbToGain, glideAt, glidePerQuantum, param, peakOf } from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';

// Parameters, in the order of parameters.ts.
const THRESHOLD: i32 = 0;
const RATIO: i32 = 1;
const ATTACK: i32 = 2;
const RELEASE: i32 = 3;
const KNEE: i32 = 4;
const DETECTOR: i32 = 5;
const RMS_WINDOW: i32 = 6;
const LOOK_AHEAD: i32 = 7;
const HIGH_PASS: i32 = 8;
const HIGH_PASS_HZ: i32 = 9;
const LINK: i32 = 10;
const AUTO_MAKEUP: i32 = 11;
const MAKEUP: i32 = 12;
const MIX: i32 = 13;
const AUTO_RELEASE: i32 = 14;
const CHARACTER: i32 = 15;
const LOW_PASS_HZ: i32 = 16;
const LISTEN: i32 = 17;
const PARAMETERS: i32 = 18;

// Characters.
const OPTO: i32 = 1;
const FET: i32 = 2;
const VCA: i32 = 3;
/** The detector's low-pass at this end is out of the way. */
const LOW_PASS_OFF_HZ: f64 = 20000;

const GLIDE_TAU_MS: f64 = 10;
const LONGEST_MS: f64 = 10;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const QUIET_QUANTA: usize = 84; // i32
const MOVING: usize = 88; // i32: a glide has not landed
const FILTERED: usize = 92; // i32: the detector high-pass runs
// Values that glide, and what follows from them.
const NOW_THRESHOLD: usize = 96;
const NOW_SLOPE: usize = 104;
const NOW_KNEE: usize = 112;
const NOW_MAKEUP_DB: usize = 120;
const NOW_MIX: usize = 128;
const NOW_LOG_HZ: usize = 136;
const DRY_PART: usize = 144;
const WET_PART: usize = 152;
const KNEE_POWER: usize = 160; // power at which the knee begins, a little less
// Values that hold for a call, kept with the parameters they came from.
const ATTACK_AMOUNT: usize = 168;
const RELEASE_AMOUNT: usize = 176;
const RMS_AMOUNT: usize = 184;
const LINK_NOW: usize = 192;
const DELAY: usize = 200; // i32
const KEY_AT: usize = 204; // i32: the side-chain's quantum, 0 where the compressor hears itself
const PROGRAM: usize = 208; // i32: character or automatic release
const LOWERED: usize = 212; // i32: the detector's low-pass runs
const LISTENING: usize = 216; // i32: the detector is heard, or fading
const NOW_LISTEN: usize = 224;
const NOW_LOG_LOW_HZ: usize = 232;
const PROGRAM_SETTINGS: usize = 240;
const BALLISTICS: usize = 320; // held and smoothed
const MEAN: usize = 352;
const SECTION: usize = 384;
const COEFFICIENTS: usize = SECTION + SECTION_BYTES;
const INPUT_PEAK: usize = COEFFICIENTS + 40;
const OUTPUT_PEAK: usize = COEFFICIENTS + 48;
const DRY_BEFORE: usize = COEFFICIENTS + 56;
const WET_BEFORE: usize = COEFFICIENTS + 64;
const MOST: usize = COEFFICIENTS + 80; // two doubles
const LOW_SECTION: usize = COEFFICIENTS + 96;
const MEMORY: usize = LOW_SECTION + SECTION_BYTES;
const KNOWN: usize = MEMORY + 16; // the parameters last seen
const KEY: usize = (KNOWN + <usize>PARAMETERS * 8 + 63) & ~63; // the detector's sound while it is heard
const LEVELS: usize = KEY + <usize>QUANTUM * FRAME;
const LINE: usize = LEVELS + <usize>QUANTUM * FRAME;

function longestDelay(sampleRate: f64): i32 {
  return <i32>Math.ceil((LONGEST_MS * sampleRate) / 1000);
}

export function compressor_bytes(sampleRate: f64): i32 {
  return <i32>(LINE + delayBytes(longestDelay(sampleRate)));
}

export function compressor_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, LINE);
  delayReset(state + LINE, longestDelay(sampleRate));
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<i32>(state, 1, FRESH);
}

export function compressor_latency(params: usize, sampleRate: f64): i32 {
  return <i32>nearest((clamp(param(params, LOOK_AHEAD), 0, LONGEST_MS) * sampleRate) / 1000);
}

/** Takes over the parameters where they differ from the ones last seen. */
function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  const rate = load<f64>(state, RATE);
  store<f64>(state, onePoleAmount(clamp(param(params, ATTACK), 0.01, 1000), rate), ATTACK_AMOUNT);
  store<f64>(state, onePoleAmount(clamp(param(params, RELEASE), 1, 10000), rate), RELEASE_AMOUNT);
  store<f64>(state, param(params, DETECTOR) >= 0.5 ? onePoleAmount(clamp(param(params, RMS_WINDOW), 0.1, 1000), rate) : 0, RMS_AMOUNT);
  store<f64>(state, clamp(param(params, LINK), 0, 100) / 100, LINK_NOW);
  store<i32>(state, compressor_latency(params, rate), DELAY);
  const filtered = param(params, HIGH_PASS) >= 0.5 ? 1 : 0;
  if (filtered != load<i32>(state, FILTERED)) {
    store<i32>(state, filtered, FILTERED);
    clearSection(state + SECTION);
    store<f64>(state, -1, NOW_LOG_HZ);
  }
  const low = param(params, LOW_PASS_HZ);
  const lowered = low < LOW_PASS_OFF_HZ && low < 0.45 * rate ? 1 : 0;
  if (lowered != load<i32>(state, LOWERED)) {
    store<i32>(state, lowered, LOWERED);
    clearSection(state + LOW_SECTION);
    store<f64>(state, -1, NOW_LOG_LOW_HZ);
  }
  if (param(params, LISTEN) >= 0.5) store<i32>(state, 1, LISTENING);
  aimProgram(state, params, rate);
  store<i32>(state, 1, MOVING);
}

// @ts-ignore: decorator
@inline
function characterOf(params: usize): i32 {
  return <i32>clamp(param(params, CHARACTER), 0, 3);
}

/** What a character makes of the knee: an optical cell has none below 10 dB, a FET none above 3. */
function kneeOf(params: usize): f64 {
  const knee = clamp(param(params, KNEE), 0, 48);
  const character = characterOf(params);
  return character == OPTO ? max(knee, 10) : character == FET ? min(knee, 3) : knee;
}

/** Ballistics of the character, and of the automatic release: what they are is said in parameters.ts. */
function aimProgram(state: usize, params: usize, rate: f64): void {
  const character = characterOf(params);
  const auto = param(params, AUTO_RELEASE) >= 0.5;
  const program = character != 0 || auto ? 1 : 0;
  if (program != load<i32>(state, PROGRAM)) v128.store(state, f64x2.splat(0), MEMORY);
  store<i32>(state, program, PROGRAM);
  if (!program) return;
  const settings = state + PROGRAM_SETTINGS;
  const attack = clamp(param(params, ATTACK), 0.01, 1000);
  const release = clamp(param(params, RELEASE), 1, 10000);
  const quick = auto ? release * 0.4 : release;
  store<f64>(settings, onePoleAmount(character == OPTO ? max(attack, 10) : attack, rate), PROGRAM_ATTACK);
  store<f64>(settings, character == VCA ? 0 : onePoleAmount(quick, rate), PROGRAM_RELEASE);
  store<f64>(settings, character == VCA ? 10000 / (quick * rate) : 0, PROGRAM_STEP);
  store<f64>(settings, character == FET ? 1.0 / 6.0 : 0, PROGRAM_QUICKER);
  store<f64>(settings, auto ? 1 : character == OPTO ? 0.5 : 0, PROGRAM_SHARE);
  store<f64>(settings, onePoleAmount(release * (character == OPTO ? 3 : 2), rate), PROGRAM_FILL);
  store<f64>(settings, onePoleAmount(release * (character == OPTO ? 12 : 6), rate), PROGRAM_EMPTY);
}

/** Static reduction at 0 dBFS, half of which auto make-up gives back. */
function reductionAtFullLevel(threshold: f64, slope: f64, knee: f64): f64 {
  const over = knee * 0.5 - threshold;
  const inside = clamp(over, 0, knee);
  const beyond = max(over - knee, 0);
  return (knee > 1e-6 ? (slope * inside * inside) / (2 * knee) : 0) + slope * beyond;
}

/** Moves the gliding values on by one quantum; the sound's gain parts ramp inside it. */
function advance(state: usize): void {
  if (!load<i32>(state, MOVING)) return;
  const known = state + KNOWN;
  const amount: f64 = load<i32>(state, FRESH) ? 1 : load<f64>(state, AMOUNT);
  let moving = glideAt(state, NOW_THRESHOLD, clamp(param(known, THRESHOLD), -120, 24), amount, 1e-4);
  moving = glideAt(state, NOW_SLOPE, 1 - 1 / clamp(param(known, RATIO), 1, 1000), amount, 1e-6) || moving;
  moving = glideAt(state, NOW_KNEE, kneeOf(known), amount, 1e-4) || moving;
  const threshold = load<f64>(state, NOW_THRESHOLD);
  const slope = load<f64>(state, NOW_SLOPE);
  const knee = load<f64>(state, NOW_KNEE);
  const auto: f64 = param(known, AUTO_MAKEUP) >= 0.5 ? reductionAtFullLevel(threshold, slope, knee) * 0.5 : 0;
  moving = glideAt(state, NOW_MAKEUP_DB, clamp(param(known, MAKEUP), -48, 48) + auto, amount, 1e-4) || moving;
  moving = glideAt(state, NOW_MIX, clamp(param(known, MIX), 0, 100) / 100, amount, 1e-6) || moving;
  const mix = load<f64>(state, NOW_MIX);
  store<f64>(state, 1 - mix, DRY_PART);
  store<f64>(state, mix * dbToGain(load<f64>(state, NOW_MAKEUP_DB)), WET_PART);
  const start = dbToGain(threshold - knee * 0.5);
  store<f64>(state, start * start * 0.999, KNEE_POWER);
  if (load<i32>(state, FILTERED)) {
    const rate = load<f64>(state, RATE);
    const first = load<f64>(state, NOW_LOG_HZ) < 0;
    const target = Math.log(clamp(param(known, HIGH_PASS_HZ), 10, 0.4 * rate));
    moving = glideAt(state, NOW_LOG_HZ, target, first ? 1 : amount, 1e-5) || moving;
    const w = (2 * Math.PI * Math.exp(load<f64>(state, NOW_LOG_HZ))) / rate;
    designHighPass(state + COEFFICIENTS, w, 0.70710678118654752440);
    setSection(state + SECTION, state + COEFFICIENTS, true, true);
  }
  if (load<i32>(state, LOWERED)) {
    const rate = load<f64>(state, RATE);
    const first = load<f64>(state, NOW_LOG_LOW_HZ) < 0;
    const target = Math.log(clamp(param(known, LOW_PASS_HZ), 10, 0.45 * rate));
    moving = glideAt(state, NOW_LOG_LOW_HZ, target, first ? 1 : amount, 1e-5) || moving;
    designLowPass(state + COEFFICIENTS, (2 * Math.PI * Math.exp(load<f64>(state, NOW_LOG_LOW_HZ))) / rate, 0.70710678118654752440);
    setSection(state + LOW_SECTION, state + COEFFICIENTS, true, true);
  }
  store<i32>(state, moving ? 1 : 0, MOVING);
}

/** Nothing in flight: no reduction, no level, no filter ringing. */
// @ts-ignore: decorator
@inline
function atRest(state: usize): bool {
  const a = v128.or(v128.or(v128.load(state, BALLISTICS), v128.load(state, BALLISTICS + 16)), v128.load(state, MEAN));
  const c = v128.or(v128.load(state, LOW_SECTION + 80), v128.or(v128.load(state, LOW_SECTION + 96), v128.load(state, MEMORY)));
  const b = v128.or(v128.or(v128.load(state, SECTION + 80), v128.load(state, SECTION + 96)), c);
  return !v128.any_true(v128.or(a, b));
}

// @ts-ignore: decorator
@inline
function isLinked(state: usize): bool {
  return load<f64>(state, LINK_NOW) == 1 && !load<i32>(state, PROGRAM);
}

/** Whether linked levels are the louder channel's plain power, which needs no block of its own. */
// @ts-ignore: decorator
@inline
function isPlain(state: usize): bool {
  const apart = load<i32>(state, FILTERED) | load<i32>(state, LOWERED) | load<i32>(state, KEY_AT) | load<i32>(state, LISTENING);
  return isLinked(state) && !apart && load<f64>(state, RMS_AMOUNT) == 0;
}

/**
 * Stage one: the levels that the detector sees. Returns whether there is anything to reduce; not so while all of it
 * stays below the knee and nothing is being released. `plainPower` is the largest level where they are there already.
 */
function detect(state: usize, buffer: usize, plainPower: f64): bool {
  const levels = state + LEVELS;
  let most = plainPower;
  if (!isPlain(state)) {
    const key = usize(load<i32>(state, KEY_AT));
    const source = key == 0 ? buffer : key;
    if (load<i32>(state, FILTERED) | load<i32>(state, LOWERED)) {
      memory.copy(levels, source, <usize>QUANTUM * FRAME);
      if (load<i32>(state, FILTERED)) sections1(state + SECTION, levels, QUANTUM);
      if (load<i32>(state, LOWERED)) sections1(state + LOW_SECTION, levels, QUANTUM);
      if (load<i32>(state, LISTENING)) memory.copy(state + KEY, levels, <usize>QUANTUM * FRAME);
      toPower(levels, levels);
    } else {
      if (load<i32>(state, LISTENING)) memory.copy(state + KEY, source, <usize>QUANTUM * FRAME);
      toPower(source, levels);
    }
    const mean = load<f64>(state, RMS_AMOUNT);
    if (mean > 0) toMeanPower(levels, state + MEAN, mean);
    most = isLinked(state) ? louderChannel(levels) : largestPower(levels);
  }
  if (load<f64>(state, RMS_AMOUNT) == 0) v128.store(state, f64x2.splat(0), MEAN);
  if (most >= load<f64>(state, KNEE_POWER)) return true;
  return v128.any_true(v128.or(v128.or(v128.load(state, BALLISTICS), v128.load(state, BALLISTICS + 16)), v128.load(state, MEMORY)));
}

/** Stage two: levels to gains through curve and ballistics. Returns the largest reduction in dB. */
function reduce(state: usize): f64 {
  const levels = state + LEVELS;
  const threshold = load<f64>(state, NOW_THRESHOLD);
  const slope = load<f64>(state, NOW_SLOPE);
  const knee = load<f64>(state, NOW_KNEE);
  const attack = load<f64>(state, ATTACK_AMOUNT);
  const release = load<f64>(state, RELEASE_AMOUNT);
  if (isLinked(state)) return linkedGains(levels, state + BALLISTICS, threshold, slope, knee, attack, release);
  toReduction(levels, threshold, slope, knee);
  linkReduction(levels, load<f64>(state, LINK_NOW));
  if (load<i32>(state, PROGRAM)) return programFrames(levels, state + BALLISTICS, state + MEMORY, state + PROGRAM_SETTINGS);
  return smoothFrames(levels, state + BALLISTICS, attack, release);
}

/** Stage three: delay, and the gain of every frame, (1 - mix) + mix * make-up * gain. Returns the output's peak. */
function apply(state: usize, buffer: usize, reduced: bool, dryFrom: f64, wetFrom: f64): f64 {
  delayQuantum(state + LINE, buffer, buffer, load<i32>(state, DELAY));
  const dryTo = load<f64>(state, DRY_PART);
  const wetTo = load<f64>(state, WET_PART);
  const steady = dryTo == dryFrom && wetTo == wetFrom;
  if (!reduced && steady && dryTo + wetTo == 1) return peakOf(buffer, QUANTUM);
  const levels = state + LEVELS;
  if (!reduced) {
    for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) v128.store(levels + i, f64x2.splat(1));
  }
  return applyGains(
    buffer, levels, isLinked(state),
    steady ? dryTo : dryFrom, steady ? 0 : (dryTo - dryFrom) / <f64>QUANTUM,
    steady ? wetTo : wetFrom, steady ? 0 : (wetTo - wetFrom) / <f64>QUANTUM,
  );
}

/** Before a quantum: glides. Returns whether there is anything to do: false in silence that has run through. */
function begin(state: usize, inputPeak: f64): bool {
  advance(state);
  if (inputPeak > 0) store<i32>(state, 0, QUIET_QUANTA);
  else {
    const quiet = load<i32>(state, QUIET_QUANTA) + 1;
    store<i32>(state, min(quiet, 1 << 20), QUIET_QUANTA);
    if (quiet > delayQuanta(state + LINE) && load<i32>(state, KEY_AT) == 0 && atRest(state)) return false;
  }
  return true;
}

/** Detection of one quantum before its ballistics. Returns 0 rest, 1 nothing to reduce, 2 to be smoothed. */
function before(state: usize, buffer: usize): i32 {
  const dry = load<f64>(state, DRY_PART);
  const wet = load<f64>(state, WET_PART);
  const plainPower: f64 = isPlain(state) ? louderPower(buffer, state + LEVELS) : 0;
  const peak: f64 = isPlain(state) ? sqrt(plainPower) : peakOf(buffer, QUANTUM);
  store<f64>(state, max(load<f64>(state, INPUT_PEAK), peak), INPUT_PEAK);
  if (!begin(state, peak)) return 0;
  const fresh = load<i32>(state, FRESH) != 0;
  store<f64>(state, fresh ? load<f64>(state, DRY_PART) : dry, DRY_BEFORE);
  store<f64>(state, fresh ? load<f64>(state, WET_PART) : wet, WET_BEFORE);
  store<i32>(state, 0, FRESH);
  return detect(state, buffer, plainPower) ? 2 : 1;
}

/** The detector's sound in place of the strip's, in a straight line over eight quanta, about 10 ms. Returns the peak. */
function hearKey(state: usize, buffer: usize): f64 {
  const wanted: f64 = param(state + KNOWN, LISTEN) >= 0.5 ? 1 : 0;
  const from = load<f64>(state, NOW_LISTEN);
  const to: f64 = from < wanted ? min(from + 0.125, wanted) : max(from - 0.125, wanted);
  const step = (to - from) / <f64>QUANTUM;
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i * FRAME;
    const x = v128.load(buffer + at);
    const part = f64x2.splat(from + step * <f64>(i + 1));
    v128.store(buffer + at, f64x2.add(x, f64x2.mul(part, f64x2.sub(v128.load(state + KEY + at), x))));
  }
  store<f64>(state, to, NOW_LISTEN);
  if (to == 0 && wanted == 0) store<i32>(state, 0, LISTENING);
  return peakOf(buffer, QUANTUM);
}

/** The rest of the quantum. */
function after(state: usize, buffer: usize, phase: i32, reduction: f64): void {
  if (phase == 0) return;
  store<f64>(state, max(load<f64>(state), reduction));
  let peak = apply(state, buffer, phase == 2, load<f64>(state, DRY_BEFORE), load<f64>(state, WET_BEFORE));
  if (load<i32>(state, LISTENING)) peak = hearKey(state, buffer);
  store<f64>(state, max(load<f64>(state, OUTPUT_PEAK), peak), OUTPUT_PEAK);
}

// @ts-ignore: decorator
@inline
function open(state: usize, params: usize): void {
  aim(state, params);
  store<i32>(state, 0, KEY_AT);
  store<f64>(state, 0);
  store<f64>(state, 0, INPUT_PEAK);
  store<f64>(state, 0, OUTPUT_PEAK);
}

export function compressor_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  open(state, params);
  const key = context == 0 ? 0 : keyOf(context);
  for (let done = 0; done < frames; done += QUANTUM) {
    const at = buffer + <usize>done * FRAME;
    if (key != 0) store<i32>(state, <i32>(key + <usize>done * FRAME), KEY_AT);
    const phase = before(state, at);
    after(state, at, phase, phase == 2 ? reduce(state) : 0);
  }
  storePeaks(state, load<f64>(state, INPUT_PEAK), load<f64>(state, OUTPUT_PEAK));
}

/** Two compressors that hear themselves at once, with the bits of one after the other: linked detectors share a vector. */
export function compressor_process_pair(
  stateA: usize, paramsA: usize, bufferA: usize, stateB: usize, paramsB: usize, bufferB: usize, frames: i32,
): void {
  open(stateA, paramsA);
  open(stateB, paramsB);
  for (let done = 0; done < frames; done += QUANTUM) {
    const a = bufferA + <usize>done * FRAME;
    const b = bufferB + <usize>done * FRAME;
    const phaseA = before(stateA, a);
    const phaseB = before(stateB, b);
    let reductionA: f64 = 0;
    let reductionB: f64 = 0;
    if (phaseA == 2 && phaseB == 2 && isLinked(stateA) && isLinked(stateB)) {
      linkedGainsPair(
        stateA + LEVELS, stateA + BALLISTICS, stateA + NOW_THRESHOLD, stateA + ATTACK_AMOUNT,
        stateB + LEVELS, stateB + BALLISTICS, stateB + NOW_THRESHOLD, stateB + ATTACK_AMOUNT,
        stateA + MOST,
      );
      reductionA = load<f64>(stateA, MOST);
      reductionB = load<f64>(stateA, MOST + 8);
    } else {
      if (phaseA == 2) reductionA = reduce(stateA);
      if (phaseB == 2) reductionB = reduce(stateB);
    }
    after(stateA, a, phaseA, reductionA);
    after(stateB, b, phaseB, reductionB);
  }
  storePeaks(stateA, load<f64>(stateA, INPUT_PEAK), load<f64>(stateA, OUTPUT_PEAK));
  storePeaks(stateB, load<f64>(stateB, INPUT_PEAK), load<f64>(stateB, OUTPUT_PEAK));
}

/** Whether silence in gives silence out from here on: no level, no reduction, nothing in the delay, nothing moves. */
export function compressor_at_rest(state: usize, params: usize): bool {
  // What listens to another strip stays awake, to have turned down in time.
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING) || load<i32>(state, KEY_AT)) return false;
  if (load<i32>(state, LISTENING) && load<f64>(state, NOW_LISTEN) < 1) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  return load<i32>(state, QUIET_QUANTA) > delayQuanta(state + LINE) && atRest(state);
}
