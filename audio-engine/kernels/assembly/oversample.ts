// A quantum at a higher rate: doubled stage by stage by half-band filters, worked on in place, and halved again. Linear
// phase; the whole way there and back takes a whole number of samples, so that a dry path can be put in line with it.
//
// State (i32 words): 0 stages · 1 frames kept to make the delay whole · 2 address of the high-rate frames, from the state
// · 4.. for each stage the offsets of its doubler and halver.
import { FRAME, QUANTUM } from './math';
import { halfband_bytes, halfband_double, halfband_halve, halfband_reset, halfband_taps } from './resampler-halfband';

const HEADER: usize = 64;
/** Sound up to here passes untouched where the rate allows it. */
const AUDIBLE_HZ: f64 = 20000;

/** Taps on one side of a stage's filter: the first is the steep one, the others only keep the base band clean. */
function tapsOf(stage: i32, rate: f64): i32 {
  const low = rate * <f64>(1 << stage);
  const guard = stage == 0 ? min(2 * AUDIBLE_HZ, 0.91 * rate) : rate;
  return halfband_taps(low, guard);
}

/** Samples at the high rate from in to out, before it is made whole. */
function rawDelay(stages: i32, rate: f64): i32 {
  let delay = 0;
  for (let k = 0; k < stages; k++) delay += (2 * tapsOf(k, rate) - 1) << (stages - k);
  return delay;
}

// @ts-ignore: decorator
@inline
function whole(bytes: i32): i32 {
  return (bytes + 15) & ~15;
}

/** Latency in samples of `stages` doublings (1..4) and back. */
export function oversampleLatency(stages: i32, rate: f64): i32 {
  return (rawDelay(stages, rate) + (1 << stages) - 1) >> stages;
}

export function oversampleBytes(stages: i32, rate: f64): i32 {
  let bytes = <i32>HEADER + ((QUANTUM << stages) + (1 << stages)) * <i32>FRAME;
  for (let k = 0; k < stages; k++) {
    const taps = tapsOf(k, rate);
    bytes += whole(halfband_bytes(taps, 2, QUANTUM << k)) + whole(halfband_bytes(taps, 2, QUANTUM << (k + 1)));
  }
  return bytes;
}

export function oversampleReset(state: usize, stages: i32, rate: f64): void {
  memory.fill(state, 0, <usize>oversampleBytes(stages, rate));
  const kept = ((1 << stages) - (rawDelay(stages, rate) & ((1 << stages) - 1))) & ((1 << stages) - 1);
  store<i32>(state, stages);
  store<i32>(state, kept, 4);
  store<i32>(state, <i32>HEADER, 8);
  const high = state + HEADER;
  let at = <i32>HEADER + ((QUANTUM << stages) + (1 << stages)) * <i32>FRAME;
  for (let k = 0; k < stages; k++) {
    const taps = tapsOf(k, rate);
    store<i32>(state + (<usize>k << 3), at, 16);
    halfband_reset(state + <usize>at, taps, 2, QUANTUM << k);
    at += whole(halfband_bytes(taps, 2, QUANTUM << k));
    store<i32>(state + (<usize>k << 3), at, 20);
    halfband_reset(state + <usize>at, taps, 2, QUANTUM << (k + 1));
    at += whole(halfband_bytes(taps, 2, QUANTUM << (k + 1)));
    // Primed with just so much silence that every quantum in gives a quantum out. The buffer is still all zeros.
    prime(state + <usize>load<i32>(state + (<usize>k << 3), 16), high, taps, QUANTUM << k, true);
    prime(state + <usize>load<i32>(state + (<usize>k << 3), 20), high, 2 * taps - 2, QUANTUM << (k + 1), false);
  }
}

function prime(stage: usize, silence: usize, frames: i32, room: i32, doubles: bool): void {
  for (let done = 0; done < frames; done += room) {
    const part = min(room, frames - done);
    if (doubles) halfband_double(stage, silence, part, silence);
    else halfband_halve(stage, silence, part, silence);
  }
}

/** Frames at the high rate that a quantum becomes. */
// @ts-ignore: decorator
@inline
export function oversampledFrames(state: usize): i32 {
  return QUANTUM << load<i32>(state);
}

/** Takes a quantum up; returns where its frames stand at the high rate, to be worked on in place. */
export function oversampleUp(state: usize, buffer: usize): usize {
  const stages = load<i32>(state);
  const high = state + HEADER + <usize>load<i32>(state, 4) * FRAME;
  for (let k = 0; k < stages; k++) {
    // A stage keeps its input before it writes: it may stand in the same place.
    halfband_double(state + <usize>load<i32>(state + (<usize>k << 3), 16), k == 0 ? buffer : high, QUANTUM << k, high);
  }
  return high;
}

/** Brings what stands at the high rate back down to a quantum. */
export function oversampleDown(state: usize, buffer: usize): void {
  const stages = load<i32>(state);
  const kept = load<i32>(state, 4);
  const high = state + HEADER;
  const between = high + <usize>kept * FRAME;
  let from = high;
  let frames = QUANTUM << stages;
  for (let k = stages - 1; k >= 0; k--) {
    const to = k == 0 ? buffer : between;
    const left = halfband_halve(state + <usize>load<i32>(state + (<usize>k << 3), 20), from, frames, to);
    // The frames that make the delay whole wait at the front for the next quantum; what was written reaches half as far.
    if (from == high && kept > 0) memory.copy(high, high + <usize>frames * FRAME, <usize>kept * FRAME);
    frames = left;
    from = to;
  }
}

/** Where a quantum's frames stand at the high rate, for what is made there and only brought down. */
// @ts-ignore: decorator
@inline
export function oversampleHigh(state: usize): usize {
  return state + HEADER + <usize>load<i32>(state, 4) * FRAME;
}
