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

/** Frames to power, in place. */
export function toPower(frames: usize): void {
  for (let at = frames; at < frames + <usize>QUANTUM * FRAME; at += FRAME) {
    const x = v128.load(at);
    v128.store(at, f64x2.mul(x, x));
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

/** Keeps the louder channel of every frame: 64 frames become 64 doubles at the head of the same block. */
export function louderChannel(frames: usize): void {
  for (let i: usize = 0; i < <usize>QUANTUM; i += 2) {
    const a = v128.load(frames + i * FRAME);
    const b = v128.load(frames + i * FRAME, 16);
    v128.store(frames + (i << 3), f64x2.pmax(i64x2.shuffle(a, b, 0, 2), i64x2.shuffle(a, b, 1, 3)));
  }
}

/** Largest of `vectors` pairs of powers; NaN is passed over. */
export function largestPower(powers: usize, vectors: i32): f64 {
  let most = f64x2.splat(0);
  for (let at = powers; at < powers + <usize>vectors * 16; at += 16) most = f64x2.pmax(most, v128.load(at));
  return max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}

/**
 * Power to wanted gain reduction in dB (positive), in place: nothing below the knee, then a quadratic, then
 * `slope` = 1 - 1/ratio of every dB over the threshold.
 */
export function toReduction(powers: usize, vectors: i32, thresholdDb: f64, slope: f64, kneeDb: f64): void {
  const least = f64x2.splat(LEAST_POWER);
  const most = f64x2.splat(MOST_POWER);
  const perOctave = f64x2.splat(DB_PER_POWER_OCTAVE);
  const start = f64x2.splat(kneeDb * 0.5 - thresholdDb);
  const knee = f64x2.splat(kneeDb);
  const zero = f64x2.splat(0);
  const quadratic = f64x2.splat(kneeDb > 1e-6 ? slope / (2 * kneeDb) : 0);
  const straight = f64x2.splat(slope);
  for (let at = powers; at < powers + <usize>vectors * 16; at += 16) {
    const power = f64x2.pmin(most, f64x2.pmax(least, v128.load(at)));
    // dB above the start of the knee; what lies within the knee, and what lies beyond it.
    const over = f64x2.add(f64x2.mul(log2Lanes(power), perOctave), start);
    const inside = f64x2.pmin(knee, f64x2.pmax(zero, over));
    const beyond = f64x2.pmax(zero, f64x2.sub(over, knee));
    // Beyond the knee the quadratic stays at slope*W/2, the straight part begins there.
    v128.store(at, f64x2.add(f64x2.mul(quadratic, f64x2.mul(inside, inside)), f64x2.mul(straight, beyond)));
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

/** Smoothed reduction of both channels, in place over frames. State: held and smoothed, two v128. Returns the largest. */
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
    v128.store(at, smooth);
  }
  v128.store(state, settleReduction(held));
  v128.store(state, settleReduction(smooth), 16);
  return max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}

/** The same for one linked value a sample (64 doubles); its state is in both lanes. */
export function smoothLinked(values: usize, state: usize, attack: f64, release: f64): f64 {
  const fall = f64x2.splat(1 - release);
  const rise = f64x2.splat(release);
  const a = f64x2.splat(attack);
  let held = v128.load64_splat(state);
  let smooth = v128.load64_splat(state, 16);
  let most = f64x2.splat(0);
  for (let at = values; at < values + <usize>QUANTUM * 8; at += 8) {
    const x = v128.load64_splat(at);
    held = f64x2.pmax(x, f64x2.add(f64x2.mul(fall, held), f64x2.mul(rise, x)));
    smooth = f64x2.add(smooth, f64x2.mul(a, f64x2.sub(held, smooth)));
    most = f64x2.pmax(most, smooth);
    v128.store64_lane(at, smooth, 0);
  }
  v128.store(state, settleReduction(held));
  v128.store(state, settleReduction(smooth), 16);
  return f64x2.extract_lane(most, 0);
}

/** Two linked detectors at once, one in each lane. The largest reductions come back at `most`, as two doubles. */
export function smoothLinkedPair(
  valuesA: usize, stateA: usize, attackA: f64, releaseA: f64,
  valuesB: usize, stateB: usize, attackB: f64, releaseB: f64, mostAt: usize,
): void {
  const fall = f64x2.replace_lane(f64x2.splat(1 - releaseA), 1, 1 - releaseB);
  const rise = f64x2.replace_lane(f64x2.splat(releaseA), 1, releaseB);
  const a = f64x2.replace_lane(f64x2.splat(attackA), 1, attackB);
  let held = v128.load64_lane(stateB, v128.load64_splat(stateA), 1);
  let smooth = v128.load64_lane(stateB, v128.load64_splat(stateA, 16), 1, 16);
  let most = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>QUANTUM * 8; i += 8) {
    const x = v128.load64_lane(valuesB + i, v128.load64_zero(valuesA + i), 1);
    held = f64x2.pmax(x, f64x2.add(f64x2.mul(fall, held), f64x2.mul(rise, x)));
    smooth = f64x2.add(smooth, f64x2.mul(a, f64x2.sub(held, smooth)));
    most = f64x2.pmax(most, smooth);
    v128.store64_lane(valuesA + i, smooth, 0);
    v128.store64_lane(valuesB + i, smooth, 1);
  }
  held = settleReduction(held);
  smooth = settleReduction(smooth);
  v128.store(stateA, i64x2.shuffle(held, held, 0, 0));
  v128.store(stateA, i64x2.shuffle(smooth, smooth, 0, 0), 16);
  v128.store(stateB, i64x2.shuffle(held, held, 1, 1));
  v128.store(stateB, i64x2.shuffle(smooth, smooth, 1, 1), 16);
  v128.store(mostAt, most);
}

/** dB of reduction to gain, in place over `vectors` pairs. */
export function toGain(reductions: usize, vectors: i32): void {
  const perDb = f64x2.splat(-OCTAVES_PER_DB);
  for (let at = reductions; at < reductions + <usize>vectors * 16; at += 16) {
    v128.store(at, exp2Lanes(f64x2.mul(v128.load(at), perDb)));
  }
}
