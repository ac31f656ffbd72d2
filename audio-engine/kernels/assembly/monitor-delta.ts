// What one insert changes, heard instead of the mix: its output less its input, as late as its output is. The insert
// writes it beside its strip's buffer, quantum for quantum; the control room plays it and leaves silence behind, so that a
// strip that is skipped is not heard again.
import { QUANTUM } from './math';
import { QUANTUM_BYTES, quantaOf, rampAdvance, rampEnd, rampSnap, rampTo } from './smooth';
import { copyQuantum, silence } from './source';

const GLIDE_SECONDS: f64 = 0.01;

// Delta block. i32: 0 the strip's output buffer that the insert works in, 4 what it changes, as long as that, 8 whether it
// is to be heard (atomic), 12 whether it was, 16 quanta of the glide; from byte 32 on the glide, then room for a quantum.
const STRIP: usize = 0;
const BUFFER: usize = 4;
const WANTED: usize = 8;
const KNOWN: usize = 12;
const GLIDE: usize = 16;
const HEARD: usize = 32;
const ROOM: usize = 64;

export function delta_block_bytes(): i32 {
  return i32(ROOM) + QUANTUM_BYTES;
}

export function delta_block_init(delta: usize, sampleRate: f64): void {
  store<i32>(delta, quantaOf(GLIDE_SECONDS, sampleRate), GLIDE);
  store<i32>(delta, atomic.load<i32>(delta + WANTED), KNOWN);
  rampSnap(delta + HEARD, f64(load<i32>(delta, KNOWN)));
}

/** What an insert makes of `input` (delayed) in `buffer`, which lies in its strip's output. */
export function deltaWrite(delta: usize, input: usize, buffer: usize): void {
  const to = usize(load<i32>(delta, BUFFER)) + (buffer - usize(load<i32>(delta, STRIP)));
  for (let at: usize = 0; at < 1024; at += 16) {
    v128.store(to + at, f64x2.sub(v128.load(buffer + at), v128.load(input + at)));
  }
}

/** Quantum `index` of a call: the mix, or what is changed in its place. */
export function deltaQuantum(delta: usize, mix: usize, index: i32): usize {
  const wanted = atomic.load<i32>(delta + WANTED);
  if (wanted != load<i32>(delta, KNOWN)) {
    store<i32>(delta, wanted, KNOWN);
    rampTo(delta + HEARD, f64(wanted), load<i32>(delta, GLIDE));
  }
  const from = load<f64>(delta, HEARD);
  const to = rampEnd(delta + HEARD);
  rampAdvance(delta + HEARD, to);
  if (from == 0.0 && to == 0.0) return mix;
  const changed = usize(load<i32>(delta, BUFFER)) + usize(index * QUANTUM_BYTES);
  const room = delta + ROOM;
  if (from == 1.0 && to == 1.0) copyQuantum(room, changed);
  else {
    for (let i = 1; i <= QUANTUM; i++) {
      const at = usize(i - 1) << 4;
      const share = f64x2.splat(from + (to - from) * (f64(i) / f64(QUANTUM)));
      const x = v128.load(mix + at);
      v128.store(room + at, f64x2.add(x, f64x2.mul(share, f64x2.sub(v128.load(changed + at), x))));
    }
  }
  silence(changed);
  return room;
}
