// Where a strip's sound comes from: the ring of its track, which another thread fills ahead of time.
import { QUANTUM_BYTES } from './smooth';

/** Address of a quantum in a feed's ring, or 0 where it was never filled. */
export function feedQuantum(feed: usize, quantum: i32): usize {
  const mask = load<i32>(feed, 4);
  const filled = atomic.load<i32>(feed + 12);
  if (quantum >= filled || quantum < filled - mask - 1) return 0;
  return usize(load<i32>(feed)) + usize((quantum & mask) * QUANTUM_BYTES);
}

/** True where all 64 frames are zero. */
export function isSilent(buffer: usize): bool {
  let bits = i64x2.splat(0);
  for (let at: usize = 0; at < 1024; at += 64) {
    bits = v128.or(bits, v128.load(buffer + at));
    bits = v128.or(bits, v128.load(buffer + at, 16));
    bits = v128.or(bits, v128.load(buffer + at, 32));
    bits = v128.or(bits, v128.load(buffer + at, 48));
  }
  // The sign of a zero is no sound.
  bits = v128.and(bits, i64x2.splat(0x7fffffffffffffff));
  return !v128.any_true(bits);
}

export function silence(buffer: usize): void {
  // Sixteen stores in a row are quicker than a call to fill memory.
  const zero = i64x2.splat(0);
  for (let at: usize = 0; at < 1024; at += 64) {
    v128.store(buffer + at, zero);
    v128.store(buffer + at, zero, 16);
    v128.store(buffer + at, zero, 32);
    v128.store(buffer + at, zero, 48);
  }
}

/** Copies a quantum. */
export function copyQuantum(to: usize, from: usize): void {
  for (let at: usize = 0; at < 1024; at += 64) {
    v128.store(to + at, v128.load(from + at));
    v128.store(to + at, v128.load(from + at, 16), 16);
    v128.store(to + at, v128.load(from + at, 32), 32);
    v128.store(to + at, v128.load(from + at, 48), 48);
  }
}

/** Copies a quantum; false where a sample is not finite, or beyond 1e60, where nothing is sound any more. */
export function copyFinite(to: usize, from: usize): bool {
  const most = f64x2.splat(1e60);
  let sane = i64x2.splat(-1);
  for (let at: usize = 0; at < 1024; at += 32) {
    const a = v128.load(from + at);
    const b = v128.load(from + at, 16);
    sane = v128.and(sane, v128.and(f64x2.le(f64x2.abs(a), most), f64x2.le(f64x2.abs(b), most)));
    v128.store(to + at, a);
    v128.store(to + at, b, 16);
  }
  return i64x2.all_true(sane);
}
