/**
 * Services that play or take music, and what they do to a master: their rules as data, and the report of what was
 * measured on this one.
 */
import { z } from 'zod';

const lufs = z.number().min(-40).max(0);

export const gainRuleSchema = z.discriminatedUnion('kind', [
  /** Played as it is. */
  z.strictObject({ kind: z.literal('none') }),
  /** Turned down where it is louder; never up. `upUnknown`: sources disagree on the latter. */
  z.strictObject({ kind: z.literal('down'), lufs, upUnknown: z.boolean() }),
  /** Down where it is louder; up only as far as its true peak reaches `peakDbtp`. */
  z.strictObject({ kind: z.literal('up-to-peak'), lufs, peakDbtp: z.number().min(-12).max(0) }),
  /** Always to the level; a limiter takes the peaks. */
  z.strictObject({ kind: z.literal('limited'), lufs }),
  /** Nothing is turned: it is delivered at this level or sent back. */
  z.strictObject({
    kind: z.literal('spec'),
    lufs,
    toleranceLu: z.number().min(0).max(6),
    maxShortTermLufs: lufs.nullable(),
  }),
]);
export type GainRule = z.infer<typeof gainRuleSchema>;

export const serviceSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,48}$/),
  name: z.string().min(1).max(64),
  kind: z.enum(['music', 'sale', 'disc', 'broadcast', 'video', 'podcast', 'norm']),
  rule: gainRuleSchema,
  /** How songs of an album are levelled: each by itself, all by the album's loudness, all by its loudest song. */
  album: z.enum(['none', 'album', 'loudest']),
  limiter: z
    .strictObject({
      samplePeakDbfs: z.number().min(-12).max(0),
      attackMs: z.number().min(0.1).max(100),
      releaseMs: z.number().min(1).max(2000),
    })
    .nullable(),
  /** What its level is measured on: the full programme, or the dialogue in it. */
  gate: z.enum(['full', 'dialogue']),
  /** What it plays, the one most people hear first, as formats are written: `vorbis-9`, `aac-256`, `flac-24`. */
  codecs: z.array(z.string().min(1).max(16)).min(1).max(8),
  /** What a master for it aims at; null where it has no level. `loudCeilingDbtp` holds above `lufs`. */
  master: z
    .strictObject({
      lufs,
      ceilingDbtp: z.number().min(-12).max(0),
      loudCeilingDbtp: z.number().min(-12).max(0).nullable(),
    })
    .nullable(),
  /** What can be handed in. */
  accepts: z.string().max(200),
  /** What a person should know. */
  note: z.string().max(400),
  source: z.string().min(1).max(200),
  /** P its own page, S the document itself, V measured, T trade press, K general knowledge. */
  grade: z.enum(['P', 'S', 'V', 'T', 'K']),
  /** Year and month in which it was last read. */
  asOf: z.string().regex(/^\d{4}-\d{2}$/),
  /** Stands in the short list. */
  panel: z.boolean(),
});
export type Service = z.infer<typeof serviceSchema>;

/** Of a song, what its gain depends on. */
export interface PlayedFigures {
  integratedLufs: number | null;
  truePeakDbtp: number | null;
  samplePeakDbfs: number | null;
}

/** Of an album: its loudness as one programme, and that of each song. */
export interface Album {
  integratedLufs: number | null;
  songsLufs: readonly number[];
}

export const playbackGainSchema = z.object({
  gainDb: z.number(),
  /** What it would have been raised further, had its peaks left room. */
  heldDb: z.number(),
  /** The service's limiter works on it. */
  limited: z.boolean(),
  /** Where it must be delivered at a level: how far above it this is. */
  offLu: z.number().nullable(),
});
export type PlaybackGain = z.infer<typeof playbackGainSchema>;

const figure = z.number().nullable();
const failure = z.object({
  code: z.string(),
  sentence: z.string(),
  nextStep: z.string(),
  detail: z.string().optional(),
});

/** One codec's round trip, measured on what its decoder gave back. */
export const codecResultSchema = z.object({
  /** As formats are written: `aac-256`. */
  spec: z.string(),
  title: z.string(),
  lossless: z.boolean(),
  /** Which program encoded; null for lossless ones, which change nothing that is measured here. */
  encoder: z.string().nullable(),
  truePeakDbtp: figure,
  samplePeakDbfs: figure,
  integratedLufs: figure,
  /** Bits a second that it came to, in thousands. */
  kbps: figure,
  /** Above this next to nothing is left; null where nothing is missing. */
  edgeHz: figure,
  /** Level by third octave against the master, dB; null where there is nothing. */
  changeDb: z.array(figure),
  /** Samples by which the decoded sound is late; 0 is right, null where it was not to be found. */
  lagSamples: figure,
  /** What was decoded, beside the session; null where it could not be made. */
  file: z.string().nullable(),
  failure: failure.nullable(),
});
export type CodecResult = z.infer<typeof codecResultSchema>;

export const servicePlaySchema = z.object({
  id: z.string(),
  gain: playbackGainSchema,
  /** The most its limiter takes; null without one. */
  limiterDb: figure,
  /** The master as it plays it, where that is more than a gain. */
  file: z.string().nullable(),
  /** Where its limiter works: what it makes of each codec, by their specs. */
  through: z
    .array(z.object({ spec: z.string(), truePeakDbtp: figure, file: z.string().nullable() }))
    .default([]),
});
export type ServicePlay = z.infer<typeof servicePlaySchema>;

/** What a lower ceiling would do: tried, not guessed. */
export const ceilingTrySchema = z.object({
  ceilingDbtp: z.number(),
  /** Codecs still above full scale with it. */
  over: z.array(z.string()),
  /** Loudness it takes. */
  costLu: z.number(),
  /** The master at this ceiling. */
  file: z.string().nullable(),
});
export type CeilingTry = z.infer<typeof ceilingTrySchema>;

export const matrixCellSchema = z.object({
  system: z.string(),
  codec: z.string(),
  /** How much louder the vocal stands against the backing than in the master, dB. */
  vocalDb: figure,
  /** What becomes of 20 to 120 Hz against the whole, dB. */
  lowDb: figure,
});
export type MatrixCell = z.infer<typeof matrixCellSchema>;

export const matrixSchema = z.object({
  systems: z.array(z.object({ id: z.string(), name: z.string(), file: z.string().nullable() })),
  /** `stems`: the lead vocals against all else; `band`: no such track, so 300 Hz to 4 kHz stand for the vocal. */
  vocal: z.enum(['stems', 'band']),
  vocalTracks: z.array(z.string()),
  cells: z.array(matrixCellSchema),
});
export type TranslationMatrix = z.infer<typeof matrixSchema>;

export const servicesReportSchema = z.object({
  /** What it was made of; the same text, the same master. */
  key: z.string(),
  sampleRate: z.number(),
  lengthSamples: z.number(),
  measured: z.object({
    integratedLufs: figure,
    truePeakDbtp: figure,
    samplePeakDbfs: figure,
    plrDb: figure,
    loudnessRangeLu: z.number(),
    maxShortTermLufs: figure,
  }),
  /** The master itself, beside the session. */
  file: z.string().nullable(),
  plays: z.array(servicePlaySchema),
  codecs: z.array(codecResultSchema),
  ceiling: ceilingTrySchema.nullable(),
  matrix: matrixSchema.nullable(),
  notices: z.array(z.string()),
});
export type ServicesReport = z.infer<typeof servicesReportSchema>;
