// Levels and ramps. A ramp lives on the grid of quanta: a new goal is reached in a whole number of quanta, in a
// straight line per sample, and then exactly.

import { QUANTUM, SILENCE_DB, dbToGain } from './math';

/** A quantum of interleaved stereo doubles. */
export const QUANTUM_BYTES: i32 = 1024;

/** A fader's factor: exactly 1 at 0 dB and 0 at the stop, which is minus infinity. */
export function faderGain(db: f64): f64 {
  return db > SILENCE_DB ? dbToGain(db) : 0.0;
}

// A ramp: f64 now, f64 goal, f64 change per quantum, i32 quanta left.
export const RAMP_BYTES: usize = 32;

export function rampSnap(ramp: usize, value: f64): void {
  store<f64>(ramp, value);
  store<f64>(ramp, value, 8);
  store<f64>(ramp, 0.0, 16);
  store<i32>(ramp, 0, 24);
}

export function rampTo(ramp: usize, goal: f64, quanta: i32): void {
  if (goal == load<f64>(ramp, 8)) return;
  store<f64>(ramp, goal, 8);
  store<f64>(ramp, (goal - load<f64>(ramp)) / f64(quanta), 16);
  store<i32>(ramp, quanta, 24);
}

/** Where the ramp is at the end of the quantum that begins now; `now` still holds where it begins. */
export function rampEnd(ramp: usize): f64 {
  const left = load<i32>(ramp, 24);
  if (left <= 1) return load<f64>(ramp, 8);
  return load<f64>(ramp) + load<f64>(ramp, 16);
}

/** Ends the quantum. */
export function rampAdvance(ramp: usize, end: f64): void {
  store<f64>(ramp, end);
  const left = load<i32>(ramp, 24);
  if (left > 0) store<i32>(ramp, left - 1, 24);
}

/** Quanta of a time, at least one. */
export function quantaOf(seconds: f64, sampleRate: f64): i32 {
  const quanta = i32(Math.round((seconds * sampleRate) / f64(QUANTUM)));
  return quanta < 1 ? 1 : quanta;
}
