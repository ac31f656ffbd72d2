// A clip on its way into its track's ring: gain, fades, and the sum with clips that overlap it.
import { faderGain } from './smooth';

const LINEAR: i32 = 0;
const EQUAL_POWER: i32 = 1;

/** A fade's factor at 0..1 of its length. Two clips that overlap by their fades add up to 1 (or to power 1). */
export function fadeGain(shape: i32, position: f64): f64 {
  if (position >= 1.0) return 1.0;
  if (position <= 0.0) return 0.0;
  if (shape == LINEAR) return position;
  if (shape == EQUAL_POWER) return Math.sin(position * Math.PI * 0.5);
  return 0.5 - 0.5 * Math.cos(position * Math.PI);
}

/** Bytes of a clip block. */
export function clip_bytes(): i32 {
  return 64;
}

/**
 * f64 gain, f64 length, f64 fade-in length, f64 fade-out length, i32 shape in, i32 shape out (indices into
 * FADE_SHAPES).
 */
export function clip_init(
  clip: usize, gainDb: f64, lengthSamples: f64, fadeInSamples: f64, fadeOutSamples: f64, shapeIn: i32, shapeOut: i32,
): void {
  store<f64>(clip, faderGain(gainDb));
  store<f64>(clip, lengthSamples, 8);
  store<f64>(clip, fadeInSamples, 16);
  store<f64>(clip, fadeOutSamples, 24);
  store<i32>(clip, shapeIn, 32);
  store<i32>(clip, shapeOut, 36);
}

/**
 * Adds `frames` frames of a file (`channels` interleaved doubles at `source`) to a ring of stereo doubles, from
 * ring frame `at` on. `position` is the first frame's place in the clip. A mono file sounds on both sides; a
 * stereo file on a mono track is the mean of its sides.
 */
export function clip_mix(
  clip: usize, source: usize, channels: i32, trackChannels: i32, ring: usize, mask: i32, at: i32, frames: i32,
  position: f64,
): void {
  const gain = load<f64>(clip);
  const length = load<f64>(clip, 8);
  const fadeIn = load<f64>(clip, 16);
  const fadeOut = load<f64>(clip, 24);
  const shapeIn = load<i32>(clip, 32);
  const shapeOut = load<i32>(clip, 36);
  const outFrom = length - fadeOut;
  for (let i = 0; i < frames; i++) {
    const place = position + f64(i);
    let factor = gain;
    if (place < fadeIn) factor *= fadeGain(shapeIn, place / fadeIn);
    if (place > outFrom) factor *= fadeGain(shapeOut, (length - place) / fadeOut);
    let frame: v128;
    if (channels == 2) {
      frame = v128.load(source + (usize(i) << 4));
      if (trackChannels == 1) {
        frame = f64x2.mul(f64x2.add(frame, i64x2.shuffle(frame, frame, 1, 0)), f64x2.splat(0.5));
      }
    } else frame = v128.load64_splat(source + (usize(i) << 3));
    const to = ring + (usize((at + i) & mask) << 4);
    v128.store(to, f64x2.add(v128.load(to), f64x2.mul(frame, f64x2.splat(factor))));
  }
}

/** Zeroes `frames` frames of a ring from ring frame `at` on. */
export function clip_clear(ring: usize, mask: i32, at: i32, frames: i32): void {
  const first = at & mask;
  const head = min(frames, mask + 1 - first);
  memory.fill(ring + (usize(first) << 4), 0, usize(head) << 4);
  if (frames > head) memory.fill(ring, 0, usize(frames - head) << 4);
}
