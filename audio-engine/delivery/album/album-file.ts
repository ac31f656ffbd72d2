/**
 * An album as a person writes it down: a JSON file beside its songs. Paths in it start where it lies. Everything in it
 * is checked here, with the place that is wrong.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { type FileFormat, formatSpec, parseFormatSpec } from '../../protocol/index.ts';
import { albumWords, ThresholdError } from '../../words/index.ts';
import { isIsrc, isUpc } from './codes.ts';

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

const songSchema = z
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

const albumSchema = z.strictObject({
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
  songs: z.array(songSchema).min(1).max(99),
});

export type AlbumSong = Omit<z.output<typeof songSchema>, 'file' | 'session'> & {
  /** Absolute. */
  path: string;
  from: 'file' | 'session';
};

export type Album = Omit<z.output<typeof albumSchema>, 'songs' | 'artwork'> & {
  songs: AlbumSong[];
  /** Absolute. */
  artwork: string | null;
};

/** Checks what a JSON file or a window says of an album; throws a ThresholdError that names the first wrong place. */
export function parseAlbum(value: unknown, folder: string): Album {
  const parsed = albumSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new ThresholdError(albumWords.invalid(placeOf(issue.path), issue.message));
  }
  const { songs, artwork, ...rest } = parsed.data;
  const found = (path: string): string => {
    const full = resolve(folder, path);
    if (!existsSync(full)) throw new ThresholdError(albumWords.missing(full));
    return full;
  };
  return {
    ...rest,
    artwork: artwork === null ? null : found(artwork),
    songs: songs.map(({ file, session, ...song }) => ({
      ...song,
      path: found(file ?? session ?? ''),
      from: file === undefined ? 'session' : 'file',
    })),
  };
}

/** `songs.2.isrc` counts from 0; people count songs from 1. */
function placeOf(path: readonly PropertyKey[]): string {
  const [first, second, ...rest] = path.map(String);
  if (first === 'songs' && second !== undefined)
    return [albumWords.song(Number(second) + 1), ...rest].join(', ');
  return path.map(String).join('.') || albumWords.theAlbum;
}

export function readAlbum(path: string): Album {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new ThresholdError(albumWords.unreadable(path, String(error)), { cause: error });
  }
  return parseAlbum(value, dirname(resolve(path)));
}

/** The formats in the words of the album's file. */
export function formatNames(album: Album): string[] {
  return album.formats.map(formatSpec);
}
