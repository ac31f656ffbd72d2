/** What `render` and `master` share: which files, where, under which names, with which tags. */
import { basename, dirname, extname } from 'node:path';
import { plainPattern } from '../delivery/index.ts';
import {
  DITHERS,
  EXTENSIONS,
  type ExportPlace,
  type ExportRequest,
  type FileFormat,
  type FileSpec,
  formatSpec,
  formatTitle,
  isLossless,
  parseFileSpec,
  parseFormatSpec,
  type SongVersion,
  USUAL,
  VERSIONS,
  type WantedFile,
} from '../protocol/index.ts';
import { releaseSchema, type SessionDocument } from '../session/index.ts';
import { cliWords } from '../words/index.ts';
import { type Arguments, type OptionSpec, UsageError } from './arguments.ts';
import type { Context } from './command.ts';

const words = cliWords.usageError;

export const fileOptions = {
  output: { short: 'o', value: 'FILE|DIR', help: cliWords.help.output },
  format: { value: 'LIST', help: cliWords.help.format },
  bits: { value: '16|24|32f', help: cliWords.help.bits },
  rate: { value: 'HZ', help: cliWords.help.rate },
  dither: { value: DITHERS.join('|'), help: cliWords.help.dither },
  pattern: { value: 'TEXT', help: cliWords.help.pattern },
  tags: { value: 'KEY=VALUE …', many: true, help: cliWords.help.tags },
  lower: { help: cliWords.help.lower },
  overwrite: { help: cliWords.help.overwrite },
  'no-proof': { help: cliWords.help.noProof },
} satisfies Record<string, OptionSpec>;

export const songOptions = {
  versions: { value: 'LIST', help: cliWords.help.versions },
  sets: { value: 'LIST', help: cliWords.help.sets },
} satisfies Record<string, OptionSpec>;

const listOf = (text: string | undefined): string[] =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** The files: by `--format`, or the one that the output's ending names. */
export function filesOf(args: Arguments): WantedFile[] {
  const dither = args.oneOf('dither', DITHERS) ?? 'tpdf';
  const sampleRate = args.number('rate') ?? null;
  const formats = listOf(args.text('format'));
  if (formats.length > 0)
    return formats.map((spec) => {
      const called = formatCalled(spec);
      return { file: called.file, sampleRate: called.sampleRate ?? sampleRate, dither };
    });
  // Sets bring their own files.
  if (args.has('sets')) return [];
  const output = args.text('output');
  if (output === undefined) return [{ file: bitsIn(USUAL.wav, args), sampleRate, dither }];
  return [{ file: bitsIn(formatByEnding(output), args), sampleRate, dither }];
}

/** `wav24`, or with a rate of its own `wav24@96000`. */
function formatCalled(spec: string): FileSpec {
  const called = parseFileSpec(spec);
  if (called) return called;
  const [format = '', rate = ''] = spec.split('@');
  const file = parseFormatSpec(format);
  if (file) throw new UsageError(words.formatRate(formatTitle(file), rate));
  throw new UsageError(words.format(spec, Object.values(USUAL).map(formatSpec)));
}

function formatByEnding(path: string): FileFormat {
  const ending = extname(path).toLowerCase().slice(1);
  const known = ending === 'aiff' ? 'aif' : ending;
  const name = Object.entries(EXTENSIONS).find(([, extension]) => extension === known)?.[0];
  if (!name) throw new UsageError(words.ending(path));
  return USUAL[name as FileFormat['format']];
}

function bitsIn(file: FileFormat, args: Arguments): FileFormat {
  const bits = args.oneOf('bits', ['16', '24', '32f']);
  if (bits === undefined || !isLossless(file)) return file;
  if (file.format === 'flac') {
    if (bits === '32f') throw new UsageError(words.flacFloat);
    return { format: 'flac', bits };
  }
  return { format: file.format, bits };
}

/** A file that was named is meant; names from a pattern never replace anything unless that is asked for. */
export function placeOf(args: Arguments, context: Context): ExportPlace {
  const output = args.text('output') ?? '.';
  const path = context.path(output);
  const pattern = args.text('pattern');
  if (args.has('format') || args.has('sets') || pattern !== undefined) {
    // A folder called master.wav is what nobody means.
    const ending = extname(output).slice(1).toLowerCase();
    if (Object.values(EXTENSIONS).includes(ending)) throw new UsageError(words.folderWanted(output));
    return {
      folder: path,
      pattern: pattern ?? usualPattern(filesOf(args)),
      ifThere: args.has('overwrite') ? 'replace' : 'number',
    };
  }
  return {
    folder: dirname(path),
    pattern: plainPattern(basename(path, extname(path))) || 'Untitled',
    ifThere: 'replace',
  };
}

/** Files of one format at several rates carry the rate in their names. */
function usualPattern(files: readonly WantedFile[]): string {
  const formats = new Set(files.map(({ file }) => formatSpec(file)));
  return `{artist} - {title} {what} ({format}${formats.size < files.length ? ' {rate}' : ''})`;
}

export function versionsOf(args: Arguments): SongVersion[] {
  const wanted = listOf(args.text('versions'));
  if (wanted.length === 0) return ['full'];
  return wanted.map((name) => {
    const found = VERSIONS.find((version) => version === name);
    if (!found) throw new UsageError(words.oneOf('--versions', VERSIONS, name));
    return found;
  });
}

/** What both sorts of export ask for alike. */
export function exportRequest(
  args: Arguments,
  context: Context,
): Pick<ExportRequest, 'files' | 'sets' | 'place' | 'versions' | 'overshoot' | 'proof'> {
  return {
    files: filesOf(args),
    sets: listOf(args.text('sets')),
    place: placeOf(args, context),
    versions: versionsOf(args),
    overshoot: args.has('lower') ? 'lower' : 'say',
    proof: !args.has('no-proof'),
  };
}

/** `--tags title=… artist=…` over what the session's release says; for this export only. */
export function tagsOf(args: Arguments): Record<string, string | number> {
  const tags: Record<string, string | number> = {};
  for (const word of args.all('tags')) {
    const at = word.indexOf('=');
    if (at < 1) throw new UsageError(words.tag(word));
    const [key, value] = [word.slice(0, at), word.slice(at + 1)];
    tags[key] = key === 'trackNumber' ? Number(value) : value;
  }
  const known = releaseSchema.omit({ artwork: true, targetName: true }).partial().safeParse(tags);
  if (!known.success)
    throw new UsageError(words.tag(String(known.error.issues[0]?.path[0] ?? Object.keys(tags)[0])));
  return tags;
}

export function withTags(document: SessionDocument, args: Arguments): SessionDocument {
  return { ...document, release: { ...document.release, ...tagsOf(args) } };
}

/** `--from` and `--to` in samples; null without them. */
export function rangeOf(args: Arguments, sampleRate: number): ExportRequest['range'] {
  const [from, to] = [args.number('from'), args.number('to')];
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined || from < 0) throw new UsageError(words.fromTo);
  const range = { startSample: Math.round(from * sampleRate), endSample: Math.round(to * sampleRate) };
  if (range.endSample <= range.startSample) throw new UsageError(words.fromTo);
  return range;
}
