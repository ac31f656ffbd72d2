// The utility: everything that level, polarity, exchange, mono, width and balance do is one matrix of four factors,
// which glides; a DC filter before it and a delay for each side behind it. At rest values it gives back the very bits.
import { clearSection, SECTION_BYTES, sections1, setSection } from '../../kernels/assembly/biquad';
import { designHighPass1 } from '../../kernels/assembly/biquad-design';
import { correlation_bytes, correlation_process, correlation_reset } from '../../kernels/assembly/correlation';
import { bankAdvance, bankAim, bankBytes, bankNow } from '../../kernels/assembly/glide-bank';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import { FRAME, QUANTUM, clamp, dbToGain, glidePerQuantum, param, peakOf, swapLanes } from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';

// Parameters, in the order of parameters.ts.
const GAIN: i32 = 0;
const INVERT_LEFT: i32 = 1;
const INVERT_RIGHT: i32 = 2;
const SWAP: i32 = 3;
const MONO: i32 = 4;
const WIDTH: i32 = 5;
const BALANCE: i32 = 6;
const DC_FILTER: i32 = 7;
const DELAY_LEFT_MS: i32 = 8;
const DELAY_RIGHT_MS: i32 = 9;
const DELAY_LEFT_SAMPLES: i32 = 10;
const DELAY_RIGHT_SAMPLES: i32 = 11;
const PARAMETERS: i32 = 12;

const GLIDE_TAU_MS: f64 = 10;
const DC_HZ: f64 = 5;
const LONGEST_MS: f64 = 100;
const LONGEST_SAMPLES: f64 = 1000;
/** A new delay takes over in this many quanta: 10 ms at 48 kHz. */
const FADE_QUANTA: i32 = 8;

// What glides: the direct factors of both sides, the crossed ones, the DC filter's part.
const DC_PART: i32 = 4;
const VALUES: i32 = 5;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const QUIET_QUANTA: usize = 84; // i32
const MOVING: usize = 88; // i32
const MASK: usize = 92; // i32
const POSITION: usize = 96; // i32
const FADE: usize = 100; // i32: quanta of the present delay's cross-fade still to come
const HEARD: usize = 104; // two i32: delays that are heard, left and right
const NEXT: usize = 112; // two i32: those that come
const BANK: usize = 128;
const KNOWN: usize = 256;
const SECTION: usize = 384;
const COEFFICIENTS: usize = SECTION + SECTION_BYTES;
const CORRELATION: usize = COEFFICIENTS + 48;
const FILTERED: usize = CORRELATION + 80;
const RING: usize = FILTERED + <usize>QUANTUM * FRAME;

function ringFrames(sampleRate: f64): i32 {
  const longest = <i32>Math.ceil((LONGEST_MS * sampleRate) / 1000 + LONGEST_SAMPLES);
  let frames = QUANTUM;
  while (frames < longest + QUANTUM) frames <<= 1;
  return frames;
}

export function utility_bytes(sampleRate: f64): i32 {
  return <i32>(RING + <usize>ringFrames(sampleRate) * FRAME);
}

export function utility_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, <usize>utility_bytes(sampleRate));
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<i32>(state, 1, FRESH);
  store<i32>(state, ringFrames(sampleRate) - 1, MASK);
  correlation_reset(state + CORRELATION, sampleRate);
  designHighPass1(state + COEFFICIENTS, (2 * Math.PI * DC_HZ) / sampleRate);
  setSection(state + SECTION, state + COEFFICIENTS, true, true);
}

/** None: its delays are meant to be heard. */
export function utility_latency(params: usize, sampleRate: f64): i32 {
  return 0;
}

function delayOf(params: usize, ms: i32, samples: i32, rate: f64): i32 {
  const time = (clamp(param(params, ms), 0, LONGEST_MS) * rate) / 1000;
  return <i32>nearest(time + clamp(param(params, samples), 0, LONGEST_SAMPLES));
}

function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  const left: f64 = param(params, INVERT_LEFT) >= 0.5 ? -1 : 1;
  const right: f64 = param(params, INVERT_RIGHT) >= 0.5 ? -1 : 1;
  const width: f64 = param(params, MONO) >= 0.5 ? 0 : clamp(param(params, WIDTH), 0, 200) / 100;
  const balance = clamp(param(params, BALANCE), -100, 100) / 100;
  const gain = dbToGain(clamp(param(params, GAIN), -120, 60));
  // Width on sides: own * left + other * right, from M = (L + R) / 2 and S = (L - R) / 2 scaled by the width.
  const own = (1 + width) * 0.5;
  const other = (1 - width) * 0.5;
  const toLeft = gain * min(1.0, 1 - balance);
  const toRight = gain * min(1.0, 1 + balance);
  const swapped = param(params, SWAP) >= 0.5;
  bankAim(state + BANK, VALUES, 0, toLeft * left * (swapped ? other : own));
  bankAim(state + BANK, VALUES, 1, toRight * right * (swapped ? other : own));
  bankAim(state + BANK, VALUES, 2, toLeft * right * (swapped ? own : other));
  bankAim(state + BANK, VALUES, 3, toRight * left * (swapped ? own : other));
  bankAim(state + BANK, VALUES, DC_PART, param(params, DC_FILTER) >= 0.5 ? 1 : 0);
  store<i32>(state, 1, MOVING);
}

/** Below 5 Hz is taken out, by as much as the filter is in. */
function filterDc(state: usize, buffer: usize): void {
  const from = load<f64>(state + BANK + (<usize>DC_PART << 3));
  const to = load<f64>(bankNow(state + BANK, VALUES) + (<usize>DC_PART << 3));
  if (from == 0 && to == 0) {
    clearSection(state + SECTION);
    return;
  }
  if (from == 1 && to == 1) {
    sections1(state + SECTION, buffer, QUANTUM);
    return;
  }
  const filtered = state + FILTERED;
  memory.copy(filtered, buffer, <usize>QUANTUM * FRAME);
  sections1(state + SECTION, filtered, QUANTUM);
  const step = (to - from) / <f64>QUANTUM;
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i * FRAME;
    const dry = v128.load(buffer + at);
    const part = f64x2.splat(from + step * <f64>(i + 1));
    v128.store(buffer + at, f64x2.add(dry, f64x2.mul(part, f64x2.sub(v128.load(filtered + at), dry))));
  }
}

function applyMatrix(state: usize, buffer: usize): void {
  const now = bankNow(state + BANK, VALUES);
  const directTo = v128.load(now);
  const crossTo = v128.load(now, 16);
  if (!load<i32>(state, MOVING)) {
    const isThrough = !v128.any_true(v128.or(f64x2.ne(directTo, f64x2.splat(1)), f64x2.ne(crossTo, f64x2.splat(0))));
    if (isThrough) return;
    for (let at = buffer; at < buffer + <usize>QUANTUM * FRAME; at += FRAME) {
      const x = v128.load(at);
      v128.store(at, f64x2.add(f64x2.mul(x, directTo), f64x2.mul(swapLanes(x), crossTo)));
    }
    return;
  }
  const share = f64x2.splat(1.0 / <f64>QUANTUM);
  let direct = v128.load(state + BANK);
  let cross = v128.load(state + BANK, 16);
  const directStep = f64x2.mul(f64x2.sub(directTo, direct), share);
  const crossStep = f64x2.mul(f64x2.sub(crossTo, cross), share);
  for (let at = buffer; at < buffer + <usize>QUANTUM * FRAME; at += FRAME) {
    direct = f64x2.add(direct, directStep);
    cross = f64x2.add(cross, crossStep);
    const x = v128.load(at);
    v128.store(at, f64x2.add(f64x2.mul(x, direct), f64x2.mul(swapLanes(x), cross)));
  }
}

/** A frame of the ring with its own delay for each side. */
// @ts-ignore: decorator
@inline
function readSides(ring: usize, mask: i32, at: i32, left: i32, right: i32): v128 {
  const first = v128.load64_zero(ring + <usize>((at - left) & mask) * FRAME);
  return v128.load64_lane(ring + <usize>((at - right) & mask) * FRAME, first, 1, 8);
}

/** Holds the sides back; where nothing is held back the ring is only kept filled. */
function delaySides(state: usize, buffer: usize): void {
  const rate = load<f64>(state, RATE);
  const known = state + KNOWN;
  const mask = load<i32>(state, MASK);
  const position = load<i32>(state, POSITION);
  const ring = state + RING;
  const left = delayOf(known, DELAY_LEFT_MS, DELAY_LEFT_SAMPLES, rate);
  const right = delayOf(known, DELAY_RIGHT_MS, DELAY_RIGHT_SAMPLES, rate);
  memory.copy(ring + <usize>position * FRAME, buffer, <usize>QUANTUM * FRAME);
  store<i32>(state, (position + QUANTUM) & mask, POSITION);
  if (load<i32>(state, FRESH)) {
    store<i32>(state, left, HEARD);
    store<i32>(state, right, HEARD + 4);
  }
  const heardLeft = load<i32>(state, HEARD);
  const heardRight = load<i32>(state, HEARD + 4);
  if (load<i32>(state, FADE) == 0 && (left != heardLeft || right != heardRight)) {
    store<i32>(state, left, NEXT);
    store<i32>(state, right, NEXT + 4);
    store<i32>(state, FADE_QUANTA, FADE);
  }
  const fade = load<i32>(state, FADE);
  if (fade == 0) {
    if (heardLeft == 0 && heardRight == 0) return;
    for (let i = 0; i < QUANTUM; i++) {
      v128.store(buffer + <usize>i * FRAME, readSides(ring, mask, position + i, heardLeft, heardRight));
    }
    return;
  }
  const nextLeft = load<i32>(state, NEXT);
  const nextRight = load<i32>(state, NEXT + 4);
  const step = 1.0 / <f64>(FADE_QUANTA * QUANTUM);
  const from = <f64>(FADE_QUANTA - fade) / <f64>FADE_QUANTA;
  for (let i = 0; i < QUANTUM; i++) {
    const old = readSides(ring, mask, position + i, heardLeft, heardRight);
    const fresh = readSides(ring, mask, position + i, nextLeft, nextRight);
    const part = f64x2.splat(from + step * <f64>(i + 1));
    v128.store(buffer + <usize>i * FRAME, f64x2.add(old, f64x2.mul(part, f64x2.sub(fresh, old))));
  }
  store<i32>(state, fade - 1, FADE);
  if (fade == 1) {
    store<i32>(state, nextLeft, HEARD);
    store<i32>(state, nextRight, HEARD + 4);
  }
}

export function utility_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  aim(state, params);
  const inputPeak = peakOf(buffer, frames);
  for (let done = 0; done < frames; done += QUANTUM) {
    const at = buffer + <usize>done * FRAME;
    store<i32>(state, peakOf(at, QUANTUM) > 0 ? 0 : min(load<i32>(state, QUIET_QUANTA) + 1, 1 << 20), QUIET_QUANTA);
    const fresh = load<i32>(state, FRESH) != 0;
    if (load<i32>(state, MOVING)) {
      const moving = bankAdvance(state + BANK, VALUES, fresh ? 1 : load<f64>(state, AMOUNT), 1e-6);
      store<i32>(state, moving ? 1 : 0, MOVING);
    }
    filterDc(state, at);
    applyMatrix(state, at);
    delaySides(state, at);
    store<i32>(state, 0, FRESH);
  }
  correlation_process(state + CORRELATION, buffer, frames, 16);
  store<f64>(state, load<f64>(state, CORRELATION), 24);
  storePeaks(state, inputPeak, peakOf(buffer, frames));
}

/** Whether silence in gives silence out from here on: the ring has run through, the filter is empty, nothing moves. */
export function utility_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING) || load<i32>(state, FADE)) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  const ringing = v128.or(v128.load(state, SECTION + 80), v128.load(state, SECTION + 96));
  if (v128.any_true(ringing)) return false;
  return load<i32>(state, QUIET_QUANTA) > (load<i32>(state, MASK) + 1) / QUANTUM;
}
