/**
 * Programme loudness of a stream of interleaved samples (BS.1770-5, EBU Tech 3341 and 3342): momentary,
 * short-term, integrated, range. The work is done by `loudness_*` in kernels.wasm, whose state the engine's live
 * meters use in the same way.
 */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';

/** Two and a half hours of exact gating and history; past that the kernel's 0.01 LU histogram gates. */
export const LIVE_HISTORY_STEPS = 90_000;

export interface LoudnessReading {
  momentaryLufs: number;
  shortTermLufs: number;
  integratedLufs: number;
  loudnessRangeLu: number;
  maxMomentaryLufs: number;
  maxShortTermLufs: number;
}

/** Loudness every 100 ms, LUFS; the first value stands at 0.1 s. */
export interface LoudnessHistory {
  stepSeconds: number;
  momentaryLufs: Float32Array;
  shortTermLufs: Float32Array;
}

/** Channels as they lie in a kernel's buffer: an odd count is padded to the next even one. */
export function paddedChannels(channels: number): number {
  return channels + (channels & 1);
}

const toLufs = (meanSquare: number): number =>
  meanSquare > 0 ? -0.691 + 10 * Math.log10(meanSquare) : -Infinity;

export class LoudnessMeter {
  readonly state: Pointer;
  readonly #kernels: Kernels;
  readonly #allocator: Allocator;
  readonly #capacity: number;
  readonly #sampleRate: number;
  readonly #channels: number;

  /** `channels` 1..8; 5 is L R C Ls Rs, 6 is L R C LFE Ls Rs. `historySteps` of 100 ms are kept exactly. */
  constructor(
    kernels: Kernels,
    allocator: Allocator,
    sampleRate: number,
    channels: number,
    historySteps = LIVE_HISTORY_STEPS,
  ) {
    this.#kernels = kernels;
    this.#allocator = allocator;
    this.#capacity = historySteps;
    this.#sampleRate = sampleRate;
    this.#channels = channels;
    this.state = allocator.allocate(kernels.call.loudness_bytes!(historySteps));
    this.reset();
  }

  reset(): void {
    this.#kernels.call.loudness_reset!(this.state, this.#sampleRate, this.#channels, this.#capacity);
  }

  /** Measures `frames` interleaved frames (padded to an even channel count) at an address in kernel memory. */
  process(buffer: Pointer, frames: number): void {
    this.#kernels.call.loudness_process!(this.state, buffer, frames);
  }

  read(): LoudnessReading {
    this.#kernels.call.loudness_update!(this.state);
    const [
      momentaryLufs,
      shortTermLufs,
      integratedLufs,
      loudnessRangeLu,
      maxMomentaryLufs,
      maxShortTermLufs,
    ] = new Float64Array(this.#kernels.memory.buffer, this.state, 6) as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return {
      momentaryLufs,
      shortTermLufs,
      integratedLufs,
      loudnessRangeLu,
      maxMomentaryLufs,
      maxShortTermLufs,
    };
  }

  history(): LoudnessHistory {
    const steps = Math.min(
      this.#capacity,
      new Float64Array(this.#kernels.memory.buffer, this.state, 8)[6] as number,
    );
    const series = (at: Pointer): Float32Array =>
      Float32Array.from(new Float64Array(this.#kernels.memory.buffer, at, steps), toLufs);
    return {
      stepSeconds: 0.1,
      momentaryLufs: series(this.#kernels.call.loudness_momentary!(this.state)),
      shortTermLufs: series(this.#kernels.call.loudness_short_term!(this.state)),
    };
  }

  dispose(): void {
    this.#allocator.free(this.state);
  }
}
