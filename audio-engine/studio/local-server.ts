/** The open session's local socket: only this user's processes reach it, every line is checked. */
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { failureOf, studioWords } from '../words/index.ts';
import { onLines } from './lines.ts';
import { type LocalAnswer, localRequestSchema, MAX_LINE_BYTES, refusal } from './local-protocol.ts';
import type { Studio } from './studio.ts';

/** A fresh address. Unix sockets hold about 100 bytes of path, so it lies in the system's temporary folder. */
export function newSocketPath(): string {
  const name = `threshold-${randomBytes(8).toString('hex')}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  return join(tmpdir(), `threshold-${userInfo().uid}`, `${name}.sock`);
}

/** Makes the folder of the socket this user's own; false where it is somebody else's. */
function preparePlace(path: string): boolean {
  if (process.platform === 'win32') return true;
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (statSync(folder).uid !== userInfo().uid) return false;
    chmodSync(folder, 0o700);
    return true;
  } catch {
    return false;
  }
}

function answer(studio: Studio, text: string): LocalAnswer {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return refusal(null, studioWords.badMessage());
  }
  const parsed = localRequestSchema.safeParse(raw);
  if (!parsed.success)
    return refusal(null, { ...studioWords.badMessage(), detail: parsed.error.message.slice(0, 500) });
  const request = parsed.data;
  const { id } = request;
  try {
    switch (request.type) {
      case 'run':
        return { id, ok: true, ...studio.run(request.command, { name: request.name }) };
      case 'undo':
        return { id, ok: true, ...studio.undo() };
      case 'redo':
        return { id, ok: true, ...studio.redo() };
      case 'state':
        return { id, ok: true, revision: studio.revision, name: null, document: studio.document };
    }
  } catch (error) {
    return refusal(id, failureOf(error));
  }
}

export class LocalServer {
  readonly #server: Server;
  readonly #path: string;
  readonly #connections = new Set<Socket>();

  constructor(studio: Studio, path: string, failed: () => void) {
    this.#path = path;
    this.#server = createServer((socket) => {
      this.#connections.add(socket);
      socket.on('close', () => this.#connections.delete(socket));
      socket.on('error', () => socket.destroy());
      const reply = (value: LocalAnswer) => socket.write(`${JSON.stringify(value)}\n`);
      onLines(socket, MAX_LINE_BYTES, {
        line: (text) => reply(answer(studio, text)),
        tooLong: () => {
          reply(refusal(null, studioWords.messageTooLong()));
          socket.destroySoon();
        },
      });
    });
    this.#server.on('error', failed);
    if (preparePlace(path)) this.#server.listen(path);
    else setImmediate(failed);
    // The socket serves while the program runs for other reasons; it is none to go on running.
    this.#server.unref();
  }

  close(): void {
    for (const socket of this.#connections) socket.destroySoon();
    this.#server.close();
    if (process.platform !== 'win32') rmSync(this.#path, { force: true });
  }
}
