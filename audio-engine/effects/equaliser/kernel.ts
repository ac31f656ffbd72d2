// The equaliser: eight bands of matched filters in series, bands for left/right before bands for mid/side.
// A band that is off or at 0 dB costs nothing and touches nothing. Values glide (log f, dB, log Q) once a quantum;
// a change of what a band *is* (on, type, slope, channels, dynamic) fades the band out and in again, 10 ms each way.
// In linear phase the bands are one filter of linear-phase.ts; bands on one side beside bands on middle or side stay
// behind it as they are. Dynamic bands hear a copy of the sound that goes through the bands as in minimum phase, and the
// filter is made again as they move, by linear-dynamics.ts. A match curve is part of that filter; in minimum phase it is
// one by itself.
import { SECTION_BYTES } from '../../kernels/assembly/biquad';
import {
  BAND_BYTES, COUNT, DB, DOMAIN, LOG_F, LOG_Q, MIX, MIX_BEFORE, SECTIONS, advanceBand, aimBand, bandChange, bandRests, bandSettled, isDynamic,
  isOneSided, runBand, standBand,
} from '../../kernels/assembly/biquad-band';
import { chainRests, runChain, runChainPair } from '../../kernels/assembly/biquad-chain';
import { keyOf } from '../../kernels/assembly/context';
import {
  FOLLOWED_BYTES, appliedChange, followBand, followOn, followedBandsDiffer, followedChange, followedDiffers, followedMoves,
  followedReset,
} from '../../kernels/assembly/linear-dynamics';
import {
  linearAim, linearAt, linearBytes, linearFollow, linearHalf, linearLatency, linearMatch, linearNow, linearQuantum, linearReset, linearRests, matchLatency,
} from '../../kernels/assembly/linear-phase';
import { MATCH_BANDS, smoothMatch } from '../../kernels/assembly/match-curve';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import {
  FRAME, QUANTUM, clamp, dbToGain, glide, glidePerQuantum, param, peakOf, swapLanes,
} from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';

const BANDS: i32 = 8;
const BAND_PARAMETERS: i32 = 7;
const OUTPUT_GAIN: i32 = BANDS * BAND_PARAMETERS;
/** From here on six a band: on, threshold, range, attack, release, what it listens to. */
const DYNAMICS: i32 = OUTPUT_GAIN + 1;
const DYNAMIC_PARAMETERS: i32 = 6;
const PHASE: i32 = DYNAMICS + BANDS * DYNAMIC_PARAMETERS;
/** Whether there is a match curve, its strength and smoothing, then its gains. */
const MATCH_ON: i32 = PHASE + 1;
const MATCH_STRENGTH: i32 = MATCH_ON + 1;
const MATCH_SMOOTHING: i32 = MATCH_ON + 2;
const MATCH_GAINS: i32 = MATCH_ON + 3;
const PARAMETERS: i32 = MATCH_GAINS + MATCH_BANDS;
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
/** i32: bytes the host has given, told by equaliser_room; linear phase needs more than the bands do. */
const ROOM: usize = 132;
const COEFFICIENTS: usize = 136;
const DYNAMIC_BANDS: usize = 176; // i32: a bit for each dynamic band that sounds
/** i32: 1 in linear phase, 2 in minimum phase with a match curve, which is then a filter by itself. */
const LINEAR: usize = 180;
const IN_LINEAR_PHASE: i32 = 1;
const MATCH_ALONE: i32 = 2;
const LINEAR_BANDS: usize = 184; // i32: a bit for each band that is part of the linear-phase filter
/** i32: everything has arrived but for what dynamic bands do by themselves. */
const STANDS: usize = 188;
const LIST_SIDES: usize = 192; // addresses, u32
const LIST_MIDDLE: usize = 320;
const KNOWN: usize = 448; // the parameters last seen
const MATCH: usize = (KNOWN + <usize>PARAMETERS * 8 + 15) & ~15; // the curve as it is to be, dB
const DRY: usize = (MATCH + <usize>MATCH_BANDS * 8 + 15) & ~15;
const COPY: usize = DRY + <usize>QUANTUM * FRAME; // of the sound, for dynamic bands in linear phase
const BANDS_AT: usize = COPY + <usize>QUANTUM * FRAME;

const FOLLOWED: usize = (BANDS_AT + <usize>BANDS * BAND_BYTES + 63) & ~63;
const LINEAR_AT: usize = (FOLLOWED + FOLLOWED_BYTES + 63) & ~63;

// @ts-ignore: decorator
@inline
function needsFilter(params: usize): bool {
  return param(params, PHASE) >= 0.5 || param(params, MATCH_ON) >= 0.5;
}

/** With parameters that ask for linear phase or a match, room for that too; without parameters (0) only the bands'. */
export function equaliser_bytes(sampleRate: f64, params: usize): i32 {
  return <i32>(LINEAR_AT + (params != 0 && needsFilter(params) ? linearBytes(sampleRate) : 0));
}

/** Tells how many bytes were given. Less than linear phase needs, or nothing told, means minimum phase always. */
export function equaliser_room(state: usize, bytes: i32): void {
  store<i32>(state, bytes, ROOM);
}

// @ts-ignore: decorator
@inline
function hasLinearRoom(state: usize, sampleRate: f64): bool {
  return <usize>load<i32>(state, ROOM) >= LINEAR_AT + linearBytes(sampleRate);
}

export function equaliser_reset(state: usize, sampleRate: f64): void {
  const room = load<i32>(state, ROOM);
  memory.fill(state, 0, LINEAR_AT);
  store<i32>(state, room, ROOM);
  if (hasLinearRoom(state, sampleRate)) linearReset(state + LINEAR_AT, sampleRate);
  followedReset(state + FOLLOWED);
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<f64>(state, (<f64>QUANTUM * 1000) / (FADE_MS * sampleRate), FADE);
  store<i32>(state, 1, FRESH);
}

export function equaliser_latency(params: usize, sampleRate: f64): i32 {
  if (param(params, PHASE) >= 0.5) return linearLatency(sampleRate);
  return param(params, MATCH_ON) >= 0.5 ? matchLatency() : 0;
}

// @ts-ignore: decorator
@inline
function bandAt(state: usize, index: i32): usize {
  return state + BANDS_AT + <usize>index * BAND_BYTES;
}

/** A quantum of a band that fades: its sections run as ever, beside the sound without them. */
function fadeBand(state: usize, band: usize, buffer: usize, key: usize): void {
  const dry = state + DRY;
  memory.copy(dry, buffer, <usize>QUANTUM * FRAME);
  runBand(band, load<f64>(state, RATE), state + COEFFICIENTS, buffer, key);
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

/** Runs those bands of one domain (0 left/right, 1 mid/side) in order, band by band, while some fade. */
function runDomain(state: usize, sounding: i32, domain: i32, buffer: usize, key: usize): void {
  for (let i = 0; i < BANDS; i++) {
    const band = bandAt(state, i);
    if (!(sounding & (1 << i)) || load<i32>(band, DOMAIN) != domain) continue;
    if (load<f64>(band, MIX) < 1 || load<f64>(band, MIX_BEFORE) < 1) fadeBand(state, band, buffer, key);
    else runBand(band, load<f64>(state, RATE), state + COEFFICIENTS, buffer, key);
  }
}

/** Lists the sections of those bands of a domain. Returns how many. */
function listDomain(state: usize, domain: i32, list: usize, sounding: i32): i32 {
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
  const rate = load<f64>(state, RATE);
  for (let i = 0; i < BANDS; i++) {
    aimBand(bandAt(state, i), rate, params, i * BAND_PARAMETERS, DYNAMICS + i * DYNAMIC_PARAMETERS);
  }
  const matched = param(params, MATCH_ON) >= 0.5;
  let mode = 0;
  if (hasLinearRoom(state, rate)) mode = param(params, PHASE) >= 0.5 ? IN_LINEAR_PHASE : matched ? MATCH_ALONE : 0;
  if (mode != 0) {
    const gains = params + (<usize>MATCH_GAINS << 3);
    if (matched) smoothMatch(gains, param(params, MATCH_STRENGTH) / 100, param(params, MATCH_SMOOTHING) / 100, state + MATCH);
    linearMatch(state + LINEAR_AT, matched ? state + MATCH : 0, mode == MATCH_ALONE);
    linearAim(state + LINEAR_AT);
  }
  store<i32>(state, mode, LINEAR);
}

/** Moves everything that glides or fades on by one quantum, and lists what sounds in it. */
function advanceAll(state: usize): void {
  const fresh = load<i32>(state, FRESH) != 0;
  const amount = load<f64>(state, AMOUNT);
  const linear = load<i32>(state, LINEAR) == IN_LINEAR_PHASE;
  let sounding = 0;
  let dynamic = 0;
  let middle = 0;
  let oneSided = 0;
  let settled = true;
  for (let i = 0; i < BANDS; i++) {
    const band = bandAt(state, i);
    // In linear phase a new response takes over in a cross-fade of its own: the bands need no glide.
    const snap = fresh || (linear && !isDynamic(band) && !bandSettled(band));
    if (advanceBand(band, load<f64>(state, RATE), state + COEFFICIENTS, amount, load<f64>(state, FADE), snap)) {
      sounding |= 1 << i;
      if (isDynamic(band)) dynamic |= 1 << i;
      if (load<i32>(band, DOMAIN) == 1) middle |= 1 << i;
      else if (isOneSided(band)) oneSided |= 1 << i;
    }
    if (!bandSettled(band)) settled = false;
  }
  const together = linear ? sounding & (middle != 0 ? ~oneSided : -1) : 0;
  store<i32>(state, sounding, SOUNDING);
  store<i32>(state, dynamic, DYNAMIC_BANDS);
  store<i32>(state, together, LINEAR_BANDS);
  const listed = linear ? together : sounding;
  store<i32>(state, listDomain(state, 0, state + LIST_SIDES, listed), COUNT_SIDES);
  store<i32>(state, listDomain(state, 1, state + LIST_MIDDLE, listed), COUNT_MIDDLE);
  if (fresh && load<i32>(state, LINEAR)) {
    linearNow(
      state + LINEAR_AT, state + LIST_SIDES, linear ? load<i32>(state, COUNT_SIDES) : 0,
      state + LIST_MIDDLE, linear ? load<i32>(state, COUNT_MIDDLE) : 0,
    );
  }
  const target = clamp(param(state + KNOWN, OUTPUT_GAIN), -24, 24);
  const db = fresh ? target : glide(load<f64>(state, GAIN_DB), target, amount, 1e-4);
  const gain = dbToGain(db);
  store<f64>(state, fresh ? gain : load<f64>(state, GAIN), GAIN_BEFORE);
  store<f64>(state, gain, GAIN);
  store<f64>(state, db, GAIN_DB);
  store<i32>(state, 0, FRESH);
  const stands = settled && db == target && load<f64>(state, GAIN_BEFORE) == gain;
  store<i32>(state, stands ? 1 : 0, STANDS);
  // Dynamic bands go on moving by themselves, and linear phase has a path of its own.
  store<i32>(state, stands && dynamic == 0 && !linear ? 1 : 0, SETTLED);
}

/** Whether any of those bands works on middle or side. */
function needsMiddle(state: usize, sounding: i32): bool {
  for (let i = 0; i < BANDS; i++) if (sounding & (1 << i) && load<i32>(bandAt(state, i), DOMAIN) == 1) return true;
  return false;
}

/** Runs those bands over a quantum, one by one. */
function runBands(state: usize, sounding: i32, buffer: usize, key: usize): void {
  runDomain(state, sounding, 0, buffer, key);
  if (!needsMiddle(state, sounding)) return;
  transform(buffer, 0.5);
  runDomain(state, sounding, 1, buffer, key);
  transform(buffer, 1);
}

/** Makes sure of a response with the dynamic bands as they were when what is to sound through it came in. */
function followBands(state: usize, dynamic: i32): void {
  const linear = state + LINEAR_AT, followed = state + FOLLOWED;
  linearFollow(linear, dynamic != 0, dynamic != 0 && followedMoves(followed));
  if (dynamic != 0 && linearAt(linear) != 0) return;
  const half = linearHalf(linear);
  let differs = followedBandsDiffer(followed, dynamic != 0 ? load<i32>(state, LINEAR_BANDS) : 0);
  for (let i = 0; i < BANDS; i++) {
    if (!(dynamic & (1 << i))) continue;
    const band = bandAt(state, i);
    const change = followedChange(followed, half, i);
    if (!followedDiffers(followed, i, change, load<f64>(band, LOG_F), load<f64>(band, DB), load<f64>(band, LOG_Q))) continue;
    standBand(band, load<f64>(state, RATE), state + COEFFICIENTS, change);
    differs = true;
  }
  if (differs) linearAim(linear);
}

/** A quantum through the linear-phase filter. */
function linearPhase(state: usize, buffer: usize, key: usize): void {
  const linear = state + LINEAR_AT, followed = state + FOLLOWED;
  const together = load<i32>(state, LINEAR_BANDS);
  const dynamic = load<i32>(state, DYNAMIC_BANDS) & together;
  if (dynamic) {
    memory.copy(state + COPY, buffer, <usize>QUANTUM * FRAME);
    runBands(state, together, state + COPY, key);
  }
  followBands(state, dynamic);
  const at = linearAt(linear);
  const moved = linearQuantum(
    linear, buffer, state + LIST_SIDES, load<i32>(state, COUNT_SIDES), state + LIST_MIDDLE, load<i32>(state, COUNT_MIDDLE),
  );
  if (!moved) return;
  for (let i = 0; i < BANDS; i++) if (dynamic & (1 << i)) followBand(followed, i, bandChange(bandAt(state, i)));
  followOn(followed, at);
}

/** A quantum in which something moves, dynamic bands sound, or the phase is linear. */
function movingQuantum(state: usize, buffer: usize, key: usize): void {
  advanceAll(state);
  if (load<i32>(state, LINEAR) == IN_LINEAR_PHASE) linearPhase(state, buffer, key);
  else if (load<i32>(state, LINEAR)) linearQuantum(state + LINEAR_AT, buffer, 0, 0, 0, 0);
  runBands(state, load<i32>(state, SOUNDING) & ~load<i32>(state, LINEAR_BANDS), buffer, key);
  finishQuantum(state, buffer);
  storeChanges(state);
}

/** What a dynamic band does to what comes out now, dB. */
function heardChange(state: usize, index: i32): f64 {
  const delayed = load<i32>(state, LINEAR_BANDS) & load<i32>(state, DYNAMIC_BANDS) & (1 << index);
  return delayed ? appliedChange(state + FOLLOWED, index) : bandChange(bandAt(state, index));
}

/** What dynamic bands do, two bands to a read-out: parameters.ts says how. */
function storeChanges(state: usize): void {
  if (load<i32>(state, DYNAMIC_BANDS) == 0) {
    for (let i: usize = 0; i < 4; i++) store<f64>(state + 24 + (i << 3), 0);
    return;
  }
  for (let i = 0; i < 4; i++) {
    const low = nearest((clamp(heardChange(state, 2 * i), -30, 30) + 30) * 64);
    const high = nearest((clamp(heardChange(state, 2 * i + 1), -30, 30) + 30) * 64);
    store<f64>(state + 24 + (<usize>i << 3), low + 4096 * high);
  }
}

// @ts-ignore: decorator
@inline
function finishQuantum(state: usize, buffer: usize): void {
  const gain = load<f64>(state, GAIN);
  const before = load<f64>(state, GAIN_BEFORE);
  if (gain != 1 || before != 1) applyGain(buffer, before, gain);
}

/** One quantum in place. */
function quantum(state: usize, buffer: usize, key: usize): void {
  if (!load<i32>(state, SETTLED)) {
    movingQuantum(state, buffer, key);
    return;
  }
  const middle = load<i32>(state, COUNT_MIDDLE);
  if (load<i32>(state, LINEAR)) linearQuantum(state + LINEAR_AT, buffer, 0, 0, 0, 0);
  runChain(state + LIST_SIDES, 0, load<i32>(state, COUNT_SIDES), buffer);
  if (middle) {
    transform(buffer, 0.5);
    runChain(state + LIST_MIDDLE, 0, middle, buffer);
    transform(buffer, 1);
  }
  finishQuantum(state, buffer);
}

// @ts-ignore: decorator
@inline
function keyIn(context: usize): usize {
  return context ? keyOf(context) : 0;
}

export function equaliser_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  const inputPeak = peakOf(buffer, frames);
  aimAll(state, params);
  const key = keyIn(context);
  for (let done = 0; done < frames; done += QUANTUM) quantum(state, buffer + <usize>done * FRAME, key);
  store<f64>(state, 0);
  storePeaks(state, inputPeak, peakOf(buffer, frames));
}

/** Two equalisers at once, with the bits of one after the other. The buffers must not overlap. */
export function equaliser_process_pair(
  stateA: usize, paramsA: usize, bufferA: usize, stateB: usize, paramsB: usize, bufferB: usize, frames: i32,
  contextA: usize, contextB: usize,
): void {
  const inputA = peakOf(bufferA, frames);
  const inputB = peakOf(bufferB, frames);
  aimAll(stateA, paramsA);
  aimAll(stateB, paramsB);
  for (let done = 0; done < frames; done += QUANTUM) {
    const a = bufferA + <usize>done * FRAME;
    const b = bufferB + <usize>done * FRAME;
    const settled = load<i32>(stateA, SETTLED) & load<i32>(stateB, SETTLED);
    const filters = load<i32>(stateA, LINEAR) | load<i32>(stateB, LINEAR);
    if (settled && filters == 0 && (load<i32>(stateA, COUNT_MIDDLE) | load<i32>(stateB, COUNT_MIDDLE)) == 0) {
      runChainPair(stateA + LIST_SIDES, load<i32>(stateA, COUNT_SIDES), a, stateB + LIST_SIDES, load<i32>(stateB, COUNT_SIDES), b);
      finishQuantum(stateA, a);
      finishQuantum(stateB, b);
    } else {
      quantum(stateA, a, keyIn(contextA));
      quantum(stateB, b, keyIn(contextB));
    }
  }
  store<f64>(stateA, 0);
  store<f64>(stateB, 0);
  storePeaks(stateA, inputA, peakOf(bufferA, frames));
  storePeaks(stateB, inputB, peakOf(bufferB, frames));
}

/** Whether silence in gives silence out from here on: nothing rings, nothing moves, the parameters are the known ones. */
export function equaliser_at_rest(state: usize, params: usize): bool {
  if (!load<i32>(state, STANDS)) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  if (load<i32>(state, LINEAR) && !linearRests(state + LINEAR_AT)) return false;
  // With dynamic bands all run, if only on a copy of the sound.
  const moving = load<i32>(state, SOUNDING) & (load<i32>(state, DYNAMIC_BANDS) != 0 ? -1 : ~load<i32>(state, LINEAR_BANDS));
  if (load<i32>(state, SETTLED) == 0) {
    for (let i = 0; i < BANDS; i++) if (moving & (1 << i) && !bandRests(bandAt(state, i))) return false;
    for (let i = 0; i < BANDS; i++) if (moving & (1 << i) && !sectionsRest(bandAt(state, i))) return false;
    if (load<i32>(state, LINEAR) == IN_LINEAR_PHASE) return true;
  }
  return chainRests(state + LIST_SIDES, load<i32>(state, COUNT_SIDES)) && chainRests(state + LIST_MIDDLE, load<i32>(state, COUNT_MIDDLE));
}

/** Bands beside the lists: nothing rings in their direct form. */
function sectionsRest(band: usize): bool {
  for (let k = 0; k < load<i32>(band, COUNT); k++) {
    const section = band + SECTIONS + <usize>k * SECTION_BYTES;
    if (v128.any_true(v128.or(v128.load(section, 80), v128.load(section, 96)))) return false;
  }
  return true;
}
