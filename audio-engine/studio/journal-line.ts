/**
 * One line of the journal: a step with the patches there and back, and a CRC-32 over the line without it, so that
 * a torn or damaged line is known as one.
 */
import { crc32 } from 'node:zlib';
import type { DocumentPatch } from '../session/index.ts';

/** Steps that studio itself writes; all others are commands of the document. */
export const UNDO = 'studio.undo';
export const REDO = 'studio.redo';
export const RESTORE = 'studio.restore';

export interface JournalLine {
  rev: number;
  /** ISO 8601, UTC. */
  time: string;
  command: { id: string; payload: unknown };
  name: string;
  /** Id of the gesture that ended in this step, or null. */
  gesture: string | null;
  forward: DocumentPatch[];
  inverse: DocumentPatch[];
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/**
 * By hand, because opening reads every line there ever was. The CRC says the line is as this program wrote it, and
 * the document that its patches lead to is checked as a whole.
 */
function isLine(value: unknown): value is JournalLine {
  return (
    isObject(value) &&
    Number.isSafeInteger(value.rev) &&
    typeof value.time === 'string' &&
    typeof value.name === 'string' &&
    (value.gesture === null || typeof value.gesture === 'string') &&
    isObject(value.command) &&
    typeof value.command.id === 'string' &&
    Array.isArray(value.forward) &&
    Array.isArray(value.inverse)
  );
}

const CRC = /,"crc32":(\d{1,10})\}$/;

/** The line as text, with its newline. */
export function encodeLine({ rev, time, command, name, gesture, forward, inverse }: JournalLine): string {
  const body = JSON.stringify({ rev, time, command, name, gesture, forward, inverse });
  return `${body.slice(0, -1)},"crc32":${crc32(body)}}\n`;
}

/** The line, or undefined where it is not whole. */
export function decodeLine(text: string): JournalLine | undefined {
  const match = CRC.exec(text);
  if (!match) return undefined;
  const body = `${text.slice(0, match.index)}}`;
  if (crc32(body) !== Number(match[1])) return undefined;
  try {
    const line: unknown = JSON.parse(body);
    return isLine(line) ? line : undefined;
  } catch {
    return undefined;
  }
}

export interface PlacedLine {
  line: JournalLine;
  /** Where it lies in its file, in bytes. */
  offset: number;
  length: number;
}

export interface ReadLines {
  lines: PlacedLine[];
  /** Bytes up to the end of the last whole line. */
  goodBytes: number;
  totalBytes: number;
  /** Number (from 1) of a damaged line that whole lines follow; null where there is none. */
  damagedAt: number | null;
}

/** Reads a file of lines. Damage that nothing whole follows is a torn tail; damage before whole lines is not. */
export function readLines(bytes: Buffer): ReadLines {
  const lines: PlacedLine[] = [];
  let goodBytes = 0;
  let firstBad: number | null = null;
  let number = 0;
  for (let offset = 0; offset < bytes.length; ) {
    const newline = bytes.indexOf(10, offset);
    const end = newline < 0 ? bytes.length : newline;
    number += 1;
    const line = newline < 0 ? undefined : decodeLine(bytes.toString('utf8', offset, end));
    if (line) {
      if (firstBad !== null) return { lines, goodBytes, totalBytes: bytes.length, damagedAt: firstBad };
      lines.push({ line, offset, length: end - offset });
      goodBytes = end + 1;
    } else {
      firstBad ??= number;
    }
    offset = end + 1;
  }
  return { lines, goodBytes, totalBytes: bytes.length, damagedAt: null };
}
