// What a small speaker does when it is asked for too much: its bass bends, and its amplifier's limiter turns it down.
import { SECTION_BYTES, clearSection, sections1, setSection } from './biquad';
import { butterworthQ, designLowPass } from './biquad-design';
import { clamp, dbToGain, QUANTUM, settleScalar } from './math';
import { QUANTUM_BYTES } from './smooth';
import { copyQuantum } from './source';
import { angleOf } from './system-filters';

// Doubles: drive factor (0: none), bias, slope at the bias, offset; threshold (0: no limiter), attack, release as
// fractions a sample, envelope, banded. Then a design, the low-pass of each, and a quantum of the lows.
const DRIVE: usize = 0;
const BIAS: usize = 8;
const UNITY: usize = 16;
const OFFSET: usize = 24;
const THRESHOLD: usize = 32;
const ATTACK: usize = 40;
const RELEASE: usize = 48;
const ENVELOPE: usize = 56;
const BANDED: usize = 64;
const DESIGN: usize = 72;
const DRIVE_SPLIT: usize = 128;
const LIMIT_SPLIT: usize = DRIVE_SPLIT + SECTION_BYTES;
const LOWS: usize = LIMIT_SPLIT + SECTION_BYTES;
export const STRAIN_BYTES: usize = LOWS + <usize>QUANTUM_BYTES;

/** tanh as its Padé approximant of order 3/2, clipped where that reaches 1. */
// @ts-ignore: decorator
@inline
function bend(u: f64): f64 {
  const x = clamp(u, -3, 3);
  return (x * (27 + x * x)) / (27 + 9 * x * x);
}

function split(at: usize, section: usize, hz: f64, sampleRate: f64): void {
  designLowPass(at + DESIGN, angleOf(hz, sampleRate), butterworthQ(2, 0));
  setSection(at + section, at + DESIGN, true, true);
  clearSection(at + section);
}

/** `bias` makes even harmonics. Without a frequency (0) there is no drive. */
export function strainDrive(at: usize, belowHz: f64, driveDb: f64, bias: f64, sampleRate: f64): void {
  store<f64>(at, 0, DRIVE);
  if (!(belowHz > 0)) return;
  split(at, DRIVE_SPLIT, belowHz, sampleRate);
  const drive = dbToGain(driveDb);
  const square = bias * bias;
  const under = 27 + 9 * square;
  // The slope of `bend` at the bias: what is quiet passes as it is.
  const slope = (27 + 3 * square) / under - (bias * (27 + square) * 18 * bias) / (under * under);
  store<f64>(at, drive, DRIVE);
  store<f64>(at, bias, BIAS);
  store<f64>(at, 1 / (drive * slope), UNITY);
  store<f64>(at, bend(bias), OFFSET);
}

/** `belowHz` 0: all of it. A threshold of 0 dB or more: none. */
export function strainLimit(at: usize, thresholdDb: f64, belowHz: f64, attackMs: f64, releaseMs: f64, sampleRate: f64): void {
  store<f64>(at, thresholdDb < 0 ? dbToGain(thresholdDb) : 0, THRESHOLD);
  if (!(thresholdDb < 0)) return;
  store<f64>(at, 1 - Math.exp(-1000 / (attackMs * sampleRate)), ATTACK);
  store<f64>(at, 1 - Math.exp(-1000 / (releaseMs * sampleRate)), RELEASE);
  store<f64>(at, 0, ENVELOPE);
  store<f64>(at, belowHz > 0 ? 1 : 0, BANDED);
  if (belowHz > 0) split(at, LIMIT_SPLIT, belowHz, sampleRate);
}

function drive(at: usize, buffer: usize): void {
  const lows = at + LOWS;
  copyQuantum(lows, buffer);
  sections1(at + DRIVE_SPLIT, lows, QUANTUM);
  const factor = load<f64>(at, DRIVE);
  const bias = load<f64>(at, BIAS);
  const unity = load<f64>(at, UNITY);
  const offset = load<f64>(at, OFFSET);
  for (let i = 0; i < QUANTUM * 2; i++) {
    const place = <usize>i << 3;
    const low = load<f64>(lows + place);
    // What is above stays; the lows are exchanged for bent ones.
    const bent = (bend(factor * low + bias) - offset) * unity;
    store<f64>(buffer + place, load<f64>(buffer + place) - low + bent);
  }
}

function limit(at: usize, buffer: usize): void {
  const banded = load<f64>(at, BANDED) != 0.0;
  const lows = banded ? at + LOWS : buffer;
  if (banded) {
    copyQuantum(lows, buffer);
    sections1(at + LIMIT_SPLIT, lows, QUANTUM);
  }
  const threshold = load<f64>(at, THRESHOLD);
  const attack = load<f64>(at, ATTACK);
  const release = load<f64>(at, RELEASE);
  let envelope = load<f64>(at, ENVELOPE);
  for (let i = 0; i < QUANTUM; i++) {
    const place = <usize>i << 4;
    const left = load<f64>(lows + place);
    const right = load<f64>(lows + place, 8);
    const level = max(abs(left), abs(right));
    envelope += (level - envelope) * (level > envelope ? attack : release);
    const gain = envelope > threshold ? threshold / envelope : 1.0;
    if (banded) {
      store<f64>(buffer + place, load<f64>(buffer + place) + left * (gain - 1));
      store<f64>(buffer + place, load<f64>(buffer + place, 8) + right * (gain - 1), 8);
    } else {
      store<f64>(buffer + place, left * gain);
      store<f64>(buffer + place, right * gain, 8);
    }
  }
  store<f64>(at, settleScalar(envelope), ENVELOPE);
}

export function strainQuantum(at: usize, buffer: usize): void {
  if (load<f64>(at, DRIVE) > 0) drive(at, buffer);
  if (load<f64>(at, THRESHOLD) > 0) limit(at, buffer);
}
