/** Bits from a stream of bytes, most significant first, with a window that refills and can go back a little. */

export class EndOfBits extends Error {}

/** The frame is damaged: its checksum or its fields do not fit. */
export class BadFrame extends Error {}

/** No frame is longer (65,535 samples in 8 channels of 33 bits are 2.2 MB): a damaged one must not eat memory. */
const LONGEST_FRAME_BYTES = 1 << 22;

/** 2^0 .. 2^63, exact. */
export const POWERS_OF_TWO = Float64Array.from({ length: 64 });
POWERS_OF_TWO.forEach((_, n) => {
  POWERS_OF_TWO[n] = n === 0 ? 1 : POWERS_OF_TWO[n - 1]! * 2;
});

/** Bytes kept before the mark's end: a load of five bytes may start at the last one. */
const SLACK = 8;

export class BitReader {
  #pull: () => Uint8Array | null;
  #bytes = new Uint8Array(1 << 17);
  #end = 0;
  /** Everything before this byte may be forgotten. */
  #mark = 0;
  #ended = false;
  /** Next bit, counted from the start of the window. */
  #bit = 0;

  constructor(pull: () => Uint8Array | null) {
    this.#pull = pull;
  }

  /** Keeps the bytes from here on, so that `bytesSinceMark` and `rewind` work. */
  mark(): void {
    this.#mark = this.#bit >>> 3;
  }

  /** Back to the mark and `bytes` further. */
  rewind(bytes: number): void {
    this.#bit = (this.#mark + bytes) * 8;
  }

  bytesSinceMark(): Uint8Array {
    return this.#bytes.subarray(this.#mark, (this.#bit + 7) >>> 3);
  }

  align(): void {
    this.#bit = (this.#bit + 7) & ~7;
  }

  skipBytes(count: number): void {
    for (let left = count; left > 0; ) {
      const step = Math.min(left, 1 << 16);
      this.mark();
      this.#need(step * 8);
      this.#bit += step * 8;
      left -= step;
    }
  }

  /** 0 to 32 bits, unsigned. */
  bits(count: number): number {
    if (count === 0) return 0;
    this.#need(count);
    const value = this.#word() >>> (32 - count);
    this.#bit += count;
    return value;
  }

  signed(count: number): number {
    if (count <= 32) {
      const value = this.bits(count);
      return count === 0 ? 0 : value >= POWERS_OF_TWO[count - 1]! ? value - POWERS_OF_TWO[count]! : value;
    }
    const high = this.signed(count - 32);
    return high * 4294967296 + this.bits(32);
  }

  /** Zeros before the next one; both are passed over. */
  unary(): number {
    let zeros = 0;
    for (;;) {
      this.#need(1);
      const available = Math.min(32, this.#end * 8 - this.#bit);
      const leading = Math.min(Math.clz32(this.#word()), available);
      this.#bit += leading;
      zeros += leading;
      if (leading < available) {
        this.#bit++;
        return zeros;
      }
    }
  }

  /** `count` Rice-coded numbers with parameter `k`, zigzag signs undone. */
  rice(into: Float64Array, from: number, count: number, k: number): void {
    for (let i = from; i < from + count; i++) {
      // One load serves most samples: the unary part and the remainder fit in 32 bits.
      if (this.#bit + 64 <= this.#end * 8) {
        const word = this.#word();
        const zeros = Math.clz32(word);
        if (zeros + 1 + k <= 32) {
          const low = k === 0 ? 0 : (word << (zeros + 1)) >>> (32 - k);
          const value = ((zeros << k) | low) >>> 0;
          this.#bit += zeros + 1 + k;
          into[i] = value & 1 ? -((value - 1) / 2) - 1 : value / 2;
          continue;
        }
      }
      const value = this.unary() * POWERS_OF_TWO[k]! + this.bits(k);
      into[i] = value % 2 === 1 ? -((value - 1) / 2) - 1 : value / 2;
    }
  }

  #word(): number {
    const at = this.#bit >>> 3;
    const shift = this.#bit & 7;
    const b = this.#bytes;
    const word = (b[at]! << 24) | (b[at + 1]! << 16) | (b[at + 2]! << 8) | b[at + 3]!;
    return shift === 0 ? word >>> 0 : ((word << shift) | (b[at + 4]! >>> (8 - shift))) >>> 0;
  }

  #need(bits: number): void {
    while (this.#bit + bits > this.#end * 8) this.#refill();
  }

  #refill(): void {
    const more = this.#ended ? null : this.#pull();
    if (!more) {
      this.#ended = true;
      throw new EndOfBits();
    }
    const kept = this.#end - this.#mark;
    if (kept > LONGEST_FRAME_BYTES) throw new BadFrame();
    if (kept + more.length + SLACK > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length, (kept + more.length + SLACK) * 2));
      larger.set(this.#bytes.subarray(this.#mark, this.#end));
      this.#bytes = larger;
    } else {
      this.#bytes.copyWithin(0, this.#mark, this.#end);
    }
    this.#bit -= this.#mark * 8;
    this.#mark = 0;
    this.#bytes.set(more, kept);
    this.#end = kept + more.length;
    this.#bytes.fill(0, this.#end, this.#end + SLACK);
  }
}
