// Fourier transform of real signals, sizes 2^4..2^20: a complex Stockham transform (radix 2, self-sorting) of half the size,
// one complex number in a v128, then the split into the spectrum of the real signal.
//
// Block: size (i32), then the twiddles exp(-2*pi*i*k/size) for k < size/2, then two work areas of size/2.

const TWIDDLES: usize = 64;

export function fft_bytes(size: i32): i32 {
  return <i32>TWIDDLES + 3 * (size >> 1) * 16;
}

export function fft_init(block: usize, size: i32): void {
  store<i32>(block, size);
  for (let k = 0; k < size >> 1; k++) {
    const angle = (2 * Math.PI * <f64>k) / <f64>size;
    const at = block + TWIDDLES + (<usize>k << 4);
    store<f64>(at, Math.cos(angle));
    store<f64>(at, -Math.sin(angle), 8);
  }
}

/** Complex product. */
// @ts-ignore: decorator
@inline
function times(a: v128, b: v128): v128 {
  const re = i64x2.shuffle(b, b, 0, 0);
  const im = i64x2.shuffle(b, b, 1, 1);
  const turned = v128.xor(i64x2.shuffle(a, a, 1, 0), f64x2(-0.0, 0.0));
  return f64x2.add(f64x2.mul(a, re), f64x2.mul(turned, im));
}

// @ts-ignore: decorator
@inline
function conjugate(a: v128): v128 {
  return v128.xor(a, f64x2(0.0, -0.0));
}

/** Transforms the first work area; returns the one that holds the result. */
function transform(block: usize): usize {
  const half = load<i32>(block) >> 1;
  const twiddles = block + TWIDDLES;
  let from = twiddles + (<usize>half << 4);
  let to = from + (<usize>half << 4);
  let width = 1;
  for (let groups = half >> 1; groups >= 1; groups >>= 1) {
    const stride = <usize>(half / groups);
    const apart = <usize>(groups * width) << 4;
    for (let j = 0; j < groups; j++) {
      const w = v128.load(twiddles + ((<usize>j * stride) << 4));
      const source = from + (<usize>(j * width) << 4);
      const target = to + (<usize>(2 * j * width) << 4);
      for (let k: usize = 0; k < <usize>width << 4; k += 16) {
        const a = v128.load(source + k);
        const b = v128.load(source + apart + k);
        v128.store(target + k, f64x2.add(a, b));
        v128.store(target + (<usize>width << 4) + k, times(f64x2.sub(a, b), w));
      }
    }
    width <<= 1;
    const other = from;
    from = to;
    to = other;
  }
  return from;
}

/** Spectrum at bins 0..size/2 of the half-size transform `z` of a real signal. */
// @ts-ignore: decorator
@inline
function bin(block: usize, z: usize, half: i32, k: i32): v128 {
  const a = v128.load(z + (<usize>(k == half ? 0 : k) << 4));
  const b = conjugate(v128.load(z + (<usize>(k == 0 ? 0 : half - k) << 4)));
  const even = f64x2.add(a, b);
  const odd = f64x2.sub(a, b);
  // -i * twiddle; at k = size/2 the twiddle is -1.
  const w = k == half ? f64x2(-1.0, 0.0) : v128.load(block + TWIDDLES + (<usize>k << 4));
  const turned = v128.xor(i64x2.shuffle(w, w, 1, 0), f64x2(0.0, -0.0));
  return f64x2.mul(f64x2.splat(0.5), f64x2.add(even, times(odd, turned)));
}

/** `size` doubles at `input` to size/2 + 1 pairs (real, imaginary) at `output`. No scaling. */
export function fft_forward(block: usize, input: usize, output: usize): void {
  const half = load<i32>(block) >> 1;
  memory.copy(block + TWIDDLES + (<usize>half << 4), input, <usize>half << 4);
  const z = transform(block);
  for (let k = 0; k <= half; k++) v128.store(output + (<usize>k << 4), bin(block, z, half, k));
}

/** Squared magnitudes of `size` doubles under a window of `size` doubles: size/2 + 1 doubles at `output`. */
export function fft_power(block: usize, input: usize, window: usize, output: usize): void {
  const half = load<i32>(block) >> 1;
  const work = block + TWIDDLES + (<usize>half << 4);
  for (let i: usize = 0; i < <usize>half << 4; i += 16) {
    v128.store(work + i, f64x2.mul(v128.load(input + i), v128.load(window + i)));
  }
  const z = transform(block);
  for (let k = 0; k <= half; k++) {
    const x = bin(block, z, half, k);
    const squares = f64x2.mul(x, x);
    store<f64>(output + (<usize>k << 3), f64x2.extract_lane(squares, 0) + f64x2.extract_lane(squares, 1));
  }
}

/** The inverse of `fft_forward`: size/2 + 1 pairs to `size` doubles. */
export function fft_inverse(block: usize, input: usize, output: usize): void {
  const half = load<i32>(block) >> 1;
  const work = block + TWIDDLES + (<usize>half << 4);
  for (let k = 0; k < half; k++) {
    const a = v128.load(input + (<usize>k << 4));
    const b = conjugate(v128.load(input + (<usize>(half - k) << 4)));
    const w = conjugate(v128.load(block + TWIDDLES + (<usize>k << 4)));
    const turned = v128.xor(i64x2.shuffle(w, w, 1, 0), f64x2(-0.0, 0.0));
    const z = f64x2.add(f64x2.add(a, b), times(f64x2.sub(a, b), turned));
    // The inverse transform is the conjugate of the transform of the conjugate.
    v128.store(work + (<usize>k << 4), conjugate(f64x2.mul(f64x2.splat(0.5), z)));
  }
  const z = transform(block);
  const scale = f64x2.splat(1.0 / <f64>half);
  for (let k: usize = 0; k < <usize>half << 4; k += 16) {
    v128.store(output + k, f64x2.mul(conjugate(v128.load(z + k)), scale));
  }
}

/** Where `size`/2 complex points go in to be transformed as they are: a stereo frame is one. */
export function fftPoints(block: usize): usize {
  return block + TWIDDLES + (<usize>(load<i32>(block) >> 1) << 4);
}

/** Transforms the points at `fftPoints`; returns where the result is. No scaling. */
export function fftComplex(block: usize): usize {
  return transform(block);
}

/** exp(-2*pi*i*k/size), for k < size/2. */
// @ts-ignore: decorator
@inline
export function fftRoot(block: usize, k: i32): v128 {
  return v128.load(block + TWIDDLES + (<usize>k << 4));
}
