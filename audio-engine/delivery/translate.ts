/**
 * Does it work everywhere: every playback system against every codec. Vocal and backing go through each system's own
 * kernel, the whole song; what a codec changes by third octave is weighed on top. In figures: how the vocal stands
 * against the backing, K-weighted, and what is left of the lows, both against the master.
 */
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripRole } from '../advice/index.ts';
import { type KernelHome, PowerSpectrum, type Spectrum, thirdOctaves } from '../measure/index.ts';
import { createWav, openWav, type WavReader } from '../media/index.ts';
import {
  type CodecResult,
  type MatrixCell,
  type SystemSpec,
  THIRD_OCTAVES_HZ,
  type TranslationMatrix,
} from '../protocol/index.ts';
import { renderOffline, renderThreads, SystemBlock } from '../render/index.ts';
import { MASTER_STRIP, type SessionDocument } from '../session/index.ts';
import { listeningWords, servicesWords } from '../words/index.ts';
import type { ServiceMaster } from './service-master.ts';
import type { Turns } from './turns.ts';

const QUANTUM = 64;
const CHUNK = 256 * QUANTUM;
/** Where a lead vocal stands, for files that have no tracks. */
const VOCAL_BAND_HZ = [300, 4000] as const;
const LOW_HZ = [20, 125] as const;

export interface Translation {
  home: KernelHome;
  master: ServiceMaster;
  /** Null: a file, without tracks. */
  session: { document: SessionDocument; folder: string } | null;
  systems: readonly SystemSpec[];
  codecs: readonly CodecResult[];
  turns: Turns;
  signal?: AbortSignal | undefined;
  onProgress(fraction: number, sentence: string): void;
}

/** Powers by third octave. */
type Bands = readonly number[];
interface Parts {
  vocal: Bands;
  backing: Bands;
  whole: Bands;
}

export async function translate(job: Translation): Promise<TranslationMatrix> {
  const { master, systems } = job;
  const vocalTracks = job.session ? leadVocals(job.session.document) : [];
  const stems = vocalTracks.length > 0 ? await renderStems(job, vocalTracks) : null;
  try {
    const signals = stems ? [master.reader, stems.vocal, stems.backing] : [master.reader];
    const passes = signals.length * (systems.length + 1);
    let passed = 0;
    const heardOn = async (system: SystemSpec | null): Promise<Parts> => {
      const name = system ? listeningWords.systemName(system.id) : servicesWords.matrix.straight;
      const bands: Bands[] = [];
      for (const signal of signals) {
        const done = STEMS_SHARE + ((1 - STEMS_SHARE) * passed++) / passes;
        job.onProgress(done, servicesWords.step.system(name));
        bands.push(thirdOctaves(await play(job, signal, system)));
      }
      return partsOf(bands);
    };
    const cells: MatrixCell[] = [];
    const straight = await heardOn(null);
    for (const system of [null, ...systems]) {
      const heard = system ? await heardOn(system) : straight;
      for (const { spec, changeDb, failure } of [MASTER, ...job.codecs]) {
        const cell = { system: system?.id ?? STRAIGHT, codec: spec };
        if (failure) cells.push({ ...cell, vocalDb: null, lowDb: null });
        else cells.push({ ...cell, ...figures(straight, heard, changeDb) });
      }
    }
    return {
      systems: [STRAIGHT, ...systems.map(({ id }) => id)].map((id) => ({
        id,
        name: id === STRAIGHT ? servicesWords.matrix.straight : listeningWords.systemName(id),
        file: null,
      })),
      vocal: stems ? 'stems' : 'band',
      vocalTracks: vocalTracks.map((id) => job.session!.document.tracks[id]!.name),
      cells,
    };
  } finally {
    stems?.remove();
  }
}

/** Of the progress: rendering the vocal and the backing. */
const STEMS_SHARE = 0.4;
export const STRAIGHT = 'straight';
/** Before any codec. */
const MASTER = { spec: 'master', changeDb: [] as (number | null)[], failure: null };

/** Tracks that sing the lead and can be heard. */
export function leadVocals(document: SessionDocument): string[] {
  return Object.keys(document.tracks).filter(
    (id) => stripRole(document, id) === 'lead-vocal' && !document.strips[id]?.mute,
  );
}

interface Stems {
  vocal: WavReader;
  backing: WavReader;
  remove(): void;
}

/** The same mix twice, once with the vocals alone and once without; before the limiter, which would mix them up. */
async function renderStems(
  { session, master, signal, onProgress }: Translation,
  vocals: readonly string[],
): Promise<Stems> {
  const { document, folder } = session!;
  const made: { reader: WavReader; path: string }[] = [];
  const remove = (): void => {
    for (const { reader, path } of made) {
      reader.close();
      rmSync(path, { force: true });
    }
  };
  const render = async (name: string, muted: (trackId: string) => boolean): Promise<WavReader> => {
    const strips = Object.fromEntries(
      Object.entries(document.strips).map(([id, strip]) => [
        id,
        document.tracks[id] && muted(id) ? { ...strip, mute: true, solo: false } : strip,
      ]),
    );
    const from = (STEMS_SHARE / 2) * made.length;
    const path = join(dirname(master.path), `${name}.wav`);
    const wav = createWav(path, { channels: 2, sampleRate: document.session.sampleRate, format: 'f32' });
    try {
      await renderOffline({
        // Prints have no tracks to tell apart: the mix itself.
        document: {
          ...document,
          strips,
          master: { ...document.master, source: { kind: 'live', mediaId: null } },
        },
        folder,
        outputs: [MASTER_STRIP],
        limiter: false,
        range: null,
        workers: renderThreads(),
        ...(signal && { signal }),
        onProgress: (fraction) => onProgress(from + (STEMS_SHARE / 2) * fraction, servicesWords.step.stems),
        onBlock: (blocks, count) => wav.write(blocks[0]!.subarray(0, count * 2), count),
      });
      wav.close();
    } catch (error) {
      wav.abort();
      throw error;
    }
    const reader = openWav(path);
    made.push({ reader, path });
    return reader;
  };
  try {
    const vocal = await render('stem-vocal', (id) => !vocals.includes(id));
    return { vocal, backing: await render('stem-backing', (id) => vocals.includes(id)), remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Of the whole song alone, or of it and its stems. */
function partsOf([whole, vocal, backing]: readonly Bands[]): Parts {
  if (!whole) throw new Error('There is nothing to weigh.');
  if (vocal && backing) return { vocal, backing, whole };
  const inBand = (hz: number): boolean => hz >= VOCAL_BAND_HZ[0] && hz <= VOCAL_BAND_HZ[1];
  return {
    vocal: whole.map((power, i) => (inBand(THIRD_OCTAVES_HZ[i]!) ? power : 0)),
    backing: whole.map((power, i) => (inBand(THIRD_OCTAVES_HZ[i]!) ? 0 : power)),
    whole,
  };
}

/** The average spectrum of the whole signal as a system gives it; null is straight. */
async function play(
  { home, turns }: Translation,
  reader: WavReader,
  system: SystemSpec | null,
): Promise<Spectrum> {
  const { channels, sampleRate, lengthSamples } = reader;
  const { kernels, allocator } = home;
  const spectrum = new PowerSpectrum(home, 2, sampleRate, lengthSamples);
  const pointer = system && allocator.allocate(kernels.call.system_bytes!());
  const buffer = allocator.allocate(CHUNK * 16);
  try {
    if (system && pointer !== null) {
      kernels.call.system_init!(pointer, sampleRate);
      new SystemBlock(kernels.memory, pointer).take(system, 0);
    }
    const block = new Float64Array(CHUNK * channels);
    for (let at = 0; at < lengthSamples; at += CHUNK) {
      await turns.take();
      const frames = reader.read(at, CHUNK, block);
      // Memory may have grown while others had their turn.
      const view = new Float64Array(kernels.memory.buffer, buffer, CHUNK * 2).fill(0, frames * 2);
      if (channels === 2) view.set(block.subarray(0, frames * 2));
      else for (let i = 0; i < frames; i++) view[2 * i] = view[2 * i + 1] = block[i]!;
      if (pointer !== null) kernels.call.system_process!(pointer, buffer, CHUNK / QUANTUM);
      spectrum.push(view, frames);
    }
    return spectrum.finish();
  } finally {
    if (pointer !== null) allocator.free(pointer);
    allocator.free(buffer);
  }
}

const powerOf = (db: number): number => 10 ** (db / 10); // a figure, not a sample

/** K-weighting by frequency, dB (BS.1770-5, computed at 48 kHz). */
const K_WEIGHT: readonly (readonly [number, number])[] = [
  [20, -13.28],
  [30, -8.3],
  [50, -3.93],
  [100, -1.13],
  [200, -0.27],
  [500, 0.04],
  [997, 0.69],
  [2000, 3.07],
  [4000, 3.97],
  [8000, 4.04],
  [20_000, 4.04],
];

export function kWeightDb(hz: number): number {
  const above = K_WEIGHT.findIndex(([at]) => at >= hz);
  if (above <= 0) return above === 0 ? K_WEIGHT[0]![1] : K_WEIGHT.at(-1)![1];
  const [lowHz, low] = K_WEIGHT[above - 1]!;
  const [highHz, high] = K_WEIGHT[above]!;
  const part = Math.log(hz / lowHz) / Math.log(highHz / lowHz); // a figure, not a sample
  return low + (high - low) * part;
}

const FACTORS = THIRD_OCTAVES_HZ.map((hz) => powerOf(kWeightDb(hz)));

function weighed(bands: Bands, changes: readonly (number | null)[]): number {
  return bands.reduce((sum, power, i) => sum + power * FACTORS[i]! * powerOf(changes[i] ?? 0), 0);
}

function lows(bands: Bands, changes: readonly (number | null)[]): number {
  return bands.reduce((sum, power, i) => {
    const hz = THIRD_OCTAVES_HZ[i]!;
    return hz < LOW_HZ[0] || hz > LOW_HZ[1] ? sum : sum + power * powerOf(changes[i] ?? 0);
  }, 0);
}

const ratioDb = (a: number, b: number): number => 10 * Math.log10(a / b); // a figure, not a sample

/** Null where there is no vocal, no backing, or nothing low. */
export function figures(
  before: Parts,
  after: Parts,
  changes: readonly (number | null)[],
): Pick<MatrixCell, 'vocalDb' | 'lowDb'> {
  const was = [weighed(before.vocal, []), weighed(before.backing, []), lows(before.whole, [])] as const;
  const is = [
    weighed(after.vocal, changes),
    weighed(after.backing, changes),
    lows(after.whole, changes),
  ] as const;
  const clear = (value: number): number | null => (Number.isFinite(value) ? value : null);
  return {
    vocalDb: clear(ratioDb(is[0], is[1]) - ratioDb(was[0], was[1])),
    // Against the whole: a system is listened to at its own loudness.
    lowDb: clear(ratioDb(is[2], weighed(after.whole, changes)) - ratioDb(was[2], weighed(before.whole, []))),
  };
}
