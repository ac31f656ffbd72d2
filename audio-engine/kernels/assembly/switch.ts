// One stretch of a chain in place of another: both run side by side on the same input, the new one unheard until all its
// latency has passed, then a cross-fade of 20 ms. Without it the sound would go bare while the new stretch gets ready, or
// through both. The new stretch stands first in the chain: at its first insert the way forks, at its last the new sound
// is put by and the input goes on to the old stretch, at whose last insert the two join. Either stretch may be empty.
import { QUANTUM } from './math';
import { QUANTUM_BYTES, rampAdvance, rampEnd, rampSnap, rampTo } from './smooth';
import { copyQuantum } from './source';

// The same places as render/node-switch.ts: ramp (0 old, 1 new), target of it, quanta until the new stretch has its own
// sound, the fade in quanta, whether both sound in this quantum, where its fade begins; then the input, the new sound.
const RAMP: usize = 0;
const GOAL: usize = 32;
const WARMING: usize = 40;
const FADE: usize = 44;
const ACTIVE: usize = 48;
const FROM: usize = 56;
const INPUT: usize = 64;
const FRESH_SOUND: usize = INPUT + <usize>QUANTUM_BYTES;

export function switch_bytes(): i32 {
  return <i32>(FRESH_SOUND + <usize>QUANTUM_BYTES);
}

/** At the end at once: a run begins. */
export function switchFinish(block: usize): void {
  rampSnap(block + RAMP, load<f64>(block, GOAL));
  store<i32>(block, 0, WARMING);
  store<i32>(block, 0, ACTIVE);
}

/** Whether a stretch (1 the new one, 0 the old one) sounds or will sound. */
export function switchNeeds(block: usize, side: i32): bool {
  if (load<i32>(block, ACTIVE) != 0) return true;
  const now = load<f64>(block, RAMP);
  return now != load<f64>(block, GOAL) || (now == 1.0) == (side != 0);
}

export function switchFork(block: usize, buffer: usize): void {
  const goal = load<f64>(block, GOAL);
  const warming = load<i32>(block, WARMING);
  if (warming > 0 && goal == 1.0) store<i32>(block, warming - 1, WARMING);
  else rampTo(block + RAMP, goal, load<i32>(block, FADE));
  const from = load<f64>(block, RAMP);
  const end = rampEnd(block + RAMP);
  rampAdvance(block + RAMP, end);
  store<f64>(block, from, FROM);
  const active = from != goal || end != goal;
  store<i32>(block, active ? 1 : 0, ACTIVE);
  if (!active) return;
  copyQuantum(block + INPUT, buffer);
  // Where nothing comes, the input itself is the new sound.
  copyQuantum(block + FRESH_SOUND, buffer);
}

export function switchSplit(block: usize, buffer: usize): void {
  if (load<i32>(block, ACTIVE) == 0) return;
  copyQuantum(block + FRESH_SOUND, buffer);
  copyQuantum(buffer, block + INPUT);
}

export function switchJoin(block: usize, buffer: usize): void {
  if (load<i32>(block, ACTIVE) == 0) return;
  const from = load<f64>(block, FROM);
  const step = (load<f64>(block, RAMP) - from) / f64(QUANTUM);
  if (from == 0.0 && step == 0.0) return;
  for (let i = 1; i <= QUANTUM; i++) {
    const at = usize(i - 1) << 4;
    const old = v128.load(buffer + at);
    const amount = f64x2.splat(from + step * f64(i));
    v128.store(buffer + at, f64x2.add(old, f64x2.mul(f64x2.sub(v128.load(block + FRESH_SOUND + at), old), amount)));
  }
}
