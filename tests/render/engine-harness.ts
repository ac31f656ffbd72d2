/** A parent for engine processes in tests: starts, feeds and hears one, and never leaves one behind. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entryPath } from '../../audio-engine/entries.ts';
import {
  decodeTelemetry,
  type EngineStatus,
  type FromEngine,
  Header,
  type TelemetryFrame,
  type ToEngine,
} from '../../audio-engine/protocol/index.ts';
import type { SessionDocument } from '../../audio-engine/session/index.ts';

type Of<T extends FromEngine['type']> = Extract<FromEngine, { type: T }>;

export class TestEngine {
  readonly #child: ChildProcess;
  readonly #folder = mkdtempSync(join(tmpdir(), 'threshold-engine-'));
  readonly #listeners = new Set<(message: FromEngine) => void>();
  readonly failures: string[] = [];
  status: EngineStatus | undefined;
  frame: TelemetryFrame | undefined;
  readonly exited: Promise<{ code: number | null; signal: string | null }>;
  /** False leaves telemetry frames unacknowledged. */
  takeFrames = true;
  framesHeard = 0;
  readonly #ready: Promise<unknown>;
  #captures = 0;

  constructor(env: Record<string, string> = {}) {
    this.#child = fork(entryPath('engine/engine-process.js'), [], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', process.env.THRESHOLD_DEBUG ? 'inherit' : 'ignore', 'ipc'],
      execArgv: [],
      env: { ...process.env, UV_THREADPOOL_SIZE: '8', ...env },
    });
    this.exited = new Promise((resolve) =>
      this.#child.once('exit', (code, signal) => resolve({ code, signal })),
    );
    this.#child.on('message', (message: FromEngine) => this.#hear(message));
    this.#ready = this.next('ready');
  }

  get pid(): number {
    return this.#child.pid!;
  }

  get position(): number {
    return this.frame?.header[Header.positionSample] ?? 0;
  }

  post(message: ToEngine): void {
    if (this.#child.connected) this.#child.send(message as object, () => {});
  }

  /** Device `clocked` unless another is named; resolves when it plays silence. */
  async load(
    document: SessionDocument,
    folder: string,
    options: { device?: string; blockFrames?: number; positionSample?: number; play?: boolean } = {},
  ): Promise<void> {
    await this.#ready;
    this.post({
      type: 'useDevice',
      name: options.device ?? 'clocked',
      blockFrames: options.blockFrames ?? 256,
    });
    this.post({
      type: 'load',
      revision: 1,
      document,
      folder,
      overlay: [],
      positionSample: options.positionSample ?? 0,
      play: options.play ?? false,
    });
    const strips = Object.keys(document.strips).length;
    await this.statusWhere((s) => s.running && s.layout.stripIds.length === strips);
  }

  /** The next message of a type that `where` accepts. */
  next<T extends FromEngine['type']>(
    type: T,
    where: (message: Of<T>) => boolean = () => true,
  ): Promise<Of<T>> {
    return new Promise((resolve, reject) => {
      const listener = (message: FromEngine): void => {
        if (message.type !== type || !where(message as Of<T>)) return;
        this.#listeners.delete(listener);
        resolve(message as Of<T>);
      };
      this.#listeners.add(listener);
      void this.exited.then(({ code, signal }) =>
        reject(
          new Error(`the engine ended (${code ?? signal}) before "${type}" came; ${this.failures.join(' ')}`),
        ),
      );
    });
  }

  async statusWhere(where: (status: EngineStatus) => boolean): Promise<EngineStatus> {
    if (this.status && where(this.status)) return this.status;
    return (await this.next('status', (m) => where(m.status))).status;
  }

  /** Resolves with the first frame that `where` accepts. */
  async frameWhere(where: (frame: TelemetryFrame) => boolean): Promise<TelemetryFrame> {
    await this.next('telemetry', () => this.frame !== undefined && where(this.frame));
    return this.frame!;
  }

  /** Plays on until the position is at or past a sample. */
  async reaches(sample: number): Promise<void> {
    await this.frameWhere((frame) => frame.header[Header.positionSample]! >= sample);
  }

  /** Begins recording what the device is given; the function ends it and gives interleaved float32. */
  capture(): () => Promise<Float32Array> {
    const path = join(this.#folder, `capture-${this.#captures++}.f32`);
    this.post({ type: 'capture', path });
    return async () => {
      this.post({ type: 'capture', path: null });
      const requestId = 9000 + this.#captures;
      // Messages are taken in order: the answer to a later one says that the file is closed.
      this.post({ type: 'listDevices', requestId });
      await this.next('devices', (m) => m.requestId === requestId);
      const bytes = readFileSync(path);
      return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    };
  }

  disconnect(): void {
    this.#child.disconnect();
  }

  kill(): void {
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL');
  }

  async end(): Promise<void> {
    this.kill();
    await this.exited;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #hear(message: FromEngine): void {
    if (message.type === 'status') this.status = message.status;
    if (message.type === 'failure')
      this.failures.push(`${message.failure.sentence} ${message.failure.detail ?? ''}`);
    if (message.type === 'telemetry') {
      this.frame = decodeTelemetry(message.frame);
      this.framesHeard++;
      if (this.takeFrames) this.post({ type: 'telemetryTaken' });
    }
    for (const listener of [...this.#listeners]) listener(message);
  }
}

/** Index of the first frame that is not silent. */
export function firstSound(samples: Float32Array): number {
  const at = samples.findIndex((x) => x !== 0);
  return at < 0 ? -1 : at >> 1;
}
