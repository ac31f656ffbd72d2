/**
 * Reads a session folder without changing a byte of it: snapshot plus the journal's forward patches, and the
 * history from all lines. What would have to be mended on disk is told, not done.
 */
import { join } from 'node:path';
import { applyPatches, migrate, SCHEMA_VERSION, type SessionDocument } from '../session/index.ts';
import { studioWords, ThresholdError } from '../words/index.ts';
import type { Disk } from './disk.ts';
import { History, type LineFile } from './history.ts';
import { JOURNAL_FILE } from './journal.ts';
import { type PlacedLine, readLines } from './journal-line.ts';
import { readSnapshot } from './snapshot.ts';

export const HISTORY_FOLDER = 'history';

export interface LoadedSession {
  document: SessionDocument;
  revision: number;
  undoFloor: number;
  history: History;
  /** The file object the current journal's steps carry. */
  journalFile: LineFile;
  journalLines: number;
  /** Bytes of the journal that are whole; `dropBytes` more follow that are not. */
  journalBytes: number;
  dropBytes: number;
  /** The document came from an older format: a snapshot in the new one has to be written. */
  migrated: boolean;
  notices: string[];
  missingMedia: string[];
}

interface Placed extends PlacedLine {
  file: LineFile;
}

function readHistory(disk: Disk, folder: string): Placed[] {
  const lines: Placed[] = [];
  for (const name of disk.list(join(folder, HISTORY_FOLDER))) {
    if (!name.endsWith('.jsonl')) continue;
    const file = { path: join(folder, HISTORY_FOLDER, name) };
    try {
      for (const placed of readLines(disk.read(file.path)).lines) lines.push({ ...placed, file });
    } catch {
      // An unreadable file leaves a gap, and the history is cut there with a notice.
    }
  }
  return lines;
}

/** The unbroken run of lines that ends at `revision`, after `floor`. */
function unbroken(lines: readonly Placed[], revision: number, floor: number): Placed[] {
  const run: Placed[] = [];
  let wanted = revision;
  for (let i = lines.length - 1; i >= 0 && wanted > floor; i--) {
    const placed = lines[i]!;
    if (placed.line.rev > wanted) continue;
    if (placed.line.rev < wanted) break;
    run.push(placed);
    wanted -= 1;
  }
  return run.reverse();
}

/** `salvage` takes what came before damage in the journal's middle; without it, damage is a failure. */
export function loadSession(disk: Disk, folder: string, salvage: boolean): LoadedSession {
  const snapshot = readSnapshot(disk, folder);
  const stored = snapshot.document;
  // A newer format is refused before any of its steps are read.
  if (typeof stored.schemaVersion !== 'number' || stored.schemaVersion > SCHEMA_VERSION) migrate(stored);

  const notices: string[] = [];
  const file: LineFile = { path: join(folder, JOURNAL_FILE) };
  const read = readLines(disk.exists(file.path) ? disk.read(file.path) : Buffer.alloc(0));
  let damagedAt = read.damagedAt;
  if (damagedAt !== null && !salvage)
    throw new ThresholdError(studioWords.journalDamaged(file.path, damagedAt));

  let document = stored as unknown as SessionDocument;
  let revision = snapshot.revision;
  let journalBytes = read.goodBytes;
  const kept: Placed[] = [];
  for (const [index, placed] of read.lines.entries()) {
    const { rev, forward } = placed.line;
    if (rev > snapshot.revision) {
      let next: SessionDocument | undefined;
      if (rev === revision + 1) {
        try {
          next = applyPatches(document, forward);
        } catch {
          // Patches that do not fit: a step before them is missing or changed.
        }
      }
      if (next === undefined) {
        if (!salvage) throw new ThresholdError(studioWords.journalGap(file.path, index + 1));
        damagedAt = index + 1;
        journalBytes = placed.offset;
        break;
      }
      document = next;
      revision = rev;
    }
    kept.push({ ...placed, file });
  }

  const migrated = stored.schemaVersion !== SCHEMA_VERSION;
  const checked = migrate(document);
  const undoFloor = migrated ? revision : snapshot.undoFloor;
  if (migrated) notices.push(studioWords.notices.migrated);

  const history = new History();
  const run = unbroken([...readHistory(disk, folder), ...kept], revision, undoFloor);
  for (const { line, file: from, offset, length } of run) history.take(line, from, offset, length);
  if (run.length < revision - undoFloor) {
    notices.push(studioWords.notices.historyCut(run[0]?.file.path ?? join(folder, HISTORY_FOLDER)));
  }

  const dropBytes = read.totalBytes - journalBytes;
  if (damagedAt !== null) notices.push(studioWords.notices.salvaged(damagedAt));
  else if (dropBytes > 0) notices.push(studioWords.notices.tornTail(dropBytes));

  const missingMedia = Object.values(checked.media)
    .filter((media) => !disk.exists(join(folder, ...media.file.split('/'))))
    .map((media) => media.id);
  if (missingMedia.length > 0) {
    notices.push(studioWords.notices.missingMedia(missingMedia.map((id) => checked.media[id]!.file)));
  }

  return {
    document: checked,
    revision,
    undoFloor,
    history,
    journalFile: file,
    journalLines: kept.length,
    journalBytes,
    dropBytes,
    migrated,
    notices,
    missingMedia,
  };
}
