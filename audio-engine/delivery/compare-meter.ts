/** All that a comparison measures of one strip at one moment, while its samples pass once. */
import { createHash } from 'node:crypto';
import type { KernelHome } from '../measure/index.ts';
import { AudioMeter, ThirdOctaveMeter } from '../measure/index.ts';
import { type StripFigures, THIRD_OCTAVES_HZ } from '../protocol/index.ts';

export interface MeasuredStrip {
  figures: StripFigures;
  /** Equal where no sample differs; silence at the end does not count. */
  fingerprint: string;
}

export class CompareMeter {
  readonly #audio: AudioMeter;
  readonly #bands: ThirdOctaveMeter;
  readonly #hash = createHash('sha1');
  /** Silent frames that count only if something follows them. */
  #silent = 0;
  #middle = 0;
  #side = 0;

  constructor(sampleRate: number, lengthSamples: number, home: KernelHome) {
    this.#audio = new AudioMeter({ sampleRate, channels: 2, lengthSamples, truePeak: false }, home);
    this.#bands = new ThirdOctaveMeter(sampleRate, THIRD_OCTAVES_HZ, home);
  }

  push(samples: Float64Array, frames: number): void {
    this.#audio.push(samples, frames);
    this.#bands.push(samples, frames);
    let sound = 0;
    for (let i = 0; i < frames; i++) {
      const left = samples[2 * i]!;
      const right = samples[2 * i + 1]!;
      const middle = left + right;
      const side = left - right;
      this.#middle += middle * middle;
      this.#side += side * side;
      if (left !== 0 || right !== 0) sound = i + 1;
    }
    if (sound > 0) {
      this.#hash.update(`+${this.#silent}|`);
      const heard = samples.subarray(0, 2 * sound);
      this.#hash.update(new Uint8Array(heard.buffer, heard.byteOffset, heard.byteLength));
      this.#silent = 0;
    }
    this.#silent += frames - sound;
  }

  /** The last call. */
  finish(): MeasuredStrip {
    const { integratedLufs, samplePeakDbfs, correlation } = this.#audio.finish();
    const ratio = this.#side / this.#middle;
    return {
      figures: {
        lufs: integratedLufs,
        peakDbfs: samplePeakDbfs,
        correlation,
        sideDb: ratio > 0 && ratio < Infinity ? 10 * Math.log10(ratio) : null, // a figure, not a sample
        bandsDb: this.#bands.finish(),
      },
      fingerprint: this.#hash.digest('hex'),
    };
  }
}
