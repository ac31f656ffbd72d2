/**
 * Starts, feeds, watches and restarts the engine process. The engine is derived: whenever one dies, a new one
 * gets the document, the overlay and the position the old one was at, and plays on.
 */
import { EventEmitter } from 'node:events';
import { entryPath } from '../../audio-engine/entries.ts';
import {
  type Costs,
  type DeviceSummary,
  decodeTelemetry,
  type EngineListening,
  type EngineStatus,
  type FromEngine,
  Header,
  type MonitorState,
  type Patch,
  type SendPayload,
  type ToEngine,
} from '../../audio-engine/protocol/index.ts';
import { hostWords } from '../../audio-engine/words/index.ts';
import type { ChildProcess, SpawnProcess } from './spawn-process.ts';

/** What a new engine is told: asked for at every start, so nothing is copied here. */
export interface EngineSource {
  revision: number;
  document: unknown;
  folder: string;
  overlay: Patch[];
}

interface Events {
  status: [EngineStatus];
  telemetry: [ArrayBuffer];
  costs: [Costs];
  failure: [{ code: string; sentence: string; nextStep: string }];
}

const CHECK_MS = 500;
/** No sign of life for this long while it should send 60 frames a second: it hangs. */
const SILENCE_MS = 3000;
/** Until its first frame it loads the program and the session, which a busy machine may take long for. */
const START_MS = 15_000;
/** More deaths than this inside a minute and it stays down until the user asks. */
const DEATHS_A_MINUTE = 5;

export class EngineSupervisor extends EventEmitter<Events> {
  readonly #spawn: SpawnProcess;
  #child: ChildProcess | undefined;
  #source: (() => EngineSource) | undefined;
  #status: EngineStatus | undefined;
  /** Since it was heard, in time that this process was awake: what it cannot have heard is no silence. */
  #silentMs = 0;
  #checkedAt = 0;
  /** It has sent frames, so it should go on sending them. */
  #speaks = false;
  #position = 0;
  #playing = false;
  #watch: SendPayload<'engine.watch'> | undefined;
  #monitor: MonitorState | undefined;
  #listening: EngineListening | undefined;
  #compare: SendPayload<'engine.compare'> | undefined;
  #device: { name: string | null; blockFrames: number | null } | undefined;
  #deaths: number[] = [];
  #timer: NodeJS.Timeout | undefined;
  #requests = new Map<number, (devices: DeviceSummary[]) => void>();
  #nextRequest = 1;
  #closing = false;

  constructor(spawn: SpawnProcess) {
    super();
    this.#spawn = spawn;
  }

  get status(): EngineStatus | undefined {
    return this.#status;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Brings the engine to a session; starts it where it is not running. */
  load(source: () => EngineSource, positionSample = 0): void {
    this.#source = source;
    this.#position = positionSample;
    this.#playing = false;
    // What was compared is of the session before.
    this.#compare = undefined;
    if (this.#child) this.#sendLoad();
    else this.#start();
  }

  post(message: ToEngine): void {
    if (message.type === 'watch') this.#watch = message.watch;
    if (message.type === 'monitor') this.#monitor = message.monitor;
    if (message.type === 'listen') this.#listening = message.listening;
    if (message.type === 'compare') this.#compare = message.compare;
    if (message.type === 'useDevice') this.#device = { name: message.name, blockFrames: message.blockFrames };
    if (message.type === 'play') {
      this.#playing = true;
      if (message.fromSample !== null) this.#position = message.fromSample;
      if (!this.#child && this.#source) {
        this.#deaths = [];
        this.#start();
        return;
      }
    }
    if (message.type === 'stop') this.#playing = false;
    if (message.type === 'locate') this.#position = message.sample;
    this.#child?.post(message);
  }

  devices(): Promise<DeviceSummary[]> {
    return new Promise((resolve) => {
      if (!this.#child) return resolve([]);
      const requestId = this.#nextRequest++;
      const timer = setTimeout(() => answer([]), 5000);
      const answer = (devices: DeviceSummary[]): void => {
        clearTimeout(timer);
        this.#requests.delete(requestId);
        resolve(devices);
      };
      this.#requests.set(requestId, answer);
      this.#child.post({ type: 'listDevices', requestId } satisfies ToEngine);
    });
  }

  /** Asks it to quit and makes sure that it is gone. */
  close(): Promise<void> {
    this.#closing = true;
    clearInterval(this.#timer);
    const child = this.#child;
    if (!child) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(() => child.kill(), 1500);
      child.onExit(() => {
        clearTimeout(timer);
        resolve();
      });
      child.post({ type: 'quit' } satisfies ToEngine);
    });
  }

  #start(): void {
    if (this.#closing) return;
    const child = this.#spawn(entryPath('engine/engine-process.js'), {
      name: 'audio-engine',
      env: { UV_THREADPOOL_SIZE: '16' },
    });
    this.#child = child;
    this.#silentMs = 0;
    this.#checkedAt = performance.now();
    this.#speaks = false;
    child.onMessage((message) => this.#hear(message as FromEngine));
    child.onExit(() => this.#died(child));
    this.#timer ??= setInterval(() => this.#check(), CHECK_MS).unref();
  }

  #sendLoad(): void {
    if (!this.#source) return;
    const { revision, document, folder, overlay } = this.#source();
    if (this.#device) this.#child?.post({ type: 'useDevice', ...this.#device } satisfies ToEngine);
    if (this.#monitor) this.#child?.post({ type: 'monitor', monitor: this.#monitor } satisfies ToEngine);
    if (this.#listening) this.#child?.post({ type: 'listen', listening: this.#listening } satisfies ToEngine);
    this.#child?.post({
      type: 'load',
      revision,
      document,
      folder,
      overlay,
      positionSample: this.#position,
      play: this.#playing,
    } satisfies ToEngine);
    // What the device is given, as float32, into a file: how a test hears the program.
    const capture = process.env.THRESHOLD_CAPTURE;
    if (capture) this.#child?.post({ type: 'capture', path: capture } satisfies ToEngine);
    if (this.#watch) this.#child?.post({ type: 'watch', watch: this.#watch } satisfies ToEngine);
    if (this.#compare) this.#child?.post({ type: 'compare', compare: this.#compare } satisfies ToEngine);
  }

  #hear(message: FromEngine): void {
    this.#silentMs = 0;
    switch (message.type) {
      case 'ready':
      case 'resync':
        this.#sendLoad();
        break;
      case 'status':
        this.#status = message.status;
        this.emit('status', message.status);
        break;
      case 'telemetry': {
        this.#speaks = true;
        this.#child?.post({ type: 'telemetryTaken' } satisfies ToEngine);
        const frame = decodeTelemetry(message.frame);
        if (frame) this.#position = Math.max(0, frame.header[Header.positionSample] ?? 0);
        this.emit('telemetry', message.frame);
        break;
      }
      case 'costs':
        this.emit('costs', message.costs);
        break;
      case 'devices':
        this.#requests.get(message.requestId)?.(message.devices);
        break;
      case 'failure':
        this.emit('failure', message.failure);
        break;
    }
  }

  #check(): void {
    const now = performance.now();
    this.#silentMs += Math.min(now - this.#checkedAt, 2 * CHECK_MS);
    this.#checkedAt = now;
    if (!this.#child || this.#silentMs < (this.#speaks ? SILENCE_MS : START_MS)) return;
    this.#child.kill();
    this.#silentMs = 0;
  }

  #died(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    if (this.#closing) return;
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((time) => now - time < 60_000), now];
    if (this.#deaths.length > DEATHS_A_MINUTE) {
      this.#playing = false;
      this.emit('failure', {
        code: 'engine.down',
        sentence: hostWords.engineKeepsStopping,
        nextStep: hostWords.engineKeepsStoppingNext,
      });
      return;
    }
    this.#start();
  }
}
