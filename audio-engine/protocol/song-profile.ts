/** What a finished song is made of, in numbers: the master and its references are held against each other with it. */
import { z } from 'zod';

const level = z.number().nullable();

const figures = z.object({
  /** K-weighted, gated as BS.1770-5 where it is the whole song. */
  lufs: level,
  truePeakDbtp: level,
  /** Median over the stretch of the true peak of three seconds against their short-term loudness. */
  psrDb: level,
  /** RMS of the sides against that of the middle: 0 mono, 1 as much side as middle. */
  width: z.number(),
  /** Level of each of THIRD_OCTAVES_HZ, dBFS; pauses left out; null below the floor. */
  bandsDb: z.array(level),
});
export type ProfileFigures = z.infer<typeof figures>;

export const songProfileSchema = z.object({
  version: z.literal(1),
  sampleRate: z.number(),
  lengthSamples: z.number().int(),
  lraLu: z.number(),
  whole: figures,
  /** The loudest 30 s, or all of a shorter song, found on a grid of five seconds. */
  loudest: z.object({ startSample: z.number().int(), endSample: z.number().int(), figures }),
});
export type SongProfile = z.infer<typeof songProfileSchema>;

/** Bands a difference is told in, Hz. */
export const TONAL_BANDS = [
  { id: 'sub', lowHz: 20, highHz: 60 },
  { id: 'low', lowHz: 60, highHz: 200 },
  { id: 'low-mid', lowHz: 200, highHz: 500 },
  { id: 'mid', lowHz: 500, highHz: 2000 },
  { id: 'presence', lowHz: 2000, highHz: 6000 },
  { id: 'air', lowHz: 6000, highHz: 20_000 },
] as const;
export type TonalBand = (typeof TONAL_BANDS)[number]['id'];
