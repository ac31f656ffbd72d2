// What comes before a reverb's tail: the reflections from the nearest walls, and all-pass stages that turn one echo
// into many (M. Schroeder, JAES 10(3), 1962).
import { FRAME, QUANTUM, settle } from './math';

const STAGES: i32 = 4;
const TAPS: i32 = 12;
/** Longest early reflection at the largest size. */
const LONGEST_EARLY_MS: f64 = 180;
const LONGEST_STAGE_MS: f64 = 30;

// i32: early mask, stage mask, position; taps as i32 frames (left, right) and f64 gains (left, right).
const EARLY_MASK: usize = 0;
const STAGE_MASK: usize = 4;
const POSITION: usize = 8;
const TAP_FRAMES: usize = 64;
const TAP_GAINS: usize = TAP_FRAMES + <usize>TAPS * 8;
const STAGE_FRAMES: usize = TAP_GAINS + <usize>TAPS * 16;
const EARLY_RING: usize = 512;

function powerOf2(least: i32): i32 {
  let frames = QUANTUM;
  while (frames < least) frames <<= 1;
  return frames;
}

function earlyFrames(sampleRate: f64): i32 {
  return powerOf2(<i32>(LONGEST_EARLY_MS * 0.001 * sampleRate) + QUANTUM);
}

function stageFrames(sampleRate: f64): i32 {
  return powerOf2(<i32>(LONGEST_STAGE_MS * 0.001 * sampleRate) + QUANTUM);
}

export function frontBytes(sampleRate: f64): usize {
  return EARLY_RING + (<usize>(earlyFrames(sampleRate) + STAGES * stageFrames(sampleRate)) << 4);
}

export function frontReset(front: usize, sampleRate: f64): void {
  store<i32>(front, earlyFrames(sampleRate) - 1, EARLY_MASK);
  store<i32>(front, stageFrames(sampleRate) - 1, STAGE_MASK);
  store<i32>(front, 0, POSITION);
  frontClear(front);
}

export function frontClear(front: usize): void {
  const frames = load<i32>(front, EARLY_MASK) + 1 + STAGES * (load<i32>(front, STAGE_MASK) + 1);
  memory.fill(front + EARLY_RING, 0, <usize>frames << 4);
}

/** A number in 0..1 that looks like none of its neighbours. */
function scatter(n: f64): f64 {
  const x = 0.7548776662466927 * n + 0.31 * n * n * 0.5698402909980532;
  return x - Math.floor(x);
}

/**
 * Sets out the reflections between two times and the stages' lengths. `slope` is the dB that the last reflection is
 * below the first; the gains' squares add up to one a side.
 */
export function frontSetTimes(front: usize, fromMs: f64, toMs: f64, slope: f64, stageScale: f64, sampleRate: f64): void {
  const frames = 0.001 * sampleRate;
  for (let side: usize = 0; side < 2; side++) {
    let energy: f64 = 0;
    for (let tap = 0; tap < TAPS; tap++) {
      const place = (<f64>tap + scatter(<f64>(tap + 1) + 17.3 * <f64>side)) / <f64>TAPS;
      const ms = fromMs + (toMs - fromMs) * place * place * 0.5 + (toMs - fromMs) * place * 0.5;
      const gain = Math.exp(-0.1151292546497 * slope * place) * (scatter(<f64>(tap * 3 + 5) + 9.1 * <f64>side) < 0.5 ? -1 : 1);
      const at = front + TAP_FRAMES + (<usize>tap << 3) + (side << 2);
      store<i32>(at, min(max(<i32>(ms * frames), 1), load<i32>(front, EARLY_MASK) - QUANTUM));
      store<f64>(front + TAP_GAINS + (<usize>tap << 4) + (side << 3), gain);
      energy += gain * gain;
    }
    for (let tap = 0; tap < TAPS; tap++) {
      const at = front + TAP_GAINS + (<usize>tap << 4) + (side << 3);
      store<f64>(at, load<f64>(at) / sqrt(energy));
    }
  }
  // Stage lengths of J. Dattorro's plate (JAES 45(9), 1997), in samples at 29761 Hz; the sides differ by a little.
  const scale = (stageScale * sampleRate) / 29761.0;
  const most = load<i32>(front, STAGE_MASK) + 1 - QUANTUM;
  for (let stage = 0; stage < STAGES; stage++) {
    const length: f64 = stage == 0 ? 142 : stage == 1 ? 107 : stage == 2 ? 379 : 277;
    const at = front + STAGE_FRAMES + (<usize>stage << 3);
    store<i32>(at, min(max(<i32>(length * scale), QUANTUM), most));
    store<i32>(at, min(max(<i32>((length + 11) * 1.041 * scale), QUANTUM), most), 4);
  }
}

/** Adds the early reflections of a quantum to `out`, and diffuses the quantum in place; gains ramp inside it. */
export function frontProcess(
  front: usize, buffer: usize, out: usize, early: f64, earlyTo: f64, diffusion: f64, diffusionTo: f64,
): void {
  const position = load<i32>(front, POSITION);
  reflect(front, buffer, out, position, early, earlyTo);
  const rings = front + EARLY_RING + (<usize>(load<i32>(front, EARLY_MASK) + 1) << 4);
  const mask = load<i32>(front, STAGE_MASK);
  for (let stage = 0; stage < STAGES; stage++) {
    const at = front + STAGE_FRAMES + (<usize>stage << 3);
    // The later, longer stages a little less, or they ring.
    const part: f64 = stage < 2 ? 1 : 0.84;
    diffuse(
      rings + (<usize>(stage * (mask + 1)) << 4), mask, position, load<i32>(at), load<i32>(at, 4), buffer,
      diffusion * part, diffusionTo * part,
    );
  }
  store<i32>(front, (position + QUANTUM) & 0x3fffffff, POSITION);
}

function reflect(front: usize, buffer: usize, out: usize, position: i32, gain: f64, gainTo: f64): void {
  const mask = load<i32>(front, EARLY_MASK);
  const ring = front + EARLY_RING;
  const newest = ring + (<usize>(position & mask) << 4);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) v128.store(newest + i, v128.load(buffer + i));
  const step = (gainTo - gain) / <f64>QUANTUM;
  for (let tap = 0; tap < TAPS; tap++) {
    const at = front + TAP_FRAMES + (<usize>tap << 3);
    const left = position - load<i32>(at);
    const right = position - load<i32>(at, 4);
    const weights = v128.load(front + TAP_GAINS + (<usize>tap << 4));
    let g = f64x2.mul(weights, f64x2.splat(gain));
    const s = f64x2.mul(weights, f64x2.splat(step));
    for (let i = 0; i < QUANTUM; i++) {
      g = f64x2.add(g, s);
      const l = v128.load_splat<f64>(ring + (<usize>((left + i) & mask) << 4));
      const x = f64x2.replace_lane(l, 1, load<f64>(ring + (<usize>((right + i) & mask) << 4), 8));
      const to = out + (<usize>i << 4);
      v128.store(to, f64x2.add(v128.load(to), f64x2.mul(g, x)));
    }
  }
}

function diffuse(ring: usize, mask: i32, position: i32, left: i32, right: i32, buffer: usize, gain: f64, gainTo: f64): void {
  let g = f64x2.splat(gain);
  const step = f64x2.splat((gainTo - gain) / <f64>QUANTUM);
  const atL = position - left;
  const atR = position - right;
  for (let i = 0; i < QUANTUM; i++) {
    g = f64x2.add(g, step);
    const l = v128.load_splat<f64>(ring + (<usize>((atL + i) & mask) << 4));
    const d = f64x2.replace_lane(l, 1, load<f64>(ring + (<usize>((atR + i) & mask) << 4), 8));
    const at = buffer + (<usize>i << 4);
    const v = settle(f64x2.add(v128.load(at), f64x2.mul(g, d)));
    v128.store(ring + (<usize>((position + i) & mask) << 4), v);
    v128.store(at, f64x2.sub(d, f64x2.mul(g, v)));
  }
}
