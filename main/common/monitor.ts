/**
 * Keeps the control room: settings of the person and the room in a file of the app's own, and what is listened to at
 * the moment. Switches of the moment are not kept: nobody should start a day in mono without having asked for it.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Monitor,
  type MonitorState,
  monitorSchema,
  NEUTRAL_MONITOR,
} from '../../audio-engine/protocol/index.ts';

const MOMENTARY = ['mono', 'solo', 'swap', 'mute', 'dim'] as const satisfies readonly (keyof Monitor)[];
const WRITE_DELAY_MS = 500;

export class MonitorKeeper {
  readonly #file: string;
  readonly #changed: (state: MonitorState) => void;
  #settings: Monitor;
  #listening: string[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(dataFolder: string, changed: (state: MonitorState) => void) {
    this.#file = join(dataFolder, 'monitor.json');
    this.#changed = changed;
    this.#settings = kept(this.#file);
  }

  get state(): MonitorState {
    return { settings: this.#settings, listening: this.#listening };
  }

  set(change: Partial<Monitor>): MonitorState {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    this.#settings = { ...this.#settings, ...given };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#write(), WRITE_DELAY_MS);
    this.#timer.unref();
    return this.#tell();
  }

  listen(stripIds: readonly string[]): MonitorState {
    this.#listening = [...new Set(stripIds)];
    return this.#tell();
  }

  close(): void {
    if (!this.#timer) return;
    clearTimeout(this.#timer);
    this.#write();
  }

  #tell(): MonitorState {
    this.#changed(this.state);
    return this.state;
  }

  /** A room that cannot be kept is still heard. */
  #write(): void {
    this.#timer = undefined;
    const settings: Partial<Monitor> = { ...this.#settings };
    for (const momentary of MOMENTARY) delete settings[momentary];
    try {
      writeFileSync(`${this.#file}.new`, `${JSON.stringify(settings, null, 2)}\n`);
      renameSync(`${this.#file}.new`, this.#file);
    } catch {}
  }
}

/** What is in the file and makes sense; the rest is neutral. */
function kept(file: string): Monitor {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { ...NEUTRAL_MONITOR };
  }
  const settings: Record<string, unknown> = { ...NEUTRAL_MONITOR };
  const fields = typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : {};
  for (const [name, schema] of Object.entries(monitorSchema.shape)) {
    const value = schema.safeParse(fields[name]);
    if (value.success && !MOMENTARY.some((momentary) => momentary === name)) settings[name] = value.data;
  }
  return monitorSchema.parse(settings);
}
