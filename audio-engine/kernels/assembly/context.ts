// What a kernel may know beside its own sound, for one quantum. The block belongs to the insert's node; the plan
// fills it before every quantum.
//
// f64 0: tempo in beats a minute. f64 8: frames of the run before this quantum: what LFOs and noise are functions of,
// so that equal runs give equal samples. i32 16: the side-chain's quantum (interleaved stereo doubles, already in
// line with the insert's input), or 0 where nothing is chosen. i32 20: a number that differs from node to node and is
// the same in every run. i32 24: what was prepared from a file (an impulse response), or 0.

export const CONTEXT_BYTES: usize = 64;

// @ts-ignore: decorator
@inline
export function tempoOf(context: usize): f64 {
  return load<f64>(context);
}

// @ts-ignore: decorator
@inline
export function frameOf(context: usize): f64 {
  return load<f64>(context, 8);
}

// @ts-ignore: decorator
@inline
export function keyOf(context: usize): usize {
  return usize(load<i32>(context, 16));
}

// @ts-ignore: decorator
@inline
export function seedOf(context: usize): i32 {
  return load<i32>(context, 20);
}

// @ts-ignore: decorator
@inline
export function resourceOf(context: usize): usize {
  return usize(load<i32>(context, 24));
}
