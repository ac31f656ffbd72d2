/** Starts the real, built main process under the stand-in for Electron and steers it from a test. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Told {
  did: string;
  [key: string]: unknown;
}

const root = resolve(import.meta.dirname, '../..');

export class ElectronMain {
  readonly told: Told[] = [];
  readonly dataFolder = mkdtempSync(join(tmpdir(), 'threshold-electron-'));
  readonly #child: ChildProcess;
  #listeners = new Set<() => void>();
  #evaluations = 0;
  exitCode: number | null | undefined;

  constructor(args: string[] = [], folder = root) {
    const register = pathToFileURL(join(root, 'tests/electron-double/register.mjs')).href;
    this.#child = fork(join(folder, 'dist/main/electron.js'), args, {
      cwd: folder,
      execArgv: ['--import', register],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, THRESHOLD_DATA: this.dataFolder },
    });
    this.#child.stderr?.on('data', (data) => this.#note({ did: 'stderr', text: String(data) }));
    this.#child.on('message', (message) => this.#note(message as Told));
    this.#child.on('exit', (code) => {
      this.exitCode = code;
      this.#note({ did: 'exit', code });
    });
  }

  #note(told: Told): void {
    this.told.push(told);
    for (const listener of this.#listeners) listener();
  }

  /** The first record that fits, past or coming. */
  async until(fits: (told: Told) => boolean, what: string, timeoutMs = 40_000): Promise<Told> {
    return new Promise((done, fail) => {
      const look = (): void => {
        const found = this.told.find(fits);
        if (!found) return;
        clearTimeout(timer);
        this.#listeners.delete(look);
        done(found);
      };
      const timer = setTimeout(() => {
        this.#listeners.delete(look);
        fail(new Error(`${what} did not come. Told: ${JSON.stringify(this.told.slice(-12)).slice(0, 3000)}`));
      }, timeoutMs);
      this.#listeners.add(look);
      look();
    });
  }

  say(message: Record<string, unknown>): void {
    this.#child.send(message);
  }

  /** Runs a script in the window's page; its value comes back. */
  async evaluate<T>(script: string): Promise<T> {
    const id = ++this.#evaluations;
    this.say({ do: 'evaluate', id, script });
    const answer = await this.until(
      (t) => t.did === 'evaluated' && t.id === id,
      `the answer to ${script.slice(0, 80)}`,
    );
    if (answer.error !== undefined) throw new Error(String(answer.error));
    return answer.value as T;
  }

  async end(): Promise<void> {
    if (this.exitCode === undefined) {
      this.say({ do: 'quit' });
      await this.until((t) => t.did === 'exit', 'the end of the app', 15_000).catch(() =>
        this.#child.kill('SIGKILL'),
      );
    }
    rmSync(this.dataFolder, { recursive: true, force: true });
  }
}
