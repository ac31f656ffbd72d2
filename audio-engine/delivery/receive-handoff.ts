/**
 * Takes in what another engineer handed off: the premaster becomes what the master room works on, and in a session of
 * its own the stems become tracks. Files come into the session's folder here; the steps are for its one writer to run.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { measureAudio } from '../measure/index.ts';
import { importFiles, openAudio } from '../media/index.ts';
import { type MediaFile, ordersAfter, type RawCommand } from '../session/index.ts';
import { deliveryWords, handoffWords, ThresholdError } from '../words/index.ts';
import { type Handoff, readHandoff } from './handoff.ts';

export interface Receiver {
  /** The session's folder. */
  folder: string;
  sampleRate: number;
  /** Files that the document names already. */
  documentNames: readonly string[];
  lastReferenceOrder: string | null;
}

export interface ReceiveJob extends Receiver {
  /** The folder that was given. */
  from: string;
  /** `session`: all of it, for a new session; `master`: the premaster alone, for the master room of one that is there. */
  as: 'session' | 'master';
  onProgress?: (fraction: number, sentence: string) => void;
  signal?: AbortSignal | undefined;
}

export interface Received {
  sheet: Handoff;
  notices: string[];
  /** To be run together, as one step. */
  commands: RawCommand[];
}

/** Of the progress, what looking at the checksums and importing the stems takes. */
const STEMS_SHARE = 0.7;

/** Throws a ThresholdError; after a failure or a cancel nothing of it is in the session's folder. */
export async function receiveHandoff(job: ReceiveJob): Promise<Received> {
  const { from, folder, sampleRate, signal } = job;
  const { sheet, notices } = readHandoff(from);
  const commands: RawCommand[] = [];
  const brought: string[] = [];
  const stems = sheet.stems
    .map(({ path }) => join(from, ...path.split('/')))
    .filter((path) => existsSync(path));
  try {
    if (job.as === 'session' && stems.length > 0) {
      const { media, tracks, clips, ...told } = await importFiles({
        paths: stems,
        folder,
        sessionSampleRate: sampleRate,
        documentNames: job.documentNames,
        ...(signal && { signal }),
        onProgress: ({ fraction, fileName }) =>
          job.onProgress?.(STEMS_SHARE * fraction, handoffWords.bringing(fileName)),
      });
      brought.push(...media.map(({ file }) => file));
      notices.push(...told.notices, ...told.failures.map(({ sentence }) => sentence));
      commands.push({ id: 'session.import', payload: { sampleRate, media, tracks, clips } });
    }
    if (signal?.aborted) throw new ThresholdError(deliveryWords.cancelled);
    job.onProgress?.(job.as === 'session' ? STEMS_SHARE : 0, handoffWords.bringing(sheet.premaster.path));
    const documentNames = [...job.documentNames, ...brought];
    const premaster = join(from, ...sheet.premaster.path.split('/'));
    const step = await referenceStep(
      { ...job, documentNames },
      premaster,
      handoffWords.premasterName,
      signal,
    );
    brought.push(step.media.file);
    commands.push(step.command, { id: 'master.source', payload: { kind: 'file', mediaId: step.media.id } });
    if (job.as === 'session') commands.push(...describing(sheet));
    return { sheet, notices, commands };
  } catch (error) {
    for (const file of brought) rmSync(join(folder, ...file.split('/')), { force: true });
    throw error;
  }
}

/** A file, brought into the session, and the step that lists it among the references. */
export async function referenceStep(
  { folder, sampleRate, documentNames, lastReferenceOrder }: Receiver,
  path: string,
  name: string,
  signal?: AbortSignal,
): Promise<{ media: MediaFile; command: RawCommand }> {
  const { media, failures } = await importFiles({
    paths: [path],
    folder,
    sessionSampleRate: sampleRate,
    documentNames,
    ...(signal && { signal }),
  });
  const [file] = media;
  if (!file) throw new ThresholdError(failures[0] ?? handoffWords.noPremaster(path));
  const source = await openAudio(join(folder, ...file.file.split('/')));
  const measured = await measureAudio(source).finally(() => source.close());
  const reference = {
    id: randomUUID(),
    name,
    artist: '',
    mediaId: file.id,
    order: ordersAfter(lastReferenceOrder, 1)[0]!,
    lufs: measured.integratedLufs,
    truePeakDbtp: measured.truePeakDbtp,
    markers: [],
  };
  return { media: file, command: { id: 'reference.add', payload: { reference, media: file } } };
}

function describing({ tempo, markers, notes, release, createdAt }: Handoff): RawCommand[] {
  return [
    { id: 'tempo.set', payload: tempo },
    ...markers.map((marker) => ({ id: 'marker.add', payload: { marker: { id: randomUUID(), ...marker } } })),
    ...notes.map((note) => ({
      id: 'note.add',
      payload: { note: { id: randomUUID(), ...note, createdAt, done: false } },
    })),
    { id: 'release.set', payload: release },
  ];
}
