/** How a change of rate is divided: halvings or doublings where they are cheap, one steep conversion for the rest. */
import type { Kernels } from './load.ts';
import type { Allocator, Pointer } from './memory.ts';

/** Input frames the steep kernel takes at once. */
export const CHUNK_FRAMES = 1024;

export interface StagePlan {
  kind: 'halve' | 'double' | 'steep';
  fromRate: number;
  toRate: number;
  /** The lower of the whole conversion's rates: the band that must stay clean. */
  guardRate: number;
}

/** A half-band stage closer than this to the guarded band would need too many taps. */
const HALFBAND_ROOM = 1.05;

export function planStages(fromRate: number, toRate: number): StagePlan[] {
  const guardRate = Math.min(fromRate, toRate);
  const before: StagePlan[] = [];
  const after: StagePlan[] = [];
  let from = fromRate;
  let to = toRate;
  while (from % 2 === 0 && from / 2 >= to * HALFBAND_ROOM) {
    before.push({ kind: 'halve', fromRate: from, toRate: from / 2, guardRate });
    from /= 2;
  }
  while (to % 2 === 0 && to / 2 >= from * HALFBAND_ROOM) {
    after.unshift({ kind: 'double', fromRate: to / 2, toRate: to, guardRate });
    to /= 2;
  }
  return [...before, { kind: 'steep', fromRate: from, toRate: to, guardRate }, ...after];
}

/**
 * End of the flat band as a share of the lower rate: 20 kHz at 44.1 and 48 kHz, and as wide in proportion as at
 * 48 kHz above. Below 44.1 kHz what 44.1 kHz keeps.
 */
const passBand = (lowerRate: number): number => Math.min(0.454, Math.max(5 / 12, 20000 / lowerRate));

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** One stage for one or two channels: frames at an address in, frames at another out. */
export interface Stage {
  run(input: Pointer, frames: number, output: Pointer): number;
  /** Most frames it makes of so many. */
  most(frames: number): number;
  dispose(): void;
}

/** @param room most frames that one call brings. */
export function createStage(
  kernels: Kernels,
  allocator: Allocator,
  plan: StagePlan,
  channels: 1 | 2,
  room: number,
): Stage {
  const { call } = kernels;
  const { kind, fromRate, toRate, guardRate } = plan;
  let state: Pointer;
  if (kind === 'steep') {
    const common = divisor(fromRate, toRate);
    const up = toRate / common;
    const down = fromRate / common;
    const pass = passBand(Math.min(fromRate, toRate));
    state = allocator.allocate(call.resampler_bytes!(up, down, channels, pass));
    call.resampler_reset!(state, up, down, channels, pass);
  } else {
    const taps = call.halfband_taps!(Math.min(fromRate, toRate), guardRate);
    state = allocator.allocate(call.halfband_bytes!(taps, channels, room));
    call.halfband_reset!(state, taps, channels, room);
  }
  const work = { steep: call.resampler_process!, halve: call.halfband_halve!, double: call.halfband_double! }[
    kind
  ];
  return {
    run: (input, frames, output) => work(state, input, frames, output),
    most: (frames) => Math.ceil((frames * toRate) / fromRate) + 2,
    dispose: () => allocator.free(state),
  };
}
