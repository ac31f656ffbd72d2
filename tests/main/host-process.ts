/** Starts the built browser host on a fresh data folder and talks to it the way its page does. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { WebSocket } from 'ws';

const root = resolve(import.meta.dirname, '../..');

export class HostProcess {
  readonly dataFolder: string;
  readonly child: ChildProcess;
  #output = '';

  constructor(args: string[] = [], options: { dataFolder?: string; env?: Record<string, string> } = {}) {
    this.dataFolder = options.dataFolder ?? mkdtempSync(join(tmpdir(), 'threshold-host-'));
    this.child = spawn(process.execPath, [join(root, 'dist/main/browser.js'), '--no-window', ...args], {
      env: { ...process.env, THRESHOLD_DATA: this.dataFolder, HOME: this.dataFolder, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (data) => {
      this.#output += String(data);
    });
    this.child.stderr?.on('data', (data) => {
      this.#output += String(data);
    });
  }

  get output(): string {
    return this.#output;
  }

  /** The printed address. */
  async address(): Promise<string> {
    for (let i = 0; i < 400; i++) {
      const found = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(this.#output);
      if (found) return found[0];
      if (this.child.exitCode !== null) break;
      await new Promise((next) => setTimeout(next, 50));
    }
    throw new Error(`The host printed no address: ${this.#output}`);
  }

  async end({ keepData = false } = {}): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const gone = new Promise((done) => this.child.once('exit', done));
      this.child.kill('SIGTERM');
      await gone;
    }
    if (!keepData) rmSync(this.dataFolder, { recursive: true, force: true });
  }
}

export interface Connection {
  invoke<T>(channel: string, payload?: unknown): Promise<T>;
  send(channel: string, payload: unknown): void;
  events: { event: string; payload: unknown }[];
  telemetry: ArrayBuffer[];
  close(): void;
}

/** Exchanges a printed address for the cookie. */
export async function cookieOf(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: 'manual' });
  return (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

export async function connect(address: string, cookie: string): Promise<Connection> {
  const { host } = new URL(address);
  const socket = new WebSocket(`ws://${host}/socket`, { headers: { cookie, origin: `http://${host}` } });
  const waiting = new Map<number, { done: (value: never) => void; fail: (error: Error) => void }>();
  const events: Connection['events'] = [];
  const telemetry: ArrayBuffer[] = [];
  let last = 0;
  socket.on('message', (data, binary) => {
    const bytes = data as Buffer;
    if (binary) {
      const body = bytes.buffer.slice(
        bytes.byteOffset + 8,
        bytes.byteOffset + bytes.byteLength,
      ) as ArrayBuffer;
      if (bytes[0] === 1) telemetry.push(body);
      else waiting.get(bytes.readUInt32LE(4))?.done(body as never);
      return;
    }
    const message = JSON.parse(String(data));
    if (message.event) events.push(message);
    else if (message.ok) waiting.get(message.id)?.done(message.value as never);
    else
      waiting
        .get(message.id)
        ?.fail(Object.assign(new Error(message.failure.sentence), { failure: message.failure }));
  });
  await new Promise<void>((done, fail) => {
    socket.once('open', () => done());
    socket.once('error', fail);
  });
  return {
    events,
    telemetry,
    invoke: (channel, payload = {}) =>
      new Promise((done, fail) => {
        const id = ++last;
        waiting.set(id, { done, fail });
        socket.send(JSON.stringify({ id, kind: 'invoke', channel, payload }));
      }),
    send: (channel, payload) => socket.send(JSON.stringify({ kind: 'send', channel, payload })),
    close: () => socket.close(),
  };
}
