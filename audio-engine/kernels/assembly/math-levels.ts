// Level arithmetic two lanes at a time: log2 and exp2 as polynomials (Chebyshev interpolation), accurate to better
// than 0.00001 dB. A detector needs them for every sample; the exact ones would cost more than all the rest of it.
import { SILENCE_DB } from './math';

/** dB per doubling of power: 10*log10(2). */
export const DB_PER_POWER_OCTAVE: f64 = 3.0102999566398119521;

/** log2 of positive, finite, normal lanes. */
// @ts-ignore: decorator
@inline
export function log2Lanes(x: v128): v128 {
  // Exponent as a double by putting its bits under 2^52; mantissa as 1.5 + u, |u| <= 0.5.
  const exponent = f64x2.sub(
    v128.or(i64x2.shr_u(x, 52), i64x2.splat(0x4330000000000000)),
    f64x2.splat(4503599627370496.0 + 1023.0),
  );
  const mantissa = v128.or(v128.and(x, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3ff0000000000000));
  const u = f64x2.sub(mantissa, f64x2.splat(1.5));
  const u2 = f64x2.mul(u, u);
  const p01 = f64x2.add(f64x2.splat(0.5849625007211561), f64x2.mul(u, f64x2.splat(0.9618208211752002)));
  const p23 = f64x2.add(f64x2.splat(-0.32061303548492204), f64x2.mul(u, f64x2.splat(0.1417247357974217)));
  const p45 = f64x2.add(f64x2.splat(-0.07079685998119041), f64x2.mul(u, f64x2.splat(0.04390747983075828)));
  const high = f64x2.add(p45, f64x2.mul(u2, f64x2.splat(-0.024568534745087942)));
  return f64x2.add(exponent, f64x2.add(p01, f64x2.mul(u2, f64x2.add(p23, f64x2.mul(u2, high)))));
}

/** 2^x for -1000 < x < 1000; exactly 1 at 0. */
// @ts-ignore: decorator
@inline
export function exp2Lanes(x: v128): v128 {
  const whole = f64x2.nearest(x);
  const t = f64x2.sub(x, whole);
  const t2 = f64x2.mul(t, t);
  const p12 = f64x2.add(f64x2.splat(0.6931471805599451), f64x2.mul(t, f64x2.splat(0.2402234903802031)));
  const p34 = f64x2.add(f64x2.splat(0.055503810137972606), f64x2.mul(t, f64x2.splat(0.009666368515387378)));
  const p = f64x2.add(p12, f64x2.mul(t2, f64x2.add(p34, f64x2.mul(t2, f64x2.splat(0.0013381302536980538)))));
  const fraction = f64x2.add(f64x2.splat(1), f64x2.mul(t, p));
  // The whole part in two's complement in the low bits of 1.5*2^52 + whole, moved into the exponent.
  const bits = f64x2.add(whole, f64x2.splat(6755399441055744.0));
  const scale = i64x2.add(i64x2.shl(bits, 52), i64x2.splat(0x3ff0000000000000));
  return f64x2.mul(fraction, scale);
}

/** Writes the two peak read-outs (input, output) in dB at `state` + 8. */
export function storePeaks(state: usize, inputPeak: f64, outputPeak: f64): void {
  // pmin and pmax keep the amplitude where log2 is defined, 1e-20 standing for silence.
  const floor = f64x2.splat(1e-20);
  const peaks = f64x2.pmin(f64x2.splat(1e20), f64x2.pmax(floor, f64x2.replace_lane(f64x2.splat(inputPeak), 1, outputPeak)));
  const db = f64x2.mul(log2Lanes(peaks), f64x2.splat(2 * DB_PER_POWER_OCTAVE));
  v128.store(state, f64x2.pmax(f64x2.splat(SILENCE_DB), db), 8);
}
