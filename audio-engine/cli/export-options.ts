/** What `render` and `master` share of their options. */
import { extname } from 'node:path';
import type { ExportOptions } from '../protocol/index.ts';
import { cliWords } from '../words/index.ts';
import { type Arguments, type OptionSpec, UsageError } from './arguments.ts';

const words = cliWords.usageError;

export const fileOptions = {
  output: { short: 'o', value: 'FILE', help: cliWords.help.output },
  bits: { value: '16|24|32f', help: cliWords.help.bits },
} satisfies Record<string, OptionSpec>;

export function bitsOf(args: Arguments): ExportOptions['bits'] {
  return args.oneOf('bits', ['16', '24', '32f']) ?? '24';
}

/** The format that the file's ending names. */
export function formatOf(path: string): ExportOptions['format'] {
  const ending = extname(path).toLowerCase();
  if (ending === '.wav') return 'wav';
  if (ending === '.flac') return 'flac';
  throw new UsageError(words.ending(path));
}

/** `--from` and `--to` in samples; null without them. */
export function rangeOf(args: Arguments, sampleRate: number): ExportOptions['range'] {
  const [from, to] = [args.number('from'), args.number('to')];
  if (from === undefined && to === undefined) return null;
  if (from === undefined || to === undefined || from < 0) throw new UsageError(words.fromTo);
  const range = { startSample: Math.round(from * sampleRate), endSample: Math.round(to * sampleRate) };
  if (range.endSample <= range.startSample) throw new UsageError(words.fromTo);
  return range;
}
