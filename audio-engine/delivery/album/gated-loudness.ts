/**
 * Loudness of several pieces as one programme: the gates of BS.1770-5 over all their 400 ms blocks. Blocks that would
 * reach from one piece into the next are left out.
 */
import type { LoudnessHistory } from '../../measure/index.ts';

const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = 10;
/** A block of 400 ms is whole from the fourth step of 100 ms on. */
const FIRST_WHOLE_BLOCK = 3;

const power = (lufs: number): number => 10 ** (lufs / 10); // measured, not a sample
const mean = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0) / values.length;

/** LUFS; null where nothing is louder than −70 LUFS. */
export function gatedLoudness(pieces: readonly LoudnessHistory[]): number | null {
  const blocks = pieces
    .flatMap(({ momentaryLufs }) => [...momentaryLufs.subarray(FIRST_WHOLE_BLOCK)])
    .filter((lufs) => lufs > ABSOLUTE_GATE_LUFS);
  if (blocks.length === 0) return null;
  const gate = 10 * Math.log10(mean(blocks.map(power))) - RELATIVE_GATE_LU; // measured, not a sample
  return 10 * Math.log10(mean(blocks.filter((lufs) => lufs > gate).map(power))); // measured, not a sample
}
