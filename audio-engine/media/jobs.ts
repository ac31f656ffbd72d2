/** Import and peaks as jobs: what the job process runs. */
import type { JobRunner } from '../protocol/index.ts';
import { type FailureValue, failureOf, mediaWords } from '../words/index.ts';
import { importFiles } from './import/import-files.ts';
import { ensurePeaks } from './peaks/ensure-peaks.ts';

/** Progress messages at most this often: they are for eyes. */
const PROGRESS_MS = 100;

export const runImport: JobRunner<'import'> = async (request, { post, signal }) => {
  let last = 0;
  const { failures, ...result } = await importFiles({
    ...request,
    signal,
    onProgress({ fraction, fileName, done, total }) {
      const now = performance.now();
      if (now - last < PROGRESS_MS) return;
      last = now;
      post({ type: 'progress', fraction, sentence: mediaWords.importing(fileName, done + 1, total) });
    },
  });
  return { result, failures, sentence: mediaWords.imported(result.media.length, failures.length) };
};

/** A picture that cannot be made stops no other. */
export const runPeaks: JobRunner<'peaks'> = async ({ folder, files }, { post, signal }) => {
  const failures: FailureValue[] = [];
  for (const [index, { mediaId, file }] of files.entries()) {
    let last = 0;
    try {
      await ensurePeaks({
        folder,
        media: { id: mediaId, file },
        signal,
        onProgress(fraction) {
          const now = performance.now();
          if (now - last < PROGRESS_MS && fraction < 1) return;
          last = now;
          post({ type: 'peaks', mediaId });
          post({
            type: 'progress',
            fraction: (index + fraction) / files.length,
            sentence: mediaWords.drawing(index + 1, files.length),
          });
        },
      });
    } catch (error) {
      if (signal.aborted) throw error;
      failures.push(failureOf(error, mediaWords.failedInside(file)));
    }
  }
  return { result: null, failures, sentence: mediaWords.drawn(files.length - failures.length) };
};
