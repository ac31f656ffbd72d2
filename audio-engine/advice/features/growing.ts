/** A Float32Array that grows while it is filled; the song's length may not be known. */
export class Growing {
  #data: Float32Array;
  #length = 0;

  constructor(capacity = 1024) {
    this.#data = new Float32Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** Room for `count` more values: where they begin in `data`. */
  extend(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#data.length) {
      const larger = new Float32Array(Math.max(this.#length, this.#data.length * 2));
      larger.set(this.#data);
      this.#data = larger;
    }
    return at;
  }

  /** Valid until the next `extend`. */
  get data(): Float32Array {
    return this.#data;
  }

  push(value: number): void {
    this.#data[this.extend(1)] = value;
  }

  finish(): Float32Array {
    return this.#data.slice(0, this.#length);
  }
}
