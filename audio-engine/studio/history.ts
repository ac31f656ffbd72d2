/**
 * The steps that can be undone and redone, made from the journal's lines alone, so that they survive a restart.
 * A step keeps its place in the files, not its patches: the history is as long as the disk is.
 */
import type { HistoryEntry } from '../protocol/index.ts';
import { type JournalLine, REDO, UNDO } from './journal-line.ts';

/** A file of lines; the current journal's is renamed when it is compacted, and its steps follow. */
export interface LineFile {
  path: string;
}

export interface Step {
  revision: number;
  name: string;
  timeMs: number;
  file: LineFile;
  offset: number;
  length: number;
}

/** The step that an undo or redo line is about. */
function stepRevision(line: JournalLine): unknown {
  return (line.command.payload as { revision?: unknown } | null)?.revision;
}

export class History {
  #done: Step[] = [];
  #undone: Step[] = [];
  /** Where the document stood at revisions that are no step of their own: the step that was done last, 0 for none. */
  readonly #standing = new Map<number, number>();

  get lastDone(): Step | undefined {
    return this.#done.at(-1);
  }

  /** The step that redo brings back next. */
  get nextUndone(): Step | undefined {
    return this.#undone.at(-1);
  }

  clear(): void {
    this.#done = [];
    this.#undone = [];
    this.#standing.clear();
  }

  /** Takes a line in, in the order of revisions. */
  take(line: JournalLine, file: LineFile, offset: number, length: number): void {
    if (line.command.id === UNDO) {
      // A step whose own line is lost (a cut history) is not on the list, and neither is its undo.
      if (this.lastDone?.revision === stepRevision(line)) this.#undone.push(this.#done.pop()!);
    } else if (line.command.id === REDO) {
      if (this.nextUndone?.revision === stepRevision(line)) this.#done.push(this.#undone.pop()!);
    } else if (line.forward.length > 0) {
      // A command that changed nothing has its line, but there is nothing in it to undo.
      this.#undone = [];
      this.#done.push({
        revision: line.rev,
        name: line.name,
        timeMs: Date.parse(line.time) || 0,
        file,
        offset,
        length,
      });
    }
    if (this.lastDone?.revision !== line.rev) this.#standing.set(line.rev, this.lastDone?.revision ?? 0);
  }

  /** Oldest first; undone steps follow, nearest first. */
  entries(): HistoryEntry[] {
    const entry = ({ revision, name, timeMs }: Step, applied: boolean) => ({
      revision,
      name,
      timeMs,
      applied,
    });
    return [
      ...this.#done.map((step) => entry(step, true)),
      ...this.#undone.toReversed().map((step) => entry(step, false)),
    ];
  }

  /**
   * Steps to take to stand where the document stood at `revision` (0: before the first step): how many undos or redos.
   * Undefined where there is no such step any more.
   */
  distance(at: number): { undo: number; redo: number } | undefined {
    const revision = this.#standing.get(at) ?? at;
    if (revision === 0) return { undo: this.#done.length, redo: 0 };
    const done = this.#done.findIndex((step) => step.revision === revision);
    if (done >= 0) return { undo: this.#done.length - 1 - done, redo: 0 };
    const undone = this.#undone.findIndex((step) => step.revision === revision);
    return undone < 0 ? undefined : { undo: 0, redo: this.#undone.length - undone };
  }

  /** The last `count` done steps, newest first: the order of undoing. */
  undoable(count: number): Step[] {
    return this.#done.slice(-count).reverse();
  }

  /** The next `count` undone steps in the order of redoing. */
  redoable(count: number): Step[] {
    return this.#undone.slice(-count).reverse();
  }
}
