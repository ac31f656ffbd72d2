/**
 * Samples as files hold them <-> 64-bit floats. Full scale is +-1: an integer n of b bits is n / 2^(b-1), which is
 * exact both ways, so that copying through floats keeps every bit. Only + - * / round: the same bits everywhere.
 */
export const SAMPLE_FORMATS = ['u8', 's16', 's24', 's32', 'f32', 'f64'] as const;
export type SampleFormat = (typeof SAMPLE_FORMATS)[number];

const BYTES: Record<SampleFormat, number> = { u8: 1, s16: 2, s24: 3, s32: 4, f32: 4, f64: 8 };

export const bytesPerSample = (format: SampleFormat): number => BYTES[format];
export const isFloatFormat = (format: SampleFormat): boolean => format === 'f32' || format === 'f64';

/** Reads `count` samples from the start of `bytes` into `into` from `at`. */
export function decodeSamples(
  bytes: Uint8Array,
  format: SampleFormat,
  count: number,
  into: Float64Array,
  at = 0,
  bigEndian = false,
): void {
  if (bigEndian) swapInPlace(bytes.subarray(0, count * BYTES[format]), BYTES[format]);
  switch (format) {
    case 'u8':
      for (let i = 0; i < count; i++) into[at + i] = (bytes[i]! - 128) / 128;
      return;
    case 's16': {
      const view = new Int16Array(...aligned(bytes, 2, count));
      for (let i = 0; i < count; i++) into[at + i] = view[i]! / 32768;
      return;
    }
    case 's24':
      for (let i = 0, b = 0; i < count; i++, b += 3) {
        // The sign comes from the top byte, shifted up to the sign of a 32-bit integer.
        into[at + i] = ((bytes[b]! << 8) | (bytes[b + 1]! << 16) | (bytes[b + 2]! << 24)) / 2147483648;
      }
      return;
    case 's32': {
      const view = new Int32Array(...aligned(bytes, 4, count));
      for (let i = 0; i < count; i++) into[at + i] = view[i]! / 2147483648;
      return;
    }
    case 'f32': {
      const view = new Float32Array(...aligned(bytes, 4, count));
      for (let i = 0; i < count; i++) into[at + i] = view[i]!;
      return;
    }
    case 'f64':
      into.set(new Float64Array(...aligned(bytes, 8, count)), at);
      return;
  }
}

/**
 * Writes `count` samples of `samples` from `from` to the start of `bytes`. Integers round to nearest and stop at
 * full scale (dither, where wanted, is already in the samples); NaN becomes 0 in integers and the one canonical
 * NaN in floats.
 */
export function encodeSamples(
  samples: Float64Array,
  from: number,
  count: number,
  format: SampleFormat,
  bytes: Uint8Array,
): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, count * BYTES[format]);
  switch (format) {
    case 'u8':
      for (let i = 0; i < count; i++) bytes[i] = toInteger(samples[from + i]!, 128) + 128;
      return;
    case 's16':
      for (let i = 0; i < count; i++) view.setInt16(i * 2, toInteger(samples[from + i]!, 32768), true);
      return;
    case 's24':
      for (let i = 0, b = 0; i < count; i++, b += 3) {
        const value = toInteger(samples[from + i]!, 8388608);
        bytes[b] = value & 255;
        bytes[b + 1] = (value >> 8) & 255;
        bytes[b + 2] = (value >> 16) & 255;
      }
      return;
    case 's32':
      for (let i = 0; i < count; i++) view.setInt32(i * 4, toInteger(samples[from + i]!, 2147483648), true);
      return;
    case 'f32':
      for (let i = 0; i < count; i++) {
        const value = samples[from + i]!;
        if (!Number.isNaN(value)) view.setFloat32(i * 4, value, true);
        else view.setUint32(i * 4, 0x7fc00000, true);
      }
      return;
    case 'f64':
      for (let i = 0; i < count; i++) {
        const value = samples[from + i]!;
        if (!Number.isNaN(value)) view.setFloat64(i * 8, value, true);
        else view.setBigUint64(i * 8, 0x7ff8000000000000n, true);
      }
      return;
  }
}

/** Nearest integer in -scale .. scale - 1; ties go up. */
function toInteger(value: number, scale: number): number {
  const rounded = Math.floor(value * scale + 0.5);
  if (rounded >= scale) return scale - 1;
  if (rounded >= -scale) return rounded;
  return rounded < -scale ? -scale : 0;
}

/** Typed arrays must start at a multiple of their element: views where they do, copies where they do not. */
function aligned(bytes: Uint8Array, size: number, count: number): [ArrayBuffer, number, number] {
  if (bytes.byteOffset % size === 0) return [bytes.buffer as ArrayBuffer, bytes.byteOffset, count];
  return [bytes.slice(0, count * size).buffer, 0, count];
}

function swapInPlace(bytes: Uint8Array, size: number): void {
  for (let at = 0; at + size <= bytes.length; at += size) {
    for (let low = at, high = at + size - 1; low < high; low++, high--) {
      const byte = bytes[low]!;
      bytes[low] = bytes[high]!;
      bytes[high] = byte;
    }
  }
}
