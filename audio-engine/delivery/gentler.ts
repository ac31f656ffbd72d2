/**
 * What limiting costs: this master and a gentler one (the same chain, some dB less limiter gain), both as a service
 * plays them, with their figures and thirty seconds of each to hear.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  loadServices,
  loudPsrDb,
  playbackGain,
  SignalAnalyser,
  songFacts,
  Transform,
} from '../advice/index.ts';
import { loadKernels } from '../kernels/index.ts';
import type { KernelHome } from '../measure/index.ts';
import { createWav } from '../media/index.ts';
import type { GentlerSide, LimitingCost } from '../protocol/index.ts';
import { renderOffline } from '../render/index.ts';
import { finalLimiter, MASTER_STRIP, type SessionDocument, sessionEndSample } from '../session/index.ts';
import { deliveryWords, masterRoomWords, ThresholdError } from '../words/index.ts';
import { ChainCache } from './chain-cache.ts';
import { limiterValues } from './final-limiter.ts';
import { LimiterWork } from './limiter-work.ts';
import { runMasterPass } from './master-pass.ts';
import { Turns } from './turns.ts';

export interface GentlerJob {
  document: SessionDocument;
  folder: string;
  /** Inside the session folder, with forward slashes: where the two previews go, without their endings. */
  place: string;
  lessDb: number;
  /** Name of a service; null takes the release's target where that is one, or the first. */
  serviceName: string | null;
  threads?: number;
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

const PREVIEW_SECONDS = 30;
const CHAIN_SHARE = 0.5;

export async function gentlerMaster(job: GentlerJob): Promise<LimitingCost> {
  const { document, folder, signal, lessDb } = job;
  const { sampleRate } = document.session;
  const effect = finalLimiter(document);
  if (sessionEndSample(document) === 0) throw new ThresholdError(deliveryWords.emptySession);
  if (!effect || effect.bypassed) throw new ThresholdError(masterRoomWords.gentler.noLimiter);
  const service = serviceOf(job);
  const home = loadKernels();
  const cache = new ChainCache(home, { channels: 2, fromRate: sampleRate, sampleRate });
  try {
    await renderOffline({
      document,
      folder,
      outputs: [MASTER_STRIP],
      limiter: false,
      range: null,
      workers: job.threads ?? 1,
      ...(signal && { signal }),
      onProgress: (fraction) => job.onProgress?.(CHAIN_SHARE * fraction, deliveryWords.step.rendering),
      onBlock: (blocks, frames) => cache.push(blocks[0]!, frames),
    });
    cache.finish();
    const held = limiterValues(effect.parameters);
    const length = Math.min(cache.lengthSamples, PREVIEW_SECONDS * sampleRate);
    const turns = new Turns(signal);
    const sides: GentlerSide[] = [];
    let startSample = 0;
    for (const [n, lower] of [0, lessDb].entries()) {
      const gainDb = Math.max(-24, (held.gainDb ?? 0) - lower);
      const file = `${job.place}-${n === 0 ? 'this' : 'gentler'}.wav`;
      const rendered = await renderSide(
        { home, cache, turns, path: join(folder, ...file.split('/')), length },
        { ...held, gainDb },
        n === 0 ? null : startSample,
        (fraction) =>
          job.onProgress?.(
            CHAIN_SHARE + (1 - CHAIN_SHARE) * ((n + fraction) / 2),
            masterRoomWords.gentler.trying(gainDb),
          ),
      );
      startSample = rendered.startSample;
      const { song, work } = rendered;
      const played = {
        integratedLufs: song.integratedLufs,
        truePeakDbtp: song.truePeakDbtp,
        samplePeakDbfs: song.truePeakDbtp,
      };
      sides.push({
        path: file,
        limiterGainDb: gainDb,
        integratedLufs: song.integratedLufs,
        truePeakDbtp: song.truePeakDbtp,
        psrDb: loudPsrDb(song.loud),
        activePercent: work.activePercent,
        mostDb: work.mostDb,
        serviceGainDb: playbackGain(service, played).gainDb,
      });
    }
    return {
      service: service.name,
      lessDb,
      startSample,
      lengthSamples: length,
      sides: [sides[0]!, sides[1]!],
    };
  } finally {
    cache.dispose();
  }
}

function serviceOf({ document, serviceName }: GentlerJob) {
  const services = loadServices().filter(({ kind }) => kind === 'music');
  const wanted = (serviceName ?? document.release.targetName)?.toLowerCase();
  const found = services.find(({ name }) => name.toLowerCase() === wanted) ?? services[0];
  if (!found) throw new ThresholdError(masterRoomWords.gentler.noService);
  return found;
}

/** The place in the whole song where the loudest `length` samples begin, on a grid of 100 ms. */
function loudest(shortTermLufs: Float32Array, length: number, total: number, sampleRate: number): number {
  const steps = Math.floor((length / sampleRate) * 10);
  let best = 0;
  let bestSum = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let end = 0; end < shortTermLufs.length; end++) {
    sum += Math.max(-70, shortTermLufs[end]!);
    if (end >= steps) sum -= Math.max(-70, shortTermLufs[end - steps]!);
    if (end >= steps - 1 && sum > bestSum) {
      bestSum = sum;
      best = end - steps + 1;
    }
  }
  return Math.max(0, Math.min(total - length, Math.round((best * sampleRate) / 10)));
}

interface Room {
  home: KernelHome;
  cache: ChainCache;
  turns: Turns;
  path: string;
  length: number;
}

/** One pass measures; where the loudest place is not known yet, another one writes it. */
async function renderSide(
  room: Room,
  limiter: Record<string, number>,
  knownStart: number | null,
  onProgress: (fraction: number) => void,
) {
  const { home, cache, turns, path, length } = room;
  const { sampleRate } = cache;
  const transform = new Transform(sampleRate, home);
  const facts = { id: MASTER_STRIP, name: '', kind: 'mix', channels: 2, pathGainDb: 0 } as const;
  const analyser = new SignalAnalyser(facts, { sampleRate, lengthSamples: null, transform, home });
  const work = new LimiterWork(cache, limiter.gainDb ?? 0);
  const quiet = { path: '', close: async () => undefined, abort: async () => undefined };
  const pass = (write: (samples: Float64Array, frames: number) => void, share: number, done: number) =>
    runMasterPass({
      home,
      cache,
      bits: '32f',
      turns,
      limiter,
      measure: false,
      onProgress: (fraction) => onProgress(done + share * fraction),
      writer: { ...quiet, write: async (samples, frames) => write(samples, frames) },
    });
  mkdirSync(dirname(path), { recursive: true });
  const wav = createWav(path, { channels: 2, sampleRate, format: 'f32' });
  let at = 0;
  const writeFrom = (start: number) => (samples: Float64Array, frames: number) => {
    const from = Math.max(0, start - at);
    const to = Math.min(frames, start + length - at);
    if (to > from) wav.write(samples.subarray(from * 2, to * 2), to - from);
    at += frames;
  };
  try {
    const keep = knownStart === null ? null : writeFrom(knownStart);
    await pass(
      (samples, frames) => {
        analyser.push(samples.subarray(0, frames * 2), frames);
        work.push(samples, frames);
        keep?.(samples, frames);
      },
      knownStart === null ? 0.7 : 1,
      0,
    );
    const features = analyser.finish();
    const startSample =
      knownStart ?? loudest(features.loudness.shortTermLufs, length, cache.lengthSamples, sampleRate);
    if (knownStart === null) await pass(writeFrom(startSample), 0.3, 0.7);
    wav.close();
    return { startSample, song: songFacts(features), work: work.finish() };
  } catch (error) {
    wav.abort();
    throw error;
  } finally {
    transform.dispose();
  }
}
