// The saturator: drive into a curve at eight times the rate (the hard cut at sixteen), even overtones by a bias, tilt, and
// a match of loudness that begins with what a sine at -12 dBFS would gain and then learns the rest from the music.
import { SECTION_BYTES, clearSection, sections1, sections2, setSection } from '../../kernels/assembly/biquad';
import { designHighPass, designHighPass1, designHighShelf } from '../../kernels/assembly/biquad-design';
import { delayBytes, delayQuantum, delayReset } from '../../kernels/assembly/delay-line';
import { bankAdvance, bankAim, bankBefore, bankValue } from '../../kernels/assembly/glide-bank';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import { FRAME, QUANTUM, clamp, dbToGain, gainToDb, glide, glidePerQuantum, param, peakOf } from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';
import {
  oversampleBytes, oversampleDown, oversampleLatency, oversampleReset, oversampleUp, oversampledFrames,
} from '../../kernels/assembly/oversample';
import { bendHard, bendSmooth } from '../../kernels/assembly/shape-lanes';

// Parameters, in the order of parameters.ts.
const CHARACTER: i32 = 0;
const DRIVE: i32 = 1;
const BIAS: i32 = 2;
const TONE: i32 = 3;
const MATCH: i32 = 4;
const MIX: i32 = 5;
const OUTPUT: i32 = 6;
const PARAMETERS: i32 = 7;

// Characters. Their curves and biases also stand in curves.ts, for drawing.
const TAPE: i32 = 0;
const TUBE: i32 = 1;
const CLIP: i32 = 2;

const GLIDE_TAU_MS: f64 = 10;
/** A change of character goes through the dry sound in this many quanta each way. */
const SWITCH_QUANTA: i32 = 8;
const TILT_HZ: f64 = 1000;
const DC_HZ: f64 = 5;
/** Tape: highs go in louder and come out quieter by as much, so they saturate first. */
const EMPHASIS_HZ: f64 = 3200;
const EMPHASIS_DB: f64 = 6;
/** The sine whose level the match starts from: -12 dBFS. */
const REFERENCE: f64 = 0.25118864315095801;
const REFERENCE_POINTS: i32 = 48;
const MATCH_SECONDS: f64 = 3;
const MATCH_GLIDE_MS: f64 = 300;
/** Quieter quanta (mean square of both sides) teach the match nothing: about -70 dB. */
const GATE: f64 = 1e-7;
const MOST_LEARNED: f64 = 4;

// What glides.
const DRIVE_GAIN: i32 = 0;
const BIAS_NOW: i32 = 1;
const MIX_NOW: i32 = 2;
const STATIC_MATCH: i32 = 3;
const OUTPUT_GAIN: i32 = 4;
const TONE_NOW: i32 = 5;
const VALUES: i32 = 6;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const QUIET_QUANTA: usize = 84; // i32
const MOVING: usize = 88; // i32
const PRESENT: usize = 92; // i32: the character that sounds
const SWITCH: usize = 96; // i32: quanta of the way out of the dry sound, 0..SWITCH_QUANTA
const LATENCY: usize = 100; // i32
const TONED: usize = 104; // i32: the tilt runs
const MATCHING: usize = 108; // i32
const LEARNED: usize = 112;
const LEARNED_GOAL: usize = 120;
const POWER_IN: usize = 128;
const POWER_OUT: usize = 136;
const POWER_AMOUNT: usize = 144;
const LEARN_AMOUNT: usize = 152;
const LAST: usize = 160; // v128: the sample before, for the hard cut
const BANK: usize = 176;
const KNOWN: usize = BANK + 144;
const COEFFICIENTS: usize = KNOWN + 64;
const PRE: usize = COEFFICIENTS + 48;
const POST: usize = PRE + SECTION_BYTES;
const DC: usize = POST + SECTION_BYTES;
const TILT: usize = DC + SECTION_BYTES;
const WEIGH_IN: usize = TILT + SECTION_BYTES; // shelf, high-pass
const WEIGH_OUT: usize = WEIGH_IN + 2 * SECTION_BYTES;
const WET: usize = WEIGH_OUT + 2 * SECTION_BYTES;
const DRY: usize = WET + <usize>QUANTUM * FRAME;
const WEIGHED: usize = DRY + <usize>QUANTUM * FRAME;
const OVER: usize = WEIGHED + <usize>QUANTUM * FRAME;

/** Doublings of the smooth curves; the hard cut, whose overtones fall more slowly, takes one more. */
function stagesOf(rate: f64): i32 {
  return rate < 64000 ? 3 : rate < 128000 ? 2 : 1;
}

// @ts-ignore: decorator
@inline
function roomOf(stages: i32, rate: f64): usize {
  return <usize>((oversampleBytes(stages, rate) + 63) & ~63);
}

function hardAt(state: usize, rate: f64): usize {
  return state + OVER + roomOf(stagesOf(rate), rate);
}

/** The dry sound's delay. */
function lineAt(state: usize, rate: f64): usize {
  return hardAt(state, rate) + roomOf(stagesOf(rate) + 1, rate);
}

/** The smooth curves' delay, by what they are quicker than the hard cut. */
function evenAt(state: usize, rate: f64): usize {
  return lineAt(state, rate) + delayBytes(latencyAt(rate));
}

function latencyAt(rate: f64): i32 {
  return oversampleLatency(stagesOf(rate) + 1, rate);
}

export function saturator_bytes(sampleRate: f64): i32 {
  return <i32>(evenAt(0, sampleRate) + delayBytes(QUANTUM));
}

export function saturator_latency(params: usize, sampleRate: f64): i32 {
  return latencyAt(sampleRate);
}

function setBoth(state: usize, section: usize): void {
  setSection(state + section, state + COEFFICIENTS, true, true);
}

/** Both ways to the high rate begin with silence. */
function clearWays(state: usize, rate: f64): void {
  oversampleReset(state + OVER, stagesOf(rate), rate);
  oversampleReset(hardAt(state, rate), stagesOf(rate) + 1, rate);
  delayReset(evenAt(state, rate), QUANTUM);
}

export function saturator_reset(state: usize, sampleRate: f64): void {
  const latency = latencyAt(sampleRate);
  memory.fill(state, 0, OVER);
  clearWays(state, sampleRate);
  delayReset(lineAt(state, sampleRate), latency);
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<f64>(state, glidePerQuantum(MATCH_SECONDS * 1000, sampleRate), POWER_AMOUNT);
  store<f64>(state, glidePerQuantum(MATCH_GLIDE_MS, sampleRate), LEARN_AMOUNT);
  store<f64>(state, 1, LEARNED);
  store<f64>(state, 1, LEARNED_GOAL);
  store<i32>(state, latency, LATENCY);
  store<i32>(state, 1, FRESH);
  const at = state + COEFFICIENTS;
  const w = (2 * Math.PI) / sampleRate;
  designHighShelf(at, w * EMPHASIS_HZ, dbToGain(EMPHASIS_DB), 0.6);
  setBoth(state, PRE);
  designHighShelf(at, w * EMPHASIS_HZ, dbToGain(-EMPHASIS_DB), 0.6);
  setBoth(state, POST);
  designHighPass1(at, w * DC_HZ);
  setBoth(state, DC);
  // K-weighting (ITU-R BS.1770), near enough for the ratio of two levels.
  designHighShelf(at, w * 1682, dbToGain(4), 0.7071);
  setBoth(state, WEIGH_IN);
  setBoth(state, WEIGH_OUT);
  designHighPass(at, w * 38.1, 0.5);
  setBoth(state, WEIGH_IN + SECTION_BYTES);
  setBoth(state, WEIGH_OUT + SECTION_BYTES);
}

/** The bias of a character: the tube's curve is off centre by itself. */
function biasOf(character: i32, percent: f64): f64 {
  const part = clamp(percent, 0, 100) / 100;
  if (character == TUBE) return 0.35 + 0.75 * part;
  return (character == CLIP ? 0.6 : 0.9) * part;
}

function bend(character: i32, x: f64, bias: f64): f64 {
  if (character == CLIP) return clamp(x + bias, -1, 1) - clamp(bias, -1, 1);
  return Math.tanh(x + bias) - Math.tanh(bias);
}

/** Gain that brings the reference sine back to its level: its power before over its power after, without the offset. */
function staticMatch(character: i32, drive: f64, bias: f64, mix: f64): f64 {
  let before: f64 = 0;
  let after: f64 = 0;
  let mean: f64 = 0;
  for (let i = 0; i < REFERENCE_POINTS; i++) {
    const x = REFERENCE * Math.sin((2 * Math.PI * (<f64>i + 0.5)) / <f64>REFERENCE_POINTS);
    const y = (1 - mix) * x + mix * bend(character, drive * x, bias);
    before += x * x;
    after += y * y;
    mean += y;
  }
  after -= (mean * mean) / <f64>REFERENCE_POINTS;
  return after > 1e-12 ? sqrt(before / after) : 1;
}

/** Takes over the parameters where they differ from the ones last seen. */
function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  const bank = state + BANK;
  const character = <i32>clamp(param(params, CHARACTER), 0, 2);
  if (load<i32>(state, FRESH)) {
    store<i32>(state, character, PRESENT);
    store<i32>(state, SWITCH_QUANTA, SWITCH);
  }
  const drive = dbToGain(clamp(param(params, DRIVE), 0, 48));
  const bias = biasOf(character, param(params, BIAS));
  const mix = clamp(param(params, MIX), 0, 100) / 100;
  const matching = param(params, MATCH) >= 0.5;
  store<i32>(state, matching ? 1 : 0, MATCHING);
  bankAim(bank, VALUES, DRIVE_GAIN, drive);
  bankAim(bank, VALUES, BIAS_NOW, bias);
  bankAim(bank, VALUES, MIX_NOW, mix);
  bankAim(bank, VALUES, STATIC_MATCH, matching ? staticMatch(character, drive, bias, mix) : 1);
  bankAim(bank, VALUES, OUTPUT_GAIN, dbToGain(clamp(param(params, OUTPUT), -48, 48)));
  bankAim(bank, VALUES, TONE_NOW, clamp(param(params, TONE), -24, 24));
  store<i32>(state, 1, MOVING);
}

/** The tilt's shelf at its present value; it is left out where it does nothing. */
function tilt(state: usize): void {
  const db = bankValue(state + BANK, VALUES, TONE_NOW);
  if (db == 0) {
    if (load<i32>(state, TONED)) clearSection(state + TILT);
    store<i32>(state, 0, TONED);
    return;
  }
  store<i32>(state, 1, TONED);
  if (bankBefore(state + BANK, TONE_NOW) == db && v128.any_true(v128.load(state + TILT))) return;
  const at = state + COEFFICIENTS;
  designHighShelf(at, (2 * Math.PI * TILT_HZ) / load<f64>(state, RATE), dbToGain(db), 0.5);
  // A shelf of the whole range, let down by half of it, turns about its corner.
  const half = dbToGain(-0.5 * db);
  for (let i: usize = 0; i < 24; i += 8) store<f64>(at + i, load<f64>(at + i) * half);
  setBoth(state, TILT);
}

/** A quantum through the curve and what belongs to it, in WET. */
function saturate(state: usize): void {
  const bank = state + BANK;
  const wet = state + WET;
  const character = load<i32>(state, PRESENT);
  if (character == TAPE) sections1(state + PRE, wet, QUANTUM);
  const rate = load<f64>(state, RATE);
  const over = character == CLIP ? hardAt(state, rate) : state + OVER;
  const high = oversampleUp(over, wet);
  const frames = oversampledFrames(over);
  const driveFrom = bankBefore(bank, DRIVE_GAIN);
  const driveTo = bankValue(bank, VALUES, DRIVE_GAIN);
  const biasFrom = bankBefore(bank, BIAS_NOW);
  const biasTo = bankValue(bank, VALUES, BIAS_NOW);
  if (character == CLIP) bendHard(high, frames, state + LAST, driveFrom, driveTo, biasFrom, biasTo);
  else bendSmooth(high, frames, driveFrom, driveTo, biasFrom, biasTo);
  oversampleDown(over, wet);
  if (character != CLIP) delayQuantum(evenAt(state, rate), wet, wet, load<i32>(state, LATENCY) - oversampleLatency(stagesOf(rate), rate));
  if (character == TAPE) sections2(state + POST, state + DC, wet, QUANTUM);
  else sections1(state + DC, wet, QUANTUM);
  if (load<i32>(state, TONED)) sections1(state + TILT, wet, QUANTUM);
}

function powerOf(buffer: usize): f64 {
  let sum = f64x2.splat(0);
  for (let at = buffer; at < buffer + <usize>QUANTUM * FRAME; at += FRAME) {
    const x = v128.load(at);
    sum = f64x2.add(sum, f64x2.mul(x, x));
  }
  return (f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1)) / <f64>QUANTUM;
}

/** K-weighted mean square of a quantum. */
function weigh(state: usize, filters: usize, buffer: usize): f64 {
  memory.copy(state + WEIGHED, buffer, <usize>QUANTUM * FRAME);
  sections2(state + filters, state + filters + SECTION_BYTES, state + WEIGHED, QUANTUM);
  return powerOf(state + WEIGHED);
}

/** What the music itself still differs by, learned over seconds; silence teaches nothing. */
function learn(state: usize, before: f64, after: f64): void {
  const amount = load<f64>(state, POWER_AMOUNT);
  if (before > GATE && after < 1e6 && before < 1e6) {
    const powerIn = load<f64>(state, POWER_IN) + amount * (before - load<f64>(state, POWER_IN));
    const powerOut = load<f64>(state, POWER_OUT) + amount * (after - load<f64>(state, POWER_OUT));
    store<f64>(state, powerIn, POWER_IN);
    store<f64>(state, powerOut, POWER_OUT);
    // The small part keeps the first milliseconds from deciding.
    store<f64>(state, clamp(sqrt((powerIn + GATE) / (powerOut + GATE)), 1 / MOST_LEARNED, MOST_LEARNED), LEARNED_GOAL);
  }
}

function advance(state: usize): void {
  const fresh = load<i32>(state, FRESH) != 0;
  if (load<i32>(state, MOVING)) {
    const moving = bankAdvance(state + BANK, VALUES, fresh ? 1 : load<f64>(state, AMOUNT), 1e-6);
    store<i32>(state, moving ? 1 : 0, MOVING);
    tilt(state);
  }
  store<i32>(state, 0, FRESH);
  // Another character sounds only once the dry sound has taken over.
  const wanted = <i32>clamp(param(state + KNOWN, CHARACTER), 0, 2);
  const present = load<i32>(state, PRESENT);
  const step = load<i32>(state, SWITCH);
  if (wanted == present) store<i32>(state, min(step + 1, SWITCH_QUANTA), SWITCH);
  else if (step > 0) store<i32>(state, step - 1, SWITCH);
  else {
    store<i32>(state, wanted, PRESENT);
    v128.store(state, f64x2.splat(0), LAST);
    clearWays(state, load<f64>(state, RATE));
    clearSection(state + PRE);
    clearSection(state + POST);
  }
}

function quantum(state: usize, buffer: usize): void {
  const bank = state + BANK;
  const switchFrom = <f64>load<i32>(state, SWITCH) / <f64>SWITCH_QUANTA;
  advance(state);
  const switchTo = <f64>load<i32>(state, SWITCH) / <f64>SWITCH_QUANTA;
  const matching = load<i32>(state, MATCHING) != 0;
  const before: f64 = matching ? weigh(state, WEIGH_IN, buffer) : 0;
  memory.copy(state + WET, buffer, <usize>QUANTUM * FRAME);
  delayQuantum(lineAt(state, load<f64>(state, RATE)), buffer, state + DRY, load<i32>(state, LATENCY));
  saturate(state);
  const learnedFrom = load<f64>(state, LEARNED);
  const learnedTo = glide(learnedFrom, matching ? load<f64>(state, LEARNED_GOAL) : 1, load<f64>(state, LEARN_AMOUNT), 1e-6);
  store<f64>(state, learnedTo, LEARNED);
  // Mixed and matched by what is known beforehand: what the match learns from.
  const share = 1.0 / <f64>QUANTUM;
  const mixFrom = bankBefore(bank, MIX_NOW) * switchFrom;
  const mixStep = (bankValue(bank, VALUES, MIX_NOW) * switchTo - mixFrom) * share;
  const matchFrom = bankBefore(bank, STATIC_MATCH);
  const matchStep = (bankValue(bank, VALUES, STATIC_MATCH) - matchFrom) * share;
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i * FRAME;
    const n = <f64>(i + 1);
    const dry = v128.load(state + DRY + at);
    const mix = f64x2.splat(mixFrom + mixStep * n);
    const blend = f64x2.add(dry, f64x2.mul(mix, f64x2.sub(v128.load(state + WET + at), dry)));
    v128.store(buffer + at, f64x2.mul(blend, f64x2.splat(matchFrom + matchStep * n)));
  }
  if (matching) learn(state, before, weigh(state, WEIGH_OUT, buffer));
  const gainFrom = bankBefore(bank, OUTPUT_GAIN) * learnedFrom;
  const gainTo = bankValue(bank, VALUES, OUTPUT_GAIN) * learnedTo;
  if (gainFrom == 1 && gainTo == 1) return;
  const gainStep = (gainTo - gainFrom) * share;
  for (let i = 0; i < QUANTUM; i++) {
    const at = buffer + <usize>i * FRAME;
    v128.store(at, f64x2.mul(v128.load(at), f64x2.splat(gainFrom + gainStep * <f64>(i + 1))));
  }
}

export function saturator_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  aim(state, params);
  const inputPeak = peakOf(buffer, frames);
  for (let done = 0; done < frames; done += QUANTUM) {
    const at = buffer + <usize>done * FRAME;
    store<i32>(state, peakOf(at, QUANTUM) > 0 ? 0 : min(load<i32>(state, QUIET_QUANTA) + 1, 1 << 20), QUIET_QUANTA);
    quantum(state, at);
  }
  const learned = load<f64>(state, LEARNED);
  store<f64>(state, gainToDb(bankValue(state + BANK, VALUES, STATIC_MATCH) * learned), 24);
  store<f64>(state, gainToDb(learned), 32);
  store<f64>(state, 0.5 * gainToDb(load<f64>(state, POWER_IN)), 40);
  store<f64>(state, 0.5 * gainToDb(load<f64>(state, POWER_OUT)), 48);
  storePeaks(state, inputPeak, peakOf(buffer, frames));
}

// @ts-ignore: decorator
@inline
function rings(section: usize): bool {
  return v128.any_true(v128.or(v128.load(section, 80), v128.load(section, 96)));
}

/** Whether silence in gives silence out from here on: filters empty, nothing glides, the match has landed. */
export function saturator_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING) || load<i32>(state, SWITCH) != SWITCH_QUANTA) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  if (load<f64>(state, LEARNED) != (load<i32>(state, MATCHING) ? load<f64>(state, LEARNED_GOAL) : 1)) return false;
  // Twice the latency has every tap of every filter seen nothing but silence.
  if (load<i32>(state, QUIET_QUANTA) * QUANTUM <= 4 * load<i32>(state, LATENCY) + 4 * QUANTUM) return false;
  for (let section: usize = PRE; section < WET; section += SECTION_BYTES) if (rings(state + section)) return false;
  return true;
}
