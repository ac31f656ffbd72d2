/**
 * Where renders go that are only heard and forgotten: inside the session's folder, or, where the session may only be
 * read, in the program's own. Jobs and the engine take places as seen from the session's folder.
 */
import { rmSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Studio } from '../../audio-engine/studio/index.ts';

type Looked = Pick<Studio, 'folder' | 'readOnly'>;

/** Of this process alone: another one may look at something too. */
const ownFolder = (dataFolder: string): string => join(dataFolder, `heard-${process.pid}`);

/** With forward slashes, as seen from the session's folder. */
export function rendersPlace(studio: Looked, dataFolder: string, name: string): string {
  if (studio.readOnly === null) return name;
  return relative(studio.folder, join(ownFolder(dataFolder), ...name.split('/'))).replaceAll(sep, '/');
}

/** Takes away what was rendered at those places. */
export function removeRenders(studio: Looked, dataFolder: string, names: readonly string[]): void {
  const folders =
    studio.readOnly === null
      ? names.map((name) => join(studio.folder, ...name.split('/')))
      : [ownFolder(dataFolder)];
  for (const folder of folders)
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // A file that is still read stays until the next comparison or measurement writes over it.
    }
}
