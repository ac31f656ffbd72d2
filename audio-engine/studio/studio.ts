/**
 * The one writer of a session, for the app, the browser host and the command line: steps, gestures, versions, and
 * the folder the session lives in.
 */
import { basename } from 'node:path';
import type { HistoryEntry, Patch, StudioState } from '../protocol/index.ts';
import { overlayProblem, type RawCommand, type SessionDocument } from '../session/index.ts';
import { studioWords, ThresholdError } from '../words/index.ts';
import { checkFree, copyLarge, finishCopy, moveFolder, partialFolder } from './copy-session.ts';
import type { Disk } from './disk.ts';
import { Listeners, type StudioEvent } from './events.ts';
import { Gestures } from './gestures.ts';
import { Keeper } from './keeper.ts';
import { type LoadedSession, loadSession } from './load.ts';
import type { Lock } from './lock.ts';
import { isInside, noteRecent, unsavedFolder } from './places.ts';
import { type RunOptions, Stepper, type Taken } from './stepper.ts';
import type { StudioStore } from './store.ts';
import { listVersions, readVersion, saveVersion, type VersionInfo } from './versions.ts';
import { type View, ViewFile } from './view-file.ts';

export interface StudioParts {
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
  onClose: () => void;
}

export class Studio {
  readonly disk: Disk;
  readonly #parts: StudioParts;
  readonly #listeners = new Listeners();
  readonly #gestures: Gestures;
  readonly #stepper: Stepper;
  readonly #view: ViewFile;
  readonly #notices: readonly string[];
  #keeper: Keeper;
  #folder: string;
  #lock: Lock | null;
  #readOnly: string | null;
  #undoFloor: number;
  #onDiskAtMs: number | null = null;
  #saving = false;
  #closed = false;

  /** Made by `openStudio`. */
  constructor(parts: StudioParts) {
    const { disk, folder, loaded } = parts;
    this.#parts = parts;
    this.disk = disk;
    this.#folder = folder;
    this.#lock = parts.lock;
    this.#readOnly = parts.readOnly;
    this.#undoFloor = loaded.undoFloor;
    this.#notices = loaded.notices;
    this.#gestures = new Gestures((event) => this.#listeners.tell({ type: 'overlay', ...event }));
    this.#view = new ViewFile(disk, folder);
    this.#stepper = new Stepper({
      disk,
      document: loaded.document,
      revision: loaded.revision,
      history: loaded.history,
      listeners: this.#listeners,
      journal: () => this.#keeper.journal,
      written: () => this.#keeper.stepWritten(),
      now: parts.now,
    });
    this.#keeper = this.#newKeeper(loaded);
    if (this.#readOnly !== null) return;
    this.#keeper.mend(loaded);
    this.#noteRecent();
  }

  get document(): SessionDocument {
    return this.#stepper.document;
  }

  get revision(): number {
    return this.#stepper.revision;
  }

  /** The Redux store, for those who subscribe to parts of the document. */
  get store(): StudioStore {
    return this.#stepper.store;
  }

  /** Where the session lies, saved by name or not. */
  get folder(): string {
    return this.#folder;
  }

  /** The folder a person saved it to; null while it lives in the app's own data. */
  get savedFolder(): string | null {
    return isInside(this.#folder, unsavedFolder(this.#parts.dataFolder)) ? null : this.#folder;
  }

  /** Why nothing can be changed, or null. */
  get readOnly(): string | null {
    return this.#readOnly;
  }

  get notices(): readonly string[] {
    return this.#notices;
  }

  /** What every new replica starts from. */
  state(): StudioState {
    return {
      revision: this.revision,
      // The document is plain JSON by its schema.
      document: this.document as unknown as StudioState['document'],
      undoName: this.#stepper.undoName,
      redoName: this.#stepper.redoName,
      folder: this.savedFolder,
      readOnly: this.#readOnly,
      onDiskAtMs: this.#onDiskAtMs,
      notices: [...this.#notices],
    };
  }

  /** Answers the function that ends it. */
  subscribe(listener: (event: StudioEvent) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Runs one command. When this returns, its journal line is written; when it throws, nothing has changed. */
  run(command: RawCommand, options: RunOptions = {}): Taken {
    this.#needWritable();
    return this.#stepper.run(command, options);
  }

  undo(): Taken {
    this.#needWritable();
    return this.#stepper.undo();
  }

  redo(): Taken {
    this.#needWritable();
    return this.#stepper.redo();
  }

  history(): HistoryEntry[] {
    return this.#stepper.entries();
  }

  /** Goes to right after the step of that revision (0: before the first of the list), by undo or redo lines. */
  historyJump(revision: number): { revision: number } {
    this.#needWritable();
    this.#stepper.jump(revision);
    return { revision: this.revision };
  }

  beginGesture(gesture: string, name: string): void {
    this.#needWritable();
    this.#gestures.begin(gesture, name);
  }

  /** The gesture's whole overlay so far; it sounds and shows, and is not in the document. */
  preview(gesture: string, patches: readonly Patch[]): void {
    const problem = overlayProblem(this.document, patches);
    if (problem !== null) throw new ThresholdError(studioWords.badOverlay(problem));
    this.#gestures.preview(gesture, patches);
  }

  /** One command, one step, under the gesture's name; a refused one ends the gesture too. */
  commitGesture(gesture: string, command: RawCommand, clientTag: string | null = gesture): Taken {
    const name = this.#gestures.nameOf(gesture);
    try {
      return this.run(command, { name: name || null, gesture, clientTag });
    } finally {
      this.#gestures.end(gesture);
    }
  }

  cancelGesture(gesture: string): void {
    this.#gestures.end(gesture);
  }

  /** What sounds over the document now: for an engine that starts anew. */
  overlay(): Patch[] {
    return this.#gestures.overlay();
  }

  saveVersion(name: string): VersionInfo {
    this.#needWritable();
    this.#keeper.flush();
    const { document, revision } = this;
    const timeMs = this.#parts.now().getTime();
    return saveVersion(this.disk, this.#folder, { name, timeMs, revision, document });
  }

  versions(): VersionInfo[] {
    return listVersions(this.disk, this.#folder);
  }

  /** The document of a version, for comparing. */
  readVersion(id: string): SessionDocument {
    return readVersion(this.disk, this.#folder, id).document;
  }

  /** Brings a version back as one step that can be undone. */
  restoreVersion(id: string): { revision: number } {
    this.#needWritable();
    const { name, document } = readVersion(this.disk, this.#folder, id);
    return { revision: this.#stepper.restore(id, name, document).revision };
  }

  view(): View {
    return this.#view.view;
  }

  setView(view: View): void {
    this.#view.set(view, this.#readOnly === null);
  }

  /**
   * Gives the session a folder of its own name: a never-saved one moves there, any other is copied with its audio
   * and history and goes on in the copy. What was there stays as it was if this fails.
   */
  async saveAs(target: string): Promise<void> {
    this.#needOpen();
    if (this.#saving) throw new ThresholdError(studioWords.savingAlready());
    checkFree(this.disk, this.#folder, target);
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
    const from = this.#folder;
    this.#keeper.close();
    this.#lock?.release();
    try {
      if (moveFolder(this.disk, from, target)) {
        this.#settleIn(target);
        return true;
      }
    } catch (error) {
      if (!this.disk.exists(from)) moveFolder(this.disk, target, from);
      this.#lock = this.#parts.takeLock(from);
      throw error;
    }
    this.#lock = this.#parts.takeLock(from);
    return false;
  }

  /** Large files first, while the session goes on; then the rest and the change of folder in one go. */
  async #copy(target: string, leave: boolean): Promise<void> {
    const from = this.#folder;
    const partial = partialFolder(target);
    try {
      await copyLarge(this.disk, from, partial);
      this.#needOpen();
      if (this.#readOnly === null) this.#keeper.close();
      finishCopy(this.disk, from, partial, target);
    } catch (error) {
      this.disk.remove(partial);
      throw error;
    }
    const left = this.#lock;
    try {
      this.#settleIn(target);
    } catch (error) {
      this.disk.remove(target);
      throw error;
    }
    left?.release();
    if (leave) this.disk.remove(from);
  }

  /** Continues in a folder that holds exactly this session. */
  #settleIn(folder: string): void {
    const lock = this.#parts.takeLock(folder);
    const loaded = loadSession(this.disk, folder, false);
    this.#lock = lock;
    this.#folder = folder;
    this.#readOnly = null;
    this.#undoFloor = loaded.undoFloor;
    this.#stepper.useHistory(loaded.history);
    this.#keeper = this.#newKeeper(loaded);
    this.#keeper.mend(loaded);
    this.#view.moveTo(folder);
    this.#gestures.endAll();
    const name = basename(folder);
    if (this.document.session.name !== name) {
      this.run({ id: 'session.rename', payload: { name } }, { name: studioWords.historyNames.saveAs(name) });
    }
    this.#keeper.compact();
    this.#noteRecent();
    this.#listeners.tell({ type: 'reset' });
  }

  /** Blocks until everything acknowledged is on the disk. */
  flush(): void {
    this.#keeper.flush();
  }

  /** Ends the session: everything on disk, the folder free for others. Safe to call twice. */
  close(): void {
    if (this.#closed) return;
    this.#gestures.endAll();
    this.#closed = true;
    this.#view.write();
    try {
      if (this.#readOnly === null) this.#keeper.close();
    } finally {
      this.#lock?.release();
      this.#parts.onClose();
      this.#listeners.clear();
    }
    if (this.#isUntouched()) this.disk.remove(this.#folder);
  }

  /** Never saved, and nothing was ever done in it: keeping it would only litter the app's data. */
  #isUntouched(): boolean {
    if (this.savedFolder !== null || this.#readOnly !== null || this.revision > 0) return false;
    return this.disk.list(`${this.#folder}/audio`).length === 0;
  }

  #needOpen(): void {
    if (this.#closed) throw new ThresholdError(studioWords.closed());
  }

  #needWritable(): void {
    this.#needOpen();
    if (this.#readOnly !== null) throw new ThresholdError(studioWords.readOnlyRefused(this.#readOnly));
  }

  #newKeeper(loaded: LoadedSession): Keeper {
    const state = () => ({
      revision: this.revision,
      undoFloor: this.#undoFloor,
      document: this.document,
    });
    const events = {
      onDisk: (revision: number, timeMs: number) => {
        this.#onDiskAtMs = timeMs;
        this.#listeners.tell({ type: 'onDisk', revision, timeMs });
      },
      failed: (failure: ThresholdError['failure']) => this.#listeners.tell({ type: 'failure', failure }),
    };
    return new Keeper(this.disk, this.#folder, loaded, state, events, this.#parts.now);
  }

  #noteRecent(): void {
    const openedMs = this.#parts.now().getTime();
    try {
      noteRecent(this.disk, this.#parts.dataFolder, {
        name: this.document.session.name,
        path: this.#folder,
        openedMs,
      });
    } catch {
      // The list of recent sessions is a convenience; a disk that refuses it will say so about the session itself.
    }
  }
}
