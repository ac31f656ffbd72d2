// Chorus, flanger and phaser: a moving copy beside the sound. The sweep is a function of the run's frame; a change of rate
// turns it on from where it is. The copy is a delay read between samples, or a chain of first-order all-passes.
import { frameOf } from '../../kernels/assembly/context';
import { readBetween } from '../../kernels/assembly/fractional-read';
import { bankAdvance, bankAim, bankBefore, bankValue } from '../../kernels/assembly/glide-bank';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import { FRAME, QUANTUM, clamp, glidePerQuantum, param, peakOf, settle } from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';
import { copyQuantum } from '../../kernels/assembly/source';
import { bpmOf, sweepBeats } from '../../kernels/assembly/tempo';

// Parameters, in the order of parameters.ts.
const TYPE: i32 = 0;
const SYNC: i32 = 1;
const SWEEP_HZ: i32 = 2;
const NOTE: i32 = 3;
const DEPTH: i32 = 4;
const FEEDBACK: i32 = 5;
const VOICES: i32 = 6;
const STAGES: i32 = 7;
const DELAY: i32 = 8;
const CENTRE: i32 = 9;
const STEREO: i32 = 10;
const MIX: i32 = 11;
const PARAMETERS: i32 = 12;

// Types.
const CHORUS: i32 = 0;
const PHASER: i32 = 2;

const GLIDE_TAU_MS: f64 = 10;
/** Another type sounds after the present one has gone out, in this many quanta each way. */
const SWITCH_QUANTA: i32 = 8;
const LONGEST_MS: f64 = 64;
/** The phaser's sweep reaches this many octaves to either side at full depth. */
const REACH_OCTAVES: f64 = 2;
/** A chorus sweeps by at most this much of its delay; a flanger by nearly all of it. */
const CHORUS_REACH: f64 = 0.5;
const FLANGER_REACH: f64 = 0.95;
/** The read takes two samples on either side, and what is read must have been written. */
const LEAST_DELAY: f64 = 3;
const MOST_STAGES: i32 = 12;
/** -200 dB: what goes round is over. */
const OVER: f64 = 1e-10;

// What glides.
const DEPTH_NOW: i32 = 0;
const LOOP_GAIN: i32 = 1;
const DELAY_NOW: i32 = 2; // samples
const LOG_CENTRE: i32 = 3;
const STEREO_NOW: i32 = 4; // turns
const DRY_GAIN: i32 = 5;
const WET_GAIN: i32 = 6;
const VALUES: i32 = 7;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const QUIET_QUANTA: usize = 84; // i32
const MOVING: usize = 88; // i32
const MASK: usize = 92; // i32
const POSITION: usize = 96; // i32
const PRESENT: usize = 100; // i32: type, voices and stages that sound
const SWITCH: usize = 104; // i32
/** The sweep is at PHASE + (frame - ANCHOR) * TURN. */
const PHASE: usize = 112;
const ANCHOR: usize = 120;
const TURN: usize = 128;
const LOOP: usize = 144; // v128: the phaser's output of the sample before
const BANK: usize = 160;
const KNOWN: usize = BANK + 192;
const SINES: usize = KNOWN + 96; // for each voice sine and cosine of both sides, two v128
const TURNED: usize = SINES + 4 * 32; // cosine and sine of the turn a sample
const HERE: usize = TURNED + 32; // sines of the sweep where the quantum begins
const CHAIN: usize = HERE + 16; // the all-passes' states
const RING: usize = CHAIN + <usize>MOST_STAGES * FRAME;

function ringFrames(rate: f64): i32 {
  const longest = <i32>Math.ceil((LONGEST_MS * rate) / 1000) + QUANTUM;
  let frames = QUANTUM;
  while (frames < longest) frames <<= 1;
  return frames;
}

export function modulation_bytes(sampleRate: f64): i32 {
  return <i32>(RING + <usize>ringFrames(sampleRate) * FRAME);
}

export function modulation_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, <usize>modulation_bytes(sampleRate));
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<i32>(state, ringFrames(sampleRate) - 1, MASK);
  store<i32>(state, ringFrames(sampleRate) / QUANTUM + 1, QUIET_QUANTA);
  store<i32>(state, 1, FRESH);
}

/** None: the dry sound is not late. */
export function modulation_latency(params: usize, sampleRate: f64): i32 {
  return 0;
}

/** Type, voices and stages in one number. */
function shapeOf(params: usize): i32 {
  const voices = <i32>clamp(param(params, VOICES), 0, 3) + 1;
  const stages = 2 * (<i32>clamp(param(params, STAGES), 0, 5) + 1);
  return <i32>clamp(param(params, TYPE), 0, 2) | (voices << 8) | (stages << 16);
}

function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  const bank = state + BANK;
  const rate = load<f64>(state, RATE);
  const loop = clamp(param(params, FEEDBACK), -95, 95) / 100;
  const mix = clamp(param(params, MIX), 0, 100) / 100;
  bankAim(bank, VALUES, DEPTH_NOW, clamp(param(params, DEPTH), 0, 100) / 100);
  bankAim(bank, VALUES, LOOP_GAIN, loop);
  bankAim(bank, VALUES, DELAY_NOW, (clamp(param(params, DELAY), 0.1, 30) * rate) / 1000);
  bankAim(bank, VALUES, LOG_CENTRE, Math.log(clamp(param(params, CENTRE), 20, 0.4 * rate)));
  bankAim(bank, VALUES, STEREO_NOW, clamp(param(params, STEREO), 0, 360) / 360);
  bankAim(bank, VALUES, DRY_GAIN, 1 - mix);
  // A loop that adds power 1 / (1 - g^2) on average is let down by its root.
  bankAim(bank, VALUES, WET_GAIN, mix * sqrt(1 - loop * loop));
  store<i32>(state, 1, MOVING);
}

// @ts-ignore: decorator
@inline
function isEmpty(state: usize): bool {
  return load<i32>(state, QUIET_QUANTA) > (load<i32>(state, MASK) + 1) / QUANTUM;
}

/** Turns of the sweep at the beginning of the quantum, 0..1. A new rate goes on from where the sweep is. */
function sweepAt(state: usize, context: usize): f64 {
  const known = state + KNOWN;
  const rate = load<f64>(state, RATE);
  const frame: f64 = context == 0 ? 0 : frameOf(context);
  const hz = param(known, SYNC) >= 0.5
    ? bpmOf(context) / (60 * sweepBeats(<i32>clamp(param(known, NOTE), 0, 6)))
    : clamp(param(known, SWEEP_HZ), 0.001, 40);
  const turn = hz / rate;
  const before = load<f64>(state, TURN);
  // In silence the sweep is the frame's alone, so that it does not matter whether silence was run through.
  if (isEmpty(state)) {
    store<f64>(state, 0, PHASE);
    store<f64>(state, 0, ANCHOR);
  } else if (turn != before) {
    const now = load<f64>(state, PHASE) + (frame - load<f64>(state, ANCHOR)) * before;
    store<f64>(state, now - Math.floor(now), PHASE);
    store<f64>(state, frame, ANCHOR);
  }
  store<f64>(state, turn, TURN);
  store<f64>(state, hz, 40);
  const phase = load<f64>(state, PHASE) + (frame - load<f64>(state, ANCHOR)) * turn;
  return phase - Math.floor(phase);
}

// @ts-ignore: decorator
@inline
function pair(left: f64, right: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(left), 1, right);
}

/** Sine and cosine of every voice at the sample before the quantum's first, and what turns them on by one sample. */
function startSines(state: usize, sweep: f64, voices: i32): void {
  const stereo = bankValue(state + BANK, VALUES, STEREO_NOW);
  const turn = 2 * Math.PI * load<f64>(state, TURN);
  for (let voice = 0; voice < voices; voice++) {
    const left = 2 * Math.PI * (sweep + <f64>voice / <f64>voices);
    const right = left + 2 * Math.PI * stereo;
    const at = state + SINES + <usize>voice * 32;
    v128.store(at, pair(Math.sin(left), Math.sin(right)));
    v128.store(at, pair(Math.cos(left), Math.cos(right)), 16);
  }
  v128.store(state, f64x2.splat(Math.cos(turn)), TURNED);
  v128.store(state, f64x2.splat(Math.sin(turn)), TURNED + 16);
  v128.store(state, pair(Math.sin(2 * Math.PI * sweep), Math.sin(2 * Math.PI * (sweep + stereo))), HERE);
  store<f64>(state, sweep, 24);
  store<f64>(state, sweep + stereo - Math.floor(sweep + stereo), 32);
}

/** Chorus and flanger: writes the quantum and what comes back into the ring, and blends what is read into the buffer. */
function delays(state: usize, buffer: usize, switchFrom: f64, switchTo: f64): bool {
  const bank = state + BANK;
  const shape = load<i32>(state, PRESENT);
  const isChorus = (shape & 0xff) == CHORUS;
  const voices = isChorus ? (shape >> 8) & 0xff : 1;
  const ring = state + RING;
  const mask = load<i32>(state, MASK);
  const position = load<i32>(state, POSITION);
  const share = 1.0 / <f64>QUANTUM;
  const reach = isChorus ? CHORUS_REACH : FLANGER_REACH;
  const centreFrom = bankBefore(bank, DELAY_NOW);
  const centreStep = (bankValue(bank, VALUES, DELAY_NOW) - centreFrom) * share;
  const swingFrom = centreFrom * reach * bankBefore(bank, DEPTH_NOW);
  const swingStep = (bankValue(bank, VALUES, DELAY_NOW) * reach * bankValue(bank, VALUES, DEPTH_NOW) - swingFrom) * share;
  const loopFrom = bankBefore(bank, LOOP_GAIN);
  const loopStep = (bankValue(bank, VALUES, LOOP_GAIN) - loopFrom) * share;
  const dryFrom = 1 + (bankBefore(bank, DRY_GAIN) - 1) * switchFrom;
  const dryStep = (1 + (bankValue(bank, VALUES, DRY_GAIN) - 1) * switchTo - dryFrom) * share;
  // Voices that stand apart add by power.
  const each = 1 / sqrt(<f64>voices);
  const wetFrom = bankBefore(bank, WET_GAIN) * each * switchFrom;
  const wetStep = (bankValue(bank, VALUES, WET_GAIN) * each * switchTo - wetFrom) * share;
  const back = f64x2.splat(1 / <f64>voices);
  const cosine = v128.load(state, TURNED);
  const sine = v128.load(state, TURNED + 16);
  const least = f64x2.splat(LEAST_DELAY);
  let most = f64x2.splat(0);
  for (let i = 0; i < QUANTUM; i++) {
    const n = <f64>(i + 1);
    const centre = f64x2.splat(centreFrom + centreStep * n);
    const swing = f64x2.splat(swingFrom + swingStep * n);
    let copies = f64x2.splat(0);
    for (let voice = 0; voice < voices; voice++) {
      const at = state + SINES + <usize>voice * 32;
      const s = v128.load(at);
      const c = v128.load(at, 16);
      const turned = f64x2.add(f64x2.mul(s, cosine), f64x2.mul(c, sine));
      v128.store(at, turned);
      v128.store(at, f64x2.sub(f64x2.mul(c, cosine), f64x2.mul(s, sine)), 16);
      const delay = f64x2.pmax(least, f64x2.add(centre, f64x2.mul(swing, turned)));
      copies = f64x2.add(copies, readBetween(ring, mask, position + i, delay));
    }
    const at = buffer + <usize>i * FRAME;
    const x = v128.load(at);
    const sent = settle(f64x2.add(x, f64x2.mul(f64x2.splat(loopFrom + loopStep * n), f64x2.mul(back, copies))));
    most = f64x2.pmax(most, f64x2.abs(sent));
    v128.store(ring + <usize>((position + i) & mask) * FRAME, sent);
    v128.store(at, f64x2.add(f64x2.mul(f64x2.splat(dryFrom + dryStep * n), x), f64x2.mul(f64x2.splat(wetFrom + wetStep * n), copies)));
  }
  const silent = max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1)) < OVER;
  if (silent) memory.fill(ring + <usize>position * FRAME, 0, <usize>QUANTUM * FRAME);
  const ms = 1000 / load<f64>(state, RATE);
  const delay = bankValue(bank, VALUES, DELAY_NOW);
  const swing = delay * reach * bankValue(bank, VALUES, DEPTH_NOW);
  store<f64>(state, ms * max(LEAST_DELAY, delay + swing * load<f64>(state, HERE)), 48);
  store<f64>(state, ms * max(LEAST_DELAY, delay + swing * load<f64>(state, HERE + 8)), 56);
  return silent;
}

/** Coefficient of a first-order all-pass that turns by 90 degrees at the frequency: (tan(w/2) - 1) / (tan(w/2) + 1). */
function allPass(logHz: f64, rate: f64): f64 {
  const t = Math.tan((Math.PI * clamp(Math.exp(logHz), 10, 0.47 * rate)) / rate);
  return (t - 1) / (t + 1);
}

/** Phaser: the chain's coefficient moves in a straight line from the quantum's beginning to its end. */
function phases(state: usize, buffer: usize, sweep: f64, switchFrom: f64, switchTo: f64): bool {
  const bank = state + BANK;
  const stages = load<i32>(state, PRESENT) >> 16;
  const rate = load<f64>(state, RATE);
  const share = 1.0 / <f64>QUANTUM;
  const octaves = REACH_OCTAVES * 0.69314718055994530942;
  const reachFrom = octaves * bankBefore(bank, DEPTH_NOW);
  const reachTo = octaves * bankValue(bank, VALUES, DEPTH_NOW);
  const centreFrom = bankBefore(bank, LOG_CENTRE);
  const centreTo = bankValue(bank, VALUES, LOG_CENTRE);
  const angle = 2 * Math.PI * (sweep + load<f64>(state, TURN) * <f64>QUANTUM);
  const end = pair(Math.sin(angle), Math.sin(angle + 2 * Math.PI * bankValue(bank, VALUES, STEREO_NOW)));
  const from = pair(
    allPass(centreFrom + reachFrom * load<f64>(state, HERE), rate), allPass(centreFrom + reachFrom * load<f64>(state, HERE + 8), rate),
  );
  const to = pair(
    allPass(centreTo + reachTo * f64x2.extract_lane(end, 0), rate), allPass(centreTo + reachTo * f64x2.extract_lane(end, 1), rate),
  );
  const step = f64x2.mul(f64x2.sub(to, from), f64x2.splat(share));
  const loopFrom = bankBefore(bank, LOOP_GAIN);
  const loopStep = (bankValue(bank, VALUES, LOOP_GAIN) - loopFrom) * share;
  const dryFrom = 1 + (bankBefore(bank, DRY_GAIN) - 1) * switchFrom;
  const dryStep = (1 + (bankValue(bank, VALUES, DRY_GAIN) - 1) * switchTo - dryFrom) * share;
  const wetFrom = bankBefore(bank, WET_GAIN) * switchFrom;
  const wetStep = (bankValue(bank, VALUES, WET_GAIN) * switchTo - wetFrom) * share;
  const chain = state + CHAIN;
  // The ring stays filled, so that a chorus has something to begin with.
  copyQuantum(state + RING + <usize>load<i32>(state, POSITION) * FRAME, buffer);
  let a = from;
  let last = v128.load(state, LOOP);
  for (let i = 0; i < QUANTUM; i++) {
    const n = <f64>(i + 1);
    const at = buffer + <usize>i * FRAME;
    const x = v128.load(at);
    a = f64x2.add(a, step);
    let y = f64x2.add(x, f64x2.mul(f64x2.splat(loopFrom + loopStep * n), last));
    for (let stage = 0; stage < stages; stage++) {
      const memory = chain + <usize>stage * FRAME;
      const input = y;
      y = f64x2.add(f64x2.mul(a, input), v128.load(memory));
      v128.store(memory, f64x2.sub(input, f64x2.mul(a, y)));
    }
    last = y;
    v128.store(at, f64x2.add(f64x2.mul(f64x2.splat(dryFrom + dryStep * n), x), f64x2.mul(f64x2.splat(wetFrom + wetStep * n), y)));
  }
  v128.store(state, settle(last), LOOP);
  let most = f64x2.abs(settle(last));
  for (let stage = 0; stage < stages; stage++) {
    const memory = chain + <usize>stage * FRAME;
    const kept = settle(v128.load(memory));
    v128.store(memory, kept);
    most = f64x2.pmax(most, f64x2.abs(kept));
  }
  store<f64>(state, Math.exp(centreFrom + reachFrom * load<f64>(state, HERE)), 48);
  store<f64>(state, Math.exp(centreFrom + reachFrom * load<f64>(state, HERE + 8)), 56);
  return max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1)) < OVER;
}

function clearChain(state: usize): void {
  v128.store(state, f64x2.splat(0), LOOP);
  memory.fill(state + CHAIN, 0, RING - CHAIN);
}

function quantum(state: usize, buffer: usize, context: usize): void {
  const fresh = load<i32>(state, FRESH) != 0;
  const wanted = shapeOf(state + KNOWN);
  const sweep = sweepAt(state, context);
  if (fresh) {
    store<i32>(state, wanted, PRESENT);
    store<i32>(state, SWITCH_QUANTA, SWITCH);
  }
  if (load<i32>(state, MOVING)) {
    const moving = bankAdvance(state + BANK, VALUES, fresh ? 1 : load<f64>(state, AMOUNT), 1e-6);
    store<i32>(state, moving ? 1 : 0, MOVING);
  }
  store<i32>(state, 0, FRESH);
  let step = load<i32>(state, SWITCH);
  if (wanted != load<i32>(state, PRESENT) && step == 0) {
    store<i32>(state, wanted, PRESENT);
    clearChain(state);
  }
  const from = <f64>step / <f64>SWITCH_QUANTA;
  step = wanted == load<i32>(state, PRESENT) ? min(step + 1, SWITCH_QUANTA) : step - 1;
  store<i32>(state, step, SWITCH);
  const to = <f64>step / <f64>SWITCH_QUANTA;
  const shape = load<i32>(state, PRESENT);
  const isPhaser = (shape & 0xff) == PHASER;
  const inputSilent = peakOf(buffer, QUANTUM) == 0;
  startSines(state, sweep, (shape & 0xff) == CHORUS ? (shape >> 8) & 0xff : 1);
  const silent = isPhaser ? phases(state, buffer, sweep, from, to) : delays(state, buffer, from, to);
  const quiet = silent && inputSilent;
  if (quiet && isPhaser) clearChain(state);
  store<i32>(state, quiet ? min(load<i32>(state, QUIET_QUANTA) + 1, 1 << 24) : 0, QUIET_QUANTA);
  store<i32>(state, (load<i32>(state, POSITION) + QUANTUM) & load<i32>(state, MASK), POSITION);
}

export function modulation_process(state: usize, params: usize, buffer: usize, frames: i32, context: usize): void {
  aim(state, params);
  const inputPeak = peakOf(buffer, frames);
  for (let done = 0; done < frames; done += QUANTUM) quantum(state, buffer + <usize>done * FRAME, context);
  storePeaks(state, inputPeak, peakOf(buffer, frames));
}

/** Whether silence in gives silence out from here on: no copy is left, nothing glides or changes. */
export function modulation_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING) || load<i32>(state, SWITCH) != SWITCH_QUANTA) return false;
  return sameParameters(params, state + KNOWN, PARAMETERS) && isEmpty(state);
}
