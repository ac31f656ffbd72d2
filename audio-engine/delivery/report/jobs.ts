/** Writing a report as a job. */
import type { JobRunner } from '../../protocol/index.ts';
import type { SessionDocument } from '../../session/index.ts';
import { reportWords } from '../../words/index.ts';
import { makeReport } from './make-report.ts';

export const runReport: JobRunner<'report'> = async (request, { post, signal }) => {
  const { document, folder, kind: _kind, ...rest } = request;
  const done = await makeReport({
    ...rest,
    source: { kind: 'session', document: document as SessionDocument, folder },
    signal,
    onProgress: (fraction, sentence) => post({ type: 'progress', fraction, sentence }),
  });
  return {
    result: { files: [done.path], notices: done.notices },
    failures: [],
    sentence: reportWords.written(done.path),
  };
};
