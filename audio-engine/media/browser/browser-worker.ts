/**
 * A browser's page as a decoder: opened when first needed, shared by all files, gone soon after the last. It is served
 * and spoken to on loopback, under a path that is a secret.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { z } from 'zod';
import { DECODER_PAGE } from './decoder-page.ts';
import type { PageOpener } from './decoder-pages.ts';

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
  #secret = randomBytes(24).toString('base64url');
  #server: Server;
  #closePage: (() => void) | undefined;
  /** The page's open question for work. */
  #asking: ServerResponse | undefined;
  #pending: Pending | undefined;
  #queue: Promise<unknown> = Promise.resolve();
  #nextId = 1;
  #dead: Error | undefined;
  #onExit = (): void => this.close();

  constructor(open: PageOpener) {
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.listen(0, '127.0.0.1', () => this.#open(open));
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

  #open(open: PageOpener): void {
    if (this.#dead) return;
    const { port } = this.#server.address() as AddressInfo;
    const address = `http://127.0.0.1:${port}/${this.#secret}/`;
    this.#closePage = open(address, (error) => this.#die(error));
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
    this.#closePage?.();
    process.removeListener('exit', this.#onExit);
  }

  close(): void {
    this.#die(new Error('the decoder was closed'));
  }
}

let shared:
  | { worker: BrowserWorker; page: PageOpener; users: number; idle: NodeJS.Timeout | undefined }
  | undefined;
let nextStream = 1;

/** A stream in the one browser of this process. */
export interface BrowserStream {
  open(config: unknown): Promise<WorkAnswer>;
  decode(packets: unknown[], body: Uint8Array): Promise<WorkAnswer>;
  flush(): Promise<WorkAnswer>;
  close(): void;
}

export function openBrowserStream(page: PageOpener): BrowserStream {
  if (!shared?.worker.alive || shared.page !== page) {
    shared = { worker: new BrowserWorker(page), page, users: 0, idle: undefined };
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
