/**
 * The finished master as services get it: of a session through its whole chain, or a file as it is; kept once as 32-bit
 * floats at its own rate, so that every codec, limiter and ceiling starts from the same samples.
 */
import { join } from 'node:path';
import type { ParameterValues } from '../effects/parameter.ts';
import {
  AudioMeter,
  type KernelHome,
  type LoudnessHistory,
  type Measurement,
  PowerSpectrum,
  type Spectrum,
} from '../measure/index.ts';
import { createWav, openAudio, openWav, type WavReader } from '../media/index.ts';
import { renderOffline, renderThreads } from '../render/index.ts';
import { finalLimiter, MASTER_STRIP, type SessionDocument, sessionEndSample } from '../session/index.ts';
import { servicesWords, ThresholdError } from '../words/index.ts';
import { ChainCache } from './chain-cache.ts';
import { FinalLimiter, limiterValues } from './final-limiter.ts';
import { BLOCK_FRAMES } from './regrouper.ts';
import type { Turns } from './turns.ts';

export type MasterSource =
  | { kind: 'session'; document: SessionDocument; folder: string }
  | { kind: 'file'; path: string };

export interface MasterOptions {
  home: KernelHome;
  source: MasterSource;
  /** Where the master is kept. */
  folder: string;
  turns: Turns;
  signal?: AbortSignal | undefined;
  onProgress?: (fraction: number) => void;
}

const READ_FRAMES = 16384;
const RENDER_SHARE = 0.7;

export class ServiceMaster {
  readonly reader: WavReader;
  readonly measurement: Measurement;
  readonly history: LoudnessHistory;
  readonly spectrum: Spectrum;
  readonly notices: readonly string[];
  readonly path: string;
  readonly #cache: ChainCache;
  readonly #options: MasterOptions;
  readonly #limiter: ParameterValues | null;

  private constructor(
    options: MasterOptions,
    cache: ChainCache,
    limiter: ParameterValues | null,
    made: Made & { spectrum: Spectrum; notices: readonly string[] },
  ) {
    this.#options = options;
    this.#cache = cache;
    this.#limiter = limiter;
    this.path = made.path;
    this.reader = made.reader;
    this.measurement = made.measurement;
    this.history = made.history;
    this.spectrum = made.spectrum;
    this.notices = made.notices;
  }

  /** Throws a ThresholdError for what has no sound or too many channels. */
  static async make(options: MasterOptions): Promise<ServiceMaster> {
    const { source, folder, home } = options;
    const { cache, limiter, notices } =
      source.kind === 'session' ? await renderSession(options, source) : await readFile(options, source.path);
    try {
      cache.finish();
      if (cache.lengthSamples === 0) throw new ThresholdError(servicesWords.nothingToPlay);
      const spectrum = new PowerSpectrum(home, cache.channels, cache.sampleRate, cache.lengthSamples);
      const made = await write(options, cache, limiter, join(folder, 'master.wav'), spectrum);
      options.onProgress?.(1);
      return new ServiceMaster(options, cache, limiter, { ...made, spectrum: spectrum.finish(), notices });
    } catch (error) {
      cache.dispose();
      throw error;
    }
  }

  /** The same master under another ceiling: with its own limiter, or with one that does nothing else. */
  async atCeiling(ceilingDbtp: number, path: string): Promise<Made> {
    const limiter = { ...(this.#limiter ?? limiterValues({ gainDb: 0 })), ceilingDbtp };
    return write(this.#options, this.#cache, limiter, path);
  }

  /** Where its loudest second begins. */
  get loudSample(): number {
    const { momentaryLufs, stepSeconds } = this.history;
    let best = 0;
    for (let i = 0; i < momentaryLufs.length; i++) if (momentaryLufs[i]! > momentaryLufs[best]!) best = i;
    return Math.round(best * stepSeconds * this.reader.sampleRate);
  }

  dispose(): void {
    this.reader.close();
    this.#cache.dispose();
  }
}

export interface Made {
  path: string;
  reader: WavReader;
  measurement: Measurement;
  history: LoudnessHistory;
}

async function write(
  options: MasterOptions,
  cache: ChainCache,
  values: ParameterValues | null,
  path: string,
  spectrum: PowerSpectrum | null = null,
): Promise<Made> {
  const { home, turns } = options;
  const { channels, sampleRate, lengthSamples } = cache;
  const limiter = values && new FinalLimiter(home, sampleRate, values);
  const wav = createWav(path, { channels, sampleRate, format: 'f32' });
  const block = new Float64Array(BLOCK_FRAMES * channels);
  try {
    // It looks ahead: what comes out first is dropped, and silence pushes out the rest.
    let drop = limiter?.latencySamples ?? 0;
    for (let at = 0; wav.lengthSamples < lengthSamples; at += BLOCK_FRAMES) {
      await turns.take();
      cache.read(at, BLOCK_FRAMES, block);
      limiter?.process(block, channels);
      const from = Math.min(drop, BLOCK_FRAMES);
      drop -= from;
      const count = Math.min(BLOCK_FRAMES - from, lengthSamples - wav.lengthSamples);
      if (count > 0) wav.write(block.subarray(from * channels), count);
    }
    wav.close();
  } catch (error) {
    wav.abort();
    throw error;
  } finally {
    limiter?.dispose();
  }
  return measured(options, openWav(path), path, spectrum);
}

/** Of what the file holds. */
async function measured(
  { home, turns }: MasterOptions,
  reader: WavReader,
  path: string,
  spectrum: PowerSpectrum | null,
): Promise<Made> {
  const { channels, sampleRate, lengthSamples } = reader;
  const meter = new AudioMeter({ channels, sampleRate, lengthSamples }, home);
  const block = new Float64Array(READ_FRAMES * channels);
  for (let at = 0; at < lengthSamples; at += READ_FRAMES) {
    await turns.take();
    const frames = reader.read(at, READ_FRAMES, block);
    meter.push(block, frames);
    spectrum?.push(block, frames);
  }
  const history = meter.history();
  return { path, reader, measurement: meter.finish(), history };
}

interface Cached {
  cache: ChainCache;
  /** Null: the chain ends without one. */
  limiter: ParameterValues | null;
  notices: readonly string[];
}

async function renderSession(
  { home, signal, onProgress }: MasterOptions,
  { document, folder }: Extract<MasterSource, { kind: 'session' }>,
): Promise<Cached> {
  if (sessionEndSample(document) === 0) throw new ThresholdError(servicesWords.nothingToPlay);
  const effect = finalLimiter(document);
  const { sampleRate } = document.session;
  const cache = new ChainCache(home, { channels: 2, fromRate: sampleRate, sampleRate });
  try {
    const { notices } = await renderOffline({
      document,
      folder,
      outputs: [MASTER_STRIP],
      limiter: false,
      range: null,
      workers: renderThreads(),
      ...(signal && { signal }),
      onProgress: (fraction) => onProgress?.(RENDER_SHARE * fraction),
      onBlock: (blocks, frames) => cache.push(blocks[0]!, frames),
    });
    return { cache, limiter: effect && !effect.bypassed ? limiterValues(effect.parameters) : null, notices };
  } catch (error) {
    cache.dispose();
    throw error;
  }
}

async function readFile({ home, turns, onProgress }: MasterOptions, path: string): Promise<Cached> {
  const source = await openAudio(path);
  const { channels, sampleRate, lengthSamples } = source;
  if (channels > 2) {
    source.close();
    throw new ThresholdError(servicesWords.tooManyChannels(channels));
  }
  const cache = new ChainCache(home, { channels, fromRate: sampleRate, sampleRate });
  try {
    let frames = 0;
    for (;;) {
      await turns.take();
      const samples = await source.read(READ_FRAMES);
      if (!samples) break;
      cache.push(samples, samples.length / channels);
      frames += samples.length / channels;
      if (lengthSamples) onProgress?.((RENDER_SHARE * frames) / lengthSamples);
    }
    return { cache, limiter: null, notices: source.notices };
  } catch (error) {
    cache.dispose();
    throw error;
  } finally {
    source.close();
  }
}
