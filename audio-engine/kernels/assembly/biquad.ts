// Biquad sections on stereo frames, transposed direct form II: y = b0*x + s1, s1 = b1*x - a1*y + s2,
// s2 = b2*x - a2*y. A section is 128 bytes: b0, b1, b2, a1, a2, s1, s2 as v128 (a coefficient for each lane).
// Several sections in one pass keep the samples in registers and hide each other's recursion.
import { FRAME, settle } from './math';

export const SECTION_BYTES: usize = 128;

// Offsets into a section; plain numbers, because load and store want immediates.
// @ts-ignore: decorator
@inline const B1: usize = 16;
// @ts-ignore: decorator
@inline const B2: usize = 32;
// @ts-ignore: decorator
@inline const A1: usize = 48;
// @ts-ignore: decorator
@inline const A2: usize = 64;
// @ts-ignore: decorator
@inline const S1: usize = 80;
// @ts-ignore: decorator
@inline const S2: usize = 96;

/** Sets a section's lanes from five doubles; a lane that is off passes its signal on untouched. */
export function setSection(section: usize, coefficients: usize, left: bool, right: bool): void {
  for (let i: usize = 0; i < 5; i++) {
    const value = load<f64>(coefficients + (i << 3));
    const neutral: f64 = i == 0 ? 1 : 0;
    store<f64>(section + (i << 4), left ? value : neutral);
    store<f64>(section + (i << 4), right ? value : neutral, 8);
  }
}

export function clearSection(section: usize): void {
  v128.store(section, f64x2.splat(0), S1);
  v128.store(section, f64x2.splat(0), S2);
}

export function sections1(a: usize, buffer: usize, frames: i32): void {
  const ab0 = v128.load(a), ab1 = v128.load(a, B1), ab2 = v128.load(a, B2), aa1 = v128.load(a, A1), aa2 = v128.load(a, A2);
  let as1 = v128.load(a, S1), as2 = v128.load(a, S2);
  const end = buffer + <usize>frames * FRAME;
  for (let at = buffer; at < end; at += FRAME) {
    const x = v128.load(at);
    const y = f64x2.add(f64x2.mul(ab0, x), as1);
    as1 = f64x2.sub(f64x2.add(f64x2.mul(ab1, x), as2), f64x2.mul(aa1, y));
    as2 = f64x2.sub(f64x2.mul(ab2, x), f64x2.mul(aa2, y));
    v128.store(at, y);
  }
  v128.store(a, settle(as1), S1);
  v128.store(a, settle(as2), S2);
}

export function sections2(a: usize, b: usize, buffer: usize, frames: i32): void {
  const ab0 = v128.load(a), ab1 = v128.load(a, B1), ab2 = v128.load(a, B2), aa1 = v128.load(a, A1), aa2 = v128.load(a, A2);
  const bb0 = v128.load(b), bb1 = v128.load(b, B1), bb2 = v128.load(b, B2), ba1 = v128.load(b, A1), ba2 = v128.load(b, A2);
  let as1 = v128.load(a, S1), as2 = v128.load(a, S2);
  let bs1 = v128.load(b, S1), bs2 = v128.load(b, S2);
  const end = buffer + <usize>frames * FRAME;
  for (let at = buffer; at < end; at += FRAME) {
    const x = v128.load(at);
    const y = f64x2.add(f64x2.mul(ab0, x), as1);
    as1 = f64x2.sub(f64x2.add(f64x2.mul(ab1, x), as2), f64x2.mul(aa1, y));
    as2 = f64x2.sub(f64x2.mul(ab2, x), f64x2.mul(aa2, y));
    const z = f64x2.add(f64x2.mul(bb0, y), bs1);
    bs1 = f64x2.sub(f64x2.add(f64x2.mul(bb1, y), bs2), f64x2.mul(ba1, z));
    bs2 = f64x2.sub(f64x2.mul(bb2, y), f64x2.mul(ba2, z));
    v128.store(at, z);
  }
  v128.store(a, settle(as1), S1);
  v128.store(a, settle(as2), S2);
  v128.store(b, settle(bs1), S1);
  v128.store(b, settle(bs2), S2);
}

export function sections3(a: usize, b: usize, c: usize, buffer: usize, frames: i32): void {
  const ab0 = v128.load(a), ab1 = v128.load(a, B1), ab2 = v128.load(a, B2), aa1 = v128.load(a, A1), aa2 = v128.load(a, A2);
  const bb0 = v128.load(b), bb1 = v128.load(b, B1), bb2 = v128.load(b, B2), ba1 = v128.load(b, A1), ba2 = v128.load(b, A2);
  const cb0 = v128.load(c), cb1 = v128.load(c, B1), cb2 = v128.load(c, B2), ca1 = v128.load(c, A1), ca2 = v128.load(c, A2);
  let as1 = v128.load(a, S1), as2 = v128.load(a, S2);
  let bs1 = v128.load(b, S1), bs2 = v128.load(b, S2);
  let cs1 = v128.load(c, S1), cs2 = v128.load(c, S2);
  const end = buffer + <usize>frames * FRAME;
  for (let at = buffer; at < end; at += FRAME) {
    const x = v128.load(at);
    const y = f64x2.add(f64x2.mul(ab0, x), as1);
    as1 = f64x2.sub(f64x2.add(f64x2.mul(ab1, x), as2), f64x2.mul(aa1, y));
    as2 = f64x2.sub(f64x2.mul(ab2, x), f64x2.mul(aa2, y));
    const z = f64x2.add(f64x2.mul(bb0, y), bs1);
    bs1 = f64x2.sub(f64x2.add(f64x2.mul(bb1, y), bs2), f64x2.mul(ba1, z));
    bs2 = f64x2.sub(f64x2.mul(bb2, y), f64x2.mul(ba2, z));
    const o = f64x2.add(f64x2.mul(cb0, z), cs1);
    cs1 = f64x2.sub(f64x2.add(f64x2.mul(cb1, z), cs2), f64x2.mul(ca1, o));
    cs2 = f64x2.sub(f64x2.mul(cb2, z), f64x2.mul(ca2, o));
    v128.store(at, o);
  }
  v128.store(a, settle(as1), S1);
  v128.store(a, settle(as2), S2);
  v128.store(b, settle(bs1), S1);
  v128.store(b, settle(bs2), S2);
  v128.store(c, settle(cs1), S1);
  v128.store(c, settle(cs2), S2);
}
