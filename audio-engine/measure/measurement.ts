/** Everything the program says about a finished piece of audio, gathered while its samples pass once. */
import { type Allocator, type Kernels, loadKernels, type Pointer } from '../kernels/index.ts';
import { LIVE_HISTORY_STEPS, type LoudnessHistory, LoudnessMeter, paddedChannels } from './loudness-meter.ts';
import { TruePeakMeter } from './true-peak-meter.ts';

/** Levels are null where there is nothing to measure: silence, or less audio than a meter's window. */
export interface Measurement {
  integratedLufs: number | null;
  loudnessRangeLu: number;
  maxMomentaryLufs: number | null;
  maxShortTermLufs: number | null;
  truePeakDbtp: number | null;
  samplePeakDbfs: number | null;
  /** True peak over integrated loudness (PLR). */
  plrDb: number | null;
  /** Left against right over the whole, -1..1; 1 for one channel, 0 where a side is silent. */
  correlation: number;
  durationSeconds: number;
  sampleRate: number;
  channels: number;
  bitDepth: number | null;
}

export interface KernelHome {
  kernels: Kernels;
  allocator: Allocator;
}

const BLOCK_FRAMES = 4096;

const toDb = (linear: number): number | null => (linear > 0 ? 20 * Math.log10(linear) : null);
const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

export interface AudioMeterOptions {
  sampleRate: number;
  channels: number;
  bitDepth?: number | null;
  /** Known length: sizes the exact loudness history. */
  lengthSamples?: number | null;
  /** False leaves out the true peak, which is most of the work; the sample peak stays. */
  truePeak?: boolean;
}

/** Push interleaved samples, then `finish`. 1..8 channels. */
export class AudioMeter {
  readonly #options: AudioMeterOptions;
  readonly #home: KernelHome;
  readonly #buffer: Pointer;
  readonly #view: Float64Array;
  readonly #loudness: LoudnessMeter;
  readonly #peaks: TruePeakMeter | null;
  readonly #correlation: Pointer;
  readonly #stride: number;
  #frames = 0;
  #samplePeak = 0;

  constructor(options: AudioMeterOptions, home: KernelHome = loadKernels()) {
    const { kernels, allocator } = home;
    const { sampleRate, channels } = options;
    const steps = options.lengthSamples
      ? Math.ceil((options.lengthSamples / sampleRate) * 10) + 1
      : LIVE_HISTORY_STEPS;
    this.#options = options;
    this.#home = home;
    this.#stride = paddedChannels(channels);
    this.#buffer = allocator.allocate(BLOCK_FRAMES * this.#stride * 8);
    this.#view = new Float64Array(kernels.memory.buffer, this.#buffer, BLOCK_FRAMES * this.#stride);
    this.#loudness = new LoudnessMeter(kernels, allocator, sampleRate, channels, steps);
    this.#peaks =
      options.truePeak === false ? null : new TruePeakMeter(kernels, allocator, channels, 'reference');
    this.#correlation = allocator.allocate(kernels.call.correlation_bytes!());
    kernels.call.correlation_reset!(this.#correlation, sampleRate);
  }

  /** `frames` interleaved frames of `channels` values each. */
  push(samples: Float64Array, frames: number): void {
    const { channels } = this.#options;
    for (let at = 0; at < frames; at += BLOCK_FRAMES) {
      const count = Math.min(BLOCK_FRAMES, frames - at);
      if (channels === this.#stride) {
        this.#view.set(samples.subarray(at * channels, (at + count) * channels));
      } else {
        for (let i = 0; i < count; i++) {
          for (let c = 0; c < channels; c++)
            this.#view[i * this.#stride + c] = samples[(at + i) * channels + c]!;
        }
      }
      this.#measure(count);
    }
  }

  #measure(count: number): void {
    this.#frames += count;
    this.#loudness.process(this.#buffer, count);
    if (this.#peaks) this.#peaks.process(this.#buffer, count);
    else this.#findSamplePeak(count);
    const { call } = this.#home.kernels;
    call.correlation_process!(this.#correlation, this.#buffer, count, this.#stride * 8);
  }

  #findSamplePeak(count: number): void {
    const view = this.#view;
    let peak = this.#samplePeak;
    for (let i = 0, end = count * this.#stride; i < end; i++) {
      const size = Math.abs(view[i]!);
      if (size > peak && size < Infinity) peak = size;
    }
    this.#samplePeak = peak;
  }

  /** The loudness history so far. */
  history(): LoudnessHistory {
    return this.#loudness.history();
  }

  /** The figures; frees the meters, so it is the last call. */
  finish(): Measurement {
    const { kernels, allocator } = this.#home;
    const { sampleRate, channels, bitDepth = null } = this.#options;
    this.#peaks?.flush();
    const loudness = this.#loudness.read();
    const peaks = this.#peaks?.read() ?? { truePeak: 0, samplePeak: this.#samplePeak };
    const correlation = new Float64Array(kernels.memory.buffer, this.#correlation, 2)[1]!;
    const truePeakDbtp = toDb(peaks.truePeak);
    const integratedLufs = finite(loudness.integratedLufs);
    this.#loudness.dispose();
    this.#peaks?.dispose();
    allocator.free(this.#correlation);
    allocator.free(this.#buffer);
    return {
      integratedLufs,
      loudnessRangeLu: loudness.loudnessRangeLu,
      maxMomentaryLufs: finite(loudness.maxMomentaryLufs),
      maxShortTermLufs: finite(loudness.maxShortTermLufs),
      truePeakDbtp,
      samplePeakDbfs: toDb(peaks.samplePeak),
      plrDb: truePeakDbtp !== null && integratedLufs !== null ? truePeakDbtp - integratedLufs : null,
      correlation: channels === 1 ? 1 : correlation,
      durationSeconds: this.#frames / sampleRate,
      sampleRate,
      channels,
      bitDepth,
    };
  }
}
