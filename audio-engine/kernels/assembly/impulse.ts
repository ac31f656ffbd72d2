// An impulse response made ready for convolution: cut into partitions of 64, 256, 1024 and 4096 frames, each already
// transformed. Prepared once on the control thread, read by any number of effects, never written again.
//
// Level l has partitions of B = 64 << 2l frames and begins at 2*B (level 0 at 0): a block of B frames that has just
// come in then has B more frames of time before its first answer is due (W. G. Gardner, JAES 43(3), 1995).
import { POINT, stereoFftAll, stereoFftBytes, stereoFftInit, stereoFftSplit } from './stereo-fft';

export const LEVELS: i32 = 4;
/** Longest response, in seconds: the ring of spectra behind it is part of every effect's state. */
export const LONGEST_SECONDS: f64 = 8;
const SMALLEST_BLOCK: i32 = 64;
const FADE_SECONDS: f64 = 0.02;

// Header, as i32 words: frames, matrices, then per level its partitions, its table, its spectra; the samples.
// f64 at 72: the time of a decay by 60 dB; at 80: the sample rate. i32 at 88: a number that no other response has, which
// tells it from one that stood at the same address before.
const FRAMES: usize = 0;
const MATRICES: usize = 4;
const PARTS: usize = 8;
const TABLES: usize = 24;
const SPECTRA: usize = 40;
const SAMPLES: usize = 56;
const DECAY_SECONDS: usize = 72;
const RATE: usize = 80;
const SERIAL: usize = 88;
const HEADER: usize = 128;

// @ts-ignore: decorator
@inline
export function blockOf(level: i32): i32 {
  return SMALLEST_BLOCK << (2 * level);
}

/** Frame of the response at which a level begins. */
// @ts-ignore: decorator
@inline
export function levelStart(level: i32): i32 {
  return level == 0 ? 0 : 2 * blockOf(level);
}

/** Partitions of a level in a response of so many frames. */
export function partsOf(level: i32, frames: i32): i32 {
  const block = blockOf(level);
  const end = level == LEVELS - 1 ? frames : min(frames, levelStart(level + 1));
  return max(0, (end - levelStart(level) + block - 1) / block);
}

export function impulseFrames(impulse: usize): i32 {
  return load<i32>(impulse, FRAMES);
}

export function impulseSerial(impulse: usize): i32 {
  return load<i32>(impulse, SERIAL);
}

/** 1: left to left and right to right; 2: both to both. */
export function impulseMatrices(impulse: usize): i32 {
  return load<i32>(impulse, MATRICES);
}

export function impulseTable(impulse: usize, level: i32): usize {
  return impulse + <usize>load<i32>(impulse + TABLES + (<usize>level << 2));
}

/** Spectrum of a partition; the crossed one lies behind it. */
export function impulseSpectrum(impulse: usize, level: i32, part: i32): usize {
  const bytes = <usize>blockOf(level) * POINT * <usize>impulseMatrices(impulse);
  return impulse + <usize>load<i32>(impulse + SPECTRA + (<usize>level << 2)) + <usize>part * bytes;
}

export function impulseDecaySeconds(impulse: usize): f64 {
  return load<f64>(impulse, DECAY_SECONDS);
}

function longest(sampleRate: f64): i32 {
  return <i32>Math.floor(LONGEST_SECONDS * sampleRate);
}

/** Frames that can be used of a response of so many. */
export function impulseRoom(frames: i32, sampleRate: f64): i32 {
  return min(max(frames, 1), longest(sampleRate));
}

function layout(impulse: usize, frames: i32, matrices: i32): usize {
  let at = HEADER;
  for (let level = 0; level < LEVELS; level++) {
    if (impulse) store<i32>(impulse + TABLES + (<usize>level << 2), <i32>at);
    at += (stereoFftBytes(blockOf(level)) + 63) & ~63;
  }
  for (let level = 0; level < LEVELS; level++) {
    const parts = partsOf(level, frames);
    if (impulse) {
      store<i32>(impulse + PARTS + (<usize>level << 2), parts);
      store<i32>(impulse + SPECTRA + (<usize>level << 2), <i32>at);
    }
    at += <usize>parts * <usize>blockOf(level) * POINT * <usize>matrices;
  }
  if (impulse) store<i32>(impulse, <i32>at, SAMPLES);
  return at + ((<usize>frames * <usize>matrices) << 4);
}

/** Bytes of a prepared response of so many frames with 1, 2 or 4 channels; longer than eight seconds is cut there. */
export function convolution_resource_bytes(frames: i32, channels: i32, sampleRate: f64): i32 {
  return <i32>layout(0, impulseRoom(frames, sampleRate), channels == 4 ? 2 : 1);
}

/** Bytes of the work area of `convolution_prepare`. */
export function convolution_work_bytes(): i32 {
  return <i32>(2 * <usize>blockOf(LEVELS - 1) * POINT);
}

/**
 * Spectra of one partition: `block` frames from the level's place on, faded out before `cut` where that lies within.
 * `work` has room for two transforms.
 */
export function transformPartition(impulse: usize, level: i32, part: i32, cut: i32, spectrum: usize, work: usize): void {
  const block = blockOf(level);
  const start = levelStart(level) + part * block;
  const frames = impulseFrames(impulse);
  const end = min(cut, frames);
  const fade = cut < frames ? min(<i32>(FADE_SECONDS * load<f64>(impulse, RATE)), end - start) : 0;
  const table = impulseTable(impulse, level);
  const scale = 1 / <f64>block;
  const other = work + <usize>block * POINT;
  for (let matrix = 0; matrix < impulseMatrices(impulse); matrix++) {
    const samples = impulse + <usize>load<i32>(impulse, SAMPLES) + (<usize>(matrix * frames) << 4);
    for (let i = 0; i < block; i++) {
      const frame = start + i;
      let value = f64x2.splat(0);
      if (frame < end) {
        const left = end - frame;
        const part: f64 = left <= fade ? 0.5 - 0.5 * Math.cos((Math.PI * (<f64>left - 0.5)) / <f64>fade) : 1;
        value = f64x2.mul(f64x2.splat(scale * part), v128.load(samples + (<usize>frame << 4)));
      }
      v128.store(work + (<usize>i << 4), value);
    }
    memory.fill(work + (<usize>block << 4), 0, <usize>block << 4);
    const z = stereoFftAll(table, work, other);
    stereoFftSplit(table, z, spectrum + <usize>matrix * <usize>block * POINT, 0, (block >> 1) + 1);
  }
}

/** Time of a decay by 60 dB from the slope between -5 and -25 dB of the backward integral (ISO 3382-1, T20). */
function measureDecay(impulse: usize): f64 {
  const frames = impulseFrames(impulse);
  const samples = impulse + <usize>load<i32>(impulse, SAMPLES);
  let total = f64x2.splat(0);
  for (let i = 0; i < frames; i++) {
    const x = v128.load(samples + (<usize>i << 4));
    total = f64x2.add(total, f64x2.mul(x, x));
  }
  const all = f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1);
  let left = all;
  let at5 = 0;
  let at25 = 0;
  for (let i = 0; i < frames; i++) {
    if (left > all * 0.31622776601683794) at5 = i;
    if (left > all * 0.0031622776601683794) at25 = i;
    const x = v128.load(samples + (<usize>i << 4));
    const squares = f64x2.mul(x, x);
    left -= f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
  }
  return max((3 * <f64>(at25 - at5)) / load<f64>(impulse, RATE), 0.02);
}

/**
 * Fills a resource, told from all others by its `serial`, from interleaved doubles: 1 channel (both sides alike), 2 (left, right) or 4 (left to left, left to
 * right, right to left, right to right).
 */
export function convolution_prepare(
  impulse: usize, work: usize, samples: usize, frames: i32, channels: i32, sampleRate: f64, serial: i32,
): void {
  const room = impulseRoom(frames, sampleRate);
  const matrices = channels == 4 ? 2 : 1;
  store<i32>(impulse, room, FRAMES);
  store<i32>(impulse, matrices, MATRICES);
  store<f64>(impulse, sampleRate, RATE);
  store<i32>(impulse, serial, SERIAL);
  layout(impulse, room, matrices);
  const straight = impulse + <usize>load<i32>(impulse, SAMPLES);
  const crossed = straight + (<usize>room << 4);
  for (let i = 0; i < room; i++) {
    const from = samples + ((<usize>i * <usize>channels) << 3);
    const to = <usize>i << 4;
    if (channels == 4) {
      store<f64>(straight + to, load<f64>(from));
      store<f64>(straight + to, load<f64>(from, 24), 8);
      store<f64>(crossed + to, load<f64>(from, 16));
      store<f64>(crossed + to, load<f64>(from, 8), 8);
    } else {
      store<f64>(straight + to, load<f64>(from));
      store<f64>(straight + to, channels == 1 ? load<f64>(from) : load<f64>(from, 8), 8);
    }
  }
  store<f64>(impulse, measureDecay(impulse), DECAY_SECONDS);
  for (let level = 0; level < LEVELS; level++) {
    stereoFftInit(impulseTable(impulse, level), blockOf(level));
    const parts = partsOf(level, room);
    for (let part = 0; part < parts; part++) {
      transformPartition(impulse, level, part, room, impulseSpectrum(impulse, level, part), work);
    }
  }
}
