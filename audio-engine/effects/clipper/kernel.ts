// The clipper: at four or eight times the rate, what stands above the ceiling is found (clip-excess.ts), brought back down
// and taken off the driven sound. What stays below the knee has nothing taken off: it passes with its own bits.
import { bankAdvance, bankAim, bankBefore, bankValue } from '../../kernels/assembly/glide-bank';
import {
  EXCESS_BYTES, EXCESS_FRAMES, EXCESS_IN, EXCESS_OUT, EXCESS_SHARE, excessClear, excessOver,
} from '../../kernels/assembly/clip-excess';
import { delayBytes, delayQuantum, delayReset } from '../../kernels/assembly/delay-line';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import { FRAME, QUANTUM, clamp, dbToGain, gainToDb, glidePerQuantum, param, peakOf } from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';
import {
  oversampleBytes, oversampleDown, oversampleLatency, oversampleReset, oversampleUp, oversampledFrames,
} from '../../kernels/assembly/oversample';

// Parameters, in the order of parameters.ts.
const DRIVE: i32 = 0;
const CEILING: i32 = 1;
const KNEE: i32 = 2;
const QUALITY: i32 = 3;
const LINK: i32 = 4;
const MIX: i32 = 5;
const OUTPUT: i32 = 6;
const PARAMETERS: i32 = 7;

const GLIDE_TAU_MS: f64 = 10;
/** Quanta in which one quality fades into the other. */
const SWITCH_QUANTA: i32 = 8;

// What glides.
const DRIVE_GAIN: i32 = 0;
const CEILING_GAIN: i32 = 1;
const KNEE_NOW: i32 = 2;
const LINK_NOW: i32 = 3;
const MIX_NOW: i32 = 4;
const OUTPUT_GAIN: i32 = 5;
const VALUES: i32 = 6;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const QUIET_QUANTA: usize = 84; // i32
const MOVING: usize = 88; // i32
const PRESENT: usize = 92; // i32: the quality that sounds
/** i32: 0 while nothing changes, otherwise quanta until the other quality has taken over. */
const SWITCH: usize = 96;
const LATENCY: usize = 100; // i32
const BANK: usize = 112;
const KNOWN: usize = BANK + 144;
const EXCESS: usize = KNOWN + 64; // one for each quality
const DRIVEN: usize = EXCESS + 2 * EXCESS_BYTES;
const DRY: usize = DRIVEN + <usize>QUANTUM * FRAME;
const TAKEN: usize = DRY + <usize>QUANTUM * FRAME;
const OTHER: usize = TAKEN + <usize>QUANTUM * FRAME;
const OVER: usize = OTHER + <usize>QUANTUM * FRAME;

/**
 * Doublings of a quality (0 four times, 1 eight times); high rates need fewer, but always two: then the way there and back
 * has a frame in hand, which the excess needs (clip-excess.ts).
 */
function stagesOf(quality: i32, rate: f64): i32 {
  return max(2, 2 + quality - (rate < 64000 ? 0 : rate < 128000 ? 1 : 2));
}

function roomOf(quality: i32, rate: f64): usize {
  return <usize>((oversampleBytes(stagesOf(quality, rate), rate) + 63) & ~63);
}

// @ts-ignore: decorator
@inline
function overAt(state: usize, quality: i32, rate: f64): usize {
  return state + OVER + (quality == 0 ? 0 : roomOf(0, rate));
}

function lineAt(state: usize, rate: f64): usize {
  return overAt(state, 1, rate) + roomOf(1, rate);
}

/** The driven sound's line, behind the one of the dry sound. */
function drivenAt(state: usize, rate: f64): usize {
  return lineAt(state, rate) + delayBytes(latencyAt(rate));
}

/** What the quicker quality waits for. */
function evenAt(state: usize, rate: f64): usize {
  return drivenAt(state, rate) + delayBytes(latencyAt(rate));
}

function latencyAt(rate: f64): i32 {
  return oversampleLatency(stagesOf(1, rate), rate);
}

export function clipper_bytes(sampleRate: f64): i32 {
  return <i32>(evenAt(0, sampleRate) + delayBytes(QUANTUM));
}

export function clipper_latency(_params: usize, sampleRate: f64): i32 {
  return latencyAt(sampleRate);
}

function clearWay(state: usize, quality: i32, rate: f64): void {
  oversampleReset(overAt(state, quality, rate), stagesOf(quality, rate), rate);
  excessClear(state + EXCESS + <usize>quality * EXCESS_BYTES);
  if (quality == 0) delayReset(evenAt(state, rate), QUANTUM);
}

export function clipper_reset(state: usize, sampleRate: f64): void {
  const latency = latencyAt(sampleRate);
  memory.fill(state, 0, OVER);
  clearWay(state, 0, sampleRate);
  clearWay(state, 1, sampleRate);
  delayReset(lineAt(state, sampleRate), latency);
  delayReset(drivenAt(state, sampleRate), latency);
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<i32>(state, latency, LATENCY);
  store<i32>(state, 1, FRESH);
}

// @ts-ignore: decorator
@inline
function wantedQuality(params: usize): i32 {
  return param(params, QUALITY) >= 0.5 ? 1 : 0;
}

/** Takes over the parameters where they differ from the ones last seen. */
function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  const bank = state + BANK;
  if (load<i32>(state, FRESH)) store<i32>(state, wantedQuality(params), PRESENT);
  bankAim(bank, VALUES, DRIVE_GAIN, dbToGain(clamp(param(params, DRIVE), -24, 48)));
  bankAim(bank, VALUES, CEILING_GAIN, dbToGain(clamp(param(params, CEILING), -60, 12)));
  bankAim(bank, VALUES, KNEE_NOW, clamp(param(params, KNEE), 0, 100) / 100);
  bankAim(bank, VALUES, LINK_NOW, clamp(param(params, LINK), 0, 100) / 100);
  bankAim(bank, VALUES, MIX_NOW, clamp(param(params, MIX), 0, 100) / 100);
  bankAim(bank, VALUES, OUTPUT_GAIN, dbToGain(clamp(param(params, OUTPUT), -48, 48)));
  store<i32>(state, 1, MOVING);
}

function advance(state: usize): void {
  const fresh = load<i32>(state, FRESH) != 0;
  if (load<i32>(state, MOVING)) {
    store<i32>(state, bankAdvance(state + BANK, VALUES, fresh ? 1 : load<f64>(state, AMOUNT), 1e-7) ? 1 : 0, MOVING);
  }
  store<i32>(state, 0, FRESH);
}

/** What one quality takes off the driven quantum, into `to`. */
function takeOff(state: usize, quality: i32, to: usize): void {
  const rate = load<f64>(state, RATE);
  const bank = state + BANK;
  const over = overAt(state, quality, rate);
  const high = oversampleUp(over, state + DRIVEN);
  excessOver(
    state + EXCESS + <usize>quality * EXCESS_BYTES, high, oversampledFrames(over),
    1 / bankBefore(bank, CEILING_GAIN), 1 / bankValue(bank, VALUES, CEILING_GAIN),
    bankBefore(bank, KNEE_NOW), bankValue(bank, VALUES, KNEE_NOW), bankValue(bank, VALUES, LINK_NOW),
  );
  oversampleDown(over, to);
  const early = load<i32>(state, LATENCY) - oversampleLatency(stagesOf(quality, rate), rate);
  if (quality == 0) delayQuantum(evenAt(state, rate), to, to, early);
}

/** Both qualities run until the one that comes has seen enough; then it takes over in a straight line. */
function switchOver(state: usize): void {
  const rate = load<f64>(state, RATE);
  const other = 1 - load<i32>(state, PRESENT);
  let left = load<i32>(state, SWITCH);
  if (left == 0) {
    clearWay(state, other, rate);
    left = SWITCH_QUANTA + 2 + (2 * load<i32>(state, LATENCY)) / QUANTUM;
  }
  takeOff(state, other, state + OTHER);
  const from = max(0, SWITCH_QUANTA - left), to = max(0, SWITCH_QUANTA - left + 1);
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i * FRAME;
    const part = (<f64>from + (<f64>(to - from) * <f64>(i + 1)) / <f64>QUANTUM) / <f64>SWITCH_QUANTA;
    const present = v128.load(state + TAKEN + at);
    const coming = v128.load(state + OTHER + at);
    v128.store(state + TAKEN + at, f64x2.add(present, f64x2.mul(f64x2.splat(part), f64x2.sub(coming, present))));
  }
  store<i32>(state, left - 1, SWITCH);
  if (left == 1) store<i32>(state, other, PRESENT);
}

function quantum(state: usize, buffer: usize): void {
  const bank = state + BANK;
  advance(state);
  const share = 1.0 / <f64>QUANTUM;
  const driveFrom = bankBefore(bank, DRIVE_GAIN);
  const driveStep = (bankValue(bank, VALUES, DRIVE_GAIN) - driveFrom) * share;
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i * FRAME;
    v128.store(state + DRIVEN + at, f64x2.mul(v128.load(buffer + at), f64x2.splat(driveFrom + driveStep * <f64>(i + 1))));
  }
  takeOff(state, load<i32>(state, PRESENT), state + TAKEN);
  if (load<i32>(state, SWITCH) > 0 || wantedQuality(state + KNOWN) != load<i32>(state, PRESENT)) switchOver(state);
  const rate = load<f64>(state, RATE);
  const latency = load<i32>(state, LATENCY);
  delayQuantum(lineAt(state, rate), buffer, state + DRY, latency);
  delayQuantum(drivenAt(state, rate), state + DRIVEN, state + DRIVEN, latency);
  const mixFrom = bankBefore(bank, MIX_NOW);
  const mixStep = (bankValue(bank, VALUES, MIX_NOW) - mixFrom) * share;
  const gainFrom = bankBefore(bank, OUTPUT_GAIN);
  const gainStep = (bankValue(bank, VALUES, OUTPUT_GAIN) - gainFrom) * share;
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i * FRAME;
    const n = <f64>(i + 1);
    const dry = v128.load(state + DRY + at);
    const wet = f64x2.sub(v128.load(state + DRIVEN + at), v128.load(state + TAKEN + at));
    const mixed = f64x2.add(dry, f64x2.mul(f64x2.splat(mixFrom + mixStep * n), f64x2.sub(wet, dry)));
    v128.store(buffer + at, f64x2.mul(mixed, f64x2.splat(gainFrom + gainStep * n)));
  }
}

export function clipper_process(state: usize, params: usize, buffer: usize, frames: i32, _context: usize): void {
  aim(state, params);
  const inputPeak = peakOf(buffer, frames);
  for (let done = 0; done < frames; done += QUANTUM) {
    const at = buffer + <usize>done * FRAME;
    store<i32>(state, peakOf(at, QUANTUM) > 0 ? 0 : min(load<i32>(state, QUIET_QUANTA) + 1, 1 << 20), QUIET_QUANTA);
    quantum(state, at);
  }
  const seen = state + EXCESS + <usize>load<i32>(state, PRESENT) * EXCESS_BYTES;
  store<f64>(state, load<f64>(seen, EXCESS_SHARE) > 0 ? -gainToDb(max(1e-6, 1 - load<f64>(seen, EXCESS_SHARE))) : 0);
  store<f64>(state, gainToDb(load<f64>(seen, EXCESS_IN)), 24);
  store<f64>(state, gainToDb(load<f64>(seen, EXCESS_OUT)), 32);
  store<f64>(state, (100 * load<f64>(seen, EXCESS_FRAMES) * <f64>QUANTUM) / <f64>frames, 40);
  for (let i: usize = 0; i < 32; i += 8) {
    store<f64>(state + EXCESS + i, 0, EXCESS_IN);
    store<f64>(state + EXCESS + EXCESS_BYTES + i, 0, EXCESS_IN);
  }
  storePeaks(state, inputPeak, peakOf(buffer, frames));
}

/** Whether silence in gives silence out from here on: every filter has seen nothing else, nothing glides or switches. */
export function clipper_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING) || load<i32>(state, SWITCH) > 0) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  if (wantedQuality(params) != load<i32>(state, PRESENT)) return false;
  return load<i32>(state, QUIET_QUANTA) * QUANTUM > 4 * load<i32>(state, LATENCY) + 4 * QUANTUM;
}
