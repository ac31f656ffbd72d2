// Multiband dynamics: three to five bands of Linkwitz-Riley crossovers, each with a detector that turns down or up what lies
// above or below its threshold. What is left of a band meets the all-passes of the crossovers above it, after its gain, so
// bands at unity are an all-pass of the input. Another number of bands is another tree, cross-faded with the first.
import { tuneCrossover } from '../../kernels/assembly/crossover';
import { onePoleAmount } from '../../kernels/assembly/envelope';
import { SET_ATTACK, SET_KNEE, SET_RANGE, SET_RELEASE, SET_SLOPE, SET_THRESHOLD } from '../../kernels/assembly/envelope-range';
import { sameParameters, takeParameters } from '../../kernels/assembly/known-parameters';
import { FRAME, QUANTUM, clamp, dbToGain, glideAt, glidePerQuantum, param, peakOf } from '../../kernels/assembly/math';
import { storePeaks } from '../../kernels/assembly/math-levels';
import {
  BAND_ACT, BAND_ACT_WANTED, BAND_CHANGE, BAND_DIRECTION, BAND_GAIN_DB, BAND_HEARD, BAND_HEARD_WANTED, BAND_MIX,
  BAND_SETTINGS, BAND_TURN, MOST_BANDS, TREE_BYTES, bandOf, bandReady, bandSettled, clearTree, crossoverOf, treeQuantum, treeRests,
} from '../../kernels/assembly/multiband-tree';

// Parameters, in the order of parameters.ts: the common ones, then nine for each band.
const BANDS: i32 = 0;
const CROSSOVER_1: i32 = 1;
const KNEE: i32 = 5;
const OUTPUT: i32 = 6;
const MIX: i32 = 7;
const FIRST_BAND: i32 = 8;
const PER_BAND: i32 = 9;
const PARAMETERS: i32 = FIRST_BAND + PER_BAND * MOST_BANDS;
// Within a band.
const THRESHOLD: i32 = 0;
const RATIO: i32 = 1;
const ATTACK: i32 = 2;
const RELEASE: i32 = 3;
const RANGE: i32 = 4;
const WHEN: i32 = 5;
const MAKEUP: i32 = 6;
const SOLO: i32 = 7;
const BYPASS: i32 = 8;

const GLIDE_TAU_MS: f64 = 10;
/** Crossovers stay this factor apart. */
const APART: f64 = 1.15;
/** Quanta that a new tree runs unheard, and the step of its fade: about 10 and 20 ms. */
const WARMING_QUANTA: i32 = 8;
const FADE: f64 = 0.0625;

// State, after the eight read-outs.
const RATE: usize = 64;
const AMOUNT: usize = 72;
const FRESH: usize = 80; // i32
const QUIET: usize = 84; // i32
const MOVING: usize = 88; // i32
const TREE_NOW: usize = 92; // i32: 0 or 1
const COUNT_0: usize = 96; // i32 bands of tree 0; of tree 1 at + 4
const WARMING: usize = 104; // i32
const FADED: usize = 112; // how far the present tree has taken over
const NOW_OUTPUT: usize = 120;
const NOW_MIX: usize = 128;
const INPUT_PEAK: usize = 136;
const OUTPUT_PEAK: usize = 144;
const LOG_HZ: usize = 160; // four
const KNOWN: usize = 192;
const TREES: usize = (KNOWN + <usize>PARAMETERS * 8 + 63) & ~63;
const OTHER: usize = TREES + 2 * TREE_BYTES;
const BYTES: usize = OTHER + <usize>QUANTUM * FRAME;

// @ts-ignore: decorator
@inline
function treeAt(state: usize, index: i32): usize {
  return state + TREES + <usize>index * TREE_BYTES;
}

// @ts-ignore: decorator
@inline
function countOf(state: usize, index: i32): i32 {
  return load<i32>(state + (<usize>index << 2), COUNT_0);
}

export function multiband_bytes(_sampleRate: f64): i32 {
  return <i32>BYTES;
}

export function multiband_reset(state: usize, sampleRate: f64): void {
  memory.fill(state, 0, BYTES);
  store<f64>(state, sampleRate, RATE);
  store<f64>(state, glidePerQuantum(GLIDE_TAU_MS, sampleRate), AMOUNT);
  store<f64>(state, 1, FADED);
  store<i32>(state, 1, FRESH);
}

export function multiband_latency(_params: usize, _sampleRate: f64): i32 {
  return 0;
}

// @ts-ignore: decorator
@inline
function bandParam(params: usize, band: i32, index: i32): f64 {
  return param(params, FIRST_BAND + band * PER_BAND + index);
}

// @ts-ignore: decorator
@inline
function wantedBands(params: usize): i32 {
  return <i32>clamp(param(params, BANDS), 3, <f64>MOST_BANDS);
}

function aim(state: usize, params: usize): void {
  const changed = takeParameters(params, state + KNOWN, PARAMETERS);
  if (!changed && load<i32>(state, FRESH) == 0) return;
  store<i32>(state, 1, MOVING);
}

/** Moves a tree's bands on by one quantum. Returns whether anything still moves. */
function advanceBands(state: usize, tree: usize, count: i32, amount: f64, snap: bool): bool {
  const known = state + KNOWN;
  const rate = load<f64>(state, RATE);
  let solo = false;
  for (let i = 0; i < count; i++) solo = solo || bandParam(known, i, SOLO) >= 0.5;
  let moving = false;
  for (let i = 0; i < count; i++) {
    const band = bandOf(tree, i);
    const settings = band + BAND_SETTINGS;
    const range = clamp(bandParam(known, i, RANGE), -60, 60);
    const below = bandParam(known, i, WHEN) >= 0.5;
    // Change of mode turns the detector's quantity around: the band is taken out first, then turned, then put back.
    const direction: f64 = below ? -1 : 1;
    const turn: f64 = range > 0 ? 1 : -1;
    const acts = bandParam(known, i, BYPASS) < 0.5;
    moving = bandReady(band, direction, turn, acts, snap) || moving;
    const now = load<f64>(band, BAND_DIRECTION);
    const same = now == direction && load<f64>(band, BAND_TURN) == turn;
    const ratio = clamp(bandParam(known, i, RATIO), 1, 1000);
    // Towards the threshold 1 - 1/ratio of each dB, away from it ratio - 1.
    const slope: f64 = direction * turn < 0 ? 1 - 1 / ratio : ratio - 1;
    moving = glideAt(settings, SET_THRESHOLD, clamp(bandParam(known, i, THRESHOLD), -120, 24), amount, 1e-4) || moving;
    if (same) {
      moving = glideAt(settings, SET_SLOPE, slope, amount, 1e-5) || moving;
      moving = glideAt(settings, SET_RANGE, abs(range), amount, 1e-4) || moving;
    }
    moving = glideAt(settings, SET_KNEE, clamp(param(known, KNEE), 0, 48), amount, 1e-4) || moving;
    moving = glideAt(band, BAND_GAIN_DB, clamp(bandParam(known, i, MAKEUP), -48, 48), amount, 1e-4) || moving;
    store<f64>(band, load<f64>(state, NOW_MIX), BAND_MIX);
    store<f64>(settings, onePoleAmount(clamp(bandParam(known, i, ATTACK), 0.01, 10000), rate), SET_ATTACK);
    store<f64>(settings, onePoleAmount(clamp(bandParam(known, i, RELEASE), 1, 10000), rate), SET_RELEASE);
    const heard: f64 = solo && bandParam(known, i, SOLO) < 0.5 ? 0 : 1;
    store<f64>(band, heard, BAND_HEARD_WANTED);
    if (snap) store<f64>(band, heard, BAND_HEARD);
    moving = load<f64>(band, BAND_HEARD) != heard || load<f64>(band, BAND_ACT) != load<f64>(band, BAND_ACT_WANTED) || moving;
  }
  return moving;
}

/** Moves the gliding values on by one quantum. */
function advance(state: usize): void {
  if (!load<i32>(state, MOVING)) return;
  const known = state + KNOWN;
  const rate = load<f64>(state, RATE);
  const fresh = load<i32>(state, FRESH) != 0;
  const amount: f64 = fresh ? 1 : load<f64>(state, AMOUNT);
  let moving = glideAt(state, NOW_OUTPUT, clamp(param(known, OUTPUT), -48, 48), amount, 1e-4);
  moving = glideAt(state, NOW_MIX, clamp(param(known, MIX), 0, 100) / 100, amount, 1e-6) || moving;
  let least: f64 = 20;
  for (let i = 0; i < MOST_BANDS - 1; i++) {
    const target = clamp(param(known, CROSSOVER_1 + i), least, 0.45 * rate);
    moving = glideAt(state + (<usize>i << 3), LOG_HZ, Math.log(target), amount, 1e-5) || moving;
    const hz = Math.exp(load<f64>(state + (<usize>i << 3), LOG_HZ));
    for (let t = 0; t < 2; t++) tuneCrossover(crossoverOf(treeAt(state, t), i), hz, rate);
    least = min(target * APART, 0.45 * rate);
  }
  const now = load<i32>(state, TREE_NOW);
  const wanted = wantedBands(known);
  if (fresh) store<i32>(state + (<usize>now << 2), wanted, COUNT_0);
  else if (wanted != countOf(state, now) && load<f64>(state, FADED) >= 1) {
    const next = 1 - now;
    clearTree(treeAt(state, next));
    store<i32>(state + (<usize>next << 2), wanted, COUNT_0);
    store<i32>(state, next, TREE_NOW);
    store<i32>(state, WARMING_QUANTA, WARMING);
    store<f64>(state, 0, FADED);
    advanceBands(state, treeAt(state, next), wanted, 1, true);
  }
  const tree = load<i32>(state, TREE_NOW);
  moving = advanceBands(state, treeAt(state, tree), countOf(state, tree), amount, fresh) || moving;
  if (load<f64>(state, FADED) < 1) {
    advanceBands(state, treeAt(state, 1 - tree), countOf(state, 1 - tree), amount, false);
    moving = true;
  }
  if (wanted != countOf(state, tree)) moving = true;
  store<i32>(state, moving ? 1 : 0, MOVING);
}

/** Blends the old tree's sound into the new one's while it takes over. */
function fade(state: usize, buffer: usize): void {
  const warming = load<i32>(state, WARMING);
  const from = load<f64>(state, FADED);
  let to = from;
  if (warming > 0) store<i32>(state, warming - 1, WARMING);
  else to = min(from + FADE, 1);
  store<f64>(state, to, FADED);
  const step = (to - from) / <f64>QUANTUM;
  for (let i = 0; i < QUANTUM; i++) {
    const at = <usize>i * FRAME;
    const old = v128.load(state + OTHER + at);
    const share = f64x2.splat(from + step * <f64>(i + 1));
    v128.store(buffer + at, f64x2.add(old, f64x2.mul(share, f64x2.sub(v128.load(buffer + at), old))));
  }
}

function quantum(state: usize, buffer: usize): void {
  const peak = peakOf(buffer, QUANTUM);
  store<f64>(state, max(load<f64>(state, INPUT_PEAK), peak), INPUT_PEAK);
  store<i32>(state, peak == 0 ? 1 : 0, QUIET);
  const before = load<f64>(state, NOW_OUTPUT);
  advance(state);
  const fresh = load<i32>(state, FRESH) != 0;
  store<i32>(state, 0, FRESH);
  const now = load<i32>(state, TREE_NOW);
  const fading = load<f64>(state, FADED) < 1;
  if (fading) memory.copy(state + OTHER, buffer, <usize>QUANTUM * FRAME);
  treeQuantum(treeAt(state, now), countOf(state, now), buffer, fresh);
  if (fading) {
    treeQuantum(treeAt(state, 1 - now), countOf(state, 1 - now), state + OTHER, false);
    fade(state, buffer);
  }
  const after = load<f64>(state, NOW_OUTPUT);
  if (after != 0 || before != 0) {
    const to = dbToGain(after);
    const from = fresh ? to : dbToGain(before);
    const step = (to - from) / <f64>QUANTUM;
    for (let i = 0; i < QUANTUM; i++) {
      const at = buffer + <usize>i * FRAME;
      v128.store(at, f64x2.mul(v128.load(at), f64x2.splat(from + step * <f64>(i + 1))));
    }
  }
  store<f64>(state, max(load<f64>(state, OUTPUT_PEAK), peakOf(buffer, QUANTUM)), OUTPUT_PEAK);
}

export function multiband_process(state: usize, params: usize, buffer: usize, frames: i32): void {
  aim(state, params);
  store<f64>(state, 0, INPUT_PEAK);
  store<f64>(state, 0, OUTPUT_PEAK);
  for (let t = 0; t < 2; t++) {
    for (let i = 0; i < MOST_BANDS; i++) store<f64>(bandOf(treeAt(state, t), i), 0, BAND_CHANGE);
  }
  for (let done = 0; done < frames; done += QUANTUM) quantum(state, buffer + <usize>done * FRAME);
  storePeaks(state, load<f64>(state, INPUT_PEAK), load<f64>(state, OUTPUT_PEAK));
  const now = load<i32>(state, TREE_NOW);
  let most: f64 = 0;
  for (let i = 0; i < MOST_BANDS; i++) {
    const change: f64 = i < countOf(state, now) ? load<f64>(bandOf(treeAt(state, now), i), BAND_CHANGE) : 0;
    store<f64>(state + 24 + (<usize>i << 3), change);
    most = max(most, -change);
  }
  store<f64>(state, most);
}

/** Whether silence in gives silence out from here on: no filter rings, every band is where silence leaves it. */
export function multiband_at_rest(state: usize, params: usize): bool {
  if (load<i32>(state, FRESH) || load<i32>(state, MOVING) || load<i32>(state, QUIET) == 0) return false;
  if (!sameParameters(params, state + KNOWN, PARAMETERS)) return false;
  const now = load<i32>(state, TREE_NOW);
  const tree = treeAt(state, now);
  for (let i = 0; i < countOf(state, now); i++) if (!bandSettled(bandOf(tree, i))) return false;
  return treeRests(tree, countOf(state, now));
}
