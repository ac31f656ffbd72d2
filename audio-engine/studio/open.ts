/** Opens and creates sessions: lock, load, and a Studio over what was found; a refusal leaves every byte as it was. */
import { randomUUID } from 'node:crypto';
import { basename, dirname, join, resolve } from 'node:path';
import { createDocument, type SessionDocument, validateDocument } from '../session/index.ts';
import { studioWords, ThresholdError } from '../words/index.ts';
import { Disk } from './disk.ts';
import { loadSession } from './load.ts';
import { LocalServer, newSocketPath } from './local-server.ts';
import { Lock } from './lock.ts';
import { defaultDataFolder, unsavedFolder } from './places.ts';
import { readSnapshot, SNAPSHOT_FILE, writeSnapshot } from './snapshot.ts';
import { Studio } from './studio.ts';

export interface StudioOptions {
  /** The app's data folder: never-saved sessions and the recent list. Default: the system's usual place. */
  dataFolder?: string;
  disk?: Disk;
  /** Only look and listen, whether or not the folder can be written and locked. */
  readOnly?: boolean;
  /** Open with what came before damage in the middle of the journal. */
  salvage?: boolean;
  /** Serve other processes over the local socket. Default true. */
  serve?: boolean;
  now?: () => Date;
}

export interface NewSessionTarget {
  name?: string;
  sampleRate: number;
  /** Where to put it; without one it is never-saved and lives in the app's data folder. */
  folder?: string;
}

/** `…/Song` and `…/Song/session.json` are the same session. */
export function sessionFolder(path: string): string {
  const full = resolve(path);
  return basename(full) === SNAPSHOT_FILE ? dirname(full) : full;
}

/** Opens a session folder. Throws ThresholdErrors that say what is wrong with it and what to do. */
export function openStudio(target: string | NewSessionTarget, options: StudioOptions = {}): Studio {
  const disk = options.disk ?? new Disk();
  const now = options.now ?? (() => new Date());
  const dataFolder = resolve(options.dataFolder ?? defaultDataFolder());
  const folder =
    typeof target === 'string' ? sessionFolder(target) : createSession(disk, dataFolder, target, now());
  // Nothing is written, no lock either, before it is known to be a session.
  readSnapshot(disk, folder);

  const socket = newSocketPath();
  const takeLock = (where: string) => Lock.take(disk, where, socket, now().toISOString());
  let lock: Lock | null = null;
  let readOnly: string | null = options.readOnly ? studioWords.readOnlyChosen : null;
  if (readOnly === null) {
    try {
      lock = takeLock(folder);
    } catch (error) {
      const code = error instanceof ThresholdError ? error.failure.code : '';
      if (code === 'disk-read-only') readOnly = studioWords.readOnlyFolder;
      else if (code === 'disk-full') readOnly = studioWords.readOnlyFull;
      else throw error;
    }
  }

  try {
    const loaded = loadSession(disk, folder, options.salvage ?? false);
    if (lock?.tookOver) loaded.notices.unshift(studioWords.notices.staleLock);
    let server: LocalServer | undefined;
    const studio = new Studio({
      disk,
      folder,
      dataFolder,
      loaded,
      lock,
      readOnly,
      takeLock,
      now,
      onClose: () => server?.close(),
    });
    if (options.serve !== false) {
      server = new LocalServer(studio, socket, () => loaded.notices.push(studioWords.notices.noSocket));
    }
    return studio;
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function createSession(disk: Disk, dataFolder: string, target: NewSessionTarget, now: Date): string {
  const id = randomUUID();
  const folder = target.folder === undefined ? join(unsavedFolder(dataFolder), id) : resolve(target.folder);
  if (disk.exists(folder) && (!disk.isFolder(folder) || disk.list(folder).length > 0)) {
    throw new ThresholdError(studioWords.folderNotEmpty(folder));
  }
  const name = target.name ?? (target.folder === undefined ? studioWords.untitled : basename(folder));
  const createdAt = now.toISOString();
  const document: SessionDocument = createDocument({ id, name, sampleRate: target.sampleRate, createdAt });
  validateDocument(document);
  const isNew = !disk.exists(folder);
  try {
    disk.makeFolder(join(folder, 'audio'));
    writeSnapshot(disk, folder, { revision: 0, undoFloor: 0, document, savedAt: createdAt });
  } catch (error) {
    if (isNew) disk.remove(folder);
    throw error;
  }
  return folder;
}
