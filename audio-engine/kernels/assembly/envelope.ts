// The stages of a level detector over one quantum, each a loop of its own: what is not recursive runs at full
// throughput, two values in a vector, and only the ballistics wait for themselves. Decoupled smoothing and
// static curve after Giannoulis, Massberg, Reiss, "Digital Dynamic Range Compressor Design", JAES 60(6), 2012.
import { FRAME, QUANTUM, settle, swapLanes } from './math';
import { DB_PER_POWER_OCTAVE, exp2Lanes, log2Lanes } from './math-levels';

/** dB to octaves of amplitude: log2(10) / 20. */
// @ts-ignore: decorator
@inline const OCTAVES_PER_DB: f64 = 0.16609640474436811739;

/** -120 dB and +60 dB as power: what lies outside is no level. */
// @ts-ignore: decorator
@inline const LEAST_POWER: f64 = 1e-12;
// @ts-ignore: decorator
@inline const MOST_POWER: f64 = 1e6;

/** Amount by which a one-pole of time constant `ms` approaches in a sample: 1 - exp(-1/(tau*fs)). */
export function onePoleAmount(ms: f64, sampleRate: f64): f64 {
  return 1 - Math.exp(-1000 / (ms * sampleRate));
}

/** Frames to power. */
export function toPower(frames: usize, powers: usize): void {
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    const x = v128.load(frames + i);
    v128.store(powers + i, f64x2.mul(x, x));
  }
}

/** Power to mean power by a one-pole whose state is one v128, in place. */
export function toMeanPower(frames: usize, state: usize, amount: f64): void {
  const a = f64x2.splat(amount);
  let mean = v128.load(state);
  for (let at = frames; at < frames + <usize>QUANTUM * FRAME; at += FRAME) {
    mean = f64x2.add(mean, f64x2.mul(a, f64x2.sub(v128.load(at), mean)));
    v128.store(at, mean);
  }
  v128.store(state, settle(mean));
}

/** Louder channel of two frames of power. */
// @ts-ignore: decorator
@inline
function louder(a: v128, b: v128): v128 {
  return f64x2.pmax(i64x2.shuffle(a, b, 0, 2), i64x2.shuffle(a, b, 1, 3));
}

// @ts-ignore: decorator
@inline
function largerLane(x: v128): f64 {
  const a = f64x2.extract_lane(x, 0);
  const b = f64x2.extract_lane(x, 1);
  return a > b ? a : b;
}

/** Keeps the louder channel of every frame: 64 frames of power become 64 doubles at the head of the block. Returns the largest. */
export function louderChannel(powers: usize): f64 {
  let most = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>QUANTUM; i += 2) {
    const pair = louder(v128.load(powers + i * FRAME), v128.load(powers + i * FRAME, 16));
    most = f64x2.pmax(most, pair);
    v128.store(powers + (i << 3), pair);
  }
  return largerLane(most);
}

/** `toPower` and `louderChannel` in one go. */
export function louderPower(frames: usize, powers: usize): f64 {
  let most = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>QUANTUM; i += 2) {
    const x = v128.load(frames + i * FRAME);
    const y = v128.load(frames + i * FRAME, 16);
    const pair = louder(f64x2.mul(x, x), f64x2.mul(y, y));
    most = f64x2.pmax(most, pair);
    v128.store(powers + (i << 3), pair);
  }
  return largerLane(most);
}

/** Largest of 64 frames of power; NaN is passed over. */
export function largestPower(powers: usize): f64 {
  let most = f64x2.splat(0);
  for (let at = powers; at < powers + <usize>QUANTUM * FRAME; at += FRAME) most = f64x2.pmax(most, v128.load(at));
  return largerLane(most);
}

/**
 * Power to wanted gain reduction in dB (positive): nothing below the knee's `start` (threshold - knee/2, negated), then a
 * quadratic of factor slope/(2*knee), then `slope` = 1 - 1/ratio of every dB over the threshold.
 */
// @ts-ignore: decorator
@inline
function reduction(value: v128, start: v128, knee: v128, quadratic: v128, slope: v128): v128 {
  const zero = f64x2.splat(0);
  const power = f64x2.pmin(f64x2.splat(MOST_POWER), f64x2.pmax(f64x2.splat(LEAST_POWER), value));
  // dB above the start of the knee; what lies within the knee, and what lies beyond it.
  const over = f64x2.add(f64x2.mul(log2Lanes(power), f64x2.splat(DB_PER_POWER_OCTAVE)), start);
  const inside = f64x2.pmin(knee, f64x2.pmax(zero, over));
  const beyond = f64x2.pmax(zero, f64x2.sub(over, knee));
  // Beyond the knee the quadratic stays at slope*W/2, the straight part begins there.
  return f64x2.add(f64x2.mul(quadratic, f64x2.mul(inside, inside)), f64x2.mul(slope, beyond));
}

// @ts-ignore: decorator
@inline
function quadraticOf(slope: f64, kneeDb: f64): v128 {
  return f64x2.splat(kneeDb > 1e-6 ? slope / (2 * kneeDb) : 0);
}

/** `reduction` of 64 frames of power, in place. */
export function toReduction(powers: usize, thresholdDb: f64, slope: f64, kneeDb: f64): void {
  const start = f64x2.splat(kneeDb * 0.5 - thresholdDb);
  const quadratic = quadraticOf(slope, kneeDb);
  for (let at = powers; at < powers + <usize>QUANTUM * FRAME; at += FRAME) {
    v128.store(at, reduction(v128.load(at), start, f64x2.splat(kneeDb), quadratic, f64x2.splat(slope)));
  }
}

/** Moves each channel's reduction towards the larger one by `link` 0..1, in place over frames. */
export function linkReduction(frames: usize, link: f64): void {
  const shared = f64x2.splat(link);
  const own = f64x2.splat(1 - link);
  for (let at = frames; at < frames + <usize>QUANTUM * FRAME; at += FRAME) {
    const x = v128.load(at);
    v128.store(at, f64x2.add(f64x2.mul(own, x), f64x2.mul(shared, f64x2.pmax(x, swapLanes(x)))));
  }
}

/** Below this many dB a reduction is over: -180 dB of change, and silence finds its end. */
// @ts-ignore: decorator
@inline const LEAST_REDUCTION_DB: f64 = 1e-8;

// @ts-ignore: decorator
@inline
function settleReduction(lanes: v128): v128 {
  return v128.and(lanes, v128.and(f64x2.ge(lanes, f64x2.splat(LEAST_REDUCTION_DB)), f64x2.le(lanes, f64x2.splat(1e4))));
}

/** Reduction in dB to gain. */
// @ts-ignore: decorator
@inline
function gainOf(reductionDb: v128): v128 {
  return exp2Lanes(f64x2.mul(reductionDb, f64x2.splat(-OCTAVES_PER_DB)));
}

/** Wanted reductions of both channels to smoothed gains, in place. State: held and smoothed, two v128. Returns the largest reduction. */
export function smoothFrames(frames: usize, state: usize, attack: f64, release: f64): f64 {
  const fall = f64x2.splat(1 - release);
  const rise = f64x2.splat(release);
  const a = f64x2.splat(attack);
  let held = v128.load(state);
  let smooth = v128.load(state, 16);
  let most = f64x2.splat(0);
  for (let at = frames; at < frames + <usize>QUANTUM * FRAME; at += FRAME) {
    const x = v128.load(at);
    held = f64x2.pmax(x, f64x2.add(f64x2.mul(fall, held), f64x2.mul(rise, x)));
    smooth = f64x2.add(smooth, f64x2.mul(a, f64x2.sub(held, smooth)));
    most = f64x2.pmax(most, smooth);
    v128.store(at, gainOf(smooth));
  }
  v128.store(state, settleReduction(held));
  v128.store(state, settleReduction(smooth), 16);
  return largerLane(most);
}

/**
 * One linked detector: 64 powers to 64 gains, in place. Curve and gain are computed two samples at a time, between
 * them the ballistics step through the two. State as above, the same in both lanes. Returns the largest reduction.
 */
export function linkedGains(
  values: usize, state: usize, thresholdDb: f64, slope: f64, kneeDb: f64, attack: f64, release: f64,
): f64 {
  const start = f64x2.splat(kneeDb * 0.5 - thresholdDb);
  const knee = f64x2.splat(kneeDb);
  const quadratic = quadraticOf(slope, kneeDb);
  const straight = f64x2.splat(slope);
  const fall = f64x2.splat(1 - release);
  const rise = f64x2.splat(release);
  const a = f64x2.splat(attack);
  let held = v128.load(state);
  let smooth = v128.load(state, 16);
  let most = f64x2.splat(0);
  for (let at = values; at < values + <usize>QUANTUM * 8; at += 16) {
    const wanted = reduction(v128.load(at), start, knee, quadratic, straight);
    const risen = f64x2.mul(rise, wanted);
    held = f64x2.pmax(i64x2.shuffle(wanted, wanted, 0, 0), f64x2.add(f64x2.mul(fall, held), i64x2.shuffle(risen, risen, 0, 0)));
    smooth = f64x2.add(smooth, f64x2.mul(a, f64x2.sub(held, smooth)));
    const first = smooth;
    held = f64x2.pmax(i64x2.shuffle(wanted, wanted, 1, 1), f64x2.add(f64x2.mul(fall, held), i64x2.shuffle(risen, risen, 1, 1)));
    smooth = f64x2.add(smooth, f64x2.mul(a, f64x2.sub(held, smooth)));
    const both = i64x2.shuffle(first, smooth, 0, 2);
    most = f64x2.pmax(most, both);
    v128.store(at, gainOf(both));
  }
  v128.store(state, settleReduction(held));
  v128.store(state, settleReduction(smooth), 16);
  return largerLane(most);
}

/**
 * Two linked detectors at once: their ballistics share the lanes. `curve` of each is three doubles, threshold, slope and
 * knee; `ballistics` two, attack and release. The largest reductions come back at `mostAt`, as two doubles.
 */
export function linkedGainsPair(
  valuesA: usize, stateA: usize, curveA: usize, ballisticsA: usize,
  valuesB: usize, stateB: usize, curveB: usize, ballisticsB: usize, mostAt: usize,
): void {
  const slopeA = load<f64>(curveA, 8), kneeA = load<f64>(curveA, 16);
  const slopeB = load<f64>(curveB, 8), kneeB = load<f64>(curveB, 16);
  const startA = f64x2.splat(kneeA * 0.5 - load<f64>(curveA)), startB = f64x2.splat(kneeB * 0.5 - load<f64>(curveB));
  const quadraticA = quadraticOf(slopeA, kneeA), quadraticB = quadraticOf(slopeB, kneeB);
  const one = f64x2.splat(1);
  const a = v128.load64_lane(ballisticsB, v128.load64_zero(ballisticsA), 1);
  const rise = v128.load64_lane(ballisticsB, v128.load64_zero(ballisticsA, 8), 1, 8);
  const fall = f64x2.sub(one, rise);
  let held = v128.load64_lane(stateB, v128.load64_zero(stateA), 1);
  let smooth = v128.load64_lane(stateB, v128.load64_zero(stateA, 16), 1, 16);
  let most = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>QUANTUM * 8; i += 16) {
    const wantedA = reduction(v128.load(valuesA + i), startA, f64x2.splat(kneeA), quadraticA, f64x2.splat(slopeA));
    const wantedB = reduction(v128.load(valuesB + i), startB, f64x2.splat(kneeB), quadraticB, f64x2.splat(slopeB));
    const one = i64x2.shuffle(wantedA, wantedB, 0, 2);
    const two = i64x2.shuffle(wantedA, wantedB, 1, 3);
    held = f64x2.pmax(one, f64x2.add(f64x2.mul(fall, held), f64x2.mul(rise, one)));
    smooth = f64x2.add(smooth, f64x2.mul(a, f64x2.sub(held, smooth)));
    const first = smooth;
    held = f64x2.pmax(two, f64x2.add(f64x2.mul(fall, held), f64x2.mul(rise, two)));
    smooth = f64x2.add(smooth, f64x2.mul(a, f64x2.sub(held, smooth)));
    most = f64x2.pmax(most, f64x2.pmax(first, smooth));
    v128.store(valuesA + i, gainOf(i64x2.shuffle(first, smooth, 0, 2)));
    v128.store(valuesB + i, gainOf(i64x2.shuffle(first, smooth, 1, 3)));
  }
  held = settleReduction(held);
  smooth = settleReduction(smooth);
  v128.store(stateA, i64x2.shuffle(held, held, 0, 0));
  v128.store(stateA, i64x2.shuffle(smooth, smooth, 0, 0), 16);
  v128.store(stateB, i64x2.shuffle(held, held, 1, 1));
  v128.store(stateB, i64x2.shuffle(smooth, smooth, 1, 1), 16);
  v128.store(mostAt, most);
}

/** Both frames' gains, dry + wet * gain, applied; a linked gain is one double a frame. Returns the largest magnitude. */
export function applyGains(frames: usize, gains: usize, linked: bool, dry: f64, dryStep: f64, wet: f64, wetStep: f64): f64 {
  let most = f64x2.splat(0);
  if (linked && dryStep == 0 && wetStep == 0) {
    const d = f64x2.splat(dry);
    const w = f64x2.splat(wet);
    for (let i: usize = 0; i < <usize>QUANTUM; i += 2) {
      const gain = f64x2.add(d, f64x2.mul(w, v128.load(gains + (i << 3))));
      const at = frames + i * FRAME;
      const x = f64x2.mul(v128.load(at), i64x2.shuffle(gain, gain, 0, 0));
      const y = f64x2.mul(v128.load(at, 16), i64x2.shuffle(gain, gain, 1, 1));
      v128.store(at, x);
      v128.store(at, y, 16);
      most = f64x2.pmax(f64x2.pmax(most, f64x2.abs(x)), f64x2.abs(y));
    }
    return largerLane(most);
  }
  for (let i = 0; i < QUANTUM; i++) {
    const d = f64x2.splat(dry + dryStep * <f64>(i + 1));
    const w = f64x2.splat(wet + wetStep * <f64>(i + 1));
    const gain = linked ? v128.load64_splat(gains + (<usize>i << 3)) : v128.load(gains + <usize>i * FRAME);
    const at = frames + <usize>i * FRAME;
    const x = f64x2.mul(v128.load(at), f64x2.add(d, f64x2.mul(w, gain)));
    v128.store(at, x);
    most = f64x2.pmax(most, f64x2.abs(x));
  }
  return largerLane(most);
}
