/** The loudness scale of bars and history: -30 to -4 LUFS, linear. */
export const LOUDNESS_TOP = -4;
export const LOUDNESS_BOTTOM = -30;
export const LOUDNESS_MARKS = [-6, -12, -18, -24, -30] as const;

/** Height 0..1 from the bottom. */
export function loudnessPosition(lufs: number): number {
  if (!(lufs > LOUDNESS_BOTTOM)) return 0;
  return Math.min(1, (lufs - LOUDNESS_BOTTOM) / (LOUDNESS_TOP - LOUDNESS_BOTTOM));
}
