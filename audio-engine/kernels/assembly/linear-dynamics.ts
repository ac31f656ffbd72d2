// Dynamic bands in linear phase: what each does to its level, kept until the sound it was measured on comes out of the
// filter. A mean over half a block, two halves around a block's end making the change that the response has there: the
// change moves along a straight line from block to block (10.7 ms at 44.1 and 48 kHz, 5.3 ms above).
import { BLOCK, QUANTA } from './linear-phase';

const BANDS: i32 = 8;
const HALF_QUANTA: i32 = QUANTA / 2;
/** Half blocks kept: the K of the highest rates and a few more. A power of two. */
const KEPT: i32 = 128;
/** A change is taken in these steps, so that a release that fades out comes to an end. */
const STEPS_PER_DB: f64 = 50;

const HEAD: usize = 0; // i32: half blocks so far
const STILL: usize = 4; // i32: half blocks in a row that were as the one before
const MASK: usize = 8; // i32: the bands of the last response
const SUMS: usize = 16;
const APPLIED: usize = SUMS + <usize>BANDS * 8; // dB that the response being made has
const MADE: usize = APPLIED + <usize>BANDS * 8; // log f, own gain in dB, log Q of it
const RING: usize = MADE + <usize>BANDS * 24;
export const FOLLOWED_BYTES: usize = RING + <usize>KEPT * <usize>BANDS * 8;

export function followedReset(followed: usize): void {
  memory.fill(followed, 0, FOLLOWED_BYTES);
  store<i32>(followed, KEPT, STILL);
}

// @ts-ignore: decorator
@inline
function entry(followed: usize, back: i32, band: i32): usize {
  const slot = (load<i32>(followed, HEAD) - 1 - back) & (KEPT - 1);
  return followed + RING + (<usize>(slot * BANDS + band) << 3);
}

/** Adds what a band does in a quantum, dB. */
export function followBand(followed: usize, band: i32, change: f64): void {
  const at = followed + SUMS + (<usize>band << 3);
  store<f64>(at, load<f64>(at) + change);
}

/** A quantum is over, the `at`th of its block. */
export function followOn(followed: usize, at: i32): void {
  if ((at + 1) % HALF_QUANTA) return;
  store<i32>(followed, load<i32>(followed, HEAD) + 1, HEAD);
  let still = true;
  for (let band = 0; band < BANDS; band++) {
    const sum = followed + SUMS + (<usize>band << 3);
    const mean = nearest((load<f64>(sum) / <f64>HALF_QUANTA) * STEPS_PER_DB) / STEPS_PER_DB;
    store<f64>(sum, 0);
    if (load<f64>(entry(followed, 1, band)) != mean) still = false;
    store<f64>(entry(followed, 0, band), mean);
  }
  store<i32>(followed, still ? min(load<i32>(followed, STILL) + 1, KEPT) : 0, STILL);
}

/** Whether what is kept still differs: a response will be wanted. */
// @ts-ignore: decorator
@inline
export function followedMoves(followed: usize): bool {
  return load<i32>(followed, STILL) < KEPT;
}

/** The change of a band, dB, where the response that is begun now will have faded in. */
export function followedChange(followed: usize, half: i32, band: i32): f64 {
  // It fades in over the block after the next; what sounds at that block's end came in K - 1024 frames ago.
  const back = (half - 2 * BLOCK) / (BLOCK / 2);
  return 0.5 * (load<f64>(entry(followed, back, band)) + load<f64>(entry(followed, back - 1, band)));
}

/** What the response last made has, dB. */
// @ts-ignore: decorator
@inline
export function appliedChange(followed: usize, band: i32): f64 {
  return load<f64>(followed + APPLIED + (<usize>band << 3));
}

/** Takes note of what a response is made of. Returns whether it differs from the last. */
export function followedDiffers(followed: usize, band: i32, change: f64, logF: f64, db: f64, logQ: f64): bool {
  const applied = followed + APPLIED + (<usize>band << 3);
  const made = followed + MADE + <usize>band * 24;
  const same = load<f64>(applied) == change && load<f64>(made) == logF && load<f64>(made, 8) == db && load<f64>(made, 16) == logQ;
  store<f64>(applied, change);
  store<f64>(made, logF);
  store<f64>(made, db, 8);
  store<f64>(made, logQ, 16);
  return !same;
}

/** Likewise of the bands that are in it. */
export function followedBandsDiffer(followed: usize, mask: i32): bool {
  const same = load<i32>(followed, MASK) == mask;
  store<i32>(followed, mask, MASK);
  return !same;
}
