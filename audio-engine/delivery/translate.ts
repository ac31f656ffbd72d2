/**
 * Does it work everywhere: every playback system against every codec. Vocal and backing go through each system's own
 * kernel over the song's loudest half minute; what a codec changes by third octave is weighed on top. In figures: how the
 * vocal stands against the backing, K-weighted, and what is left of the lows, both against the master.
 */

import { stripRole } from '../advice/index.ts';
import { type KernelHome, PowerSpectrum, type Spectrum, thirdOctaves } from '../measure/index.ts';
import type { WavReader } from '../media/index.ts';
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

const EXCERPT_SECONDS = 30;
const QUANTUM = 64;
const CHUNK_QUANTA = 16;
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
  const { home, master, systems, turns } = job;
  const { sampleRate } = master.reader;
  const { startSample, frames } = loudest(master);
  const whole = stereo(master.reader, startSample, frames);
  const vocalTracks = job.session ? leadVocals(job.session.document) : [];
  const stems = vocalTracks.length > 0 ? await renderStems(job, vocalTracks, startSample, frames) : null;
  const through = (samples: Float64Array, system: SystemSpec | null): Bands =>
    thirdOctaves(play(home, samples, system, sampleRate));
  const cells: MatrixCell[] = [];
  const straight = partsOf(whole, stems, (samples) => through(samples, null));
  for (const [index, system] of [null, ...systems].entries()) {
    const name = system ? listeningWords.systemName(system.id) : servicesWords.matrix.straight;
    job.onProgress(0.4 + (0.6 * index) / (systems.length + 1), servicesWords.step.system(name));
    await turns.take();
    const heard = system ? partsOf(whole, stems, (samples) => through(samples, system)) : straight;
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
}

export const STRAIGHT = 'straight';
/** Before any codec. */
const MASTER = { spec: 'master', changeDb: [] as (number | null)[], failure: null };

/** Tracks that sing the lead and can be heard. */
export function leadVocals(document: SessionDocument): string[] {
  return Object.keys(document.tracks).filter(
    (id) => stripRole(document, id) === 'lead-vocal' && !document.strips[id]?.mute,
  );
}

function loudest({ history, reader }: ServiceMaster): { startSample: number; frames: number } {
  const { momentaryLufs, stepSeconds } = history;
  const steps = Math.round(EXCERPT_SECONDS / stepSeconds);
  const powers = Array.from(momentaryLufs, (lufs) => (lufs > -70 ? powerOf(lufs) : 0));
  let sum = powers.slice(0, steps).reduce((a, b) => a + b, 0);
  let best = sum;
  let first = 0;
  for (let at = steps; at < powers.length; at++) {
    sum += powers[at]! - powers[at - steps]!;
    if (sum > best) {
      best = sum;
      first = at - steps + 1;
    }
  }
  const startSample = Math.round(first * stepSeconds * reader.sampleRate);
  const frames = Math.min(EXCERPT_SECONDS * reader.sampleRate, reader.lengthSamples - startSample);
  return { startSample, frames };
}

function stereo(reader: WavReader, first: number, frames: number): Float64Array {
  const block = new Float64Array(frames * reader.channels);
  reader.read(first, frames, block);
  if (reader.channels === 2) return block;
  return Float64Array.from({ length: frames * 2 }, (_, i) => block[i >> 1]!);
}

interface Stems {
  vocal: Float64Array;
  backing: Float64Array;
}

/** The same mix twice, once with the vocals alone and once without; before the limiter, which would mix them up. */
async function renderStems(
  { session, signal, onProgress }: Translation,
  vocals: readonly string[],
  startSample: number,
  frames: number,
): Promise<Stems> {
  const render = async (muted: (trackId: string) => boolean): Promise<Float64Array> => {
    const { document, folder } = session!;
    const strips = Object.fromEntries(
      Object.entries(document.strips).map(([id, strip]) => [
        id,
        document.tracks[id] && muted(id) ? { ...strip, mute: true, solo: false } : strip,
      ]),
    );
    const samples = new Float64Array(frames * 2);
    let at = 0;
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
      range: { startSample, endSample: startSample + frames },
      workers: renderThreads(),
      ...(signal && { signal }),
      onBlock(blocks, count) {
        samples.set(blocks[0]!.subarray(0, Math.min(count, frames - at) * 2), at * 2);
        at += count;
      },
    });
    return samples;
  };
  const { step } = servicesWords;
  onProgress(0, step.stems);
  const vocal = await render((id) => !vocals.includes(id));
  onProgress(0.2, step.stems);
  return { vocal, backing: await render((id) => vocals.includes(id)) };
}

function partsOf(whole: Float64Array, stems: Stems | null, bands: (samples: Float64Array) => Bands): Parts {
  const all = bands(whole);
  if (stems) return { vocal: bands(stems.vocal), backing: bands(stems.backing), whole: all };
  const inBand = (hz: number): boolean => hz >= VOCAL_BAND_HZ[0] && hz <= VOCAL_BAND_HZ[1];
  return {
    vocal: all.map((power, i) => (inBand(THIRD_OCTAVES_HZ[i]!) ? power : 0)),
    backing: all.map((power, i) => (inBand(THIRD_OCTAVES_HZ[i]!) ? 0 : power)),
    whole: all,
  };
}

function play(
  home: KernelHome,
  samples: Float64Array,
  system: SystemSpec | null,
  sampleRate: number,
): Spectrum {
  const frames = samples.length / 2;
  const spectrum = new PowerSpectrum(home, 2, sampleRate, frames);
  if (!system) {
    spectrum.push(samples, frames);
    return spectrum.finish();
  }
  const { kernels, allocator } = home;
  const pointer = allocator.allocate(kernels.call.system_bytes!());
  const chunk = CHUNK_QUANTA * QUANTUM;
  const buffer = allocator.allocate(chunk * 16);
  const view = new Float64Array(kernels.memory.buffer, buffer, chunk * 2);
  kernels.call.system_init!(pointer, sampleRate);
  new SystemBlock(kernels.memory, pointer).take(system, 0);
  for (let at = 0; at + chunk <= frames; at += chunk) {
    view.set(samples.subarray(at * 2, (at + chunk) * 2));
    kernels.call.system_process!(pointer, buffer, CHUNK_QUANTA);
    spectrum.push(view, chunk);
  }
  allocator.free(pointer);
  allocator.free(buffer);
  return spectrum.finish();
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
