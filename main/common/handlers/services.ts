/** Services: their rules as data, and what they and their codecs do to the master of the open session. */
import { join } from 'node:path';
import {
  findServicesFile,
  loadServices,
  SERVICES_FILE,
  servicesPath,
} from '../../../audio-engine/advice/index.ts';
import { type ServicesReport, servicesReportSchema } from '../../../audio-engine/protocol/index.ts';
import { masterFingerprint } from '../../../audio-engine/session/index.ts';
import type { Studio } from '../../../audio-engine/studio/index.ts';
import { servicesWords } from '../../../audio-engine/words/index.ts';
import type { App } from '../app.ts';
import { rendersPlace } from '../renders-place.ts';
import type { Answers } from './kind.ts';

/** Made anew by each measurement, never part of a copy. */
export const PREVIEWS = 'previews';

/** The newest of each session, for as long as it is open: its previews are files of that moment. */
const measured = new WeakMap<Studio, ServicesReport>();

export function servicesHandlers(app: App): Answers<'services.list' | 'services.measure' | 'services.last'> {
  const file = (): string => findServicesFile(app.host.dataFolder);
  return {
    'services.list': () => {
      const path = file();
      return {
        services: loadServices(path),
        file: path,
        own: path !== servicesPath(),
        ownPath: join(app.host.dataFolder, SERVICES_FILE),
      };
    },
    'services.measure': ({ matrix }) => {
      const { studio } = app;
      // The files that may be heard now are about to go.
      if (app.listen.state.file?.path.startsWith(`${rendersPlace(studio, app.host.dataFolder, PREVIEWS)}/`))
        app.listen.set({ file: null });
      const job = app.jobs.start('translate', {
        title: matrix ? servicesWords.matrixTitle : servicesWords.jobTitle,
        request: () => {
          const key = masterFingerprint(studio.document);
          return {
            kind: 'translate',
            document: studio.document,
            folder: studio.folder,
            // Each measurement has a place of its own, so that no file changes while it is heard.
            place: `${rendersPlace(studio, app.host.dataFolder, PREVIEWS)}/${key.slice(0, 8)}-${Date.now().toString(36)}`,
            key,
            servicesFile: file(),
            systems: [...app.systems],
            matrix,
          };
        },
        finish: (result) => {
          const report = servicesReportSchema.parse(result);
          if (app.isOpen(studio)) measured.set(studio, report);
          return report;
        },
      });
      return { jobId: job.id };
    },
    'services.last': () => {
      const { studio } = app;
      const report = measured.get(studio) ?? null;
      return { report, current: report !== null && report.key === masterFingerprint(studio.document) };
    },
  };
}
