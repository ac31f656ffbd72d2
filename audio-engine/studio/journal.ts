/**
 * The journal on disk: lines are appended before a step counts, synced within a quarter of a second, and a write
 * that failed is taken back so that the file always ends with a whole line.
 */
import { join } from 'node:path';
import { studioWords, ThresholdError } from '../words/index.ts';
import type { Disk } from './disk.ts';
import type { LineFile } from './history.ts';

export const JOURNAL_FILE = 'journal.jsonl';
/** Well inside the promise of 250 ms, and long enough that a fast hand costs few syncs. */
const SYNC_AFTER_MS = 60;

export interface JournalEvents {
  /** Everything up to the revision is on the disk. */
  synced(revision: number): void;
  syncFailed(error: ThresholdError): void;
}

export class Journal {
  /** Shared with the history's steps: its path changes when the file is moved. */
  file: LineFile;
  lines: number;
  bytes: number;
  readonly #disk: Disk;
  readonly #events: JournalEvents;
  #descriptor: number | undefined;
  #folder: string;
  #writtenRevision = 0;
  #syncedRevision = 0;
  #timer: NodeJS.Timeout | undefined;
  #syncing = false;
  #stuck = false;

  constructor(disk: Disk, folder: string, lines: number, bytes: number, events: JournalEvents) {
    this.#disk = disk;
    this.#folder = folder;
    this.#events = events;
    this.file = { path: join(folder, JOURNAL_FILE) };
    this.lines = lines;
    this.bytes = bytes;
  }

  get hasUnsynced(): boolean {
    return this.#writtenRevision > this.#syncedRevision;
  }

  /** Appends whole lines in one write; throws with the file as it was before. Answers the offset of the first. */
  append(text: string, count: number, lastRevision: number): number {
    if (this.#stuck) throw new ThresholdError(studioWords.journalStuck(this.file.path));
    if (this.#descriptor === undefined) {
      const isNew = !this.#disk.exists(this.file.path);
      this.#descriptor = this.#disk.open(this.file.path, 'a');
      if (isNew) this.#disk.syncFolder(this.#folder);
    }
    const bytes = Buffer.from(text);
    try {
      this.#disk.write(this.#descriptor, this.file.path, bytes);
    } catch (error) {
      try {
        this.#disk.truncate(this.#descriptor, this.file.path, this.bytes);
      } catch {
        this.#stuck = true;
      }
      throw error;
    }
    const offset = this.bytes;
    this.bytes += bytes.length;
    this.lines += count;
    this.#writtenRevision = lastRevision;
    this.#timer ??= setTimeout(() => this.#syncSoon(), SYNC_AFTER_MS);
    return offset;
  }

  #syncSoon(): void {
    this.#timer = undefined;
    const descriptor = this.#descriptor;
    if (descriptor === undefined || !this.hasUnsynced) return;
    if (this.#syncing) {
      this.#timer = setTimeout(() => this.#syncSoon(), SYNC_AFTER_MS);
      return;
    }
    const revision = this.#writtenRevision;
    this.#syncing = true;
    this.#disk.syncLater(descriptor, this.file.path, (error) => {
      this.#syncing = false;
      // The file was closed meanwhile: whoever closed it has synced it and said so.
      if (this.#descriptor !== descriptor) return;
      if (error) this.#events.syncFailed(error);
      else this.#markSynced(revision);
    });
  }

  #markSynced(revision: number): void {
    if (revision <= this.#syncedRevision) return;
    this.#syncedRevision = revision;
    this.#events.synced(revision);
  }

  /** Blocks until everything written is on the disk. */
  syncNow(): void {
    if (this.#descriptor === undefined || !this.hasUnsynced) return;
    this.#disk.sync(this.#descriptor, this.file.path);
    this.#markSynced(this.#writtenRevision);
  }

  /** What was written is safe in another way: a synced snapshot holds it. */
  coveredBySnapshot(): void {
    this.#markSynced(this.#writtenRevision);
  }

  /** Closes the file; nothing is written any more until the next append. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#descriptor !== undefined) this.#disk.close(this.#descriptor);
    this.#descriptor = undefined;
  }

  /** Moves the lines so far to a file of their own and starts an empty journal; steps find their lines there. */
  archive(to: string): void {
    this.close();
    this.#disk.rename(this.file.path, to);
    this.file.path = to;
    this.file = { path: join(this.#folder, JOURNAL_FILE) };
    this.lines = 0;
    this.bytes = 0;
    this.#stuck = false;
  }
}
