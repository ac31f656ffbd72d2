// Lists of biquad sections over one quantum: three to a pass for one strip, two and two to a pass for two strips, whose
// recursions then hide each other's latency. The order within a strip, and so every bit, is the same either way.
import { sections1, sections2, sections3 } from './biquad';
import { FRAME, QUANTUM, settle } from './math';

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

// @ts-ignore: decorator
@inline
function nth(list: usize, index: i32): usize {
  return <usize>load<u32>(list + (<usize>index << 2));
}

/** Runs the sections `from`.. of a list of `count` addresses (u32) over a quantum in place. */
export function runChain(list: usize, from: i32, count: i32, buffer: usize): void {
  let i = from;
  for (; i + 3 <= count; i += 3) sections3(nth(list, i), nth(list, i + 1), nth(list, i + 2), buffer, QUANTUM);
  if (count - i == 2) sections2(nth(list, i), nth(list, i + 1), buffer, QUANTUM);
  else if (count - i == 1) sections1(nth(list, i), buffer, QUANTUM);
}

/** Two sections a, b of one strip and two, c, d, of another. */
function sections22(a: usize, b: usize, one: usize, c: usize, d: usize, other: usize): void {
  const ab0 = v128.load(a), ab1 = v128.load(a, B1), ab2 = v128.load(a, B2), aa1 = v128.load(a, A1), aa2 = v128.load(a, A2);
  const bb0 = v128.load(b), bb1 = v128.load(b, B1), bb2 = v128.load(b, B2), ba1 = v128.load(b, A1), ba2 = v128.load(b, A2);
  const cb0 = v128.load(c), cb1 = v128.load(c, B1), cb2 = v128.load(c, B2), ca1 = v128.load(c, A1), ca2 = v128.load(c, A2);
  const db0 = v128.load(d), db1 = v128.load(d, B1), db2 = v128.load(d, B2), da1 = v128.load(d, A1), da2 = v128.load(d, A2);
  let as1 = v128.load(a, S1), as2 = v128.load(a, S2);
  let bs1 = v128.load(b, S1), bs2 = v128.load(b, S2);
  let cs1 = v128.load(c, S1), cs2 = v128.load(c, S2);
  let ds1 = v128.load(d, S1), ds2 = v128.load(d, S2);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    const x = v128.load(one + i);
    const u = v128.load(other + i);
    const y = f64x2.add(f64x2.mul(ab0, x), as1);
    const v = f64x2.add(f64x2.mul(cb0, u), cs1);
    as1 = f64x2.sub(f64x2.add(f64x2.mul(ab1, x), as2), f64x2.mul(aa1, y));
    cs1 = f64x2.sub(f64x2.add(f64x2.mul(cb1, u), cs2), f64x2.mul(ca1, v));
    as2 = f64x2.sub(f64x2.mul(ab2, x), f64x2.mul(aa2, y));
    cs2 = f64x2.sub(f64x2.mul(cb2, u), f64x2.mul(ca2, v));
    const z = f64x2.add(f64x2.mul(bb0, y), bs1);
    const w = f64x2.add(f64x2.mul(db0, v), ds1);
    bs1 = f64x2.sub(f64x2.add(f64x2.mul(bb1, y), bs2), f64x2.mul(ba1, z));
    ds1 = f64x2.sub(f64x2.add(f64x2.mul(db1, v), ds2), f64x2.mul(da1, w));
    bs2 = f64x2.sub(f64x2.mul(bb2, y), f64x2.mul(ba2, z));
    ds2 = f64x2.sub(f64x2.mul(db2, v), f64x2.mul(da2, w));
    v128.store(one + i, z);
    v128.store(other + i, w);
  }
  v128.store(a, settle(as1), S1);
  v128.store(a, settle(as2), S2);
  v128.store(b, settle(bs1), S1);
  v128.store(b, settle(bs2), S2);
  v128.store(c, settle(cs1), S1);
  v128.store(c, settle(cs2), S2);
  v128.store(d, settle(ds1), S1);
  v128.store(d, settle(ds2), S2);
}

/** Two strips' lists at once; what one has more than the other runs alone. The buffers must not overlap. */
export function runChainPair(listA: usize, countA: i32, bufferA: usize, listB: usize, countB: i32, bufferB: usize): void {
  const both = min(countA, countB) & ~1;
  for (let i = 0; i < both; i += 2) {
    sections22(nth(listA, i), nth(listA, i + 1), bufferA, nth(listB, i), nth(listB, i + 1), bufferB);
  }
  runChain(listA, both, countA, bufferA);
  runChain(listB, both, countB, bufferB);
}

/** Whether no section of the list rings any more. */
export function chainRests(list: usize, count: i32): bool {
  let any = f64x2.splat(0);
  for (let i = 0; i < count; i++) any = v128.or(any, v128.or(v128.load(nth(list, i), S1), v128.load(nth(list, i), S2)));
  return !v128.any_true(any);
}
