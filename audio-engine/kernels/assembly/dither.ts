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
