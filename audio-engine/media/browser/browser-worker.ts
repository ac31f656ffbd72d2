/**
 * A headless browser as a decoder: started when first needed, shared by all files, gone soon after the last.
 * It talks to a page of ours on loopback; the way there is a secret that goes through a pipe, never in a command
 * line that other users of the machine could read.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

import { z } from 'zod';
import { DECODER_PAGE } from './decoder-page.ts';

/** A browser that says nothing for this long hangs. */
const PATIENCE_MS = 45_000;
const IDLE_MS = 3000;
/** An answer is decoded sound of at most a few hundred packets. */
const LARGEST_ANSWER_BYTES = 1 << 28;

const answerSchema = z.object({
  id: z.number(),
  frames: z.number().int().min(0),
  channels: z.number().int().min(1).max(64).optional(),
  sampleRate: z.number().min(1).optional(),
  supported: z.boolean().optional(),
  error: z.string().nullable(),
});

export type WorkAnswer = z.infer<typeof answerSchema> & { samples: Float32Array };
/** A stream is one file's decoder in the page. */
export type Work = { stream: number } & (
  | { op: 'open'; config: unknown }
  | { op: 'decode'; packets: unknown[] }
  | { op: 'flush' }
  | { op: 'close' }
);

interface Pending {
  id: number;
  head: string;
  body: Uint8Array;
  resolve(answer: WorkAnswer): void;
  reject(error: Error): void;
  timer: NodeJS.Timeout;
}

export class BrowserWorker {
  #folder = mkdtempSync(join(tmpdir(), 'threshold-decoder-'));
  #secret = randomBytes(24).toString('base64url');
  #server: Server;
  #child: ChildProcess | undefined;
  /** The page's open question for work. */
  #asking: ServerResponse | undefined;
  #pending: Pending | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #nextId = 1;
  #dead: Error | undefined;
  #onExit = (): void => this.close();

  constructor(program: string) {
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.listen(0, '127.0.0.1', () => this.#launch(program));
    this.#server.on('error', (error) => this.#die(error));
    this.#server.unref();
    process.once('exit', this.#onExit);
  }

  get alive(): boolean {
    return this.#dead === undefined;
  }

  /** One piece of work after the other, in the order asked. */
  request(work: Work, body: Uint8Array = new Uint8Array(0)): Promise<WorkAnswer> {
    const answer = this.#queue.then(() => this.#send(work, body));
    this.#queue = answer.catch(() => {});
    return answer;
  }

  #send(work: Work, body: Uint8Array): Promise<WorkAnswer> {
    if (this.#dead) return Promise.reject(this.#dead);
    return new Promise((resolve, reject) => {
      const id = this.#nextId++;
      const timer = setTimeout(() => this.#die(new Error('the browser does not answer')), PATIENCE_MS);
      this.#pending = {
        id,
        head: encodeURIComponent(JSON.stringify({ id, ...work })),
        body,
        resolve,
        reject,
        timer,
      };
      this.#hand();
    });
  }

  #hand(): void {
    if (!this.#asking || !this.#pending) return;
    const { head, body } = this.#pending;
    this.#asking.writeHead(200, { 'content-type': 'application/octet-stream', 'x-work': head });
    this.#asking.end(body);
    this.#asking = undefined;
  }

  #launch(program: string): void {
    if (this.#dead) return;
    const { port } = this.#server.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}/${this.#secret}/`;
    const root = process.getuid?.() === 0;
    this.#child = spawn(
      program,
      [
        '--headless=new',
        ...(root ? ['--no-sandbox'] : []),
        '--disable-gpu',
        '--disable-extensions',
        '--disable-background-networking',
        '--no-first-run',
        '--no-default-browser-check',
        '--mute-audio',
        `--user-data-dir=${this.#folder}`,
        // A pipe for its orders; when this process dies, the pipe breaks and the browser ends with it.
        '--remote-debugging-pipe',
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    const orders = this.#child.stdio[3] as Writable;
    const answers = this.#child.stdio[4] as Readable;
    orders.on('error', (error) => this.#die(error));
    answers.on('error', () => {});
    answers.resume();
    orders.write(`${JSON.stringify({ id: 1, method: 'Target.createTarget', params: { url: address } })}\0`);
    for (const pipe of [orders, answers] as Partial<Socket>[]) pipe.unref?.();
    this.#child.on('error', (error) => this.#die(error));
    this.#child.on('exit', (code) => this.#die(new Error(`the browser ended with code ${code}`)));
    this.#child.unref();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { port } = this.#server.address() as AddressInfo;
    const prefix = `/${this.#secret}/`;
    if (request.headers.host !== `127.0.0.1:${port}` || !request.url?.startsWith(prefix)) {
      response.writeHead(404).end();
      return;
    }
    const what = request.url.slice(prefix.length);
    if (what === '' && request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      response.end(DECODER_PAGE);
    } else if (what === 'work' && request.method === 'POST') {
      request.resume();
      this.#asking = response;
      this.#hand();
    } else if (what === 'answer' && request.method === 'POST') {
      await this.#take(request);
      response.writeHead(204).end();
    } else {
      response.writeHead(404).end();
    }
  }

  async #take(request: IncomingMessage): Promise<void> {
    try {
      const parts: Buffer[] = [];
      let bytes = 0;
      for await (const part of request as AsyncIterable<Buffer>) {
        parts.push(part);
        bytes += part.length;
        if (bytes > LARGEST_ANSWER_BYTES) throw new Error('the browser answers too much');
      }
      const head = answerSchema.parse(JSON.parse(decodeURIComponent(String(request.headers['x-answer']))));
      const pending = this.#pending;
      if (!pending || pending.id !== head.id) return;
      const body = new Uint8Array(Buffer.concat(parts));
      if (body.length !== head.frames * (head.channels ?? 0) * 4) throw new Error('the browser answers half');
      clearTimeout(pending.timer);
      this.#pending = undefined;
      pending.resolve({ ...head, samples: new Float32Array(body.buffer, 0, body.length / 4) });
    } catch (error) {
      this.#die(error as Error);
    }
  }

  #die(error: Error): void {
    if (this.#dead) return;
    this.#dead = error;
    const pending = this.#pending;
    this.#pending = undefined;
    if (pending) {
      clearTimeout(pending.timer);
      pending.reject(error);
    }
    this.#asking?.destroy();
    this.#server.close();
    this.#server.closeAllConnections();
    this.#child?.kill('SIGKILL');
    process.removeListener('exit', this.#onExit);
    const clean = (): void => rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
    try {
      clean();
    } catch {
      // The dying browser may still write into its profile: once more when it is gone.
      this.#child?.once('exit', () => {
        try {
          clean();
        } catch {
          // What is left lies in the system's folder for temporary files.
        }
      });
    }
  }

  close(): void {
    this.#die(new Error('the decoder was closed'));
  }
}

let shared:
  | { worker: BrowserWorker; program: string; users: number; idle: NodeJS.Timeout | undefined }
  | undefined;
let nextStream = 1;

/** A stream in the one browser of this process. */
export interface BrowserStream {
  open(config: unknown): Promise<WorkAnswer>;
  decode(packets: unknown[], body: Uint8Array): Promise<WorkAnswer>;
  flush(): Promise<WorkAnswer>;
  close(): void;
}

export function openBrowserStream(program: string): BrowserStream {
  if (!shared?.worker.alive || shared.program !== program) {
    shared = { worker: new BrowserWorker(program), program, users: 0, idle: undefined };
  }
  const mine = shared;
  const { worker } = mine;
  const stream = nextStream++;
  clearTimeout(mine.idle);
  mine.users++;
  let open = true;
  return {
    open: (config) => worker.request({ stream, op: 'open', config }),
    decode: (packets, body) => worker.request({ stream, op: 'decode', packets }, body),
    flush: () => worker.request({ stream, op: 'flush' }),
    close() {
      if (!open) return;
      open = false;
      // A browser that is gone has closed it already.
      worker.request({ stream, op: 'close' }).catch(() => {});
      if (--mine.users === 0) mine.idle = setTimeout(() => worker.close(), IDLE_MS).unref();
    },
  };
}

/** Ends the browser at once; the next stream starts a new one. */
export function closeBrowser(): void {
  shared?.worker.close();
  shared = undefined;
}
