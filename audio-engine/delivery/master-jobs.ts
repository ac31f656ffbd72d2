/** The master room's jobs: what the job process runs for proposals, matched chain states, and what limiting costs. */
import type { JobContext, JobRunner } from '../protocol/index.ts';
import { renderThreads } from '../render/index.ts';
import type { SessionDocument } from '../session/index.ts';
import { assistantWords, masterRoomWords } from '../words/index.ts';
import { gentlerMaster } from './gentler.ts';
import { matchStates } from './match-states.ts';
import { proposeMaster } from './propose-master.ts';

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

export const runPropose: JobRunner<'propose'> = async (request, context) => {
  const { document, folder, referenceId, targetName, curve } = request;
  const result = await proposeMaster({
    document: document as SessionDocument,
    folder,
    reference: referenceId === null ? null : { id: referenceId },
    targetName,
    curve,
    threads: renderThreads(),
    signal: context.signal,
    onProgress: progressTo(context),
  });
  const psr = result.after?.psrDb ?? result.keepsPsrDb;
  return { result, failures: [], sentence: assistantWords.finished(result.target.lufs, psr) };
};

export const runMatch: JobRunner<'match'> = async ({ document, folder, states, atSample }, context) => {
  const result = await matchStates({
    document: document as SessionDocument,
    folder,
    states,
    atSample,
    signal: context.signal,
  });
  return { result, failures: [], sentence: '' };
};

export const runGentler: JobRunner<'gentler'> = async (request, context) => {
  const { document, folder, place, lessDb, serviceName } = request;
  const result = await gentlerMaster({
    document: document as SessionDocument,
    folder,
    place,
    lessDb,
    serviceName,
    threads: renderThreads(),
    signal: context.signal,
    onProgress: progressTo(context),
  });
  return { result, failures: [], sentence: masterRoomWords.gentler.finished };
};
