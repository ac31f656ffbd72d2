// What an insert is given and what it makes of it, kept for the eyes of the control thread: two rings of
// interleaved stereo float32 that are written only while somebody looks.
import { QUANTUM } from './math';

// Tap block, Int32 words: 0 quanta ever written (atomic), 1 quanta in a ring minus one, 2 ring before, 3 ring after.

function copyDown(to: usize, from: usize): void {
  for (let i: usize = 0; i < <usize>QUANTUM; i += 2) {
    const first = f32x4.demote_f64x2_zero(v128.load(from + (i << 4)));
    const second = f32x4.demote_f64x2_zero(v128.load(from + (i << 4), 16));
    v128.store(to + (i << 3), i64x2.shuffle(first, second, 0, 2));
  }
}

/** Adds a quantum of what went in (as late as what came out) and of what came out. */
export function tapWrite(tap: usize, before: usize, after: usize): void {
  const written = load<i32>(tap);
  const at = usize(written & load<i32>(tap, 4)) * (QUANTUM << 3);
  copyDown(usize(load<i32>(tap, 8)) + at, before);
  copyDown(usize(load<i32>(tap, 12)) + at, after);
  atomic.store<i32>(tap, written + 1);
}
