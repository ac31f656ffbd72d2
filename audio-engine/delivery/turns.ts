/** Lets the event loop breathe in long work, so that a cancel arrives, and turns a cancel into its sentence. */
import { deliveryWords, ThresholdError } from '../words/index.ts';

const TURN_MS = 30;

export class Turns {
  readonly #signal: AbortSignal | undefined;
  #next = performance.now() + TURN_MS;

  constructor(signal: AbortSignal | undefined) {
    this.#signal = signal;
  }

  /** Throws when cancelled. */
  check(): void {
    if (this.#signal?.aborted) throw new ThresholdError(deliveryWords.cancelled);
  }

  async take(): Promise<void> {
    this.check();
    if (performance.now() < this.#next) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#next = performance.now() + TURN_MS;
    this.check();
  }
}
