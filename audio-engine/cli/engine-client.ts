/** An engine process of the command line's own: started, spoken to, and gone when the command is. */
import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { entryPath } from '../entries.ts';
import type { DeviceSummary, FromEngine, ToEngine } from '../protocol/index.ts';
import { cliWords, ThresholdError } from '../words/index.ts';

/** Loading drivers can take its time; a hung engine must not hang the command. */
const PATIENCE_MS = 15_000;
const QUIT_MS = 1500;

export class EngineClient {
  readonly #child: ChildProcess;
  readonly #listeners = new Set<(message: FromEngine) => void>();
  #gone = false;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (message) => {
      for (const listener of [...this.#listeners]) listener(message as FromEngine);
    });
    child.on('error', () => {});
    child.on('exit', () => {
      this.#gone = true;
    });
  }

  /** Resolves when the engine is ready. */
  static async start(env: NodeJS.ProcessEnv): Promise<EngineClient> {
    const entry = entryPath('engine/engine-process.js');
    if (!existsSync(entry)) throw new ThresholdError({ ...cliWords.noEngine, detail: entry });
    const child = fork(entry, [], {
      serialization: 'advanced',
      // Native libraries print on stdout, which is for this command's answer.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      // Waiting device calls each hold a thread of libuv's pool.
      env: { ...env, UV_THREADPOOL_SIZE: '16' },
      execArgv: [],
    });
    const engine = new EngineClient(child);
    await engine.wait((message) => message.type === 'ready' || undefined);
    return engine;
  }

  post(message: ToEngine): void {
    if (this.#child.connected) this.#child.send(message, () => {});
  }

  listen(listener: (message: FromEngine) => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** The first message for which `take` gives something; fails when the engine ends or stays silent. */
  wait<T>(take: (message: FromEngine) => T | undefined, patienceMs = PATIENCE_MS): Promise<T> {
    return new Promise((resolve, reject) => {
      const end = (work: () => void) => {
        clearTimeout(timer);
        this.#listeners.delete(listener);
        this.#child.off('exit', gone);
        work();
      };
      const gone = () => end(() => reject(new ThresholdError(cliWords.noEngine)));
      const listener = (message: FromEngine) => {
        const taken = take(message);
        if (taken !== undefined) end(() => resolve(taken));
      };
      const timer = setTimeout(gone, patienceMs);
      this.#listeners.add(listener);
      this.#child.once('exit', gone);
      if (this.#gone) gone();
    });
  }

  devices(): Promise<DeviceSummary[]> {
    const answer = this.wait((message) => (message.type === 'devices' ? message.devices : undefined));
    this.post({ type: 'listDevices', requestId: 1 });
    return answer;
  }

  /** Asks it to quit and makes sure that it is gone: a hung device cannot keep it. */
  stop(): Promise<void> {
    if (this.#gone) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), QUIT_MS);
      this.#child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      this.post({ type: 'quit' });
    });
  }
}
