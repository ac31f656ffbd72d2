/** Peak to short-term loudness (PSR; Shepherd, Grimm and others, AES 143 e-Brief 373, 2017). */

const WINDOW_SECONDS = 3;
/** Below this a song is fading or silent, and what its peaks stand above is no dynamics of it. */
export const PSR_QUIET_LUFS = -60;

/**
 * The highest peak of the last three seconds above their loudness, dB, step by step; NaN where there is less than 3 s, or
 * it is quieter than `quietLufs`.
 * @param peaksDb of each step.
 */
export function psrOver(
  peaksDb: ArrayLike<number>,
  shortTermLufs: Float32Array,
  stepSeconds: number,
  quietLufs = PSR_QUIET_LUFS,
): Float32Array {
  const window = Math.round(WINDOW_SECONDS / stepSeconds);
  const count = Math.min(peaksDb.length, shortTermLufs.length);
  const psr = new Float32Array(count).fill(Number.NaN);
  for (let at = window - 1; at < count; at++) {
    const lufs = shortTermLufs[at]!;
    if (!(lufs > quietLufs)) continue;
    let peakDb = -Infinity;
    for (let i = at - window + 1; i <= at; i++) peakDb = Math.max(peakDb, peaksDb[i]!);
    psr[at] = peakDb - lufs;
  }
  return psr;
}
