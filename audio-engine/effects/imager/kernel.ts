// The imager: middle and side through the same crossovers, the side with a gain for each band, so that widths differ and
// phases do not. Where every width is unity nothing is split and the very bits pass. A guard keeps the side from
// outweighing the middle, which is where correlation goes negative: <LR> = <MM> - <SS>.
import { correlation_process, correlation_reset } from '../../kernels/assembly/correlation';
import {
  CROSSOVER_BYTES, allPassQuantum, clearCrossover, crossoverRests, splitQuantum, tuneCrossover,
} from '../../kernels/assembly/crossover';
import { bankAdvance, bankAim, bankBefore, bankValue } from '../../kernels/assembly/glide-bank';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import { FRAME, QUANTUM, clamp, gainToDb, glide, glidePerQuantum, param, peakOf } from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';
import { copyQuantum } from '../../kernels/assembly/source';

// Parameters, in the order of parameters.ts.
const MONO_BELOW: i32 = 0;
const MONO_HZ: i32 = 1;
const LOW_HZ: i32 = 2;
const HIGH_HZ: i32 = 3;
const LOW_WIDTH: i32 = 4;
const MID_WIDTH: i32 = 5;
const HIGH_WIDTH: i32 = 6;
const BALANCE: i32 = 7;
const GUARD: i32 = 8;
const PARAMETERS: i32 = 9;

const GLIDE_TAU_MS: f64 = 10;
/** What is split is heard once its filters have filled, and then by a cross-fade. */
const WARM_QUANTA: i32 = 40;
const FADE_QUANTA: i32 = 24;
const GUARD_POWER_MS: f64 = 100;
const GUARD_ATTACK_MS: f64 = 20;
const GUARD_RELEASE_MS: f64 = 300;
/** -200 dB of power: silence for the guard. */
const NOTHING: f64 = 1e-20;

// What glides: widths of the four bands (the lowest is mono or as wide as the low one), crossovers, middle and side.
const WIDTH: i32 = 0;
const BANDS: i32 = 4;
const LOG_HZ: i32 = 4;
const CROSSOVERS: i32 = 3;
const MID_GAIN: i32 = 7;
const SIDE_GAIN: i32 = 8;
const VALUES: i32 = 9;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const QUIET_QUANTA: usize = 84; // i32
const MOVING: usize = 88; // i32
const SPLIT_WANTED: usize = 92; // i32
const WARM: usize = 96; // i32: quanta the filters have run
const HEARD: usize = 100; // i32: 0..FADE_QUANTA of what is split
const GUARD_GAIN: usize = 104;
const MID_POWER: usize = 112;
const SIDE_POWER: usize = 120;
const POWER_AMOUNT: usize = 128;
const ATTACK_AMOUNT: usize = 136;
const RELEASE_AMOUNT: usize = 144;
const BANK: usize = 160;
const KNOWN: usize = BANK + 240;
const CORRELATION_IN: usize = KNOWN + 80;
const CORRELATION_OUT: usize = CORRELATION_IN + 80;
const CROSSOVER: usize = CORRELATION_OUT + 80;
const WORK: usize = CROSSOVER + 3 * CROSSOVER_BYTES; // middle and side as they come
const SUM: usize = WORK + <usize>QUANTUM * FRAME;
const LOW: usize = SUM + <usize>QUANTUM * FRAME;
const HIGH: usize = LOW + <usize>QUANTUM * FRAME;
const BYTES: usize = HIGH + <usize>QUANTUM * FRAME;

export function imager_bytes(sampleRate: f64): i32 {
  return <i32>BYTES;
}

export function imager_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, BYTES);
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<f64>(state, glidePerQuantum(GUARD_POWER_MS, sampleRate), POWER_AMOUNT);
  store<f64>(state, glidePerQuantum(GUARD_ATTACK_MS, sampleRate), ATTACK_AMOUNT);
  store<f64>(state, glidePerQuantum(GUARD_RELEASE_MS, sampleRate), RELEASE_AMOUNT);
  store<f64>(state, 1, GUARD_GAIN);
  store<i32>(state, 1, FRESH);
  correlation_reset(state + CORRELATION_IN, sampleRate);
  correlation_reset(state + CORRELATION_OUT, sampleRate);
}

/** None: Linkwitz-Riley crossovers turn phases, they do not wait. */
export function imager_latency(params: usize, sampleRate: f64): i32 {
  return 0;
}

function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  const bank = state + BANK;
  const most = 0.4 * load<f64>(state, RATE);
  const low = clamp(param(params, LOW_WIDTH), 0, 400) / 100;
  const mid = clamp(param(params, MID_WIDTH), 0, 400) / 100;
  const high = clamp(param(params, HIGH_WIDTH), 0, 400) / 100;
  const mono = param(params, MONO_BELOW) >= 0.5;
  const balance = clamp(param(params, BALANCE), -100, 100) / 100;
  bankAim(bank, VALUES, WIDTH, mono ? 0 : low);
  bankAim(bank, VALUES, WIDTH + 1, low);
  bankAim(bank, VALUES, WIDTH + 2, mid);
  bankAim(bank, VALUES, WIDTH + 3, high);
  bankAim(bank, VALUES, LOG_HZ, Math.log(clamp(param(params, MONO_HZ), 10, most)));
  bankAim(bank, VALUES, LOG_HZ + 1, Math.log(clamp(param(params, LOW_HZ), 10, most)));
  bankAim(bank, VALUES, LOG_HZ + 2, Math.log(clamp(param(params, HIGH_HZ), 10, most)));
  bankAim(bank, VALUES, MID_GAIN, min(1.0, 1 - balance));
  bankAim(bank, VALUES, SIDE_GAIN, min(1.0, 1 + balance));
  store<i32>(state, mono || low != 1 || mid != 1 || high != 1 ? 1 : 0, SPLIT_WANTED);
  store<i32>(state, 1, MOVING);
}

function tune(state: usize): void {
  for (let i = 0; i < CROSSOVERS; i++) {
    tuneCrossover(state + CROSSOVER + <usize>i * CROSSOVER_BYTES, Math.exp(bankValue(state + BANK, VALUES, LOG_HZ + i)), load<f64>(state, RATE));
  }
}

/** Adds a band to the sum, its side by the band's width; `first` begins the sum. */
function addBand(state: usize, band: usize, index: i32, first: bool): void {
  const from = bankBefore(state + BANK, WIDTH + index);
  const to = bankValue(state + BANK, VALUES, WIDTH + index);
  const step = f64x2.replace_lane(f64x2.splat(0), 1, (to - from) / <f64>QUANTUM);
  let gain = f64x2.replace_lane(f64x2.splat(1), 1, from);
  const sum = state + SUM;
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    gain = f64x2.add(gain, step);
    const x = f64x2.mul(gain, v128.load(band + i));
    v128.store(sum + i, first ? x : f64x2.add(v128.load(sum + i), x));
  }
}

/** Middle and side in WORK, split and put together again in SUM. A sum meets each later crossover's phase as a whole. */
function split(state: usize): void {
  const low = state + LOW;
  const high = state + HIGH;
  splitQuantum(state + CROSSOVER, state + WORK, low, high);
  addBand(state, low, 0, true);
  for (let i = 1; i < CROSSOVERS; i++) {
    const crossover = state + CROSSOVER + <usize>i * CROSSOVER_BYTES;
    allPassQuantum(crossover, state + SUM);
    splitQuantum(crossover, high, low, high);
    addBand(state, low, i, false);
  }
  addBand(state, high, BANDS - 1, false);
}

/** What passes unsplit, what is split, or the way from one to the other, into WORK. */
function widths(state: usize): void {
  const wanted = load<i32>(state, SPLIT_WANTED) != 0;
  const heard = load<i32>(state, HEARD);
  let warm = load<i32>(state, WARM);
  if (!wanted && heard == 0) {
    if (warm > 0) {
      for (let i = 0; i < CROSSOVERS; i++) clearCrossover(state + CROSSOVER + <usize>i * CROSSOVER_BYTES);
      store<i32>(state, 0, WARM);
    }
    return;
  }
  split(state);
  warm = min(warm + 1, WARM_QUANTA);
  store<i32>(state, warm, WARM);
  // On the way out the widths glide to unity first; what is split then differs from what is not by its phase alone.
  const next = wanted ? (warm < WARM_QUANTA ? heard : min(heard + 1, FADE_QUANTA)) : max(heard - 1, 0);
  store<i32>(state, next, HEARD);
  if (heard == 0 && next == 0) return;
  const sum = state + SUM;
  const work = state + WORK;
  if (heard == FADE_QUANTA && next == FADE_QUANTA) {
    copyQuantum(work, sum);
    return;
  }
  const from = <f64>heard / <f64>FADE_QUANTA;
  const step = <f64>(next - heard) / <f64>(FADE_QUANTA * QUANTUM);
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i * FRAME;
    const whole = v128.load(work + at);
    v128.store(work + at, f64x2.add(whole, f64x2.mul(f64x2.splat(from + step * <f64>(i + 1)), f64x2.sub(v128.load(sum + at), whole))));
  }
}

/** Gain of the side at the end of the quantum, from the powers of both as they would go out. */
function guard(state: usize, mid: f64, side: f64): f64 {
  const amount = load<f64>(state, POWER_AMOUNT);
  let midPower = load<f64>(state, MID_POWER) + amount * (mid - load<f64>(state, MID_POWER));
  let sidePower = load<f64>(state, SIDE_POWER) + amount * (side - load<f64>(state, SIDE_POWER));
  if (!(midPower > NOTHING && midPower < 1e20)) midPower = 0;
  if (!(sidePower > NOTHING && sidePower < 1e20)) sidePower = 0;
  store<f64>(state, midPower, MID_POWER);
  store<f64>(state, sidePower, SIDE_POWER);
  const active = param(state + KNOWN, GUARD) >= 0.5 && sidePower > midPower;
  const goal: f64 = active ? sqrt(midPower / sidePower) : 1;
  const before = load<f64>(state, GUARD_GAIN);
  return glide(before, goal, goal < before ? load<f64>(state, ATTACK_AMOUNT) : load<f64>(state, RELEASE_AMOUNT), 1e-6);
}

function quantum(state: usize, buffer: usize): void {
  const bank = state + BANK;
  const fresh = load<i32>(state, FRESH) != 0;
  if (load<i32>(state, MOVING)) {
    const moving = bankAdvance(bank, VALUES, fresh ? 1 : load<f64>(state, AMOUNT), 1e-6);
    store<i32>(state, moving ? 1 : 0, MOVING);
    tune(state);
  }
  if (fresh && load<i32>(state, SPLIT_WANTED)) {
    store<i32>(state, WARM_QUANTA, WARM);
    store<i32>(state, FADE_QUANTA, HEARD);
  }
  store<i32>(state, 0, FRESH);
  const work = state + WORK;
  const half = f64x2.splat(0.5);
  // L + R and L - R from the vector and its exchange: the second lane of the difference is R - L, so its sign is turned.
  const sign = f64x2.replace_lane(f64x2.splat(1), 1, -1);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    const x = v128.load(buffer + i);
    v128.store(work + i, f64x2.mul(half, f64x2.add(i64x2.shuffle(x, x, 0, 0), f64x2.mul(sign, i64x2.shuffle(x, x, 1, 1)))));
  }
  widths(state);
  const split = load<i32>(state, HEARD) != 0;
  const midFrom = bankBefore(bank, MID_GAIN);
  const midTo = bankValue(bank, VALUES, MID_GAIN);
  const sideFrom = bankBefore(bank, SIDE_GAIN);
  const sideTo = bankValue(bank, VALUES, SIDE_GAIN);
  let powers = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    const x = v128.load(work + i);
    powers = f64x2.add(powers, f64x2.mul(x, x));
  }
  const guardFrom = load<f64>(state, GUARD_GAIN);
  const guardTo = guard(
    state, f64x2.extract_lane(powers, 0) * midTo * midTo / <f64>QUANTUM, f64x2.extract_lane(powers, 1) * sideTo * sideTo / <f64>QUANTUM,
  );
  store<f64>(state, guardTo, GUARD_GAIN);
  const isPlain = midFrom == 1 && midTo == 1 && sideFrom == 1 && sideTo == 1 && guardFrom == 1 && guardTo == 1;
  if (!split && isPlain) return;
  let gain = f64x2.replace_lane(f64x2.splat(midFrom), 1, sideFrom * guardFrom);
  const goal = f64x2.replace_lane(f64x2.splat(midTo), 1, sideTo * guardTo);
  const step = f64x2.mul(f64x2.sub(goal, gain), f64x2.splat(1.0 / <f64>QUANTUM));
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    gain = f64x2.add(gain, step);
    const x = f64x2.mul(gain, v128.load(work + i));
    v128.store(buffer + i, f64x2.add(i64x2.shuffle(x, x, 0, 0), f64x2.mul(sign, i64x2.shuffle(x, x, 1, 1))));
  }
}

export function imager_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  aim(state, params);
  const inputPeak = peakOf(buffer, frames);
  correlation_process(state + CORRELATION_IN, buffer, frames, 16);
  for (let done = 0; done < frames; done += QUANTUM) {
    const at = buffer + <usize>done * FRAME;
    store<i32>(state, peakOf(at, QUANTUM) > 0 ? 0 : min(load<i32>(state, QUIET_QUANTA) + 1, 1 << 20), QUIET_QUANTA);
    quantum(state, at);
  }
  correlation_process(state + CORRELATION_OUT, buffer, frames, 16);
  const guarded = load<f64>(state, GUARD_GAIN);
  store<f64>(state, load<f64>(state, CORRELATION_IN), 24);
  store<f64>(state, load<f64>(state, CORRELATION_OUT), 32);
  store<f64>(state, max(0.0, 0.0 - gainToDb(guarded)), 40);
  const side = load<f64>(state, SIDE_POWER) * guarded * guarded;
  store<f64>(state, 0.5 * (gainToDb(side) - gainToDb(load<f64>(state, MID_POWER))), 48);
  storePeaks(state, inputPeak, peakOf(buffer, frames));
}

/** Whether silence in gives silence out from here on: filters empty, nothing glides, the guard has let go. */
export function imager_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING) || load<i32>(state, QUIET_QUANTA) == 0) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  if (load<f64>(state, GUARD_GAIN) != 1 || load<f64>(state, MID_POWER) != 0 || load<f64>(state, SIDE_POWER) != 0) return false;
  if (load<i32>(state, HEARD) != (load<i32>(state, SPLIT_WANTED) ? FADE_QUANTA : 0)) return false;
  for (let i = 0; i < CROSSOVERS; i++) if (!crossoverRests(state + CROSSOVER + <usize>i * CROSSOVER_BYTES)) return false;
  return true;
}
