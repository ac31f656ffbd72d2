// Spectra for the eye: the power of stereo sound at every bin, left and right from one transform.
import { fftComplex, fftPoints } from './fft';

/**
 * Powers of `frames` interleaved stereo float32 frames at `samples` under a window of as many doubles: the sum of both
 * sides' |X|^2 at bins 0..frames/2 as doubles at `power`. `block` is an `fft_init` of twice as many points.
 */
export function spectrum_stereo(block: usize, window: usize, samples: usize, frames: i32, power: usize): void {
  const points = fftPoints(block);
  for (let i: usize = 0; i < <usize>frames; i++) {
    const frame = f64x2.promote_low_f32x4(v128.load64_zero(samples + (i << 3)));
    v128.store(points + (i << 4), f64x2.mul(frame, f64x2.splat(load<f64>(window + (i << 3)))));
  }
  // Of z = l + i r: |L|^2 + |R|^2 = (|Z(k)|^2 + |Z(n - k)|^2) / 2.
  const z = fftComplex(block);
  const mask = frames - 1;
  for (let k = 0; k <= frames >> 1; k++) {
    const a = v128.load(z + (<usize>k << 4));
    const b = v128.load(z + (<usize>((frames - k) & mask) << 4));
    const squares = f64x2.add(f64x2.mul(a, a), f64x2.mul(b, b));
    const sum = f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1);
    store<f64>(power + (<usize>k << 3), 0.5 * sum);
  }
}
