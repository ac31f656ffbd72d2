/**
 * What services do to a master, measured: their gains from its loudness and peaks, each codec by a round trip, limiters
 * on its samples, and the ceiling that would keep the codecs below full scale. Previews to be heard stand in a folder.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { playbackGain } from '../advice/index.ts';
import { loadKernels } from '../kernels/index.ts';
import { AudioMeter, type KernelHome } from '../measure/index.ts';
import { createWav, openWav, type WavReader } from '../media/index.ts';
import {
  type CodecResult,
  formatTitle,
  isLossless,
  parseFormatSpec,
  type Service,
  type ServicePlay,
  type ServicesReport,
} from '../protocol/index.ts';
import { servicesWords } from '../words/index.ts';
import { codecTrip } from './codec-trip.ts';
import { findCeiling } from './service-ceiling.ts';
import { ServiceLimiter } from './service-limit.ts';
import { type MasterSource, ServiceMaster } from './service-master.ts';
import { Turns } from './turns.ts';

export interface ServicesJob {
  source: MasterSource;
  services: readonly Service[];
  /** Where the previews stand; it is made where it is missing. */
  folder: string;
  /** What the report is about: handed through. */
  key: string;
  /** False: figures only, without files to be heard. */
  previews: boolean;
  /** False leaves out the search for a ceiling. */
  ceiling: boolean;
  signal?: AbortSignal | undefined;
  onProgress?: (fraction: number, sentence: string) => void;
  /** More that is measured on the same master, at the end of the progress. */
  more?: (at: {
    home: KernelHome;
    master: ServiceMaster;
    turns: Turns;
    codecs: readonly CodecResult[];
  }) => Promise<void>;
}

const SHARES = { master: 0.15, codecs: 0.5, limiters: 0.55, ceiling: 0.8 };

/** Throws a ThresholdError; a codec that fails says so in its place. */
export async function reportServices(job: ServicesJob): Promise<ServicesReport> {
  const { services, folder, signal } = job;
  const home = loadKernels();
  const turns = new Turns(signal);
  const { step } = servicesWords;
  const progress = (from: number, to: number, sentence: string) => (fraction: number) =>
    job.onProgress?.(from + (to - from) * fraction, sentence);
  mkdirSync(folder, { recursive: true });
  const rendering = progress(0, SHARES.master, step.rendering);
  const master = await ServiceMaster.make({
    home,
    source: job.source,
    folder,
    turns,
    signal,
    onProgress: rendering,
  });
  try {
    const { measurement, reader } = master;
    const specs = [...new Set(services.flatMap(({ codecs }) => codecs))];
    const codecs: CodecResult[] = [];
    for (const [index, spec] of specs.entries()) {
      const file = parseFormatSpec(spec)!;
      const each = (SHARES.codecs - SHARES.master) / specs.length;
      const from = SHARES.master + each * index;
      codecs.push(
        isLossless(file)
          ? lossless(spec, master)
          : await codecTrip({
              home,
              master: reader,
              spectrum: master.spectrum,
              loudSample: master.loudSample,
              file,
              folder,
              preview: job.previews ? join(folder, `${spec}.wav`) : null,
              turns,
              onProgress: progress(from, from + each, step.codec(formatTitle(file))),
            }),
      );
    }
    const plays: ServicePlay[] = [];
    for (const service of services) plays.push(await play(job, service, { master, codecs, home, turns }));
    job.onProgress?.(SHARES.limiters, step.codec(''));
    const ceiling = job.ceiling
      ? await findCeiling({
          home,
          master,
          codecs,
          folder,
          turns,
          onProgress: (fraction, db) => progress(SHARES.limiters, SHARES.ceiling, step.ceiling(db))(fraction),
        })
      : null;
    await job.more?.({ home, master, turns, codecs });
    const { integratedLufs, truePeakDbtp, samplePeakDbfs, plrDb, loudnessRangeLu, maxShortTermLufs } =
      measurement;
    return {
      key: job.key,
      sampleRate: reader.sampleRate,
      lengthSamples: reader.lengthSamples,
      measured: { integratedLufs, truePeakDbtp, samplePeakDbfs, plrDb, loudnessRangeLu, maxShortTermLufs },
      file: master.path,
      plays,
      codecs,
      ceiling,
      matrix: null,
      notices: [...master.notices],
    };
  } finally {
    master.dispose();
  }
}

/** Nothing is lost: what is measured of the master holds. */
function lossless(spec: string, { measurement, path }: ServiceMaster): CodecResult {
  const { truePeakDbtp, samplePeakDbfs, integratedLufs } = measurement;
  const title = formatTitle(parseFormatSpec(spec)!);
  const same = { kbps: null, edgeHz: null, changeDb: [], lagSamples: 0, failure: null };
  return {
    spec,
    title,
    lossless: true,
    encoder: null,
    truePeakDbtp,
    samplePeakDbfs,
    integratedLufs,
    ...same,
    file: path,
  };
}

/** A service's gain, and what its limiter makes of the master and of each of its codecs. */
async function play(job: ServicesJob, service: Service, at: Played): Promise<ServicePlay> {
  const { master, codecs } = at;
  const gain = playbackGain(service, master.measurement);
  if (!service.limiter || !gain.limited)
    return { id: service.id, gain, limiterDb: service.limiter ? 0 : null, file: null, through: [] };
  job.onProgress?.(SHARES.codecs, servicesWords.step.limiter(service.name));
  const settings = { settings: service.limiter, gainDb: gain.gainDb };
  const path = (name: string): string | null =>
    job.previews ? join(job.folder, `${service.id}${name}.wav`) : null;
  const straight = await limited(at, master.reader, settings, path(''));
  const through: ServicePlay['through'] = [];
  for (const { spec, lossless: same, file } of codecs.filter((one) => service.codecs.includes(one.spec))) {
    if (same) through.push({ spec, truePeakDbtp: straight.truePeakDbtp, file: straight.file });
    if (same || file === null) continue;
    const decoded = openWav(file);
    try {
      const { truePeakDbtp, file: heard } = await limited(at, decoded, settings, path(`-${spec}`));
      through.push({ spec, truePeakDbtp, file: heard });
    } finally {
      decoded.close();
    }
  }
  return { id: service.id, gain, limiterDb: straight.mostDb, file: straight.file, through };
}

interface Played {
  master: ServiceMaster;
  codecs: readonly CodecResult[];
  home: KernelHome;
  turns: Turns;
}

async function limited(
  { home, turns }: Played,
  reader: WavReader,
  { settings, gainDb }: { settings: NonNullable<Service['limiter']>; gainDb: number },
  path: string | null,
): Promise<{ truePeakDbtp: number | null; mostDb: number; file: string | null }> {
  const { channels, sampleRate, lengthSamples } = reader;
  const limiter = new ServiceLimiter(home, sampleRate, channels, settings, gainDb);
  const meter = new AudioMeter({ channels, sampleRate, lengthSamples }, home);
  const wav = path === null ? null : createWav(path, { channels, sampleRate, format: 'f32' });
  const frames = 16384;
  const block = new Float64Array(frames * channels);
  // It looks ahead: what comes out first is dropped, and silence pushes out the rest.
  let drop = limiter.latencySamples;
  let kept = 0;
  try {
    for (let at = 0; at < lengthSamples + limiter.latencySamples; at += frames) {
      await turns.take();
      const got = reader.read(at, frames, block);
      block.fill(0, got * channels);
      limiter.process(block, frames);
      const from = Math.min(drop, frames);
      drop -= from;
      const count = Math.min(frames - from, lengthSamples - kept);
      if (count <= 0) continue;
      const heard = block.subarray(from * channels, (from + count) * channels);
      meter.push(heard, count);
      wav?.write(heard, count);
      kept += count;
    }
    wav?.close();
    return { truePeakDbtp: meter.finish().truePeakDbtp, mostDb: limiter.mostDb, file: path };
  } catch (error) {
    wav?.abort();
    throw error;
  } finally {
    limiter.dispose();
  }
}
