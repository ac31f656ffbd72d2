/**
 * What a file is like that somebody wants to master, seen while it is read: what cannot be mastered is refused with the
 * reason, what will hardly turn out well is said, and samples that are no numbers are made silence.
 */
import { ThresholdError, deliveryWords as words } from '../words/index.ts';

/** So many equal samples in a row up there are a flat top, and so many flat tops no accident. */
const FLAT_SAMPLES = 4;
const FLAT_FROM = 0.5;
const FLAT_TOPS = 5;
/** Of all its power, what a file must have besides an offset: −40 dB. */
const LEAST_SOUND = 1e-4;
/** In less than a block of loudness there is no telling an offset from a sound. */
const LEAST_SECONDS = 0.4;
/** Mean square below which nothing is there: −120 dBFS. */
const NOTHING = 1e-12;
/** Short-term loudness needs as much. */
const SHORT_SECONDS = 3;

export class InputLook {
  readonly #channels: number;
  readonly #sampleRate: number;
  readonly #sums: Float64Array;
  readonly #last: Float64Array;
  readonly #runs: Int32Array;
  #power = 0;
  #frames = 0;
  #notNumbers = 0;
  #flatTops = 0;

  constructor(channels: number, sampleRate: number) {
    this.#channels = channels;
    this.#sampleRate = sampleRate;
    this.#sums = new Float64Array(channels);
    this.#last = new Float64Array(channels);
    this.#runs = new Int32Array(channels);
  }

  /** Interleaved frames; what is no number becomes 0 in place. */
  push(samples: Float64Array, frames: number): void {
    for (let i = 0; i < frames * this.#channels; i++) {
      const channel = i % this.#channels;
      let value = samples[i]!;
      if (!Number.isFinite(value)) {
        this.#notNumbers++;
        value = 0;
        samples[i] = 0;
      }
      this.#power += value * value;
      this.#sums[channel]! += value;
      const flat = value === this.#last[channel] && Math.abs(value) > FLAT_FROM;
      this.#runs[channel] = flat ? this.#runs[channel]! + 1 : 1;
      if (this.#runs[channel] === FLAT_SAMPLES) this.#flatTops++;
      this.#last[channel] = value;
    }
    this.#frames += frames;
  }

  get isSilent(): boolean {
    return this.#power <= NOTHING * this.#frames * this.#channels;
  }

  /** After the last push. Throws a ThresholdError where there is no sound but an offset. */
  finish(path: string): string[] {
    const seconds = this.#frames / this.#sampleRate;
    const offset = this.#sums.reduce((sum, one) => sum + (one * one) / Math.max(1, this.#frames), 0);
    if (seconds >= LEAST_SECONDS && !this.isSilent && this.#power - offset < LEAST_SOUND * this.#power)
      throw new ThresholdError(words.onlyOffset(path));
    const { notice } = words;
    return [
      ...(this.#notNumbers > 0 ? [notice.notNumbers(this.#notNumbers)] : []),
      ...(this.#flatTops >= FLAT_TOPS ? [notice.clippedBefore(this.#flatTops)] : []),
      ...(this.#channels === 1 ? [notice.mono] : []),
      ...(seconds < SHORT_SECONDS ? [notice.short(seconds)] : []),
    ];
  }
}
