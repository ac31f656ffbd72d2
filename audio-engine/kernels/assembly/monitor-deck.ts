// The reference deck: two slots that files are streamed into, either in step with the song or by a clock of their own,
// heard in place of the mix. A slot is heard only once it has been read far enough, so that a change never gaps: until
// then what is heard goes on. The audio thread waits for nothing here.
import { FRAME, QUANTUM } from './math';
import { QUANTUM_BYTES, faderGain, quantaOf, rampAdvance, rampEnd, rampSnap, rampTo } from './smooth';

const FADE_SECONDS: f64 = 0.01;

// Int32 words: which is wanted (0 mix, 1 and 2 the slots; control), which is heard (audio), whether the transport ran
// in the quantum before, the fade in quanta. The same places as render/deck-block.ts.
const WANTED: usize = 0;
const HEARD: usize = 4;
const PLAYED: usize = 8;
const FADE: usize = 12;
const MIX: usize = 32;
const OUTPUT: usize = 64;
const SLOTS: usize = OUTPUT + <usize>QUANTUM_BYTES;

// A slot: a feed block (plan-layout.ts), then int32 words and its gain.
const RING_POINTER: usize = 0;
const RING_MASK: usize = 4;
const FILLED_UNTIL: usize = 12;
/** Control counts what it loads; disk says which of them stands in the ring. */
const GENERATION: usize = 64;
const READY: usize = 68;
/** 1: a clock of its own. */
const OWN: usize = 72;
/** Disk: the first quantum of the ring that holds what it should. */
const VALID_FROM: usize = 76;
/** Audio: the quantum it reads next; how often its own clock went back to 0; disk: for which of them it has read. */
const CLOCK: usize = 80;
const RESTARTS: usize = 84;
const RESTARTS_READY: usize = 88;
const GAIN_DB: usize = 96;
const GAIN: usize = 104;
const SLOT_BYTES: usize = 192;

export function deck_bytes(): i32 {
  return <i32>(SLOTS + 2 * SLOT_BYTES);
}

/** Prepares a zeroed block; only while the audio thread is parked. */
export function deck_init(deck: usize, sampleRate: f64): void {
  store<i32>(deck, 0, WANTED);
  store<i32>(deck, 0, HEARD);
  store<i32>(deck, 0, PLAYED);
  store<i32>(deck, quantaOf(FADE_SECONDS, sampleRate), FADE);
  rampSnap(deck + MIX, 1.0);
  rampSnap(deck + SLOTS + GAIN, 0.0);
  rampSnap(deck + SLOTS + SLOT_BYTES + GAIN, 0.0);
}

// @ts-ignore: decorator
@inline function slotOf(deck: usize, heard: i32): usize { return deck + SLOTS + <usize>(heard - 1) * SLOT_BYTES; }

function isReady(slot: usize): bool {
  const clock = load<i32>(slot, CLOCK);
  return atomic.load<i32>(slot + READY) == atomic.load<i32>(slot + GENERATION) &&
    atomic.load<i32>(slot + RESTARTS_READY) == load<i32>(slot, RESTARTS) &&
    clock >= atomic.load<i32>(slot + VALID_FROM) && clock < atomic.load<i32>(slot + FILLED_UNTIL);
}

function restart(slot: usize): void {
  if (load<i32>(slot, CLOCK) == 0) return;
  store<i32>(slot, 0, CLOCK);
  atomic.add<i32>(slot + RESTARTS, 1);
}

/** Adds a slot's quantum to the output, from one gain to another. */
function add(output: usize, slot: usize, from: f64, to: f64): void {
  const ring = <usize>load<i32>(slot, RING_POINTER) + <usize>(load<i32>(slot, CLOCK) & load<i32>(slot, RING_MASK)) * <usize>QUANTUM_BYTES;
  for (let i = 1; i <= QUANTUM; i++) {
    const at = <usize>(i - 1) * FRAME;
    const gain = f64x2.splat(from + (to - from) * (f64(i) / f64(QUANTUM)));
    v128.store(output + at, f64x2.add(v128.load(output + at), f64x2.mul(v128.load(ring + at), gain)));
  }
}

/**
 * One quantum: gives the address of what is heard, which is that of `mix` itself while nothing else is. `held`: the
 * quantum will be dropped at the head of the run, so that clocks of their own stand still.
 */
export function deckQuantum(deck: usize, mix: usize, quantum: i32, playing: bool, held: bool): usize {
  const wanted = atomic.load<i32>(deck + WANTED);
  const played = load<i32>(deck, PLAYED) != 0;
  // A run that begins anew, after a stop or elsewhere.
  const starts = playing && (!played || quantum == 0);
  const stops = played && !playing;
  store<i32>(deck, playing ? 1 : 0, PLAYED);
  for (let s = 1; s <= 2; s++) {
    const slot = slotOf(deck, s);
    if (load<i32>(slot, OWN) == 0) store<i32>(slot, quantum, CLOCK);
    else if (starts) restart(slot);
  }
  let heard = load<i32>(deck, HEARD);
  const settled = !playing && !stops;
  if (wanted != heard && (wanted == 0 || settled || isReady(slotOf(deck, wanted)))) heard = wanted;
  store<i32>(deck, heard, HEARD);
  const fade = load<i32>(deck, FADE);
  if (settled) rampSnap(deck + MIX, heard == 0 ? 1.0 : 0.0);
  else rampTo(deck + MIX, heard == 0 ? 1.0 : 0.0, fade);
  const m0 = load<f64>(deck + MIX), m1 = rampEnd(deck + MIX);
  rampAdvance(deck + MIX, m1);
  const output = deck + OUTPUT;
  const straight = m0 == 1.0 && m1 == 1.0;
  let any = false;
  for (let s = 1; s <= 2; s++) {
    const slot = slotOf(deck, s);
    const gain = slot + GAIN;
    const goal = heard == s ? faderGain(load<f64>(slot, GAIN_DB)) : 0.0;
    if (settled) rampSnap(gain, goal);
    else rampTo(gain, goal, fade);
    const g0 = load<f64>(gain), g1 = rampEnd(gain);
    rampAdvance(gain, g1);
    if ((g0 != 0.0 || g1 != 0.0) && !settled) {
      if (!any) mixed(output, mix, m0, m1);
      any = true;
      // What is not there is silence; sources stop within a quantum.
      if (isReady(slot) && !held) {
        add(output, slot, g0, stops ? 0.0 : g1);
        if (load<i32>(slot, OWN) != 0 && playing) store<i32>(slot, load<i32>(slot, CLOCK) + 1, CLOCK);
      }
    } else if (load<i32>(slot, OWN) != 0 && heard != s) restart(slot);
  }
  if (any) return output;
  if (straight) return mix;
  mixed(output, mix, m0, m1);
  return output;
}

function mixed(output: usize, mix: usize, from: f64, to: f64): void {
  for (let i = 1; i <= QUANTUM; i++) {
    const at = <usize>(i - 1) * FRAME;
    v128.store(output + at, f64x2.mul(v128.load(mix + at), f64x2.splat(from + (to - from) * (f64(i) / f64(QUANTUM)))));
  }
}
