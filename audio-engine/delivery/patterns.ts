/** Names of exported files from a pattern with fields: `{artist} - {title} ({format})`. */
import { safeFileName } from '../media/index.ts';

export const PATTERN_FIELDS = [
  'title',
  'artist',
  'album',
  'session',
  'track',
  'version',
  'what',
  'format',
  'rate',
  'isrc',
  'number',
  'date',
  'target',
] as const;
export type PatternField = (typeof PATTERN_FIELDS)[number];

const FIELD = /\{([a-z]+)\}/g;

/** Names in braces that are no field. */
export function unknownFields(pattern: string): string[] {
  return [...pattern.matchAll(FIELD)]
    .map((match) => match[1]!)
    .filter((name) => !(PATTERN_FIELDS as readonly string[]).includes(name));
}

/**
 * A file's name, without its ending, that every system takes. What stood about an empty field goes with it: empty
 * brackets, and dashes with nothing on one of their sides.
 */
export function fileNameFrom(
  pattern: string,
  fields: Readonly<Partial<Record<PatternField, string>>>,
): string {
  const filled = pattern.replace(
    FIELD,
    (whole, name: string) => fields[name as PatternField]?.trim() ?? whole,
  );
  const tidy = filled
    .replace(/\(\s*\)|\[\s*\]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/(?:\s[-–,_]+)+(?=\s[-–,_]+\s)/g, '')
    .replace(/^[\s\-–,_]+/, '')
    .replace(/[\s\-–,_]+$/, '');
  return safeFileName(tidy === '' ? 'Untitled' : tidy);
}

/** A plain name as a pattern: nothing in it is a field. */
export const plainPattern = (name: string): string => name.replace(/[{}]/g, '');
