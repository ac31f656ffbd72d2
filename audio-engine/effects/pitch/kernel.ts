// Pitch and formant shift: the sound is stretched by the ratio of frequencies (vocoder.ts), with its formants moved on
// the way, and then read that much faster. The delay is the same at every shift, so that the shift can be automated.
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import {
  FRAME, QUANTUM, clamp, copySettled, dbToGain, glide, glidePerQuantum, param, peakOf,
} from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';
import { SINC_BYTES, sincInit, sincRead } from '../../kernels/assembly/sinc-read';
import { vocoderBytes, vocoderClear, vocoderFrame, vocoderInit } from '../../kernels/assembly/vocoder';

// Parameters, in the order of parameters.ts.
const SEMITONES: i32 = 0;
const CENTS: i32 = 1;
const FORMANT: i32 = 2;
const KEEP: i32 = 3;
const MIX: i32 = 4;
const OUTPUT_GAIN: i32 = 5;
const PARAMETERS: i32 = 6;

const GLIDE_TAU_MS: f64 = 30;
/** Natural logarithm of a semitone. */
const SEMITONE: f64 = 0.057762265046662105;
/** The slowest reading, 13 semitones down: what the delay must leave room for. */
const SLOWEST: f64 = 1.0594630943592953;

// State, after the eight read-outs: 3 is the ratio of frequencies.
const RATIO: usize = 24;
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const MOVING: usize = 84; // i32
const QUIET: usize = 88; // i32
const LOG_RATIO: usize = 96;
const LOG_ENVELOPE: usize = 104; // how the envelope is read against the stretched spectrum
const DRY: usize = 112;
const WET: usize = 120;
const TIME: usize = 128; // f64: frames taken in since the last rest
const READ: usize = 136; // f64: place in the stretched sound, for the next frame out
const LAID: usize = 144; // f64: place of the next frame of the vocoder
const INPUT_PEAK: usize = 152;
const OUTPUT_PEAK: usize = 160;
const KNOWN: usize = 168;
const TABLE: usize = 256;
const STRETCHED: usize = (TABLE + SINC_BYTES + 63) & ~63;

/** Frames of a transform: about 43 ms. */
function sizeOf(sampleRate: f64): i32 {
  return sampleRate <= 50000 ? 2048 : sampleRate <= 100000 ? 4096 : 8192;
}

function latencyOf(sampleRate: f64): i32 {
  const size = sizeOf(sampleRate);
  return (size >> 1) + <i32>Math.ceil(SLOWEST * <f64>size) + 32;
}

// @ts-ignore: decorator
@inline
function ringOf(state: usize, size: i32): usize {
  return state + STRETCHED + (<usize>(2 * size) << 4);
}

export function pitch_bytes(sampleRate: f64): i32 {
  const size = sizeOf(sampleRate);
  return <i32>(STRETCHED + (<usize>(2 * size + 4 * size) << 4) + vocoderBytes(size));
}

export function pitch_reset(state: usize, sampleRate: f64): void {
  const size = sizeOf(sampleRate);
  memory.fill(state, 0, STRETCHED);
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<f64>(state, 1, RATIO);
  store<i32>(state, 1, FRESH);
  sincInit(state + TABLE);
  vocoderInit(ringOf(state, size) + (<usize>(4 * size) << 4), size);
  clear(state, size);
}

export function pitch_latency(params: usize, sampleRate: f64): i32 {
  return latencyOf(sampleRate);
}

/** Nothing has been heard yet. */
function clear(state: usize, size: i32): void {
  memory.fill(state + STRETCHED, 0, <usize>(6 * size) << 4);
  vocoderClear(ringOf(state, size) + (<usize>(4 * size) << 4));
  store<f64>(state, 0, TIME);
  store<f64>(state, 0, LAID);
  store<f64>(state, <f64>(size - (size >> 2)), READ);
}

function glideAt(state: usize, offset: usize, target: f64, epsilon: f64): void {
  const amount: f64 = load<i32>(state, FRESH) ? 1 : load<f64>(state, AMOUNT);
  const next = glide(load<f64>(state + offset), target, amount, epsilon);
  store<f64>(state + offset, next);
  if (next != target) store<i32>(state, 1, MOVING);
}

/** Lays frames down until the stretched sound reaches past `end`. */
function layTo(state: usize, size: i32, ratio: f64, end: f64): void {
  const rate = load<f64>(state, RATE);
  const vocoder = ringOf(state, size) + (<usize>(4 * size) << 4);
  const latency = <f64>latencyOf(rate);
  const envelope = Math.exp(load<f64>(state, LOG_ENVELOPE));
  const highest = ratio > 1 ? <i32>(<f64>(size >> 1) / ratio) : size >> 1;
  while (load<f64>(state, LAID) <= end) {
    const at = load<f64>(state, LAID);
    // The middle of the frame will be heard when it is read: that is the input it is to hold.
    const heard = load<f64>(state, TIME) + (at + <f64>(size >> 1) - load<f64>(state, READ)) / ratio;
    const start = <i64>nearest(heard - latency - <f64>(size >> 1));
    vocoderFrame(
      vocoder, ringOf(state, size), 4 * size - 1, <i32>(start & <i64>(4 * size - 1)),
      state + STRETCHED, 2 * size - 1, <i32>(<i64>at & <i64>(2 * size - 1)), envelope, highest, rate,
    );
    store<f64>(state, at + <f64>(size >> 2), LAID);
  }
}

function quantum(state: usize, params: usize, buffer: usize): void {
  const rate = load<f64>(state, RATE);
  const size = sizeOf(rate);
  const inputPeak = peakOf(buffer, QUANTUM);
  store<f64>(state, max(load<f64>(state, INPUT_PEAK), inputPeak), INPUT_PEAK);
  store<i32>(state, 0, MOVING);
  const shift = SEMITONE * (clamp(nearest(param(params, SEMITONES)), -12, 12) + clamp(param(params, CENTS), -100, 100) / 100);
  const formant = SEMITONE * clamp(param(params, FORMANT), -12, 12);
  glideAt(state, LOG_RATIO, shift, 1e-7);
  glideAt(state, LOG_ENVELOPE, (param(params, KEEP) >= 0.5 ? shift : 0) - formant, 1e-6);
  const dryBefore = load<f64>(state, DRY);
  const wetBefore = load<f64>(state, WET);
  const mix = clamp(param(params, MIX), 0, 100) / 100;
  const gain = dbToGain(clamp(param(params, OUTPUT_GAIN), -60, 24));
  glideAt(state, DRY, (1 - mix) * gain, 1e-7);
  glideAt(state, WET, mix * gain, 1e-7);
  const fresh = load<i32>(state, FRESH) != 0;
  store<i32>(state, 0, FRESH);
  const ratio = Math.exp(load<f64>(state, LOG_RATIO));
  store<f64>(state, ratio, RATIO);
  const quiet: i32 = inputPeak == 0 ? min(load<i32>(state, QUIET) + 1, 1 << 20) : 0;
  const rested = load<i32>(state, QUIET) > restQuanta(size);
  store<i32>(state, quiet, QUIET);
  if (quiet > restQuanta(size)) return;
  if (rested) clear(state, size);

  const ring = ringOf(state, size);
  const mask = 4 * size - 1;
  const time = load<f64>(state, TIME);
  copySettled(ring + (<usize>(<i64>time & <i64>mask) << 4), buffer);
  layTo(state, size, ratio, load<f64>(state, READ) + <f64>QUANTUM * ratio + 9);
  const dryTo = load<f64>(state, DRY);
  const wetTo = load<f64>(state, WET);
  let d = f64x2.splat(fresh ? dryTo : dryBefore);
  let w = f64x2.splat(fresh ? wetTo : wetBefore);
  const dStep = f64x2.splat(fresh ? 0 : (dryTo - dryBefore) / <f64>QUANTUM);
  const wStep = f64x2.splat(fresh ? 0 : (wetTo - wetBefore) / <f64>QUANTUM);
  const late = <i64>time - <i64>latencyOf(rate);
  const read = load<f64>(state, READ);
  for (let i = 0; i < QUANTUM; i++) {
    d = f64x2.add(d, dStep);
    w = f64x2.add(w, wStep);
    const place = read + <f64>i * ratio;
    const whole = Math.floor(place);
    const at = <i32>(<i64>whole & <i64>(2 * size - 1));
    const shifted = sincRead(state + TABLE, state + STRETCHED, 2 * size - 1, at, place - whole);
    const dry = v128.load(ring + (<usize>((late + i) & <i64>mask) << 4));
    v128.store(buffer + (<usize>i << 4), f64x2.add(f64x2.mul(d, dry), f64x2.mul(w, shifted)));
  }
  store<f64>(state, read + <f64>QUANTUM * ratio, READ);
  store<f64>(state, time + <f64>QUANTUM, TIME);
  store<f64>(state, max(load<f64>(state, OUTPUT_PEAK), peakOf(buffer, QUANTUM)), OUTPUT_PEAK);
}

/** Quanta of silence after which everything that came in has gone out. */
// @ts-ignore: decorator
@inline
function restQuanta(size: i32): i32 {
  return (6 * size) / QUANTUM;
}

export function pitch_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  takeParameters(params, state + KNOWN, PARAMETERS);
  store<f64>(state, 0, INPUT_PEAK);
  store<f64>(state, 0, OUTPUT_PEAK);
  for (let done = 0; done < frames; done += QUANTUM) quantum(state, params, buffer + <usize>done * FRAME);
  storePeaks(state, load<f64>(state, INPUT_PEAK), load<f64>(state, OUTPUT_PEAK));
}

/** Whether silence in gives silence out from here on. */
export function pitch_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING)) return false;
  return load<i32>(state, QUIET) > restQuanta(sizeOf(load<f64>(state, RATE))) && sameParameters(params, state + KNOWN, PARAMETERS);
}
