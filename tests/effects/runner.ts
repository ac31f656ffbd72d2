/** Runs one effect's kernel through its ABI: parameters by id, stereo in place, any split into calls. */
import { defaultsOf, type Parameter } from '../../audio-engine/effects/parameter.ts';
import { loadKernels } from '../../audio-engine/kernels/index.ts';

/** What a plan tells a kernel beside its own sound: kernels/assembly/context.ts. */
export interface EffectContext {
  bpm?: number;
  /** Frames of the run before the first quantum; goes on counting from call to call when left out. */
  frame?: number;
  key?: Float64Array;
  seed?: number;
  /** Address of a prepared resource. */
  resource?: number;
}

export interface EffectRun {
  readonly state: Float64Array;
  /** Addresses of state and parameters, for what runs more than one effect. */
  readonly at: { state: number; params: number };
  readonly latencySamples: number;
  set(values: Record<string, number>): void;
  /** Processes interleaved stereo, frames a multiple of 64, in calls of `framesPerCall`. */
  process(stereo: Float64Array, framesPerCall?: number): Float64Array;
  /** A quantum at a time, as a plan does it: with tempo, clock and a side-chain (as long as `stereo`). */
  processInContext(stereo: Float64Array, around?: EffectContext): Float64Array;
  /** Whether it says that silence would come out silent and change nothing. */
  rest(): boolean;
  reset(): void;
}

const { kernels, allocator } = loadKernels();

/** What effects under test live in: for what a test puts beside them, such as a resource. */
export const testHome = { kernels, allocator };

export function startEffect(
  prefix: string,
  parameters: readonly Parameter[],
  values: Record<string, number>,
  sampleRate = 48000,
): EffectRun {
  const params = allocator.allocate(parameters.length * 8);
  const block = new Float64Array(kernels.memory.buffer, params, parameters.length);
  const current = defaultsOf(parameters);
  const set = (changes: Record<string, number>) => {
    for (const id of Object.keys(changes)) if (!(id in current)) throw new Error(`no parameter ${id}`);
    Object.assign(current, changes);
    block.set(parameters.map((p) => current[p.id]!));
  };
  set(values);
  const bytes = kernels.call[`${prefix}_bytes`]!(sampleRate, params);
  const state = allocator.allocate(bytes);
  kernels.call[`${prefix}_room`]?.(state, bytes);
  kernels.call[`${prefix}_reset`]!(state, sampleRate);
  const context = allocator.allocate(64);
  const key = allocator.allocate(64 * 16);
  const quantum = allocator.allocate(64 * 16);
  let clock = 0;
  return {
    state: new Float64Array(kernels.memory.buffer, state, bytes / 8),
    at: { state, params },
    get latencySamples() {
      return kernels.call[`${prefix}_latency`]!(params, sampleRate);
    },
    set,
    process(stereo, framesPerCall = 512) {
      const buffer = allocator.allocate(framesPerCall * 16);
      const out = new Float64Array(stereo.length);
      for (let at = 0; at < stereo.length; at += framesPerCall * 2) {
        const part = stereo.subarray(at, Math.min(at + framesPerCall * 2, stereo.length));
        const view = new Float64Array(kernels.memory.buffer, buffer, part.length);
        view.set(part);
        kernels.call[`${prefix}_process`]!(state, params, buffer, part.length / 2, context);
        out.set(view, at);
      }
      allocator.free(buffer);
      return out;
    },
    processInContext(stereo, around = {}) {
      const { memory, call } = kernels;
      const doubles = new Float64Array(memory.buffer, context, 8);
      const words = new Int32Array(memory.buffer, context, 16);
      const view = new Float64Array(memory.buffer, quantum, 128);
      const keyView = new Float64Array(memory.buffer, key, 128);
      const out = new Float64Array(stereo.length);
      clock = around.frame ?? clock;
      doubles[0] = around.bpm ?? 120;
      words[4] = around.key ? key : 0;
      words[5] = around.seed ?? 1;
      words[6] = around.resource ?? 0;
      for (let at = 0; at < stereo.length; at += 128) {
        doubles[1] = clock;
        view.fill(0);
        view.set(stereo.subarray(at, at + 128));
        if (around.key) keyView.set(around.key.subarray(at, at + 128));
        call[`${prefix}_process`]!(state, params, quantum, 64, context);
        out.set(view.subarray(0, Math.min(128, stereo.length - at)), at);
        clock += 64;
      }
      return out;
    },
    rest: () => kernels.call[`${prefix}_at_rest`]!(state, params) !== 0,
    reset: () => void kernels.call[`${prefix}_reset`]!(state, sampleRate),
  };
}

/** Deterministic uniform noise in -1..1. */
export function noiseSource(seed: number): () => number {
  let x = seed >>> 0 || 1;
  return () => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return ((x >>> 0) / 2 ** 31 - 1) * 0.999;
  };
}

export function noise(frames: number, seed: number, amplitude = 1): Float64Array {
  const next = noiseSource(seed);
  return Float64Array.from({ length: frames * 2 }, () => next() * amplitude);
}

export function impulse(frames: number): Float64Array {
  const stereo = new Float64Array(frames * 2);
  stereo[0] = 1;
  stereo[1] = 1;
  return stereo;
}

/** Level in dB of one channel's transform at a frequency: exact for a response that has died away. */
export function responseDb(stereo: Float64Array, channel: 0 | 1, hz: number, sampleRate: number): number {
  const w = (2 * Math.PI * hz) / sampleRate;
  let re = 0;
  let im = 0;
  for (let n = 0; n < stereo.length / 2; n++) {
    const x = stereo[2 * n + channel]!;
    re += x * Math.cos(w * n);
    im -= x * Math.sin(w * n);
  }
  return 10 * Math.log10(re * re + im * im);
}

/** True peak in dBTP, 16x with 96 taps a phase: the filter that files are measured with. */
export function truePeakDb(stereo: Float64Array): number {
  const { call, memory } = kernels;
  const taps = 96;
  const state = allocator.allocate(call.truepeak_bytes!(16, taps));
  call.truepeak_reset!(state, 16, taps, 0);
  const padded = stereo.length / 2 + taps;
  const buffer = allocator.allocate(padded * 16);
  new Float64Array(memory.buffer, buffer, stereo.length).set(stereo);
  call.truepeak_process!(state, buffer, padded, 16);
  const [left, right] = new Float64Array(memory.buffer, state, 2);
  allocator.free(buffer);
  allocator.free(state);
  return 20 * Math.log10(Math.max(left!, right!));
}

/** Processes two effects of a kind through its `_pair` export, 512 frames a call. */
export function processPair(
  prefix: string,
  pair: readonly [EffectRun, EffectRun],
  inputs: readonly [Float64Array, Float64Array],
): Float64Array[] {
  const { call, memory } = kernels;
  const outputs = inputs.map((input) => new Float64Array(input.length));
  const buffers = inputs.map(() => allocator.allocate(512 * 16)) as [number, number];
  for (let at = 0; at < inputs[0].length; at += 1024) {
    const views = inputs.map((input, i) => {
      const part = input.subarray(at, at + 1024);
      const view = new Float64Array(memory.buffer, buffers[i], part.length);
      view.set(part);
      return view;
    });
    const [a, b] = [pair[0].at, pair[1].at];
    const frames = views[0]!.length / 2;
    call[`${prefix}_process_pair`]!(a.state, a.params, buffers[0], b.state, b.params, buffers[1], frames);
    views.forEach((view, i) => void outputs[i]!.set(view, at));
  }
  for (const buffer of buffers) allocator.free(buffer);
  return outputs;
}
