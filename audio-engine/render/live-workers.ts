/** Starts the two threads of the engine from their built files and carries messages to and from them. */
import { Worker } from 'node:worker_threads';
import { entryPath } from '../entries.ts';
import type {
  AudioWorkerData,
  DiskWorkerData,
  FromAudio,
  FromDisk,
  ToAudio,
  ToDisk,
} from './live-messages.ts';

export class EngineWorkers {
  readonly #audio: Worker;
  readonly #disk: Worker;

  constructor(audio: AudioWorkerData, disk: DiskWorkerData, onDeath: (error: unknown) => void) {
    this.#audio = new Worker(entryPath('engine/audio-worker.js'), { name: 'audio', workerData: audio });
    this.#disk = new Worker(entryPath('engine/disk-worker.js'), { name: 'disk', workerData: disk });
    for (const worker of [this.#audio, this.#disk]) worker.on('error', onDeath);
  }

  audio(message: ToAudio): void {
    this.#audio.postMessage(message);
  }

  disk(message: ToDisk): void {
    this.#disk.postMessage(message);
  }

  onAudio(listener: (message: FromAudio) => void): void {
    this.#audio.on('message', listener);
  }

  onDisk(listener: (message: FromDisk) => void): void {
    this.#disk.on('message', listener);
  }
}
