/** What a comparison of two moments of a session found: the result of a `compare` job. */
import { z } from 'zod';

/** Nominal third-octave centres, Hz (IEC 61260-1). */
export const THIRD_OCTAVES_HZ = [
  25, 31.5, 40, 50, 63, 80, 100, 125, 160, 200, 250, 315, 400, 500, 630, 800, 1000, 1250, 1600, 2000, 2500,
  3150, 4000, 5000, 6300, 8000, 10000, 12500, 16000,
] as const;

/** Null where there is nothing to measure. */
const figures = z.object({
  lufs: z.number().nullable(),
  peakDbfs: z.number().nullable(),
  correlation: z.number(),
  /** Sides against the middle: RMS of (l − r) over that of (l + r), dB; null where one of them is silent. */
  sideDb: z.number().nullable(),
  /** Level of each of THIRD_OCTAVES_HZ, dBFS; null below the floor. */
  bandsDb: z.array(z.number().nullable()),
});

export const comparedStripSchema = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string(),
  kind: z.enum(['track', 'bus', 'mix']),
  /** Null where the strip is not there at that moment. */
  a: figures.nullable(),
  b: figures.nullable(),
  /** No sample differs. */
  identical: z.boolean(),
});

export const comparisonSchema = z.object({
  /** In mixer order, the mix last. */
  strips: z.array(comparedStripSchema),
  sampleRate: z.number(),
  lengthSamples: z.number(),
  /** Loudness of the mixes, b minus a, LU: what matching takes away. Null where one is silent. */
  byLu: z.number().nullable(),
  /** What is left of A minus B, as they are and with the louder turned down to the other. */
  difference: z.object({
    identical: z.boolean(),
    lufs: z.number().nullable(),
    matchedLufs: z.number().nullable(),
  }),
  /** The renders inside the session folder: float WAV, the master as it leaves. */
  files: z.object({ a: z.string(), b: z.string() }),
  notices: z.array(z.string()),
});

export type StripFigures = z.infer<typeof figures>;
export type ComparedStrip = z.infer<typeof comparedStripSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;
