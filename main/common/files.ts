/**
 * Folder listings for the browser host's own dialogs: the home folder, folders of sessions, and places the user
 * added. Electron uses the system's dialogs and needs no fence.
 */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { isInside } from '../../audio-engine/studio/index.ts';
import { hostWords, ThresholdError } from '../../audio-engine/words/index.ts';

const AUDIO = new Set([
  '.wav',
  '.wave',
  '.bwf',
  '.rf64',
  '.aif',
  '.aiff',
  '.aifc',
  '.flac',
  '.mp3',
  '.ogg',
  '.oga',
  '.opus',
  '.m4a',
  '.aac',
  '.mp4',
]);

export interface FileEntry {
  name: string;
  path: string;
  kind: 'folder' | 'session' | 'audio' | 'other';
  sizeBytes: number;
  modifiedMs: number;
}

export class Places {
  readonly #file: string;
  readonly #roots: string[];
  readonly #fenced: boolean;

  /** `fenced`: only home and added places may be listed (the browser host). */
  constructor(dataFolder: string, extraRoots: readonly string[], fenced: boolean) {
    this.#file = join(dataFolder, 'places.json');
    this.#fenced = fenced;
    this.#roots = [homedir(), ...extraRoots.filter((root) => existsSync(root)), ...this.#added()];
  }

  get roots(): string[] {
    return [...new Set(this.#roots)];
  }

  add(path: string): void {
    const folder = resolve(path);
    this.#stat(folder);
    if (this.#roots.includes(folder)) return;
    this.#roots.push(folder);
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, JSON.stringify([...this.#added(), folder]));
  }

  /** Throws where the path is not inside a place that may be shown; links are followed first. */
  check(path: string): string {
    const wanted = resolve(path);
    if (!this.#fenced) return wanted;
    let real = wanted;
    let tail = '';
    // A file that is about to be written does not exist yet: its nearest existing folder decides.
    while (!existsSync(real) && dirname(real) !== real) {
      tail = join(real.slice(dirname(real).length), tail);
      real = dirname(real);
    }
    real = realpathSync(real);
    const inside = this.roots.some((root) => {
      const place = existsSync(root) ? realpathSync(root) : root;
      return real === place || isInside(real, place);
    });
    if (!inside)
      throw new ThresholdError({
        code: 'files.place',
        sentence: hostWords.notAllowedPath(wanted),
        nextStep: hostWords.notAllowedPathNext,
      });
    return join(real, tail);
  }

  list(path: string | null): { path: string; parent: string | null; roots: string[]; entries: FileEntry[] } {
    const folder = this.check(path ?? this.roots[0] ?? homedir());
    this.#stat(folder);
    const entries: FileEntry[] = [];
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const full = join(folder, entry.name);
      try {
        const stat = statSync(full);
        const kind = stat.isDirectory()
          ? existsSync(join(full, 'session.json'))
            ? 'session'
            : 'folder'
          : AUDIO.has(extname(entry.name).toLowerCase())
            ? 'audio'
            : 'other';
        entries.push({
          name: entry.name,
          path: full,
          kind,
          sizeBytes: stat.isDirectory() ? 0 : stat.size,
          modifiedMs: Math.round(stat.mtimeMs),
        });
      } catch {
        // a link to nowhere, or a file that went away meanwhile
      }
    }
    const rank = { session: 0, folder: 1, audio: 2, other: 3 };
    entries.sort(
      (a, b) => rank[a.kind] - rank[b.kind] || a.name.localeCompare(b.name, undefined, { numeric: true }),
    );
    const parent = dirname(folder);
    return { path: folder, parent: parent === folder ? null : parent, roots: this.roots, entries };
  }

  #added(): string[] {
    try {
      const list: unknown = JSON.parse(readFileSync(this.#file, 'utf8'));
      return Array.isArray(list) ? list.filter((item): item is string => typeof item === 'string') : [];
    } catch {
      return [];
    }
  }

  #stat(folder: string): void {
    try {
      if (statSync(folder).isDirectory()) return;
    } catch {
      // falls through to the refusal
    }
    throw new ThresholdError({
      code: 'files.read',
      sentence: hostWords.cannotList(folder),
      nextStep: hostWords.cannotListNext,
    });
  }
}
