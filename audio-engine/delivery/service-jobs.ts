/** Services and translation as a job: what the job process runs. */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { loadServices } from '../advice/index.ts';
import type { JobRunner, ServicesReport } from '../protocol/index.ts';
import type { SessionDocument } from '../session/index.ts';
import { servicesWords } from '../words/index.ts';
import { reportServices } from './service-report.ts';
import { translate } from './translate.ts';

/** Progress messages at most this often: they are for eyes. */
const PROGRESS_MS = 100;
const REPORT_SHARE = 0.8;

export const runTranslate: JobRunner<'translate'> = async (request, { post, signal }) => {
  const { folder, place, key, servicesFile, systems, matrix } = request;
  const document = request.document as SessionDocument;
  const previews = join(folder, ...place.split('/'));
  // Others were of the song as it was.
  mkdirSync(dirname(previews), { recursive: true });
  for (const name of readdirSync(dirname(previews))) {
    const path = join(dirname(previews), name);
    if (path !== previews) rmSync(path, { recursive: true, force: true });
  }
  let last = 0;
  const onProgress = (fraction: number, sentence: string): void => {
    const now = performance.now();
    if (now - last < PROGRESS_MS && fraction < 1) return;
    last = now;
    post({ type: 'progress', fraction, sentence });
  };
  let translation: ServicesReport['matrix'] = null;
  const report = await reportServices({
    source: { kind: 'session', document, folder },
    services: loadServices(servicesFile),
    folder: previews,
    key,
    previews: true,
    ceiling: true,
    signal,
    onProgress,
    ...(matrix && {
      more: async (at) => {
        translation = await translate({
          ...at,
          session: { document, folder },
          systems,
          signal,
          onProgress: (fraction, sentence) =>
            onProgress(REPORT_SHARE + (1 - REPORT_SHARE) * fraction, sentence),
        });
      },
    }),
  });
  const inside = (path: string | null): string | null =>
    path === null ? null : relative(folder, path).split(sep).join('/');
  const result: ServicesReport = {
    ...report,
    file: inside(report.file),
    plays: report.plays.map((play) => ({
      ...play,
      file: inside(play.file),
      through: play.through.map((one) => ({ ...one, file: inside(one.file) })),
    })),
    codecs: report.codecs.map((codec) => ({ ...codec, file: inside(codec.file) })),
    ceiling: report.ceiling && { ...report.ceiling, file: inside(report.ceiling.file) },
    matrix: translation,
  };
  const lossy = report.codecs.filter(({ lossless, failure }) => !lossless && !failure);
  const over = lossy.filter(({ truePeakDbtp }) => (truePeakDbtp ?? -1) > 0);
  return {
    result,
    failures: report.codecs.flatMap(({ failure }) => (failure ? [failure] : [])).slice(0, 1),
    sentence: servicesWords.done(lossy.length, over.length),
  };
};
