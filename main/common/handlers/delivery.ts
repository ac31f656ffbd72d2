/** Exports, targets, whole-song measurements and "Level these tracks": jobs whose results may become one step. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { loadTargets } from '../../../audio-engine/delivery/index.ts';
import { limitMaster } from '../../../audio-engine/session/index.ts';
import type { Studio } from '../../../audio-engine/studio/index.ts';
import { hostWords, ThresholdError } from '../../../audio-engine/words/index.ts';
import type { App } from '../app.ts';
import type { Answers } from './kind.ts';

const exportedSchema = z.object({
  /** What the search found for the master's limiter; null where none was asked for. */
  limiter: z.object({ gainDb: z.number(), ceilingDbtp: z.number() }).nullable(),
  files: z.array(z.json()),
  notices: z.array(z.string()),
});
const levelledSchema = z.object({ levels: z.array(z.object({ stripId: z.string(), faderDb: z.number() })) });

/** Writes the gain that was found into the master's limiter, so that the room hears what the file holds. */
export function setLimiter(
  studio: Studio,
  found: { gainDb: number; ceilingDbtp: number },
  target: string,
): void {
  studio.run(limitMaster(studio.document, found, randomUUID()), { name: hostWords.exportFinished(target) });
}

export function deliveryHandlers(
  app: App,
): Answers<'delivery.export' | 'delivery.targets' | 'analysis.song' | 'mix.level'> {
  return {
    'delivery.export': (options) => {
      const { studio } = app;
      const path = app.places.check(options.path);
      // The session's own exports folder is made with its first export; any other folder must be there.
      if (dirname(path) === join(studio.folder, 'exports')) mkdirSync(dirname(path), { recursive: true });
      const name = path.split(/[\\/]/).at(-1) ?? path;
      const job = app.jobs.start('export', {
        title: hostWords.exporting(name),
        request: () => ({
          kind: 'export',
          document: studio.document,
          folder: studio.folder,
          options: { ...options, path },
        }),
        finish: (result) => {
          const exported = exportedSchema.parse(result);
          // The file is there either way; a session that was left meanwhile is not written to.
          if (exported.limiter && studio.readOnly === null && app.isOpen(studio))
            setLimiter(studio, exported.limiter, options.target?.name ?? name);
          return exported;
        },
      });
      return { jobId: job.id };
    },
    'delivery.targets': () => ({ targets: loadTargets() }),
    'analysis.song': ({ what }) => {
      const { studio } = app;
      const job = app.jobs.start('analysis', {
        title: hostWords.analysing,
        request: () => ({ kind: 'analysis', document: studio.document, folder: studio.folder, what }),
      });
      return { jobId: job.id };
    },
    'mix.level': async () => {
      const { studio } = app;
      let changed = 0;
      const started = app.jobs.start('analysis', {
        title: hostWords.levelling,
        request: () => ({ kind: 'level', document: studio.document, folder: studio.folder }),
        finish: (result) => {
          const { levels } = levelledSchema.parse(result);
          if (levels.length > 0) studio.run({ id: 'strip.level', payload: { levels } });
          changed = levels.length;
          return { changed };
        },
      });
      const job = await app.jobs.whenEnded(started.id);
      if (job.state !== 'done')
        throw new ThresholdError(
          job.failures[0] ?? { code: 'job.ended', sentence: job.sentence, nextStep: hostWords.jobDiedNext },
        );
      return { revision: studio.revision, changed };
    },
  };
}
