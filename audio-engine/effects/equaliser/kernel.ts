// The equaliser: eight bands of matched filters in series, bands for left/right before bands for mid/side.
// A band that is off or at 0 dB costs nothing and touches nothing. Values glide (log f, dB, log Q) once a quantum;
// a change of what a band *is* (on, type, slope, channels) fades the band out and in again, 10 ms each way.
import { SECTION_BYTES, sections1 } from '../../kernels/assembly/biquad';
import {
  BAND_BYTES, COUNT, DOMAIN, MIX, MIX_BEFORE, SECTIONS, advanceBand, aimBand, bandSettled,
} from '../../kernels/assembly/biquad-band';
import { chainRests, runChain, runChainPair } from '../../kernels/assembly/biquad-chain';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
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
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  store<i32>(state, 0, SETTLED);
  for (let i = 0; i < BANDS; i++) aimBand(bandAt(state, i), load<f64>(state, RATE), params, i * BAND_PARAMETERS);
}

/** Moves everything that glides or fades on by one quantum, and lists what sounds in it. */
function advanceAll(state: usize): void {
  const fresh = load<i32>(state, FRESH) != 0;
  const amount = load<f64>(state, AMOUNT);
  let sounding = 0;
  let settled = true;
  for (let i = 0; i < BANDS; i++) {
    const band = bandAt(state, i);
    if (advanceBand(band, load<f64>(state, RATE), state + COEFFICIENTS, amount, load<f64>(state, FADE), fresh)) sounding |= 1 << i;
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
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  return chainRests(state + LIST_SIDES, load<i32>(state, COUNT_SIDES)) && chainRests(state + LIST_MIDDLE, load<i32>(state, COUNT_MIDDLE));
}
