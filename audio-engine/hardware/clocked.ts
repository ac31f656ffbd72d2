/**
 * A device that only keeps time: where there is no sound card, where it died, and in tests. It asks for blocks
 * at the pace of the monotonic clock, makes up for at most `queue` late ones and skips the rest as an xrun.
 */
import { engineWords } from '../words/index.ts';
import type { AudioDevice, DeviceEvents, DeviceOptions, FillBlock } from './device.ts';

/** The clock and the timer, so that tests need not wait. */
export interface Pace {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Calls back once after `ms`; returns what cancels it. */
  after(ms: number, run: () => void): () => void;
}

export const realTime: Pace = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export class ClockedDevice implements AudioDevice {
  readonly kind = 'clocked';
  readonly name = engineWords.clockedName;
  readonly sampleRate: number;
  readonly blockFrames: number;
  readonly channels: number;
  readonly latencyFrames: number;
  readonly #queue: number;
  readonly #pace: Pace;
  readonly #block: Float32Array;
  #fill: FillBlock | undefined;
  #events: DeviceEvents | undefined;
  #cancel: (() => void) | undefined;
  #startedAt = 0;
  #blocks = 0;

  constructor(options: DeviceOptions, pace: Pace = realTime) {
    this.sampleRate = options.sampleRate;
    this.blockFrames = options.blockFrames;
    this.channels = options.channels ?? 2;
    this.#queue = Math.max(1, options.queue);
    // A block is heard while the next one is prepared.
    this.latencyFrames = options.blockFrames;
    this.#pace = pace;
    this.#block = new Float32Array(options.blockFrames * this.channels);
  }

  start(fill: FillBlock, events: DeviceEvents): void {
    this.#fill = fill;
    this.#events = events;
    this.#startedAt = this.#pace.now();
    this.#blocks = 0;
    this.#tick();
  }

  async stop(): Promise<boolean> {
    this.#fill = undefined;
    this.#cancel?.();
    return true;
  }

  readonly #tick = (): void => {
    const msPerBlock = (this.blockFrames / this.sampleRate) * 1000;
    const due = Math.floor((this.#pace.now() - this.#startedAt) / msPerBlock) + 1;
    const late = due - this.#blocks;
    if (late > this.#queue) {
      const skipped = late - this.#queue;
      this.#startedAt += skipped * msPerBlock;
      this.#events?.onXrun(1, engineWords.xrunLate);
    }
    for (let i = Math.min(late, this.#queue); i > 0 && this.#fill; i--) {
      this.#fill(this.#block);
      this.#blocks++;
    }
    if (!this.#fill) return;
    const next = this.#startedAt + this.#blocks * msPerBlock;
    this.#cancel = this.#pace.after(Math.max(0, next - this.#pace.now()), this.#tick);
  };
}
