/** Services as this window knows them: the list, the newest report, what is being measured, what is heard. */
import { useSyncExternalStore } from 'react';
import type {
  CodecResult,
  HeardFile,
  Job,
  Listen,
  Service,
  ServicePlay,
  ServicesReport,
} from '../../audio-engine/protocol/index.ts';
import { servicesReportSchema } from '../../audio-engine/protocol/index.ts';
import { masterFingerprint, type SessionDocument } from '../../audio-engine/session/index.ts';
import { failureFrom, showFailure, shownDocument, studio } from '../state/index.ts';

export interface ServicesState {
  services: readonly Service[];
  /** Where a user's own list would stand, and whether there is one. */
  ownPath: string;
  own: boolean;
  report: ServicesReport | null;
  /** The document as it was measured; null where it has changed since before this window came. */
  document: SessionDocument | null;
  running: { jobId: string; matrix: boolean; progress: number; sentence: string } | null;
  /** What is heard in place of the master, and where. */
  file: HeardFile | null;
  systemId: string | null;
}

let present: ServicesState = {
  services: [],
  ownPath: '',
  own: false,
  report: null,
  document: null,
  running: null,
  file: null,
  systemId: null,
};
const listeners = new Set<() => void>();
let started = false;

function show(change: Partial<ServicesState>): void {
  present = { ...present, ...change };
  for (const listener of listeners) listener();
}

const failed = (error: unknown): void => showFailure(failureFrom(error));

function readLast(): void {
  studio()
    .invoke('services.last', {})
    .then(
      ({ report, current }) => show({ report, document: current ? shownDocument() : null }),
      () => undefined,
    );
}

const showListen = ({ file, systemId }: Listen): void => show({ file, systemId });

function start(): void {
  if (started) return;
  started = true;
  studio().on('studio.reset', () => {
    show({ report: null, document: null, running: null });
    readLast();
  });
  studio().on('listen.changed', showListen);
  studio().on('jobs.changed', take);
  studio()
    .invoke('listen.get', {})
    .then(showListen, () => undefined);
  studio()
    .invoke('services.list', {})
    .then(({ services, own, ownPath }) => show({ services, own, ownPath }), failed);
  readLast();
}

/** What was measured when a job of ours began; its result belongs to that. */
let measuring: SessionDocument | null = null;

function take(job: Job): void {
  const { running } = present;
  if (job.kind !== 'translate' || running?.jobId !== job.id) return;
  if (job.state === 'running' || job.state === 'queued') {
    show({ running: { ...running, progress: job.progress, sentence: job.sentence } });
    return;
  }
  const report = job.state === 'done' ? servicesReportSchema.safeParse(job.result) : null;
  show({ running: null, ...(report?.success && { report: report.data, document: measuring }) });
  for (const failure of job.failures) showFailure(failure);
}

export function useServices(): ServicesState {
  return useSyncExternalStore(
    (listener) => {
      start();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => present,
  );
}

export async function measureServices(matrix: boolean): Promise<void> {
  start();
  if (present.running) return;
  measuring = shownDocument();
  show({ running: { jobId: '', matrix, progress: 0, sentence: '' } });
  try {
    const { jobId } = await studio().invoke('services.measure', { matrix });
    show({ running: { jobId, matrix, progress: 0, sentence: '' } });
  } catch (error) {
    show({ running: null });
    failed(error);
  }
}

export function cancelServices(): void {
  const jobId = present.running?.jobId;
  if (jobId) studio().invoke('jobs.cancel', { jobId }).catch(failed);
}

/** Whether the master would sound otherwise than it was measured. */
export function isOutdated({ report, document }: ServicesState, now: SessionDocument): boolean {
  if (!report) return false;
  return !document || masterFingerprint(document) !== masterFingerprint(now);
}

/** A service through one of its codecs: its limiter's own file, or the codec's at the service's gain. */
export function fileOf(
  report: ServicesReport,
  play: ServicePlay | null,
  codec: CodecResult | undefined,
): HeardFile | null {
  const { integratedLufs } = report.measured;
  const through = codec && play?.through.find(({ spec }) => spec === codec.spec);
  if (play && through?.file)
    return {
      path: through.file,
      gainDb: 0,
      startSample: 0,
      lufs: integratedLufs === null ? null : integratedLufs + play.gain.gainDb,
    };
  if (play?.file)
    return {
      path: play.file,
      gainDb: 0,
      startSample: 0,
      lufs: integratedLufs === null ? null : integratedLufs + play.gain.gainDb,
    };
  const path = codec?.file ?? null;
  if (path === null) return null;
  const gainDb = Math.max(-60, Math.min(24, play?.gain.gainDb ?? 0));
  return { path, gainDb, startSample: 0, lufs: codec?.integratedLufs ?? integratedLufs };
}

export const isHeard = (file: HeardFile | null, heard: HeardFile | null): boolean =>
  file !== null && heard !== null && file.path === heard.path && file.gainDb === heard.gainDb;

/** Plays it in step with the song; null goes back to the master. `matched` follows the Matched switch. */
export function hear(
  file: HeardFile | null,
  options: { systemId?: string | null; matched?: boolean } = {},
): void {
  const { systemId, matched = true } = options;
  studio()
    .invoke('listen.set', { file, matched, ...(systemId !== undefined && { systemId }) })
    .then(showListen, failed);
}
