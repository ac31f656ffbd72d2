/**
 * Where the built entry files are: workers, child processes and the kernels are files beside each other in
 * `dist/`, found from a bundle in `dist/` and from a source file alike.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Entry =
  | 'main/job-process.js'
  | 'engine/engine-process.js'
  | 'engine/audio-worker.js'
  | 'engine/disk-worker.js'
  | 'engine/dsp-worker.js'
  | 'engine/listen-worker.js'
  | 'engine/kernels.wasm'
  | 'cli/index.js';

let root: string | undefined;

/** The folder that holds package.json: the program's own. */
export function programFolder(): string {
  if (root) return root;
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('Threshold cannot find its own folder: package.json is missing.');
    folder = parent;
  }
  root = folder;
  return folder;
}

/** Absolute path of a built file. From a packaged app it is the unpacked twin, which workers and `fork` can load. */
export function entryPath(entry: Entry): string {
  const folder = programFolder().replace(/app\.asar(?!\.unpacked)/, 'app.asar.unpacked');
  return join(folder, 'dist', ...entry.split('/'));
}
