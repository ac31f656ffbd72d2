/**
 * The native side of naudiodon, without its index.js: that one brings a crash logger, streams that garbage
 * collection can free under a running callback, and an abort that throws. It may be loaded in one thread of a
 * process only, because it keeps its class in a static of the library.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { programFolder } from '../entries.ts';
import { engineWords } from '../words/index.ts';

export interface NativeDevice {
  id: number;
  name: string;
  maxInputChannels: number;
  maxOutputChannels: number;
  defaultSampleRate: number;
  hostAPIName: string;
}

export interface StreamOptions {
  deviceId: number;
  channelCount: number;
  /** 1 is float32. */
  sampleFormat: 1;
  sampleRate: number;
  framesPerBuffer: number;
  maxQueue: number;
  closeOnError: boolean;
}

export interface NativeStream {
  start(): void;
  /** Copies the buffer at once; resolves when there is room for the next, to a string where the card ran dry. */
  write(buffer: Uint8Array): Promise<string | undefined>;
  quit(how: 'WAIT' | 'ABORT'): Promise<void>;
}

export interface HostApis {
  defaultHostAPI: number;
  HostAPIs: { defaultOutput: number }[];
}

export interface Addon {
  getDevices(): NativeDevice[];
  getHostAPIs(): HostApis;
  create(options: { outOptions: StreamOptions }): NativeStream;
}

export type LoadedAddon = { ok: true; addon: Addon } | { ok: false; sentence: string };

let loaded: LoadedAddon | undefined;

/** The addon, or why there is none in one sentence. */
export function loadAddon(folder = programFolder()): LoadedAddon {
  if (loaded) return loaded;
  const outside = folder.replace(/app\.asar(?!\.unpacked)/, 'app.asar.unpacked');
  const file = join(outside, 'node_modules', 'naudiodon', 'build', 'Release', 'naudiodon.node');
  if (!existsSync(file)) return { ok: false, sentence: engineWords.noAddon };
  try {
    loaded = { ok: true, addon: createRequire(join(outside, 'package.json'))(file) as Addon };
    return loaded;
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { ok: false, sentence: engineWords.addonDoesNotLoad(detail) };
  }
}
