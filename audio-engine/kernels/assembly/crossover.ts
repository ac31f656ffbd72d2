// Linkwitz-Riley crossovers of fourth order as state-variable filters: two Butterworth sections each way, whose sum is
// the second-order all-pass of the same corner, so bands recombine without a dip. Trapezoidal state-variable filters
// (A. Simper, "SvfLinearTrapOptimised2", Cytomic) stay stable while a corner is dragged. S. Linkwitz, JAES 24(1), 1976.
import { FRAME, QUANTUM, settle } from './math';

// A crossover: a1, a2, a3 as doubles, then the states (two v128 each) of the shared first section, the second low-pass,
// the second high-pass, and the all-pass that stands in for the crossover where a lower band passes it by.
const FIRST: usize = 32;
const LOW: usize = 64;
const HIGH: usize = 96;
const ALL_PASS: usize = 128;
export const CROSSOVER_BYTES: usize = 160;

/** 1/Q of a Butterworth section. */
// @ts-ignore: decorator
@inline const DAMPING: f64 = 1.4142135623730950488;

/** Coefficients a1, a2, a3 of a state-variable filter at `hz` with damping `k` = 1/Q. */
export function tuneStateVariable(at: usize, hz: f64, k: f64, sampleRate: f64): void {
  const g = Math.tan((Math.PI * hz) / sampleRate);
  const a1 = 1 / (1 + g * (g + k));
  store<f64>(at, a1);
  store<f64>(at, g * a1, 8);
  store<f64>(at, g * g * a1, 16);
}

export function tuneCrossover(crossover: usize, hz: f64, sampleRate: f64): void {
  tuneStateVariable(crossover, hz, DAMPING, sampleRate);
}

export function clearCrossover(crossover: usize): void {
  memory.fill(crossover + FIRST, 0, CROSSOVER_BYTES - FIRST);
}

/** Splits a quantum into what lies below and above; `input` may be one of the two. */
export function splitQuantum(crossover: usize, input: usize, low: usize, high: usize): void {
  const a1 = v128.load64_splat(crossover), a2 = v128.load64_splat(crossover, 8), a3 = v128.load64_splat(crossover, 16);
  const k = f64x2.splat(DAMPING);
  let s1 = v128.load(crossover, FIRST), s2 = v128.load(crossover, FIRST + 16);
  let l1 = v128.load(crossover, LOW), l2 = v128.load(crossover, LOW + 16);
  let h1 = v128.load(crossover, HIGH), h2 = v128.load(crossover, HIGH + 16);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    const x = v128.load(input + i);
    let v3 = f64x2.sub(x, s2);
    let v1 = f64x2.add(f64x2.mul(a1, s1), f64x2.mul(a2, v3));
    let v2 = f64x2.add(s2, f64x2.add(f64x2.mul(a2, s1), f64x2.mul(a3, v3)));
    s1 = f64x2.sub(f64x2.add(v1, v1), s1);
    s2 = f64x2.sub(f64x2.add(v2, v2), s2);
    const below = v2;
    const above = f64x2.sub(f64x2.sub(x, f64x2.mul(k, v1)), v2);
    v3 = f64x2.sub(below, l2);
    v1 = f64x2.add(f64x2.mul(a1, l1), f64x2.mul(a2, v3));
    v2 = f64x2.add(l2, f64x2.add(f64x2.mul(a2, l1), f64x2.mul(a3, v3)));
    l1 = f64x2.sub(f64x2.add(v1, v1), l1);
    l2 = f64x2.sub(f64x2.add(v2, v2), l2);
    v128.store(low + i, v2);
    v3 = f64x2.sub(above, h2);
    v1 = f64x2.add(f64x2.mul(a1, h1), f64x2.mul(a2, v3));
    v2 = f64x2.add(h2, f64x2.add(f64x2.mul(a2, h1), f64x2.mul(a3, v3)));
    h1 = f64x2.sub(f64x2.add(v1, v1), h1);
    h2 = f64x2.sub(f64x2.add(v2, v2), h2);
    v128.store(high + i, f64x2.sub(f64x2.sub(above, f64x2.mul(k, v1)), v2));
  }
  v128.store(crossover, settle(s1), FIRST);
  v128.store(crossover, settle(s2), FIRST + 16);
  v128.store(crossover, settle(l1), LOW);
  v128.store(crossover, settle(l2), LOW + 16);
  v128.store(crossover, settle(h1), HIGH);
  v128.store(crossover, settle(h2), HIGH + 16);
}

/** The phase of this crossover alone, in place: what a band that it does not split needs to stay in line. */
export function allPassQuantum(crossover: usize, buffer: usize): void {
  const a1 = v128.load64_splat(crossover), a2 = v128.load64_splat(crossover, 8), a3 = v128.load64_splat(crossover, 16);
  const twice = f64x2.splat(2 * DAMPING);
  let s1 = v128.load(crossover, ALL_PASS), s2 = v128.load(crossover, ALL_PASS + 16);
  for (let at = buffer; at < buffer + <usize>QUANTUM * FRAME; at += FRAME) {
    const x = v128.load(at);
    const v3 = f64x2.sub(x, s2);
    const v1 = f64x2.add(f64x2.mul(a1, s1), f64x2.mul(a2, v3));
    const v2 = f64x2.add(s2, f64x2.add(f64x2.mul(a2, s1), f64x2.mul(a3, v3)));
    s1 = f64x2.sub(f64x2.add(v1, v1), s1);
    s2 = f64x2.sub(f64x2.add(v2, v2), s2);
    v128.store(at, f64x2.sub(x, f64x2.mul(twice, v1)));
  }
  v128.store(crossover, settle(s1), ALL_PASS);
  v128.store(crossover, settle(s2), ALL_PASS + 16);
}

/** A band-pass of unity at its centre, from coefficients and two v128 of state. */
export function bandPassQuantum(coefficients: usize, k: f64, state: usize, input: usize, output: usize): void {
  const a1 = v128.load64_splat(coefficients), a2 = v128.load64_splat(coefficients, 8), a3 = v128.load64_splat(coefficients, 16);
  const damping = f64x2.splat(k);
  let s1 = v128.load(state), s2 = v128.load(state, 16);
  for (let i: usize = 0; i < <usize>QUANTUM * FRAME; i += FRAME) {
    const v3 = f64x2.sub(v128.load(input + i), s2);
    const v1 = f64x2.add(f64x2.mul(a1, s1), f64x2.mul(a2, v3));
    const v2 = f64x2.add(s2, f64x2.add(f64x2.mul(a2, s1), f64x2.mul(a3, v3)));
    s1 = f64x2.sub(f64x2.add(v1, v1), s1);
    s2 = f64x2.sub(f64x2.add(v2, v2), s2);
    v128.store(output + i, f64x2.mul(damping, v1));
  }
  v128.store(state, settle(s1));
  v128.store(state, settle(s2), 16);
}

/** Whether no section of the crossover rings any more. */
export function crossoverRests(crossover: usize): bool {
  let any = v128.load(crossover, FIRST);
  for (let at = crossover + FIRST; at < crossover + CROSSOVER_BYTES; at += 16) any = v128.or(any, v128.load(at));
  return !v128.any_true(any);
}
