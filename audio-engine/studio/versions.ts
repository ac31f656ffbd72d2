/** Versions that a person named: whole documents in `versions/`, to be listed, compared and restored. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { migrate, type SessionDocument } from '../session/index.ts';
import { studioWords, ThresholdError } from '../words/index.ts';
import type { Disk } from './disk.ts';

const VERSIONS_FOLDER = 'versions';

const versionSchema = z.object({
  id: z.string(),
  name: z.string(),
  timeMs: z.number(),
  revision: z.number(),
  document: z.unknown(),
});

export interface VersionInfo {
  id: string;
  name: string;
  timeMs: number;
}

export function saveVersion(
  disk: Disk,
  folder: string,
  version: { name: string; timeMs: number; revision: number; document: SessionDocument },
): VersionInfo {
  const id = randomUUID();
  disk.makeFolder(join(folder, VERSIONS_FOLDER));
  disk.replace(join(folder, VERSIONS_FOLDER, `${id}.json`), JSON.stringify({ id, ...version }));
  return { id, name: version.name, timeMs: version.timeMs };
}

function readVersionFile(disk: Disk, folder: string, file: string) {
  try {
    const parsed = versionSchema.safeParse(
      JSON.parse(disk.read(join(folder, VERSIONS_FOLDER, file)).toString('utf8')),
    );
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Newest first. */
export function listVersions(disk: Disk, folder: string): VersionInfo[] {
  return disk
    .list(join(folder, VERSIONS_FOLDER))
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) => {
      const version = readVersionFile(disk, folder, file);
      return version ? [{ id: version.id, name: version.name, timeMs: version.timeMs }] : [];
    })
    .sort((a, b) => b.timeMs - a.timeMs);
}

export function readVersion(
  disk: Disk,
  folder: string,
  id: string,
): { name: string; document: SessionDocument } {
  const version = /^[0-9a-f-]{36}$/.test(id) ? readVersionFile(disk, folder, `${id}.json`) : undefined;
  if (!version) throw new ThresholdError(studioWords.unknownVersion(id));
  return { name: version.name, document: migrate(version.document) };
}
