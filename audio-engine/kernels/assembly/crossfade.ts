// An insert in a chain: its kernel, what is heard while it is bypassed (the input, delayed by the insert's own
// latency) and while it comes or goes (the input itself), with a cross-fade of 20 ms between them.
import { QUANTUM, dbToGain } from './math';
import { fillParameters } from './automation';
import { alignAtRest, alignRead, alignReset, alignWrite } from './align';
import { QUANTUM_BYTES, quantaOf, rampAdvance, rampEnd, rampSnap, rampTo } from './smooth';
import { copyQuantum, isSilent } from './source';
import { deltaWrite } from './monitor-delta';
import { switchFinish, switchFork, switchJoin, switchNeeds, switchSplit } from './switch';
import { tapWrite } from './tap';
import { kernelAtRest, kernelProcess, kernelProcessPair, kernelReduction, kernelReset } from './run-kernels';

const FADE_SECONDS: f64 = 0.02;

// Insert block, in bytes.
/** Targets: 1 = heard, 0 = bypassed; 1 = in the chain, 0 = leaving. */
const ACTIVE: usize = 0;
const PRESENT: usize = 8;
const WET: usize = 16;
const PRESENCE: usize = 48;
/** 0 is a hosted plug-in: sound passes delayed by its latency. */
const KERNEL: usize = 80;
const LATENCY: usize = 84;
/** Node of the delay (align.ts) that keeps the input as late as the output is, or 0. Atomic; and what it is in this quantum. */
const DELAY: usize = 88;
const DELAY_NOW: usize = 92;
const FRESH: usize = 100;
const FADE_QUANTA: usize = 104;
const PARAMS: usize = 108;
const STATE: usize = 112;
const HISTORY: usize = 116;
/** Room for two quanta: the input, and the input delayed. */
const DRY: usize = 120;
const RATE: usize = 128;
const REDUCTION: usize = 136;
/** Quanta until an insert that comes has its own sound at its output, and may be heard. */
const WARMING: usize = 144;
/** Where the quantum's cross-fades begin. */
const WET_FROM: usize = 152;
const PRESENCE_FROM: usize = 160;

/** What the kernel may know beside its own sound: context.ts. */
const CONTEXT: usize = 192;
/** A tap block (tap.ts) that gets the delayed input and the output, or 0. Atomic. */
const TAP: usize = 256;
/** One quantum in so many is timed; 0 is none. Then quanta until the next one, and the milliseconds so far. */
const COST_EVERY: usize = 260;
const COST_LEFT: usize = 264;
const COST_MS: usize = 272;
/** Target: gain in dB of what is heard while bypassed. The listener's compare; a render leaves it at 0. */
const COMPARE_DB: usize = 280;
const COMPARE_KNOWN_DB: usize = 288;
const COMPARE: usize = 296;

/** The set of lanes (automation.ts) that parameters and bypass follow, or 0. Atomic. */
const AUTOMATION: usize = 336;
/** A delta block (monitor-delta.ts) that gets what the kernel changes, or 0. Atomic. */
const DELTA: usize = 344;

/** Where a stretch of the chain takes the place of another (switch.ts): blocks that fork, split or join at this insert, or
 * 0; then the one it belongs to and on which side (1 new, 0 old). Atomic. */
const FORK: usize = 348;
const SPLIT: usize = 352;
const JOIN: usize = 356;
const MEMBER: usize = 360;
const SIDE: usize = 364;

const HISTORY_LENGTH: i32 = 256;

export function insert_bytes(): i32 {
  return 384;
}

/**
 * Prepares a zeroed block. `delay` is the node of a delay by the latency; 0 where there is none. `comesIn` fades the
 * insert in instead of starting with it. `seed` differs from insert to insert, `resource` is what was prepared for it.
 */
export function insert_init(
  insert: usize, kernel: i32, params: usize, state: usize, history: usize, dry: usize, delay: usize, latency: i32,
  sampleRate: f64, comesIn: i32, seed: i32, resource: usize,
): void {
  store<f64>(insert, 1.0, PRESENT);
  store<i32>(insert, kernel, KERNEL);
  store<i32>(insert, i32(params), PARAMS);
  store<i32>(insert, i32(state), STATE);
  store<i32>(insert, i32(history), HISTORY);
  store<i32>(insert, i32(dry), DRY);
  store<i32>(insert, i32(delay), DELAY);
  store<i32>(insert, seed, CONTEXT + 20);
  store<i32>(insert, i32(resource), CONTEXT + 24);
  store<i32>(insert, latency, LATENCY);
  store<f64>(insert, sampleRate, RATE);
  store<i32>(insert, quantaOf(FADE_SECONDS, sampleRate), FADE_QUANTA);
  rampSnap(insert + COMPARE, 1.0);
  insertReset(insert);
  if (comesIn != 0) store<i32>(insert, 2, FRESH);
}

/** The kernel and the delayed input begin again with silence; cross-fades go on where they are. */
export function insertClear(insert: usize): void {
  const delay = usize(load<i32>(insert, DELAY));
  if (delay != 0) alignReset(delay);
  store<f64>(insert, 0.0, REDUCTION);
  kernelReset(load<i32>(insert, KERNEL), usize(load<i32>(insert, STATE)), load<f64>(insert, RATE));
}

export function insertReset(insert: usize): void {
  insertClear(insert);
  store<i32>(insert, 1, FRESH);
  const member = usize(atomic.load<i32>(insert + MEMBER));
  if (member != 0) switchFinish(member);
}

export function insertReduction(insert: usize): f64 {
  return load<f64>(insert, REDUCTION);
}

/** Before a quantum: what the kernel may know beside its own sound (context.ts). */
export function insertContext(insert: usize, tempoBpm: f64, frame: f64, key: usize): void {
  store<f64>(insert, tempoBpm, CONTEXT);
  store<f64>(insert, frame, CONTEXT + 8);
  store<i32>(insert, i32(key), CONTEXT + 16);
}

/** Before a quantum: what follows lanes. True where a value changed, so that even silence has to be processed. */
export function insertAutomate(insert: usize, run: usize, quantum: i32): bool {
  const set = usize(atomic.load<i32>(insert + AUTOMATION));
  return set != 0 && fillParameters(set, run, quantum, usize(load<i32>(insert, PARAMS)), insert + ACTIVE);
}

function targets(insert: usize): void {
  const wet = load<f64>(insert, ACTIVE);
  const presence = load<f64>(insert, PRESENT);
  const fresh = load<i32>(insert, FRESH);
  const quanta = load<i32>(insert, FADE_QUANTA);
  if (fresh != 0) {
    rampSnap(insert + WET, wet);
    rampSnap(insert + PRESENCE, fresh == 2 ? 0.0 : presence);
    store<i32>(insert, fresh == 2 ? (load<i32>(insert, LATENCY) + 2 * QUANTUM - 1) / QUANTUM : 0, WARMING);
    store<i32>(insert, 0, FRESH);
  }
  rampTo(insert + WET, wet, quanta);
  const warming = load<i32>(insert, WARMING);
  const member = usize(atomic.load<i32>(insert + MEMBER));
  // In a switch of stretches it is there in full until the stretch is not heard any more.
  if (member != 0) rampSnap(insert + PRESENCE, switchNeeds(member, load<i32>(insert, SIDE)) ? 1.0 : 0.0);
  else if (warming > 0) store<i32>(insert, warming - 1, WARMING);
  else rampTo(insert + PRESENCE, presence, quanta);
}

/** True where a silent quantum would change nothing and come out silent. */
export function insertAtRest(insert: usize): bool {
  if (load<i32>(insert, FRESH) != 0) return false;
  if (load<f64>(insert, WET) != load<f64>(insert, ACTIVE)) return false;
  if (load<f64>(insert, PRESENCE) != load<f64>(insert, PRESENT)) return false;
  const delay = usize(load<i32>(insert, DELAY));
  if (delay != 0 && !alignAtRest(delay)) return false;
  if (load<f64>(insert, PRESENCE) == 0.0) return true;
  return kernelAtRest(load<i32>(insert, KERNEL), usize(load<i32>(insert, STATE)), usize(load<i32>(insert, PARAMS)));
}

/** Milliseconds of a clock that only differences are taken of. It tells what an insert costs, and nothing that is heard. */
// @ts-ignore: decorator
@external('env', 'clock')
declare function clock(): f64;

/** The clock where this quantum is one that is timed, otherwise -1. */
// @ts-ignore: decorator
@inline
function costBegins(insert: usize): f64 {
  const every = load<i32>(insert, COST_EVERY);
  if (every == 0) return -1.0;
  const left = load<i32>(insert, COST_LEFT) - 1;
  store<i32>(insert, left > 0 ? left : every, COST_LEFT);
  return left > 0 ? -1.0 : clock();
}

// @ts-ignore: decorator
@inline
function costEnds(insert: usize, tookMs: f64): void {
  store<f64>(insert, load<f64>(insert, COST_MS) + tookMs, COST_MS);
}

/** Blends `from` into `buffer`: amount 0 is all `from`, 1 all `buffer`; it moves in a straight line. */
function blend(buffer: usize, from: usize, start: f64, end: f64): void {
  const step = (end - start) / f64(QUANTUM);
  for (let i = 1; i <= QUANTUM; i++) {
    const at = usize(i - 1) << 4;
    const dry = v128.load(from + at);
    const amount = f64x2.splat(start + step * f64(i));
    v128.store(buffer + at, f64x2.add(dry, f64x2.mul(f64x2.sub(v128.load(buffer + at), dry), amount)));
  }
}

// What `prepare` found: the insert is there at all; it is or gets bypassed; it comes or goes.
const RUNS: i32 = 1;
const BYPASSING: i32 = 2;
const COMING: i32 = 4;
const TAPPED: i32 = 8;
const DELTA_HEARD: i32 = 16;

/** Before the kernel: targets, the delayed input, a copy of the input where it will be needed. */
function prepare(insert: usize, buffer: usize): i32 {
  targets(insert);
  const wet = load<f64>(insert, WET);
  const wetEnd = rampEnd(insert + WET);
  const presence = load<f64>(insert, PRESENCE);
  const presenceEnd = rampEnd(insert + PRESENCE);
  rampAdvance(insert + WET, wetEnd);
  rampAdvance(insert + PRESENCE, presenceEnd);
  store<f64>(insert, wet, WET_FROM);
  store<f64>(insert, presence, PRESENCE_FROM);
  // One that has left costs nothing until the next plan is without it.
  if (presence == 0.0 && presenceEnd == 0.0 && load<f64>(insert, PRESENT) == 0.0) return 0;
  const delay = usize(atomic.load<i32>(insert + DELAY));
  store<i32>(insert, i32(delay), DELAY_NOW);
  if (delay != 0) alignWrite(delay, buffer);
  let found = RUNS;
  if (wet != 1.0 || wetEnd != 1.0) found |= BYPASSING;
  if (presence != 1.0 || presenceEnd != 1.0) found |= COMING;
  if (atomic.load<i32>(insert + TAP) != 0) found |= TAPPED;
  if (atomic.load<i32>(insert + DELTA) != 0) found |= DELTA_HEARD;
  if (found != RUNS) copyQuantum(usize(load<i32>(insert, DRY)), buffer);
  return found;
}

/** The input as late as the kernel's output is, into `to`; false where it is not late. */
function readDelayed(insert: usize, to: usize): bool {
  const delay = usize(load<i32>(insert, DELAY_NOW));
  if (delay == 0) return false;
  alignRead(delay, to);
  return true;
}

function process(insert: usize, buffer: usize): void {
  const kernel = load<i32>(insert, KERNEL);
  if (kernel == 0) readDelayed(insert, buffer);
  else kernelProcess(kernel, usize(load<i32>(insert, STATE)), usize(load<i32>(insert, PARAMS)), buffer, insert + CONTEXT);
}

/** What bypass plays, `dry`, at the gain of the compare: `dry` itself at 1, otherwise in `scratch`. `unheard` lets the gain jump. */
function compared(insert: usize, dry: usize, scratch: usize, unheard: bool): usize {
  const ramp = insert + COMPARE;
  const db = load<f64>(insert, COMPARE_DB);
  if (db != load<f64>(insert, COMPARE_KNOWN_DB)) {
    store<f64>(insert, db, COMPARE_KNOWN_DB);
    rampTo(ramp, dbToGain(db), load<i32>(insert, FADE_QUANTA));
  }
  if (unheard) rampSnap(ramp, load<f64>(ramp, 8));
  const start = load<f64>(ramp);
  const end = rampEnd(ramp);
  rampAdvance(ramp, end);
  if (start == 1.0 && end == 1.0) return dry;
  const step = (end - start) / f64(QUANTUM);
  for (let i = 1; i <= QUANTUM; i++) {
    const at = usize(i - 1) << 4;
    v128.store(scratch + at, f64x2.mul(v128.load(dry + at), f64x2.splat(start + step * f64(i))));
  }
  return scratch;
}

/** After the kernel: read-outs, and what cross-fades. */
function finish(insert: usize, buffer: usize, found: i32): void {
  const kernel = load<i32>(insert, KERNEL);
  const wetEnd = load<f64>(insert, WET);
  if (kernel != 0) remember(insert, usize(load<i32>(insert, STATE)), kernel, wetEnd);
  if (found == RUNS) return;
  const input = usize(load<i32>(insert, DRY));
  if (found & TAPPED) {
    const delayed = input + QUANTUM_BYTES;
    tapWrite(usize(load<i32>(insert, TAP)), readDelayed(insert, delayed) ? delayed : input, buffer);
  }
  if (found & DELTA_HEARD) {
    const delta = usize(atomic.load<i32>(insert + DELTA));
    const delayed = input + QUANTUM_BYTES;
    if (delta != 0) deltaWrite(delta, readDelayed(insert, delayed) ? delayed : input, buffer);
  }
  if (found & BYPASSING) {
    const delayed = input + QUANTUM_BYTES;
    const wet = load<f64>(insert, WET_FROM);
    const dry = compared(insert, readDelayed(insert, delayed) ? delayed : input, delayed, wet == 1.0);
    if (wet == 0.0 && wetEnd == 0.0) copyQuantum(buffer, dry);
    else blend(buffer, dry, wet, wetEnd);
  }
  if (found & COMING) blend(buffer, input, load<f64>(insert, PRESENCE_FROM), load<f64>(insert, PRESENCE));
}

// @ts-ignore: decorator
@inline
function fork(insert: usize, buffer: usize): void {
  const block = usize(atomic.load<i32>(insert + FORK));
  if (block != 0) switchFork(block, buffer);
}

// @ts-ignore: decorator
@inline
function join(insert: usize, buffer: usize): void {
  const split = usize(atomic.load<i32>(insert + SPLIT));
  if (split != 0) switchSplit(split, buffer);
  const block = usize(atomic.load<i32>(insert + JOIN));
  if (block != 0) switchJoin(block, buffer);
}

export function insertProcess(insert: usize, buffer: usize): void {
  const began = costBegins(insert);
  fork(insert, buffer);
  const found = prepare(insert, buffer);
  if (found != 0) {
    process(insert, buffer);
    finish(insert, buffer, found);
    if (began >= 0.0) costEnds(insert, clock() - began);
  }
  join(insert, buffer);
}

/** Two inserts of two strips, with the bits of one after the other. */
export function insertProcessPair(insertA: usize, bufferA: usize, insertB: usize, bufferB: usize): void {
  const kernel = load<i32>(insertA, KERNEL);
  if (kernel == 0 || kernel != load<i32>(insertB, KERNEL)) {
    insertProcess(insertA, bufferA);
    insertProcess(insertB, bufferB);
    return;
  }
  const beganA = costBegins(insertA);
  const beganB = costBegins(insertB);
  fork(insertA, bufferA);
  fork(insertB, bufferB);
  const foundA = prepare(insertA, bufferA);
  const foundB = prepare(insertB, bufferB);
  if (foundA != 0 && foundB != 0) {
    kernelProcessPair(
      kernel, usize(load<i32>(insertA, STATE)), usize(load<i32>(insertA, PARAMS)), bufferA, insertA + CONTEXT,
      usize(load<i32>(insertB, STATE)), usize(load<i32>(insertB, PARAMS)), bufferB, insertB + CONTEXT,
    );
  } else if (foundA != 0) process(insertA, bufferA);
  else if (foundB != 0) process(insertB, bufferB);
  if (foundA != 0) finish(insertA, bufferA, foundA);
  if (foundB != 0) finish(insertB, bufferB, foundB);
  join(insertA, bufferA);
  join(insertB, bufferB);
  if (beganA < 0.0 && beganB < 0.0) return;
  const half = (clock() - (beganA >= 0.0 ? beganA : beganB)) * 0.5;
  if (beganA >= 0.0) costEnds(insertA, half);
  if (beganB >= 0.0) costEnds(insertB, half);
}

/** Read-outs for meters and for the picture of an effect's history. */
function remember(insert: usize, state: usize, kernel: i32, wet: f64): void {
  store<f64>(insert, wet == 0.0 ? 0.0 : kernelReduction(kernel, state), REDUCTION);
  const history = usize(load<i32>(insert, HISTORY));
  const written = load<i32>(history);
  const at = history + 64 + usize((written & (HISTORY_LENGTH - 1)) * 12);
  store<f32>(at, f32(load<f64>(state, 8)));
  store<f32>(at, f32(load<f64>(state, 16)), 4);
  store<f32>(at, f32(load<f64>(state)), 8);
  atomic.store<i32>(history, written + 1);
}
