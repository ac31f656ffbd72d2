// The equaliser's bands as one linear-phase filter: their common magnitude on a grid, turned into a symmetric response of
// 2K taps around K, convolved by overlap-save in partitions of 512 frames (both channels as one complex signal). Left and
// right, or middle and side, may differ: with z = L + iR the filter is p * z + q * conj(z), or q * i * conj(z).
//
// A curve in third octaves may stand on top of them; with the bands left out of it, it is also made as a filter of minimum
// phase (by the cepstrum: Oppenheim and Schafer, "Discrete-Time Signal Processing", 12.1), whose delay is 512 frames.
//
// All but the newest partition is multiplied while the next block comes in; a new response is made a step a quantum (for
// bands that move with the sound: as many as make one every block) and takes over in a cross-fade of one block. Three
// sets of partitions: one sounds, one fades in, one is being made. The delay is K + 512 frames exactly.
import { SECTION_BYTES } from './biquad';
import { fftComplex, fftPoints, fftRoot, fft_bytes, fft_forward, fft_init, fft_inverse } from './fft';
import { MATCH_BANDS, matchGain } from './match-curve';
import { FRAME, QUANTUM, settle, swapLanes } from './math';

export const BLOCK: i32 = 512;
export const QUANTA: i32 = BLOCK / QUANTUM;
const POINTS: i32 = 2 * BLOCK;
const BINS: i32 = BLOCK + 1;
/** Bins of the design in one quantum. */
const CHUNK: i32 = 512;
/** Sections of eight bands. */
const MOST_SECTIONS: i32 = 32;
/** Of a section in a design: three sums of each polynomial's squared magnitude. */
const POWER_BYTES: usize = 96;

// Header, i32.
const HALF: usize = 0; // K
const PARTS: usize = 4;
const AT: usize = 8; // quantum in the block
const HEAD: usize = 12; // slot of the block that comes in
const CURRENT: usize = 16;
const READY: usize = 20;
const FADING: usize = 24;
const STAGE: usize = 28; // 0 idle, 1 magnitudes, 2 and 3 responses, 4 partitions; 5 to 7 a response of minimum phase
const ITEM: usize = 32;
const DIRTY: usize = 36;
const SIDES: usize = 40; // sections of the design for left/right, and for middle/side
const MIDDLE: usize = 44;
const DESIGN: usize = 48; // the set that is being made, or made and waiting
const FADE_IN: usize = 52; // the set that fades in
const QUIET: usize = 56;
const TABLES: usize = 60; // the tables are there
/** dB of the curve in third octaves; whether there is one; whether it is alone and of minimum phase; the rate. */
const MATCH: usize = 64;
const MATCHED: usize = MATCH + <usize>MATCH_BANDS * 8; // i32
const MINIMUM: usize = MATCHED + 4; // i32
const RATE: usize = MATCHED + 8;
const KINDS: usize = RATE + 8; // i32 of each set: 0 both channels alike, 1 left/right, 2 middle/side
const FOLLOWS: usize = KINDS + 12; // i32: a new response every block
const BUSY: usize = KINDS + 16; // i32: one will be wanted, whatever the sound
const POWERS: usize = (KINDS + 20 + 63) & ~63;
const INPUT: usize = POWERS + <usize>MOST_SECTIONS * POWER_BYTES;
const OUTPUT: usize = INPUT + <usize>POINTS * FRAME;
const SUM_A: usize = OUTPUT + <usize>BLOCK * FRAME;
const SUM_B: usize = SUM_A + <usize>POINTS * FRAME;
const CONVOLVER: usize = SUM_B + <usize>POINTS * FRAME;

/** K: about 85 ms to each side, 12 Hz of resolution, whatever the rate. */
function halfOf(rate: f64): i32 {
  return rate < 50000 ? 4096 : rate < 100000 ? 8192 : 16384;
}

export function linearLatency(rate: f64): i32 {
  return halfOf(rate) + BLOCK;
}

/** Of a curve of minimum phase. */
export function matchLatency(): i32 {
  return BLOCK;
}

// @ts-ignore: decorator
@inline
function aligned(bytes: usize): usize {
  return (bytes + 63) & ~63;
}

// Behind the convolver's transform: spectra of the input, two sets of responses, then what the design needs.
// @ts-ignore: decorator
@inline
function spectraAt(linear: usize): usize {
  return linear + aligned(CONVOLVER + <usize>fft_bytes(2 * POINTS));
}

// @ts-ignore: decorator
@inline
function setBytes(half: i32): usize {
  return aligned(<usize>(2 * half / BLOCK) * 2 * <usize>BINS * 16);
}

// @ts-ignore: decorator
@inline
function setAt(linear: usize, half: i32, set: i32): usize {
  return spectraAt(linear) + <usize>(2 * half / BLOCK) * <usize>POINTS * FRAME + <usize>set * setBytes(half);
}

// @ts-ignore: decorator
@inline
function designAt(linear: usize, half: i32): usize {
  return setAt(linear, half, 3);
}

// @ts-ignore: decorator
@inline
function gridAt(linear: usize, half: i32): usize {
  return designAt(linear, half) + aligned(<usize>fft_bytes(2 * half));
}

// @ts-ignore: decorator
@inline
function pairsAt(linear: usize, half: i32): usize {
  return gridAt(linear, half) + aligned(<usize>(half + 1) * 16);
}

// @ts-ignore: decorator
@inline
function responseAt(linear: usize, half: i32, which: i32): usize {
  return pairsAt(linear, half) + aligned(<usize>(half + 1) * 16) + <usize>which * (<usize>half << 4);
}

// @ts-ignore: decorator
@inline
function windowAt(linear: usize, half: i32): usize {
  return responseAt(linear, half, 2);
}

export function linearBytes(rate: f64): usize {
  const half = halfOf(rate);
  return windowAt(0, half) + aligned(<usize>(half + 1) << 3);
}

/** Forgets all sound; makes the tables the first time. */
export function linearReset(linear: usize, rate: f64): void {
  const half = halfOf(rate);
  const tables = load<i32>(linear, TABLES);
  memory.fill(linear, 0, CONVOLVER);
  memory.fill(spectraAt(linear), 0, <usize>(2 * half / BLOCK) * <usize>POINTS * FRAME);
  store<i32>(linear, half, HALF);
  store<i32>(linear, 2 * half / BLOCK, PARTS);
  store<f64>(linear, rate, RATE);
  store<i32>(linear, 1, TABLES);
  if (tables) return;
  fft_init(linear + CONVOLVER, 2 * POINTS);
  fft_init(designAt(linear, half), 2 * half);
  // Flat over the inner half, a raised cosine to the ends: keeps narrow bands narrow.
  const window = windowAt(linear, half);
  for (let n = 0; n <= half; n++) {
    const x = <f64>n / <f64>half;
    const slope = Math.cos(Math.PI * (x - 0.5));
    store<f64>(window + (<usize>n << 3), x <= 0.5 ? 1 : slope * slope);
  }
}

/**
 * Sets the curve: `decibels` of its bands, or 0 for none. `minimum`: it stands alone, in minimum phase; the same for as
 * long as the block lives.
 */
export function linearMatch(linear: usize, decibels: usize, minimum: bool): void {
  const half = load<i32>(linear, HALF);
  store<i32>(linear, decibels != 0 ? 1 : 0, MATCHED);
  store<i32>(linear, minimum ? 1 : 0, MINIMUM);
  store<i32>(linear, (minimum ? half : 2 * half) / BLOCK, PARTS);
  if (decibels != 0) memory.copy(linear + MATCH, decibels, <usize>MATCH_BANDS * 8);
}

/** The sections have changed: a new response is wanted. */
export function linearAim(linear: usize): void {
  store<i32>(linear, 1, DIRTY);
}

// @ts-ignore: decorator
@inline
function square(x: v128): v128 {
  return f64x2.mul(x, x);
}

/** Takes the sections of two lists as they are now; a design works on what is taken here. */
function takeSections(linear: usize, listSides: usize, sides: i32, listMiddle: usize, middle: i32): void {
  let differ = f64x2.splat(0);
  for (let i = 0; i < sides + middle; i++) {
    const list: usize = i < sides ? listSides : listMiddle;
    const section = <usize>load<u32>(list + (<usize>(i < sides ? i : i - sides) << 2));
    const at = linear + POWERS + <usize>i * POWER_BYTES;
    const one = f64x2.splat(1), sixteen = f64x2.splat(16);
    const b0 = v128.load(section), b1 = v128.load(section, 16), b2 = v128.load(section, 32);
    const a1 = v128.load(section, 48), a2 = v128.load(section, 64);
    // |c0 + c1/z + c2/z^2|^2 = (c0+c1+c2)^2 p0 + (c0-c1+c2)^2 p1 - 16 c0 c2 p0 p1, p1 = sin^2(w/2) = 1 - p0
    const b = f64x2.add(b0, b2), a = f64x2.add(one, a2);
    v128.store(at, square(f64x2.add(b, b1)));
    v128.store(at, square(f64x2.sub(b, b1)), 16);
    v128.store(at, f64x2.mul(sixteen, f64x2.mul(b0, b2)), 32);
    v128.store(at, square(f64x2.add(a, a1)), 48);
    v128.store(at, square(f64x2.sub(a, a1)), 64);
    v128.store(at, f64x2.mul(sixteen, a2), 80);
    for (let c: usize = 0; c < SECTION_BYTES - 48; c += 16) {
      const value = v128.load(section + c);
      differ = v128.or(differ, f64x2.ne(value, swapLanes(value)));
    }
  }
  store<i32>(linear, sides, SIDES);
  store<i32>(linear, middle, MIDDLE);
  const kind = !v128.any_true(differ) ? 0 : middle > 0 ? 2 : 1;
  store<i32>(linear + KINDS + (<usize>load<i32>(linear, DESIGN) << 2), kind);
}

/** |H| of both paths at the bins `first`..`last` of the grid. */
function magnitudes(linear: usize, half: i32, first: i32, last: i32): void {
  const design = designAt(linear, half);
  const grid = gridAt(linear, half);
  const count = load<i32>(linear, SIDES) + load<i32>(linear, MIDDLE);
  const least = f64x2.splat(1e-300), zero = f64x2.splat(0);
  const matched = load<i32>(linear, MATCHED) != 0;
  const bin = load<f64>(linear, RATE) / <f64>(2 * half);
  for (let k = first; k < last; k++) {
    const cosine: f64 = k == half ? -1 : f64x2.extract_lane(fftRoot(design, k), 0);
    const p1 = (1 - cosine) * 0.5;
    const low = f64x2.splat(1 - p1), high = f64x2.splat(p1), cross = f64x2.splat((1 - p1) * p1);
    let power = f64x2.splat(1);
    for (let i = 0; i < count; i++) {
      const at = linear + POWERS + <usize>i * POWER_BYTES;
      const above = f64x2.sub(f64x2.add(f64x2.mul(v128.load(at), low), f64x2.mul(v128.load(at, 16), high)), f64x2.mul(v128.load(at, 32), cross));
      const below = f64x2.sub(f64x2.add(f64x2.mul(v128.load(at, 48), low), f64x2.mul(v128.load(at, 64), high)), f64x2.mul(v128.load(at, 80), cross));
      power = f64x2.mul(power, f64x2.div(f64x2.pmax(above, zero), f64x2.pmax(below, least)));
    }
    let magnitude = f64x2.sqrt(power);
    if (matched) magnitude = f64x2.mul(magnitude, f64x2.splat(matchGain(linear + MATCH, <f64>k * bin)));
    v128.store(grid + (<usize>k << 4), magnitude);
  }
}

/** The response of the paths' mean (0) or half their difference (1), from the grid. */
function respond(linear: usize, half: i32, which: i32): void {
  const grid = gridAt(linear, half);
  const pairs = pairsAt(linear, half);
  for (let k = 0; k <= half; k++) {
    const magnitude = v128.load(grid + (<usize>k << 4));
    const a = f64x2.extract_lane(magnitude, 0), b = f64x2.extract_lane(magnitude, 1);
    store<f64>(pairs + (<usize>k << 4), which == 0 ? (a + b) * 0.5 : (a - b) * 0.5);
    store<f64>(pairs + (<usize>k << 4), 0, 8);
  }
  fft_inverse(designAt(linear, half), pairs, responseAt(linear, half, which));
}

/** The complex logarithm of the minimum-phase response that has the grid's magnitudes, in the pairs. */
function logarithms(linear: usize, half: i32): void {
  const grid = gridAt(linear, half), pairs = pairsAt(linear, half), cepstrum = responseAt(linear, half, 0);
  for (let k = 0; k <= half; k++) {
    store<f64>(pairs + (<usize>k << 4), Math.log(max(load<f64>(grid + (<usize>k << 4)), 1e-6)));
    store<f64>(pairs + (<usize>k << 4), 0, 8);
  }
  fft_inverse(designAt(linear, half), pairs, cepstrum);
  // What would be before time zero is turned over onto what comes after.
  for (let n = 1; n < half; n++) {
    const at = cepstrum + (<usize>n << 3);
    store<f64>(at, 2 * load<f64>(at));
  }
  memory.fill(cepstrum + (<usize>(half + 1) << 3), 0, <usize>(half - 1) << 3);
  fft_forward(designAt(linear, half), cepstrum, pairs);
}

/** The pairs `first`..`last`, logarithms so far, become the response. */
function exponentials(linear: usize, half: i32, first: i32, last: i32): void {
  const pairs = pairsAt(linear, half);
  for (let k = first; k < last; k++) {
    const at = pairs + (<usize>k << 4);
    const size = Math.exp(load<f64>(at)), angle = load<f64>(at, 8);
    store<f64>(at, size * Math.cos(angle));
    // At both ends of the grid a real signal has no imaginary part.
    store<f64>(at, k == 0 || k == half ? 0 : size * Math.sin(angle), 8);
  }
}

/** A tap of minimum phase: the last quarter of them fades out. */
function minimumTap(linear: usize, half: i32, n: i32): f64 {
  const tap = load<f64>(responseAt(linear, half, 0) + (<usize>n << 3));
  const past = n - (half - half / 4);
  return past <= 0 ? tap : tap * (0.5 + 0.5 * Math.cos((Math.PI * <f64>past) / <f64>(half / 4)));
}

/** One partition of the coming set: its windowed taps, transformed. */
function partition(linear: usize, half: i32, part: i32): void {
  const next = load<i32>(linear, DESIGN);
  const kind = load<i32>(linear + KINDS + (<usize>next << 2));
  const window = windowAt(linear, half);
  const p = responseAt(linear, half, 0), q = responseAt(linear, half, 1);
  const fft = linear + CONVOLVER;
  const points = fftPoints(fft);
  const minimum = load<i32>(linear, MINIMUM) != 0;
  for (let j = 0; j < BLOCK; j++) {
    if (minimum) {
      v128.store(points + (<usize>j << 4), f64x2(0, 0));
      store<f64>(points + (<usize>j << 4), minimumTap(linear, half, part * BLOCK + j));
      continue;
    }
    // Taken from one side only, so that the taps are symmetric to the last bit.
    const n = part * BLOCK + j - half;
    const distance = <usize>(n < 0 ? -n : n) << 3;
    const weight = load<f64>(window + distance);
    const tap = f64x2.splat(load<f64>(p + distance) * weight);
    v128.store(points + (<usize>j << 4), f64x2.replace_lane(tap, 1, kind ? load<f64>(q + distance) * weight : 0));
  }
  memory.fill(points + (<usize>BLOCK << 4), 0, <usize>BLOCK << 4);
  const z = fftComplex(fft);
  const set = setAt(linear, half, next) + <usize>part * 2 * <usize>BINS * 16;
  const half2 = f64x2.splat(0.5);
  for (let k = 0; k < BINS; k++) {
    const a = v128.load(z + (<usize>k << 4));
    const b = v128.load(z + (<usize>((POINTS - k) & (POINTS - 1)) << 4));
    const b2 = v128.xor(b, f64x2(0.0, -0.0));
    v128.store(set + (<usize>k << 4), f64x2.mul(half2, f64x2.add(a, b2)));
    // (a - conj b) / 2i
    const d = f64x2.mul(half2, f64x2.sub(a, b2));
    v128.store(set + (<usize>(BINS + k) << 4), v128.xor(swapLanes(d), f64x2(0.0, -0.0)));
  }
}

/** A set that neither sounds nor fades in. */
function freeSet(linear: usize): i32 {
  const current = load<i32>(linear, CURRENT);
  const fading = load<i32>(linear, FADING) ? load<i32>(linear, FADE_IN) : -1;
  for (let set = 0; set < 2; set++) if (set != current && set != fading) return set;
  return 2;
}

/** One step of a design. */
function work(linear: usize, half: i32, listSides: usize, sides: i32, listMiddle: usize, middle: i32): void {
  const stage = load<i32>(linear, STAGE);
  const item = load<i32>(linear, ITEM);
  if (stage == 0) {
    if (!load<i32>(linear, DIRTY) || load<i32>(linear, READY)) return;
    // What follows the sound is made from the beginning of a block, to be there at its end.
    if (load<i32>(linear + (load<i32>(linear, FOLLOWS) ? AT : FADING))) return;
    store<i32>(linear, 0, DIRTY);
    store<i32>(linear, freeSet(linear), DESIGN);
    takeSections(linear, listSides, sides, listMiddle, middle);
    step(linear, 1, 0);
    return;
  }
  if (stage == 1) {
    const last = min(item + CHUNK, half + 1);
    magnitudes(linear, half, item, last);
    if (last > half) step(linear, load<i32>(linear, MINIMUM) ? 5 : 2, 0);
    else step(linear, 1, last);
  } else if (stage == 2) {
    respond(linear, half, 0);
    const kind = load<i32>(linear + KINDS + (<usize>load<i32>(linear, DESIGN) << 2));
    step(linear, kind ? 3 : 4, 0);
  } else if (stage == 3) {
    respond(linear, half, 1);
    step(linear, 4, 0);
  } else if (stage == 5) {
    logarithms(linear, half);
    step(linear, 6, 0);
  } else if (stage == 6) {
    const last = min(item + CHUNK, half + 1);
    exponentials(linear, half, item, last);
    if (last > half) step(linear, 7, 0);
    else step(linear, 6, last);
  } else if (stage == 7) {
    fft_inverse(designAt(linear, half), pairsAt(linear, half), responseAt(linear, half, 0));
    step(linear, 4, 0);
  } else {
    partition(linear, half, item);
    if (item + 1 < load<i32>(linear, PARTS)) step(linear, 4, item + 1);
    else {
      step(linear, 0, 0);
      store<i32>(linear, 1, READY);
    }
  }
}

// @ts-ignore: decorator
@inline
function step(linear: usize, stage: i32, item: i32): void {
  store<i32>(linear, stage, STAGE);
  store<i32>(linear, item, ITEM);
}

/** The response at once, for a beginning. */
export function linearNow(linear: usize, listSides: usize, sides: i32, listMiddle: usize, middle: i32): void {
  const half = load<i32>(linear, HALF);
  store<i32>(linear, 1, DIRTY);
  store<i32>(linear, 0, READY);
  store<i32>(linear, 0, FADING);
  step(linear, 0, 0);
  const at = load<i32>(linear, AT);
  store<i32>(linear, 0, AT);
  while (load<i32>(linear, READY) == 0) work(linear, half, listSides, sides, listMiddle, middle);
  store<i32>(linear, at, AT);
  store<i32>(linear, 0, READY);
  store<i32>(linear, load<i32>(linear, DESIGN), CURRENT);
}

// @ts-ignore: decorator
@inline
function times(a: v128, b: v128): v128 {
  const re = i64x2.shuffle(b, b, 0, 0);
  const im = i64x2.shuffle(b, b, 1, 1);
  const turned = v128.xor(swapLanes(a), f64x2(-0.0, 0.0));
  return f64x2.add(f64x2.mul(a, re), f64x2.mul(turned, im));
}

/** sum += response * spectrum, bin k and its mirror together. */
function multiply(sum: usize, z: usize, p: usize, kind: i32): void {
  const flip = f64x2(0.0, -0.0);
  const q = p + (<usize>BINS << 4);
  for (let k = 0; k < BINS; k++) {
    const at = <usize>k << 4;
    const mirror = <usize>((POINTS - k) & (POINTS - 1)) << 4;
    const x = v128.load(z + at), y = v128.load(z + mirror);
    const h = v128.load(p + at);
    let a = times(x, h), b = times(y, v128.xor(h, flip));
    if (kind) {
      const g = v128.load(q + at);
      // conj(z) has conj(Z(-k)); i * (re, -im) is (im, re).
      const cx = kind == 1 ? v128.xor(y, flip) : swapLanes(y), cy = kind == 1 ? v128.xor(x, flip) : swapLanes(x);
      a = f64x2.add(a, times(cx, g));
      b = f64x2.add(b, times(cy, v128.xor(g, flip)));
    }
    v128.store(sum + at, f64x2.add(v128.load(sum + at), a));
    if (k > 0 && k < BLOCK) v128.store(sum + mirror, f64x2.add(v128.load(sum + mirror), b));
  }
}

function multiplyPart(linear: usize, half: i32, sum: usize, set: i32, part: i32): void {
  const parts = load<i32>(linear, PARTS);
  let slot = load<i32>(linear, HEAD) - part;
  if (slot < 0) slot += parts;
  const z = spectraAt(linear) + <usize>slot * <usize>POINTS * FRAME;
  const p = setAt(linear, half, set) + <usize>part * 2 * <usize>BINS * 16;
  multiply(sum, z, p, load<i32>(linear + KINDS + (<usize>set << 2)));
}

/** The transform back of a sum, by the transform of its conjugate; returns the last half's conjugate, unscaled. */
function back(linear: usize, sum: usize): usize {
  const fft = linear + CONVOLVER;
  const points = fftPoints(fft);
  const flip = f64x2(0.0, -0.0);
  for (let i: usize = 0; i < <usize>POINTS * FRAME; i += FRAME) v128.store(points + i, v128.xor(v128.load(sum + i), flip));
  return fftComplex(fft) + <usize>BLOCK * FRAME;
}

/** A block has come in: its spectrum, the newest partition's part, and the output of the next block. */
function finishBlock(linear: usize, half: i32): void {
  const fft = linear + CONVOLVER;
  const set = load<i32>(linear, CURRENT);
  const fading = load<i32>(linear, FADING) != 0;
  memory.copy(fftPoints(fft), linear + INPUT, <usize>POINTS * FRAME);
  memory.copy(spectraAt(linear) + <usize>load<i32>(linear, HEAD) * <usize>POINTS * FRAME, fftComplex(fft), <usize>POINTS * FRAME);
  multiplyPart(linear, half, linear + SUM_A, set, 0);
  const scale = f64x2.splat(1 / <f64>POINTS), flip = f64x2(0.0, -0.0);
  const result = back(linear, linear + SUM_A);
  const output = linear + OUTPUT;
  for (let i: usize = 0; i < <usize>BLOCK * FRAME; i += FRAME) {
    v128.store(output + i, settle(v128.xor(f64x2.mul(v128.load(result + i), scale), flip)));
  }
  if (fading) {
    const next = load<i32>(linear, FADE_IN);
    multiplyPart(linear, half, linear + SUM_B, next, 0);
    const fresh = back(linear, linear + SUM_B);
    for (let i = 0; i < BLOCK; i++) {
      const at = <usize>i * FRAME;
      const old = v128.load(output + at);
      const value = settle(v128.xor(f64x2.mul(v128.load(fresh + at), scale), flip));
      v128.store(output + at, f64x2.add(old, f64x2.mul(f64x2.splat(<f64>(i + 1) / <f64>BLOCK), f64x2.sub(value, old))));
    }
    memory.fill(linear + SUM_B, 0, <usize>POINTS * FRAME);
    store<i32>(linear, next, CURRENT);
    store<i32>(linear, 0, FADING);
  }
  memory.fill(linear + SUM_A, 0, <usize>POINTS * FRAME);
  memory.copy(linear + INPUT, linear + INPUT + <usize>BLOCK * FRAME, <usize>BLOCK * FRAME);
  const head = load<i32>(linear, HEAD) + 1;
  store<i32>(linear, head == load<i32>(linear, PARTS) ? 0 : head, HEAD);
  if (load<i32>(linear, READY)) {
    store<i32>(linear, 0, READY);
    store<i32>(linear, load<i32>(linear, DESIGN), FADE_IN);
    store<i32>(linear, 1, FADING);
  }
}

/** Silence has run through, and nothing is being designed: silence in gives silence out. */
export function linearRests(linear: usize): bool {
  if (load<i32>(linear, STAGE) | load<i32>(linear, DIRTY) | load<i32>(linear, READY) | load<i32>(linear, FADING) | load<i32>(linear, BUSY)) return false;
  return load<i32>(linear, QUIET) > (load<i32>(linear, PARTS) + 3) * QUANTA;
}

/** Quantum of the block that comes in next. */
export function linearAt(linear: usize): i32 {
  return load<i32>(linear, AT);
}

/** Half of the response's length. */
export function linearHalf(linear: usize): i32 {
  return load<i32>(linear, HALF);
}

/** `follows`: bands move with the sound, a response is made every block. `busy`: another is on its way to be wanted. */
export function linearFollow(linear: usize, follows: bool, busy: bool): void {
  store<i32>(linear, follows ? 1 : 0, FOLLOWS);
  store<i32>(linear, busy ? 1 : 0, BUSY);
}

/** Steps of a design in a quantum. */
function pace(linear: usize, half: i32): i32 {
  if (!load<i32>(linear, FOLLOWS)) return 1;
  // The magnitudes, two responses, the partitions; a quantum to spare.
  const steps = (half + 1 + CHUNK - 1) / CHUNK + 3 + load<i32>(linear, PARTS);
  return (steps + QUANTA - 2) / (QUANTA - 1);
}

/** A quantum in place, K + 512 frames late. Returns whether it moved on: at rest it does not. */
export function linearQuantum(
  linear: usize, buffer: usize, listSides: usize, sides: i32, listMiddle: usize, middle: i32,
): bool {
  const half = load<i32>(linear, HALF);
  let any = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) any = v128.or(any, f64x2.ne(v128.load(buffer + i), f64x2.splat(0)));
  const silent = !v128.any_true(any);
  // At rest nothing moves on, so that a strip that is skipped has the same bits.
  if (silent && linearRests(linear)) return false;
  store<i32>(linear, silent ? load<i32>(linear, QUIET) + 1 : 0, QUIET);
  const steps = pace(linear, half);
  for (let i = 0; i < steps; i++) work(linear, half, listSides, sides, listMiddle, middle);
  const at = load<i32>(linear, AT);
  const place = <usize>(at * QUANTUM) * FRAME;
  const input = linear + INPUT + <usize>BLOCK * FRAME + place;
  const output = linear + OUTPUT + place;
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    v128.store(input + i, settle(v128.load(buffer + i)));
    v128.store(buffer + i, v128.load(output + i));
  }
  const older = load<i32>(linear, PARTS) - 1;
  const set = load<i32>(linear, CURRENT);
  const fading = load<i32>(linear, FADING) != 0;
  for (let part = 1 + (older * at) / QUANTA; part < 1 + (older * (at + 1)) / QUANTA; part++) {
    multiplyPart(linear, half, linear + SUM_A, set, part);
    if (fading) multiplyPart(linear, half, linear + SUM_B, load<i32>(linear, FADE_IN), part);
  }
  if (at + 1 == QUANTA) {
    finishBlock(linear, half);
    store<i32>(linear, 0, AT);
  } else store<i32>(linear, at + 1, AT);
  return true;
}
