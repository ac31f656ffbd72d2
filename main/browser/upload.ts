/** Takes a file that was dropped on the page: streamed to a folder of its own, so that import can read it by path. */
import { createWriteStream, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { hostWords, ThresholdError } from '../../audio-engine/words/index.ts';

/** Folders a dropped folder may be deep. */
const DEEPEST = 8;

/**
 * The path below the upload folder that a dropped name may become: `Song/Drums/Kick.wav` keeps its folders,
 * nothing climbs out.
 */
export function safeUploadName(name: string): string {
  const parts = name
    .replaceAll('\\', '/')
    .split('/')
    .map((part) =>
      Array.from(part, (c) => (c < ' ' || '<>:"|?*'.includes(c) ? '_' : c))
        .join('')
        .trim(),
    )
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .slice(-DEEPEST);
  const last = parts.at(-1);
  if (!last || basename(last) !== last)
    throw new ThresholdError({
      code: 'upload.name',
      sentence: hostWords.uploadName,
      nextStep: hostWords.cannotListNext,
    });
  return join(...parts.map((part) => part.slice(0, 200)));
}

export class Uploads {
  readonly #folder: string;

  constructor(temporaryFolder: string) {
    mkdirSync(temporaryFolder, { recursive: true });
    this.#folder = mkdtempSync(join(temporaryFolder, 'dropped-'));
  }

  /** Writes the request's body; answers with the file's path and its place in what was dropped. */
  async take(request: IncomingMessage, name: string, batch: string): Promise<{ path: string; top: string }> {
    const relative = safeUploadName(name);
    const base = join(this.#folder, batch.replace(/[^a-zA-Z0-9-]/g, '').slice(0, 64) || 'drop');
    const path = join(base, relative);
    mkdirSync(dirname(path), { recursive: true });
    try {
      await pipeline(request, createWriteStream(path));
    } catch (error) {
      rmSync(path, { force: true });
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
        throw new ThresholdError({
          code: 'upload.space',
          sentence: hostWords.uploadTooLarge,
          nextStep: hostWords.jobDiedNext,
        });
      throw error;
    }
    return { path, top: join(base, relative.split(/[\\/]/)[0]!) };
  }

  /** Removes everything that was dropped; imports have copied what they needed. */
  clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
