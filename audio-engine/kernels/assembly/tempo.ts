// Note values as times: beats are quarter notes.
import { tempoOf } from './context';

/** Tempo in beats a minute, within what music has; 120 where there is none. */
export function bpmOf(context: usize): f64 {
  if (context == 0) return 120;
  const bpm = tempoOf(context);
  return bpm >= 10 && bpm <= 1000 ? bpm : 120;
}

/**
 * Beats of a delay's note value: 0 is 1/32, then triplet, straight and dotted of 1/16, 1/8, 1/4 and 1/2, 13 is 1/1. A
 * triplet is two thirds of its note, a dotted one half as long again.
 */
export function noteBeats(index: i32): f64 {
  if (index <= 0) return 0.125;
  if (index >= 13) return 4;
  const straight = 0.25 * <f64>(1 << ((index - 1) / 3));
  const kind = (index - 1) % 3;
  return kind == 0 ? (straight * 2) / 3 : kind == 1 ? straight : straight * 1.5;
}

/** Beats of a sweep: 0 is 1/16, each next one twice as long, to 4 bars of four beats at 6. */
export function sweepBeats(index: i32): f64 {
  return 0.25 * <f64>(1 << min(max(index, 0), 6));
}
