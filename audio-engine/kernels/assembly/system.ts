// Playback systems: the master as a phone, a car or a club would play it, in the monitor path only. A system is a
// specification of doubles that the control thread writes; the newest is taken between two quanta into the slot that
// is free, and the two cross-fade. Straight is a system that does nothing, and passes every bit.
import { dbToGain, FRAME, QUANTUM, swapLanes } from './math';
import { QUANTUM_BYTES, RAMP_BYTES, faderGain, quantaOf, rampAdvance, rampEnd, rampSnap, rampTo } from './smooth';
import { copyQuantum } from './source';
import { FILTERS_BYTES, filtersAddPass, filtersClear, filtersDesign, filtersQuantum } from './system-filters';
import { CROSSFEED_BYTES, HALL_BYTES, REFLECTIONS_BYTES, crossfeedInit, crossfeedQuantum, hallInit, hallQuantum, reflectionsInit, reflectionsQuantum } from './system-room';
import { STRAIN_BYTES, strainDrive, strainLimit, strainQuantum } from './system-strain';

const FADE_SECONDS: f64 = 0.02;
const GLIDE_SECONDS: f64 = 0.05;

// A specification, f64 by index: the same places as render/system-block.ts.
const ON: usize = 0;
const MONO: usize = 1;
const SIDE_DB: usize = 2;
const MONO_BELOW_HZ: usize = 3;
const LEFT_DB: usize = 4;
const RIGHT_LATE_MS: usize = 5;
const DRIVE_BELOW_HZ: usize = 6;
const DRIVE_DB: usize = 7;
const DRIVE_BIAS: usize = 8;
const LIMIT_DB: usize = 9;
const LIMIT_BELOW_HZ: usize = 10;
const ATTACK_MS: usize = 11;
const RELEASE_MS: usize = 12;
const CROSSFEED_HZ: usize = 13;
const CROSSFEED_DB: usize = 14;
const HALL_SECONDS: usize = 15;
const HALL_DB: usize = 16;
const HALL_DAMP_HZ: usize = 17;
const NOISE_HZ: usize = 18;
const TAP_COUNT: usize = 19;
const TAPS: usize = 20;
const FILTER_COUNT: usize = 44;
const FILTERS: usize = 45;
/** Read at every quantum: what makes the system as loud as straight, and how loud its noise is, dB. */
const GAIN_DB: usize = 110;
const NOISE_DB: usize = 111;
const SPECIFICATION_BYTES: usize = 112 << 3;

// The block: i32 words, then two specifications of which version & 1 is the newest, two slots, two quanta.
const VERSION: usize = 0;
const KNOWN: usize = 4;
/** The slot that is heard, and the quanta that the other still fades out over. */
const CURRENT: usize = 8;
const LEFT: usize = 12;
const FADE_QUANTA: usize = 16;
const RATE: usize = 24;
const SPECIFICATIONS: usize = 64;
const SLOTS: usize = SPECIFICATIONS + 2 * SPECIFICATION_BYTES;

// A slot: i32 on, mono, sides, narrow; f64 side factor, left factor, noise pole; ramps of gain and noise; parts.
const SLOT_ON: usize = 0;
const SLOT_MONO: usize = 4;
const SLOT_SIDES: usize = 8;
const SLOT_NARROW: usize = 12;
const SLOT_SIDE: usize = 16;
const SLOT_LEFT: usize = 24;
const NOISE_POLE: usize = 32;
const NOISE_SEED: usize = 40;
const NOISE_STATE: usize = 48;
const GAIN: usize = 64;
const NOISE: usize = GAIN + RAMP_BYTES;
const NARROW: usize = NOISE + RAMP_BYTES;
const TONE: usize = NARROW + FILTERS_BYTES;
const STRAIN: usize = TONE + FILTERS_BYTES;
const REFLECTIONS: usize = STRAIN + STRAIN_BYTES;
const HALL: usize = REFLECTIONS + REFLECTIONS_BYTES;
const CROSSFEED: usize = HALL + HALL_BYTES;
const SLOT_BYTES: usize = CROSSFEED + CROSSFEED_BYTES;
const OTHER: usize = SLOTS + 2 * SLOT_BYTES;

export function system_bytes(): i32 {
  return <i32>(OTHER + <usize>QUANTUM_BYTES);
}

/** Prepares a zeroed block: it plays straight until its first specification. */
export function system_init(system: usize, sampleRate: f64): void {
  store<f64>(system, sampleRate, RATE);
  store<i32>(system, quantaOf(FADE_SECONDS, sampleRate), FADE_QUANTA);
  store<i32>(system, load<i32>(system, VERSION) - 1, KNOWN);
  store<i32>(system, 0, LEFT);
  store<i32>(system, 0, CURRENT);
  store<i32>(system + SLOTS, 0, SLOT_ON);
  store<i32>(system + SLOTS + SLOT_BYTES, 0, SLOT_ON);
}

// @ts-ignore: decorator
@inline function value(specification: usize, index: usize): f64 { return load<f64>(specification + (index << 3)); }
// @ts-ignore: decorator
@inline function newest(system: usize): usize { return system + SPECIFICATIONS + <usize>(load<i32>(system, KNOWN) & 1) * SPECIFICATION_BYTES; }
// @ts-ignore: decorator
@inline function slotOf(system: usize, index: i32): usize { return system + SLOTS + <usize>index * SLOT_BYTES; }

function design(slot: usize, spec: usize, rate: f64): void {
  store<i32>(slot, value(spec, ON) != 0.0 ? 1 : 0, SLOT_ON);
  if (value(spec, ON) == 0.0) return;
  store<i32>(slot, value(spec, MONO) != 0.0 ? 1 : 0, SLOT_MONO);
  const sideDb = value(spec, SIDE_DB);
  const below = value(spec, MONO_BELOW_HZ);
  store<i32>(slot, sideDb != 0.0 || below > 0.0 ? 1 : 0, SLOT_SIDES);
  store<i32>(slot, below > 0.0 ? 1 : 0, SLOT_NARROW);
  store<f64>(slot, dbToGain(sideDb), SLOT_SIDE);
  store<f64>(slot, dbToGain(value(spec, LEFT_DB)), SLOT_LEFT);
  filtersClear(slot + NARROW);
  // The sides stand in the right lane while they are worked on.
  if (below > 0.0) filtersAddPass(slot + NARROW, true, below, 2, rate, false, true);
  filtersClear(slot + TONE);
  filtersDesign(slot + TONE, spec + (FILTERS << 3), <i32>value(spec, FILTER_COUNT), rate);
  strainDrive(slot + STRAIN, value(spec, DRIVE_BELOW_HZ), value(spec, DRIVE_DB), value(spec, DRIVE_BIAS), rate);
  strainLimit(slot + STRAIN, value(spec, LIMIT_DB), value(spec, LIMIT_BELOW_HZ), value(spec, ATTACK_MS), value(spec, RELEASE_MS), rate);
  reflectionsInit(slot + REFLECTIONS, spec + (TAPS << 3), <i32>value(spec, TAP_COUNT), value(spec, RIGHT_LATE_MS), rate);
  hallInit(slot + HALL, value(spec, HALL_SECONDS), value(spec, HALL_DB), value(spec, HALL_DAMP_HZ), rate);
  crossfeedInit(slot + CROSSFEED, value(spec, CROSSFEED_HZ), value(spec, CROSSFEED_DB), rate);
  const noiseHz = value(spec, NOISE_HZ);
  store<f64>(slot, noiseHz > 0.0 ? Math.exp((-2 * Math.PI * noiseHz) / rate) : -1.0, NOISE_POLE);
  store<u32>(slot, 0x9e3779b9, NOISE_SEED);
  store<u32>(slot, 0x7f4a7c15, NOISE_SEED + 4);
  v128.store(slot, f64x2.splat(0), NOISE_STATE);
  rampSnap(slot + GAIN, dbToGain(value(spec, GAIN_DB)));
  rampSnap(slot + NOISE, faderGain(value(spec, NOISE_DB)));
}

/** Takes the newest specification, unless a cross-fade still needs both slots. */
function take(system: usize): void {
  const version = atomic.load<i32>(system + VERSION);
  if (version == load<i32>(system, KNOWN) || load<i32>(system, LEFT) > 0) return;
  store<i32>(system, version, KNOWN);
  const next = 1 - load<i32>(system, CURRENT);
  design(slotOf(system, next), newest(system), load<f64>(system, RATE));
  const was = load<i32>(slotOf(system, 1 - next), SLOT_ON);
  store<i32>(system, next, CURRENT);
  if (was != 0 || load<i32>(slotOf(system, next), SLOT_ON) != 0) store<i32>(system, load<i32>(system, FADE_QUANTA), LEFT);
}

/** White noise, -1..1 (xorshift of G. Marsaglia, J. Stat. Software 8(14), 2003). */
// @ts-ignore: decorator
@inline
function white(slot: usize, side: usize): f64 {
  let x = load<u32>(slot + NOISE_SEED + side);
  x ^= x << 13;
  x ^= x >> 17;
  x ^= x << 5;
  store<u32>(slot + NOISE_SEED + side, x);
  return <f64>(<i32>x) / 2147483648.0;
}

function sides(slot: usize, buffer: usize): void {
  const half = f64x2.splat(0.5);
  const side = load<f64>(slot, SLOT_SIDE);
  const sign = f64x2.replace_lane(f64x2.splat(1), 1, -1);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    const x = v128.load(buffer + i);
    // [l + r, l - r] / 2
    const sum = f64x2.add(f64x2.mul(x, sign), swapLanes(x));
    v128.store(buffer + i, f64x2.mul(sum, half));
  }
  if (load<i32>(slot, SLOT_NARROW) != 0) filtersQuantum(slot + NARROW, buffer);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    const m = load<f64>(buffer + i);
    const s = load<f64>(buffer + i, 8) * side;
    store<f64>(buffer + i, m + s);
    store<f64>(buffer + i, m - s, 8);
  }
}

/** One quantum through a slot that is on, in place. */
function play(slot: usize, buffer: usize): void {
  if (load<i32>(slot, SLOT_MONO) != 0) {
    const half = f64x2.splat(0.5);
    for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
      const x = v128.load(buffer + i);
      v128.store(buffer + i, f64x2.mul(f64x2.add(x, swapLanes(x)), half));
    }
  } else if (load<i32>(slot, SLOT_SIDES) != 0) sides(slot, buffer);
  filtersQuantum(slot + TONE, buffer);
  strainQuantum(slot + STRAIN, buffer);
  reflectionsQuantum(slot + REFLECTIONS, buffer);
  hallQuantum(slot + HALL, buffer);
  crossfeedQuantum(slot + CROSSFEED, buffer);
  const pole = load<f64>(slot, NOISE_POLE);
  const gain = slot + GAIN;
  const noise = slot + NOISE;
  const g0 = load<f64>(gain), g1 = rampEnd(gain);
  const n0 = load<f64>(noise), n1 = rampEnd(noise);
  rampAdvance(gain, g1);
  rampAdvance(noise, n1);
  const left = load<f64>(slot, SLOT_LEFT);
  const noisy = pole >= 0 && (n0 > 0 || n1 > 0);
  let state = v128.load(slot, NOISE_STATE);
  for (let i = 0; i < QUANTUM; i++) {
    const at = buffer + (<usize>i << 4);
    const part = f64(i + 1) / f64(QUANTUM);
    let x = v128.load(at);
    x = f64x2.replace_lane(x, 0, f64x2.extract_lane(x, 0) * left);
    if (noisy) {
      const fresh = f64x2.replace_lane(f64x2.splat(white(slot, 0)), 1, white(slot, 4));
      state = f64x2.add(f64x2.mul(state, f64x2.splat(pole)), f64x2.mul(fresh, f64x2.splat(1 - pole)));
      x = f64x2.add(x, f64x2.mul(state, f64x2.splat(n0 + (n1 - n0) * part)));
    }
    v128.store(at, f64x2.mul(x, f64x2.splat(g0 + (g1 - g0) * part)));
  }
  v128.store(slot, state, NOISE_STATE);
}

/** One quantum in place. */
export function systemQuantum(system: usize, buffer: usize): void {
  take(system);
  const current = load<i32>(system, CURRENT);
  const slot = slotOf(system, current);
  const on = load<i32>(slot, SLOT_ON) != 0;
  const left = load<i32>(system, LEFT);
  if (!on && left == 0) return;
  const other = system + OTHER;
  if (left > 0) copyQuantum(other, buffer);
  if (on) {
    const spec = newest(system);
    const quanta = quantaOf(GLIDE_SECONDS, load<f64>(system, RATE));
    rampTo(slot + GAIN, dbToGain(value(spec, GAIN_DB)), quanta);
    rampTo(slot + NOISE, faderGain(value(spec, NOISE_DB)), quanta);
    play(slot, buffer);
  }
  if (left == 0) return;
  const old = slotOf(system, 1 - current);
  if (load<i32>(old, SLOT_ON) != 0) play(old, other);
  const all = f64(load<i32>(system, FADE_QUANTA) * QUANTUM);
  const done = all - f64(left * QUANTUM);
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i << 4;
    const part = f64x2.splat((done + f64(i + 1)) / all);
    const from = v128.load(other + at);
    v128.store(buffer + at, f64x2.add(from, f64x2.mul(f64x2.sub(v128.load(buffer + at), from), part)));
  }
  store<i32>(system, left - 1, LEFT);
}

export function system_process(system: usize, buffer: usize, quanta: i32): void {
  for (let i = 0; i < quanta; i++) systemQuantum(system, buffer + <usize>(i * QUANTUM_BYTES));
}
