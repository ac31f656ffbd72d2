/** Files and folders that work makes anew: taken away again where it does not come to its end. */
import { existsSync, mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

export class Fresh {
  readonly #files: string[] = [];
  readonly #folders: string[] = [];

  constructor(paths: readonly string[] = []) {
    for (const path of paths) this.add(path);
  }

  /** A file that will be written; its folder is made. */
  add(path: string): void {
    for (const one of [path, `${path}.proof.json`]) if (!existsSync(one)) this.#files.push(one);
    const missing: string[] = [];
    for (let folder = dirname(path); !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
    mkdirSync(dirname(path), { recursive: true });
    this.#folders.push(...missing);
  }

  remove(): void {
    for (const path of this.#files) rmSync(path, { force: true });
    for (const folder of this.#folders.reverse()) {
      try {
        rmdirSync(folder);
      } catch {
        // Something else has come into it meanwhile: it stays.
      }
    }
  }
}
