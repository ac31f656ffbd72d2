// Stretching by phase vocoder: frames of `size` are laid down every quarter of it. Each is turned so that its partials
// go on from the frame before: at every peak of the spectrum by the angle between what was laid down last and what the
// input was one hop earlier, with the bins around the peak turned alike (M. Puckette, WASPAA 1995; J. Laroche, M. Dolson,
// IEEE Trans. SAP 7(3), 1999). Left and right are turned together, so that the stereo image stays.
import { BANDS, envelopeAt, envelopeBytes, envelopeInit, spectralEnvelope } from './spectral-envelope';
import { settle } from './math';
import { POINT, stereoFftAll, stereoFftBytes, stereoFftInit, stereoFftMerge, stereoFftSplit } from './stereo-fft';

/** Power by which a peak must have grown in a hop to begin anew rather than go on: 9 dB. */
const ONSET: f64 = 8;
const MOST_GAIN: f64 = 2.8;

// i32: size. Then the areas, in order, each at an i32 offset from word 4 on.
const SIZE: usize = 0;
const AREAS: usize = 16;
const HEADER: usize = 64;
const TABLE: i32 = 0;
const WINDOW: i32 = 1;
const WORK: i32 = 2;
const OTHER: i32 = 3;
const NOW: i32 = 4; // spectrum of the frame
const BEFORE: i32 = 5; // of the frame one hop earlier
const LAID: i32 = 6; // of what was laid down last
const POWERS: i32 = 7;
const ENVELOPES: i32 = 8;
const GAINS: i32 = 9;

// @ts-ignore: decorator
@inline
function area(vocoder: usize, index: i32): usize {
  return vocoder + <usize>load<i32>(vocoder + AREAS + (<usize>index << 2));
}

function layout(vocoder: usize, size: i32): usize {
  const points = <usize>(size >> 1);
  let at = HEADER;
  for (let index = 0; index < 10; index++) {
    if (vocoder) store<i32>(vocoder + AREAS + (<usize>index << 2), <i32>at);
    if (index == TABLE) at += stereoFftBytes(size >> 1);
    else if (index == WINDOW) at += <usize>size << 3;
    else if (index <= LAID) at += points * POINT;
    else if (index == POWERS) at += points << 3;
    else if (index == ENVELOPES) at += envelopeBytes();
    else at += <usize>(BANDS + 1) << 3;
    at = (at + 63) & ~63;
  }
  return at;
}

export function vocoderBytes(size: i32): usize {
  return layout(0, size);
}

export function vocoderInit(vocoder: usize, size: i32): void {
  store<i32>(vocoder, size, SIZE);
  layout(vocoder, size);
  stereoFftInit(area(vocoder, TABLE), size >> 1);
  envelopeInit(area(vocoder, ENVELOPES));
  const window = area(vocoder, WINDOW);
  for (let i = 0; i < size; i++) {
    store<f64>(window + (<usize>i << 3), 0.5 - 0.5 * Math.cos((2 * Math.PI * <f64>i) / <f64>size));
  }
  vocoderClear(vocoder);
}

export function vocoderClear(vocoder: usize): void {
  memory.fill(area(vocoder, LAID), 0, <usize>(load<i32>(vocoder, SIZE) >> 1) * POINT);
}

/** Spectrum of the windowed frame that begins at `start` in a ring of stereo frames. */
function spectrumAt(vocoder: usize, ring: usize, mask: i32, start: i32, bins: usize): void {
  const size = load<i32>(vocoder, SIZE);
  const window = area(vocoder, WINDOW);
  const work = area(vocoder, WORK);
  for (let i = 0; i < size; i++) {
    const x = v128.load(ring + (<usize>((start + i) & mask) << 4));
    v128.store(work + (<usize>i << 4), f64x2.mul(x, v128.load_splat<f64>(window + (<usize>i << 3))));
  }
  const table = area(vocoder, TABLE);
  stereoFftSplit(table, stereoFftAll(table, work, area(vocoder, OTHER)), bins, 0, (size >> 2) + 1);
}

// @ts-ignore: decorator
@inline
function powerOf(bins: usize, k: i32): f64 {
  const re = v128.load(bins + <usize>k * POINT), im = v128.load(bins + <usize>k * POINT, 16);
  const sum = f64x2.add(f64x2.mul(re, re), f64x2.mul(im, im));
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

// @ts-ignore: decorator
@inline
function power(powers: usize, k: i32): f64 {
  return load<f64>(powers + (<usize>k << 3));
}

/** Turns bins `first`..`last` by the angle that the peak among them asks for; keeps them as laid down. */
function turnRegion(vocoder: usize, peak: i32, first: i32, last: i32): void {
  const now = area(vocoder, NOW);
  const before = area(vocoder, BEFORE);
  const laid = area(vocoder, LAID);
  const at = <usize>peak * POINT;
  const yr = v128.load(laid + at), yi = v128.load(laid + at, 16);
  const xr = v128.load(before + at), xi = v128.load(before + at, 16);
  // Laid down times the conjugate of the input one hop earlier, both channels together.
  const r = f64x2.add(f64x2.mul(yr, xr), f64x2.mul(yi, xi));
  const i = f64x2.sub(f64x2.mul(yi, xr), f64x2.mul(yr, xi));
  let c = f64x2.extract_lane(r, 0) + f64x2.extract_lane(r, 1);
  let s = f64x2.extract_lane(i, 0) + f64x2.extract_lane(i, 1);
  const length = sqrt(c * c + s * s);
  const grown = power(area(vocoder, POWERS), peak) > ONSET * powerOf(before, peak);
  if (grown || !(length > 1e-40)) {
    c = 1;
    s = 0;
  } else {
    c /= length;
    s /= length;
  }
  const cs = f64x2.splat(c), sn = f64x2.splat(s);
  for (let k = first; k < last; k++) {
    const bin = now + <usize>k * POINT;
    const re = v128.load(bin), im = v128.load(bin, 16);
    const tr = f64x2.sub(f64x2.mul(re, cs), f64x2.mul(im, sn));
    const ti = f64x2.add(f64x2.mul(re, sn), f64x2.mul(im, cs));
    v128.store(bin, tr);
    v128.store(bin, ti, 16);
  }
}

/** Finds the peaks and turns everything; bin 0 (DC and Nyquist) stays as it is. */
function turnAll(vocoder: usize): void {
  const bins = load<i32>(vocoder, SIZE) >> 1;
  const now = area(vocoder, NOW);
  const powers = area(vocoder, POWERS);
  for (let k = 0; k < bins; k++) store<f64>(powers + (<usize>k << 3), powerOf(now, k));
  let first = 1;
  let peak = -1;
  for (let k = 2; k < bins - 2; k++) {
    const p = power(powers, k);
    if (p <= power(powers, k - 1) || p < power(powers, k + 1)) continue;
    if (p <= power(powers, k - 2) || p < power(powers, k + 2)) continue;
    if (peak > 0) {
      const border = valley(powers, peak, k);
      turnRegion(vocoder, peak, first, border);
      first = border;
    }
    peak = k;
  }
  if (peak > 0) turnRegion(vocoder, peak, first, bins);
  memory.copy(area(vocoder, LAID), now, <usize>bins * POINT);
}

function valley(powers: usize, from: i32, to: i32): i32 {
  let least = from + 1;
  for (let k = from + 2; k < to; k++) if (power(powers, k) < power(powers, least)) least = k;
  return least;
}

/** Moves the envelope: what stood at a frequency times `ratio` comes to the frequency. */
function moveEnvelope(vocoder: usize, ratio: f64, sampleRate: f64): void {
  const bins = load<i32>(vocoder, SIZE) >> 1;
  const envelopes = area(vocoder, ENVELOPES);
  spectralEnvelope(envelopes, area(vocoder, POWERS), bins, sampleRate);
  const gains = area(vocoder, GAINS);
  for (let band = 0; band <= BANDS; band++) {
    const place = <f64>band + 0.5;
    // Half of the logarithm of power, held within 24 dB.
    const change = 0.5 * (envelopeAt(envelopes, place * ratio) - envelopeAt(envelopes, place));
    store<f64>(gains + (<usize>band << 3), Math.exp(max(-2 * MOST_GAIN, min(MOST_GAIN, change))));
  }
  const now = area(vocoder, NOW);
  const perBin = <f64>BANDS / <f64>bins;
  for (let k = 0; k < bins; k++) {
    const place = max(0, <f64>k * perBin - 0.5);
    const whole = min(<i32>place, BANDS - 1);
    const from = load<f64>(gains + (<usize>whole << 3));
    const gain = f64x2.splat(from + (load<f64>(gains + (<usize>(whole + 1) << 3)) - from) * (place - <f64>whole));
    const at = now + <usize>k * POINT;
    v128.store(at, f64x2.mul(gain, v128.load(at)));
    v128.store(at, f64x2.mul(gain, v128.load(at, 16)), 16);
  }
}

/**
 * Lays one frame down at `target` in a ring of stretched frames: input from `start` on, its envelope moved by `ratio`,
 * nothing above `highest` bins. The frame's last quarter begins new ground; the rest is added to what lies there.
 */
export function vocoderFrame(
  vocoder: usize, ring: usize, mask: i32, start: i32, laid: usize, laidMask: i32, target: i32,
  ratio: f64, highest: i32, sampleRate: f64,
): void {
  const size = load<i32>(vocoder, SIZE);
  const hop = size >> 2;
  const now = area(vocoder, NOW);
  spectrumAt(vocoder, ring, mask, start - hop, area(vocoder, BEFORE));
  spectrumAt(vocoder, ring, mask, start, now);
  turnAll(vocoder);
  if (abs(ratio - 1) > 1e-9) moveEnvelope(vocoder, ratio, sampleRate);
  const bins = size >> 1;
  if (highest < bins) {
    memory.fill(now + <usize>highest * POINT, 0, <usize>(bins - highest) * POINT);
    v128.store(now, f64x2.splat(0), 16);
  }
  const table = area(vocoder, TABLE);
  stereoFftMerge(table, now, area(vocoder, WORK), 0, (size >> 2) + 1);
  const z = stereoFftAll(table, area(vocoder, WORK), area(vocoder, OTHER));
  // Four squared Hann windows overlap to 1.5; the inverse is scaled by half the size. Parts come exchanged.
  const scale = f64x2.splat(2 / (1.5 * <f64>size));
  const window = area(vocoder, WINDOW);
  for (let i = 0; i < size; i++) {
    const value = v128.load(z + (<usize>(i ^ 1) << 4));
    const shaped = settle(f64x2.mul(f64x2.mul(scale, value), v128.load_splat<f64>(window + (<usize>i << 3))));
    const at = laid + (<usize>((target + i) & laidMask) << 4);
    v128.store(at, i < size - hop ? f64x2.add(v128.load(at), shaped) : shaped);
  }
}
