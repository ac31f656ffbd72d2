/** Gives a session another folder: moves a never-saved one, copies a saved one with its audio. */

import { cpSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ThresholdError } from '../words/failure.ts';
import { studioWords } from '../words/studio.ts';
import { type Disk, diskError } from './disk.ts';
import { JOURNAL_FILE } from './journal.ts';
import { HISTORY_FOLDER } from './load.ts';
import { isInside } from './places.ts';
import { SNAPSHOT_FILE } from './snapshot.ts';

/** Written once and never changed: they may be copied while the session goes on. */
const LARGE = ['audio', 'peaks', 'versions'];
/** What the journal's promises rest on: copied in one go at the end. */
const SMALL = [HISTORY_FOLDER, SNAPSHOT_FILE, JOURNAL_FILE, 'view.json'];

export function checkFree(disk: Disk, folder: string, target: string): void {
  if (
    isInside(target, folder) ||
    target === folder ||
    (disk.exists(target) && (!disk.isFolder(target) || disk.list(target).length > 0))
  ) {
    throw new ThresholdError(studioWords.folderNotEmpty(target));
  }
}

/** Moves the folder; false where that cannot be done in one step (another disk, open files). */
export function moveFolder(disk: Disk, from: string, to: string): boolean {
  disk.makeFolder(dirname(to));
  if (disk.exists(to)) disk.remove(to);
  try {
    disk.rename(from, to);
    return true;
  } catch (error) {
    const detail = error instanceof ThresholdError ? error.failure.detail : undefined;
    if (detail === 'EXDEV' || detail === 'EPERM' || detail === 'EBUSY' || detail === 'EACCES') return false;
    throw error;
  }
}

/**
 * Copies into a temporary folder beside the target, then gives it the target's name. `settle` is called when the
 * large files are copied and must bring session and journal on disk to rest; nothing else runs until it is done.
 */
export async function copyFolder(disk: Disk, from: string, to: string, settle: () => void): Promise<void> {
  const partial = `${to}.${process.pid}.partial`;
  disk.makeFolder(partial);
  try {
    for (const name of LARGE) {
      if (disk.exists(join(from, name)))
        await cp(join(from, name), join(partial, name), { recursive: true, force: true });
    }
    settle();
    for (const name of LARGE) {
      // What arrived while the rest was copied.
      for (const file of disk.list(join(from, name))) {
        if (!disk.exists(join(partial, name, file)))
          cpSync(join(from, name, file), join(partial, name, file), { recursive: true });
      }
    }
    for (const name of SMALL) {
      if (disk.exists(join(from, name))) cpSync(join(from, name), join(partial, name), { recursive: true });
    }
    if (disk.exists(to)) disk.remove(to);
    disk.rename(partial, to);
    disk.syncFolder(dirname(to));
  } catch (error) {
    disk.remove(partial);
    throw diskError(error, to);
  }
}
