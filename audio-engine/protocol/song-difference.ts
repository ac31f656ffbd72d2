/** Where two songs differ, in numbers a person can use: by band, both made equally loud where the ear is keenest. */
import { THIRD_OCTAVES_HZ } from './comparison.ts';
import { type ProfileFigures, TONAL_BANDS, type TonalBand } from './song-profile.ts';

/** What is neither bass nor air carries how loud a song seems: levels are held against it (200 Hz to 2 kHz). */
const LEVEL_LOW_HZ = 200;
const LEVEL_HIGH_HZ = 2000;

export type ThirdOctaves = readonly (number | null)[];

const power = (db: number | null | undefined): number => (db == null ? 0 : 10 ** (db / 10));
const decibels = (value: number): number => 10 * Math.log10(value);

/** Third octaves with the mean of 200 Hz to 2 kHz at 0 dB; null where there is nothing. */
export function levelled(bandsDb: readonly (number | null)[]): (number | null)[] {
  let sum = 0;
  let count = 0;
  THIRD_OCTAVES_HZ.forEach((hz, n) => {
    const db = bandsDb[n];
    if (hz < LEVEL_LOW_HZ || hz > LEVEL_HIGH_HZ || db == null) return;
    sum += db;
    count++;
  });
  const mean = count > 0 ? sum / count : 0;
  return bandsDb.map((db) => (db == null ? null : db - mean));
}

/** Mine minus theirs by band, dB; null where either is silent. */
export function tonalDifference(
  mine: ProfileFigures,
  theirs: ProfileFigures,
): { id: TonalBand; lowHz: number; highHz: number; db: number | null }[] {
  const a = levelled(mine.bandsDb);
  const b = levelled(theirs.bandsDb);
  return TONAL_BANDS.map(({ id, lowHz, highHz }) => {
    let own = 0;
    let other = 0;
    THIRD_OCTAVES_HZ.forEach((hz, n) => {
      if (hz < lowHz || hz >= highHz) return;
      own += power(a[n]);
      other += power(b[n]);
    });
    return { id, lowHz, highHz, db: own > 0 && other > 0 ? decibels(own / other) : null };
  });
}

/** What a system takes from a stretch of the spectrum of a song, dB, against what it does from 500 Hz to 2 kHz. */
export function bandLossDb(
  bandsDb: readonly (number | null)[],
  response: (hz: number) => number,
  lowHz: number,
  highHz: number,
): number | null {
  let before = 0;
  let after = 0;
  THIRD_OCTAVES_HZ.forEach((hz, n) => {
    if (hz < lowHz || hz >= highHz) return;
    const own = power(bandsDb[n]);
    before += own;
    after += own * 10 ** (response(hz) / 10);
  });
  return before > 0 && after > 0 ? decibels(before / after) : null;
}
