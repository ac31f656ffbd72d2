// A delay that lines a strip up with slower ones. Its length may change while it runs: then it cross-fades from
// the old tap to the new one, as soon as the ring holds enough of the past to have one.
import { QUANTUM } from './math';
import { QUANTUM_BYTES } from './smooth';
import { copyQuantum, isSilent } from './source';

// Int32 words: 0 ring, 1 mask (frames - 1), 2 write position, 3 goal (samples), 4 now, 5 fading to, 6 fade quanta
// left, 7 fade quanta, 8 fresh, 9 frames written (up to the ring's size), 10 silent frames written.

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

export function alignProcess(node: usize, buffer: usize): void {
  if (load<i32>(node, 32) != 0) alignReset(node);
  const ring = usize(load<i32>(node));
  const mask = load<i32>(node, 4);
  const at = load<i32>(node, 8);
  const goal = load<i32>(node, 12);
  const quiet = isSilent(buffer) ? load<i32>(node, 40) + QUANTUM : 0;
  store<i32>(node, min(quiet, mask + 1), 40);
  ringWrite(ring, mask, at, buffer);
  store<i32>(node, (at + QUANTUM) & mask, 8);
  store<i32>(node, min(load<i32>(node, 36) + QUANTUM, mask + 1), 36);

  if (load<i32>(node, 24) == 0 && goal != load<i32>(node, 16) && load<i32>(node, 36) >= goal + QUANTUM) {
    store<i32>(node, goal, 20);
    store<i32>(node, load<i32>(node, 28), 24);
  }
  const now = load<i32>(node, 16);
  const left = load<i32>(node, 24);
  if (left == 0) {
    if (now != 0) ringRead(ring, mask, at - now, buffer);
    return;
  }
  const next = load<i32>(node, 20);
  const total = f64(load<i32>(node, 28) * QUANTUM);
  const done = f64((load<i32>(node, 28) - left) * QUANTUM);
  for (let i = 0; i < QUANTUM; i++) {
    const from = v128.load(ring + (usize((at - now + i) & mask) << 4));
    const to = v128.load(ring + (usize((at - next + i) & mask) << 4));
    const t = f64x2.splat((done + f64(i + 1)) / total);
    v128.store(buffer + (usize(i) << 4), f64x2.add(from, f64x2.mul(f64x2.sub(to, from), t)));
  }
  store<i32>(node, left - 1, 24);
  if (left == 1) store<i32>(node, next, 16);
}
