/** Tells what a file is by what stands in it; its ending may say anything. */
import type { DiskFile } from '../disk.ts';
import { looksLikeWav } from '../wav-header.ts';
import { mpegRuns, parseMpegHeader, tagBytes } from './mpeg-frames.ts';

export type Sniffed =
  | { kind: 'wav' | 'aiff' | 'boxed' }
  /** `start`: where the sound's own container begins, after tags that do not belong there. */
  | { kind: 'flac' | 'ogg' | 'mpeg'; start: number }
  /** Sound that Threshold does not read, by name. */
  | { kind: 'unsupported'; name: string }
  /** Something else altogether, by name where it is known. */
  | { kind: 'other'; name: string | null }
  | { kind: 'empty' };

const HEAD_BYTES = 512;
/** Garbage before the first MPEG frame that is still searched. */
const SEARCH_BYTES = 1 << 17;

const UNSUPPORTED: readonly [string, number, string][] = [
  ['caff', 0, 'Core Audio (CAF)'],
  ['wvpk', 0, 'WavPack'],
  ['MAC ', 0, 'Monkey’s Audio'],
  ['.snd', 0, 'Sun AU'],
  ['DSD ', 0, 'DSD'],
  ['FRM8', 0, 'DSD'],
  ['riff', 0, 'Wave64'],
  ['MThd', 0, 'MIDI'],
  ['\x30\x26\xb2\x75', 0, 'Windows Media'],
  ['#!AMR', 0, 'AMR'],
  ['TTA1', 0, 'True Audio'],
  ['MPCK', 0, 'Musepack'],
  ['FLV\x01', 0, 'Flash video'],
];
const OTHERS: readonly [string, number, string][] = [
  ['%PDF', 0, 'a PDF document'],
  ['\x89PNG', 0, 'a picture'],
  ['\xff\xd8\xff', 0, 'a picture'],
  ['GIF8', 0, 'a picture'],
  ['PK\x03\x04', 0, 'a ZIP archive'],
  ['Rar!', 0, 'a RAR archive'],
  ['7z\xbc\xaf', 0, 'a 7-Zip archive'],
  ['\x1f\x8b', 0, 'a compressed archive'],
  ['\x7fELF', 0, 'a program'],
  ['<!DO', 0, 'a web page'],
  ['<htm', 0, 'a web page'],
  ['<?xm', 0, 'an XML document'],
  ['AVI ', 8, 'a video'],
];

export function sniff(file: DiskFile): Sniffed {
  if (file.sizeBytes === 0) return { kind: 'empty' };
  let head = readHead(file, 0);
  if (looksLikeWav(head)) return { kind: 'wav' };
  if (is(head, 'FORM', 0) && (is(head, 'AIFF', 8) || is(head, 'AIFC', 8))) return { kind: 'aiff' };
  // MPEG-4 and its relatives, and Matroska / WebM: containers that a library takes apart.
  if (is(head, 'ftyp', 4) || is(head, 'moov', 4) || is(head, '\x1a\x45\xdf\xa3', 0)) return { kind: 'boxed' };
  let start = 0;
  for (let tags = 0; tags < 8; tags++) {
    const bytes = is(head, 'ID3', 0) ? tagBytes(head, 0) : 0;
    if (bytes === 0) break;
    start += bytes;
    head = readHead(file, start);
  }
  if (is(head, 'fLaC', 0)) return { kind: 'flac', start };
  if (is(head, 'OggS', 0)) return { kind: 'ogg', start };
  // ADTS frames look like MPEG audio of layer "0".
  if (head[0] === 0xff && (head[1]! & 0xf6) === 0xf0) return { kind: 'boxed' };
  if (parseMpegHeader(head, 0) && firstRunStarts(file, start)) return { kind: 'mpeg', start };
  for (const [word, at, name] of UNSUPPORTED) if (is(head, word, at)) return { kind: 'unsupported', name };
  for (const [word, at, name] of OTHERS) if (is(head, word, at)) return { kind: 'other', name };
  if (firstRunStarts(file, start)) return { kind: 'mpeg', start };
  return { kind: 'other', name: null };
}

/** Whether MPEG frames begin soon: a few in a row, not one that chance made. */
function firstRunStarts(file: DiskFile, start: number): boolean {
  for (const run of mpegRuns(file, start, null, SEARCH_BYTES))
    if (run.frames >= 3 || run.skippedBytes === 0) return true;
  return false;
}

function readHead(file: DiskFile, at: number): Uint8Array {
  const head = new Uint8Array(HEAD_BYTES);
  return head.subarray(0, file.read(head, at));
}

function is(bytes: Uint8Array, word: string, at: number): boolean {
  if (bytes.length < at + word.length) return false;
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return false;
  return true;
}
