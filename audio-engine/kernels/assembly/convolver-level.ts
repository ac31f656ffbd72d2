// One size of partitions of a convolver: overlap-save with a delay line of spectra. What a block of input has to go
// through (window, transform, products with all partitions, transform back) is one row of items, done a few at a time, so that a
// level of 4096 frames costs every quantum about the same.
//
// The response can be made shorter-lived than it is: h(t) * exp(-a t) is had exactly by weighting a window of input with
// exp(a n), each partition's spectrum with exp(-a * its start) and the answer with exp(-a m).
import {
  blockOf, impulseSpectrum, impulseTable, levelStart, partsOf, transformPartition, impulseFrames, impulseMatrices, LEVELS,
} from './impulse';
import { settle } from './math';
import {
  POINT, stereoFftItems, stereoFftMerge, stereoFftPass, stereoFftPasses, stereoFftSplit,
} from './stereo-fft';

/** Frames of the convolver's ring of input: twice the longest window. */
export const RING_FRAMES: i32 = 16384;
const CHUNK_BINS: i32 = 32;
const SMOOTH_FRAMES: i32 = 256;
/** Nothing came before: the first answer begins as it is. */
const UNKNOWN: i32 = -1;

// A level, i32 words unless said otherwise.
const SLOTS: usize = 0; // spectra in the delay line
const HEAD: usize = 4; // slot of the newest
const FILLED: usize = 8;
const ACTIVE: usize = 12; // a job is under way
const STAGE: usize = 16;
const ITEM: usize = 20;
const PARTS: usize = 24; // partitions of this job
const FLIPPED: usize = 28; // the transform's data lies in work area B
const CURRENT: usize = 32; // which of the two output blocks is being read
const WINDOW: usize = 36; // ring frame of the window's first frame
const CHANGED: usize = 40; // the response differs from the job's before
const SOUNDING: usize = 44; // the window is not silent
const KNOWN_IMPULSE: usize = 48;
const KNOWN_CUT: usize = 52;
const CUT_IMPULSE: usize = 56; // what the cut-off partition was made from
const CUT_FRAMES: usize = 60;
const USES_CUT: usize = 64;
const KNOWN_DECAY: usize = 72; // f64
const DONE: usize = 80; // f64, of TOTAL
const TOTAL: usize = 88; // f64
const LAST: usize = 96; // v128, last frame given out
const PLACES: usize = 112; // i32 offsets: outputs, acc, a, b, cut spectrum, flags, spectra
const HEADER: usize = 192;

/** Costs of an item of each kind of stage, measured against each other; products wait for memory. */
const COST_GATHER: f64 = 2;
const COST_PASS: f64 = 10;
const COST_SPLIT: f64 = 8;
const COST_PRODUCT: f64 = 5.5 * 32;
const COST_SCATTER: f64 = 2;

// @ts-ignore: decorator
@inline
function place(level: usize, index: usize): usize {
  return level + <usize>load<i32>(level + PLACES + (index << 2));
}

/** Sets a level out in memory and returns its bytes; `level` 0 only measures. */
export function layoutLevel(level: usize, index: i32, longestFrames: i32): usize {
  const block = <usize>blockOf(index);
  const slots = <usize>max(partsOf(index, longestFrames), 1);
  let at = HEADER;
  if (level) store<i32>(level, <i32>slots, SLOTS);
  for (let i: usize = 0; i < 7; i++) {
    if (level) store<i32>(level + PLACES + (i << 2), <i32>at);
    if (i == 0) at += 2 * (block << 4);
    else if (i < 4) at += block * POINT;
    else if (i == 4) at += 2 * block * POINT;
    else if (i == 5) at += (slots * 4 + 63) & ~63;
    else at += slots * block * POINT;
  }
  return (at + 63) & ~63;
}

/** Forgets all input; the spectra themselves need no clearing, because none of them counts as filled. */
export function clearLevel(level: usize, index: i32): void {
  store<i32>(level, 0, HEAD);
  store<i32>(level, 0, FILLED);
  store<i32>(level, 0, ACTIVE);
  store<i32>(level, UNKNOWN, KNOWN_IMPULSE);
  v128.store(level, f64x2.splat(0), LAST);
  memory.fill(place(level, 0), 0, 2 * (<usize>blockOf(index) << 4));
}

/** The output of this level from `frame` of its present block on. */
export function levelOutput(level: usize, index: i32, frame: i32): usize {
  return place(level, 0) + (<usize>(load<i32>(level, CURRENT) * blockOf(index) + frame) << 4);
}

/** The next block becomes the present one. */
export function turnLevel(level: usize): void {
  store<i32>(level, 1 - load<i32>(level, CURRENT), CURRENT);
}

/** Begins the work on the window of input that ends before ring frame `end`. */
export function startLevel(level: usize, index: i32, end: i32, impulse: usize, cut: i32, decay: f64): void {
  const block = blockOf(index);
  const slots = load<i32>(level, SLOTS);
  const parts: i32 = impulse ? min(partsOf(index, min(cut, impulseFrames(impulse))), slots) : 0;
  const changed = load<i32>(level, KNOWN_IMPULSE) != <i32>impulse || load<i32>(level, KNOWN_CUT) != cut
    || load<f64>(level, KNOWN_DECAY) != decay;
  store<i32>(level, changed && load<i32>(level, KNOWN_IMPULSE) != UNKNOWN ? 1 : 0, CHANGED);
  store<i32>(level, <i32>impulse, KNOWN_IMPULSE);
  store<i32>(level, cut, KNOWN_CUT);
  store<f64>(level, decay, KNOWN_DECAY);
  store<i32>(level, 0, STAGE);
  store<i32>(level, 0, ITEM);
  store<i32>(level, 0, FLIPPED);
  store<i32>(level, (end - 2 * block) & (RING_FRAMES - 1), WINDOW);
  store<f64>(level, 0, DONE);
  store<i32>(level, parts, PARTS);
  store<i32>(level, 1, ACTIVE);
  if (parts > 0) {
    const head = load<i32>(level, HEAD);
    store<i32>(level, head + 1 == slots ? 0 : head + 1, HEAD);
    store<i32>(level, min(load<i32>(level, FILLED) + 1, slots), FILLED);
    prepareCut(level, index, impulse, cut, parts);
  } else store<i32>(level, 0, FILLED);
  const used = min(parts, load<i32>(level, FILLED));
  const matrices: i32 = impulse ? impulseMatrices(impulse) : 1;
  const passes = <f64>stereoFftPasses(block) * <f64>(block >> 2) * COST_PASS;
  store<f64>(level, <f64>block * (COST_GATHER + COST_SCATTER) + 2 * passes + <f64>block * COST_SPLIT
    + <f64>(used * matrices * (block / CHUNK_BINS)) * COST_PRODUCT, TOTAL);
}

/**
 * Another response takes over a job under way, because the one it began with may be gone from memory: what has been
 * transformed stays, products begin anew.
 */
export function changeLevel(level: usize, index: i32, impulse: usize, cut: i32): void {
  store<i32>(level, 0, CUT_IMPULSE);
  // The other one may stand at the same address.
  if (load<i32>(level, KNOWN_IMPULSE) != UNKNOWN) store<i32>(level, 0, KNOWN_IMPULSE);
  if (!load<i32>(level, ACTIVE)) return;
  const block = blockOf(index);
  const had = load<i32>(level, PARTS);
  const parts: i32 = impulse && had > 0 ? min(partsOf(index, min(cut, impulseFrames(impulse))), load<i32>(level, SLOTS)) : 0;
  store<i32>(level, <i32>impulse, KNOWN_IMPULSE);
  store<i32>(level, parts, PARTS);
  store<i32>(level, 0, USES_CUT);
  store<i32>(level, 1, CHANGED);
  const product = stereoFftPasses(block) + 2;
  if (parts == 0) {
    // Its spectrum may be half made: the delay line begins anew.
    store<i32>(level, 0, FILLED);
    return;
  }
  if (load<i32>(level, STAGE) < product) return;
  store<i32>(level, product, STAGE);
  store<i32>(level, 0, ITEM);
  memory.fill(place(level, 1), 0, <usize>block * POINT);
}

/** Where the response is cut off inside a partition of this level, that one is transformed anew with its fade. */
function prepareCut(level: usize, index: i32, impulse: usize, cut: i32, parts: i32): void {
  const end = levelStart(index) + parts * blockOf(index);
  const isLast = index == LEVELS - 1 || cut <= levelStart(index + 1);
  const cuts = parts > 0 && cut < impulseFrames(impulse) && cut <= end && isLast;
  store<i32>(level, cuts ? 1 : 0, USES_CUT);
  if (!cuts || (load<i32>(level, CUT_IMPULSE) == <i32>impulse && load<i32>(level, CUT_FRAMES) == cut)) return;
  store<i32>(level, <i32>impulse, CUT_IMPULSE);
  store<i32>(level, cut, CUT_FRAMES);
  // The two work areas lie behind each other, and are free until the job's first item.
  transformPartition(impulse, index, parts - 1, cut, place(level, 4), place(level, 2));
}

/** Does items until `share` of the job's cost is done; 1 finishes it. */
export function workLevel(level: usize, index: i32, ring: usize, share: f64): void {
  const goal = share * load<f64>(level, TOTAL);
  while (load<i32>(level, ACTIVE) && (share >= 1 || load<f64>(level, DONE) < goal)) step(level, index, ring, goal, share >= 1);
}

/** Items of a stage. */
function itemsOf(level: usize, index: i32, stage: i32, passes: i32): i32 {
  const block = blockOf(index);
  if (stage == 0) return block;
  if (stage <= passes) return stereoFftItems(block, stage - 1);
  if (stage == passes + 1) return (block >> 1) + 1;
  if (stage == passes + 2) return min(load<i32>(level, PARTS), load<i32>(level, FILLED)) * (block / CHUNK_BINS);
  if (stage == passes + 3) return (block >> 1) + 1;
  if (stage <= 2 * passes + 3) return stereoFftItems(block, stage - passes - 4);
  return block;
}

/** One run of items of the present stage. */
function step(level: usize, index: i32, ring: usize, goal: f64, wholly: bool): void {
  const block = blockOf(index);
  const impulse = <usize>load<i32>(level, KNOWN_IMPULSE);
  const passes = stereoFftPasses(block);
  const stage = load<i32>(level, STAGE);
  const first = load<i32>(level, ITEM);
  const items = itemsOf(level, index, stage, passes);
  let cost = COST_PASS;
  if (stage == 0) cost = COST_GATHER;
  else if (stage == passes + 1 || stage == passes + 3) cost = COST_SPLIT;
  else if (stage == passes + 2) cost = COST_PRODUCT * <f64>impulseMatrices(impulse);
  else if (stage > 2 * passes + 3) cost = COST_SCATTER;
  const left = goal - load<f64>(level, DONE);
  const last = wholly ? items : min(items, first + max(1, <i32>Math.ceil(max(left, 0) / cost)));
  if (impulse == 0 || load<i32>(level, PARTS) == 0) {
    silence(level, index);
    return;
  }
  if (stage == 0) gather(level, index, ring, first, last);
  else if (stage <= passes) {
    if (load<i32>(level, SOUNDING)) pass(level, impulseTable(impulse, index), stage - 1, first, last);
  } else if (stage == passes + 1) {
    const spectrum = place(level, 6) + <usize>load<i32>(level, HEAD) * <usize>block * POINT;
    if (load<i32>(level, SOUNDING)) stereoFftSplit(impulseTable(impulse, index), from(level), spectrum, first, last);
    if (first == 0) memory.fill(place(level, 1), 0, <usize>block * POINT);
  } else if (stage == passes + 2) products(level, index, impulse, first, last);
  else if (stage == passes + 3) {
    if (first == 0) store<i32>(level, 0, FLIPPED);
    stereoFftMerge(impulseTable(impulse, index), place(level, 1), place(level, 2), first, last);
  } else if (stage <= 2 * passes + 3) pass(level, impulseTable(impulse, index), stage - passes - 4, first, last);
  else scatter(level, index, first, last);
  store<f64>(level, load<f64>(level, DONE) + <f64>(last - first) * cost, DONE);
  if (last < items) {
    store<i32>(level, last, ITEM);
    return;
  }
  store<i32>(level, 0, ITEM);
  store<i32>(level, stage + 1, STAGE);
  if (stage >= 1 && stage <= passes) flip(level);
  else if (stage > passes + 3 && stage <= 2 * passes + 3) flip(level);
  else if (stage > 2 * passes + 3) finish(level, index);
}

// @ts-ignore: decorator
@inline
function from(level: usize): usize {
  return load<i32>(level, FLIPPED) ? place(level, 3) : place(level, 2);
}

// @ts-ignore: decorator
@inline
function flip(level: usize): void {
  store<i32>(level, 1 - load<i32>(level, FLIPPED), FLIPPED);
}

// @ts-ignore: decorator
@inline
function pass(level: usize, table: usize, number: i32, first: i32, last: i32): void {
  const to = load<i32>(level, FLIPPED) ? place(level, 2) : place(level, 3);
  stereoFftPass(table, number, from(level), to, first, last);
}

/** The next output block without a response. */
function silence(level: usize, index: i32): void {
  const block = <usize>blockOf(index) << 4;
  memory.fill(place(level, 0) + <usize>(1 - load<i32>(level, CURRENT)) * block, 0, block);
  finish(level, index);
}

/** Two frames of the ring an item. */
function gather(level: usize, index: i32, ring: usize, first: i32, last: i32): void {
  const decay = load<f64>(level, KNOWN_DECAY);
  const start = load<i32>(level, WINDOW);
  const to = place(level, 2);
  const growth = f64x2.splat(Math.exp(decay));
  let weight = f64x2.splat(Math.exp(decay * <f64>(2 * first)));
  let any = f64x2.splat(0);
  for (let i = first; i < last; i++) {
    const at = ring + (<usize>((start + 2 * i) & (RING_FRAMES - 1)) << 4);
    const a = v128.load(at), b = v128.load(at, 16);
    any = v128.or(any, v128.or(a, b));
    const target = to + <usize>i * POINT;
    if (decay == 0) {
      v128.store(target, a);
      v128.store(target, b, 16);
      continue;
    }
    v128.store(target, f64x2.mul(a, weight));
    weight = f64x2.mul(weight, growth);
    v128.store(target, f64x2.mul(b, weight), 16);
    weight = f64x2.mul(weight, growth);
  }
  const sounding = v128.any_true(any) || (first > 0 && load<i32>(level, SOUNDING) != 0);
  store<i32>(level, sounding ? 1 : 0, SOUNDING);
  store<i32>(place(level, 5) + (<usize>load<i32>(level, HEAD) << 2), sounding ? 1 : 0);
}

/** Items are chunks of bins, each with all partitions in turn: the sum stays in the cache. */
function products(level: usize, index: i32, impulse: usize, first: i32, last: i32): void {
  const block = blockOf(index);
  const slots = load<i32>(level, SLOTS);
  const used = min(load<i32>(level, PARTS), load<i32>(level, FILLED));
  const head = load<i32>(level, HEAD);
  const decay = load<f64>(level, KNOWN_DECAY);
  const crossed = impulseMatrices(impulse) == 2;
  const spectra = place(level, 6);
  const bytes = <usize>block * POINT;
  const start = levelStart(index);
  for (let item = first; item < last; item++) {
    const chunk = item / used;
    const part = item - chunk * used;
    let slot = head - part;
    if (slot < 0) slot += slots;
    if (load<i32>(place(level, 5) + (<usize>slot << 2)) == 0) continue;
    const offset = <usize>(chunk * CHUNK_BINS) * POINT;
    const response = load<i32>(level, USES_CUT) && part == load<i32>(level, PARTS) - 1
      ? place(level, 4) : impulseSpectrum(impulse, index, part);
    const weight: f64 = decay == 0 ? 1 : Math.exp(-decay * <f64>(start + part * block));
    const x = spectra + <usize>slot * bytes + offset;
    if (crossed) multiplyCrossed(place(level, 1) + offset, x, response + offset, response + bytes + offset, weight, chunk == 0);
    else multiply(place(level, 1) + offset, x, response + offset, weight, chunk == 0);
  }
}

/** acc += weight * x * h. The first bin holds two real numbers a channel: DC and Nyquist. */
function multiply(acc: usize, x: usize, h: usize, weight: f64, packed: bool): void {
  const gain = f64x2.splat(weight);
  const end = acc + <usize>CHUNK_BINS * POINT;
  if (packed) {
    v128.store(acc, f64x2.add(v128.load(acc), f64x2.mul(f64x2.mul(gain, v128.load(x)), v128.load(h))));
    v128.store(acc, f64x2.add(v128.load(acc, 16), f64x2.mul(f64x2.mul(gain, v128.load(x, 16)), v128.load(h, 16))), 16);
    acc += POINT;
    x += POINT;
    h += POINT;
  }
  for (; acc < end; acc += POINT) {
    const xr = f64x2.mul(gain, v128.load(x)), xi = f64x2.mul(gain, v128.load(x, 16));
    const hr = v128.load(h), hi = v128.load(h, 16);
    v128.store(acc, f64x2.add(v128.load(acc), f64x2.sub(f64x2.mul(xr, hr), f64x2.mul(xi, hi))));
    v128.store(acc, f64x2.add(v128.load(acc, 16), f64x2.add(f64x2.mul(xr, hi), f64x2.mul(xi, hr))), 16);
    x += POINT;
    h += POINT;
  }
}

/** The same with the crossed paths: `c` answers in each channel to the other one. */
function multiplyCrossed(acc: usize, x: usize, h: usize, c: usize, weight: f64, packed: bool): void {
  const gain = f64x2.splat(weight);
  const end = acc + <usize>CHUNK_BINS * POINT;
  if (packed) {
    for (let part: usize = 0; part < POINT; part += 16) {
      const value = f64x2.mul(gain, v128.load(x + part));
      const swapped = i64x2.shuffle(value, value, 1, 0);
      const sum = f64x2.add(f64x2.mul(value, v128.load(h + part)), f64x2.mul(swapped, v128.load(c + part)));
      v128.store(acc + part, f64x2.add(v128.load(acc + part), sum));
    }
    acc += POINT;
    x += POINT;
    h += POINT;
    c += POINT;
  }
  for (; acc < end; acc += POINT) {
    const xr = f64x2.mul(gain, v128.load(x)), xi = f64x2.mul(gain, v128.load(x, 16));
    const sr = i64x2.shuffle(xr, xr, 1, 0), si = i64x2.shuffle(xi, xi, 1, 0);
    const hr = v128.load(h), hi = v128.load(h, 16);
    const cr = v128.load(c), ci = v128.load(c, 16);
    const re = f64x2.add(f64x2.sub(f64x2.mul(xr, hr), f64x2.mul(xi, hi)), f64x2.sub(f64x2.mul(sr, cr), f64x2.mul(si, ci)));
    const im = f64x2.add(f64x2.add(f64x2.mul(xr, hi), f64x2.mul(xi, hr)), f64x2.add(f64x2.mul(sr, ci), f64x2.mul(si, cr)));
    v128.store(acc, f64x2.add(v128.load(acc), re));
    v128.store(acc, f64x2.add(v128.load(acc, 16), im), 16);
    x += POINT;
    h += POINT;
    c += POINT;
  }
}

/** The second half of the transformed block is the answer; parts come exchanged out of the inverse. */
function scatter(level: usize, index: i32, first: i32, last: i32): void {
  const block = blockOf(index);
  const decay = load<f64>(level, KNOWN_DECAY);
  const source = from(level);
  const target = place(level, 0) + <usize>((1 - load<i32>(level, CURRENT)) * block << 4);
  // Items run over all points so that their number says the cost; the first half of the window is not used.
  for (let i = max(first, block >> 1); i < last; i++) {
    const at = source + <usize>i * POINT;
    let a = v128.load(at, 16), b = v128.load(at);
    if (decay != 0) {
      a = f64x2.mul(a, f64x2.splat(Math.exp(-decay * <f64>(2 * i))));
      b = f64x2.mul(b, f64x2.splat(Math.exp(-decay * <f64>(2 * i + 1))));
    }
    const to = target + (<usize>(2 * i - block) << 4);
    v128.store(to, settle(a));
    v128.store(to, settle(b), 16);
  }
}

/** Ends a job. Where the response has changed, the step between the blocks is taken out of the beginning of the new one. */
function finish(level: usize, index: i32): void {
  const block = blockOf(index);
  const target = place(level, 0) + <usize>((1 - load<i32>(level, CURRENT)) * block << 4);
  if (load<i32>(level, CHANGED)) {
    const step = f64x2.sub(v128.load(level, LAST), v128.load(target));
    const frames = min(block, SMOOTH_FRAMES);
    for (let i = 0; i < frames; i++) {
      const at = target + (<usize>i << 4);
      const part = f64x2.splat(1 - <f64>i / <f64>frames);
      v128.store(at, f64x2.add(v128.load(at), f64x2.mul(step, part)));
    }
  }
  v128.store(level, v128.load(target + (<usize>(block - 1) << 4)), LAST);
  store<i32>(level, 0, ACTIVE);
}
