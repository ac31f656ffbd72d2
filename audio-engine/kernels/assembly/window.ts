// Windows for spectra, periodic (as a transform sees them), scaled by 2 / sum: a full-scale sine on a bin then reads
// amplitude 1, 0 dB, in the one-sided spectrum.

function fill(at: usize, size: i32, c0: f64, c1: f64, c2: f64, c3: f64): void {
  const scale = 2 / (<f64>size * c0);
  for (let i = 0; i < size; i++) {
    const a = (2 * Math.PI * <f64>i) / <f64>size;
    const value = c0 - c1 * Math.cos(a) + c2 * Math.cos(2 * a) - c3 * Math.cos(3 * a);
    store<f64>(at + (<usize>i << 3), value * scale);
  }
}

/** Hann: good for moving pictures of music. */
export function window_hann(at: usize, size: i32): void {
  fill(at, size, 0.5, 0.5, 0, 0);
}

/** Blackman-Harris, four terms, side lobes below -92 dB (F. J. Harris, Proc. IEEE 66(1), 1978). */
export function window_blackman_harris(at: usize, size: i32): void {
  fill(at, size, 0.35875, 0.48829, 0.14128, 0.01168);
}
