// What the makers of impulse responses share: random numbers, a Fourier transform, filters, noise by octave.

export function seeded(seed) {
  let x = (seed * 2654435761) >>> 0 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) / 4294967296;
  };
}

export function gaussian(random) {
  return Math.sqrt(-2 * Math.log(random() || 1e-12)) * Math.cos(2 * Math.PI * random());
}

/** In place, radix 2; sign -1 forward, +1 inverse without scaling. */
export function transform(re, im, sign) {
  const size = re.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j], re[i]];
      [im[i], im[j]] = [im[j], im[i]];
    }
  }
  for (let width = 2; width <= size; width <<= 1) {
    const half = width >> 1;
    for (let k = 0; k < half; k++) {
      const c = Math.cos((2 * Math.PI * k) / width);
      const s = sign * Math.sin((2 * Math.PI * k) / width);
      for (let a = k; a < size; a += width) {
        const b = a + half;
        const r = re[b] * c - im[b] * s;
        const i = re[b] * s + im[b] * c;
        re[b] = re[a] - r;
        im[b] = im[a] - i;
        re[a] += r;
        im[a] += i;
      }
    }
  }
}

/** The real signal whose spectrum at `hz` is `at(hz)` = [real, imaginary]. */
export function spectrumToTime(size, rate, at) {
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  for (let k = 1; k < size / 2; k++) {
    const [a, b] = at((k * rate) / size);
    re[k] = a;
    im[k] = b;
    re[size - k] = a;
    im[size - k] = -b;
  }
  transform(re, im, 1);
  return re;
}

/** Unit-energy noise of which every octave from 63 Hz to 16 kHz decays by 60 dB in its own time. */
export function octaveNoise(frames, rate, t60, seed) {
  const size = 2 ** Math.ceil(Math.log2(frames));
  const random = seeded(seed);
  const re = Float64Array.from({ length: size }, () => gaussian(random));
  const im = new Float64Array(size);
  transform(re, im, -1);
  const out = new Float64Array(frames);
  t60.forEach((seconds, band) => {
    const centre = 62.5 * 2 ** band;
    const bandRe = new Float64Array(size);
    const bandIm = new Float64Array(size);
    for (let k = 1; k < size / 2; k++) {
      const octaves = Math.log2((k * rate) / size / centre);
      // Raised-cosine bands that add up to one; the outer ones stay open.
      const outer = (band === 0 && octaves < 0) || (band === t60.length - 1 && octaves > 0);
      const part = outer ? 1 : Math.abs(octaves) >= 1 ? 0 : 0.5 + 0.5 * Math.cos(Math.PI * octaves);
      bandRe[k] = re[k] * part;
      bandIm[k] = im[k] * part;
      bandRe[size - k] = bandRe[k];
      bandIm[size - k] = -bandIm[k];
    }
    transform(bandRe, bandIm, 1);
    for (let i = 0; i < frames; i++) out[i] += bandRe[i] * 10 ** ((-3 * i) / (seconds * rate));
  });
  const energy = out.reduce((sum, x) => sum + x * x, 0);
  return out.map((x) => x / Math.sqrt(energy));
}

/** Cookbook filters (R. Bristow-Johnson) one after the other: [type, hz, Q, dB]. */
export function biquads(input, rate, filters) {
  let out = input;
  for (const [type, hz, Q, db = 0] of filters) {
    const w = (2 * Math.PI * hz) / rate;
    const A = 10 ** (db / 40);
    const alpha = Math.sin(w) / (2 * Q);
    const c = Math.cos(w);
    const root = 2 * Math.sqrt(A) * alpha;
    const [b0, b1, b2, a0, a1, a2] = {
      lowpass: [(1 - c) / 2, 1 - c, (1 - c) / 2, 1 + alpha, -2 * c, 1 - alpha],
      highpass: [(1 + c) / 2, -1 - c, (1 + c) / 2, 1 + alpha, -2 * c, 1 - alpha],
      peak: [1 + alpha * A, -2 * c, 1 - alpha * A, 1 + alpha / A, -2 * c, 1 - alpha / A],
      highshelf: [
        A * (A + 1 + (A - 1) * c + root),
        -2 * A * (A - 1 + (A + 1) * c),
        A * (A + 1 + (A - 1) * c - root),
        A + 1 - (A - 1) * c + root,
        2 * (A - 1 - (A + 1) * c),
        A + 1 - (A - 1) * c - root,
      ],
    }[type];
    let s1 = 0;
    let s2 = 0;
    out = out.map((x) => {
      const y = (b0 * x + s1) / a0;
      s1 = b1 * x - a1 * y + s2;
      s2 = b2 * x - a2 * y;
      return y;
    });
  }
  return out;
}
