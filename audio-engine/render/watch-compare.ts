/**
 * What a compare would have to make up for: the K-weighted loudness (BS.1770-5) of an insert's output against its
 * input over the last 10 s of programme. Of a whole chain it is the product over its parts, so that the fader between
 * the inserts and the final limiter does not count.
 */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import { COMPARE_SECONDS } from '../protocol/index.ts';
import type { Id } from '../session/index.ts';
import { INSERT_TAP_FRAMES, type InsertTaps } from './live-insert.ts';

/** From the input of the first to the output of the last, with nothing but inserts between. */
export interface ComparePart {
  firstId: Id;
  lastId: Id;
}

const HOPS_A_SECOND = 100;
const HOPS = COMPARE_SECONDS * HOPS_A_SECOND;
/** Frames measured in one go. */
const CHUNK = 1024;
/** A hop whose squares sum to less than this (about −70 LUFS at 48 kHz) is a pause and no programme: BS.1770-5's absolute gate. */
const GATE_MEAN_SQUARE = 1.17e-7;
/** The kernel remembers this many hops. */
const KERNEL_HOPS = 300;
/** Of a difference: more than any effect should do to a level. */
const MOST_DB = 40;

interface Reading {
  /** Squares of hops of programme on either side, newest at `at - 1`. */
  before: Float64Array;
  after: Float64Array;
  at: number;
  count: number;
}

class PartMeter {
  readonly #kernels: Kernels;
  readonly #states: Pointer[];
  readonly #buffer: Pointer;
  readonly #sampleRate: number;
  readonly #taps: InsertTaps;
  readonly part: ComparePart;
  readonly reading: Reading = {
    before: new Float64Array(HOPS),
    after: new Float64Array(HOPS),
    at: 0,
    count: 0,
  };
  #read: [number, number];
  #hops = 0;
  /** Highest sample before it, over as long as it is measured. */
  peak = 0;

  constructor(
    kernels: Kernels,
    sampleRate: number,
    part: ComparePart,
    taps: InsertTaps,
    states: Pointer[],
    buffer: Pointer,
  ) {
    this.#kernels = kernels;
    this.#sampleRate = sampleRate;
    this.#taps = taps;
    this.part = part;
    this.#states = states;
    this.#buffer = buffer;
    for (const state of states) kernels.call.loudness_reset!(state, sampleRate, 2, 1);
    this.#read = [taps.of(part.firstId)?.frames ?? 0, taps.of(part.lastId)?.frames ?? 0];
  }

  /** Measures what came since the last time; `keep` false lets it pass. */
  read(keep: boolean): void {
    const first = this.#taps.of(this.part.firstId);
    const last = this.#taps.of(this.part.lastId);
    if (!first || !last) return;
    const [a, b] = this.#read;
    const fresh = Math.min((first.frames - a) | 0, (last.frames - b) | 0);
    this.#read = [(a + fresh) | 0, (b + fresh) | 0];
    // After a stay away longer than the rings are there is a hole in it, which nobody hears in ten seconds.
    const frames = keep ? Math.min(fresh, INSERT_TAP_FRAMES) : 0;
    for (let at = 0; at < frames; at += CHUNK) {
      const count = Math.min(CHUNK, frames - at);
      this.#measure(0, first.before, (a + at) | 0, count);
      this.#measure(1, last.after, (b + at) | 0, count);
    }
    if (frames > 0) this.#takeHops();
  }

  #measure(side: 0 | 1, ring: Float32Array, from: number, frames: number): void {
    const samples = new Float64Array(this.#kernels.memory.buffer, this.#buffer, CHUNK * 2);
    for (let i = 0; i < frames; i++) {
      const at = ((from + i) & (INSERT_TAP_FRAMES - 1)) * 2;
      const left = ring[at]!;
      const right = ring[at + 1]!;
      samples[i * 2] = left;
      samples[i * 2 + 1] = right;
      if (side === 1) continue;
      // Comparisons pass NaN over.
      if (Math.abs(left) > this.peak) this.peak = Math.abs(left);
      if (Math.abs(right) > this.peak) this.peak = Math.abs(right);
    }
    this.#kernels.call.loudness_process!(this.#states[side]!, this.#buffer, frames);
  }

  #takeHops(): void {
    const { call } = this.#kernels;
    const [before, after] = this.#states;
    const hops = call.loudness_hops!(before!);
    const { reading } = this;
    const gate = (GATE_MEAN_SQUARE * this.#sampleRate) / HOPS_A_SECOND;
    for (let hop = Math.max(this.#hops, hops - KERNEL_HOPS); hop < hops; hop++) {
      const a = call.loudness_hop!(before!, hop);
      const b = call.loudness_hop!(after!, hop);
      if (a < gate && b < gate) continue;
      reading.before[reading.at] = a;
      reading.after[reading.at] = b;
      reading.at = (reading.at + 1) % HOPS;
      reading.count = Math.min(reading.count + 1, HOPS);
    }
    this.#hops = hops;
  }
}

export class CompareMeter {
  readonly #kernels: Kernels;
  readonly #allocator: Allocator;
  readonly #taps: InsertTaps;
  /** Blocks of meters, kept for the next ones. */
  readonly #states: Pointer[] = [];
  #buffer: Pointer = 0;
  #parts: PartMeter[] = [];
  #sampleRate = 48000;

  constructor(kernels: Kernels, allocator: Allocator, taps: InsertTaps) {
    this.#kernels = kernels;
    this.#allocator = allocator;
    this.#taps = taps;
  }

  /** Measures these from now on; where they are the same, it goes on. The effects are tapped already. */
  measure(parts: readonly ComparePart[], sampleRate: number): void {
    const same =
      sampleRate === this.#sampleRate &&
      parts.length === this.#parts.length &&
      parts.every(({ firstId, lastId }, i) => {
        const { part } = this.#parts[i]!;
        return part.firstId === firstId && part.lastId === lastId;
      });
    if (same) return;
    this.#sampleRate = sampleRate;
    this.#buffer ||= this.#allocator.allocate(CHUNK * 16);
    while (this.#states.length < parts.length * 2)
      this.#states.push(this.#allocator.allocate(this.#kernels.call.loudness_bytes!(1)));
    this.#parts = parts.map((part, i) => {
      const states = this.#states.slice(i * 2, i * 2 + 2);
      return new PartMeter(this.#kernels, sampleRate, part, this.#taps, states, this.#buffer);
    });
  }

  /** Takes what was rendered. While it is `frozen` the difference stays as it is. */
  read(frozen: boolean): void {
    for (const part of this.#parts) part.read(!frozen);
  }

  get seconds(): number {
    if (this.#parts.length === 0) return 0;
    return Math.min(...this.#parts.map(({ reading }) => reading.count)) / HOPS_A_SECOND;
  }

  /** Loudness processed minus bypassed, dB; NaN where nothing was heard yet. */
  get differenceDb(): number {
    let sum = 0;
    for (const { reading } of this.#parts) {
      let before = 0;
      let after = 0;
      for (let i = 0; i < reading.count; i++) {
        before += reading.before[i]!;
        after += reading.after[i]!;
      }
      sum += 10 * Math.log10(after / before); // a reading, not a sample: its gain is made in the kernel
    }
    if (this.#parts.length === 0 || !Number.isFinite(sum)) return Number.NaN;
    return Math.max(-MOST_DB, Math.min(MOST_DB, sum));
  }

  /** Highest sample of the bypassed sound, dB. */
  get peakDb(): number {
    const peak = this.#parts[0]?.peak ?? 0;
    return peak > 0 ? 20 * Math.log10(peak) : Number.NEGATIVE_INFINITY; // a reading, not a sample
  }
}
