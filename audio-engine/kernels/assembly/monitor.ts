// The control room: what the listener's speakers get of the master, of a reference in its place, and of what is listened
// to, through the playback system that is chosen. It stands behind the plan and outside the document; every control is
// a gain between the two channels, glides in 10 ms, and with all of them neutral the master passes as it is, to the bit.
import { QUANTUM } from './math';
import { deckQuantum } from './monitor-deck';
import { deltaQuantum } from './monitor-delta';
import { QUANTUM_BYTES, RAMP_BYTES, faderGain, quantaOf, rampAdvance, rampEnd, rampSnap, rampTo } from './smooth';
import { copyQuantum } from './source';
import { systemQuantum } from './system';

const GLIDE_SECONDS: f64 = 0.01;

// Monitor block, f64 by index. Targets of the control thread:
const MONO: usize = 0;
/** 0 both, 1 left, 2 right, 3 what differs between them, on both sides. */
const SOLO: usize = 1;
const SWAP: usize = 2;
const MUTE: usize = 3;
/** Dim, level and trim together. */
const LEVEL_DB: usize = 4;
/** 1 while something is listened to: it is heard at LISTEN_DB, over the mix at MIX_DB. */
const LISTENING: usize = 5;
const LISTEN_DB: usize = 6;
const MIX_DB: usize = 7;
// Int32 words: the control thread counts its changes; the kernel keeps which it knows, and the glide in quanta (0: it
// has not run yet).
const VERSION: usize = 64;
const KNOWN: usize = 68;
const GLIDE: usize = 72;
/** Addresses of the reference deck and of the playback systems; 0 where there is none. */
const DECK: usize = 76;
const SYSTEM: usize = 80;
/** Address of what an insert changes (monitor-delta.ts), or 0. */
const DELTA: usize = 84;
// Ramps: left and right to the left speaker, left and right to the right one, the mix, what is listened to.
const RAMPS: usize = 128;
const RAMP_COUNT: usize = 6;

export function monitor_bytes(): i32 {
  return <i32>(RAMPS + RAMP_COUNT * RAMP_BYTES);
}

/** Prepares a zeroed block; its first quantum takes the targets at once. */
export function monitor_init(monitor: usize, sampleRate: f64): void {
  store<i32>(monitor, -quantaOf(GLIDE_SECONDS, sampleRate), GLIDE);
  store<i32>(monitor, load<i32>(monitor, VERSION) - 1, KNOWN);
}

// @ts-ignore: decorator
@inline function target(monitor: usize, index: usize): f64 { return load<f64>(monitor + (index << 3)); }

// @ts-ignore: decorator
@inline function ramp(monitor: usize, index: usize): usize { return monitor + RAMPS + index * RAMP_BYTES; }

function aim(monitor: usize, index: usize, goal: f64, quanta: i32): void {
  if (quanta > 0) rampTo(ramp(monitor, index), goal, quanta);
  else rampSnap(ramp(monitor, index), goal);
}

function takeTargets(monitor: usize, listen: usize): void {
  const version = atomic.load<i32>(monitor + VERSION);
  if (version == load<i32>(monitor, KNOWN)) return;
  store<i32>(monitor, version, KNOWN);
  const quanta = load<i32>(monitor, GLIDE);
  if (quanta < 0) store<i32>(monitor, -quanta, GLIDE);
  // Rows are speakers, columns the channels they get.
  let ll = 1.0;
  let lr = 0.0;
  let rl = 0.0;
  let rr = 1.0;
  if (target(monitor, SWAP) != 0.0) { ll = 0.0; lr = 1.0; rl = 1.0; rr = 0.0; }
  const solo = target(monitor, SOLO);
  if (solo == 1.0) { rl = 0.0; rr = 0.0; }
  else if (solo == 2.0) { ll = 0.0; lr = 0.0; }
  else if (solo == 3.0) {
    ll = 0.5 * (ll - rl); lr = 0.5 * (lr - rr);
    rl = ll; rr = lr;
  }
  if (target(monitor, MONO) != 0.0) {
    ll = 0.5 * (ll + rl); lr = 0.5 * (lr + rr);
    rl = ll; rr = lr;
  }
  const level = target(monitor, MUTE) != 0.0 ? 0.0 : faderGain(target(monitor, LEVEL_DB));
  // A plan without what is listened to leaves the mix as it is.
  const listening = target(monitor, LISTENING) != 0.0 && listen != 0;
  aim(monitor, 0, ll * level, quanta);
  aim(monitor, 1, lr * level, quanta);
  aim(monitor, 2, rl * level, quanta);
  aim(monitor, 3, rr * level, quanta);
  aim(monitor, 4, listening ? faderGain(target(monitor, MIX_DB)) : 1.0, quanta);
  aim(monitor, 5, listening ? faderGain(target(monitor, LISTEN_DB)) : 0.0, quanta);
}

// @ts-ignore: decorator
@inline
function between(from: f64, to: f64, part: f64): f64 {
  return from + (to - from) * part;
}

/** One quantum of `mix`, and of `listen` where it is not 0, into `out`. */
function quantum(monitor: usize, mix: usize, listen: usize, out: usize): void {
  takeTargets(monitor, listen);
  const a0 = load<f64>(ramp(monitor, 0)), a1 = rampEnd(ramp(monitor, 0));
  const b0 = load<f64>(ramp(monitor, 1)), b1 = rampEnd(ramp(monitor, 1));
  const c0 = load<f64>(ramp(monitor, 2)), c1 = rampEnd(ramp(monitor, 2));
  const d0 = load<f64>(ramp(monitor, 3)), d1 = rampEnd(ramp(monitor, 3));
  const m0 = load<f64>(ramp(monitor, 4)), m1 = rampEnd(ramp(monitor, 4));
  const s0 = load<f64>(ramp(monitor, 5)), s1 = rampEnd(ramp(monitor, 5));
  rampAdvance(ramp(monitor, 0), a1);
  rampAdvance(ramp(monitor, 1), b1);
  rampAdvance(ramp(monitor, 2), c1);
  rampAdvance(ramp(monitor, 3), d1);
  rampAdvance(ramp(monitor, 4), m1);
  rampAdvance(ramp(monitor, 5), s1);
  if (m0 == 1.0 && m1 == 1.0 && ((s0 == 0.0 && s1 == 0.0) || listen == 0)) copyQuantum(out, mix);
  else {
    for (let i = 1; i <= QUANTUM; i++) {
      const at = usize(i - 1) << 4;
      const part = f64(i) / f64(QUANTUM);
      let x = f64x2.mul(v128.load(mix + at), f64x2.splat(between(m0, m1, part)));
      if (listen != 0) x = f64x2.add(x, f64x2.mul(v128.load(listen + at), f64x2.splat(between(s0, s1, part))));
      v128.store(out + at, x);
    }
  }
  // Before the level, so that a speaker strains as much as the programme makes it, however loud the room is set.
  const system = <usize>load<i32>(monitor, SYSTEM);
  if (system != 0) systemQuantum(system, out);
  if (a0 == 1.0 && a1 == 1.0 && d0 == 1.0 && d1 == 1.0 && b0 == 0.0 && b1 == 0.0 && c0 == 0.0 && c1 == 0.0) return;
  for (let i = 1; i <= QUANTUM; i++) {
    const at = usize(i - 1) << 4;
    const part = f64(i) / f64(QUANTUM);
    const left = load<f64>(out + at);
    const right = load<f64>(out + at, 8);
    store<f64>(out + at, between(a0, a1, part) * left + between(b0, b1, part) * right);
    store<f64>(out + at, between(c0, c1, part) * left + between(d0, d1, part) * right, 8);
  }
}

/**
 * `first`: the run's quantum that `mix` begins with; `playing`: the transport runs; `held`: quanta at the start of this
 * call that are dropped at the head of the run.
 */
export function monitor_process(monitor: usize, mix: usize, listen: usize, out: usize, quanta: i32, first: i32, playing: i32, held: i32): void {
  const deck = <usize>load<i32>(monitor, DECK);
  const delta = <usize>load<i32>(monitor, DELTA);
  for (let i = 0; i < quanta; i++) {
    const at = usize(i * QUANTUM_BYTES);
    const own = delta == 0 ? mix + at : deltaQuantum(delta, mix + at, i);
    const heard = deck == 0 ? own : deckQuantum(deck, own, first + i, playing != 0, i < held);
    quantum(monitor, heard, listen == 0 ? 0 : listen + at, out + at);
  }
}
