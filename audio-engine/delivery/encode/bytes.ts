/** Pieces of files: numbers and texts as bytes, big- and little-endian. */
export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const latin1 = (text: string): Uint8Array =>
  Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0)!;
    return code < 256 ? code : 63;
  });

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

export function u16be(...values: number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [(value >> 8) & 255, value & 255]));
}

export function u32be(...values: number[]): Uint8Array {
  return Uint8Array.from(
    values.flatMap((value) => [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]),
  );
}

export function u16le(...values: number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value & 255, (value >> 8) & 255]));
}

export function u32le(...values: number[]): Uint8Array {
  return Uint8Array.from(
    values.flatMap((value) => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, (value >>> 24) & 255]),
  );
}

/** Unsigned 64 bits from a whole number below 2^53. */
export function u64be(value: number): Uint8Array {
  return u32be(Math.floor(value / 4294967296), value % 4294967296);
}

export function u64le(value: number): Uint8Array {
  return u32le(value % 4294967296, Math.floor(value / 4294967296));
}

/** Separate channels as 32-bit floats from interleaved 64-bit ones. */
export function planes(samples: Float64Array, frames: number, channels: number): Float32Array[] {
  return Array.from({ length: channels }, (_, channel) => {
    const plane = new Float32Array(frames);
    for (let i = 0, at = channel; i < frames; i++, at += channels) plane[i] = samples[at]!;
    return plane;
  });
}
