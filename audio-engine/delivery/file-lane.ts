/**
 * The last stretch of every file: dither (or rounding to floats), measurement of exactly what is written, and
 * the file itself. Sound goes in as 64-bit floats at the file's rate.
 */
import { AudioMeter, type KernelHome, type LoudnessHistory, type Measurement } from '../measure/index.ts';
import type { Dither } from '../protocol/index.ts';
import type { AudioFileWriter } from './file-writer.ts';
import { type Bits, Quantiser } from './quantiser.ts';
import { Regrouper } from './regrouper.ts';

export interface LaneResult {
  measurement: Measurement | null;
  history: LoudnessHistory | null;
  clippedSamples: number;
  lengthSamples: number;
}

export interface LaneOptions {
  home: KernelHome;
  channels: number;
  sampleRate: number;
  bits: Bits;
  dither?: Dither;
  /** Tells the noises of several files apart. */
  fileIndex?: number;
  /** Null measures without writing. */
  writer: AudioFileWriter | null;
  /** False writes without measuring. */
  measure: boolean;
  lengthSamples: number | null;
}

export class FileLane {
  readonly #quantiser: Quantiser;
  readonly #meter: AudioMeter | null;
  readonly #blocks: Regrouper;
  #frames = 0;

  constructor(options: LaneOptions) {
    const { home, channels, sampleRate, bits, writer, lengthSamples, dither = 'tpdf' } = options;
    this.#quantiser = new Quantiser(home, channels, bits, {
      fileIndex: options.fileIndex ?? 0,
      dither,
      sampleRate,
    });
    this.#meter = options.measure
      ? new AudioMeter({ sampleRate, channels, bitDepth: Number.parseInt(bits, 10), lengthSamples }, home)
      : null;
    this.#blocks = new Regrouper(channels, async (block, frames) => {
      this.#quantiser.process(block, frames);
      this.#meter?.push(block, frames);
      await writer?.write(block, frames);
      this.#frames += frames;
    });
  }

  push(samples: Float64Array, frames: number, from = 0): Promise<void> {
    return this.#blocks.push(samples, frames, from);
  }

  /** Ends the lane and frees it; the file stays open. */
  async finish(): Promise<LaneResult> {
    await this.#blocks.flush();
    const history = this.#meter?.history() ?? null;
    const measurement = this.#meter?.finish() ?? null;
    const { clippedSamples } = this.#quantiser;
    this.#quantiser.dispose();
    return { measurement, history, clippedSamples, lengthSamples: this.#frames };
  }
}
