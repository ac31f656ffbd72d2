/**
 * Sample-rate conversion of a stream: any pair of rates, exact length round(n L/M), no offset, same bits on
 * every machine. See `assembly/resampler.ts` and `resampler-halfband.ts` for the filters.
 */
import type { Kernels } from './load.ts';
import type { Allocator, Pointer } from './memory.ts';
import { CHUNK_FRAMES, createStage, planStages, type Stage } from './resampler-stages.ts';

/** Frames that `frames` at one rate become at another. */
export function resampledLength(frames: number, fromRate: number, toRate: number): number {
  return Math.round((frames * toRate) / fromRate);
}

/** The stages of one or two channels. */
interface Lane {
  stages: Stage[];
  firstChannel: number;
  channels: 1 | 2;
}

export class Resampler {
  readonly #kernels: Kernels;
  readonly #allocator: Allocator;
  readonly #fromRate: number;
  readonly #toRate: number;
  readonly #channels: number;
  readonly #lanes: Lane[] = [];
  /** Sound goes to and fro between two buffers, stage by stage. */
  readonly #buffers: Pointer[] = [];
  #taken = 0;
  #given = 0;

  /** Rates in whole Hz. Any channel count; channels are converted in pairs. */
  constructor(kernels: Kernels, allocator: Allocator, fromRate: number, toRate: number, channels: number) {
    this.#kernels = kernels;
    this.#allocator = allocator;
    this.#fromRate = fromRate;
    this.#toRate = toRate;
    this.#channels = channels;
    if (fromRate === toRate) return;
    const plans = planStages(fromRate, toRate);
    let largest = CHUNK_FRAMES;
    for (let first = 0; first < channels; first += 2) {
      const count = Math.min(2, channels - first) as 1 | 2;
      let room = CHUNK_FRAMES;
      const stages = plans.map((plan) => {
        const stage = createStage(kernels, allocator, plan, count, room);
        room = stage.most(room);
        largest = Math.max(largest, room);
        return stage;
      });
      this.#lanes.push({ stages, firstChannel: first, channels: count });
    }
    this.#buffers = [allocator.allocate(largest * 16), allocator.allocate(largest * 16)];
  }

  /** Converts interleaved frames; the answer holds what is complete so far, interleaved. */
  process(samples: Float64Array, frames: number): Float64Array {
    if (this.#lanes.length === 0) return samples.slice(0, frames * this.#channels);
    this.#taken += frames;
    return this.#convert(samples, frames);
  }

  /** The rest, after the last `process`: all answers together are exactly `resampledLength` frames. */
  flush(): Float64Array {
    if (this.#lanes.length === 0) return new Float64Array(0);
    const left = resampledLength(this.#taken, this.#fromRate, this.#toRate) - this.#given;
    const rest = new Float64Array(left * this.#channels);
    const silence = new Float64Array(CHUNK_FRAMES * this.#channels);
    for (let at = 0; at < rest.length; ) {
      const more = this.#convert(silence, CHUNK_FRAMES);
      rest.set(more.subarray(0, rest.length - at), at);
      at += more.length;
    }
    return rest;
  }

  #convert(samples: Float64Array, frames: number): Float64Array {
    const channels = this.#channels;
    const first = this.#lanes[0]!.stages;
    const chunks = Math.ceil(frames / CHUNK_FRAMES);
    const out = new Float64Array(chunks * first.reduce((n, s) => s.most(n), CHUNK_FRAMES) * channels);
    let made = 0;
    for (let at = 0; at < frames; at += CHUNK_FRAMES) {
      const count = Math.min(CHUNK_FRAMES, frames - at);
      let got = 0;
      for (const lane of this.#lanes) {
        const input = this.#view(0, count * lane.channels);
        pick(samples, at, channels, lane, input, count);
        got = count;
        lane.stages.forEach((stage, i) => {
          got = stage.run(this.#buffers[i % 2]!, got, this.#buffers[(i + 1) % 2]!);
        });
        place(this.#view(lane.stages.length % 2, got * lane.channels), got, lane, out, made, channels);
      }
      made += got;
    }
    this.#given += made;
    return out.subarray(0, made * channels);
  }

  #view(buffer: number, values: number): Float64Array {
    return new Float64Array(this.#kernels.memory.buffer, this.#buffers[buffer]!, values);
  }

  dispose(): void {
    for (const lane of this.#lanes) for (const stage of lane.stages) stage.dispose();
    for (const buffer of this.#buffers) this.#allocator.free(buffer);
    this.#lanes.length = 0;
    this.#buffers.length = 0;
  }
}

function pick(
  from: Float64Array,
  at: number,
  channels: number,
  lane: Lane,
  to: Float64Array,
  frames: number,
): void {
  if (channels === lane.channels) {
    to.set(from.subarray(at * channels, (at + frames) * channels));
    return;
  }
  for (let i = 0; i < frames; i++) {
    for (let c = 0; c < lane.channels; c++) {
      to[i * lane.channels + c] = from[(at + i) * channels + lane.firstChannel + c]!;
    }
  }
}

function place(
  from: Float64Array,
  frames: number,
  lane: Lane,
  to: Float64Array,
  at: number,
  channels: number,
): void {
  if (channels === lane.channels) {
    to.set(from, at * channels);
    return;
  }
  for (let i = 0; i < frames; i++) {
    for (let c = 0; c < lane.channels; c++) {
      to[(at + i) * channels + lane.firstChannel + c] = from[i * lane.channels + c]!;
    }
  }
}

/** Converts interleaved samples that are all there. */
export function resampleAll(
  home: { kernels: Kernels; allocator: Allocator },
  samples: Float64Array,
  channels: number,
  fromRate: number,
  toRate: number,
): Float64Array {
  const resampler = new Resampler(home.kernels, home.allocator, fromRate, toRate, channels);
  const head = resampler.process(samples, samples.length / channels);
  const tail = resampler.flush();
  resampler.dispose();
  const out = new Float64Array(head.length + tail.length);
  out.set(head);
  out.set(tail, head.length);
  return out;
}
