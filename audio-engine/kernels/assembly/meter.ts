// A strip's meter block, written here once a quantum and read by another thread. Layout: MeterSlot and MeterWord
// in render/plan-layout.ts.
import { QUANTUM } from './math';

const HISTORY_BYTE: usize = 128;
const HISTORY: i32 = 256;
/** Over full scale: what a 0 dBFS sample itself still is not. */
const FULL_SCALE: f64 = 1.0;

/** Mean squares of RMS meters fall with this time, in seconds. */
const RMS_SECONDS: f64 = 0.3;

/** Per-quantum coefficient of the mean square: 1 - e^(-64 / (0.3 fs)). */
export function meterCoefficient(sampleRate: f64): f64 {
  return 1.0 - Math.exp(-f64(QUANTUM) / (RMS_SECONDS * sampleRate));
}

/** Enters one quantum: its peaks and sums of squares, left and right. */
export function meterWrite(meter: usize, coefficient: f64, peaks: v128, squares: v128): void {
  const wanted = atomic.load<i32>(meter + 68);
  if (wanted != load<i32>(meter, 72)) {
    v128.store(meter, i64x2.splat(0));
    store<f64>(meter, 0.0, 32);
    store<f64>(meter, 0.0, 56);
    store<i32>(meter, wanted, 72);
  }
  v128.store(meter, f64x2.max(v128.load(meter), peaks));
  const c = f64x2.splat(coefficient);
  const mean = f64x2.mul(squares, f64x2.splat(1.0 / f64(QUANTUM)));
  const old = v128.load(meter, 16);
  let next = f64x2.add(old, f64x2.mul(f64x2.sub(mean, old), c));
  // Below 1e-60 it is nothing: otherwise it would creep into denormals in silence.
  next = v128.and(next, f64x2.gt(next, f64x2.splat(1e-60)));
  v128.store(meter, next, 16);
  const left = f64x2.extract_lane(peaks, 0);
  const right = f64x2.extract_lane(peaks, 1);
  if (left > FULL_SCALE || right > FULL_SCALE) store<f64>(meter, load<f64>(meter, 32) + 1.0, 32);
  const written = load<i32>(meter, 64);
  const at = meter + HISTORY_BYTE + (usize(written & (HISTORY - 1)) << 3);
  store<f32>(at, f32(left));
  store<f32>(at, f32(right), 4);
  atomic.store<i32>(meter + 64, written + 1);
}

export function meterFault(meter: usize): void {
  store<f64>(meter, load<f64>(meter, 56) + 1.0, 56);
}

export function meterSilent(meter: usize, silent: bool): void {
  store<f64>(meter, silent ? 1.0 : 0.0, 48);
}

export function meterReduction(meter: usize, reductionDb: f64): void {
  store<f64>(meter, reductionDb, 40);
}

/** As at the start of a run; what was latched stays for whoever reads it to reset. */
export function meterClear(meter: usize): void {
  v128.store(meter, i64x2.splat(0), 16);
  store<f64>(meter, 0.0, 40);
  store<f64>(meter, 0.0, 48);
}
