/** `session.json`: the whole document at a revision, replaced as a whole; the journal holds what came after. */
import { join } from 'node:path';
import { z } from 'zod';
import type { SessionDocument } from '../session/index.ts';
import { studioWords, ThresholdError } from '../words/index.ts';
import type { Disk } from './disk.ts';

export const SNAPSHOT_FILE = 'session.json';
const FORMAT = 'threshold-session';

const snapshotSchema = z.object({
  format: z.literal(FORMAT),
  revision: z.number().int().min(0),
  /** Steps up to here cannot be undone: the document was brought to a newer format after them. */
  undoFloor: z.number().int().min(0),
  savedAt: z.string(),
  document: z.record(z.string(), z.unknown()),
});

export type Snapshot = z.output<typeof snapshotSchema>;

export function readSnapshot(disk: Disk, folder: string): Snapshot {
  const path = join(folder, SNAPSHOT_FILE);
  if (!disk.isFolder(folder)) throw new ThresholdError(studioWords.noFolder(folder));
  if (!disk.exists(path)) throw new ThresholdError(studioWords.notASession(folder));
  const text = disk.read(path).toString('utf8');
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new ThresholdError(studioWords.snapshotDamaged(path));
  }
  if ((raw as { format?: unknown } | null)?.format !== FORMAT)
    throw new ThresholdError(studioWords.notASession(folder));
  const parsed = snapshotSchema.safeParse(raw);
  if (!parsed.success) throw new ThresholdError(studioWords.snapshotDamaged(path));
  return parsed.data;
}

export function writeSnapshot(
  disk: Disk,
  folder: string,
  state: { revision: number; undoFloor: number; document: SessionDocument; savedAt: string },
): void {
  const { revision, undoFloor, savedAt, document } = state;
  const snapshot: Snapshot = { format: FORMAT, revision, undoFloor, savedAt, document: { ...document } };
  disk.replace(join(folder, SNAPSHOT_FILE), `${JSON.stringify(snapshot, null, 1)}\n`);
}
