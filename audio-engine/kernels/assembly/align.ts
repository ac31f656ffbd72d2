// A delay that lines a strip, an edge or a side-chain up with slower ones. Its length may change while it runs: then it
// cross-fades from the old tap to the new one, as soon as the ring holds enough of the past to have one.
import { QUANTUM } from './math';
import { QUANTUM_BYTES } from './smooth';
import { copyQuantum, isSilent } from './source';

// Int32 words: 0 ring, 1 mask (frames - 1), 2 write position, 3 goal (samples), 4 now, 5 fading to, 6 fade quanta
// left, 7 fade quanta, 8 fresh, 9 frames written (up to the ring's size), 10 silent frames written, 11 room for a
// quantum (side-chains only), 12 the node whose past it begins with. Fresh: 1 begins with silence behind it, 2 with
// the past of the node before it, whose ring was too short. 13 and 14: now and fade quanta left in this quantum.

export function alignReset(node: usize): void {
  memory.fill(usize(load<i32>(node)), 0, usize(load<i32>(node, 4) + 1) << 4);
  store<i32>(node, 0, 8);
  store<i32>(node, load<i32>(node, 12), 16);
  store<i32>(node, 0, 24);
  store<i32>(node, 0, 32);
  // A run starts with silence behind it.
  store<i32>(node, load<i32>(node, 4) + 1, 36);
  store<i32>(node, load<i32>(node, 4) + 1, 40);
}

export function alignAtRest(node: usize): bool {
  return load<i32>(node, 24) == 0 && load<i32>(node, 12) == load<i32>(node, 16)
    && load<i32>(node, 40) > load<i32>(node, 4);
}

/** Begins where a node with a shorter ring is: its newest frames stand right before the write position. */
function adopt(node: usize, before: usize): void {
  if (load<i32>(before, 32) != 0) {
    alignReset(node);
    return;
  }
  const frames = load<i32>(node, 4) + 1;
  const old = load<i32>(before, 4) + 1;
  const at = load<i32>(before, 8);
  const from = usize(load<i32>(before));
  const to = usize(load<i32>(node)) + (usize(frames - old) << 4);
  memory.copy(to, from + (usize(at) << 4), usize(old - at) << 4);
  memory.copy(to + (usize(old - at) << 4), from, usize(at) << 4);
  // Now, fading to, fade quanta left, and what was written.
  memory.copy(node + 16, before + 16, 12);
  store<i32>(node, load<i32>(before, 36), 36);
  const quiet = load<i32>(before, 40);
  store<i32>(node, quiet == old ? frames : quiet, 40);
  store<i32>(node, 0, 8);
  store<i32>(node, 0, 32);
}

/** A quantum of a side-chain, delayed: in the node's own room. */
export function alignKey(node: usize, source: usize): usize {
  const room = usize(load<i32>(node, 44));
  alignCopy(node, source, room);
  return room;
}

/** Writes a quantum into the ring at frame `at`. */
export function ringWrite(ring: usize, mask: i32, at: i32, buffer: usize): void {
  // Rings are whole quanta, and writing begins at 0: a quantum never wraps.
  copyQuantum(ring + (usize(at & mask) << 4), buffer);
}

/** Reads a quantum that begins at frame `at`, which may wrap. */
export function ringRead(ring: usize, mask: i32, at: i32, buffer: usize): void {
  const first = at & mask;
  const room = mask + 1 - first;
  if (room >= QUANTUM) {
    copyQuantum(buffer, ring + (usize(first) << 4));
    return;
  }
  const bytes = usize(room) << 4;
  memory.copy(buffer, ring + (usize(first) << 4), bytes);
  memory.copy(buffer + bytes, ring, usize(QUANTUM_BYTES) - bytes);
}

/** A quantum into the ring. What it does to the delay counts for this quantum's reading. */
export function alignWrite(node: usize, input: usize): void {
  const fresh = load<i32>(node, 32);
  if (fresh == 2) adopt(node, usize(load<i32>(node, 48)));
  else if (fresh != 0) alignReset(node);
  const ring = usize(load<i32>(node));
  const mask = load<i32>(node, 4);
  const at = load<i32>(node, 8);
  const goal = load<i32>(node, 12);
  const quiet = isSilent(input) ? load<i32>(node, 40) + QUANTUM : 0;
  store<i32>(node, min(quiet, mask + 1), 40);
  ringWrite(ring, mask, at, input);
  store<i32>(node, (at + QUANTUM) & mask, 8);
  const written = min(load<i32>(node, 36) + QUANTUM, mask + 1);
  store<i32>(node, written, 36);

  const now = load<i32>(node, 16);
  let left = load<i32>(node, 24);
  if (left == 0 && goal != now && written >= goal + QUANTUM) {
    store<i32>(node, goal, 20);
    left = load<i32>(node, 28);
  }
  store<i32>(node, now, 52);
  store<i32>(node, left, 56);
  if (left == 0) return;
  store<i32>(node, left - 1, 24);
  if (left == 1) store<i32>(node, load<i32>(node, 20), 16);
}

/** What was written last, delayed. */
export function alignRead(node: usize, output: usize): void {
  const ring = usize(load<i32>(node));
  const mask = load<i32>(node, 4);
  const at = load<i32>(node, 8) - QUANTUM;
  const now = load<i32>(node, 52);
  const left = load<i32>(node, 56);
  if (left == 0) {
    ringRead(ring, mask, at - now, output);
    return;
  }
  const next = load<i32>(node, 20);
  const total = f64(load<i32>(node, 28) * QUANTUM);
  const done = f64((load<i32>(node, 28) - left) * QUANTUM);
  for (let i = 0; i < QUANTUM; i++) {
    const from = v128.load(ring + (usize((at - now + i) & mask) << 4));
    const to = v128.load(ring + (usize((at - next + i) & mask) << 4));
    const t = f64x2.splat((done + f64(i + 1)) / total);
    v128.store(output + (usize(i) << 4), f64x2.add(from, f64x2.mul(f64x2.sub(to, from), t)));
  }
}

export function alignProcess(node: usize, buffer: usize): void {
  alignCopy(node, buffer, buffer);
}

/** A quantum of `input` into the ring, the delayed one to `output`; they may be the same buffer. */
export function alignCopy(node: usize, input: usize, output: usize): void {
  alignWrite(node, input);
  if (load<i32>(node, 52) != 0 || load<i32>(node, 56) != 0) alignRead(node, output);
  else if (input != output) copyQuantum(output, input);
}
