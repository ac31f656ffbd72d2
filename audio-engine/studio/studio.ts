/**
 * The one writer of a session: runs commands, writes each step's journal line before it counts, keeps the store,
 * and tells every listener the patches. The app, the browser host and the command line all hold one of these.
 */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { HistoryEntry, Patch, StudioState } from '../protocol/index.ts';
import {
  applyCommand,
  applyPatches,
  overlayProblem,
  type RawCommand,
  type SessionDocument,
} from '../session/index.ts';
import { type FailureValue, ThresholdError } from '../words/failure.ts';
import { studioWords } from '../words/studio.ts';
import { checkFree, copyFolder, moveFolder } from './copy-session.ts';
import type { Disk } from './disk.ts';
import { Gestures } from './gestures.ts';
import type { History, Step } from './history.ts';
import { decodeLine, encodeLine, type JournalLine, REDO, RESTORE, UNDO } from './journal-line.ts';
import { Keeper } from './keeper.ts';
import { type LoadedSession, loadSession } from './load.ts';
import type { Lock } from './lock.ts';
import { isInside, noteRecent, unsavedFolder } from './places.ts';
import { restorePatches } from './restore.ts';
import { createStore, type StudioStore, stepTaken } from './store.ts';
import { listVersions, readVersion, saveVersion, type VersionInfo } from './versions.ts';
import { type View, ViewFile } from './view-file.ts';

export type StudioEvent =
  | {
      type: 'patches';
      fromRevision: number;
      revision: number;
      patches: Patch[];
      clientTag: string | null;
      undoName: string | null;
      redoName: string | null;
    }
  | { type: 'overlay'; gesture: string; patches: readonly Patch[]; ended: boolean }
  /** The session moved to another folder: replicas and the engine take the whole state. */
  | { type: 'reset' }
  | { type: 'onDisk'; revision: number; timeMs: number }
  | { type: 'failure'; failure: FailureValue };

export interface RunOptions {
  /** The step's name in the history; without one, the command names itself. */
  name?: string | null;
  clientTag?: string | null;
  gesture?: string | null;
}

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

interface NewStep extends Omit<JournalLine, 'rev' | 'time'> {
  document: SessionDocument;
}

export class Studio {
  readonly disk: Disk;
  readonly store: StudioStore;
  readonly #parts: StudioParts;
  readonly #listeners = new Set<(event: StudioEvent) => void>();
  readonly #gestures: Gestures;
  readonly #view: ViewFile;
  #history: History;
  #keeper: Keeper;
  #folder: string;
  #lock: Lock | null;
  #readOnly: string | null;
  #undoFloor: number;
  #onDiskAtMs: number | null = null;
  #notices: string[];
  #closed = false;

  /** Made by `openStudio`. */
  constructor(parts: StudioParts) {
    const { disk, folder, loaded } = parts;
    this.#parts = parts;
    this.disk = disk;
    this.#folder = folder;
    this.#lock = parts.lock;
    this.#readOnly = parts.readOnly;
    this.#history = loaded.history;
    this.#undoFloor = loaded.undoFloor;
    this.#notices = loaded.notices;
    this.store = createStore(loaded.document, loaded.revision);
    this.#gestures = new Gestures((event) => this.#tell({ type: 'overlay', ...event }));
    this.#view = new ViewFile(disk, folder);
    this.#keeper = this.#newKeeper(loaded);
    if (this.#readOnly === null) {
      this.#keeper.mend(loaded);
      this.#noteRecent();
    }
  }

  get document(): SessionDocument {
    return this.store.getState().document;
  }

  get revision(): number {
    return this.store.getState().revision;
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
      undoName: this.#history.lastDone?.name ?? null,
      redoName: this.#history.nextUndone?.name ?? null,
      folder: this.savedFolder,
      readOnly: this.#readOnly,
      onDiskAtMs: this.#onDiskAtMs,
      notices: [...this.#notices],
    };
  }

  subscribe(listener: (event: StudioEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Runs one command. When this returns, its journal line is written; when it throws, nothing has changed. */
  run(
    command: RawCommand,
    { name = null, clientTag = null, gesture = null }: RunOptions = {},
  ): { revision: number; name: string } {
    this.#needWritable();
    const applied = applyCommand(this.document, command);
    const stepName = (name ?? applied.name).slice(0, 256);
    const { document, patches: forward, inverse } = applied;
    this.#take(
      [{ command: applied.command, name: stepName, gesture, forward, inverse, document }],
      clientTag,
    );
    return { revision: this.revision, name: stepName };
  }

  undo(): { revision: number; name: string } {
    const step = this.#history.lastDone;
    if (!step) throw new ThresholdError(studioWords.nothingToUndo());
    return this.#walk([step], UNDO);
  }

  redo(): { revision: number; name: string } {
    const step = this.#history.nextUndone;
    if (!step) throw new ThresholdError(studioWords.nothingToRedo());
    return this.#walk([step], REDO);
  }

  history(): HistoryEntry[] {
    return this.#history.entries();
  }

  /** Goes to right after the step of that revision (0: before the first of the list), by undo or redo lines. */
  historyJump(revision: number): { revision: number } {
    const way = this.#history.distance(revision);
    if (!way) throw new ThresholdError(studioWords.noSuchStep(revision));
    if (way.undo > 0) this.#walk(this.#history.undoable(way.undo), UNDO);
    if (way.redo > 0) this.#walk(this.#history.redoable(way.redo), REDO);
    return { revision: this.revision };
  }

  #walk(steps: readonly Step[], kind: typeof UNDO | typeof REDO): { revision: number; name: string } {
    this.#needWritable();
    let { document } = this;
    const taken = steps.map((step): NewStep => {
      const line = this.#readStep(step);
      const [forward, inverse] = kind === UNDO ? [line.inverse, line.forward] : [line.forward, line.inverse];
      document = applyPatches(document, forward);
      const command = { id: kind, payload: { revision: step.revision } };
      return { command, name: step.name, gesture: null, forward, inverse, document };
    });
    this.#take(taken, null);
    return { revision: this.revision, name: steps.at(-1)?.name ?? '' };
  }

  #readStep(step: Step): JournalLine {
    const bytes = this.disk.readPart(step.file.path, step.offset, step.length);
    const line = decodeLine(bytes.toString('utf8'));
    if (line?.rev !== step.revision) throw new ThresholdError(studioWords.stepUnreadable(step.name));
    return line;
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
  commitGesture(
    gesture: string,
    command: RawCommand,
    clientTag: string | null = gesture,
  ): { revision: number; name: string } {
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
    return saveVersion(this.disk, this.#folder, {
      name,
      timeMs: this.#parts.now().getTime(),
      revision,
      document,
    });
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
    const { name, document: wanted } = readVersion(this.disk, this.#folder, id);
    const { document, patches: forward, inverse } = restorePatches(this.document, wanted);
    const command = { id: RESTORE, payload: { versionId: id } };
    this.#take(
      [{ command, name: studioWords.historyNames.restore(name), gesture: null, forward, inverse, document }],
      null,
    );
    return { revision: this.revision };
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
    const from = this.#folder;
    checkFree(this.disk, from, target);
    const moving = this.savedFolder === null && this.#readOnly === null;
    if (!moving || !this.#tryMove(target)) {
      await copyFolder(this.disk, from, target, () => {
        this.#needOpen();
        if (this.#readOnly === null) this.#keeper.close();
      });
    }
    this.#settleIn(target, moving ? from : null);
  }

  /** The lock goes with the folder, so it is given free for the moment of the move. */
  #tryMove(target: string): boolean {
    const from = this.#folder;
    this.#keeper.close();
    this.#lock?.release();
    let moved = false;
    try {
      moved = moveFolder(this.disk, from, target);
    } finally {
      if (!moved) this.#lock = this.#parts.takeLock(from);
    }
    return moved;
  }

  /** Continues in a folder that holds exactly this session. */
  #settleIn(folder: string, leftBehind: string | null): void {
    this.#lock?.release();
    const lock = this.#parts.takeLock(folder);
    const loaded = loadSession(this.disk, folder, false);
    this.#lock = lock;
    this.#folder = folder;
    this.#readOnly = null;
    this.#undoFloor = loaded.undoFloor;
    this.#history = loaded.history;
    this.#keeper = this.#newKeeper(loaded);
    this.#keeper.mend(loaded);
    this.#view.moveTo(folder);
    if (leftBehind !== null && this.disk.exists(leftBehind)) this.disk.remove(leftBehind);
    this.#gestures.endAll();
    const name = basename(folder);
    if (this.document.session.name !== name) {
      this.run({ id: 'session.rename', payload: { name } }, { name: studioWords.historyNames.saveAs(name) });
    }
    this.#keeper.compact();
    this.#noteRecent();
    this.#tell({ type: 'reset' });
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
  }

  #needOpen(): void {
    if (this.#closed) throw new ThresholdError(studioWords.closed());
  }

  #needWritable(): void {
    this.#needOpen();
    if (this.#readOnly !== null) throw new ThresholdError(studioWords.readOnlyRefused(this.#readOnly));
  }

  #newKeeper(loaded: LoadedSession): Keeper {
    return new Keeper(
      this.disk,
      this.#folder,
      loaded,
      () => ({ revision: this.revision, undoFloor: this.#undoFloor, document: this.document }),
      {
        onDisk: (revision, timeMs) => {
          this.#onDiskAtMs = timeMs;
          this.#tell({ type: 'onDisk', revision, timeMs });
        },
        failed: (failure) => this.#tell({ type: 'failure', failure }),
      },
      this.#parts.now,
    );
  }

  /** Writes the steps' lines in one go, and only then lets them count. */
  #take(steps: readonly NewStep[], clientTag: string | null): void {
    const last = steps.at(-1);
    if (!last) return;
    const fromRevision = this.revision;
    const time = this.#parts.now().toISOString();
    const lines = steps.map(({ command, name, gesture, forward, inverse }, i): JournalLine => {
      return { rev: fromRevision + 1 + i, time, command, name, gesture, forward, inverse };
    });
    const texts = lines.map(encodeLine);
    const { journal } = this.#keeper;
    let offset = journal.append(texts.join(''), lines.length, fromRevision + lines.length);
    for (const [i, line] of lines.entries()) {
      const bytes = Buffer.byteLength(texts[i]!);
      this.#history.take(line, journal.file, offset, bytes - 1);
      offset += bytes;
    }
    this.store.dispatch(stepTaken({ document: last.document, revision: fromRevision + lines.length }));
    this.#keeper.stepWritten();
    this.#tell({
      type: 'patches',
      fromRevision,
      revision: this.revision,
      patches: lines.flatMap((line) => line.forward) as Patch[],
      clientTag,
      undoName: this.#history.lastDone?.name ?? null,
      redoName: this.#history.nextUndone?.name ?? null,
    });
  }

  #tell(event: StudioEvent): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (error) {
        // One listener's fault must not keep the others, or the writer, from going on.
        process.emitWarning(error instanceof Error ? error : String(error));
      }
    }
  }

  #noteRecent(): void {
    if (this.savedFolder === null) return;
    const session = {
      name: this.document.session.name,
      path: this.savedFolder,
      openedMs: this.#parts.now().getTime(),
    };
    try {
      noteRecent(this.disk, this.#parts.dataFolder, session);
    } catch {
      // The list of recent sessions is a convenience; a disk that refuses it will say so about the session itself.
    }
  }
}

export function newSessionId(): string {
  return randomUUID();
}
