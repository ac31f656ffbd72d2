// The tree of a multiband effect: an input split at ascending crossovers, a gain for each band, and the sum with the phases
// of all of them. A band meets the all-passes of the crossovers above its own after its gain, one for all bands below.
import {
  CROSSOVER_BYTES, allPassQuantum, clearCrossover, crossoverRests, splitQuantum,
} from './crossover';
import { applyGains, louderPower } from './envelope';
import {
  RANGE_BYTES, RANGE_CHANGE, RANGE_SETTLED, SETTINGS_BYTES, SET_DIRECTION, SET_TURN, rangedGains,
} from './envelope-range';
import { FRAME, QUANTUM, dbToGain } from './math';

export const MOST_BANDS: i32 = 5;

// A band: settings of its detector, its state, then what becomes of it.
export const BAND_SETTINGS: usize = 0;
const BALLISTICS: usize = SETTINGS_BYTES;
/** Largest change in dB, with its sign, since it was last set to 0. */
export const BAND_CHANGE: usize = BALLISTICS + RANGE_BYTES;
/** Make-up in dB. */
export const BAND_GAIN_DB: usize = BAND_CHANGE + 8;
/** 1 acts, 0 is bypassed, and where that is going; the same for what is heard. */
export const BAND_ACT: usize = BAND_CHANGE + 16;
export const BAND_ACT_WANTED: usize = BAND_CHANGE + 24;
export const BAND_HEARD: usize = BAND_CHANGE + 32;
export const BAND_HEARD_WANTED: usize = BAND_CHANGE + 40;
export const BAND_MIX: usize = BAND_CHANGE + 48;
const DRY: usize = BAND_CHANGE + 56;
const WET: usize = BAND_CHANGE + 64;
export const BAND_BYTES: usize = BAND_CHANGE + 80;
export const BAND_DIRECTION: usize = BAND_SETTINGS + SET_DIRECTION;
export const BAND_TURN: usize = BAND_SETTINGS + SET_TURN;

/** A switch takes eight quanta, about 10 ms. */
const SWITCH: f64 = 0.125;

const CROSSOVERS: usize = <usize>MOST_BANDS * BAND_BYTES;
const SUM: usize = (CROSSOVERS + <usize>(MOST_BANDS - 1) * CROSSOVER_BYTES + 63) & ~63;
const LOW: usize = SUM + <usize>QUANTUM * FRAME;
const LEVELS: usize = LOW + <usize>QUANTUM * FRAME;
export const TREE_BYTES: usize = LEVELS + <usize>QUANTUM * 8;

// @ts-ignore: decorator
@inline
export function bandOf(tree: usize, index: i32): usize {
  return tree + <usize>index * BAND_BYTES;
}

// @ts-ignore: decorator
@inline
export function crossoverOf(tree: usize, index: i32): usize {
  return tree + CROSSOVERS + <usize>index * CROSSOVER_BYTES;
}

export function clearTree(tree: usize): void {
  memory.fill(tree, 0, <usize>MOST_BANDS * BAND_BYTES);
  for (let i = 0; i < MOST_BANDS - 1; i++) clearCrossover(crossoverOf(tree, i));
}

/**
 * Aims a band at a way of working. One that is to turn around is first taken out, then turned with its detector at rest,
 * and then put back. Returns whether that is still going on.
 */
export function bandReady(band: usize, direction: f64, turn: f64, acts: bool, snap: bool): bool {
  const same = load<f64>(band, BAND_DIRECTION) == direction && load<f64>(band, BAND_TURN) == turn;
  if (!same && (snap || load<f64>(band, BAND_ACT) == 0)) {
    store<f64>(band, direction, BAND_DIRECTION);
    store<f64>(band, turn, BAND_TURN);
    memory.fill(band + BALLISTICS, 0, RANGE_BYTES);
  }
  const turned = same || snap || load<f64>(band, BAND_ACT) == 0;
  store<f64>(band, acts && turned ? 1 : 0, BAND_ACT_WANTED);
  if (snap) store<f64>(band, acts ? 1 : 0, BAND_ACT);
  return !turned;
}

export function bandSettled(band: usize): bool {
  return load<f64>(band + BALLISTICS, RANGE_SETTLED) != 0;
}

// @ts-ignore: decorator
@inline
function step(value: f64, target: f64): f64 {
  return value < target ? min(value + SWITCH, target) : max(value - SWITCH, target);
}

/** One band's gain, in place: heard * (1 - act * mix + act * mix * make-up * gain). `snap` starts with it. */
function bandQuantum(band: usize, buffer: usize, levels: usize, snap: bool): void {
  louderPower(buffer, levels);
  const changed = rangedGains(levels, band + BALLISTICS, band + BAND_SETTINGS);
  const change = load<f64>(band + BALLISTICS, RANGE_CHANGE);
  if (abs(change) > abs(load<f64>(band, BAND_CHANGE))) store<f64>(band, change, BAND_CHANGE);
  const heard = step(load<f64>(band, BAND_HEARD), load<f64>(band, BAND_HEARD_WANTED));
  const act = step(load<f64>(band, BAND_ACT), load<f64>(band, BAND_ACT_WANTED));
  store<f64>(band, heard, BAND_HEARD);
  store<f64>(band, act, BAND_ACT);
  const share = act * load<f64>(band, BAND_MIX);
  const makeup = load<f64>(band, BAND_GAIN_DB);
  const dry = heard * (1 - share);
  const wet: f64 = share == 0 ? 0 : heard * share * (makeup == 0 ? 1 : dbToGain(makeup));
  const dryFrom = snap ? dry : load<f64>(band, DRY);
  const wetFrom = snap ? wet : load<f64>(band, WET);
  store<f64>(band, dry, DRY);
  store<f64>(band, wet, WET);
  const steady = dry == dryFrom && wet == wetFrom;
  if (!changed) {
    if (steady && dry + wet == 1) return;
    for (let i: usize = 0; i < <usize>QUANTUM * 8; i += 16) v128.store(levels + i, f64x2.splat(1));
  }
  applyGains(
    buffer, levels, true, dryFrom, steady ? 0 : (dry - dryFrom) / <f64>QUANTUM, wetFrom, steady ? 0 : (wet - wetFrom) / <f64>QUANTUM,
  );
}

/** A quantum in place through `count` bands. */
export function treeQuantum(tree: usize, count: i32, buffer: usize, snap: bool): void {
  const sum = tree + SUM;
  const low = tree + LOW;
  for (let i = 0; i < count - 1; i++) {
    const crossover = crossoverOf(tree, i);
    splitQuantum(crossover, buffer, low, buffer);
    bandQuantum(bandOf(tree, i), low, tree + LEVELS, snap);
    if (i == 0) memory.copy(sum, low, <usize>QUANTUM * FRAME);
    else {
      allPassQuantum(crossover, sum);
      add(sum, low);
    }
  }
  bandQuantum(bandOf(tree, count - 1), buffer, tree + LEVELS, snap);
  add(buffer, sum);
}

function add(buffer: usize, other: usize): void {
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    v128.store(buffer + i, f64x2.add(v128.load(buffer + i), v128.load(other + i)));
  }
}

/** Whether no crossover of the tree rings any more. */
export function treeRests(tree: usize, count: i32): bool {
  for (let i = 0; i < count - 1; i++) if (!crossoverRests(crossoverOf(tree, i))) return false;
  return true;
}
