/** A plain complex Fourier transform for figures, never for sound: in place, sizes that are powers of two. */

export function transform(re: Float64Array, im: Float64Array, inverse = false): void {
  const size = re.length;
  for (let i = 1, j = 0; i < size; i++) {
    let bit = size >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j]!, re[i]!];
      [im[i], im[j]] = [im[j]!, im[i]!];
    }
  }
  for (let length = 2; length <= size; length <<= 1) {
    const half = length >> 1;
    const angle = ((inverse ? 2 : -2) * Math.PI) / length;
    for (let k = 0; k < half; k++) {
      const c = Math.cos(angle * k);
      const s = Math.sin(angle * k);
      for (let at = k; at < size; at += length) {
        const there = at + half;
        const x = re[there]! * c - im[there]! * s;
        const y = re[there]! * s + im[there]! * c;
        re[there] = re[at]! - x;
        im[there] = im[at]! - y;
        re[at]! += x;
        im[at]! += y;
      }
    }
  }
}
