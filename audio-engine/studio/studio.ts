/**
 * The one writer of a session, for the app, the browser host and the command line: steps, gestures, versions, and
 * the folder the session lives in.
 */
import { basename } from 'node:path';
import type { HistoryEntry, Patch, StudioState } from '../protocol/index.ts';
import { applyCommand, overlayProblem, type RawCommand, type SessionDocument } from '../session/index.ts';
import { studioWords, ThresholdError } from '../words/index.ts';
import type { Disk } from './disk.ts';
import { Listeners, type StudioEvent } from './events.ts';
import { Gestures } from './gestures.ts';
import { Home, type HomeParts } from './home.ts';
import { type Moment, type MomentDocument, readMoment } from './moments.ts';
import { type RunOptions, Stepper, type Taken } from './stepper.ts';
import type { StudioStore } from './store.ts';
import { listVersions, readVersion, saveVersion, type VersionInfo } from './versions.ts';
import type { View } from './view-file.ts';

export interface StudioParts extends HomeParts {
  onClose: () => void;
}

export class Studio {
  readonly disk: Disk;
  readonly #parts: StudioParts;
  readonly #listeners = new Listeners();
  readonly #gestures: Gestures;
  readonly #stepper: Stepper;
  readonly #home: Home;
  readonly #notices: readonly string[];
  #onDiskAtMs: number | null = null;
  /** The gesture that lays a scene over the mix. */
  #hearing: string | null = null;

  /** Made by `openStudio`. */
  constructor(parts: StudioParts) {
    const { disk, loaded, now } = parts;
    this.#parts = parts;
    this.disk = disk;
    this.#notices = loaded.notices;
    this.#gestures = new Gestures((event) => this.#listeners.tell({ type: 'overlay', ...event }));
    this.#stepper = new Stepper({
      disk,
      document: loaded.document,
      revision: loaded.revision,
      history: loaded.history,
      listeners: this.#listeners,
      journal: () => this.#home.keeper.journal,
      written: () => this.#home.keeper.stepWritten(),
      now,
    });
    this.#home = new Home(parts, {
      state: () => ({ revision: this.revision, document: this.document }),
      onDisk: (revision, timeMs) => {
        this.#onDiskAtMs = timeMs;
        this.#listeners.tell({ type: 'onDisk', revision, timeMs });
      },
      failed: (failure) => this.#listeners.tell({ type: 'failure', failure }),
      moved: ({ history }) => {
        this.#stepper.useHistory(history);
        this.#gestures.endAll();
        this.#takeFolderName();
      },
    });
    this.#home.settle(loaded);
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
    return this.#home.folder;
  }

  /** The folder a person saved it to; null while it lives in the app's own data. */
  get savedFolder(): string | null {
    return this.#home.savedFolder;
  }

  /** Why nothing can be changed, or null. */
  get readOnly(): string | null {
    return this.#home.readOnly;
  }

  /** What was found while opening, one sentence each. */
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
      readOnly: this.readOnly,
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
    this.#home.needWritable();
    this.#endHearing();
    return this.#stepper.run(command, options);
  }

  undo(): Taken {
    this.#home.needWritable();
    this.#endHearing();
    return this.#stepper.undo();
  }

  redo(): Taken {
    this.#home.needWritable();
    this.#endHearing();
    return this.#stepper.redo();
  }

  history(): HistoryEntry[] {
    return this.#stepper.entries();
  }

  /** Goes to right after the step of that revision (0: before the first of the list), by undo or redo lines. */
  historyJump(revision: number): { revision: number } {
    this.#home.needWritable();
    this.#endHearing();
    this.#stepper.jump(revision);
    return { revision: this.revision };
  }

  beginGesture(gesture: string, name: string): void {
    this.#home.needWritable();
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

  /**
   * Lays a scene over the mix as the overlay of a gesture under way: it sounds and shows, and is no step. Whatever is
   * done to the document ends it, so that nobody edits what he does not hear.
   */
  hearScene(gesture: string, sceneId: string): void {
    this.hearCommand(gesture, { id: 'scene.recall', payload: { sceneId } });
  }

  /** Lays what a command would do over the document as the overlay of a gesture: an edit ends it. */
  hearCommand(gesture: string, command: { id: string; payload: unknown }): void {
    const { patches } = applyCommand(this.document, command);
    // Patches of a document are JSON, as the document is.
    this.#gestures.preview(gesture, patches as Patch[]);
    this.#hearing = gesture;
  }

  #endHearing(): void {
    const gesture = this.#hearing;
    this.#hearing = null;
    if (gesture !== null && this.#gestures.has(gesture)) this.#gestures.end(gesture);
  }

  /** Ends those that are still under way, for a window that went without ending them. */
  dropGestures(gestures: readonly string[]): void {
    for (const gesture of gestures) if (this.#gestures.has(gesture)) this.#gestures.end(gesture);
  }

  /** What sounds over the document now: for an engine that starts anew. */
  overlay(): Patch[] {
    return this.#gestures.overlay();
  }

  saveVersion(name: string): VersionInfo {
    this.#home.needWritable();
    this.flush();
    const { document, revision } = this;
    const timeMs = this.#parts.now().getTime();
    return saveVersion(this.disk, this.folder, { name, timeMs, revision, document });
  }

  versions(): VersionInfo[] {
    return listVersions(this.disk, this.folder);
  }

  /** The document of a version, for comparing. */
  readVersion(id: string): SessionDocument {
    return readVersion(this.disk, this.folder, id).document;
  }

  /** The document right after a step of the history (0: before the first), without going there. */
  documentAt(revision: number): SessionDocument {
    return this.#stepper.documentAt(revision);
  }

  /** A moment of this session with its document, for comparing. */
  readMoment(moment: Moment): MomentDocument {
    return readMoment(this, moment);
  }

  /** Brings a version back as one step that can be undone. */
  restoreVersion(id: string): { revision: number } {
    this.#home.needWritable();
    this.#endHearing();
    const { name, document } = readVersion(this.disk, this.folder, id);
    return { revision: this.#stepper.restore(id, name, document).revision };
  }

  view(): View {
    return this.#home.view.view;
  }

  setView(view: View): void {
    this.#home.view.set(view, this.readOnly === null);
  }

  /**
   * Gives the session a folder of its own name: a never-saved one moves there, any other is copied with its audio
   * and history and goes on in the copy. What was there stays as it was if this fails.
   */
  async saveAs(target: string): Promise<void> {
    await this.#home.saveAs(target);
    this.#listeners.tell({ type: 'reset' });
  }

  #takeFolderName(): void {
    const name = basename(this.folder);
    if (this.document.session.name === name) return;
    this.run({ id: 'session.rename', payload: { name } }, { name: studioWords.historyNames.saveAs(name) });
  }

  /** Blocks until everything acknowledged is on the disk. */
  flush(): void {
    this.#home.keeper.flush();
  }

  /** Ends the session: everything on disk, the folder free for others. Safe to call twice. */
  close(): void {
    this.#gestures.endAll();
    try {
      this.#home.close();
    } finally {
      this.#parts.onClose();
      this.#listeners.clear();
    }
  }
}
