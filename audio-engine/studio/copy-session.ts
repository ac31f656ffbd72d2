/** Gives a session another folder: moves a never-saved one, copies a saved one with its audio. */

import { cpSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { studioWords, ThresholdError } from '../words/index.ts';
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

/** A copy is made here, beside the target, and gets the target's name when it is whole. */
export function partialFolder(target: string): string {
  return `${target}.${process.pid}.partial`;
}

export async function copyLarge(disk: Disk, from: string, partial: string): Promise<void> {
  disk.makeFolder(partial);
  try {
    for (const name of LARGE) {
      if (disk.exists(join(from, name))) {
        await cp(join(from, name), join(partial, name), { recursive: true, force: true });
      }
    }
  } catch (error) {
    throw diskError(error, partial);
  }
}

/** The rest, in one go; session and journal on disk must be at rest. */
export function finishCopy(disk: Disk, from: string, partial: string, target: string): void {
  try {
    for (const name of LARGE) {
      // What arrived while the rest was copied.
      for (const file of disk.list(join(from, name))) {
        if (!disk.exists(join(partial, name, file))) {
          cpSync(join(from, name, file), join(partial, name, file), { recursive: true });
        }
      }
    }
    for (const name of SMALL) {
      if (disk.exists(join(from, name))) cpSync(join(from, name), join(partial, name), { recursive: true });
    }
    if (disk.exists(target)) disk.remove(target);
    disk.rename(partial, target);
    disk.syncFolder(dirname(target));
  } catch (error) {
    throw diskError(error, target);
  }
}
