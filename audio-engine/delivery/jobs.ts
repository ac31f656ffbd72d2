/** Exports, whole-song measurements and levels as jobs: what the job process runs. */
import type { JobContext, JobRunner } from '../protocol/index.ts';
import { renderThreads } from '../render/index.ts';
import type { SessionDocument } from '../session/index.ts';
import { deliveryWords, handoffWords, masterRoomWords, versionWords } from '../words/index.ts';
import { analyseSong } from './analyse-song.ts';
import { compareMoments } from './compare-moments.ts';
import { exportAudio } from './export-audio.ts';
import { handOff } from './handoff.ts';
import { historyJson } from './history-json.ts';
import { levelTracks } from './level-tracks.ts';
import { nextPrintNumber, printMix } from './print-mix.ts';
import { printTrack } from './print-track.ts';
import { proveFile } from './prove.ts';
import { receiveHandoff } from './receive-handoff.ts';

/** Progress messages at most this often: they are for eyes. */
const PROGRESS_MS = 100;

function progressTo({ post }: JobContext): (fraction: number, sentence: string) => void {
  let last = 0;
  return (fraction, sentence) => {
    const now = performance.now();
    if (now - last < PROGRESS_MS && fraction < 1) return;
    last = now;
    post({ type: 'progress', fraction, sentence });
  };
}

export const runExport: JobRunner<'export'> = async ({ document, revision, folder, options }, context) => {
  const { history, ...result } = await exportAudio({
    document: document as SessionDocument,
    revision,
    folder,
    options,
    threads: renderThreads(),
    signal: context.signal,
    onProgress: progressTo(context),
  });
  return {
    result: { ...result, history: history && historyJson(history) },
    failures: [],
    sentence: deliveryWords.exported(result.files[0]?.measurement ?? null, result.files.length),
  };
};

export const runProve: JobRunner<'prove'> = async ({ document, folder, path }, context) => {
  const result = await proveFile({
    path,
    document: document as SessionDocument,
    folder,
    threads: renderThreads(),
    signal: context.signal,
    onProgress: progressTo(context),
  });
  return { result, failures: [], sentence: deliveryWords.proof.verdict[result.verdict] };
};

export const runHandoff: JobRunner<'handoff'> = async ({ kind: _, document, ...request }, context) => {
  const { sheet, notices } = await handOff({
    ...request,
    document: document as SessionDocument,
    threads: renderThreads(),
    signal: context.signal,
    onProgress: progressTo(context),
  });
  const files = [sheet.premaster, ...sheet.stems].map(({ path }) => path);
  return {
    result: { folder: request.to, files, notices },
    failures: [],
    sentence: handoffWords.made(request.to, files.length),
  };
};

export const runReceive: JobRunner<'receive'> = async ({ kind: _, ...request }, context) => {
  const { sheet, notices, commands } = await receiveHandoff({
    ...request,
    signal: context.signal,
    onProgress: progressTo(context),
  });
  return {
    result: { commands, notices, message: sheet.message, stems: sheet.stems.length },
    failures: [],
    sentence: handoffWords.opened(sheet.session.name),
  };
};

export const runAnalysis: JobRunner<'analysis'> = async ({ document, folder, what }, context) => {
  const { measurement, history, notices } = await analyseSong({
    document: document as SessionDocument,
    folder,
    what,
    signal: context.signal,
    onProgress: progressTo(context),
  });
  return {
    result: { what, measurement, history: historyJson(history), notices },
    failures: [],
    sentence: deliveryWords.analysed(measurement),
  };
};

export const runPrint: JobRunner<'print'> = async (request, context) => {
  const { document, folder } = request;
  const session = document as SessionDocument;
  if (request.how === 'mix') {
    const result = await printMix({
      document: session,
      folder,
      threads: renderThreads(),
      signal: context.signal,
      onProgress: progressTo(context),
    });
    const sentence = masterRoomWords.printed(masterRoomWords.printName(nextPrintNumber(session)));
    return { result, failures: [], sentence };
  }
  const { trackId, how } = request;
  const result = await printTrack({
    document: session,
    folder,
    trackId,
    monoWhereSame: how === 'bounce' && session.tracks[trackId]?.channels === 1,
    signal: context.signal,
    onProgress: progressTo(context),
  });
  const name = session.tracks[trackId]?.name ?? trackId;
  return { result, failures: [], sentence: deliveryWords.printed(name, how) };
};

export const runCompare: JobRunner<'compare'> = async ({ documents, folder, place }, context) => {
  const result = await compareMoments({
    documents: documents as { a: SessionDocument; b: SessionDocument },
    folder,
    place,
    signal: context.signal,
    onProgress: progressTo(context),
  });
  const changed = result.strips.filter(({ kind, identical }) => kind !== 'mix' && !identical).length;
  return { result, failures: [], sentence: versionWords.compared(result.byLu, changed) };
};

export const runLevel: JobRunner<'level'> = async ({ document, folder }, context) => {
  const levels = await levelTracks({
    document: document as SessionDocument,
    folder,
    signal: context.signal,
    onProgress: progressTo(context),
  });
  return { result: { levels }, failures: [], sentence: deliveryWords.levelled(levels.length) };
};
