// Runs a plan: strips, each a quantum at a time through its chain, their sum in id order, the master. A strip
// runs all the quanta of a call before the next one begins; its states see the same quanta in the same order
// whatever the count, so the bits do not depend on it.
import { alignAtRest, alignProcess, alignReset } from './align';
import { insertAtRest, insertClear, insertProcess, insertReduction, insertReset } from './crossfade';
import { meterFault, meterReduction, meterSilent } from './meter';
import { QUANTUM_BYTES } from './smooth';
import { silence } from './source';
import {
  STRIP_INPUT_SILENT, STRIP_METER, fader, headBuffer, headFeed, meter, passSilence, stripReset, stripTargets,
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
function recover(steps: usize, count: i32, strip: usize): void {
  meterFault(usize(load<i32>(strip, STRIP_METER)));
  for (let i = 0; i < count; i++) {
    const step = steps + usize(i) * STEP_BYTES;
    const op = load<i32>(step);
    const node = usize(load<i32>(step, 4));
    if (op == OP_INSERT) insertClear(node);
    if (op == OP_ALIGN) alignReset(node);
  }
}

function runStrip(record: usize, run: usize, quantum: i32, offset: i32): void {
  const steps = usize(load<i32>(record));
  const count = load<i32>(record, 4);
  const strip = usize(load<i32>(record, 8));
  const buffer = usize(load<i32>(record, 12)) + usize(offset * QUANTUM_BYTES);
  const meterBlock = usize(load<i32>(strip, STRIP_METER));

  stripTargets(strip, load<i32>(run) != 0);
  if (load<i32>(steps) == OP_FEED) headFeed(strip, usize(load<i32>(steps, 8)), quantum, buffer, run);
  else headBuffer(strip, usize(load<i32>(steps, 8)) + usize(offset * QUANTUM_BYTES), buffer);

  if (load<i32>(strip, STRIP_INPUT_SILENT) != 0 && chainAtRest(steps, count)) {
    passSilence(strip);
    meterReduction(meterBlock, 0.0);
    meterSilent(meterBlock, true);
    return;
  }
  let reduction: f64 = 0.0;
  for (let i = 1; i < count; i++) {
    const step = steps + usize(i) * STEP_BYTES;
    const op = load<i32>(step);
    const node = usize(load<i32>(step, 4));
    if (op == OP_INSERT) {
      insertProcess(node, buffer);
      reduction += insertReduction(node);
    } else if (op == OP_ALIGN) alignProcess(node, buffer);
    else if (op == OP_FADER) fader(strip, buffer);
    else if (op == OP_METER && !meter(strip, buffer)) recover(steps, count, strip);
  }
  meterReduction(meterBlock, reduction);
  meterSilent(meterBlock, false);
}

/** Adds the strips' outputs in the order of their records. */
function sum(plan: usize, offset: i32, quanta: i32): void {
  const strips = load<i32>(plan, 4);
  const records = usize(load<i32>(plan, 8));
  const start = usize(offset * QUANTUM_BYTES);
  const mix = usize(load<i32>(plan, 16)) + start;
  const bytes = usize(quanta * QUANTUM_BYTES);
  memory.fill(mix, 0, bytes);
  for (let s = 0; s < strips; s++) {
    const from = usize(load<i32>(records + usize(s) * RECORD_BYTES, 12)) + start;
    for (let at: usize = 0; at < bytes; at += 64) {
      v128.store(mix + at, f64x2.add(v128.load(mix + at), v128.load(from + at)));
      v128.store(mix + at, f64x2.add(v128.load(mix + at, 16), v128.load(from + at, 16)), 16);
      v128.store(mix + at, f64x2.add(v128.load(mix + at, 32), v128.load(from + at, 32)), 32);
      v128.store(mix + at, f64x2.add(v128.load(mix + at, 48), v128.load(from + at, 48)), 48);
    }
  }
}

function strips(plan: usize, first: i32, offset: i32, quanta: i32, share: i32, shares: i32): void {
  const run = usize(load<i32>(plan));
  const count = load<i32>(plan, 4);
  const records = usize(load<i32>(plan, 8));
  for (let s = share; s < count; s += shares) {
    const record = records + usize(s) * RECORD_BYTES;
    for (let q = 0; q < quanta; q++) runStrip(record, run, first + offset + q, offset + q);
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
 * The part of one of `shares` threads: every `shares`-th strip. Takes no parameter changes: for renders whose
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
