/** The mix check as a job: what the job process runs. */
import type { JobRunner } from '../protocol/index.ts';
import type { SessionDocument } from '../session/index.ts';
import { adviceWords } from '../words/index.ts';
import { checkSession } from './check-session.ts';

/** Progress messages at most this often: they are for eyes. */
const PROGRESS_MS = 100;

export const runCheck: JobRunner<'check'> = async ({ document, folder, revision }, { post, signal }) => {
  let last = 0;
  const result = await checkSession({
    document: document as SessionDocument,
    folder,
    revision,
    signal,
    onProgress(fraction, sentence) {
      const now = performance.now();
      if (now - last < PROGRESS_MS && fraction < 1) return;
      last = now;
      post({ type: 'progress', fraction, sentence });
    },
  });
  return { result, failures: [], sentence: adviceWords.checked(result.findings.length) };
};
