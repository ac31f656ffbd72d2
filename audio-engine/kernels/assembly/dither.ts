// The last step before a file: TPDF dither to an integer depth, or rounding to 32-bit float.
//
// The noise is the sum of two independent uniform values of one step (Lipshitz, Wannamaker, Vanderkooy, JAES
// 1992) and a function of (seed, sample index, channel) alone, so that a render is the same however it is cut.
// A run of 64 frames that lies on the grid already (digital silence, a file passed on unchanged) is left as
// it is: integers are never dithered twice.

const RUN: i32 = 64;

/** SplitMix64 (Steele, Lea, Flood 2014) of a counter. */
// @ts-ignore: decorator
@inline function hash(counter: u64): u64 {
  let z = counter * 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** Triangular noise in steps, -1..1. */
// @ts-ignore: decorator
@inline function triangular(seed: u64, index: u64): f64 {
  const bits = hash(seed + index + 1);
  const a = <f64>(bits >> 32) / 4294967296.0;
  const b = <f64>(bits & 0xffffffff) / 4294967296.0;
  return a - b;
}

/**
 * Quantises `frames` interleaved frames in place to multiples of 2^-(bits-1), clipped to the format's range.
 * `first` is the index of the first frame in the file and a multiple of 64. Returns the samples that clipped.
 */
export function dither_process(buffer: usize, frames: i32, channels: i32, bits: i32, seed: f64, first: f64): i32 {
  const scale = <f64>(1 << (bits - 1));
  const key = hash(<u64>seed + 0x51ed2701);
  let clipped = 0;
  for (let at = 0; at < frames; at += RUN) {
    const count = min(RUN, frames - at) * channels;
    const run = buffer + (<usize>(at * channels) << 3);
    const index = (<u64>first + <u64>at) * <u64>channels;
    const noisy = !onGrid(run, count, scale);
    for (let i = 0; i < count; i++) {
      const p = run + (<usize>i << 3);
      let x = load<f64>(p) * scale;
      if (x != x) x = 0.0;
      if (noisy) x += triangular(key, index + <u64>i);
      let y = Math.floor(x + 0.5);
      if (y > scale - 1.0) {
        if (x >= scale) clipped++;
        y = scale - 1.0;
      } else if (y < -scale) {
        clipped++;
        y = -scale;
      }
      store<f64>(p, y / scale);
    }
  }
  return clipped;
}

function onGrid(run: usize, count: i32, scale: f64): bool {
  for (let i = 0; i < count; i++) {
    const x = load<f64>(run + (<usize>i << 3)) * scale;
    if (x != Math.floor(x)) return false;
  }
  return true;
}

/** Rounds `count` values in place to what 32-bit floats hold; NaN becomes 0. */
export function float32_process(buffer: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const p = buffer + (<usize>i << 3);
    const x = load<f64>(p);
    store<f64>(p, x == x ? <f64>(<f32>x) : 0.0);
  }
}

/** Error and filter output of four samples, for each channel. */
const SHAPE_BYTES: usize = 64;

export function dither_shaped_bytes(channels: i32): i32 {
  return channels * <i32>SHAPE_BYTES;
}

/**
 * As `dither_process`, with the error fed back through a filter that moves it to where hearing is weakest: Gesemann's
 * shapes of four poles and zeros for 44.1 kHz (`family` 0) and 48 kHz (1), with coefficients as in SoX (dither.h; sign
 * convention v = x - sum, e = y - v). They lift the noise by at most 20 dB, near the top of the band. `state` holds
 * `dither_shaped_bytes` zeros at the start of a file.
 */
export function dither_shaped_process(
  buffer: usize, frames: i32, channels: i32, bits: i32, seed: f64, first: f64, state: usize, family: i32,
): i32 {
  const scale = <f64>(1 << (bits - 1));
  const key = hash(<u64>seed + 0x51ed2701);
  const wide = family == 1;
  const n1 = wide ? 2.2374 : 2.2061;
  const n2 = wide ? -0.7339 : -0.4706;
  const n3 = wide ? -0.1251 : -0.2534;
  const n4 = wide ? -0.6033 : -0.6214;
  const d1 = wide ? 0.903 : 1.0587;
  const d2 = wide ? 0.0116 : 0.0676;
  const d3 = wide ? -0.5853 : -0.6054;
  const d4 = wide ? -0.2571 : -0.2738;
  let clipped = 0;
  for (let at = 0; at < frames; at += RUN) {
    const run = min(RUN, frames - at);
    const start = buffer + (<usize>(at * channels) << 3);
    if (onGrid(start, run * channels, scale)) {
      memory.fill(state, 0, SHAPE_BYTES * <usize>channels);
      continue;
    }
    for (let channel = 0; channel < channels; channel++) {
      const s = state + SHAPE_BYTES * <usize>channel;
      let e1 = load<f64>(s), e2 = load<f64>(s, 8), e3 = load<f64>(s, 16), e4 = load<f64>(s, 24);
      let f1 = load<f64>(s, 32), f2 = load<f64>(s, 40), f3 = load<f64>(s, 48), f4 = load<f64>(s, 56);
      let index = (<u64>first + <u64>at) * <u64>channels + <u64>channel;
      for (let i = 0; i < run; i++, index += <u64>channels) {
        const p = start + (<usize>(i * channels + channel) << 3);
        let x = load<f64>(p) * scale;
        if (x != x) x = 0.0;
        const fed = n1 * e1 + n2 * e2 + n3 * e3 + n4 * e4 - (d1 * f1 + d2 * f2 + d3 * f3 + d4 * f4);
        const v = x - fed;
        let y = Math.floor(v + triangular(key, index) + 0.5);
        let e = y - v;
        if (y > scale - 1.0) {
          if (x >= scale) clipped++;
          y = scale - 1.0;
          e = 0.0;
        } else if (y < -scale) {
          clipped++;
          y = -scale;
          e = 0.0;
        }
        e4 = e3; e3 = e2; e2 = e1; e1 = e;
        f4 = f3; f3 = f2; f2 = f1; f1 = fed;
        store<f64>(p, y / scale);
      }
      store<f64>(s, e1); store<f64>(s, e2, 8); store<f64>(s, e3, 16); store<f64>(s, e4, 24);
      store<f64>(s, f1, 32); store<f64>(s, f2, 40); store<f64>(s, f3, 48); store<f64>(s, f4, 56);
    }
  }
  return clipped;
}
