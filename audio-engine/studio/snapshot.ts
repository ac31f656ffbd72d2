/** `session.json`: the whole document at a revision, replaced as a whole; the journal holds what came after. */
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { SCHEMA_VERSION, type SessionDocument } from '../session/index.ts';
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
  /** Over everything before it; files from before there was one have none, and are opened as they are. */
  crc32: z.number().int().min(0).max(0xffffffff).optional(),
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
  const { crc32: written, ...content } = parsed.data;
  // A newer format is refused as one: how its program writes it is not known here.
  const newer = Number(content.document.schemaVersion) > SCHEMA_VERSION;
  if (written !== undefined && !newer && written !== checksum(content))
    throw new ThresholdError(studioWords.snapshotChanged(path));
  return parsed.data;
}

/** CRC-32 of what the file says, whatever space and lines it says it with; in the order the program writes it. */
function checksum({ format, revision, undoFloor, savedAt, document }: Omit<Snapshot, 'crc32'>): number {
  return crc32(JSON.stringify({ format, revision, undoFloor, savedAt, document }));
}

export function writeSnapshot(
  disk: Disk,
  folder: string,
  state: { revision: number; undoFloor: number; document: SessionDocument; savedAt: string },
): void {
  const { revision, undoFloor, savedAt, document } = state;
  const content = { format: FORMAT, revision, undoFloor, savedAt, document: { ...document } } as const;
  const snapshot: Snapshot = { ...content, crc32: checksum(content) };
  disk.replace(join(folder, SNAPSHOT_FILE), `${JSON.stringify(snapshot, null, 1)}\n`);
}
