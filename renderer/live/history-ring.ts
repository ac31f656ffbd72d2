/** The last seconds of one effect: input, output and gain reduction, one triple a quantum of 64 frames. */
const QUANTUM_FRAMES = 64;

export class HistoryRing {
  /** Enough for 5 s at 48 kHz; at higher rates neighbours are merged so that the span stays. */
  private readonly data = new Float32Array(4096 * 3);
  private written = 0;
  private merge = 0;
  /** Triples a second as stored. */
  ratePerS = 750;

  get length(): number {
    return Math.min(this.written, 4096);
  }

  /** Count of triples ever stored: pictures that scroll use it as their clock. */
  get total(): number {
    return this.written;
  }

  append(triples: Float32Array, sampleRate: number): void {
    const every = Math.max(1, Math.round(sampleRate / 48_000));
    this.ratePerS = sampleRate / QUANTUM_FRAMES / every;
    for (let i = 0; i + 2 < triples.length; i += 3) {
      const input = triples[i] as number;
      const output = triples[i + 1] as number;
      const reduction = triples[i + 2] as number;
      const at = ((this.merge === 0 ? this.written : this.written - 1) % 4096) * 3;
      if (this.merge === 0) {
        this.data[at] = input;
        this.data[at + 1] = output;
        this.data[at + 2] = reduction;
        this.written++;
      } else {
        this.data[at] = Math.max(this.data[at] as number, input);
        this.data[at + 1] = Math.max(this.data[at + 1] as number, output);
        this.data[at + 2] = Math.max(this.data[at + 2] as number, reduction);
      }
      this.merge = (this.merge + 1) % every;
    }
  }

  /** Triple `age` places before the newest (0 = newest): field 0 input dB, 1 output dB, 2 reduction dB. */
  at(age: number, field: 0 | 1 | 2): number {
    if (age < 0 || age >= this.length) return Number.NaN;
    return this.data[((this.written - 1 - age) % 4096) * 3 + field] as number;
  }
}
