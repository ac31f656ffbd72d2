// The equaliser: eight bands of matched filters in series, bands for left/right before bands for mid/side.
// A band that is off or at 0 dB costs nothing and touches nothing. Values glide (log f, dB, log Q) once a quantum;
// a change of what a band *is* (on, type, slope, channels) fades the band out and in again, 10 ms each way.
import {
  butterworthQ, designBell, designHighPass, designHighPass1, designHighShelf, designLowPass, designLowPass1,
  designLowShelf, designNotch,
} from '../../kernels/assembly/biquad-design';
import { SECTION_BYTES, clearSection, sections1, setSection } from '../../kernels/assembly/biquad';
import { chainRests, runChain, runChainPair } from '../../kernels/assembly/biquad-chain';
import {
  FRAME, QUANTUM, clamp, dbToGain, glide, glidePerQuantum, param, peakOf, swapLanes,
} from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';

const BANDS: i32 = 8;
const BAND_PARAMETERS: i32 = 7;
const OUTPUT_GAIN: i32 = BANDS * BAND_PARAMETERS;
const PARAMETERS: i32 = OUTPUT_GAIN + 1;
const GLIDE_TAU_MS: f64 = 10;
const FADE_MS: f64 = 10;
/** As in parameters.ts. */
const SHELF_MAX_Q: f64 = 2;

// Types, in the order of the choices in parameters.ts.
const HIGH_PASS: i32 = 0;
const LOW_PASS: i32 = 1;
const LOW_SHELF: i32 = 2;
const BELL: i32 = 3;
const HIGH_SHELF: i32 = 4;

// Channels, likewise.
const STEREO: i32 = 0;
const MID: i32 = 1;
const SIDE: i32 = 2;
const LEFT: i32 = 3;

// Header, after the eight read-outs.
const RATE: usize = 64;
const FRESH: usize = 72; // i32
/** Nothing glides or fades: the lists below are the whole equaliser. */
const SETTLED: usize = 76; // i32
const GAIN_DB: usize = 80;
const GAIN: usize = 88;
const GAIN_BEFORE: usize = 96;
const AMOUNT: usize = 104;
const FADE: usize = 112;
const SOUNDING: usize = 120; // i32: a bit for each band that sounds in this quantum
const COUNT_SIDES: usize = 124; // i32: sections for left/right
const COUNT_MIDDLE: usize = 128; // i32: sections for mid/side
const COEFFICIENTS: usize = 136;
const LIST_SIDES: usize = 192; // addresses, u32
const LIST_MIDDLE: usize = 320;
const KNOWN: usize = 448; // the parameters last seen
const DRY: usize = KNOWN + 464;
const BANDS_AT: usize = DRY + <usize>QUANTUM * FRAME;

// A band.
const SHAPE: usize = 0;
const WANTED_SHAPE: usize = 4;
const COUNT: usize = 8;
const DOMAIN: usize = 12;
const LOG_F: usize = 16;
const LOG_F_TARGET: usize = 24;
const DB: usize = 32;
const DB_TARGET: usize = 40;
const LOG_Q: usize = 48;
const LOG_Q_TARGET: usize = 56;
const MIX: usize = 64;
const MIX_BEFORE: usize = 72;
const SECTIONS: usize = 128;
const MAX_SECTIONS: usize = 4;
const BAND_BYTES: usize = SECTIONS + MAX_SECTIONS * SECTION_BYTES;

/** A band that is off has this for its shape. */
const NONE: i32 = -1;

export function equaliser_bytes(sampleRate: f64): i32 {
  return <i32>(BANDS_AT + <usize>BANDS * BAND_BYTES);
}

export function equaliser_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, <usize>equaliser_bytes(sampleRate));
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<f64>(state, (<f64>QUANTUM * 1000) / (FADE_MS * sampleRate), FADE);
  store<i32>(state, 1, FRESH);
}

export function equaliser_latency(params: usize, sampleRate: f64): i32 {
  return 0;
}

// @ts-ignore: decorator
@inline
function bandAt(state: usize, index: i32): usize {
  return state + BANDS_AT + <usize>index * BAND_BYTES;
}

/** Type, order and channels in one number. */
// @ts-ignore: decorator
@inline
function shapeOf(type: i32, order: i32, channels: i32): i32 {
  return type | (order << 8) | (channels << 16);
}

/** Computes a band's coefficients from its present values. */
function redesign(state: usize, band: usize): void {
  const shape = load<i32>(band, SHAPE);
  const type = shape & 0xff;
  const order = (shape >> 8) & 0xff;
  const channels = shape >> 16;
  const rate = load<f64>(state, RATE);
  const w = (2 * Math.PI * min(Math.exp(load<f64>(band, LOG_F)), 0.49 * rate)) / rate;
  const isShelf = type == LOW_SHELF || type == HIGH_SHELF;
  const q = min(Math.exp(load<f64>(band, LOG_Q)), isShelf ? SHELF_MAX_Q : Infinity);
  const coefficients = state + COEFFICIENTS;
  const first = channels == STEREO || channels == LEFT || channels == MID;
  const second = channels == STEREO || (channels != LEFT && channels != MID);
  const count = load<i32>(band, COUNT);
  const onePole = type <= LOW_PASS && (order & 1) != 0;
  for (let k = 0; k < count; k++) {
    if (type <= LOW_PASS) {
      const isOnePole = onePole && k == count - 1;
      const sectionQ = isOnePole ? 0 : butterworthQ(order, k);
      if (type == HIGH_PASS) isOnePole ? designHighPass1(coefficients, w) : designHighPass(coefficients, w, sectionQ);
      else isOnePole ? designLowPass1(coefficients, w) : designLowPass(coefficients, w, sectionQ);
    } else if (type == BELL) designBell(coefficients, w, dbToGain(load<f64>(band, DB)), q);
    else if (type == LOW_SHELF) designLowShelf(coefficients, w, dbToGain(load<f64>(band, DB)), q);
    else if (type == HIGH_SHELF) designHighShelf(coefficients, w, dbToGain(load<f64>(band, DB)), q);
    else designNotch(coefficients, w, q);
    setSection(band + SECTIONS + <usize>k * SECTION_BYTES, coefficients, first, second);
  }
}

/** Starts a band from rest as what is wanted of it. */
function engage(state: usize, band: usize): void {
  const shape = load<i32>(band, WANTED_SHAPE);
  const type = shape & 0xff;
  const order = (shape >> 8) & 0xff;
  const channels = shape >> 16;
  store<i32>(band, shape, SHAPE);
  store<i32>(band, type <= LOW_PASS ? (order + 1) >> 1 : 1, COUNT);
  store<i32>(band, channels == MID || channels == SIDE ? 1 : 0, DOMAIN);
  store<f64>(band, load<f64>(band, LOG_F_TARGET), LOG_F);
  store<f64>(band, load<f64>(band, DB_TARGET), DB);
  store<f64>(band, load<f64>(band, LOG_Q_TARGET), LOG_Q);
  for (let k: usize = 0; k < MAX_SECTIONS; k++) clearSection(band + SECTIONS + k * SECTION_BYTES);
  redesign(state, band);
}

/** Reads a band's parameters; they hold for the whole call. */
function aim(state: usize, band: usize, params: usize, first: i32): void {
  const type = <i32>clamp(param(params, first + 1), 0, 5);
  const rate = load<f64>(state, RATE);
  const db = clamp(param(params, first + 3), -24, 24);
  const hasGain = type == BELL || type == LOW_SHELF || type == HIGH_SHELF;
  const on = param(params, first) >= 0.5 && !(hasGain && db == 0);
  const order = type <= LOW_PASS ? <i32>clamp(param(params, first + 5), 1, 8) : 0;
  store<i32>(band, on ? shapeOf(type, order, <i32>clamp(param(params, first + 6), 0, 4)) : NONE, WANTED_SHAPE);
  store<f64>(band, Math.log(clamp(param(params, first + 2), 10, 0.49 * rate)), LOG_F_TARGET);
  store<f64>(band, db, DB_TARGET);
  store<f64>(band, Math.log(clamp(param(params, first + 4), 0.05, 100)), LOG_Q_TARGET);
}

/** Moves a band on by one quantum. Returns whether it sounds in it. */
function advance(state: usize, band: usize, amount: f64, fade: f64, fresh: bool): bool {
  const wanted = load<i32>(band, WANTED_SHAPE);
  let mix = load<f64>(band, MIX);
  if (fresh) {
    mix = wanted == NONE ? 0 : 1;
    if (wanted != NONE) engage(state, band);
    store<f64>(band, mix, MIX_BEFORE);
  } else {
    store<f64>(band, mix, MIX_BEFORE);
    if (mix == 0) {
      if (wanted == NONE) return false;
      engage(state, band);
    } else if (load<f64>(band, LOG_F) != load<f64>(band, LOG_F_TARGET) || load<f64>(band, DB) != load<f64>(band, DB_TARGET) || load<f64>(band, LOG_Q) != load<f64>(band, LOG_Q_TARGET)) {
      store<f64>(band, glide(load<f64>(band, LOG_F), load<f64>(band, LOG_F_TARGET), amount, 1e-5), LOG_F);
      store<f64>(band, glide(load<f64>(band, DB), load<f64>(band, DB_TARGET), amount, 1e-4), DB);
      store<f64>(band, glide(load<f64>(band, LOG_Q), load<f64>(band, LOG_Q_TARGET), amount, 1e-5), LOG_Q);
      redesign(state, band);
    }
    mix = wanted == load<i32>(band, SHAPE) ? min(mix + fade, 1.0) : max(mix - fade, 0.0);
  }
  store<f64>(band, mix, MIX);
  return mix > 0 || load<f64>(band, MIX_BEFORE) > 0;
}

/** A quantum of a band that fades: its sections run as ever, beside the sound without them. */
function fadeBand(state: usize, band: usize, buffer: usize): void {
  const dry = state + DRY;
  memory.copy(dry, buffer, <usize>QUANTUM * FRAME);
  const count = load<i32>(band, COUNT);
  for (let k = 0; k < count; k++) sections1(band + SECTIONS + <usize>k * SECTION_BYTES, buffer, QUANTUM);
  const from = load<f64>(band, MIX_BEFORE);
  const step = (load<f64>(band, MIX) - from) / <f64>QUANTUM;
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i * FRAME;
    const without = v128.load(dry + at);
    const difference = f64x2.sub(v128.load(buffer + at), without);
    const mix = f64x2.splat(from + step * <f64>(i + 1));
    v128.store(buffer + at, f64x2.add(without, f64x2.mul(mix, difference)));
  }
}

/** Runs the sounding bands of one domain (0 left/right, 1 mid/side) in order, band by band, while some fade. */
function runDomain(state: usize, domain: i32, buffer: usize): void {
  const sounding = load<i32>(state, SOUNDING);
  for (let i = 0; i < BANDS; i++) {
    const band = bandAt(state, i);
    if (!(sounding & (1 << i)) || load<i32>(band, DOMAIN) != domain) continue;
    if (load<f64>(band, MIX) < 1 || load<f64>(band, MIX_BEFORE) < 1) fadeBand(state, band, buffer);
    else for (let k = 0; k < load<i32>(band, COUNT); k++) sections1(band + SECTIONS + <usize>k * SECTION_BYTES, buffer, QUANTUM);
  }
}

/** Lists the sections of the sounding bands of a domain. Returns how many. */
function listDomain(state: usize, domain: i32, list: usize): i32 {
  const sounding = load<i32>(state, SOUNDING);
  let count = 0;
  for (let i = 0; i < BANDS; i++) {
    const band = bandAt(state, i);
    if (!(sounding & (1 << i)) || load<i32>(band, DOMAIN) != domain) continue;
    for (let k = 0; k < load<i32>(band, COUNT); k++) {
      store<u32>(list + (<usize>count << 2), <u32>(band + SECTIONS + <usize>k * SECTION_BYTES));
      count++;
    }
  }
  return count;
}

/** Left/right to mid/side, M = (L+R)/2 and S = (L-R)/2 with scale 0.5; and back with scale 1. */
function transform(buffer: usize, scale: f64): void {
  const factor = f64x2.splat(scale);
  const end = buffer + <usize>QUANTUM * FRAME;
  for (let at = buffer; at < end; at += FRAME) {
    const x = v128.load(at);
    const y = swapLanes(x);
    // (L+R, .) and (., L-R): lane 1 of y - x is L - R.
    v128.store(at, f64x2.mul(factor, i64x2.shuffle(f64x2.add(x, y), f64x2.sub(y, x), 0, 3)));
  }
}

function applyGain(buffer: usize, from: f64, to: f64): void {
  const step = (to - from) / <f64>QUANTUM;
  for (let i = 0; i < QUANTUM; i++) {
    const at = buffer + <usize>i * FRAME;
    v128.store(at, f64x2.mul(v128.load(at), f64x2.splat(from + step * <f64>(i + 1))));
  }
}

/** Takes over the parameters where they differ from the ones last seen. */
function aimAll(state: usize, params: usize): void {
  let same = load<i32>(state, FRESH) == 0;
  for (let i = 0; i < PARAMETERS; i++) {
    const value = param(params, i);
    const at = state + KNOWN + (<usize>i << 3);
    if (load<f64>(at) != value) {
      store<f64>(at, value);
      same = false;
    }
  }
  if (same) return;
  store<i32>(state, 0, SETTLED);
  for (let i = 0; i < BANDS; i++) aim(state, bandAt(state, i), params, i * BAND_PARAMETERS);
}

// @ts-ignore: decorator
@inline
function bandSettled(band: usize): bool {
  const wanted = load<i32>(band, WANTED_SHAPE);
  if (wanted == NONE) return load<f64>(band, MIX) == 0 && load<f64>(band, MIX_BEFORE) == 0;
  return load<i32>(band, SHAPE) == wanted && load<f64>(band, MIX) == 1 && load<f64>(band, MIX_BEFORE) == 1 && load<f64>(band, LOG_F) == load<f64>(band, LOG_F_TARGET) && load<f64>(band, DB) == load<f64>(band, DB_TARGET) && load<f64>(band, LOG_Q) == load<f64>(band, LOG_Q_TARGET);
}

/** Moves everything that glides or fades on by one quantum, and lists what sounds in it. */
function advanceAll(state: usize): void {
  const fresh = load<i32>(state, FRESH) != 0;
  const amount = load<f64>(state, AMOUNT);
  let sounding = 0;
  let settled = true;
  for (let i = 0; i < BANDS; i++) {
    const band = bandAt(state, i);
    if (advance(state, band, amount, load<f64>(state, FADE), fresh)) sounding |= 1 << i;
    if (!bandSettled(band)) settled = false;
  }
  store<i32>(state, sounding, SOUNDING);
  store<i32>(state, listDomain(state, 0, state + LIST_SIDES), COUNT_SIDES);
  store<i32>(state, listDomain(state, 1, state + LIST_MIDDLE), COUNT_MIDDLE);
  const target = clamp(param(state + KNOWN, OUTPUT_GAIN), -24, 24);
  const db = fresh ? target : glide(load<f64>(state, GAIN_DB), target, amount, 1e-4);
  const gain = dbToGain(db);
  store<f64>(state, fresh ? gain : load<f64>(state, GAIN), GAIN_BEFORE);
  store<f64>(state, gain, GAIN);
  store<f64>(state, db, GAIN_DB);
  store<i32>(state, 0, FRESH);
  store<i32>(state, settled && db == target && load<f64>(state, GAIN_BEFORE) == gain ? 1 : 0, SETTLED);
}

// @ts-ignore: decorator
@inline
function finishQuantum(state: usize, buffer: usize): void {
  const gain = load<f64>(state, GAIN);
  const before = load<f64>(state, GAIN_BEFORE);
  if (gain != 1 || before != 1) applyGain(buffer, before, gain);
}

/** One quantum in place. */
function quantum(state: usize, buffer: usize): void {
  const settled = load<i32>(state, SETTLED) != 0;
  if (!settled) advanceAll(state);
  const middle = load<i32>(state, COUNT_MIDDLE);
  if (settled) runChain(state + LIST_SIDES, 0, load<i32>(state, COUNT_SIDES), buffer);
  else runDomain(state, 0, buffer);
  if (middle) {
    transform(buffer, 0.5);
    if (settled) runChain(state + LIST_MIDDLE, 0, middle, buffer);
    else runDomain(state, 1, buffer);
    transform(buffer, 1);
  }
  finishQuantum(state, buffer);
}

export function equaliser_process(state: usize, params: usize, buffer: usize, frames: i32): void {
  const inputPeak = peakOf(buffer, frames);
  aimAll(state, params);
  for (let done = 0; done < frames; done += QUANTUM) quantum(state, buffer + <usize>done * FRAME);
  store<f64>(state, 0);
  storePeaks(state, inputPeak, peakOf(buffer, frames));
}

/** Two equalisers at once, with the bits of one after the other. The buffers must not overlap. */
export function equaliser_process_pair(
  stateA: usize, paramsA: usize, bufferA: usize, stateB: usize, paramsB: usize, bufferB: usize, frames: i32,
): void {
  const inputA = peakOf(bufferA, frames);
  const inputB = peakOf(bufferB, frames);
  aimAll(stateA, paramsA);
  aimAll(stateB, paramsB);
  for (let done = 0; done < frames; done += QUANTUM) {
    const a = bufferA + <usize>done * FRAME;
    const b = bufferB + <usize>done * FRAME;
    const settled = load<i32>(stateA, SETTLED) & load<i32>(stateB, SETTLED);
    if (settled && (load<i32>(stateA, COUNT_MIDDLE) | load<i32>(stateB, COUNT_MIDDLE)) == 0) {
      runChainPair(stateA + LIST_SIDES, load<i32>(stateA, COUNT_SIDES), a, stateB + LIST_SIDES, load<i32>(stateB, COUNT_SIDES), b);
      finishQuantum(stateA, a);
      finishQuantum(stateB, b);
    } else {
      quantum(stateA, a);
      quantum(stateB, b);
    }
  }
  store<f64>(stateA, 0);
  store<f64>(stateB, 0);
  storePeaks(stateA, inputA, peakOf(bufferA, frames));
  storePeaks(stateB, inputB, peakOf(bufferB, frames));
}

/** Whether silence in gives silence out from here on: nothing rings, nothing moves, the parameters are the known ones. */
export function equaliser_at_rest(state: usize, params: usize): bool {
  if (!load<i32>(state, SETTLED)) return false;
  for (let i = 0; i < PARAMETERS; i++) if (param(params, i) != param(state + KNOWN, i)) return false;
  return chainRests(state + LIST_SIDES, load<i32>(state, COUNT_SIDES)) && chainRests(state + LIST_MIDDLE, load<i32>(state, COUNT_MIDDLE));
}
