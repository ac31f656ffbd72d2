/**
 * Takes steps: a command, an undo, a redo or a restored version becomes journal lines first, and only then counts in
 * the store and is told.
 */
import type { HistoryEntry, Patch } from '../protocol/index.ts';
import { applyCommand, applyPatches, type RawCommand, type SessionDocument } from '../session/index.ts';
import { studioWords, ThresholdError } from '../words/index.ts';
import type { Disk } from './disk.ts';
import type { Listeners } from './events.ts';
import type { History, Step } from './history.ts';
import type { Journal } from './journal.ts';
import { decodeLine, encodeLine, type JournalLine, REDO, RESTORE, UNDO } from './journal-line.ts';
import { restorePatches } from './restore.ts';
import { createStore, type StudioStore, stepTaken } from './store.ts';

export interface RunOptions {
  /** The step's name in the history; without one, the command names itself. */
  name?: string | null;
  clientTag?: string | null;
  gesture?: string | null;
}

/** The step that was taken. */
export interface Taken {
  revision: number;
  name: string;
}

interface NewStep extends Omit<JournalLine, 'rev' | 'time'> {
  document: SessionDocument;
}

export interface StepperParts {
  disk: Disk;
  document: SessionDocument;
  revision: number;
  history: History;
  listeners: Listeners;
  /** Where lines go now; the session may move to another folder. */
  journal: () => Journal;
  /** Called after lines were written. */
  written: () => void;
  now: () => Date;
}

const LONGEST_NAME = 256;

export class Stepper {
  readonly store: StudioStore;
  readonly #parts: StepperParts;
  #history: History;

  constructor(parts: StepperParts) {
    this.#parts = parts;
    this.#history = parts.history;
    this.store = createStore(parts.document, parts.revision);
  }

  get document(): SessionDocument {
    return this.store.getState().document;
  }

  get revision(): number {
    return this.store.getState().revision;
  }

  get undoName(): string | null {
    return this.#history.lastDone?.name ?? null;
  }

  get redoName(): string | null {
    return this.#history.nextUndone?.name ?? null;
  }

  /** The same steps, read from where they lie now. */
  useHistory(history: History): void {
    this.#history = history;
  }

  entries(): HistoryEntry[] {
    return this.#history.entries();
  }

  run(command: RawCommand, { name = null, clientTag = null, gesture = null }: RunOptions): Taken {
    const applied = applyCommand(this.document, command);
    const { document, patches: forward, inverse } = applied;
    const stepName = (name ?? applied.name).slice(0, LONGEST_NAME);
    const step = { command: applied.command, name: stepName, gesture, forward, inverse, document };
    return this.#take([step], clientTag);
  }

  restore(versionId: string, versionName: string, wanted: SessionDocument): Taken {
    const { document, patches: forward, inverse } = restorePatches(this.document, wanted);
    const command = { id: RESTORE, payload: { versionId } };
    const name = studioWords.historyNames.restore(versionName).slice(0, LONGEST_NAME);
    return this.#take([{ command, name, gesture: null, forward, inverse, document }], null);
  }

  undo(): Taken {
    const step = this.#history.lastDone;
    if (!step) throw new ThresholdError(studioWords.nothingToUndo());
    return this.#walk([step], UNDO);
  }

  redo(): Taken {
    const step = this.#history.nextUndone;
    if (!step) throw new ThresholdError(studioWords.nothingToRedo());
    return this.#walk([step], REDO);
  }

  jump(revision: number): void {
    const way = this.#history.distance(revision);
    if (!way) throw new ThresholdError(studioWords.noSuchStep(revision));
    if (way.undo > 0) this.#walk(this.#history.undoable(way.undo), UNDO);
    if (way.redo > 0) this.#walk(this.#history.redoable(way.redo), REDO);
  }

  /** The document as it was right after step `revision` (0: before the first of the list), without going there. */
  documentAt(revision: number): SessionDocument {
    const way = this.#history.distance(revision);
    if (!way) throw new ThresholdError(studioWords.noSuchStep(revision));
    let { document } = this;
    if (way.undo > 0)
      for (const step of this.#history.undoable(way.undo))
        document = applyPatches(document, this.#read(step).inverse);
    if (way.redo > 0)
      for (const step of this.#history.redoable(way.redo))
        document = applyPatches(document, this.#read(step).forward);
    return document;
  }

  #walk(steps: readonly Step[], kind: typeof UNDO | typeof REDO): Taken {
    let { document } = this;
    const taken = steps.map((step): NewStep => {
      const line = this.#read(step);
      const [forward, inverse] = kind === UNDO ? [line.inverse, line.forward] : [line.forward, line.inverse];
      document = applyPatches(document, forward);
      const command = { id: kind, payload: { revision: step.revision } };
      return { command, name: step.name, gesture: null, forward, inverse, document };
    });
    return this.#take(taken, null);
  }

  #read(step: Step): JournalLine {
    const bytes = this.#parts.disk.readPart(step.file.path, step.offset, step.length);
    const line = decodeLine(bytes.toString('utf8'));
    if (line?.rev !== step.revision) throw new ThresholdError(studioWords.stepUnreadable(step.name));
    return line;
  }

  /** Writes the steps' lines in one go, and only then lets them count. */
  #take(steps: readonly NewStep[], clientTag: string | null): Taken {
    const last = steps.at(-1)!;
    const fromRevision = this.revision;
    const revision = fromRevision + steps.length;
    const time = this.#parts.now().toISOString();
    const lines = steps.map(({ document: _document, ...step }, i): JournalLine => {
      return { rev: fromRevision + 1 + i, time, ...step };
    });
    const texts = lines.map(encodeLine);
    const journal = this.#parts.journal();
    let offset = journal.append(texts.join(''), lines.length, revision);
    for (const [i, line] of lines.entries()) {
      const bytes = Buffer.byteLength(texts[i]!);
      this.#history.take(line, journal.file, offset, bytes - 1);
      offset += bytes;
    }
    this.store.dispatch(stepTaken({ document: last.document, revision }));
    this.#parts.written();
    this.#parts.listeners.tell({
      type: 'patches',
      fromRevision,
      revision,
      // Patches of a document are JSON, as the document is.
      patches: lines.flatMap((line) => line.forward) as Patch[],
      clientTag,
      undoName: this.undoName,
      redoName: this.redoName,
    });
    return { revision, name: last.name };
  }
}
