// Convolution of a stereo signal with a prepared impulse response, without added latency: partitions of 64 frames
// answer within the quantum that has just come in, longer ones while they are not due yet (impulse.ts).
import { LEVELS, blockOf, impulseFrames, impulseRoom, impulseSerial } from './impulse';
import {
  RING_FRAMES, changeLevel, clearLevel, layoutLevel, levelOutput, startLevel, turnLevel, workLevel,
} from './convolver-level';
import { FRAME, QUANTUM, settle } from './math';

// i32: quanta since the last rest (modulo the ring), quanta of silence, quanta after which all is silent.
const COUNT: usize = 0;
const QUIET: usize = 4;
const REST: usize = 8;
const IMPULSE: usize = 12; // i32: the response of the quantum before
const LEVEL_AT: usize = 16; // i32 offsets
const GATE: usize = 32; // f64: a new response's input comes in gently
const UNHEARD: usize = 40; // i32: sound has gone by without a response
const SERIAL: usize = 44; // i32: of the response of the quantum before
const GATE_QUANTA: f64 = 16;
const RING: usize = 64;
const FIRST_LEVEL: usize = RING + (<usize>RING_FRAMES << 4);
const RING_QUANTA: i32 = RING_FRAMES / QUANTUM;

// @ts-ignore: decorator
@inline
function levelOf(convolver: usize, index: i32): usize {
  return convolver + <usize>load<i32>(convolver + LEVEL_AT + (<usize>index << 2));
}

export function convolverBytes(sampleRate: f64): usize {
  let at = FIRST_LEVEL;
  for (let index = 0; index < LEVELS; index++) at += layoutLevel(0, index, impulseRoom(i32.MAX_VALUE, sampleRate));
  return at;
}

export function convolverReset(convolver: usize, sampleRate: f64): void {
  memory.fill(convolver, 0, FIRST_LEVEL);
  let at = FIRST_LEVEL;
  for (let index = 0; index < LEVELS; index++) {
    store<i32>(convolver + LEVEL_AT + (<usize>index << 2), <i32>at);
    memory.fill(convolver + at, 0, 192);
    at += layoutLevel(convolver + at, index, impulseRoom(i32.MAX_VALUE, sampleRate));
    clearLevel(levelOf(convolver, index), index);
  }
}

/** Whether nothing of the past will ever be heard again. */
export function convolverRests(convolver: usize): bool {
  return load<i32>(convolver, QUIET) > load<i32>(convolver, REST);
}

/**
 * One quantum in place. `silent` says that it is; `frame` counts the run's frames: after a rest the division into
 * blocks begins where it would be had the convolver gone on all the time, so that rests leave no trace in the bits.
 */
export function convolve(
  convolver: usize, buffer: usize, silent: bool, frame: f64, impulse: usize, cut: i32, decay: f64,
): void {
  if (silent) {
    if (convolverRests(convolver)) return;
    store<i32>(convolver, load<i32>(convolver, QUIET) + 1, QUIET);
  } else {
    if (convolverRests(convolver) || load<i32>(convolver, REST) == 0) wake(convolver, frame);
    store<i32>(convolver, 0, QUIET);
  }
  changeTo(convolver, frame, impulse, cut);
  const frames: i32 = impulse ? impulseFrames(impulse) : 0;
  store<i32>(convolver, max(load<i32>(convolver, REST), (frames + RING_FRAMES + 3 * 4096) / QUANTUM), REST);
  const count = load<i32>(convolver, COUNT);
  const ring = convolver + RING;
  const newest = ring + (<usize>((count & (RING_QUANTA - 1)) * QUANTUM) << 4);
  take(convolver, newest, buffer);
  const end = ((count & (RING_QUANTA - 1)) + 1) * QUANTUM;

  const head = levelOf(convolver, 0);
  startLevel(head, 0, end, impulse, cut, decay);
  workLevel(head, 0, ring, 1);
  turnLevel(head);
  copyOut(buffer, levelOutput(head, 0, 0));
  for (let index = 1; index < LEVELS; index++) {
    const level = levelOf(convolver, index);
    const quanta = blockOf(index) / QUANTUM;
    const phase = count & (quanta - 1);
    if (phase == 0) {
      workLevel(level, index, ring, 1);
      turnLevel(level);
      startLevel(level, index, end - QUANTUM, impulse, cut, decay);
    }
    workLevel(level, index, ring, <f64>(phase + 1) / <f64>quanta);
    addOut(buffer, levelOutput(level, index, phase * QUANTUM));
  }
  store<i32>(convolver, (count + 1) & (RING_QUANTA - 1), COUNT);
}

/** Follows the context's response. The first after none begins with an empty past and a gate that opens. */
function changeTo(convolver: usize, frame: f64, impulse: usize, cut: i32): void {
  const before = <usize>load<i32>(convolver, IMPULSE);
  const serial: i32 = impulse ? impulseSerial(impulse) : 0;
  if (before == impulse && load<i32>(convolver, SERIAL) == serial) return;
  store<i32>(convolver, <i32>impulse, IMPULSE);
  store<i32>(convolver, serial, SERIAL);
  if (before == 0) {
    // A run that begins with its response is not gated.
    const fresh = load<f64>(convolver, GATE) == 0 && load<i32>(convolver, UNHEARD) == 0;
    wake(convolver, frame);
    store<f64>(convolver, fresh ? 1 : 0, GATE);
    return;
  }
  for (let index = 0; index < LEVELS; index++) changeLevel(levelOf(convolver, index), index, impulse, cut);
}

/** Takes a quantum into the ring. */
function take(convolver: usize, to: usize, buffer: usize): void {
  if (load<i32>(convolver, IMPULSE) == 0) store<i32>(convolver, 1, UNHEARD);
  const from = load<f64>(convolver, GATE);
  const end = min(1, from + 1 / GATE_QUANTA);
  store<f64>(convolver, end, GATE);
  let gate = f64x2.splat(from);
  const step = f64x2.splat((end - from) / <f64>QUANTUM);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    gate = f64x2.add(gate, step);
    v128.store(to + i, settle(f64x2.mul(gate, v128.load(buffer + i))));
  }
}

function wake(convolver: usize, frame: f64): void {
  memory.fill(convolver + RING, 0, <usize>RING_FRAMES << 4);
  for (let index = 0; index < LEVELS; index++) clearLevel(levelOf(convolver, index), index);
  store<i32>(convolver, <i32>(<i64>(frame / <f64>QUANTUM) & <i64>(RING_QUANTA - 1)), COUNT);
}

function copyOut(buffer: usize, from: usize): void {
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) v128.store(buffer + i, v128.load(from + i));
}

function addOut(buffer: usize, from: usize): void {
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    v128.store(buffer + i, f64x2.add(v128.load(buffer + i), v128.load(from + i)));
  }
}
