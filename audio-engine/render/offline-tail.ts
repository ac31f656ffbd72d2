/**
 * Where a rendered file ends: at the end of the last clip or at the last sample of the tail that is above
 * -100 dBFS, whichever is later; the tail has ended when every output was below it for 0.5 s, and after 30 s.
 */

/** -100 dBFS: where a file's tail has ended. */
export const TAIL_ENDS_AT = 1e-5;
const QUIET_SECONDS = 0.5;
const MOST_TAIL_SECONDS = 30;

type OnBlock = (blocks: Float64Array[], frames: number) => void | Promise<void>;

export class TailCutter {
  readonly #lengthSamples: number;
  readonly #quietFrames: number;
  readonly #mostFrames: number;
  readonly #blockFrames: number;
  readonly #onBlock: OnBlock;
  readonly #quiet: number;
  /** What is handed on: frames of every output. */
  readonly #blocks: Float64Array[];
  /** Quiet frames of the tail that belong to the file only if something louder follows. */
  readonly #held: Float64Array[];
  #heldFrames = 0;
  #taken = 0;
  #written = 0;
  #done: boolean;

  /**
   * @param sampleRate of the tail; 0 cuts exactly at `lengthSamples`.
   * @param quiet the largest sample that counts as silence.
   */
  constructor(
    outputs: number,
    blockFrames: number,
    lengthSamples: number,
    sampleRate: number,
    onBlock: OnBlock,
    quiet = TAIL_ENDS_AT,
  ) {
    this.#quiet = quiet;
    this.#lengthSamples = lengthSamples;
    this.#quietFrames = Math.round(QUIET_SECONDS * sampleRate);
    this.#mostFrames = lengthSamples + MOST_TAIL_SECONDS * sampleRate;
    this.#blockFrames = blockFrames;
    this.#onBlock = onBlock;
    this.#blocks = Array.from({ length: outputs }, () => new Float64Array(blockFrames * 2));
    this.#held = Array.from(
      { length: outputs },
      () => new Float64Array((this.#quietFrames + blockFrames) * 2),
    );
    this.#done = lengthSamples === 0 && sampleRate === 0;
  }

  get done(): boolean {
    return this.#done;
  }

  /** Frames looked at, and frames handed on so far. */
  get taken(): number {
    return this.#taken;
  }

  get written(): number {
    return this.#written;
  }

  /** Takes the next frames of every output: `frames` from frame 0 of each source on. */
  async take(sources: readonly Float64Array[], frames: number): Promise<void> {
    const sure = Math.min(frames, Math.max(0, this.#lengthSamples - this.#taken));
    for (let at = 0; at < sure; at += this.#blockFrames) {
      await this.#hand(sources, at, Math.min(this.#blockFrames, sure - at));
    }
    this.#taken += sure;
    if (this.#taken >= this.#lengthSamples && this.#quietFrames === 0) this.#done = true;
    for (let at = sure; at < frames && !this.#done; at += this.#blockFrames) {
      await this.#takeTail(sources, at, Math.min(at + this.#blockFrames, frames));
    }
  }

  /** Holds frames [from, until) of the tail and hands on all up to the last one that is loud. */
  async #takeTail(sources: readonly Float64Array[], from: number, until: number): Promise<void> {
    let sure = 0;
    let at = from;
    for (; at < until && !this.#done; at++) {
      this.#taken++;
      const held = this.#heldFrames + (at - from) + 1;
      if (loud(sources, at, this.#quiet)) sure = held;
      else if (held - sure >= this.#quietFrames) this.#done = true;
      if (this.#taken >= this.#mostFrames) this.#done = true;
    }
    sources.forEach((source, i) => {
      this.#held[i]!.set(source.subarray(from * 2, at * 2), this.#heldFrames * 2);
    });
    this.#heldFrames += at - from;
    for (let done = 0; done < sure; done += this.#blockFrames) {
      await this.#hand(this.#held, done, Math.min(this.#blockFrames, sure - done));
    }
    for (const held of this.#held) held.copyWithin(0, sure * 2, this.#heldFrames * 2);
    this.#heldFrames -= sure;
  }

  async #hand(sources: readonly Float64Array[], at: number, frames: number): Promise<void> {
    sources.forEach((source, i) => {
      this.#blocks[i]!.set(source.subarray(at * 2, (at + frames) * 2));
    });
    this.#written += frames;
    await this.#onBlock(this.#blocks, frames);
  }
}

function loud(sources: readonly Float64Array[], at: number, quiet: number): boolean {
  for (const source of sources) {
    if (Math.abs(source[at * 2]!) > quiet || Math.abs(source[at * 2 + 1]!) > quiet) return true;
  }
  return false;
}
