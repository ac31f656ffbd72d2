// Runs a plan: strips, each a quantum at a time through its chain, their sum in id order, the master. A strip
// runs all the quanta of a call before the next one begins; its states see the same quanta in the same order
// whatever the count, so the bits do not depend on it.
import { alignAtRest, alignProcess, alignReset } from './align';
import { insertAtRest, insertClear, insertProcess, insertProcessPair, insertReduction, insertReset } from './crossfade';
import { meterFault, meterReduction, meterSilent } from './meter';
import { QUANTUM_BYTES } from './smooth';
import { silence } from './source';
import {
  STRIP_INPUT_SILENT, STRIP_METER, fader, faderAndMeter, headBuffer, headFeed, meter, passSilence, stripReset, stripTargets,
} from './strip';

// Plan, Int32 words: 0 run block, 1 strips, 2 strip records, 3 the master's record, 4 mix buffer.
// Strip record, Int32 words: 0 steps, 1 number of steps, 2 strip block, 3 output buffer.
const RECORD_BYTES: usize = 32;
// Step, Int32 words: 0 operation, 1 node, 2 argument.
const STEP_BYTES: usize = 16;

const OP_FEED: i32 = 1;
const OP_BUFFER: i32 = 2;
const OP_INSERT: i32 = 3;
const OP_ALIGN: i32 = 4;
const OP_FADER: i32 = 5;
const OP_METER: i32 = 6;
const OP_FADER_METER: i32 = 7;

/**
 * Takes the parameter changes that are due at quantum `first` and returns how many quanta (at most `count`) may
 * run before the next one is.
 */
function takeChanges(run: usize, first: f64, count: i32): i32 {
  const ring = usize(load<i32>(run, 4));
  const mask = load<i32>(run, 8);
  const written = atomic.load<i32>(run + 12);
  let taken = load<i32>(run, 16);
  let until = count;
  while (taken != written) {
    const change = ring + usize((taken & mask) * 24);
    const due = load<f64>(change) - first;
    if (due > 0.0) {
      if (due < f64(count)) until = i32(Math.ceil(due));
      break;
    }
    store<f64>(usize(load<i32>(change, 16)), load<f64>(change, 8));
    taken++;
  }
  atomic.store<i32>(run + 16, taken);
  return until;
}

function chainAtRest(steps: usize, count: i32): bool {
  for (let i = 1; i < count; i++) {
    const step = steps + usize(i) * STEP_BYTES;
    const op = load<i32>(step);
    const node = usize(load<i32>(step, 4));
    if (op == OP_INSERT && !insertAtRest(node)) return false;
    if (op == OP_ALIGN && !alignAtRest(node)) return false;
  }
  return true;
}

/** One quantum that came out of a chain not finite: silence, and its inserts begin again. */
function recover(record: usize, strip: usize): void {
  const steps = usize(load<i32>(record));
  const count = load<i32>(record, 4);
  meterFault(usize(load<i32>(strip, STRIP_METER)));
  for (let i = 0; i < count; i++) {
    const step = steps + usize(i) * STEP_BYTES;
    const op = load<i32>(step);
    const node = usize(load<i32>(step, 4));
    if (op == OP_INSERT) insertClear(node);
    if (op == OP_ALIGN) alignReset(node);
  }
}

// @ts-ignore: decorator
@inline
function stepAt(record: usize, index: i32): usize {
  return usize(load<i32>(record)) + usize(index) * STEP_BYTES;
}

// @ts-ignore: decorator
@inline
function stripOf(record: usize): usize {
  return usize(load<i32>(record, 8));
}

// @ts-ignore: decorator
@inline
function bufferOf(record: usize, offset: i32): usize {
  return usize(load<i32>(record, 12)) + usize(offset * QUANTUM_BYTES);
}

/** A strip's head. False where the whole strip is silent and at rest: then the quantum is done. */
function begin(record: usize, run: usize, quantum: i32, offset: i32): bool {
  const steps = stepAt(record, 0);
  const strip = stripOf(record);
  const buffer = bufferOf(record, offset);
  stripTargets(strip, load<i32>(run) != 0);
  if (load<i32>(steps) == OP_FEED) headFeed(strip, usize(load<i32>(steps, 8)), quantum, buffer, run);
  else headBuffer(strip, usize(load<i32>(steps, 8)) + usize(offset * QUANTUM_BYTES), buffer);
  if (load<i32>(strip, STRIP_INPUT_SILENT) == 0 || !chainAtRest(steps, load<i32>(record, 4))) return true;
  passSilence(strip);
  const meterBlock = usize(load<i32>(strip, STRIP_METER));
  meterReduction(meterBlock, 0.0);
  meterSilent(meterBlock, true);
  return false;
}

/** One step of a strip after its head. */
function runStep(record: usize, step: usize, strip: usize, buffer: usize): void {
  const op = load<i32>(step);
  const node = usize(load<i32>(step, 4));
  if (op == OP_INSERT) insertProcess(node, buffer);
  else if (op == OP_FADER_METER) {
    if (!faderAndMeter(strip, buffer)) recover(record, strip);
  } else if (op == OP_ALIGN) alignProcess(node, buffer);
  else if (op == OP_FADER) fader(strip, buffer);
  else if (op == OP_METER && !meter(strip, buffer)) recover(record, strip);
}

/** What the meter shows of the chain as a whole. */
function end(record: usize): void {
  const count = load<i32>(record, 4);
  let reduction: f64 = 0.0;
  for (let i = 1; i < count; i++) {
    const step = stepAt(record, i);
    if (load<i32>(step) == OP_INSERT) reduction += insertReduction(usize(load<i32>(step, 4)));
  }
  const meterBlock = usize(load<i32>(stripOf(record), STRIP_METER));
  meterReduction(meterBlock, reduction);
  meterSilent(meterBlock, false);
}

function runStrip(record: usize, run: usize, quantum: i32, offset: i32): void {
  if (!begin(record, run, quantum, offset)) return;
  rest(record, offset);
}

function rest(record: usize, offset: i32): void {
  const strip = stripOf(record);
  const buffer = bufferOf(record, offset);
  const count = load<i32>(record, 4);
  for (let i = 1; i < count; i++) runStep(record, stepAt(record, i), strip, buffer);
  end(record);
}

/** Whether two strips take the same steps, so that they can be run side by side. */
function sameShape(a: usize, b: usize): bool {
  const count = load<i32>(a, 4);
  if (count != load<i32>(b, 4)) return false;
  for (let i = 0; i < count; i++) if (load<i32>(stepAt(a, i)) != load<i32>(stepAt(b, i))) return false;
  return true;
}

/** Two strips of one shape: their inserts two at a time, which hides the waiting inside recursive filters. */
function runPair(a: usize, b: usize, run: usize, quantum: i32, offset: i32): void {
  const soundsA = begin(a, run, quantum, offset);
  const soundsB = begin(b, run, quantum, offset);
  if (!soundsA || !soundsB) {
    if (soundsA) rest(a, offset);
    if (soundsB) rest(b, offset);
    return;
  }
  const bufferA = bufferOf(a, offset);
  const bufferB = bufferOf(b, offset);
  const count = load<i32>(a, 4);
  for (let i = 1; i < count; i++) {
    const stepA = stepAt(a, i);
    const stepB = stepAt(b, i);
    if (load<i32>(stepA) == OP_INSERT) {
      insertProcessPair(usize(load<i32>(stepA, 4)), bufferA, usize(load<i32>(stepB, 4)), bufferB);
    } else {
      runStep(a, stepA, stripOf(a), bufferA);
      runStep(b, stepB, stripOf(b), bufferB);
    }
  }
  end(a);
  end(b);
}

/** Adds the strips' outputs in the order of their records, eight frames of all strips at a time. */
function sum(plan: usize, offset: i32, quanta: i32): void {
  const first = usize(load<i32>(plan, 8));
  const end = first + usize(load<i32>(plan, 4)) * RECORD_BYTES;
  const start = usize(offset * QUANTUM_BYTES);
  const mix = usize(load<i32>(plan, 16));
  const until = start + usize(quanta * QUANTUM_BYTES);
  for (let at = start; at < until; at += 128) {
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let h = a;
    for (let record = first; record < end; record += RECORD_BYTES) {
      const from = usize(load<i32>(record, 12)) + at;
      a = f64x2.add(a, v128.load(from));
      b = f64x2.add(b, v128.load(from, 16));
      c = f64x2.add(c, v128.load(from, 32));
      d = f64x2.add(d, v128.load(from, 48));
      e = f64x2.add(e, v128.load(from, 64));
      f = f64x2.add(f, v128.load(from, 80));
      g = f64x2.add(g, v128.load(from, 96));
      h = f64x2.add(h, v128.load(from, 112));
    }
    const to = mix + at;
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
    v128.store(to, e, 64);
    v128.store(to, f, 80);
    v128.store(to, g, 96);
    v128.store(to, h, 112);
  }
}

function strips(plan: usize, first: i32, offset: i32, quanta: i32, share: i32, shares: i32): void {
  const run = usize(load<i32>(plan));
  const count = load<i32>(plan, 4);
  const records = usize(load<i32>(plan, 8));
  for (let s = 2 * share; s < count; s += 2 * shares) {
    const a = records + usize(s) * RECORD_BYTES;
    const b = a + RECORD_BYTES;
    if (s + 1 < count && sameShape(a, b)) {
      for (let q = 0; q < quanta; q++) runPair(a, b, run, first + offset + q, offset + q);
      continue;
    }
    for (let q = 0; q < quanta; q++) runStrip(a, run, first + offset + q, offset + q);
    if (s + 1 == count) continue;
    for (let q = 0; q < quanta; q++) runStrip(b, run, first + offset + q, offset + q);
  }
}

function mixAndMaster(plan: usize, first: i32, offset: i32, quanta: i32): void {
  sum(plan, offset, quanta);
  const run = usize(load<i32>(plan));
  const master = usize(load<i32>(plan, 12));
  for (let q = 0; q < quanta; q++) runStrip(master, run, first + offset + q, offset + q);
}

/** Renders `count` quanta from `firstQuantum` on; every output buffer holds them afterwards. */
export function runPlan(plan: usize, firstQuantum: f64, count: i32): void {
  const run = usize(load<i32>(plan));
  const first = i32(firstQuantum);
  let offset = 0;
  while (offset < count) {
    const quanta = takeChanges(run, firstQuantum + f64(offset), count - offset);
    strips(plan, first, offset, quanta, 0, 1);
    mixAndMaster(plan, first, offset, quanta);
    offset += quanta;
  }
}

/**
 * The part of one of `shares` threads: every `shares`-th pair of strips. Takes no parameter changes: for renders whose
 * targets stand still.
 */
export function runStrips(plan: usize, firstQuantum: f64, count: i32, share: i32, shares: i32): void {
  strips(plan, i32(firstQuantum), 0, count, share, shares);
}

/** The rest of a shared render, after every thread has done its strips. */
export function runMaster(plan: usize, firstQuantum: f64, count: i32): void {
  mixAndMaster(plan, i32(firstQuantum), 0, count);
}

function resetRecord(record: usize): void {
  const steps = usize(load<i32>(record));
  const count = load<i32>(record, 4);
  stripReset(usize(load<i32>(record, 8)));
  for (let i = 0; i < count; i++) {
    const step = steps + usize(i) * STEP_BYTES;
    const op = load<i32>(step);
    if (op == OP_INSERT) insertReset(usize(load<i32>(step, 4)));
    if (op == OP_ALIGN) alignReset(usize(load<i32>(step, 4)));
  }
}

/** The start of a run: every state zero, every target reached at once. */
export function resetPlan(plan: usize): void {
  const records = usize(load<i32>(plan, 8));
  for (let s = 0; s < load<i32>(plan, 4); s++) resetRecord(records + usize(s) * RECORD_BYTES);
  resetRecord(usize(load<i32>(plan, 12)));
}
