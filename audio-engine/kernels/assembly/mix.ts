// The sum at a strip's input. What has a node (edge.ts) is added one at a time; what has none is added as it is,
// eight frames of all such sources at a time.
import { edgeAdd } from './edge';
import { silence } from './source';

// Input, Int32 words: 0 the source's buffer, 1 edge block or 0.
const INPUT_BYTES: usize = 8;

/** Adds sources [from, until) of a table, at `offset` bytes in their buffers, to `sum`; `first` begins with zero. */
function addPlain(from: usize, until: usize, offset: usize, sum: usize, first: bool): void {
  for (let at: usize = 0; at < 1024; at += 128) {
    const to = sum + at;
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let h = a;
    if (!first) {
      a = v128.load(to);
      b = v128.load(to, 16);
      c = v128.load(to, 32);
      d = v128.load(to, 48);
      e = v128.load(to, 64);
      f = v128.load(to, 80);
      g = v128.load(to, 96);
      h = v128.load(to, 112);
    }
    for (let input = from; input < until; input += INPUT_BYTES) {
      const source = usize(load<i32>(input)) + offset + at;
      a = f64x2.add(a, v128.load(source));
      b = f64x2.add(b, v128.load(source, 16));
      c = f64x2.add(c, v128.load(source, 32));
      d = f64x2.add(d, v128.load(source, 48));
      e = f64x2.add(e, v128.load(source, 64));
      f = f64x2.add(f, v128.load(source, 80));
      g = f64x2.add(g, v128.load(source, 96));
      h = f64x2.add(h, v128.load(source, 112));
    }
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
    v128.store(to, e, 64);
    v128.store(to, f, 80);
    v128.store(to, g, 96);
    v128.store(to, h, 112);
  }
}

/** One quantum of the sum of `count` inputs, in their order. `offset` in bytes; `scratch` is room for a quantum. */
export function mixInputs(inputs: usize, count: i32, offset: usize, sum: usize, scratch: usize): void {
  const end = inputs + usize(count) * INPUT_BYTES;
  let at = inputs;
  if (at == end || load<i32>(at, 4) != 0) silence(sum);
  while (at < end) {
    const edge = usize(load<i32>(at, 4));
    if (edge != 0) {
      edgeAdd(edge, usize(load<i32>(at)) + offset, sum, scratch);
      at += INPUT_BYTES;
      continue;
    }
    const from = at;
    while (at < end && load<i32>(at, 4) == 0) at += INPUT_BYTES;
    addPlain(from, at, offset, sum, from == inputs);
  }
}

/** Both sides go towards half of left and right, from one share of the way to another: 1 is mono. */
export function foldToMono(buffer: usize, from: f64, to: f64): void {
  const half = f64x2.splat(0.5);
  if (from != 1.0 || to != 1.0) {
    const step = (to - from) / 64.0;
    for (let i = 0; i < 64; i++) {
      const at = buffer + (usize(i) << 4);
      const frame = v128.load(at);
      const mono = f64x2.mul(f64x2.add(frame, i64x2.shuffle(frame, frame, 1, 0)), half);
      v128.store(at, f64x2.add(frame, f64x2.mul(f64x2.sub(mono, frame), f64x2.splat(from + step * f64(i + 1)))));
    }
    return;
  }
  for (let at: usize = 0; at < 1024; at += 16) {
    const frame = v128.load(buffer + at);
    v128.store(buffer + at, f64x2.mul(f64x2.add(frame, i64x2.shuffle(frame, frame, 1, 0)), half));
  }
}
