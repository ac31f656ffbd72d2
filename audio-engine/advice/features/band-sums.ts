/** Sums of a spectrum between band edges, by its running sum: a bin reaches half a bin to each side and is shared. */
export class BandSums {
  readonly bands: number;
  readonly #bin: Int32Array;
  readonly #part: Float64Array;

  /** @param edgesHz one more than there are bands; above half the rate a band is empty. */
  constructor(edgesHz: readonly number[], binHz: number, half: number) {
    this.bands = edgesHz.length - 1;
    this.#bin = new Int32Array(edgesHz.length);
    this.#part = new Float64Array(edgesHz.length);
    edgesHz.forEach((hz, i) => {
      const place = Math.min(half + 1, hz / binHz + 0.5);
      this.#bin[i] = Math.min(half, Math.floor(place));
      this.#part[i] = Math.min(1, place - this.#bin[i]!);
    });
  }

  /** @param running sum of all bins before k, at k; one longer than there are bins. */
  write(running: Float64Array, into: Float32Array, at: number, scale: number): void {
    let below = this.#sum(running, 0);
    for (let band = 0; band < this.bands; band++) {
      const here = this.#sum(running, band + 1);
      into[at + band] = (here - below) * scale;
      below = here;
    }
  }

  #sum(running: Float64Array, edge: number): number {
    const bin = this.#bin[edge]!;
    const low = running[bin]!;
    return low + (running[bin + 1]! - low) * this.#part[edge]!;
  }
}
