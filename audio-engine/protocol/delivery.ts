/** What an export is asked for: which sound, which files of it, where, under which names. */
import { z } from 'zod';
import { fileFormatSchema } from './formats.ts';

const sample = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);

/** `tpdf`: plain; `shaped`: to 16 bits at 44.1 or 48 kHz the noise is moved to where hearing is weakest. */
export const DITHERS = ['tpdf', 'shaped'] as const;
export type Dither = (typeof DITHERS)[number];

export const wantedFileSchema = z.object({
  file: fileFormatSchema,
  /** Null keeps the session's rate. Lossy formats stop at 48 kHz. */
  sampleRate: z.number().int().min(8000).max(384000).nullable(),
  dither: z.enum(DITHERS).default('tpdf'),
});
export type WantedFile = z.infer<typeof wantedFileSchema>;

/**
 * `premaster`: the sum before the master strip; `mix`: with the master's chain, without its limiter; `master`: with the
 * limiter; `stems`: the parts of the mix.
 */
export const EXPORT_KINDS = ['master', 'mix', 'premaster', 'stems'] as const;
export type ExportKind = (typeof EXPORT_KINDS)[number];

/** The whole song, or without its voices, or with nothing else. */
export const VERSIONS = ['full', 'instrumental', 'acapella'] as const;
export type SongVersion = (typeof VERSIONS)[number];

export const stemsSchema = z.object({
  /** A file for each track, or for each strip that goes into the master: groups, returns, tracks of their own. */
  by: z.enum(['tracks', 'groups']),
  /** Before the master's chain, where the stems add up to the mix, or each through the chain. */
  chain: z.enum(['before', 'through']),
  /** Reverbs and delays: files of their own, inside each stem, or left out. */
  returns: z.enum(['own', 'inside', 'none']),
});
export type StemOptions = z.infer<typeof stemsSchema>;

export const placeSchema = z.object({
  folder: z.string().min(1).max(4096),
  /** A file's name without its ending, with fields: `{artist} - {title} ({format})`. */
  pattern: z.string().min(1).max(200),
  /** A name that is taken gets a number, or its file is replaced because that was asked for. */
  ifThere: z.enum(['number', 'replace']),
});
export type ExportPlace = z.infer<typeof placeSchema>;

export const exportOptionsSchema = z.object({
  what: z.enum(EXPORT_KINDS),
  files: z.array(wantedFileSchema).max(24),
  /** Names of sets (assets/delivery-sets.json): their files, artwork and sheet, each in a folder of its own. */
  sets: z.array(z.string().min(1).max(64)).max(16).default([]),
  place: placeSchema,
  /** Null exports at the level the chain gives. */
  target: z
    .object({ name: z.string().nullable(), lufs: z.number().nullable(), ceilingDbtp: z.number() })
    .nullable(),
  range: z.object({ startSample: sample, endSample: sample }).nullable(),
  versions: z.array(z.enum(VERSIONS)).min(1).max(3).default(['full']),
  stems: stemsSchema.nullable().default(null),
  /** A lossy file whose peaks go over full scale when it is decoded: only said, or encoded anew a little lower. */
  overshoot: z.enum(['say', 'lower']).default('say'),
  /** Writes `<file>.proof.json` beside each file. */
  proof: z.boolean().default(true),
});
export type ExportRequest = z.input<typeof exportOptionsSchema>;
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

const level = z.number().nullable();
export const measuredSchema = z.object({
  integratedLufs: level,
  loudnessRangeLu: level,
  maxMomentaryLufs: level,
  maxShortTermLufs: level,
  truePeakDbtp: level,
  samplePeakDbfs: level.optional(),
  plrDb: level,
  correlation: level,
  durationSeconds: z.number(),
  sampleRate: z.number(),
  channels: z.number(),
  bitDepth: level.optional(),
});

/** One finished file, as it is told to a person and written into its proof. */
export const exportedFileSchema = z.object({
  path: z.string(),
  /** The stem it is; null for a whole song. */
  name: z.string().nullable(),
  version: z.enum(VERSIONS),
  file: fileFormatSchema,
  dither: z.enum(DITHERS),
  /** The set it belongs to. */
  set: z.string().nullable(),
  sizeBytes: z.number(),
  sha256: z.string(),
  /** Of a lossless file exactly its samples; of a lossy one what a decoder gives back. */
  measurement: measuredSchema,
  lossy: z
    .object({
      /** What encoded it. */
      encoder: z.string(),
      /** False where nothing here can decode it: the figures are then those of what went in. */
      decoded: z.boolean(),
      /** What went in. */
      sourceTruePeakDbtp: level,
      /** How far it was turned down before encoding. */
      loweredDb: z.number(),
      /** How far it would have to be turned down to stay below full scale; 0 where it does. */
      lowerByDb: z.number(),
    })
    .nullable(),
  proof: z.string().nullable(),
});
export type ExportedFile = z.infer<typeof exportedFileSchema>;

/** A folder of files, artwork and a sheet as a service or distributor wants them. */
export const deliverySetSchema = z.object({
  name: z.string().min(1).max(64),
  /** Whom it is for, in one sentence. */
  purpose: z.string(),
  files: z.array(wantedFileSchema).min(1).max(8),
  artwork: z.object({
    required: z.boolean(),
    leastPixels: z.number().int(),
    mostPixels: z.number().int(),
    kinds: z.array(z.enum(['jpeg', 'png'])),
  }),
  sheet: z.enum(['csv', 'json', 'both']),
  /** Tags without which it is sent back. */
  needs: z.array(
    z.enum([
      'title',
      'artist',
      'album',
      'albumArtist',
      'composer',
      'genre',
      'date',
      'copyright',
      'isrc',
      'upc',
    ]),
  ),
  source: z.string(),
  /** Year and month in which it was last read. */
  asOf: z.string().regex(/^\d{4}-\d{2}$/),
});
export type DeliverySet = z.infer<typeof deliverySetSchema>;

/** What a picture for a release is found to be; `faults` are sentences. */
export const artworkReportSchema = z.object({
  path: z.string(),
  kind: z.enum(['jpeg', 'png']).nullable(),
  width: z.number(),
  height: z.number(),
  sizeBytes: z.number(),
  faults: z.array(z.string()),
});
export type ArtworkReport = z.infer<typeof artworkReportSchema>;

/** What stands beside an export, so that it can be made again and told apart. */
export const proofSchema = z.object({
  proof: z.literal(1),
  /** The program that wrote it. */
  program: z.object({ name: z.string(), version: z.string() }),
  createdAt: z.string(),
  fileName: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  sizeBytes: z.number(),
  session: z.object({
    id: z.string(),
    name: z.string(),
    revision: z.number().int().nullable(),
    /** SHA-256 over the part of the document that sounds or is written into files. */
    document: z.string(),
    /** From the file's folder to the session's, with forward slashes. */
    folder: z.string(),
  }),
  options: exportOptionsSchema,
  file: wantedFileSchema,
  version: z.enum(VERSIONS),
  stem: z.object({ stripId: z.string(), name: z.string() }).nullable(),
  set: z.string().nullable(),
  /** The final limiter as it ran. */
  limiter: z.object({ gainDb: z.number(), ceilingDbtp: z.number() }).nullable(),
  /** The master's inserts in their order, with every parameter that is not at its default. */
  chain: z.array(
    z.object({ kind: z.string(), bypassed: z.boolean(), parameters: z.record(z.string(), z.number()) }),
  ),
  measurement: measuredSchema,
  lossy: exportedFileSchema.shape.lossy,
});
export type Proof = z.infer<typeof proofSchema>;

/** `identical`: byte for byte; `sound`: every sample, but not what is written beside them; `different`: neither. */
export const VERDICTS = ['identical', 'sound', 'different'] as const;
export const proofReportSchema = z.object({
  path: z.string(),
  verdict: z.enum(VERDICTS),
  /** The file is still the one that was exported. */
  untouched: z.boolean(),
  /** The largest difference of a sample, dBFS; null where there is none or it was not measured. */
  differenceDb: z.number().nullable(),
  /** Where the first different sample is, in seconds. */
  firstSeconds: z.number().nullable(),
  /** What differs between then and now, one sentence each. */
  differences: z.array(z.string()),
});
export type ProofReport = z.infer<typeof proofReportSchema>;
