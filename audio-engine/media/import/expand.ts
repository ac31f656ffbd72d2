/** Files and folders as a person drops them -> audio files in the order a person expects. */
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type FailureValue, mediaWords } from '../../words/index.ts';
import { DiskFile } from '../disk.ts';
import { sniff } from '../formats/sniff.ts';

export interface Expanded {
  files: string[];
  failures: FailureValue[];
  notices: string[];
}

const MAX_DEPTH = 12;
const MAX_FILES = 1000;
const AUDIO_ENDING =
  /\.(wav|wave|bwf|rf64|w64|aif|aiff|aifc|flac|mp3|mp2|ogg|oga|opus|m4a|m4b|m4p|mp4|aac|wma|caf|wv|ape)$/i;
/** What systems leave beside files. */
const CLUTTER = /^(\.|__MACOSX$|Thumbs\.db$|desktop\.ini$)/i;

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
const byName = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);

/** A file that was named is always taken; from folders only what is audio by its ending or its content. */
export function expandPaths(paths: readonly string[]): Expanded {
  const found: Expanded = { files: [], failures: [], notices: [] };
  const seen = new Set<string>();
  for (const path of [...paths].sort(byName)) {
    try {
      if (statSync(path).isDirectory()) {
        const before = found.files.length;
        const leftOut = walk(path, 0, seen, found);
        if (found.files.length === before) found.failures.push(mediaWords.folderWithoutAudio(path));
        else if (leftOut > 0) found.notices.push(mediaWords.noticeLeftOut(path, leftOut));
      } else if (once(path, seen)) {
        found.files.push(path);
      }
    } catch (error) {
      found.failures.push(mediaWords.cannotRead(path, (error as { code?: string }).code ?? String(error)));
    }
  }
  if (found.files.length > MAX_FILES) {
    found.failures.push(mediaWords.tooManyFiles(found.files.length, MAX_FILES));
    found.files.length = MAX_FILES;
  }
  return found;
}

/** Adds what is below `folder`; returns how many files were no audio. */
function walk(folder: string, depth: number, seen: Set<string>, found: Expanded): number {
  // Links may lead in circles: a folder is entered once.
  if (depth > MAX_DEPTH || !once(folder, seen)) return 0;
  let leftOut = 0;
  for (const name of readdirSync(folder).sort(byName)) {
    if (CLUTTER.test(name)) continue;
    const path = join(folder, name);
    try {
      const stat = statSync(path);
      if (stat.isDirectory()) leftOut += walk(path, depth + 1, seen, found);
      else if (!stat.isFile() || !(AUDIO_ENDING.test(name) || holdsAudio(path))) leftOut++;
      else if (once(path, seen)) found.files.push(path);
    } catch (error) {
      found.failures.push(mediaWords.cannotRead(path, (error as { code?: string }).code ?? String(error)));
    }
  }
  return leftOut;
}

function once(path: string, seen: Set<string>): boolean {
  const real = realpathSync(path);
  if (seen.has(real)) return false;
  seen.add(real);
  return true;
}

function holdsAudio(path: string): boolean {
  try {
    const file = DiskFile.open(path);
    try {
      return ['wav', 'aiff', 'flac', 'ogg'].includes(sniff(file).kind);
    } finally {
      file.close();
    }
  } catch {
    // Unreadable and not audio by its name: none of our business.
    return false;
  }
}
