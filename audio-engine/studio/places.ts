/** Where the program keeps its own things: sessions that were never saved by name, and the list of recent ones. */
import { homedir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import { z } from 'zod';
import type { Disk } from './disk.ts';

/** The app's data folder; `THRESHOLD_DATA` overrides the system's usual place. */
export function defaultDataFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.THRESHOLD_DATA) return env.THRESHOLD_DATA;
  if (process.platform === 'win32')
    return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Threshold');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Threshold');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'threshold');
}

export function unsavedFolder(dataFolder: string): string {
  return join(dataFolder, 'unsaved');
}

export function isInside(folder: string, outer: string): boolean {
  const way = relative(outer, folder);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

const recentSchema = z.array(z.object({ name: z.string(), path: z.string(), openedMs: z.number() }));
export type RecentSession = z.output<typeof recentSchema>[number];
const MANY = 30;

function readRecent(disk: Disk, dataFolder: string): RecentSession[] {
  const path = join(dataFolder, 'recent.json');
  try {
    const parsed = recentSchema.safeParse(JSON.parse(disk.read(path).toString('utf8')));
    return parsed.success ? parsed.data : [];
  } catch {
    // No list yet, or one that cannot be read: a list of recent sessions is a convenience, and starts anew.
    return [];
  }
}

/** Newest first; sessions that are gone are left out. */
export function recentSessions(disk: Disk, dataFolder: string): RecentSession[] {
  return readRecent(disk, dataFolder).filter(({ path }) => disk.exists(join(path, 'session.json')));
}

export function noteRecent(disk: Disk, dataFolder: string, session: RecentSession): void {
  const others = readRecent(disk, dataFolder).filter(({ path }) => path !== session.path);
  disk.makeFolder(dataFolder);
  disk.replace(
    join(dataFolder, 'recent.json'),
    JSON.stringify([session, ...others].slice(0, MANY), null, 1),
    {
      lasting: false,
    },
  );
}
