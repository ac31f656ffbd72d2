/**
 * True and sample peak of a stream (BS.1770-5 Annex 2), on `truepeak_*` in kernels.wasm: 8x for a meter on the
 * screen, the 16x, 96-tap Kaiser reference for files.
 */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';

const KINDS = {
  live: { factor: 8, taps: 48, everyPoint: 1 },
  reference: { factor: 16, taps: 96, everyPoint: 0 },
  /** The reference with no point skipped: what the skipping is tested against. */
  exhaustive: { factor: 16, taps: 96, everyPoint: 1 },
} as const;

export type TruePeakKind = keyof typeof KINDS;

export class TruePeakMeter {
  /** One state a channel pair. */
  readonly states: readonly Pointer[];
  readonly #kernels: Kernels;
  readonly #allocator: Allocator;
  readonly #strideBytes: number;
  readonly #taps: number;
  #tail: Pointer;

  constructor(kernels: Kernels, allocator: Allocator, channels: number, kind: TruePeakKind) {
    const { factor, taps, everyPoint } = KINDS[kind];
    const pairs = (channels + 1) >> 1;
    this.#kernels = kernels;
    this.#allocator = allocator;
    this.#strideBytes = pairs * 16;
    this.#taps = taps;
    this.#tail = allocator.allocate(taps * this.#strideBytes);
    this.states = Array.from({ length: pairs }, () => {
      const state = allocator.allocate(kernels.call.truepeak_bytes!(factor, taps));
      kernels.call.truepeak_reset!(state, factor, taps, everyPoint);
      return state;
    });
  }

  /** Interleaved frames, padded to an even channel count, at an address in kernel memory. */
  process(buffer: Pointer, frames: number): void {
    this.states.forEach((state, pair) => {
      this.#kernels.call.truepeak_process!(state, buffer + pair * 16, frames, this.#strideBytes);
    });
  }

  /** After the last frame: silence, so that the filter reaches the end. */
  flush(): void {
    this.process(this.#tail, this.#taps);
  }

  /** Linear maxima over all channels. */
  read(): { truePeak: number; samplePeak: number } {
    let truePeak = 0;
    let samplePeak = 0;
    for (const state of this.states) {
      const [left = 0, right = 0, , , sampleLeft = 0, sampleRight = 0] = new Float64Array(
        this.#kernels.memory.buffer,
        state,
        6,
      );
      samplePeak = Math.max(samplePeak, sampleLeft, sampleRight);
      truePeak = Math.max(truePeak, left, right);
    }
    return { truePeak: Math.max(truePeak, samplePeak), samplePeak };
  }

  /** The linear true peak since this was last called; only where every point is computed (`live`, `exhaustive`). */
  takePeak(): number {
    let peak = 0;
    for (const state of this.states) {
      const recent = new Float64Array(this.#kernels.memory.buffer, state + 16, 2);
      peak = Math.max(peak, recent[0]!, recent[1]!);
      recent.fill(0);
    }
    return peak;
  }

  dispose(): void {
    for (const state of this.states) this.#allocator.free(state);
    this.#allocator.free(this.#tail);
  }
}
