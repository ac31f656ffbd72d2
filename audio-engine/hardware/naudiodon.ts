/**
 * A sound card through naudiodon, driven the one way that is safe: one thread, one stream, one write in flight,
 * the handle pinned, quit once, and a watchdog beside every await, because a device that dies leaves its
 * promises unresolved for ever.
 */

import { engineWords, ThresholdError } from '../words/index.ts';
import type { Addon, NativeDevice, NativeStream } from './addon.ts';
import {
  type AudioDevice,
  type DeviceEvents,
  type DeviceOptions,
  type FillBlock,
  isBlockFrames,
} from './device.ts';

/** Above any block's length (4096 frames at 44.1 kHz: 93 ms) and any queue's; below what a listener forgives. */
export const WATCHDOG_MS = 500;
const WATCH_EVERY_MS = 100;
/** A pair of outputs is the least. */
const CHANNELS = 2;

/** Streams that run: PortAudio's callback keeps a raw pointer into them, so they must never be collected. */
const pinned = new Set<NativeStream>();

export class NaudiodonDevice implements AudioDevice {
  readonly kind = 'naudiodon';
  readonly name: string;
  readonly sampleRate: number;
  readonly blockFrames: number;
  readonly channels: number;
  readonly latencyFrames: number;
  readonly #stream: NativeStream;
  readonly #watchdogMs: number;
  readonly #block: Float32Array;
  readonly #bytes: Buffer;
  #events: DeviceEvents | undefined;
  #watch: ReturnType<typeof setInterval> | undefined;
  #writeStartedAt = 0;
  #running = false;
  #lost = false;
  #loop: Promise<void> = Promise.resolve();
  #closed: Promise<boolean> | undefined;

  /** Opens the device; throws a ThresholdError where it refuses. naudiodon checks too little, so all is checked here. */
  constructor(addon: Addon, device: NativeDevice, options: DeviceOptions, watchdogMs = WATCHDOG_MS) {
    const { sampleRate, blockFrames, queue } = options;
    if (device.maxOutputChannels < CHANNELS)
      throw refused('device-outputs', engineWords.tooFewOutputs(device.name));
    if (!(sampleRate >= 8000 && sampleRate <= 384_000))
      throw refused('device-rate', engineWords.rateOutOfRange(device.name, sampleRate));
    if (!isBlockFrames(blockFrames)) throw refused('device-block', engineWords.blockOutOfRange(blockFrames));
    this.name = device.name;
    this.sampleRate = sampleRate;
    this.blockFrames = blockFrames;
    this.channels = Math.max(CHANNELS, Math.min(options.channels ?? CHANNELS, device.maxOutputChannels));
    this.latencyFrames = blockFrames * (queue + 1);
    this.#watchdogMs = watchdogMs;
    this.#block = new Float32Array(blockFrames * this.channels);
    this.#bytes = Buffer.from(this.#block.buffer);
    try {
      this.#stream = addon.create({
        outOptions: {
          deviceId: device.id,
          channelCount: this.channels,
          sampleFormat: 1,
          sampleRate,
          framesPerBuffer: blockFrames,
          maxQueue: queue,
          closeOnError: true,
        },
      });
    } catch (error) {
      throw refused(
        'device-open',
        engineWords.cannotOpen(device.name, error instanceof Error ? error.message : String(error)),
      );
    }
  }

  start(fill: FillBlock, events: DeviceEvents): void {
    this.#events = events;
    try {
      this.#stream.start();
    } catch (error) {
      throw refused(
        'device-start',
        engineWords.cannotOpen(this.name, error instanceof Error ? error.message : String(error)),
      );
    }
    pinned.add(this.#stream);
    this.#running = true;
    this.#writeStartedAt = performance.now();
    this.#watch = setInterval(() => this.#check(), WATCH_EVERY_MS);
    this.#loop = this.#run(fill);
  }

  async #run(fill: FillBlock): Promise<void> {
    try {
      while (this.#running) {
        fill(this.#block);
        this.#writeStartedAt = performance.now();
        const report = await this.#stream.write(this.#bytes);
        if (report && this.#running) this.#events?.onXrun(1, engineWords.xrunQueue);
      }
    } catch {
      this.#lose();
    }
  }

  #check(): void {
    if (this.#running && performance.now() - this.#writeStartedAt > this.#watchdogMs) this.#lose();
  }

  #lose(): void {
    if (this.#lost) return;
    this.#lost = true;
    this.#running = false;
    clearInterval(this.#watch);
    this.#events?.onLost(engineWords.deviceLost(this.name));
  }

  stop(): Promise<boolean> {
    this.#closed ??= this.#close();
    return this.#closed;
  }

  async #close(): Promise<boolean> {
    this.#running = false;
    clearInterval(this.#watch);
    // Quitting a stream whose device died never resolves and blocks a thread of the pool: leave it.
    if (this.#lost) return false;
    const closing = this.#loop
      .then(() => this.#stream.quit('WAIT'))
      .then(
        () => true,
        () => false,
      );
    const closed = await Promise.race([closing, late(this.#watchdogMs * 2)]);
    if (closed) pinned.delete(this.#stream);
    return closed;
  }
}

function refused(code: string, sentence: string): ThresholdError {
  return new ThresholdError({ code, sentence, nextStep: '' });
}

function late(ms: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, ms, false).unref());
}
