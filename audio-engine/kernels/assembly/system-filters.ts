// The linear part of a playback system: what its speakers and their box do to the sound. Filters are biquad sections
// in series; a list of them is data (assets/systems.json), designed here when a system is taken.
import { SECTION_BYTES, clearSection, sections1, setSection } from './biquad';
import { butterworthQ, designBell, designHighPass, designHighPass1, designHighShelf, designLowPass, designLowPass1, designLowShelf } from './biquad-design';
import { dbToGain, QUANTUM } from './math';

/** Doubles of one filter in a specification: kind, Hz, dB, Q, order. */
export const FILTER_DOUBLES: i32 = 5;
const BELL: i32 = 0;
const LOW_SHELF: i32 = 1;
const HIGH_SHELF: i32 = 2;
const HIGH_PASS: i32 = 3;
const LOW_PASS: i32 = 4;

/** Sections that all filters of a system may come to. */
export const MOST_SECTIONS: i32 = 24;

// Five doubles for a design, count of sections as i32 behind them, then the sections.
const COUNT: usize = 40;
const SECTIONS: usize = 64;

export const FILTERS_BYTES: usize = SECTIONS + <usize>MOST_SECTIONS * SECTION_BYTES;

/** Angle of a frequency, kept below half the rate. */
export function angleOf(hz: f64, sampleRate: f64): f64 {
  return (2 * Math.PI * min(hz, 0.45 * sampleRate)) / sampleRate;
}

function add(filters: usize, left: bool, right: bool): void {
  const count = load<i32>(filters, COUNT);
  if (count >= MOST_SECTIONS) return;
  const section = filters + SECTIONS + <usize>count * SECTION_BYTES;
  setSection(section, filters, left, right);
  clearSection(section);
  store<i32>(filters, count + 1, COUNT);
}

export function filtersClear(filters: usize): void {
  store<i32>(filters, 0, COUNT);
}

/** A high or low pass of any order as Butterworth sections, on the lanes that are named. */
export function filtersAddPass(filters: usize, high: bool, hz: f64, order: i32, sampleRate: f64, left: bool, right: bool): void {
  const w = angleOf(hz, sampleRate);
  for (let k = 0; k < order >> 1; k++) {
    const Q = butterworthQ(order, k);
    if (high) designHighPass(filters, w, Q);
    else designLowPass(filters, w, Q);
    add(filters, left, right);
  }
  if (order & 1) {
    if (high) designHighPass1(filters, w);
    else designLowPass1(filters, w);
    add(filters, left, right);
  }
}

/** Designs `count` filters from a specification. */
export function filtersDesign(filters: usize, specification: usize, count: i32, sampleRate: f64): void {
  for (let i = 0; i < count; i++) {
    const at = specification + <usize>(i * FILTER_DOUBLES) * 8;
    const kind = <i32>load<f64>(at);
    const hz = load<f64>(at, 8);
    if (kind == HIGH_PASS || kind == LOW_PASS) {
      // A low pass above what the rate holds takes nothing away.
      if (kind == LOW_PASS && hz > 0.45 * sampleRate) continue;
      filtersAddPass(filters, kind == HIGH_PASS, hz, <i32>load<f64>(at, 32), sampleRate, true, true);
      continue;
    }
    const db = load<f64>(at, 16);
    if (db == 0) continue;
    const w = angleOf(hz, sampleRate);
    const Q = load<f64>(at, 24);
    if (kind == BELL) designBell(filters, w, dbToGain(db), Q);
    else if (kind == LOW_SHELF) designLowShelf(filters, w, dbToGain(db), Q);
    else if (kind == HIGH_SHELF) designHighShelf(filters, w, dbToGain(db), Q);
    else continue;
    add(filters, true, true);
  }
}

/** A quantum in place. */
export function filtersQuantum(filters: usize, buffer: usize): void {
  const count = load<i32>(filters, COUNT);
  for (let i = 0; i < count; i++) sections1(filters + SECTIONS + <usize>i * SECTION_BYTES, buffer, QUANTUM);
}
