// A stereo delay line in whole quanta: a ring of frames, written 64 at a time, read at any distance up to its length.
// Block: position (i32), mask (i32), present delay (i32, -1 before the first quantum), then the ring at 64.
import { FRAME, QUANTUM } from './math';

const MASK: usize = 4;
const DELAY: usize = 8;
const RING: usize = 64;

/** Frames of a ring that can delay by `longest`: a power of two with room for the quantum just written. */
function ringFrames(longest: i32): i32 {
  let frames = QUANTUM;
  while (frames < longest + QUANTUM) frames <<= 1;
  return frames;
}

export function delayBytes(longest: i32): usize {
  return RING + <usize>ringFrames(longest) * FRAME;
}

export function delayReset(line: usize, longest: i32): void {
  memory.fill(line, 0, delayBytes(longest));
  store<i32>(line, ringFrames(longest) - 1, MASK);
  store<i32>(line, -1, DELAY);
}

/** Quanta of silence after which the ring holds nothing else. */
export function delayQuanta(line: usize): i32 {
  return (load<i32>(line, MASK) + 1) / QUANTUM;
}

/**
 * Writes a quantum from `input` and puts the one `delay` frames older to `output` (may be the same buffer). A new
 * delay takes over in a cross-fade across the quantum.
 */
export function delayQuantum(line: usize, input: usize, output: usize, delay: i32): void {
  const position = load<i32>(line);
  const mask = load<i32>(line, MASK);
  const present = load<i32>(line, DELAY);
  const ring = line + RING;
  const newest = ring + <usize>position * FRAME;
  // A loop: for a kilobyte it is quicker than the call that memory.copy becomes.
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += 2 * FRAME) {
    v128.store(newest + i, v128.load(input + i));
    v128.store(newest + i, v128.load(input + i, 16), 16);
  }
  store<i32>(line, (position + QUANTUM) & mask);
  store<i32>(line, delay, DELAY);
  if (present == delay || present < 0) {
    if (delay == 0) {
      if (input != output) memory.copy(output, input, <usize>QUANTUM * FRAME);
      return;
    }
    for (let i = 0; i < QUANTUM; i++) {
      v128.store(output + <usize>i * FRAME, v128.load(ring + <usize>((position + i - delay) & mask) * FRAME));
    }
    return;
  }
  for (let i = 0; i < QUANTUM; i++) {
    const old = v128.load(ring + <usize>((position + i - present) & mask) * FRAME);
    const fresh = v128.load(ring + <usize>((position + i - delay) & mask) * FRAME);
    const part = f64x2.splat(<f64>(i + 1) / <f64>QUANTUM);
    v128.store(output + <usize>i * FRAME, f64x2.add(old, f64x2.mul(part, f64x2.sub(fresh, old))));
  }
}
