/** The limiter of a service's player over a finished master: what is heard there, and the most that it takes. */
import type { Pointer } from '../kernels/index.ts';
import type { KernelHome } from '../measure/index.ts';
import type { Service } from '../protocol/index.ts';

type Settings = NonNullable<Service['limiter']>;

const BLOCK_FRAMES = 4096;

export class ServiceLimiter {
  readonly #home: KernelHome;
  readonly #state: Pointer;
  readonly #buffer: Pointer;
  readonly #view: Float64Array;
  readonly #channels: number;
  /** Frames by which its output is late. */
  readonly latencySamples: number;

  /** `gainDb` is what the service applies before it. One or two channels. */
  constructor(home: KernelHome, sampleRate: number, channels: number, settings: Settings, gainDb: number) {
    const { allocator, kernels } = home;
    const { samplePeakDbfs, attackMs, releaseMs } = settings;
    this.#home = home;
    this.#channels = channels;
    this.#state = allocator.allocate(kernels.call.service_limiter_bytes!(sampleRate, attackMs));
    kernels.call.service_limiter_reset!(this.#state, sampleRate, samplePeakDbfs, attackMs, releaseMs, gainDb);
    this.latencySamples = kernels.call.service_limiter_latency!(this.#state);
    this.#buffer = allocator.allocate(BLOCK_FRAMES * 16);
    this.#view = new Float64Array(kernels.memory.buffer, this.#buffer, BLOCK_FRAMES * 2);
  }

  /** Interleaved frames in place. */
  process(samples: Float64Array, frames: number): void {
    const { call } = this.#home.kernels;
    const channels = this.#channels;
    for (let at = 0; at < frames; at += BLOCK_FRAMES) {
      const count = Math.min(BLOCK_FRAMES, frames - at);
      const part = samples.subarray(at * channels, (at + count) * channels);
      if (channels === 2) this.#view.set(part);
      else for (let i = 0; i < count; i++) this.#view[2 * i] = this.#view[2 * i + 1] = part[i]!;
      call.service_limiter_process!(this.#state, this.#buffer, count);
      if (channels === 2) part.set(this.#view.subarray(0, count * 2));
      else for (let i = 0; i < count; i++) part[i] = this.#view[2 * i]!;
    }
  }

  /** The most it took so far, dB. */
  get mostDb(): number {
    return new Float64Array(this.#home.kernels.memory.buffer, this.#state, 1)[0]!;
  }

  dispose(): void {
    this.#home.allocator.free(this.#state);
    this.#home.allocator.free(this.#buffer);
  }
}
