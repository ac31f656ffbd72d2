/**
 * The file formats of an export and their settings: one table that the dialog, the command line and the encoders
 * read. Lossless formats have bits; lossy ones a bitrate or a quality.
 */
import { z } from 'zod';
import { formatWords } from '../words/index.ts';

export const FORMAT_NAMES = ['wav', 'aiff', 'flac', 'mp3', 'aac', 'vorbis', 'opus'] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

export const MP3_RATES = [320, 256, 224, 192, 160, 128, 'v0', 'v2'] as const;
export const AAC_RATES = [320, 256, 192, 160, 128, 96] as const;
export const OPUS_RATES = [320, 256, 192, 160, 128, 96, 64] as const;
/** Vorbis qualities by their usual numbers; any step of 0.1 is allowed. */
export const VORBIS_QUALITIES = [10, 9, 8, 7, 6, 5, 4, 2] as const;

/** Kilobits a second; `v0` and `v2` let LAME spend what a passage needs. */
export type Mp3Rate = (typeof MP3_RATES)[number];

export const fileFormatSchema = z.discriminatedUnion('format', [
  z.object({ format: z.literal('wav'), bits: z.enum(['16', '24', '32f']) }),
  z.object({ format: z.literal('aiff'), bits: z.enum(['16', '24', '32f']) }),
  z.object({ format: z.literal('flac'), bits: z.enum(['16', '24']) }),
  z.object({ format: z.literal('mp3'), kbps: z.literal([...MP3_RATES]) }),
  z.object({ format: z.literal('aac'), kbps: z.literal([...AAC_RATES]) }),
  z.object({ format: z.literal('vorbis'), quality: z.number().min(-1).max(10) }),
  z.object({ format: z.literal('opus'), kbps: z.literal([...OPUS_RATES]) }),
]);
export type FileFormat = z.infer<typeof fileFormatSchema>;
export type LosslessFormat = Extract<FileFormat, { bits: string }>;

export const EXTENSIONS: Record<FormatName, string> = {
  wav: 'wav',
  aiff: 'aif',
  flac: 'flac',
  mp3: 'mp3',
  aac: 'm4a',
  vorbis: 'ogg',
  opus: 'opus',
};

export function isLossless(file: FileFormat): file is LosslessFormat {
  return 'bits' in file;
}

/** Sample rates that an export offers, in Hz. */
export const EXPORT_RATES = [44100, 48000, 88200, 96000, 176400, 192000] as const;

/** The rate a file of this format has, when `sampleRate` is asked for: lossy formats stop at 48 kHz. */
export function fileRate({ format }: FileFormat, sampleRate: number): number {
  switch (format) {
    case 'opus':
      return 48000;
    case 'mp3':
    case 'aac':
    case 'vorbis':
      if (sampleRate === 32000 || sampleRate === 44100 || sampleRate === 48000) return sampleRate;
      return sampleRate % 44100 === 0 ? 44100 : 48000;
    default:
      return sampleRate;
  }
}

/** `wav24`, `flac16`, `mp3-320`, `mp3-v0`, `aac-256`, `vorbis-8`, `opus-160`: what the command line takes. */
export function formatSpec(file: FileFormat): string {
  if (isLossless(file)) return `${file.format}${file.bits}`;
  return `${file.format}-${file.format === 'vorbis' ? file.quality : file.kbps}`;
}

const ALIASES: Record<string, FormatName> = { aif: 'aiff', m4a: 'aac', ogg: 'vorbis' };
/** What a bare name means. */
export const USUAL: Record<FormatName, FileFormat> = {
  wav: { format: 'wav', bits: '24' },
  aiff: { format: 'aiff', bits: '24' },
  flac: { format: 'flac', bits: '24' },
  mp3: { format: 'mp3', kbps: 320 },
  aac: { format: 'aac', kbps: 256 },
  vorbis: { format: 'vorbis', quality: 8 },
  opus: { format: 'opus', kbps: 160 },
};

/** Reads what `formatSpec` writes, and the formats' other names; null for anything else. */
export function parseFormatSpec(text: string): FileFormat | null {
  const spec = text.trim().toLowerCase();
  const name = [...FORMAT_NAMES, ...Object.keys(ALIASES)].find((known) => spec.startsWith(known));
  if (!name) return null;
  const format = ALIASES[name] ?? (name as FormatName);
  const setting = spec.slice(name.length).replace(/^-?q?/, '');
  if (setting === '') return USUAL[format];
  const number = /^\d+(\.\d+)?$/.test(setting) ? Number(setting) : setting;
  const parsed = fileFormatSchema.safeParse({ format, bits: setting, kbps: number, quality: number });
  return parsed.success ? parsed.data : null;
}

/** `44100`, `44.1k` and `44.1kHz`, as people write them; null for what is no rate that a file can be asked for. */
function parseRate(text: string): number | null {
  const found = /^(\d+(?:\.\d+)?)\s*(k?)(?:hz)?$/.exec(text.trim().toLowerCase());
  if (!found) return null;
  const rate = Math.round(Number(found[1]) * (found[2] ? 1000 : 1));
  return rate >= 8000 && rate <= 384000 ? rate : null;
}

/** A file with a rate of its own, `wav24@96000`, or at the rate that is meant for all: `wav24`. */
export interface FileSpec {
  file: FileFormat;
  /** Null: the rate that is meant for all. */
  sampleRate: number | null;
}

export function fileSpec({ file, sampleRate }: FileSpec): string {
  return sampleRate === null ? formatSpec(file) : `${formatSpec(file)}@${sampleRate}`;
}

/** Reads what `fileSpec` writes; null also for a rate that the format cannot have. */
export function parseFileSpec(text: string): FileSpec | null {
  const [format = '', rate, more] = text.split('@');
  const file = parseFormatSpec(format);
  const sampleRate = rate === undefined ? null : parseRate(rate);
  if (!file || more !== undefined || (rate !== undefined && sampleRate === null)) return null;
  return sampleRate !== null && fileRate(file, sampleRate) !== sampleRate ? null : { file, sampleRate };
}

/** `WAV 24 bit`, `MP3 320 kbps`, `Ogg Vorbis q8`. */
export function formatTitle(file: FileFormat): string {
  if (isLossless(file)) return formatWords.lossless(file.format, file.bits);
  return file.format === 'vorbis'
    ? formatWords.quality(file.format, file.quality)
    : formatWords.bitrate(file.format, file.kbps);
}
