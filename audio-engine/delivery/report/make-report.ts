/** Measures a finished master from every side and writes the report of it, as a page or a PDF. */
import { createHash } from 'node:crypto';
import { createReadStream, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { checkFile, checkSession } from '../../advice/index.ts';
import { effectKinds } from '../../effects/registry.ts';
import { type LoudnessHistory, type Measurement, psrOver } from '../../measure/index.ts';
import { closeBrowser, printPage } from '../../media/index.ts';
import type { CheckReport, Service } from '../../protocol/index.ts';
import { byOrder, MASTER_STRIP, orderedEffects, type SessionDocument } from '../../session/index.ts';
import { reportWords, ThresholdError } from '../../words/index.ts';
import type { MasterSource } from '../service-master.ts';
import { reportServices } from '../service-report.ts';
import type { ReportFacts } from './facts.ts';
import { reportPage } from './page.ts';
import { type SongCurves, songCurves } from './song-curves.ts';

export interface ReportJob {
  source: MasterSource;
  /** Of the document. */
  revision: number | null;
  /** An .html or .pdf file. */
  path: string;
  services: readonly Service[];
  target: ReportFacts['target'];
  programVersion: string;
  /** False leaves the mix check out. */
  check: boolean;
  signal?: AbortSignal | undefined;
  onProgress?: (fraction: number, sentence: string) => void;
}

export interface ReportResult {
  path: string;
  measurement: Measurement;
  notices: string[];
}

const SERVICES_SHARE = 0.6;
const CHECK_SHARE = 0.95;

/** Throws a ThresholdError; the file is there, whole, when this resolves. */
export async function makeReport(job: ReportJob): Promise<ReportResult> {
  const ending = extname(job.path).toLowerCase();
  if (ending !== '.html' && ending !== '.pdf') throw new ThresholdError(reportWords.ending(job.path));
  const folder = mkdtempSync(join(tmpdir(), 'threshold-report-'));
  try {
    const facts = await gather(job, folder);
    job.onProgress?.(CHECK_SHARE, reportWords.step.writing);
    const html = join(folder, 'report.html');
    writeFileSync(html, reportPage(facts), 'utf8');
    const part = `${job.path}.part${ending}`;
    try {
      if (ending === '.pdf') await printPage(html, part, job.signal);
      else writeFileSync(part, reportPage(facts), 'utf8');
      renameSync(part, job.path);
    } catch (error) {
      rmSync(part, { force: true });
      throw error;
    }
    return { path: job.path, measurement: facts.measurement, notices: [...facts.played.notices] };
  } finally {
    closeBrowser();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function gather(job: ReportJob, folder: string): Promise<ReportFacts> {
  const { source, signal } = job;
  const document = source.kind === 'session' ? source.document : null;
  let measured: { measurement: Measurement; history: LoudnessHistory; curves: SongCurves } | undefined;
  const played = await reportServices({
    source,
    services: job.services,
    folder,
    key: 'report',
    previews: false,
    ceiling: false,
    signal,
    onProgress: (fraction, sentence) => job.onProgress?.(SERVICES_SHARE * fraction, sentence),
    async more({ home, master }) {
      job.onProgress?.(SERVICES_SHARE, reportWords.step.curves);
      const { measurement, history } = master;
      measured = { measurement, history, curves: await songCurves(master.path, { home, signal }) };
    },
  });
  const { measurement, history, curves } = measured!;
  const say = (fraction: number): void =>
    job.onProgress?.(SERVICES_SHARE + (CHECK_SHARE - SERVICES_SHARE) * fraction, reportWords.step.check);
  const release = document?.release;
  return {
    title: release?.title || document?.session.name || basename(source.kind === 'file' ? source.path : ''),
    artist: release?.artist ?? '',
    album: release?.album ?? '',
    isrc: release?.isrc ?? '',
    upc: release?.upc ?? '',
    subject: await subjectOf(source, job.revision),
    madeAt: new Date().toISOString(),
    programVersion: job.programVersion,
    measurement,
    history,
    curves,
    psrDb: psrOver(curves.peakDbtp, history.shortTermLufs, curves.stepSeconds),
    target: job.target,
    reference: document ? await referenceOf(document, source, signal) : null,
    services: job.services,
    played,
    check: job.check ? await checked(job, say) : null,
    dismissed: Object.keys(document?.dismissed ?? {}),
    chain: document ? chainOf(document) : [],
  };
}

function checked(
  { source, revision, signal }: ReportJob,
  say: (fraction: number) => void,
): Promise<CheckReport> {
  const listening = { signal, onProgress: say };
  return source.kind === 'session'
    ? checkSession({ document: source.document, folder: source.folder, revision, ...listening })
    : checkFile({ path: source.path, ...listening });
}

async function subjectOf(source: MasterSource, revision: number | null): Promise<string> {
  if (source.kind === 'session') return reportWords.subjectSession(source.document.session.name, revision);
  const hash = createHash('sha256');
  for await (const part of createReadStream(source.path)) hash.update(part as Buffer);
  return reportWords.subjectFile(basename(source.path), hash.digest('hex'));
}

/** The first reference of the session, by its tone. */
async function referenceOf(
  document: SessionDocument,
  source: MasterSource,
  signal: AbortSignal | undefined,
): Promise<ReportFacts['reference']> {
  const [first] = Object.values(document.references).sort(byOrder);
  const file = first && document.media[first.mediaId]?.file;
  if (!first || !file || source.kind !== 'session') return null;
  const { bandsDb } = await songCurves(join(source.folder, ...file.split('/')), { signal });
  return { name: first.name, lufs: first.lufs, bandsDb };
}

/** Modules by name, in the order sound passes them; what is bypassed is left out. */
function chainOf(document: SessionDocument): string[] {
  return orderedEffects(document, MASTER_STRIP)
    .filter(({ bypassed }) => !bypassed)
    .map(({ kind, presetName }) => [effectKinds[kind].title, presetName].filter(Boolean).join(': '));
}
