/**
 * How much louder or quieter a playback system is than the master straight: the last ten seconds of programme are run
 * through the system's own kernel and both sides weighed (BS.1770-5). So the figure stands before the system is heard,
 * counts its strain and what mono takes, and stays frozen while it is on. Before anything was heard, it is pink noise.
 */
import type { Allocator, Kernels, Pointer } from '../kernels/index.ts';
import type { SystemSpec } from '../protocol/index.ts';
import { QUANTUM } from './plan-layout.ts';
import { SystemBlock } from './system-block.ts';

export const MATCH_SECONDS = 10;
/** What a system needs to have taken over from straight and to ring in. */
const LEAD_SECONDS = 0.25;
const CHUNK = 1024;
/** A hop below this is a pause: BS.1770-5's absolute gate, as mean square. */
const GATE_MEAN_SQUARE = 1.17e-7;
const HOPS_A_SECOND = 100;
/** Seconds of pink noise that stand in for a programme. */
const NOISE_SECONDS = 3;
/** What is quieter than this over a whole chunk is a pause and is not remembered. */
const PAUSE_PEAK = 1e-4;

export interface SystemMatch {
  /** What makes the system as loud as straight. */
  gainDb: number;
  /** Highest sample of the system before that gain, dBFS. */
  peakDb: number;
  /** Seconds of programme it was measured over; 0: pink noise. */
  seconds: number;
  /** Loudness of the programme, LUFS, ungated mean. */
  lufs: number;
}

export class ProgrammeMatcher {
  readonly #kernels: Kernels;
  readonly #allocator: Allocator;
  #sampleRate = 48_000;
  #ring = new Float32Array(0);
  #written = 0;
  #system: SystemBlock | undefined;
  #states: [Pointer, Pointer] = [0, 0];
  #buffer: Pointer = 0;

  constructor(kernels: Kernels, allocator: Allocator) {
    this.#kernels = kernels;
    this.#allocator = allocator;
  }

  /** A session at this rate: nothing was heard of it yet. */
  begin(sampleRate: number): void {
    this.#sampleRate = sampleRate;
    this.#ring = new Float32Array(MATCH_SECONDS * sampleRate * 2);
    this.#written = 0;
  }

  /** Remembers interleaved frames of the master: [from, from + frames) of a ring, which does not wrap. */
  push(ring: Float32Array, from: number, frames: number): void {
    const size = this.#ring.length / 2;
    if (size === 0) return;
    let peak = 0;
    for (let i = from * 2; i < (from + frames) * 2; i++) peak = Math.max(peak, Math.abs(ring[i]!));
    if (!(peak > PAUSE_PEAK)) return;
    for (let at = 0; at < frames; ) {
      const place = this.#written % size;
      const count = Math.min(frames - at, size - place);
      this.#ring.set(ring.subarray((from + at) * 2, (from + at + count) * 2), place * 2);
      this.#written += count;
      at += count;
    }
  }

  /** Runs what was heard through a system; a few hundredths of a second of work. */
  measure(system: SystemSpec): SystemMatch {
    const { call } = this.#kernels;
    const rate = this.#sampleRate;
    const block = this.#prepare();
    for (const state of this.#states) call.loudness_reset!(state, rate, 2, 1);
    call.system_init!(block.pointer, rate);
    block.take(system, 0);
    const heard = Math.min(this.#written, this.#ring.length / 2);
    const enough = heard >= rate * 2 * LEAD_SECONDS * 2;
    const frames = enough ? heard : NOISE_SECONDS * rate;
    const noise = enough ? null : pinkNoise();
    const samples = new Float64Array(this.#kernels.memory.buffer, this.#buffer, CHUNK * 2);
    const sums = { before: 0, after: 0, hops: 0 };
    const lead = LEAD_SECONDS * rate;
    let peak = 0;
    let counted = 0;
    for (let at = 0; at + QUANTUM <= frames; at += CHUNK) {
      const count = Math.floor(Math.min(CHUNK, frames - at) / QUANTUM) * QUANTUM;
      if (noise) noise(samples, count);
      else this.#read(samples, at, count, heard);
      call.loudness_process!(this.#states[0], this.#buffer, count);
      call.system_process!(block.pointer, this.#buffer, count / QUANTUM);
      call.loudness_process!(this.#states[1], this.#buffer, count);
      if (at >= lead) for (let i = 0; i < count * 2; i++) peak = Math.max(peak, Math.abs(samples[i]!));
      counted = this.#take(counted, at >= lead, sums);
    }
    const ratio = sums.before / sums.after;
    return {
      gainDb: sums.before > 0 && sums.after > 0 ? decibels(ratio) : 0,
      peakDb: peak > 0 ? 2 * decibels(peak) : Number.NEGATIVE_INFINITY,
      seconds: enough ? heard / rate : 0,
      lufs: sums.hops > 0 ? decibels((sums.before / sums.hops) * (HOPS_A_SECOND / rate)) - 0.691 : -14,
    };
  }

  /** K-weighted loudness of a system's noise at 0 dB, LUFS. */
  noiseLufs(system: SystemSpec): number {
    const { call } = this.#kernels;
    const rate = this.#sampleRate;
    const block = this.#prepare();
    call.loudness_reset!(this.#states[0], rate, 2, 1);
    call.system_init!(block.pointer, rate);
    block.take(system, 0, 0);
    const samples = new Float64Array(this.#kernels.memory.buffer, this.#buffer, CHUNK * 2);
    for (let at = 0; at < rate * 2; at += CHUNK) {
      samples.fill(0);
      call.system_process!(block.pointer, this.#buffer, CHUNK / QUANTUM);
      call.loudness_process!(this.#states[0], this.#buffer, CHUNK);
    }
    return new Float64Array(this.#kernels.memory.buffer, this.#states[0], 1)[0]!;
  }

  #prepare(): SystemBlock {
    const { call, memory } = this.#kernels;
    if (!this.#system) {
      this.#system = new SystemBlock(memory, this.#allocator.allocate(call.system_bytes!()));
      const bytes = call.loudness_bytes!(1);
      this.#states = [this.#allocator.allocate(bytes), this.#allocator.allocate(bytes)];
      this.#buffer = this.#allocator.allocate(CHUNK * 16);
    }
    return this.#system;
  }

  /** Frames of the ring, counted from the oldest that was heard. */
  #read(into: Float64Array, at: number, count: number, heard: number): void {
    const size = this.#ring.length / 2;
    const oldest = this.#written - heard;
    for (let i = 0; i < count; i++) {
      const place = ((oldest + at + i) % size) * 2;
      into[i * 2] = this.#ring[place]!;
      into[i * 2 + 1] = this.#ring[place + 1]!;
    }
  }

  #take(counted: number, counts: boolean, sums: { before: number; after: number; hops: number }): number {
    const { call } = this.#kernels;
    const hops = call.loudness_hops!(this.#states[0]);
    const gate = (GATE_MEAN_SQUARE * this.#sampleRate) / HOPS_A_SECOND;
    for (let hop = counted; hop < hops; hop++) {
      const before = call.loudness_hop!(this.#states[0], hop);
      if (!counts || before < gate) continue;
      sums.before += before;
      sums.after += call.loudness_hop!(this.#states[1], hop);
      sums.hops++;
    }
    return hops;
  }
}

function decibels(power: number): number {
  return 10 * Math.log10(power); // a reading, not a sample: its gain is made in the kernel
}

/** Pink noise of two sides that share most of it (P. Kellet's filter), about as loud as a record. */
function pinkNoise(): (into: Float64Array, frames: number) => void {
  let seed = 22_222;
  const white = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed / 1_073_741_824 - 1;
  };
  const pink = (): (() => number) => {
    let a = 0;
    let b = 0;
    let c = 0;
    return () => {
      const w = white();
      a = 0.99765 * a + w * 0.099046;
      b = 0.963 * b + w * 0.2965164;
      c = 0.57 * c + w * 1.0526913;
      return (a + b + c + w * 0.1848) * 0.08;
    };
  };
  const middle = pink();
  const side = pink();
  return (into, frames) => {
    for (let i = 0; i < frames; i++) {
      const m = middle();
      const s = side() * 0.4;
      into[i * 2] = m + s;
      into[i * 2 + 1] = m - s;
    }
  };
}
