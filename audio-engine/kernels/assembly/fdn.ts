// A feedback delay network of 16 lines: the tail of the reverb. Two lines are the lanes of a vector; a quantum is read
// from every line before any of it is written back, because no line is shorter than a quantum.
//
// The lines' outputs go through shelves that take from each frequency what its decay time asks for in that line's
// length (J.-M. Jot, A. Chaigne, AES 90, 1991), through slow rotations between the lines of a pair (time-variant
// matrices keep all energy: S. Schlecht, E. Habets, JASA 138(3), 2015) and a Hadamard matrix.
import { FRAME, QUANTUM, settleScalar } from './math';

export const LINES: i32 = 16;
export const PAIRS: i32 = 8;
/** Bytes of a pair's filter: gain, low shelf b0 b1 a1, high shelf b0 b1 a1, two states. */
const FILTER_BYTES: usize = 160;

// i32 0: mask; 4: write position; 8: lengths of the lines, in order.
const MASK: usize = 0;
const POSITION: usize = 4;
const LENGTHS: usize = 8;
const FILTERS: usize = 128;
const ROTATIONS: usize = FILTERS + <usize>PAIRS * FILTER_BYTES; // per pair: cosine, sine, now
const ROTATED_AT: usize = ROTATIONS + <usize>PAIRS * 16; // f64, frame they hold for
const STEPS: usize = ROTATED_AT + 16; // per pair: change a frame
const BLOCKS: usize = STEPS + <usize>PAIRS * 16;
const RINGS: usize = BLOCKS + <usize>(PAIRS * QUANTUM) * FRAME;

function ringFrames(longest: i32): i32 {
  let frames = QUANTUM;
  while (frames < longest + QUANTUM) frames <<= 1;
  return frames;
}

export function fdnBytes(longest: i32): usize {
  return RINGS + ((<usize>LINES * <usize>ringFrames(longest)) << 3);
}

export function fdnReset(fdn: usize, longest: i32): void {
  memory.fill(fdn, 0, RINGS);
  store<i32>(fdn, ringFrames(longest) - 1, MASK);
  store<f64>(fdn, -1, ROTATED_AT);
  fdnClear(fdn);
}

/** Silence in all lines. */
export function fdnClear(fdn: usize): void {
  memory.fill(fdn + RINGS, 0, (<usize>LINES * <usize>(load<i32>(fdn, MASK) + 1)) << 3);
  for (let pair = 0; pair < PAIRS; pair++) {
    v128.store(fdn + FILTERS + <usize>pair * FILTER_BYTES, f64x2.splat(0), 112);
    v128.store(fdn + FILTERS + <usize>pair * FILTER_BYTES, f64x2.splat(0), 128);
  }
}

export function fdnLength(fdn: usize, line: i32): i32 {
  return load<i32>(fdn + LENGTHS + (<usize>line << 2));
}

export function fdnSetLength(fdn: usize, line: i32, frames: i32): void {
  store<i32>(fdn + LENGTHS + (<usize>line << 2), frames);
}

function isPrime(n: i32): bool {
  if ((n & 1) == 0) return n == 2;
  for (let d = 3; d * d <= n; d += 2) if (n % d == 0) return false;
  return n > 1;
}

/** Line lengths between two times, spread evenly by ratio, each a prime of its own so that their echoes never agree. */
export function fdnSetLengths(fdn: usize, shortestMs: f64, longestMs: f64, sampleRate: f64): void {
  const ratio = Math.log(longestMs / shortestMs);
  for (let line = 0; line < LINES; line++) {
    // Long and short ones alternate between the sides.
    const place = <f64>((line * 7) & 15);
    const jitter = 0.6 * (0.618033988749895 * <f64>line - Math.floor(0.618033988749895 * <f64>line) - 0.5);
    let frames = <i32>(shortestMs * Math.exp(ratio * clampUnit((place + jitter) / 15)) * 0.001 * sampleRate);
    frames = max(frames, QUANTUM + 2);
    let taken = true;
    while (taken) {
      taken = !isPrime(frames);
      for (let other = 0; other < line; other++) if (fdnLength(fdn, other) == frames) taken = true;
      if (taken) frames++;
    }
    fdnSetLength(fdn, line, frames);
  }
}

// @ts-ignore: decorator
@inline
function clampUnit(x: f64): f64 {
  return x < 0 ? 0 : x > 1 ? 1 : x;
}

/** Mean length in frames. */
export function fdnMeanLength(fdn: usize): f64 {
  let sum: f64 = 0;
  for (let line = 0; line < LINES; line++) sum += <f64>fdnLength(fdn, line);
  return sum / <f64>LINES;
}

/** dB a frame to the amplitude that remains after a line's length. */
// @ts-ignore: decorator
@inline
function remains(dbPerFrame: f64, frames: f64): f64 {
  return Math.exp(-0.11512925464970228 * dbPerFrame * frames);
}

/**
 * Sets what is lost: dB a frame at the bottom, in the middle and at the top, and the tangents of half the crossovers'
 * angles. First-order shelves that are at half their dB on the crossover.
 */
export function fdnSetLosses(fdn: usize, low: f64, mid: f64, high: f64, lowTan: f64, highTan: f64): void {
  for (let line = 0; line < LINES; line++) {
    const frames = <f64>fdnLength(fdn, line);
    const at = fdn + FILTERS + <usize>(line >> 1) * FILTER_BYTES + (<usize>(line & 1) << 3);
    store<f64>(at, remains(mid, frames));
    const r = remains(low - mid, frames);
    const root = sqrt(r);
    const under = 1 / (1 + lowTan / root);
    store<f64>(at, (1 + lowTan * root) * under, 16);
    store<f64>(at, (lowTan * root - 1) * under, 32);
    store<f64>(at, (lowTan / root - 1) * under, 48);
    const q = remains(high - mid, frames);
    const top = highTan * sqrt(q);
    const over = 1 / (1 + top);
    store<f64>(at, (q + top) * over, 64);
    store<f64>(at, (top - q) * over, 80);
    store<f64>(at, (top - 1) * over, 96);
  }
}

/** Rotations at a frame of the run: pair `p` swings at its own rate about no rotation, `depth` radians to each side. */
function rotationsAt(fdn: usize, frame: f64, depth: f64, radiansPerFrame: f64, seed: f64, out: usize): void {
  for (let pair = 0; pair < PAIRS; pair++) {
    const rate = radiansPerFrame * (0.71 + 0.083 * <f64>pair);
    const turns = (rate * frame) / (2 * Math.PI) + 0.382 * <f64>pair + 0.1 * seed;
    const angle = depth * Math.sin(2 * Math.PI * (turns - Math.floor(turns)));
    store<f64>(out + (<usize>pair << 4), Math.cos(angle));
    store<f64>(out + (<usize>pair << 4), Math.sin(angle), 8);
  }
}

/** Prepares the rotations of a quantum: where they begin, and their change a frame. */
function turn(fdn: usize, frame: f64, depth: f64, depthTo: f64, radiansPerFrame: f64, seed: f64): void {
  const now = fdn + ROTATIONS;
  const steps = fdn + STEPS;
  if (load<f64>(fdn, ROTATED_AT) != frame) rotationsAt(fdn, frame, depth, radiansPerFrame, seed, now);
  rotationsAt(fdn, frame + <f64>QUANTUM, depthTo, radiansPerFrame, seed, steps);
  for (let pair: usize = 0; pair < <usize>PAIRS << 4; pair += 16) {
    const change = f64x2.sub(v128.load(steps + pair), v128.load(now + pair));
    v128.store(steps + pair, f64x2.mul(f64x2.splat(1 / <f64>QUANTUM), change));
  }
  store<f64>(fdn, frame + <f64>QUANTUM, ROTATED_AT);
}

/** Reads a quantum of a pair's two lines. */
function readPair(fdn: usize, pair: i32, block: usize): void {
  const mask = load<i32>(fdn, MASK);
  const bytes = <usize>(mask + 1) << 3;
  const position = load<i32>(fdn, POSITION);
  const a = fdn + RINGS + <usize>(2 * pair) * bytes;
  const b = a + bytes;
  const atA = position - fdnLength(fdn, 2 * pair);
  const atB = position - fdnLength(fdn, 2 * pair + 1);
  for (let i = 0; i < QUANTUM; i++) {
    const left = v128.load_splat<f64>(a + (<usize>((atA + i) & mask) << 3));
    const both = f64x2.replace_lane(left, 1, load<f64>(b + (<usize>((atB + i) & mask) << 3)));
    v128.store(block + (<usize>i << 4), both);
  }
}

/** Adds the pair to the output with its sign, and takes from it what the decay times ask for. */
function dampPair(fdn: usize, pair: i32, block: usize, out: usize, sign: f64): void {
  const filter = fdn + FILTERS + <usize>pair * FILTER_BYTES;
  const gain = v128.load(filter);
  const lb0 = v128.load(filter, 16), lb1 = v128.load(filter, 32), la1 = v128.load(filter, 48);
  const hb0 = v128.load(filter, 64), hb1 = v128.load(filter, 80), ha1 = v128.load(filter, 96);
  let ls = v128.load(filter, 112), hs = v128.load(filter, 128);
  const signs = f64x2.splat(sign);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    const x = v128.load(block + i);
    v128.store(out + i, f64x2.add(v128.load(out + i), f64x2.mul(signs, x)));
    const u = f64x2.mul(gain, x);
    const y = f64x2.add(f64x2.mul(lb0, u), ls);
    ls = f64x2.sub(f64x2.mul(lb1, u), f64x2.mul(la1, y));
    const z = f64x2.add(f64x2.mul(hb0, y), hs);
    hs = f64x2.sub(f64x2.mul(hb1, y), f64x2.mul(ha1, z));
    v128.store(block + i, z);
  }
  v128.store(filter, calm(ls), 112);
  v128.store(filter, calm(hs), 128);
}

// @ts-ignore: decorator
@inline
function calm(x: v128): v128 {
  return f64x2.replace_lane(
    f64x2.splat(settleScalar(f64x2.extract_lane(x, 0))), 1, settleScalar(f64x2.extract_lane(x, 1)),
  );
}

// @ts-ignore: decorator
@inline
function rotate(fdn: usize, pair: usize, x: v128): v128 {
  const at = fdn + ROTATIONS + (pair << 4);
  const now = f64x2.add(v128.load(at), v128.load(fdn + STEPS + (pair << 4)));
  v128.store(at, now);
  const c = i64x2.shuffle(now, now, 0, 0);
  const s = i64x2.shuffle(now, now, 1, 1);
  const turned = v128.xor(i64x2.shuffle(x, x, 1, 0), f64x2(-0.0, 0.0));
  return f64x2.add(f64x2.mul(c, x), f64x2.mul(s, turned));
}

/** The last stage of the Hadamard matrix, between the lanes, with the scale of all of it and the input. */
// @ts-ignore: decorator
@inline
function send(ring: usize, bytes: usize, x: v128, input: v128): void {
  const l = i64x2.shuffle(x, x, 0, 0);
  const r = v128.xor(i64x2.shuffle(x, x, 1, 1), f64x2(0.0, -0.0));
  const y = f64x2.add(f64x2.mul(f64x2.splat(0.25), f64x2.add(l, r)), input);
  store<f64>(ring, f64x2.extract_lane(y, 0));
  store<f64>(ring + bytes, f64x2.extract_lane(y, 1));
}

/** Rotates, mixes and writes a quantum back into the lines, with the input added. */
function feed(fdn: usize, input: usize): void {
  const mask = load<i32>(fdn, MASK);
  const bytes = <usize>(mask + 1) << 3;
  const position = load<i32>(fdn, POSITION);
  const pairBytes = <usize>QUANTUM * FRAME;
  const scale = f64x2.splat(0.35355339059327373);
  for (let i = 0; i < QUANTUM; i++) {
    const at = fdn + BLOCKS + (<usize>i << 4);
    const a0 = rotate(fdn, 0, v128.load(at));
    const a1 = rotate(fdn, 1, v128.load(at + pairBytes));
    const a2 = rotate(fdn, 2, v128.load(at + 2 * pairBytes));
    const a3 = rotate(fdn, 3, v128.load(at + 3 * pairBytes));
    const a4 = rotate(fdn, 4, v128.load(at + 4 * pairBytes));
    const a5 = rotate(fdn, 5, v128.load(at + 5 * pairBytes));
    const a6 = rotate(fdn, 6, v128.load(at + 6 * pairBytes));
    const a7 = rotate(fdn, 7, v128.load(at + 7 * pairBytes));
    const b0 = f64x2.add(a0, a4), b4 = f64x2.sub(a0, a4), b1 = f64x2.add(a1, a5), b5 = f64x2.sub(a1, a5);
    const b2 = f64x2.add(a2, a6), b6 = f64x2.sub(a2, a6), b3 = f64x2.add(a3, a7), b7 = f64x2.sub(a3, a7);
    const c0 = f64x2.add(b0, b2), c2 = f64x2.sub(b0, b2), c1 = f64x2.add(b1, b3), c3 = f64x2.sub(b1, b3);
    const c4 = f64x2.add(b4, b6), c6 = f64x2.sub(b4, b6), c5 = f64x2.add(b5, b7), c7 = f64x2.sub(b5, b7);
    const x = f64x2.mul(scale, v128.load(input + (<usize>i << 4)));
    const y = f64x2.neg(x);
    const ring = fdn + RINGS + (<usize>((position + i) & mask) << 3);
    send(ring, bytes, f64x2.add(c0, c1), x);
    send(ring + 2 * bytes, bytes, f64x2.sub(c0, c1), y);
    send(ring + 4 * bytes, bytes, f64x2.add(c2, c3), y);
    send(ring + 6 * bytes, bytes, f64x2.sub(c2, c3), x);
    send(ring + 8 * bytes, bytes, f64x2.add(c4, c5), x);
    send(ring + 10 * bytes, bytes, f64x2.sub(c4, c5), y);
    send(ring + 12 * bytes, bytes, f64x2.add(c6, c7), x);
    send(ring + 14 * bytes, bytes, f64x2.sub(c6, c7), y);
  }
  store<i32>(fdn, (position + QUANTUM) & mask, POSITION);
}

/**
 * One quantum: `input` goes in, the tail is added to `out`. The rotations swing `depth` (now and at the end of the
 * quantum) radians; `frame` counts the run's frames.
 */
export function fdnProcess(
  fdn: usize, input: usize, out: usize, frame: f64, depth: f64, depthTo: f64, radiansPerFrame: f64, seed: f64,
): void {
  turn(fdn, frame, depth, depthTo, radiansPerFrame, seed);
  for (let pair = 0; pair < PAIRS; pair++) {
    const block = fdn + BLOCKS + <usize>(pair * QUANTUM) * FRAME;
    readPair(fdn, pair, block);
    // Signs 1, -1, 1, 1, -1, 1, -1, -1: outputs that agree with none of the matrix's rows.
    dampPair(fdn, pair, block, out, (0xd2 >> pair) & 1 ? -1 : 1);
  }
  feed(fdn, input);
}
