/**
 * Where an open session lives: its folder with lock, journal, snapshot and view, and the way to another folder that
 * loses no step.
 */
import { join } from 'node:path';
import type { SessionDocument } from '../session/index.ts';
import { type FailureValue, studioWords, ThresholdError } from '../words/index.ts';
import { checkFree, copyLarge, finishCopy, moveFolder, partialFolder } from './copy-session.ts';
import type { Disk } from './disk.ts';
import { Keeper } from './keeper.ts';
import { type LoadedSession, loadSession } from './load.ts';
import type { Lock } from './lock.ts';
import { isInside, noteRecent, unsavedFolder } from './places.ts';
import { ViewFile } from './view-file.ts';

export interface HomeParts {
  disk: Disk;
  folder: string;
  dataFolder: string;
  loaded: LoadedSession;
  /** Null where the session is open read-only. */
  lock: Lock | null;
  readOnly: string | null;
  /** Takes the lock of a folder that the session moves to. */
  takeLock: (folder: string) => Lock;
  now: () => Date;
}

/** What the home asks of the steps, and tells. */
export interface HomeEvents {
  state(): { revision: number; document: SessionDocument };
  onDisk(revision: number, timeMs: number): void;
  failed(failure: FailureValue): void;
  /** The session is in another folder now, and its steps are read from there. */
  moved(loaded: LoadedSession): void;
}

export class Home {
  readonly view: ViewFile;
  readonly #parts: HomeParts;
  readonly #events: HomeEvents;
  keeper: Keeper;
  #folder: string;
  #lock: Lock | null;
  #readOnly: string | null;
  #undoFloor: number;
  #saving = false;
  #closed = false;

  constructor(parts: HomeParts, events: HomeEvents) {
    const { disk, folder, loaded } = parts;
    this.#parts = parts;
    this.#events = events;
    this.#folder = folder;
    this.#lock = parts.lock;
    this.#readOnly = parts.readOnly;
    this.#undoFloor = loaded.undoFloor;
    this.view = new ViewFile(disk, folder);
    this.keeper = this.#newKeeper(loaded);
  }

  get folder(): string {
    return this.#folder;
  }

  /** The folder a person saved it to; null while it lives in the app's own data. */
  get savedFolder(): string | null {
    return isInside(this.#folder, unsavedFolder(this.#parts.dataFolder)) ? null : this.#folder;
  }

  get readOnly(): string | null {
    return this.#readOnly;
  }

  /** After opening: mends on disk what loading found. */
  settle(loaded: LoadedSession): void {
    if (this.#readOnly !== null) return;
    this.keeper.mend(loaded);
    this.noteRecent();
  }

  needOpen(): void {
    if (this.#closed) throw new ThresholdError(studioWords.closed());
  }

  needWritable(): void {
    this.needOpen();
    if (this.#readOnly !== null) throw new ThresholdError(studioWords.readOnlyRefused(this.#readOnly));
  }

  async saveAs(target: string): Promise<void> {
    this.needOpen();
    if (this.#saving) throw new ThresholdError(studioWords.savingAlready());
    checkFree(this.#parts.disk, this.#folder, target);
    this.#saving = true;
    try {
      const moving = this.savedFolder === null && this.#readOnly === null;
      if (!moving || !this.#move(target)) await this.#copy(target, moving);
    } finally {
      this.#saving = false;
    }
  }

  /** False where the folder cannot be moved in one step. The lock goes with it, so it is free for that moment. */
  #move(target: string): boolean {
    const { disk, takeLock } = this.#parts;
    const from = this.#folder;
    this.keeper.close();
    this.#lock?.release();
    try {
      if (moveFolder(disk, from, target)) {
        this.#settleIn(target);
        return true;
      }
    } catch (error) {
      if (!disk.exists(from)) moveFolder(disk, target, from);
      this.#lock = takeLock(from);
      throw error;
    }
    this.#lock = takeLock(from);
    return false;
  }

  /** Large files first, while the session goes on; then the rest and the change of folder in one go. */
  async #copy(target: string, leave: boolean): Promise<void> {
    const { disk } = this.#parts;
    const from = this.#folder;
    const partial = partialFolder(target);
    try {
      await copyLarge(disk, from, partial);
      this.needOpen();
      if (this.#readOnly === null) this.keeper.close();
      finishCopy(disk, from, partial, target);
    } catch (error) {
      disk.remove(partial);
      throw error;
    }
    const left = this.#lock;
    try {
      this.#settleIn(target);
    } catch (error) {
      disk.remove(target);
      throw error;
    }
    left?.release();
    if (leave) disk.remove(from);
  }

  /** Continues in a folder that holds exactly this session. */
  #settleIn(folder: string): void {
    const { disk, takeLock } = this.#parts;
    const lock = takeLock(folder);
    const loaded = loadSession(disk, folder, false);
    this.#lock = lock;
    this.#folder = folder;
    this.#readOnly = null;
    this.#undoFloor = loaded.undoFloor;
    this.keeper = this.#newKeeper(loaded);
    this.keeper.mend(loaded);
    this.view.moveTo(folder);
    this.#events.moved(loaded);
    this.keeper.compact();
    this.noteRecent();
  }

  /** Everything on disk, the folder free for others. Safe to call twice. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.view.write();
    try {
      if (this.#readOnly === null) this.keeper.close();
    } finally {
      this.#lock?.release();
    }
    if (this.#isUntouched()) this.#parts.disk.remove(this.#folder);
  }

  /** Never saved, and nothing was ever done in it: keeping it would only litter the app's data. */
  #isUntouched(): boolean {
    if (this.savedFolder !== null || this.#readOnly !== null || this.#events.state().revision > 0)
      return false;
    return this.#parts.disk.list(join(this.#folder, 'audio')).length === 0;
  }

  noteRecent(): void {
    const { disk, dataFolder, now } = this.#parts;
    const { name } = this.#events.state().document.session;
    try {
      noteRecent(disk, dataFolder, { name, path: this.#folder, openedMs: now().getTime() });
    } catch {
      // The list of recent sessions is a convenience; a disk that refuses it will say so about the session itself.
    }
  }

  #newKeeper(loaded: LoadedSession): Keeper {
    const { disk, now } = this.#parts;
    const state = () => ({ ...this.#events.state(), undoFloor: this.#undoFloor });
    return new Keeper(disk, this.#folder, loaded, state, this.#events, now);
  }
}
