// The exciter: four Linkwitz-Riley bands in line with each other (each meets the all-passes of the crossovers above its
// own), each bent by a curve of its own at eight times the rate. What a curve makes of a band, at the band's own level,
// less the band is what is added; with nothing added the sum is an all-pass of the input.
import { SECTION_BYTES, clearSection, sections1, setSection } from '../../kernels/assembly/biquad';
import { designHighShelf, designLowShelf } from '../../kernels/assembly/biquad-design';
import {
  CROSSOVER_BYTES, allPassQuantum, crossoverRests, splitQuantum, tuneCrossover,
} from '../../kernels/assembly/crossover';
import { delayBytes, delayQuantum, delayReset } from '../../kernels/assembly/delay-line';
import { bankAdvance, bankAim, bankBefore, bankValue } from '../../kernels/assembly/glide-bank';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import {
  FRAME, QUANTUM, clamp, copySettled, dbToGain, gainToDb, glide, glidePerQuantum, param, peakOf,
} from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';
import {
  oversampleBytes, oversampleDown, oversampleHigh, oversampleLatency, oversampleReset, oversampleUp,
} from '../../kernels/assembly/oversample';
import { bendSmooth, bentMatch } from '../../kernels/assembly/shape-lanes';

const BANDS: i32 = 4;

// Parameters, in the order of parameters.ts.
const CROSSOVER_1: i32 = 0;
const MIX: i32 = 3;
const OUTPUT: i32 = 4;
const FIRST_BAND: i32 = 5;
const PER_BAND: i32 = 3;
const PARAMETERS: i32 = FIRST_BAND + BANDS * PER_BAND;
const CURVE: i32 = 0;
const AMOUNT_DB: i32 = 1;
const BAND_MIX: i32 = 2;

// Curves. Their biases also stand in curves.ts, for drawing.
const TAPE: i32 = 0;
const TUBE: i32 = 1;

const GLIDE_TAU_MS: f64 = 10;
const SWITCH_QUANTA: i32 = 8;
const APART: f64 = 1.15;
const READ_TAU_MS: f64 = 120;
/** Tape: what is high in a band saturates first. Transformer: what is low. */
const TAPE_HZ: f64 = 3200;
const TAPE_DB: f64 = 6;
const CORE_HZ: f64 = 150;
const CORE_DB: f64 = 9;
/** Below this amount a band's colour fades to nothing. */
const FULL_AT_DB: f64 = 3;

// What glides, of each band, and then the output.
const SHARE: i32 = 0;
const GAIN: i32 = 1;
const BIAS: i32 = 2;
const MATCH: i32 = 3;
const OF_BAND: i32 = 4;
const OUTPUT_GAIN: i32 = BANDS * OF_BAND;
const VALUES: i32 = OUTPUT_GAIN + 1;

// A band: the curve that sounds, how far it is there, whether it runs, then the filters on either side of its curve.
const PRESENT: usize = 0; // i32
const SWITCH: usize = 4; // i32
const RUNS: usize = 8; // i32
const POWER: usize = 16;
const PRE: usize = 32;
const POST: usize = PRE + SECTION_BYTES;
const BAND_BYTES: usize = POST + SECTION_BYTES;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const QUIET_QUANTA: usize = 84; // i32
const MOVING: usize = 88; // i32
const LATENCY: usize = 92; // i32
const READ_AMOUNT: usize = 96;
const LOG_HZ: usize = 104; // three
const KNOWN: usize = 128;
const COEFFICIENTS: usize = KNOWN + 144;
const BANK: usize = COEFFICIENTS + 48;
const BAND_AT: usize = BANK + 3 * 144;
/** Three crossovers, and a second all-pass of the uppermost for the lowest band. */
const CROSSOVERS: usize = BAND_AT + <usize>BANDS * BAND_BYTES;
const BUFFERS: usize = (CROSSOVERS + 4 * CROSSOVER_BYTES + 63) & ~63;
const WET: usize = BUFFERS + <usize>(BANDS * QUANTUM) * FRAME;
const SHAPED: usize = WET + <usize>QUANTUM * FRAME;
const OVER: usize = SHAPED + <usize>(QUANTUM << 3) * FRAME;

/** Doublings of the rate: eight times, and less where the rate is high already. */
function stagesOf(rate: f64): i32 {
  return rate < 64000 ? 3 : rate < 128000 ? 2 : 1;
}

function roomOf(rate: f64): usize {
  return <usize>((oversampleBytes(stagesOf(rate), rate) + 63) & ~63);
}

/** A band's way up; the one after the last band's is the common way down. */
function overAt(state: usize, band: i32, rate: f64): usize {
  return state + OVER + <usize>band * roomOf(rate);
}

function lineAt(state: usize, rate: f64): usize {
  return overAt(state, BANDS + 1, rate);
}

// @ts-ignore: decorator
@inline
function bandAt(state: usize, band: i32): usize {
  return state + BAND_AT + <usize>band * BAND_BYTES;
}

// @ts-ignore: decorator
@inline
function bufferOf(state: usize, band: i32): usize {
  return state + BUFFERS + <usize>(band * QUANTUM) * FRAME;
}

// @ts-ignore: decorator
@inline
function crossoverAt(state: usize, index: i32): usize {
  return state + CROSSOVERS + <usize>index * CROSSOVER_BYTES;
}

export function exciter_bytes(sampleRate: f64): i32 {
  return <i32>(lineAt(0, sampleRate) + delayBytes(oversampleLatency(stagesOf(sampleRate), sampleRate)));
}

export function exciter_latency(_params: usize, sampleRate: f64): i32 {
  return oversampleLatency(stagesOf(sampleRate), sampleRate);
}

export function exciter_reset(state: usize, sampleRate: f64): void {
  const latency = oversampleLatency(stagesOf(sampleRate), sampleRate);
  memory.fill(state, 0, OVER);
  for (let i = 0; i <= BANDS; i++) oversampleReset(overAt(state, i, sampleRate), stagesOf(sampleRate), sampleRate);
  delayReset(lineAt(state, sampleRate), latency);
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<f64>(state, glidePerQuantum(READ_TAU_MS, sampleRate), READ_AMOUNT);
  store<i32>(state, latency, LATENCY);
  store<i32>(state, 1, FRESH);
}

// @ts-ignore: decorator
@inline
function bandParam(params: usize, band: i32, index: i32): f64 {
  return param(params, FIRST_BAND + band * PER_BAND + index);
}

// @ts-ignore: decorator
@inline
function biasOf(curve: i32): f64 {
  return curve == TUBE ? 0.4 : curve == TAPE ? 0 : 0.12;
}

/** Sets the filters on either side of the curve that a band now has. */
function takeCurve(state: usize, band: usize, curve: i32): void {
  const at = state + COEFFICIENTS;
  const high = load<f64>(state, RATE) * <f64>(1 << stagesOf(load<f64>(state, RATE)));
  const w = (2 * Math.PI) / high;
  store<i32>(band, curve, PRESENT);
  clearSection(band + PRE);
  clearSection(band + POST);
  if (curve == TUBE) return;
  for (let side = 0; side < 2; side++) {
    const turn: f64 = side == 0 ? 1 : -1;
    if (curve == TAPE) designHighShelf(at, w * TAPE_HZ, dbToGain(turn * TAPE_DB), 0.6);
    else designLowShelf(at, w * CORE_HZ, dbToGain(turn * CORE_DB), 0.6);
    setSection(band + (side == 0 ? PRE : POST), at, true, true);
  }
}

/** Takes over the parameters where they differ from the ones last seen. */
function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  const fresh = load<i32>(state, FRESH) != 0;
  if (!changed && !fresh) return;
  const bank = state + BANK;
  const all = clamp(param(params, MIX), 0, 100) / 100;
  for (let i = 0; i < BANDS; i++) {
    const db = clamp(bandParam(params, i, AMOUNT_DB), 0, 36);
    const curve = <i32>clamp(bandParam(params, i, CURVE), 0, 2);
    const gain = dbToGain(db);
    const bias = biasOf(curve);
    const share = (all * clamp(bandParam(params, i, BAND_MIX), 0, 100) / 100) * min(1, db / FULL_AT_DB);
    bankAim(bank, VALUES, i * OF_BAND + SHARE, share);
    bankAim(bank, VALUES, i * OF_BAND + GAIN, gain);
    bankAim(bank, VALUES, i * OF_BAND + BIAS, bias);
    bankAim(bank, VALUES, i * OF_BAND + MATCH, bentMatch(gain, bias));
    if (fresh) {
      takeCurve(state, bandAt(state, i), curve);
      store<i32>(bandAt(state, i), SWITCH_QUANTA, SWITCH);
    }
  }
  bankAim(bank, VALUES, OUTPUT_GAIN, dbToGain(clamp(param(params, OUTPUT), -48, 48)));
  store<i32>(state, 1, MOVING);
}

/** The way out of the clean sound, 0..1, of a band whose curve may be about to change. */
function switched(state: usize, index: i32): f64 {
  const band = bandAt(state, index);
  const wanted = <i32>clamp(bandParam(state + KNOWN, index, CURVE), 0, 2);
  const step = load<i32>(band, SWITCH);
  if (wanted == load<i32>(band, PRESENT)) store<i32>(band, min(step + 1, SWITCH_QUANTA), SWITCH);
  else if (step > 0) store<i32>(band, step - 1, SWITCH);
  else takeCurve(state, band, wanted);
  return <f64>load<i32>(band, SWITCH) / <f64>SWITCH_QUANTA;
}

function advance(state: usize): void {
  if (!load<i32>(state, MOVING)) return;
  const known = state + KNOWN;
  const rate = load<f64>(state, RATE);
  const amount: f64 = load<i32>(state, FRESH) ? 1 : load<f64>(state, AMOUNT);
  let moving = bankAdvance(state + BANK, VALUES, amount, 1e-7);
  let least: f64 = 20;
  for (let i = 0; i < BANDS - 1; i++) {
    const at = state + LOG_HZ + (<usize>i << 3);
    const target = clamp(param(known, CROSSOVER_1 + i), least, 0.45 * rate);
    const goal = Math.log(target);
    const next = glide(load<f64>(at), goal, amount, 1e-5);
    if (next != load<f64>(at)) {
      store<f64>(at, next);
      tuneCrossover(crossoverAt(state, i), Math.exp(next), rate);
      if (i == BANDS - 2) tuneCrossover(crossoverAt(state, BANDS - 1), Math.exp(next), rate);
    }
    if (next != goal) moving = true;
    least = min(target * APART, 0.45 * rate);
  }
  store<i32>(state, moving ? 1 : 0, MOVING);
}

/** The bands in line with each other, in their buffers, and their sum in `buffer`. */
function split(state: usize, buffer: usize): void {
  const low = bufferOf(state, 0), lowMid = bufferOf(state, 1), highMid = bufferOf(state, 2), high = bufferOf(state, 3);
  splitQuantum(crossoverAt(state, 0), buffer, low, high);
  splitQuantum(crossoverAt(state, 1), high, lowMid, high);
  splitQuantum(crossoverAt(state, 2), high, highMid, high);
  allPassQuantum(crossoverAt(state, 1), low);
  allPassQuantum(crossoverAt(state, 3), low);
  allPassQuantum(crossoverAt(state, 2), lowMid);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    const below = f64x2.add(v128.load(low + i), v128.load(lowMid + i));
    v128.store(buffer + i, f64x2.add(below, f64x2.add(v128.load(highMid + i), v128.load(high + i))));
  }
}

/** Adds what a band's curve makes of it, less the band itself, to `sum`. Returns the mean square of that. */
function excite(state: usize, index: i32, sum: usize, shareFrom: f64, shareTo: f64): f64 {
  const bank = state + BANK;
  const band = bandAt(state, index);
  const rate = load<f64>(state, RATE);
  const frames = QUANTUM << stagesOf(rate);
  const over = overAt(state, index, rate);
  if (!load<i32>(band, RUNS)) {
    oversampleReset(over, stagesOf(rate), rate);
    clearSection(band + PRE);
    clearSection(band + POST);
    store<i32>(band, 1, RUNS);
  }
  const high = oversampleUp(over, bufferOf(state, index));
  const shaped = state + SHAPED;
  memory.copy(shaped, high, <usize>frames * FRAME);
  const first = index * OF_BAND;
  const filtered = load<i32>(band, PRESENT) != TUBE;
  if (filtered) sections1(band + PRE, shaped, frames);
  bendSmooth(
    shaped, frames, bankBefore(bank, first + GAIN), bankValue(bank, VALUES, first + GAIN), bankBefore(bank, first + BIAS),
    bankValue(bank, VALUES, first + BIAS),
  );
  if (filtered) sections1(band + POST, shaped, frames);
  const part = 1.0 / <f64>frames;
  const shareStep = (shareTo - shareFrom) * part;
  const matchFrom = bankBefore(bank, first + MATCH);
  const matchStep = (bankValue(bank, VALUES, first + MATCH) - matchFrom) * part;
  let power = f64x2.splat(0);
  for (let i = 0; i < frames; i++) {
    const at = <usize>i * FRAME;
    const n = <f64>(i + 1);
    const bent = f64x2.mul(f64x2.splat(matchFrom + matchStep * n), v128.load(shaped + at));
    const added = f64x2.mul(f64x2.splat(shareFrom + shareStep * n), f64x2.sub(bent, v128.load(high + at)));
    power = f64x2.add(power, f64x2.mul(added, added));
    v128.store(sum + at, f64x2.add(v128.load(sum + at), added));
  }
  return (f64x2.extract_lane(power, 0) + f64x2.extract_lane(power, 1)) * 0.5 * part;
}

function quantum(state: usize, buffer: usize): void {
  const bank = state + BANK;
  const rate = load<f64>(state, RATE);
  const fresh = load<i32>(state, FRESH) != 0;
  advance(state);
  store<i32>(state, 0, FRESH);
  copySettled(buffer, buffer);
  split(state, buffer);
  const down = overAt(state, BANDS, rate);
  const sum = oversampleHigh(down);
  memory.fill(sum, 0, <usize>(QUANTUM << stagesOf(rate)) * FRAME);
  for (let i = 0; i < BANDS; i++) {
    const band = bandAt(state, i);
    const before: f64 = <f64>load<i32>(band, SWITCH) / <f64>SWITCH_QUANTA;
    const after: f64 = fresh ? before : switched(state, i);
    const shareFrom = bankBefore(bank, i * OF_BAND + SHARE) * before;
    const shareTo = bankValue(bank, VALUES, i * OF_BAND + SHARE) * after;
    let power: f64 = 0;
    if (shareFrom != 0 || shareTo != 0) power = excite(state, i, sum, shareFrom, shareTo);
    else store<i32>(band, 0, RUNS);
    const held = load<f64>(band, POWER);
    // What is not finite is forgotten.
    const next = held + load<f64>(state, READ_AMOUNT) * (power - held);
    store<f64>(band, next < 1e30 && next > 1e-30 ? next : 0, POWER);
  }
  oversampleDown(down, state + WET);
  delayQuantum(lineAt(state, rate), buffer, buffer, load<i32>(state, LATENCY));
  const gainFrom = bankBefore(bank, OUTPUT_GAIN);
  const gainStep = (bankValue(bank, VALUES, OUTPUT_GAIN) - gainFrom) / <f64>QUANTUM;
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i * FRAME;
    const y = f64x2.add(v128.load(buffer + at), v128.load(state + WET + at));
    v128.store(buffer + at, f64x2.mul(y, f64x2.splat(gainFrom + gainStep * <f64>(i + 1))));
  }
}

export function exciter_process(state: usize, params: usize, buffer: usize, frames: i32, _context: usize): void {
  aim(state, params);
  const inputPeak = peakOf(buffer, frames);
  for (let done = 0; done < frames; done += QUANTUM) {
    const at = buffer + <usize>done * FRAME;
    store<i32>(state, peakOf(at, QUANTUM) > 0 ? 0 : min(load<i32>(state, QUIET_QUANTA) + 1, 1 << 20), QUIET_QUANTA);
    quantum(state, at);
  }
  let all: f64 = 0;
  for (let i = 0; i < BANDS; i++) {
    const power = load<f64>(bandAt(state, i), POWER);
    all += power;
    store<f64>(state + 24 + (<usize>i << 3), gainToDb(sqrt(power)));
  }
  store<f64>(state, gainToDb(sqrt(all)), 56);
  storePeaks(state, inputPeak, peakOf(buffer, frames));
}

// @ts-ignore: decorator
@inline
function rings(section: usize): bool {
  return v128.any_true(v128.or(v128.load(section, 80), v128.load(section, 96)));
}

/** Whether silence in gives silence out from here on: nothing rings, nothing glides or switches, all delays are empty. */
export function exciter_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING)) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  for (let i = 0; i < BANDS; i++) {
    const band = bandAt(state, i);
    if (load<i32>(band, SWITCH) != SWITCH_QUANTA || !crossoverRests(crossoverAt(state, i))) return false;
    if (load<i32>(band, RUNS) && (rings(band + PRE) || rings(band + POST))) return false;
    if (load<f64>(band, POWER) > 0) return false;
  }
  return load<i32>(state, QUIET_QUANTA) * QUANTUM > 4 * load<i32>(state, LATENCY) + 4 * QUANTUM;
}
