/** Lines outputs up that leave the graph with different latencies: drops each one's head, hands on what all have. */
export class OutputQueue {
  readonly #drop: number[];
  readonly #frames: number[];
  /** Frames of every output from the first that not all outputs had yet. */
  readonly buffers: Float64Array[];

  /** @param latencySamples of each output. */
  constructor(latencySamples: readonly number[], chunkFrames: number) {
    const room = chunkFrames + Math.max(0, ...latencySamples) - Math.min(...latencySamples);
    this.#drop = [...latencySamples];
    this.#frames = latencySamples.map(() => 0);
    this.buffers = latencySamples.map(() => new Float64Array(room * 2));
  }

  /** Adds `frames` frames of every output; returns how many frames all of them have now. */
  push(sources: readonly Float64Array[], frames: number): number {
    let common = Number.MAX_SAFE_INTEGER;
    sources.forEach((source, i) => {
      const dropped = Math.min(this.#drop[i]!, frames);
      this.#drop[i]! -= dropped;
      this.buffers[i]!.set(source.subarray(dropped * 2, frames * 2), this.#frames[i]! * 2);
      this.#frames[i]! += frames - dropped;
      common = Math.min(common, this.#frames[i]!);
    });
    return common;
  }

  /** Forgets the first `frames` frames. */
  shift(frames: number): void {
    this.buffers.forEach((buffer, i) => {
      buffer.copyWithin(0, frames * 2, this.#frames[i]! * 2);
      this.#frames[i]! -= frames;
    });
  }
}
