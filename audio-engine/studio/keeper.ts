/**
 * The session on disk while it is open: journal, snapshot and compaction, and what is done when the disk does not
 * confirm what it was given.
 */
import { dirname, join } from 'node:path';
import type { SessionDocument } from '../session/index.ts';
import { type FailureValue, failureOf, studioWords, type ThresholdError } from '../words/index.ts';
import type { Disk } from './disk.ts';
import { Journal } from './journal.ts';
import { HISTORY_FOLDER, type LoadedSession } from './load.ts';
import { writeSnapshot } from './snapshot.ts';

/** A journal longer than this is compacted in a quiet moment. */
const COMPACT_LINES = 2000;
const COMPACT_BYTES = 8 << 20;
/** At closing, a shorter one is left as it is: opening reads it in no time. */
const COMPACT_LINES_AT_CLOSE = 64;
const QUIET_MS = 1500;
const RETRY_SYNC_MS = 2000;

export interface KeeperState {
  revision: number;
  undoFloor: number;
  document: SessionDocument;
}

export interface KeeperEvents {
  onDisk(revision: number, timeMs: number): void;
  failed(failure: FailureValue): void;
}

const padded = (revision: number) => String(revision).padStart(10, '0');

export class Keeper {
  readonly journal: Journal;
  readonly #disk: Disk;
  readonly #folder: string;
  readonly #state: () => KeeperState;
  readonly #events: KeeperEvents;
  readonly #now: () => Date;
  #compactTimer: NodeJS.Timeout | undefined;
  #retryTimer: NodeJS.Timeout | undefined;

  constructor(
    disk: Disk,
    folder: string,
    loaded: LoadedSession,
    state: () => KeeperState,
    events: KeeperEvents,
    now: () => Date,
  ) {
    this.#disk = disk;
    this.#folder = folder;
    this.#state = state;
    this.#events = events;
    this.#now = now;
    this.journal = new Journal(disk, folder, loaded.journalLines, loaded.journalBytes, {
      synced: (revision) => events.onDisk(revision, now().getTime()),
      syncFailed: (error) => this.#afterFailedSync(error),
    });
    this.journal.file = loaded.journalFile;
  }

  /** Mends what loading found: keeps bytes that are not whole aside and cuts them off, writes the new format. */
  mend(loaded: LoadedSession): void {
    if (loaded.dropBytes > 0) {
      const { path } = loaded.journalFile;
      const dropped = this.#disk.readPart(path, loaded.journalBytes, loaded.dropBytes);
      this.#disk.makeFolder(join(this.#folder, HISTORY_FOLDER));
      const aside = join(this.#folder, HISTORY_FOLDER, `dropped-after-${padded(loaded.revision)}.txt`);
      this.#disk.replace(aside, dropped.toString('utf8'));
      const descriptor = this.#disk.open(path, 'r+');
      try {
        this.#disk.truncate(descriptor, path, loaded.journalBytes);
        this.#disk.sync(descriptor, path);
      } finally {
        this.#disk.close(descriptor);
      }
    }
    if (loaded.migrated) this.compact();
  }

  /** After a step: compacts a long journal when it is quiet. */
  stepWritten(): void {
    if (this.#compactTimer || (this.journal.lines < COMPACT_LINES && this.journal.bytes < COMPACT_BYTES))
      return;
    this.#compactTimer = setTimeout(() => {
      this.#compactTimer = undefined;
      try {
        this.compact();
      } catch (error) {
        this.#events.failed(failureOf(error));
      }
    }, QUIET_MS).unref();
  }

  /**
   * Writes the snapshot, then moves the journal's lines to `history/`. A program that ends between the two finds
   * lines the snapshot already holds, and skips them.
   */
  compact(): void {
    this.journal.syncNow();
    this.#writeSnapshot();
    if (this.journal.lines === 0) return;
    const { revision } = this.#state();
    const history = join(this.#folder, HISTORY_FOLDER);
    this.#disk.makeFolder(history);
    this.journal.archive(
      join(history, `${padded(revision - this.journal.lines + 1)}-${padded(revision)}.jsonl`),
    );
    this.#disk.syncFolder(history);
    this.#disk.syncFolder(dirname(history));
  }

  #writeSnapshot(): void {
    writeSnapshot(this.#disk, this.#folder, { ...this.#state(), savedAt: this.#now().toISOString() });
  }

  /**
   * After a failed fsync the system may have dropped the bytes and forgotten them, so asking again proves nothing
   * (Rebello et al., "Can Applications Recover from fsync Failures?", USENIX ATC 2020): the whole document is
   * written to a new file instead.
   */
  #afterFailedSync(error: ThresholdError): void {
    this.#events.failed({
      ...error.failure,
      sentence: `${error.failure.sentence} ${studioWords.notices.syncFailed}`,
    });
    this.#saveAnew();
  }

  #saveAnew(): void {
    try {
      this.#writeSnapshot();
      this.journal.coveredBySnapshot();
    } catch {
      this.#retryTimer = setTimeout(() => this.#saveAnew(), RETRY_SYNC_MS).unref();
    }
  }

  /** Blocks until everything acknowledged is on the disk. */
  flush(): void {
    try {
      this.journal.syncNow();
    } catch (error) {
      this.#writeSnapshot();
      this.journal.coveredBySnapshot();
      this.#events.failed(failureOf(error));
    }
  }

  /** Ends writing, with everything on the disk; throws where the disk refuses, after closing all the same. */
  close(): void {
    clearTimeout(this.#compactTimer);
    clearTimeout(this.#retryTimer);
    try {
      if (this.journal.lines >= COMPACT_LINES_AT_CLOSE) this.compact();
      else this.flush();
    } finally {
      this.journal.close();
    }
  }
}
