// The detector of a dynamic band: the level of the band's own region, sixteen frames at a time, to a change in dB. A
// band-pass for a bell, a low-pass or high-pass for a shelf; decoupled ballistics (Giannoulis, Massberg, Reiss 2012).
import { swapLanes } from './math';
import { settle } from './math';
import { FRAME } from './math';

/** Frames between two looks at the level. */
export const STEP: i32 = 16;
const KNEE_DB: f64 = 6;
/** A third of what is over the threshold stays: 3 : 1 until the range is nearly used up. */
const SHARE: f64 = 2.0 / 3.0;

// A detector.
const G: usize = 0;
const K: usize = 8;
const FOR_LOG_F: usize = 16;
const FOR_LOG_Q: usize = 24;
const HOLD: usize = 32;
const CHANGE: usize = 40; // dB towards the range, not negative
const THRESHOLD: usize = 48;
const RANGE: usize = 56;
const ATTACK: usize = 64;
const RELEASE: usize = 72;
export const KEYED: usize = 80; // i32
const IC1: usize = 96;
const IC2: usize = 112;
export const DETECTOR_BYTES: usize = 128;

// Regions.
export const REGION_BAND: i32 = 0;
export const REGION_LOW: i32 = 1;
export const REGION_HIGH: i32 = 2;

export function clearDetector(detector: usize): void {
  store<f64>(detector, 0, HOLD);
  store<f64>(detector, 0, CHANGE);
  v128.store(detector, f64x2.splat(0), IC1);
  v128.store(detector, f64x2.splat(0), IC2);
  store<f64>(detector, -1, FOR_LOG_F);
}

export function aimDetector(
  detector: usize, rate: f64, thresholdDb: f64, rangeDb: f64, attackMs: f64, releaseMs: f64, keyed: bool,
): void {
  store<f64>(detector, thresholdDb, THRESHOLD);
  store<f64>(detector, rangeDb, RANGE);
  store<f64>(detector, 1 - Math.exp((-1000.0 * <f64>STEP) / (attackMs * rate)), ATTACK);
  store<f64>(detector, Math.exp((-1000.0 * <f64>STEP) / (releaseMs * rate)), RELEASE);
  store<i32>(detector, keyed ? 1 : 0, KEYED);
}

/** Signed change in dB. */
// @ts-ignore: decorator
@inline
export function changeOf(detector: usize): f64 {
  const change = load<f64>(detector, CHANGE);
  return load<f64>(detector, RANGE) < 0 ? -change : change;
}

export function detectorRests(detector: usize): bool {
  const ringing = v128.or(v128.load(detector, IC1), v128.load(detector, IC2));
  return load<i32>(detector, KEYED) == 0 && load<f64>(detector, HOLD) == 0 && load<f64>(detector, CHANGE) == 0 && !v128.any_true(ringing);
}

/** dB by which a level moves the band: a knee of 6 dB, then 3 : 1, rounded off into the range. As in curves.ts. */
function wantedChange(over: f64, range: f64): f64 {
  if (over <= -KNEE_DB * 0.5 || range == 0) return 0;
  const bent = over < KNEE_DB * 0.5 ? ((over + KNEE_DB * 0.5) * (over + KNEE_DB * 0.5)) / (2 * KNEE_DB) : over;
  const t = min((bent * SHARE) / range, 1.5);
  return range * (t - (4 * t * t * t) / 27);
}

/** Takes `STEP` frames and moves the change on. `middle` turns left/right into mid/side first. */
export function detect(
  detector: usize, frames: usize, rate: f64, logF: f64, logQ: f64, region: i32, first: bool, second: bool, middle: bool,
): void {
  if (load<f64>(detector, FOR_LOG_F) != logF || load<f64>(detector, FOR_LOG_Q) != logQ) {
    store<f64>(detector, logF, FOR_LOG_F);
    store<f64>(detector, logQ, FOR_LOG_Q);
    store<f64>(detector, Math.tan(Math.PI * min(Math.exp(logF) / rate, 0.49)), G);
    // A little wider than the band itself: what stands at its edge counts too.
    store<f64>(detector, region == REGION_BAND ? 1.4 / min(max(Math.exp(logQ), 0.5), 12) : 1.4142135623730951, K);
  }
  const g = load<f64>(detector, G), k = load<f64>(detector, K);
  const c1 = f64x2.splat(1 / (1 + g * (g + k))), c2 = f64x2.splat(g / (1 + g * (g + k)));
  const c3 = f64x2.splat((g * g) / (1 + g * (g + k)));
  const gain = f64x2.splat(k), two = f64x2.splat(2), half = f64x2.splat(0.5);
  let ic1 = v128.load(detector, IC1), ic2 = v128.load(detector, IC2);
  let most = f64x2.splat(0);
  for (let at = frames; at < frames + <usize>STEP * FRAME; at += FRAME) {
    let v0 = v128.load(at);
    if (middle) {
      const y = swapLanes(v0);
      v0 = f64x2.mul(half, i64x2.shuffle(f64x2.add(v0, y), f64x2.sub(y, v0), 0, 3));
    }
    const v3 = f64x2.sub(v0, ic2);
    const v1 = f64x2.add(f64x2.mul(c1, ic1), f64x2.mul(c2, v3));
    const v2 = f64x2.add(ic2, f64x2.add(f64x2.mul(c2, ic1), f64x2.mul(c3, v3)));
    ic1 = f64x2.sub(f64x2.mul(two, v1), ic1);
    ic2 = f64x2.sub(f64x2.mul(two, v2), ic2);
    let out = f64x2.mul(gain, v1);
    if (region == REGION_LOW) out = v2;
    else if (region == REGION_HIGH) out = f64x2.sub(f64x2.sub(v0, out), v2);
    most = f64x2.pmax(most, f64x2.abs(out));
  }
  v128.store(detector, settle(ic1), IC1);
  v128.store(detector, settle(ic2), IC2);
  const peak = max(first ? f64x2.extract_lane(most, 0) : 0, second ? f64x2.extract_lane(most, 1) : 0);
  const level: f64 = peak > 1e-8 && peak < 1e60 ? Math.log(peak) * 8.685889638065036553022579225834 : -160;
  const wanted = wantedChange(level - load<f64>(detector, THRESHOLD), abs(load<f64>(detector, RANGE)));
  const held = max(wanted, load<f64>(detector, HOLD) * load<f64>(detector, RELEASE));
  const hold = held < 1e-3 && wanted == 0 ? 0.0 : held;
  store<f64>(detector, hold, HOLD);
  const change = load<f64>(detector, CHANGE) + load<f64>(detector, ATTACK) * (hold - load<f64>(detector, CHANGE));
  store<f64>(detector, hold == 0 && change < 1e-3 ? 0.0 : change, CHANGE);
}
