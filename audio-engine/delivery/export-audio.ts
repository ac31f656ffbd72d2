/**
 * Exports a session: mix, master or stems, in as many files as are asked for, from one render of each thing. Order for
 * every file: chain, rate conversion, limiter at the file's rate, dither, measurement of what is written.
 */
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { loadKernels } from '../kernels/index.ts';
import type { LoudnessHistory } from '../measure/index.ts';
import {
  type ExportedFile,
  type ExportOptions,
  type ExportRequest,
  exportOptionsSchema,
} from '../protocol/index.ts';
import { MIX_OUTPUT, renderOffline } from '../render/index.ts';
import { finalLimiter, MASTER_STRIP, type SessionDocument, sessionEndSample } from '../session/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import { broadcastFacts } from './broadcast.ts';
import { ChainCache } from './chain-cache.ts';
import { type Encoder, openEncoder } from './encode/index.ts';
import { exportStems } from './export-stems.ts';
import { limiterValues } from './final-limiter.ts';
import { type FinishedMaster, finishMaster } from './finish-master.ts';
import { Fresh } from './fresh.ts';
import { type PlannedFile, planFiles } from './outputs.ts';
import { stemSources, versionDocument } from './parts.ts';
import { writeProof } from './proof.ts';
import { releaseArtwork, releaseTags } from './release-tags.ts';
import { findSets, writeSet } from './sets.ts';
import { findTarget } from './targets.ts';
import { Turns } from './turns.ts';
import type { LimiterSettings, WrittenFile } from './written.ts';

export interface ExportJob {
  document: SessionDocument;
  /** The document's, for proofs; null where it is not known. */
  revision?: number | null;
  /** The session's folder. */
  folder: string;
  options: ExportRequest;
  /** When it is made, as it stands in files. Default: now. */
  createdAt?: string;
  /** Settings that another render came to, and how far each lossy file was lowered: used as they are. */
  settled?: { limiter: LimiterSettings | null; loweredDb: number };
  /** Threads that render. Default 1; the bits do not depend on it. */
  threads?: number;
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

export interface ExportResult {
  files: ExportedFile[];
  /** Settings of the final limiter where they differ from the document's: to be written into it as one step. */
  limiter: LimiterSettings | null;
  /** Runs of limiter and measurement before files were written. */
  passes: number;
  /** Loudness over the song, of a mix or master. */
  history: LoudnessHistory | null;
  notices: string[];
}

/** What every stage of one export shares. */
export interface ExportRun {
  job: ExportJob;
  options: ExportOptions;
  home: ReturnType<typeof loadKernels>;
  turns: Turns;
  createdAt: string;
  open(file: PlannedFile): Promise<Encoder>;
}

/** Throws a ThresholdError; after a failure or a cancel there is no new file and no half of one. */
export async function exportAudio(job: ExportJob): Promise<ExportResult> {
  const { document } = job;
  const options = exportOptionsSchema.parse(job.options);
  if (sessionEndSample(document) === 0) throw new ThresholdError(deliveryWords.emptySession);
  const sets = findSets(options.sets);
  const sources = options.what === 'stems' ? stemSources(document, options.stems ?? USUAL_STEMS) : null;
  if (sources?.length === 0) throw new ThresholdError(deliveryWords.noTracks);
  const notices: string[] = [];
  const versions = options.what === 'stems' ? (['full'] as const) : options.versions;
  const there = versions.filter((version) => {
    const has = versionDocument(document, version) !== null;
    if (!has) notices.push(deliveryWords.notice.noVersion(version));
    return has;
  });
  if (there.length === 0) throw new ThresholdError(deliveryWords.noVersions);
  const planned = planFiles({
    document,
    options,
    sets,
    versions: there,
    stems: sources,
    onSameName: (name) => notices.push(deliveryWords.notice.sameName(name)),
  });
  const { artwork, notices: missing } = releaseArtwork(document, job.folder);
  notices.push(...missing);
  const home = loadKernels();
  const createdAt = job.createdAt ?? new Date().toISOString();
  const run: ExportRun = {
    job,
    options,
    home,
    createdAt,
    turns: new Turns(job.signal),
    open: (file) =>
      openEncoder(file.path, {
        file: file.file,
        sampleRate: file.sampleRate,
        channels: 2,
        home,
        tags: releaseTags(document, { version: file.version, stem: file.stem?.name ?? null }),
        artwork,
        loudness: true,
        broadcast: broadcastFacts({ document, options, createdAt, stems: sources }, file),
      }),
  };
  const fresh = new Fresh(planned.map(({ path }) => path));
  try {
    const done = sources ? await exportStems(run, sources, planned) : await exportSong(run, there, planned);
    const files: ExportedFile[] = [];
    for (const written of done.files) files.push(await finishFile(run, written));
    for (const set of sets)
      notices.push(...writeSet(set, { document, folder: job.folder, options, files, fresh }));
    return { ...done, files, notices: [...new Set([...notices, ...done.notices])] };
  } catch (error) {
    fresh.remove();
    throw error;
  }
}

export const USUAL_STEMS = { by: 'tracks', chain: 'before', returns: 'own' } as const;

async function finishFile(
  { job, options, createdAt }: ExportRun,
  { planned, measurement, lossy, limiter }: WrittenFile,
): Promise<ExportedFile> {
  const { path, file, dither, set, stem, version } = planned;
  const exported: ExportedFile = {
    path,
    name: stem?.name ?? null,
    version,
    file,
    dither,
    set,
    sizeBytes: statSync(path).size,
    sha256: await hashFile(path),
    measurement,
    lossy,
    proof: options.proof ? `${path}.proof.json` : null,
  };
  if (options.proof)
    writeProof(exported, { job, options, createdAt, limiter, sampleRate: planned.sampleRate, stem });
  return exported;
}

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

interface SongDone extends Omit<ExportResult, 'files'> {
  files: WrittenFile[];
}

/** Mix, master or the sum before the master; the versions follow the song's own settings. */
async function exportSong(
  run: ExportRun,
  versions: readonly PlannedFile['version'][],
  planned: readonly PlannedFile[],
): Promise<SongDone> {
  const { options, job } = run;
  const { target } = options;
  const master = options.what === 'master';
  const effect = master ? finalLimiter(job.document) : null;
  const held = effect && !(effect.bypassed && !target) ? limiterValues(effect.parameters) : null;
  const { settled } = job;
  const limiter = settled
    ? settled.limiter && { ...(held ?? limiterValues({})), ...settled.limiter }
    : (held ?? (master && target ? limiterValues({}) : null));
  const named = target?.name ? findTarget(target.name) : null;
  const files: WrittenFile[] = [];
  const notices: string[] = [];
  let first: FinishedMaster | null = null;
  for (const [index, version] of versions.entries()) {
    const done: FinishedMaster = await exportVersion(run, {
      document: versionDocument(job.document, version)!,
      files: planned.filter((file) => file.version === version),
      limiter,
      fixed: first?.limiters ?? settledFor(job, planned),
      onProgress: (fraction, sentence) => job.onProgress?.((index + fraction) / versions.length, sentence),
    });
    first ??= done;
    files.push(...done.files);
    notices.push(...done.notices);
  }
  if (master && !effect && limiter) notices.push(deliveryWords.notice.noLimiter);
  if (named?.gate === 'dialogue') notices.push(deliveryWords.notice.dialogueGated(named.name));
  return {
    files,
    limiter: changed(effect?.bypassed ? null : held, first!.limiter),
    passes: first!.passes,
    history: first!.history,
    notices,
  };
}

/** Settings of another render hold for every rate of this one. */
function settledFor(
  { settled }: ExportJob,
  planned: readonly PlannedFile[],
): ReadonlyMap<number, LimiterSettings> {
  const limiter = settled?.limiter;
  return new Map(limiter ? planned.map(({ sampleRate }) => [sampleRate, limiter]) : []);
}

interface VersionFacts {
  document: SessionDocument;
  files: readonly PlannedFile[];
  limiter: ReturnType<typeof limiterValues> | null;
  fixed: ReadonlyMap<number, LimiterSettings>;
  onProgress: (fraction: number, sentence: string) => void;
}

/** Of the progress, what the chain's render takes. */
const CHAIN_SHARE = 0.5;

async function exportVersion(run: ExportRun, version: VersionFacts): Promise<FinishedMaster> {
  const { job, options, home, turns } = run;
  const { document, files, limiter } = version;
  const fromRate = document.session.sampleRate;
  const caches = new Map<number, ChainCache>();
  try {
    for (const { sampleRate } of files)
      if (!caches.has(sampleRate))
        caches.set(sampleRate, new ChainCache(home, { channels: 2, fromRate, sampleRate }));
    const rendered = await renderOffline({
      document,
      folder: job.folder,
      outputs: [options.what === 'premaster' ? MIX_OUTPUT : MASTER_STRIP],
      limiter: false,
      range: options.range,
      workers: job.threads ?? 1,
      ...(job.signal && { signal: job.signal }),
      onProgress: (fraction) => version.onProgress(CHAIN_SHARE * fraction, deliveryWords.step.rendering),
      onBlock: ([block], frames) => {
        for (const cache of caches.values()) cache.push(block!, frames);
      },
    });
    const finished = await finishMaster({
      home,
      caches,
      limiter,
      ceilingDbtp: options.target?.ceilingDbtp ?? limiter?.ceilingDbtp ?? 0,
      targetLufs: options.what === 'master' ? (options.target?.lufs ?? null) : null,
      fixed: version.fixed,
      files,
      open: run.open,
      overshoot: options.overshoot,
      loweredDb: job.settled?.loweredDb ?? 0,
      turns,
      signal: job.signal,
      onProgress: (fraction, sentence) =>
        version.onProgress(CHAIN_SHARE + (1 - CHAIN_SHARE) * fraction, sentence),
    });
    return { ...finished, notices: [...rendered.notices, ...finished.notices] };
  } finally {
    for (const cache of caches.values()) cache.dispose();
  }
}

/** Null where the document's limiter, if it is on, already says what was used. */
function changed(held: Record<string, number> | null, used: LimiterSettings | null): LimiterSettings | null {
  if (!used || (held && held.gainDb === used.gainDb && held.ceilingDbtp === used.ceilingDbtp)) return null;
  return used;
}
