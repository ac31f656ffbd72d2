/**
 * An album as it is written down: the songs in order, and what is done to them. One shape for the file that the command
 * line reads and for the album page. Paths are those of the machine it lies on.
 */
import { z } from 'zod';
import { isIsrc, isUpc } from '../session/index.ts';
import { albumWords } from '../words/index.ts';
import { type FileFormat, parseFormatSpec } from './formats.ts';

const text = z.string().max(256).default('');
const seconds = z.number().min(0).max(600);

const formatSchema = z.string().transform((spec, context): FileFormat => {
  const file = parseFormatSpec(spec);
  if (file) return file;
  context.addIssue({ code: 'custom', message: albumWords.wrong.format(spec) });
  return z.NEVER;
});

/** As labels write them, with hyphens and spaces, and as they are stored, without. */
const isrcSchema = z
  .string()
  .transform((code) => code.replace(/[\s-]/g, '').toUpperCase())
  .refine((code) => code === '' || isIsrc(code), albumWords.wrong.isrc)
  .default('');
const upcSchema = z
  .string()
  .transform((code) => code.replace(/[\s-]/g, ''))
  .refine((code) => code === '' || isUpc(code), albumWords.wrong.upc)
  .default('');

export const albumSongSchema = z
  .strictObject({
    /** An audio file, or a session's folder, whose master is rendered. */
    file: z.string().min(1).optional(),
    session: z.string().min(1).optional(),
    title: text,
    artist: text,
    composer: text,
    isrc: isrcSchema,
    /** Silence before this song. */
    gapSeconds: seconds.default(2),
    /** Null: from the file's first sample to its last. */
    startSeconds: seconds.max(36_000).nullable().default(null),
    endSeconds: seconds.max(36_000).nullable().default(null),
    fadeInSeconds: seconds.default(0),
    fadeOutSeconds: seconds.default(0),
    /** On top of what the album's loudness asks for, dB. */
    trimDb: z.number().min(-24).max(24).default(0),
  })
  .refine((song) => (song.file === undefined) !== (song.session === undefined), albumWords.wrong.source)
  .refine(
    ({ startSeconds, endSeconds }) => endSeconds === null || endSeconds > (startSeconds ?? 0),
    albumWords.wrong.ends,
  );

export const LOUDNESS_WAYS = ['album', 'track', 'as-is'] as const;
/**
 * `album`: one gain for all, so that what is quiet stays quiet; `track`: every song to the target; `as-is`: nothing is
 * turned up or down.
 */
export type LoudnessWay = (typeof LOUDNESS_WAYS)[number];

export const albumSchema = z.strictObject({
  title: text,
  artist: text,
  genre: text,
  date: z
    .string()
    .regex(/^(\d{4}(-\d{2}(-\d{2})?)?)?$/)
    .default(''),
  copyright: text,
  upc: upcSchema,
  /** A JPEG or PNG. */
  artwork: z.string().min(1).nullable().default(null),
  loudness: z.enum(LOUDNESS_WAYS).default('album'),
  /** LUFS of the whole album, or of every song. */
  targetLufs: z.number().min(-40).max(-4).default(-14),
  ceilingDbtp: z.number().min(-12).max(0).default(-1),
  /** 0 leaves every song's tone alone; 1 brings it all the way to the album's middle, at most 2 dB in any band. */
  tone: z.number().min(0).max(1).default(0),
  sampleRate: z.number().int().min(44_100).max(192_000).nullable().default(null),
  /** Files of every song: `wav24`, `flac16`, `mp3-320`... */
  formats: z
    .array(formatSchema)
    .max(16)
    .default([{ format: 'wav', bits: '24' }]),
  /** `{number} {title}` and the like; without the ending. */
  pattern: z.string().min(1).max(200).default('{number} {title}'),
  /** All songs and gaps in one file, with a cue sheet. */
  oneFile: z.boolean().default(false),
  /** A DDP 2.00 image for a plant, 16 bit at 44.1 kHz. */
  ddp: z.boolean().default(false),
  songs: z.array(albumSongSchema).min(1).max(99),
});
/** As a person or a window writes it: what is left out has its default. */
export type AlbumWritten = z.input<typeof albumSchema>;
export type AlbumSongWritten = z.input<typeof albumSongSchema>;

const failure = z.object({
  code: z.string(),
  sentence: z.string(),
  nextStep: z.string(),
  detail: z.string().optional(),
});

/** The window's album is kept as it is typed, also while it is not right yet; `problem` says what is wrong. */
export const albumStateSchema = z.object({
  /** The file it stands in, which the command line can take. */
  path: z.string(),
  album: z.record(z.string(), z.json()),
  problem: failure.nullable(),
});
export type AlbumState = z.infer<typeof albumStateSchema>;

const path = z.string().min(1).max(4096);

export const albumInvokes = {
  'album.get': [z.object({}), albumStateSchema],
  'album.set': [z.object({ album: z.record(z.string(), z.json()) }), albumStateSchema],
  /** Makes the album that is kept; the job's result is an `AlbumMade`. */
  'album.make': [z.object({ folder: path, replace: z.boolean() }), z.object({ jobId: z.string() })],
  /** Writes a report of the master, an .html or .pdf file. */
  'report.make': [z.object({ path, check: z.boolean() }), z.object({ jobId: z.string() })],
} as const satisfies Record<string, readonly [z.ZodType, z.ZodType]>;

const figure = z.number().nullable();

/** Of what an album has become, what a window shows. */
export const albumMadeSchema = z.object({
  songs: z.array(
    z.object({
      number: z.number(),
      title: z.string(),
      startSeconds: z.number(),
      lengthSeconds: z.number(),
      beforeLufs: figure,
      gainLu: figure,
      toneDb: z.number(),
      measurement: z.object({ integratedLufs: figure, truePeakDbtp: figure, loudnessRangeLu: z.number() }),
      files: z.array(z.object({ path: z.string(), format: z.string() })),
    }),
  ),
  lufs: figure,
  spreadLu: figure,
  files: z.array(z.string()),
  notices: z.array(z.string()),
});
export type AlbumMade = z.infer<typeof albumMadeSchema>;
