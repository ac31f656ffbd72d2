/**
 * The control thread's side of the control room: settings become targets of the monitor block, which the audio thread
 * runs behind the plan. Nothing of it is in the document or in any render.
 */
import type { Kernels, Pointer } from '../kernels/index.ts';
import { MONITOR_SILENCE_DB, MONITOR_SOLOS, type MonitorState, NEUTRAL_MONITOR } from '../protocol/index.ts';
import type { Id } from '../session/index.ts';

/** Doubles and words of the block: see kernels/assembly/monitor.ts. */
const Target = {
  mono: 0,
  solo: 1,
  swap: 2,
  mute: 3,
  levelDb: 4,
  listening: 5,
  listenDb: 6,
  mixDb: 7,
} as const;
const VERSION_WORD = 16;

export class ControlRoom {
  readonly #kernels: Kernels;
  readonly #block: Pointer;
  readonly #targets: Float64Array;
  readonly #version: Int32Array;
  #state: MonitorState = { settings: NEUTRAL_MONITOR, listening: [] };
  #trimDb = 0;
  #stateTrimDb = 0;
  #deckTrimDb = 0;

  /** @param block `monitor_bytes` of zeros. */
  constructor(kernels: Kernels, block: Pointer) {
    this.#kernels = kernels;
    this.#block = block;
    this.#targets = new Float64Array(kernels.memory.buffer, block, 8);
    this.#version = new Int32Array(kernels.memory.buffer, block, 32).subarray(VERSION_WORD, VERSION_WORD + 1);
    this.#write();
  }

  /** A session at this rate; only while the audio thread is parked. */
  begin(sampleRate: number): void {
    this.#kernels.call.monitor_init!(this.#block, sampleRate);
  }

  /** True where something else is listened to now, so that another plan is needed. */
  set(state: MonitorState): boolean {
    const before = this.listenPoints;
    this.#state = state;
    this.#write();
    return JSON.stringify(before) !== JSON.stringify(this.listenPoints);
  }

  /** What is listened to, and where in its strip. */
  get listenPoints(): { stripId: Id; point: 'pre' | 'post' }[] {
    const { settings, listening } = this.#state;
    return listening.map((stripId) => ({ stripId, point: settings.listenPoint }));
  }

  /** What the louder side of a blind test is turned down by, dB. */
  trim(trimDb: number): void {
    if (trimDb === this.#trimDb) return;
    this.#trimDb = trimDb;
    this.#write();
  }

  /** What a louder chain state is turned down by. */
  stateTrim(trimDb: number): void {
    if (trimDb === this.#stateTrimDb) return;
    this.#stateTrimDb = trimDb;
    this.#write();
  }

  /** What the master is turned down by in a blind test against a reference. */
  deckTrim(trimDb: number): void {
    if (trimDb === this.#deckTrimDb) return;
    this.#deckTrimDb = trimDb;
    this.#write();
  }

  /** How loud the room is set, without dim and what is momentary. */
  get levelDb(): number {
    return this.#state.settings.levelDb;
  }

  /** Another plan runs: what is listened to may be in it now, or no longer. */
  planned(): void {
    Atomics.add(this.#version, 0, 1);
  }

  #write(): void {
    const { settings, listening } = this.#state;
    const { mono, solo, swap, mute, dim, dimDb, levelDb, listenDb, listenMixDb } = settings;
    const targets = this.#targets;
    targets[Target.mono] = mono ? 1 : 0;
    targets[Target.solo] = MONITOR_SOLOS.indexOf(solo);
    targets[Target.swap] = swap ? 1 : 0;
    targets[Target.mute] = mute ? 1 : 0;
    // At the stop it is silence, whatever is added.
    targets[Target.levelDb] =
      levelDb <= MONITOR_SILENCE_DB
        ? MONITOR_SILENCE_DB
        : levelDb + (dim ? dimDb : 0) + this.#trimDb + this.#deckTrimDb + this.#stateTrimDb;
    targets[Target.listening] = listening.length ? 1 : 0;
    targets[Target.listenDb] = listenDb;
    targets[Target.mixDb] = listenMixDb;
    Atomics.add(this.#version, 0, 1);
  }
}
