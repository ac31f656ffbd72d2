// Programme loudness after ITU-R BS.1770-5 Annex 1 and EBU Tech 3341/3342: K-weighting, momentary and
// short-term on a 10 ms hop, gated integrated loudness and loudness range on the 100 ms hop.
//
// State (f64 indices; the first eight are read-outs, valid after every call):
//   0 momentary LUFS   1 short-term LUFS   2 integrated LUFS   3 loudness range LU
//   4 maximum momentary   5 maximum short-term   6 100 ms steps in the history   7 frames seen
// 2 and 3 are brought up to date once a second and by `loudness_update`. Nothing measured reads -Infinity.
// History: mean squares per 100 ms, momentary from `loudness_momentary`, short-term from `loudness_short_term`,
// up to the capacity given at reset. Gating is exact over the history; past its capacity a histogram of
// 0.01 LU takes over, so memory stays bounded for any length.

const STEP_HOPS: i32 = 10; // 100 ms
const MOMENTARY_HOPS: i32 = 40; // 400 ms
const SHORT_HOPS: i32 = 300; // 3 s
const BINS: i32 = 8192;
const BINS_PER_LU: f64 = 100.0;
const GATE_LUFS: f64 = -70.0;

const MAXIMUM_CHANNELS: i32 = 8;

const RATE: usize = 8;
const CHANNELS: usize = 9;
const CAPACITY: usize = 10;
const HOP: usize = 11; // completed hops
const BOUNDARY: usize = 12; // frame at which the current hop ends
const RANGE_SUM: usize = 13; // short-term mean squares above the absolute gate
const RANGE_COUNT: usize = 14;
const MAXIMUM_MOMENTARY_SQUARE: usize = 15;
const MAXIMUM_SHORT_SQUARE: usize = 16;
const COEFFICIENTS: usize = 17; // shelf b0 b1 b2 a1 a2, high-pass a1 a2
const WEIGHTS: usize = 24;
const SUMS: usize = 32; // squares of the current hop, per channel
const FILTERS: usize = 40; // four v128 a channel pair
const RING: usize = 72; // weighted squares of the last 300 hops
const UPDATED: usize = 372; // steps when 2 and 3 were last brought up to date
const BIN_COUNTS: usize = 373; // momentary blocks: count, then sum of mean squares
const BIN_SUMS: usize = BIN_COUNTS + BINS;
const RANGE_BINS: usize = BIN_SUMS + BINS;
const HISTORY: usize = RANGE_BINS + BINS;

// @ts-ignore: decorator
@inline function get(state: usize, index: usize): f64 { return load<f64>(state + (index << 3)); }
// @ts-ignore: decorator
@inline function put(state: usize, index: usize, value: f64): void { store<f64>(state + (index << 3), value); }

// @ts-ignore: decorator
@inline function lufs(meanSquare: f64): f64 {
  return meanSquare > 0.0 ? -0.691 + 10.0 * Math.log10(meanSquare) : -Infinity;
}

// @ts-ignore: decorator
@inline function squareAt(level: f64): f64 { return Math.pow(10.0, (level + 0.691) / 10.0); }

/** Bytes of state for a history of `capacity` steps of 100 ms. */
export function loudness_bytes(capacity: i32): i32 {
  return <i32>((HISTORY + 2 * <usize>capacity) << 3);
}

export function loudness_momentary(state: usize): usize { return state + (HISTORY << 3); }

export function loudness_short_term(state: usize): usize {
  return state + ((HISTORY + <usize>get(state, CAPACITY)) << 3);
}

/**
 * Channels 1..8, interleaved; an odd count is padded to the next even one in the buffer. 5 is L R C Ls Rs,
 * 6 is L R C LFE Ls Rs (BS.1770-5 Table 3: surrounds 1.41, LFE left out); others weigh 1.
 */
export function loudness_reset(state: usize, rate: f64, channels: i32, capacity: i32): void {
  memory.fill(state, 0, HISTORY << 3);
  for (let i: usize = 0; i < 6; i++) put(state, i, i == 3 ? 0.0 : -Infinity);
  put(state, RATE, rate);
  put(state, CHANNELS, <f64>channels);
  put(state, CAPACITY, <f64>capacity);
  put(state, BOUNDARY, boundary(1, rate));
  for (let c: i32 = 0; c < channels; c++) {
    let weight = 1.0;
    if ((channels == 5 && c >= 3) || (channels == 6 && c >= 4)) weight = 1.41;
    if (channels == 6 && c == 3) weight = 0.0;
    put(state, WEIGHTS + <usize>c, weight);
  }
  // Bilinear transform of the analogue prototypes behind the standard's 48 kHz table (libebur128, ffmpeg).
  let k = Math.tan(Math.PI * 1681.974450955533 / rate);
  const q = 0.7071752369554196;
  const vh = Math.pow(10.0, 3.999843853973347 / 20.0);
  const vb = Math.pow(vh, 0.4996667741545416);
  const a0 = 1.0 + k / q + k * k;
  put(state, COEFFICIENTS, (vh + vb * k / q + k * k) / a0);
  put(state, COEFFICIENTS + 1, 2.0 * (k * k - vh) / a0);
  put(state, COEFFICIENTS + 2, (vh - vb * k / q + k * k) / a0);
  put(state, COEFFICIENTS + 3, 2.0 * (k * k - 1.0) / a0);
  put(state, COEFFICIENTS + 4, (1.0 - k / q + k * k) / a0);
  k = Math.tan(Math.PI * 38.13547087602444 / rate);
  const q2 = 0.5003270373238773;
  const d = 1.0 + k / q2 + k * k;
  put(state, COEFFICIENTS + 5, 2.0 * (k * k - 1.0) / d);
  put(state, COEFFICIENTS + 6, (1.0 - k / q2 + k * k) / d);
}

export function loudness_coefficients(state: usize): usize { return state + (COEFFICIENTS << 3); }

/** First frame after hop `count`: 10 ms each, rounded where the rate has no whole number of frames in one. */
// @ts-ignore: decorator
@inline function boundary(count: f64, rate: f64): f64 { return Math.floor(count * rate / 100.0 + 0.5); }

/** Measures `frames` frames of any count. */
export function loudness_process(state: usize, buffer: usize, frames: i32): void {
  const pairs = (<i32>get(state, CHANNELS) + 1) >> 1;
  const stride = <usize>pairs << 4;
  let seen = get(state, 7);
  let at: i32 = 0;
  while (at < frames) {
    const left = <i32>(get(state, BOUNDARY) - seen);
    const count = min(left, frames - at);
    for (let pair: i32 = 0; pair < pairs; pair++) {
      weigh(state, pair, buffer + <usize>at * stride + (<usize>pair << 4), stride, count);
    }
    at += count;
    seen += <f64>count;
    put(state, 7, seen);
    if (count == left) endHop(state);
  }
}

/** K-weights one channel pair and adds its squares to the hop's sums. */
function weigh(state: usize, pair: i32, buffer: usize, stride: usize, count: i32): void {
  const b0 = f64x2.splat(get(state, COEFFICIENTS));
  const b1 = f64x2.splat(get(state, COEFFICIENTS + 1));
  const b2 = f64x2.splat(get(state, COEFFICIENTS + 2));
  const a1 = f64x2.splat(get(state, COEFFICIENTS + 3));
  const a2 = f64x2.splat(get(state, COEFFICIENTS + 4));
  const c1 = f64x2.splat(get(state, COEFFICIENTS + 5));
  const c2 = f64x2.splat(get(state, COEFFICIENTS + 6));
  const filter = state + (FILTERS << 3) + (<usize>pair << 6);
  const sums = state + (SUMS << 3) + (<usize>pair << 4);
  let s1 = v128.load(filter);
  let s2 = v128.load(filter, 16);
  let t1 = v128.load(filter, 32);
  let t2 = v128.load(filter, 48);
  let sum = v128.load(sums);
  const end = buffer + <usize>count * stride;
  for (let p = buffer; p < end; p += stride) {
    const x = v128.load(p);
    const y = f64x2.add(f64x2.mul(b0, x), s1);
    s1 = f64x2.add(f64x2.sub(f64x2.mul(b1, x), f64x2.mul(a1, y)), s2);
    s2 = f64x2.sub(f64x2.mul(b2, x), f64x2.mul(a2, y));
    const z = f64x2.add(y, t1);
    t1 = f64x2.sub(f64x2.sub(t2, f64x2.mul(c1, z)), f64x2.add(y, y));
    t2 = f64x2.sub(y, f64x2.mul(c2, z));
    sum = f64x2.add(sum, f64x2.mul(z, z));
  }
  v128.store(filter, settle(s1));
  v128.store(filter, settle(s2), 16);
  v128.store(filter, settle(t1), 32);
  v128.store(filter, settle(t2), 48);
  v128.store(sums, sum);
}

/** Lanes below 1e-60 (denormals would follow) and lanes that are not finite become zero. */
// @ts-ignore: decorator
@inline function settle(lanes: v128): v128 {
  const size = f64x2.abs(lanes);
  const alive = v128.and(f64x2.ge(size, f64x2.splat(1e-60)), f64x2.lt(size, f64x2.splat(Infinity)));
  return v128.and(lanes, alive);
}

/** Mean weighted square over the last `hops` hops; before the first frame there was silence. */
function meanSquare(state: usize, hops: i32): f64 {
  const hop = <i32>get(state, HOP);
  const rate = get(state, RATE);
  // Oldest first, in the ring's two pieces: no division a hop.
  const first = max(0, hop - hops);
  const start = first % SHORT_HOPS;
  const count = hop - first;
  const whole = min(count, SHORT_HOPS - start);
  let sum = sumOf(0.0, state + ((RING + <usize>start) << 3), whole);
  sum = sumOf(sum, state + (RING << 3), count - whole);
  const from = <f64>(hop - hops);
  return sum / (boundary(<f64>hop, rate) - boundary(from, rate));
}

// @ts-ignore: decorator
@inline function sumOf(sum: f64, at: usize, count: i32): f64 {
  const end = at + (<usize>count << 3);
  for (; at < end; at += 8) sum += load<f64>(at);
  return sum;
}

function endHop(state: usize): void {
  const channels = <usize>get(state, CHANNELS);
  const rate = get(state, RATE);
  let square = 0.0;
  for (let c: usize = 0; c < channels; c++) square += get(state, WEIGHTS + c) * get(state, SUMS + c);
  for (let c: usize = 0; c < <usize>MAXIMUM_CHANNELS; c++) put(state, SUMS + c, 0.0);
  if (!(square < Infinity)) square = 0.0;
  const hop = <i32>get(state, HOP) + 1;
  put(state, RING + <usize>((hop - 1) % SHORT_HOPS), square);
  put(state, HOP, <f64>hop);
  put(state, BOUNDARY, boundary(<f64>(hop + 1), rate));
  const momentary = meanSquare(state, MOMENTARY_HOPS);
  const short = meanSquare(state, SHORT_HOPS);
  put(state, 0, lufs(momentary));
  put(state, 1, lufs(short));
  if (momentary > get(state, MAXIMUM_MOMENTARY_SQUARE)) {
    put(state, MAXIMUM_MOMENTARY_SQUARE, momentary);
    put(state, 4, get(state, 0));
  }
  if (short > get(state, MAXIMUM_SHORT_SQUARE)) {
    put(state, MAXIMUM_SHORT_SQUARE, short);
    put(state, 5, get(state, 1));
  }
  if (hop % STEP_HOPS == 0) endStep(state, hop, momentary, short);
}

function endStep(state: usize, hop: i32, momentary: f64, short: f64): void {
  const step = hop / STEP_HOPS - 1;
  if (step < <i32>get(state, CAPACITY)) {
    store<f64>(loudness_momentary(state) + (<usize>step << 3), momentary);
    store<f64>(loudness_short_term(state) + (<usize>step << 3), short);
  }
  put(state, 6, <f64>(step + 1));
  if (hop >= MOMENTARY_HOPS && get(state, 0) > GATE_LUFS) {
    const at = bin(get(state, 0));
    put(state, BIN_COUNTS + at, get(state, BIN_COUNTS + at) + 1.0);
    put(state, BIN_SUMS + at, get(state, BIN_SUMS + at) + momentary);
  }
  if (hop >= SHORT_HOPS && get(state, 1) > GATE_LUFS) {
    const at = RANGE_BINS + bin(get(state, 1));
    put(state, at, get(state, at) + 1.0);
    put(state, RANGE_SUM, get(state, RANGE_SUM) + short);
    put(state, RANGE_COUNT, get(state, RANGE_COUNT) + 1.0);
  }
  if ((step + 1) % 10 == 0) loudness_update(state);
}

// @ts-ignore: decorator
@inline function bin(level: f64): usize {
  return <usize>min<f64>((level - GATE_LUFS) * BINS_PER_LU, <f64>(BINS - 1));
}

/** Brings integrated loudness and loudness range up to date. */
export function loudness_update(state: usize): void {
  if (get(state, UPDATED) == get(state, 6)) return;
  put(state, UPDATED, get(state, 6));
  put(state, 2, integrated(state));
  put(state, 3, range(state));
}

function integrated(state: usize): f64 {
  let count = 0.0;
  let sum = 0.0;
  for (let i: usize = 0; i < <usize>BINS; i++) {
    count += get(state, BIN_COUNTS + i);
    sum += get(state, BIN_SUMS + i);
  }
  if (count == 0.0) return -Infinity;
  const gate = sum / count / 10.0; // -10 LU
  const steps = <i32>get(state, 6);
  let gated = 0.0;
  let blocks = 0.0;
  if (steps <= <i32>get(state, CAPACITY)) {
    const floor = squareAt(GATE_LUFS);
    const history = loudness_momentary(state);
    for (let i: i32 = MOMENTARY_HOPS / STEP_HOPS - 1; i < steps; i++) {
      const square = load<f64>(history + (<usize>i << 3));
      if (square > gate && square > floor) {
        gated += square;
        blocks += 1.0;
      }
    }
  } else {
    const level = lufs(gate);
    for (let i = level > GATE_LUFS ? bin(level) : 0; i < <usize>BINS; i++) {
      gated += get(state, BIN_SUMS + i);
      blocks += get(state, BIN_COUNTS + i);
    }
  }
  return blocks > 0.0 ? lufs(gated / blocks) : -Infinity;
}

/** P95 - P10 of short-term loudness above both gates (Tech 3342), to the histogram's 0.01 LU. */
function range(state: usize): f64 {
  const all = get(state, RANGE_COUNT);
  if (all == 0.0) return 0.0;
  const gate = lufs(get(state, RANGE_SUM) / all) - 20.0;
  const first = gate > GATE_LUFS ? bin(gate) : 0;
  let count = 0.0;
  for (let i = first; i < <usize>BINS; i++) count += get(state, RANGE_BINS + i);
  const low = Math.floor((count - 1.0) * 0.1 + 0.5);
  const high = Math.floor((count - 1.0) * 0.95 + 0.5);
  let passed = 0.0;
  let lowBin = -1.0;
  for (let i = first; i < <usize>BINS; i++) {
    passed += get(state, RANGE_BINS + i);
    if (lowBin < 0.0 && passed > low) lowBin = <f64>i;
    if (passed > high) return (<f64>i - lowBin) / BINS_PER_LU;
  }
  return 0.0;
}

/** Hops of 10 ms measured so far; the last 300 can be read. */
export function loudness_hops(state: usize): i32 {
  return <i32>get(state, HOP);
}

/** Sum of the weighted squares of one of them, counted from 0. */
export function loudness_hop(state: usize, hop: i32): f64 {
  return get(state, RING + <usize>(hop % SHORT_HOPS));
}
