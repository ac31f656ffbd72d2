/** Serves the built renderer: only files that are in its folder, listed once at the start. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.map': 'application/json',
};

export class StaticFiles {
  readonly #files = new Map<string, string>();

  constructor(folder: string) {
    if (!existsSync(folder)) return;
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      this.#files.set(path.slice(folder.length).replaceAll('\\', '/'), path);
    }
  }

  get found(): boolean {
    return this.#files.has('/index.html');
  }

  /** Answers with the file at the URL's path; false where there is none. */
  serve(pathname: string, response: ServerResponse, headers: Record<string, string>): boolean {
    const file = this.#files.get(pathname === '/' ? '/index.html' : pathname);
    if (!file) return false;
    response.writeHead(200, {
      ...headers,
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    });
    response.end(readFileSync(file));
    return true;
  }
}
