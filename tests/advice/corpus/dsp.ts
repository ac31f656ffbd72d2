/** Filters, transforms and reverb for material that tests make; apart from the program's own, so that neither vouches for itself. */
import type { Random } from './random.ts';

export const RATE = 48000;

export interface Coefficients {
  b0: number;
  b1: number;
  b2: number;
  a1: number;
  a2: number;
}

type Shape = 'lowpass' | 'highpass' | 'bandpass' | 'bell' | 'lowshelf' | 'highshelf' | 'notch';

/** RBJ's cookbook. */
export function biquad(shape: Shape, hz: number, q: number, gainDb = 0): Coefficients {
  const w = (2 * Math.PI * Math.min(hz, RATE * 0.49)) / RATE;
  const c = Math.cos(w);
  const alpha = Math.sin(w) / (2 * q);
  const a = 10 ** (gainDb / 40);
  const root = 2 * Math.sqrt(a) * alpha;
  const table: Record<Shape, readonly [number, number, number, number, number, number]> = {
    lowpass: [(1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha],
    highpass: [(1 + c) / 2, -(1 + c), (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha],
    bandpass: [alpha, 0, -alpha, 1 + alpha, -2 * c, 1 - alpha],
    notch: [1, -2 * c, 1, 1 + alpha, -2 * c, 1 - alpha],
    bell: [1 + alpha * a, -2 * c, 1 - alpha * a, 1 + alpha / a, -2 * c, 1 - alpha / a],
    lowshelf: [
      a * (a + 1 - (a - 1) * c + root),
      2 * a * (a - 1 - (a + 1) * c),
      a * (a + 1 - (a - 1) * c - root),
      a + 1 + (a - 1) * c + root,
      -2 * (a - 1 + (a + 1) * c),
      a + 1 + (a - 1) * c - root,
    ],
    highshelf: [
      a * (a + 1 + (a - 1) * c + root),
      -2 * a * (a - 1 + (a + 1) * c),
      a * (a + 1 + (a - 1) * c - root),
      a + 1 - (a - 1) * c + root,
      2 * (a - 1 - (a + 1) * c),
      a + 1 - (a - 1) * c - root,
    ],
  };
  const [b0, b1, b2, a0, a1, a2] = table[shape];
  return { b0: b0 / a0, b1: b1 / a0, b2: b2 / a0, a1: a1 / a0, a2: a2 / a0 };
}

/** In place; `step` 2 with `from` 0 or 1 filters a channel of interleaved stereo. */
export function filter(
  x: Float64Array,
  { b0, b1, b2, a1, a2 }: Coefficients,
  from = 0,
  step = 1,
): Float64Array {
  let z1 = 0;
  let z2 = 0;
  for (let i = from; i < x.length; i += step) {
    const v = x[i]!;
    const y = b0 * v + z1;
    z1 = b1 * v - a1 * y + z2;
    z2 = b2 * v - a2 * y;
    x[i] = y;
  }
  return x;
}

export function filterStereo(x: Float64Array, coefficients: Coefficients): Float64Array {
  filter(x, coefficients, 0, 2);
  return filter(x, coefficients, 1, 2);
}

const roots = new Map<number, { cos: Float64Array; sin: Float64Array }>();

function rootsOf(n: number): { cos: Float64Array; sin: Float64Array } {
  let known = roots.get(n);
  if (!known) {
    const angles = Array.from({ length: n / 2 }, (_, k) => (2 * Math.PI * k) / n);
    known = { cos: Float64Array.from(angles, Math.cos), sin: Float64Array.from(angles, Math.sin) };
    roots.set(n, known);
  }
  return known;
}

/** In place, radix 2; lengths a power of two. */
export function fft(re: Float64Array, im: Float64Array, inverse = false): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
  }
  const sign = inverse ? 1 : -1;
  const { cos, sin } = rootsOf(n);
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    const stride = n / size;
    for (let start = 0; start < n; start += size) {
      for (let k = 0; k < half; k++) {
        const c = cos[k * stride]!;
        const s = sign * sin[k * stride]!;
        const i = start + k;
        const j = i + half;
        const tr = re[j]! * c - im[j]! * s;
        const ti = re[j]! * s + im[j]! * c;
        re[j] = re[i]! - tr;
        im[j] = im[i]! - ti;
        re[i]! += tr;
        im[i]! += ti;
      }
    }
  }
}

/** Third-octave powers of interleaved stereo, Hann 8192. */
export function thirdOctavePowers(x: Float64Array, centresHz: readonly number[]): number[] {
  const size = 8192;
  const sums = new Float64Array(size / 2 + 1);
  const frames = x.length / 2;
  for (let start = 0; start + size <= frames; start += size) {
    const re = new Float64Array(size);
    const im = new Float64Array(size);
    for (let i = 0; i < size; i++) {
      const w = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size);
      re[i] = x[2 * (start + i)]! * w;
      im[i] = x[2 * (start + i) + 1]! * w;
    }
    fft(re, im);
    // Left and right together: |L|² + |R|² from the packed transform.
    for (let k = 1; k < size / 2; k++)
      sums[k]! += (re[k]! ** 2 + im[k]! ** 2 + re[size - k]! ** 2 + im[size - k]! ** 2) / 2;
  }
  const bin = RATE / size;
  return centresHz.map((hz) => {
    const [low, high] = [(hz * 10 ** -0.05) / bin, (hz * 10 ** 0.05) / bin];
    let sum = 0;
    for (let k = Math.floor(low + 0.5); k <= Math.floor(high + 0.5); k++)
      sum += sums[k]! * Math.max(0, Math.min(high, k + 0.5) - Math.max(low, k - 0.5));
    return sum;
  });
}

/** Linear-phase filter with these gains over frequency, applied to interleaved stereo without its delay. */
export function shape(x: Float64Array, hz: readonly number[], gainsDb: readonly number[]): Float64Array {
  const size = 8192;
  const taps = 4096;
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let k = 0; k <= size / 2; k++) {
    const gain = 10 ** (interpolate((k * RATE) / size, hz, gainsDb) / 20);
    re[k] = gain;
    if (k > 0 && k < size / 2) re[size - k] = gain;
  }
  fft(re, im, true);
  const impulse = new Float64Array(size);
  const impulseIm = new Float64Array(size);
  for (let i = -taps / 2; i < taps / 2; i++) {
    const window = 0.5 + 0.5 * Math.cos((2 * Math.PI * i) / taps);
    impulse[i + taps / 2] = (re[(i + size) % size]! / size) * window;
  }
  fft(impulse, impulseIm);
  const hop = size - taps;
  const frames = x.length / 2;
  const out = new Float64Array(x.length);
  for (let start = 0; start < frames; start += hop) {
    const a = new Float64Array(size);
    const b = new Float64Array(size);
    for (let i = 0; i < hop && start + i < frames; i++) {
      a[i] = x[2 * (start + i)]!;
      b[i] = x[2 * (start + i) + 1]!;
    }
    fft(a, b);
    for (let k = 0; k < size; k++) {
      const r = a[k]! * impulse[k]! - b[k]! * impulseIm[k]!;
      b[k] = a[k]! * impulseIm[k]! + b[k]! * impulse[k]!;
      a[k] = r;
    }
    fft(a, b, true);
    for (let i = 0; i < size; i++) {
      const at = start + i - taps / 2;
      if (at < 0 || at >= frames) continue;
      out[2 * at]! += a[i]! / size;
      out[2 * at + 1]! += b[i]! / size;
    }
  }
  return out;
}

/** Between points on a logarithmic axis; the ends hold. */
export function interpolate(hz: number, xs: readonly number[], ys: readonly number[]): number {
  if (hz <= xs[0]!) return ys[0]!;
  for (let i = 1; i < xs.length; i++) {
    if (hz > xs[i]!) continue;
    const part = Math.log(hz / xs[i - 1]!) / Math.log(xs[i]! / xs[i - 1]!);
    return ys[i - 1]! + (ys[i]! - ys[i - 1]!) * part;
  }
  return ys.at(-1)!;
}

/** A room: sparse, decaying noise, another one for each side; answers what is added, interleaved. */
export function room(dry: Float64Array, seconds: number, amount: number, random: Random): Float64Array {
  const frames = dry.length / 2;
  const out = new Float64Array(dry.length);
  const mono = new Float64Array(frames);
  for (let i = 0; i < frames; i++) mono[i] = (dry[2 * i]! + dry[2 * i + 1]!) * 0.5;
  filter(mono, biquad('highpass', 180, 0.7));
  filter(mono, biquad('lowpass', 5500, 0.7));
  const taps = Math.round(60 + 40 * seconds);
  for (let t = 0; t < taps; t++) {
    const at = Math.round((0.008 + seconds * random.next() ** 1.6) * RATE);
    const gain = amount * Math.exp((-4.6 * at) / (seconds * RATE)) * (random.next() < 0.5 ? -1 : 1);
    const side = t & 1;
    for (let i = 0; i + at < frames; i++) out[2 * (i + at) + side]! += mono[i]! * gain;
  }
  return out;
}

export function rms(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * x[i]!;
  return Math.sqrt(sum / Math.max(1, x.length));
}

export function peakOf(x: Float64Array): number {
  let peak = 0;
  for (let i = 0; i < x.length; i++) peak = Math.max(peak, Math.abs(x[i]!));
  return peak;
}

/** A look-ahead limiter with a gain before it: what takes the peaks off. In place. */
export function limit(x: Float64Array, gain: number, ceiling: number, releaseMs = 80): Float64Array {
  const look = Math.round(0.002 * RATE);
  const frames = x.length / 2;
  const release = Math.exp(-1 / (releaseMs * 0.001 * RATE));
  const need = new Float64Array(frames + look);
  for (let i = 0; i < frames; i++) {
    const size = Math.max(Math.abs(x[2 * i]!), Math.abs(x[2 * i + 1]!)) * gain;
    need[i] = size > ceiling ? ceiling / size : 1;
  }
  need.fill(1, frames);
  // The lowest of what is coming, then let go slowly, then smoothed over the look-ahead.
  const low = new Float64Array(frames);
  const queue: number[] = [];
  for (let i = 0, head = 0; i < frames + look; i++) {
    while (queue.length > head && need[queue.at(-1)!]! >= need[i]!) queue.pop();
    queue.push(i);
    const at = i - look;
    if (at < 0) continue;
    while (queue[head]! < at) head++;
    low[at] = need[queue[head]!]!;
  }
  let held = 1;
  for (let i = 0; i < frames; i++) {
    held = Math.min(low[i]!, 1 - (1 - held) * release);
    low[i] = held;
  }
  let sum = look * low[0]!;
  const smooth = new Float64Array(frames);
  for (let i = 0; i < frames; i++) {
    sum += low[i]! - (i >= look ? low[i - look]! : low[0]!);
    smooth[i] = sum / look;
  }
  for (let i = 0; i < frames; i++) {
    const g = gain * smooth[i]!;
    x[2 * i]! *= g;
    x[2 * i + 1]! *= g;
  }
  return x;
}
