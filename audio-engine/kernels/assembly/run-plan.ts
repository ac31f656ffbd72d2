// Runs a plan: its strips in stages, each a quantum at a time through its chain, the master among them. A strip runs
// all the quanta of a call before the next one begins; its states see the same quanta in the same order whatever the
// count and whichever thread runs it, so the bits depend on neither.
import { alignAtRest, alignKey, alignProcess, alignReset } from './align';
import {
  insertAtRest, insertAutomate, insertClear, insertContext, insertProcess, insertProcessPair, insertReduction, insertReset,
} from './crossfade';
import { edgeReset } from './edge';
import { automateInputs } from './edge-automation';
import { QUANTUM } from './math';
import { meterFault, meterReduction, meterSilent } from './meter';
import { mixInputs } from './mix';
import { songQuantum, song_reset } from './song';
import { takeChanges } from './take-changes';
import { QUANTUM_BYTES } from './smooth';
import { copyFinite, isSilent, silence } from './source';
import {
  STRIP_INPUT_SILENT, STRIP_METER, fader, faderAndMeter, foldSum, headBuffer, headFeed, meter, passSilence, stripChannels, stripReset,
  stripTargets,
} from './strip';

// Plan, Int32 words: 0 run block, 1 strips, 2 strip records, 3 stages, 4 stage rows, 5 units, 6 number of units.
// Strip record, Int32 words: 0 steps, 1 number of steps, 2 strip block, 3 output buffer, 4 buffer of what stands before
// the fader or 0, 5 scratch of a quantum.
const RECORD_BYTES: usize = 32;
// Stage row, Int32 words: 0 first unit, 1 units; then for every share its first unit and its number of units.
// Unit, Int32 words: 0 record, 1 record of the same shape that is run beside it, or 0.
const UNIT_BYTES: usize = 8;
// Step, Int32 words: 0 operation, 1 node, 2 and 3 arguments.
const STEP_BYTES: usize = 16;
// Run block: see RunWord in render/plan-layout.ts.
const RUN_TEMPO: usize = 32;

/** A track's ring: argument 2 is its feed. Always the first step, as the two sums are. */
const OP_FEED: i32 = 1;
/** Node: table of inputs (mix.ts), 2: how many, 3: where the sum is kept, or 0. */
const OP_MIX: i32 = 2;
/** 2: buffer of the strip whose sound is the side-chain, or 0. 3: what delays it, or 0. */
const OP_INSERT: i32 = 3;
const OP_ALIGN: i32 = 4;
const OP_FADER: i32 = 5;
const OP_METER: i32 = 6;
const OP_FADER_METER: i32 = 7;
/** The same sum, folded to mono. */
const OP_MIX_MONO: i32 = 8;
/** Keeps what stands before the fader. */
const OP_TAP: i32 = 9;
/** Head, tail and fades of the song (song.ts). */
const OP_SONG: i32 = 10;

/** A silent quantum would change nothing: neither in the chain nor, by what it listens to, at its side-chains. */
function chainAtRest(steps: usize, count: i32, offset: i32): bool {
  for (let i = 1; i < count; i++) {
    const step = steps + usize(i) * STEP_BYTES;
    const op = load<i32>(step);
    const node = usize(load<i32>(step, 4));
    if (op == OP_INSERT) {
      const key = usize(load<i32>(step, 8));
      if (key != 0) {
        const align = usize(load<i32>(step, 12));
        if (!isSilent(key + usize(offset * QUANTUM_BYTES)) || (align != 0 && !alignAtRest(align))) return false;
      }
      if (!insertAtRest(node)) return false;
    }
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

// @ts-ignore: decorator
@inline
function tapOf(record: usize, offset: i32): usize {
  const tap = usize(load<i32>(record, 16));
  return tap == 0 ? 0 : tap + usize(offset * QUANTUM_BYTES);
}

/** Inserts whose values follow lanes; true where one of them changed. */
function automateInserts(steps: usize, count: i32, run: usize, quantum: i32): bool {
  let moved = false;
  for (let i = 1; i < count; i++) {
    const step = steps + usize(i) * STEP_BYTES;
    if (load<i32>(step) == OP_INSERT && insertAutomate(usize(load<i32>(step, 4)), run, quantum)) moved = true;
  }
  return moved;
}

/** A strip's head. False where the whole strip is silent and at rest: then the quantum is done. */
function begin(record: usize, run: usize, quantum: i32, offset: i32): bool {
  const steps = stepAt(record, 0);
  const strip = stripOf(record);
  const buffer = bufferOf(record, offset);
  const op = load<i32>(steps);
  if (op != OP_FEED) stripChannels(strip, op == OP_MIX_MONO ? 1 : 2);
  stripTargets(strip, run, quantum);
  if (op == OP_FEED) headFeed(strip, usize(load<i32>(steps, 8)), quantum, buffer, run);
  else {
    const at = usize(offset * QUANTUM_BYTES);
    const kept = usize(load<i32>(steps, 12));
    const sum = kept != 0 ? kept + at : buffer;
    automateInputs(usize(load<i32>(steps, 4)), load<i32>(steps, 8), run, quantum);
    mixInputs(usize(load<i32>(steps, 4)), load<i32>(steps, 8), at, sum, usize(load<i32>(record, 20)));
    foldSum(strip, sum);
    headBuffer(strip, sum, buffer);
  }
  const moved = automateInserts(steps, load<i32>(record, 4), run, quantum);
  if (moved || load<i32>(strip, STRIP_INPUT_SILENT) == 0 || !chainAtRest(steps, load<i32>(record, 4), offset)) return true;
  passSilence(strip);
  const tap = tapOf(record, offset);
  if (tap != 0) silence(tap);
  const meterBlock = usize(load<i32>(strip, STRIP_METER));
  meterReduction(meterBlock, 0.0);
  meterSilent(meterBlock, true);
  return false;
}

/** What an insert may know beside its own sound in this quantum. */
// @ts-ignore: decorator
@inline
function tell(step: usize, run: usize, quantum: i32, offset: i32): void {
  let key = usize(load<i32>(step, 8));
  if (key != 0) {
    key += usize(offset * QUANTUM_BYTES);
    const align = usize(load<i32>(step, 12));
    if (align != 0) key = alignKey(align, key);
  }
  insertContext(usize(load<i32>(step, 4)), load<f64>(run, RUN_TEMPO), f64(quantum) * f64(QUANTUM), key);
}

/** One step of a strip after its head. */
function runStep(record: usize, step: usize, run: usize, quantum: i32, offset: i32): void {
  const op = load<i32>(step);
  const node = usize(load<i32>(step, 4));
  const strip = stripOf(record);
  const buffer = bufferOf(record, offset);
  if (op == OP_INSERT) {
    tell(step, run, quantum, offset);
    insertProcess(node, buffer);
  } else if (op == OP_FADER_METER) {
    if (!faderAndMeter(strip, buffer)) recover(record, strip);
  } else if (op == OP_ALIGN) alignProcess(node, buffer);
  else if (op == OP_SONG) songQuantum(node, run, quantum, buffer);
  else if (op == OP_FADER) fader(strip, buffer);
  else if (op == OP_METER) {
    if (!meter(strip, buffer)) recover(record, strip);
  } else if (op == OP_TAP && !copyFinite(tapOf(record, offset), buffer)) {
    // What is not finite goes neither into pre-fader sends nor further down the strip.
    silence(tapOf(record, offset));
    silence(buffer);
    recover(record, strip);
  }
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
  rest(record, run, quantum, offset);
}

function rest(record: usize, run: usize, quantum: i32, offset: i32): void {
  const count = load<i32>(record, 4);
  for (let i = 1; i < count; i++) runStep(record, stepAt(record, i), run, quantum, offset);
  end(record);
}

/** Two strips of one shape: their inserts two at a time, which hides the waiting inside recursive filters. */
function runPair(a: usize, b: usize, run: usize, quantum: i32, offset: i32): void {
  const soundsA = begin(a, run, quantum, offset);
  const soundsB = begin(b, run, quantum, offset);
  if (!soundsA || !soundsB) {
    if (soundsA) rest(a, run, quantum, offset);
    if (soundsB) rest(b, run, quantum, offset);
    return;
  }
  const bufferA = bufferOf(a, offset);
  const bufferB = bufferOf(b, offset);
  const count = load<i32>(a, 4);
  for (let i = 1; i < count; i++) {
    const stepA = stepAt(a, i);
    const stepB = stepAt(b, i);
    if (load<i32>(stepA) == OP_INSERT) {
      tell(stepA, run, quantum, offset);
      tell(stepB, run, quantum, offset);
      insertProcessPair(usize(load<i32>(stepA, 4)), bufferA, usize(load<i32>(stepB, 4)), bufferB);
    } else {
      runStep(a, stepA, run, quantum, offset);
      runStep(b, stepB, run, quantum, offset);
    }
  }
  end(a);
  end(b);
}

/** Row of a stage in the plan's table. */
// @ts-ignore: decorator
@inline
export function stageRow(plan: usize, stage: i32, shares: i32): usize {
  return usize(load<i32>(plan, 16)) + usize(stage * (2 + 2 * shares)) * 4;
}

/** All the quanta of a stretch of one unit: a strip, or two of one shape side by side. */
export function runUnit(plan: usize, unit: i32, first: i32, offset: i32, quanta: i32): void {
  const run = usize(load<i32>(plan));
  const at = usize(load<i32>(plan, 20)) + usize(unit) * UNIT_BYTES;
  const a = usize(load<i32>(at));
  const b = usize(load<i32>(at, 4));
  const end = offset + quanta;
  if (b != 0) for (let q = offset; q < end; q++) runPair(a, b, run, first + q, q);
  else for (let q = offset; q < end; q++) runStrip(a, run, first + q, q);
}

/** Renders `count` quanta from `firstQuantum` on; every output buffer holds them afterwards. */
export function runPlan(plan: usize, firstQuantum: f64, count: i32): void {
  const run = usize(load<i32>(plan));
  const first = i32(firstQuantum);
  // Units stand in the order of their stages: on one thread that is all there is to keep.
  const units = load<i32>(plan, 24);
  let offset = 0;
  while (offset < count) {
    const quanta = takeChanges(run, firstQuantum + f64(offset), count - offset);
    for (let unit = 0; unit < units; unit++) runUnit(plan, unit, first, offset, quanta);
    offset += quanta;
  }
}

function resetRecord(record: usize): void {
  const steps = usize(load<i32>(record));
  const count = load<i32>(record, 4);
  stripReset(usize(load<i32>(record, 8)));
  for (let i = 0; i < count; i++) {
    const step = steps + usize(i) * STEP_BYTES;
    const op = load<i32>(step);
    const node = usize(load<i32>(step, 4));
    if (op == OP_INSERT) {
      insertReset(node);
      const align = usize(load<i32>(step, 12));
      if (align != 0) alignReset(align);
    }
    if (op == OP_ALIGN) alignReset(node);
    if (op == OP_SONG) song_reset(node);
    if (op != OP_MIX && op != OP_MIX_MONO) continue;
    for (let input = 0; input < load<i32>(step, 8); input++) {
      const edge = usize(load<i32>(node + usize(input) * 8, 4));
      if (edge != 0) edgeReset(edge);
    }
  }
}

/** The start of a run: every state zero, every target reached at once. */
export function resetPlan(plan: usize): void {
  const records = usize(load<i32>(plan, 8));
  for (let s = 0; s < load<i32>(plan, 4); s++) resetRecord(records + usize(s) * RECORD_BYTES);
}
