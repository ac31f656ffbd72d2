/**
 * Sample-rate conversion of a stream: any pair of rates, exact length round(n L/M), no offset, same bits on
 * every machine. See `assembly/resampler.ts` for the filter.
 */
import type { Kernels } from './load.ts';
import type { Allocator, Pointer } from './memory.ts';

const CHUNK_FRAMES = 1024;

/**
 * End of the flat band as a share of the lower rate: 20 kHz at 44.1 and 48 kHz, and as wide in proportion as at
 * 48 kHz above. Below 44.1 kHz what 44.1 kHz keeps.
 */
const passBand = (lowerRate: number): number => Math.min(0.454, Math.max(5 / 12, 20000 / lowerRate));

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** Frames that `frames` at one rate become at another. */
export function resampledLength(frames: number, fromRate: number, toRate: number): number {
  return Math.round((frames * toRate) / fromRate);
}

/** One state of one or two channels. */
interface Lane {
  state: Pointer;
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
  readonly #input: Pointer = 0;
  readonly #output: Pointer = 0;
  readonly #outputFrames: number = 0;
  readonly #taps: number = 0;
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
    const common = divisor(fromRate, toRate);
    const up = toRate / common;
    const down = fromRate / common;
    const { call } = kernels;
    const pass = passBand(Math.min(fromRate, toRate));
    this.#taps = call.resampler_taps!(up, down, pass);
    this.#outputFrames = Math.ceil((CHUNK_FRAMES * toRate) / fromRate) + 2;
    this.#input = allocator.allocate(CHUNK_FRAMES * 16);
    this.#output = allocator.allocate(this.#outputFrames * 16);
    for (let first = 0; first < channels; first += 2) {
      const count = Math.min(2, channels - first) as 1 | 2;
      const state = allocator.allocate(call.resampler_bytes!(up, down, count, pass));
      call.resampler_reset!(state, up, down, count, pass);
      this.#lanes.push({ state, firstChannel: first, channels: count });
    }
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
    const silence = this.#taps + Math.ceil(this.#fromRate / this.#toRate) + 1;
    const rest = this.#convert(new Float64Array(silence * this.#channels), silence);
    return rest.slice(0, left * this.#channels);
  }

  #convert(samples: Float64Array, frames: number): Float64Array {
    const { call, memory } = this.#kernels;
    const channels = this.#channels;
    const room = Math.ceil((frames * this.#toRate) / this.#fromRate) + 2 + this.#outputFrames;
    const out = new Float64Array(room * channels);
    let made = 0;
    for (let at = 0; at < frames; at += CHUNK_FRAMES) {
      const count = Math.min(CHUNK_FRAMES, frames - at);
      let got = 0;
      for (const lane of this.#lanes) {
        const input = new Float64Array(memory.buffer, this.#input, count * lane.channels);
        pick(samples, at, channels, lane, input, count);
        got = call.resampler_process!(lane.state, this.#input, count, this.#output);
        const output = new Float64Array(memory.buffer, this.#output, got * lane.channels);
        place(output, got, lane, out, made, channels);
      }
      made += got;
    }
    this.#given += made;
    return out.subarray(0, made * channels);
  }

  dispose(): void {
    for (const lane of this.#lanes) this.#allocator.free(lane.state);
    if (this.#lanes.length === 0) return;
    this.#allocator.free(this.#input);
    this.#allocator.free(this.#output);
    this.#lanes.length = 0;
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
